"""What `import dateline` gives."""

import subprocess
import sys

import pytest
from tests.run import fakes

import dateline
from dateline import run
from dateline.run.story import Story
from dateline.store import Store


@pytest.fixture(autouse=True)
def stages(monkeypatch):
    monkeypatch.setattr("dateline.run.local.PER_REPORT", fakes.STAGES)


def test_build_takes_paths_and_gives_a_story(folder):
    story = dateline.build([folder])
    assert isinstance(story, Story)
    assert len(story.reports) == 4
    assert [entry.line for entry in story.timeline(who="Pilots")] == ["Pilots will strike next."]


def test_chronology_gives_the_events_alone(folder):
    assert dateline.chronology([folder]) == dateline.build([folder]).chronology


def test_a_database_opens_as_the_story_that_was_read(folder, tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as store:
        run.add(store, [str(folder)])
    assert dateline.open_story(tmp_path / "a.db").chronology == dateline.chronology([folder])


def test_the_public_names_are_there_and_sorted():
    assert sorted(dateline.__all__) == dateline.__all__
    assert all(hasattr(dateline, name) for name in dateline.__all__)


def test_importing_the_package_imports_no_stage():
    program = "import sys, dateline; print([name for name in sys.modules if name.startswith('dateline.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
