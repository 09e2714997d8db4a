"""A question about a state finds its organs, its officials and its seat of government, from reports to the shell."""

from __future__ import annotations

import json
from pathlib import Path

import click.testing
import pytest

import dateline
from dateline.cli import cli

EXAMPLES = Path(__file__).parents[2] / "examples" / "iraq-2020"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("who") / "a.db")
    assert (
        click.testing.CliRunner().invoke(cli, ["add", str(EXAMPLES), "--db", path, "--processes", "1"]).exit_code == 0
    )
    return path


@pytest.fixture(scope="module")
def shown(database):
    """Return the lines that `show --who` prints, and all names that take part in them."""

    def ask(who):
        found = click.testing.CliRunner().invoke(cli, ["show", "--db", database, "--who", who, "--json"])
        events = [json.loads(line) for line in found.stdout.splitlines()]
        return {actor["name"] for event in events for mention in event["mentions"] for actor in mention["actors"]}

    return ask


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("United States", {"US troops", "Donald Trump", "Washington", "State Department", "Pentagon"}),
        ("US", {"US troops", "Donald Trump", "Washington", "State Department", "Pentagon"}),
        ("Iraq", {"Iraq's parliament", "Iraqi soldiers", "Adel Abdul-Mahdi"}),
        ("US military", {"US troops", "US aircraft", "Pentagon"}),
        ("Iran's government", {"Iran's supreme leader"}),
        ("Daesh", {"Islamic State"}),
    ],
)
def test_who_finds_what_is_part_of_whom(shown, who, found):
    assert found <= shown(who)


@pytest.mark.parametrize(
    ("who", "kept_out"),
    [
        ("US military", {"State Department"}),
        ("Iraq", {"State Department"}),
        ("US", {"Ukrainian airliner", "students"}),
    ],
)
def test_who_keeps_out_what_is_part_of_another(shown, who, kept_out):
    assert not kept_out & shown(who)


def test_the_same_question_in_python(database):
    story = dateline.open_story(database)
    lines = [entry.line for entry in story.timeline(who="United States")]
    assert any("Washington" in line for line in lines)
    assert not any("State Department" in entry.line for entry in story.timeline(who="US military"))


def test_the_export_tells_what_an_actor_is_part_of(database):
    exported = json.loads(dateline.open_story(database).export())
    actors = [actor for event in exported["events"] for mention in event["mentions"] for actor in mention["actors"]]
    told = {actor["name"]: actor["parents"] for actor in actors}
    assert told["Pentagon"] == ["organ:USA:MIL", "state:USA"]
    assert told["United States"] == []


def run_actors(database, *words):
    return click.testing.CliRunner().invoke(cli, ["actors", *words, "--db", database])


def test_a_judgement_on_actors_outlives_reading_again_and_can_be_undone(tmp_path):
    database = str(tmp_path / "a.db")
    add = ["add", str(EXAMPLES), "--db", database, "--processes", "1"]
    click.testing.CliRunner().invoke(cli, add)
    said = run_actors(database, "same", "Pentagon", "organ:USA:GOV:foreign-ministry")
    assert said.stderr == "judgement 1: organ:USA:MIL:pentagon same organ:USA:GOV:foreign-ministry\n"
    click.testing.CliRunner().invoke(cli, [*add, "--again"])
    listed = run_actors(database, "list")
    assert "organ:USA:MIL:pentagon" not in listed.stdout
    assert "judgement 1" in listed.stderr
    assert click.testing.CliRunner().invoke(cli, ["verify", "--db", database]).exit_code == 0
    run_actors(database, "undo", "1")
    assert "organ:USA:MIL:pentagon" in run_actors(database, "list").stdout


def test_an_own_register_names_actors_of_reports_that_are_read_already(tmp_path, database):
    table = tmp_path / "my.csv"
    table.write_text(
        "id,name,aliases,kind,parent\ngroup:marchers,Tahrir marchers,Baghdad marchers,crowd,IRQ\nx,Bad,,crowd,\n"
    )
    added = run_actors(database, "add", str(table))
    assert (added.exit_code, f"{table}:3: " in added.stderr) == (0, True)
    assert run_actors(database, "add", str(table), "--strict").exit_code == 1
    shown = click.testing.CliRunner().invoke(cli, ["show", "--db", database, "--who", "Tahrir marchers"]).stdout
    assert "marchers demand" in shown
    assert (
        "marchers demand" in click.testing.CliRunner().invoke(cli, ["show", "--db", database, "--who", "Iraq"]).stdout
    )


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("same", "Pentagonn", "Iran"), "Did you mean 'Pentagon'"),
        (("same", "Iran", "state:IRN"), "one actor already"),
        (("different", "Iran", "nowhere.txt"), "names 0 reports"),
        (("undo", "99"), "no live judgement 99"),
    ],
)
def test_a_judgement_on_what_is_not_there_says_what_to_do(database, words, wrong):
    assert wrong in str(run_actors(database, *words).exception)
