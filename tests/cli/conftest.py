"""The commands over fake stages, in a folder of their own."""

import click.testing
import pytest
from tests.run import fakes
from tests.run.conftest import folder  # noqa: F401

from dateline.cli import cli


@pytest.fixture
def dateline(folder, monkeypatch):  # noqa: F811
    """Return a function that runs a command line beside the folder `reports`."""
    monkeypatch.chdir(folder.parent)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setattr("dateline.run.local.PER_REPORT", fakes.STAGES)
    runner = click.testing.CliRunner()
    return lambda *words: runner.invoke(cli, words)
