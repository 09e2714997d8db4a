"""The README shows what the commands print."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("readme") / "demo.db")
    done = CliRunner().invoke(cli, ["add", str(ROOT / "examples" / "iraq-2020"), "--db", path, "--processes", "1"])
    assert done.exit_code == 0
    return path


def told(output):
    """Return the words of an output: widths and wraps differ from terminal to terminal."""
    return re.sub(r"[\s─]+", " ", output)


def test_the_chronology_shown_is_the_one_printed(database, monkeypatch):
    monkeypatch.setenv("COLUMNS", "118")
    printed = CliRunner().invoke(cli, ["show", "--db", database]).output
    assert told(BLOCKS[0]).strip() in told(printed)


def test_the_reasons_shown_are_those_printed(database, monkeypatch):
    monkeypatch.setenv("COLUMNS", "118")
    command, _, shown = BLOCKS[1].partition("\n")
    event = command.split()[3]
    printed = told(CliRunner().invoke(cli, ["why", event, "--db", database]).output)
    for line in shown.splitlines():
        if line.strip() not in {"", "…"} and not re.match(r"\d+\. ", line):  # paths differ
            assert told(line).strip() in printed
