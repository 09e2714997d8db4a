"""Names that could mean several things, from the file to the shell: what no word tells stays open."""

from __future__ import annotations

import json
from pathlib import Path

import click.testing
import pytest
from tests.cases import load

from dateline.cli import cli

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def shell(tmp_path):
    """Read one report with the command; return its exported mentions and what was said of odd things."""

    def read(text):
        (tmp_path / "a.txt").write_text(f"{text}\n")
        database = str(tmp_path / "a.db")
        runner = click.testing.CliRunner()
        added = runner.invoke(cli, ["add", str(tmp_path / "a.txt"), "--db", database, "--processes", "1"])
        assert added.exit_code == 0
        document = json.loads(runner.invoke(cli, ["export", "--format", "json", "--db", database]).stdout)
        return [mention for event in document["events"] for mention in event["mentions"]], document, added.stderr

    return read


@pytest.mark.parametrize("case", load(CASES / "odd_names.jsonl"))
def test_a_name_is_what_the_report_tells_or_open(case, shell):
    mentions, _, stderr = shell(case["text"])
    (mention,) = (one for one in mentions if one["trigger"] == case["trigger"])
    (actor,) = (one for one in mention["actors"] if one["name"] == case["name"])
    assert (actor["id"], actor["country"]) == (case["id"], case["country"])
    assert ("resolve/ambiguous-actor" in stderr) == ("problem" in case)


def test_a_place_in_no_gazetteer_keeps_its_words_without_a_point(shell):
    _, document, stderr = shell("A bomb exploded in Qarafeld on Monday.")
    (place,) = (event["place"] for event in document["events"])
    assert (place["name"], place["id"], place["latitude"], place["radius_km"]) == ("Qarafeld", None, None, None)
    assert '"Qarafeld" is in no gazetteer' in stderr


def test_a_place_in_either_country_of_a_name_is_in_neither(shell):
    _, document, stderr = shell("A bomb exploded in Congo on Monday.")
    (place,) = (event["place"] for event in document["events"])
    assert (place["id"], place["country"], place["latitude"]) == (None, None, None)
    assert "resolve/ambiguous-place" in stderr
