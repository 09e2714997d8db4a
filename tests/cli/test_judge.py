"""The ledger and the moments from the command line."""

import json
from pathlib import Path

import click.testing
import pytest
from tests.run import fakes

from dateline.cli import cli


@pytest.fixture
def dateline(tmp_path, monkeypatch):
    """Return a function that runs a command line beside the folder `reports`, with the merge that ships."""
    for name, text in {"a.txt": "Dockers struck at dawn.", "b.txt": "Pilots landed at noon."}.items():
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    for name in ("DATELINE_DB", "DATELINE_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("dateline.run.local.PER_REPORT", fakes.STAGES)
    runner = click.testing.CliRunner()
    assert runner.invoke(cli, ["add", "reports"]).exit_code == 0
    return lambda *words: runner.invoke(cli, words)


@pytest.fixture
def ids(dateline):
    """Return the short ids of the two events, by their first word."""
    lines = dateline("show").stdout.splitlines()
    return {word: next(line.split()[0] for line in lines if word in line) for word in ("Dockers", "Pilots")}


def rows(result):
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_judge_same_makes_one_event_and_why_says_who_said_so(dateline, ids):
    result = dateline("judge", "same", ids["Dockers"], ids["Pilots"], "--reason", "one walkout", "--by", "Ana")
    assert (result.exit_code, result.stdout) == (0, "")
    number = result.stderr.split()[1].rstrip(":")
    assert [row[:2] + row[4:5] + row[7:] for row in rows(dateline("judge", "list"))] == [
        [number, "same", "Ana", "one walkout"]
    ]
    why = dateline("why", ids["Pilots"])
    assert "by Ana, one walkout" in why.stdout
    assert f"see {dateline('show').stdout.splitlines()[2].split('  ')[0][:5]}" in dateline("why", ids["Dockers"]).stderr
    assert len(dateline("show").stdout.splitlines()) == 3


def test_judge_undo_brings_the_two_events_back_and_the_ledger_keeps_both_marks(dateline, ids):
    dateline("judge", "same", ids["Dockers"], ids["Pilots"])
    number = rows(dateline("judge", "list"))[0][0]
    assert dateline("judge", "undo", number).exit_code == 0
    assert len(dateline("show").stdout.splitlines()) == 4
    assert dateline("judge", "list").stdout == ""
    (undone,) = (row for row in rows(dateline("judge", "list", "--all")) if row[4] == "person")
    assert undone[6]


def test_judge_list_as_json_holds_the_whole_ledger(dateline, ids):
    dateline("judge", "different", ids["Dockers"], ids["Pilots"], "--by", "Bo")
    ledger = [json.loads(line) for line in dateline("judge", "list", "--all", "--json").stdout.splitlines()]
    (mine,) = (row for row in ledger if row["by"] == "person")
    assert (mine["verdict"], mine["person"], mine["undone"]) == ("different", "Bo", None)
    assert {"number", "left", "right", "score", "written", "reason", "features"} <= mine.keys()


def test_add_says_which_judgements_cannot_be_kept_to(dateline, ids, monkeypatch):
    dateline("judge", "same", ids["Dockers"], ids["Pilots"], "--by", "Ana")
    monkeypatch.setattr("dateline.run.local.PER_REPORT", fakes.STAGES[:1])  # a release that reads no event
    told = dateline("add", "--again", "reports").stderr
    assert "run/lost-judgement" in told
    assert "by Ana" in told


def test_judge_list_of_an_empty_ledger_says_what_to_do(dateline):
    assert "dateline judge same A B" in dateline("judge", "list").stderr


def test_a_contradiction_is_said_at_once(dateline, ids):
    dateline("judge", "same", ids["Dockers"], ids["Pilots"], "--by", "Ana")
    mentions = rows(dateline("judge", "list"))[0][2:4]
    assert "merge/contradiction" in dateline("judge", "different", *mentions, "--by", "Bo").stderr


@pytest.mark.parametrize("verb", ["show", "stats", "export", "diff"])
def test_a_day_before_anything_was_known_is_empty(dateline, verb):
    known = ["--as-known", "2001-01-01"] if verb != "diff" else ["--known", "2001-01-01", "2002-01-01"]
    result = dateline(verb, *known, *(["--json"] if verb in {"stats", "show"} else []))
    assert result.exit_code == 0
    if verb == "stats":
        assert json.loads(result.stdout)["events"] == 0
    elif verb == "export":
        assert json.loads(result.stdout)["events"] == []
    else:
        assert result.stdout == ""


def test_as_of_says_what_it_leaves_out(dateline):
    result = dateline("show", "--as-of", "2001-01-01")
    assert result.stdout == ""
    assert "2 reports without a date are left out" in result.stderr


def test_diff_tells_in_words_what_came(dateline):
    Path("reports/c.txt").write_text("Miners marched on.")
    dateline("add", "reports")
    lines = dateline("diff", "--known", "2001-01-01", "2100-01-01").stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("new: e") for line in lines)
    rows = [json.loads(line) for line in dateline("diff", "--known", "2001", "2100", "--json").stdout.splitlines()]
    assert [row["words"] for row in rows] == lines


def test_judge_set_says_so_in_why_and_stands_in_the_ledger_under_a_number_of_its_own(dateline, ids):
    words = ("--reason", "a slip", "--by", "Ana")
    result = dateline("judge", "set", ids["Dockers"], "when", "2020-01-03", *words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"judgement c1: {ids['Dockers']}, when is 2020-01-03, 1 mention\n"
    why = dateline("why", ids["Dockers"]).stdout
    assert "3 Jan 2020 [2020-01-03], as a person said" in why
    assert "set       when to 2020-01-03, since a person said so: a slip, by Ana" in why
    assert "(read as undated)" in " ".join(why.split())
    (row,) = rows(dateline("judge", "list"))
    assert row[:2] + row[3:5] + row[6:] == ["c1", "when", "2020-01-03", "Ana", "", "a slip"]
    assert dateline("judge", "undo", "c1").exit_code == 0
    assert "2020-01-03" not in dateline("why", ids["Dockers"]).stdout
    assert dateline("judge", "list").stdout == ""
    (undone,) = (row for row in rows(dateline("judge", "list", "--all")) if row[0] == "c1")
    assert undone[6]


def test_judge_set_by_names_who_acts_as_why_says(dateline, ids):
    result = dateline(
        "judge", "set", ids["Dockers"], "by", "Iran; Harbour Wardens", "--reason", "a slip", "--by", "Ana"
    )
    assert result.stderr == (
        f"judgement c1: {ids['Dockers']}, by is Iran; Harbour Wardens (state:IRN, org:harbour-wardens), 1 mention\n"
    )
    why = " ".join(dateline("why", ids["Dockers"]).stdout.split())
    assert "set by to Iran; Harbour Wardens, since a person said so: a slip, by Ana" in why
    assert "by Iran = Iran [state:IRN] since a person said so: a slip, by Ana" in why
    (shown,) = dateline("show", "--who", "Iran", "--json").stdout.splitlines()
    assert json.loads(shown)["by"] == ["Iran", "Harbour Wardens"]
    (row,) = (json.loads(line) for line in dateline("judge", "list", "--json").stdout.splitlines())
    assert (row["field"], row["value"]) == ("by", "Iran; Harbour Wardens")
    assert row["who"] == ["state:IRN", "org:harbour-wardens"]
    dateline("judge", "undo", "c1")
    assert dateline("show", "--who", "Iran").stdout == ""


def test_who_is_who_is_judged_with_a_reason_and_a_name(dateline, ids):
    dateline("judge", "set", ids["Dockers"], "by", "Dock Union")
    dateline("judge", "set", ids["Pilots"], "by", "Harbour Union")
    words = ("--reason", "it was renamed", "--by", "Ana")
    result = dateline("actors", "same", "Dock Union", "Harbour Union", *words)
    assert result.stderr == "judgement 1: org:dock-union same org:harbour-union\n"
    joined = dateline("show", "--who", "org:harbour-union").stdout
    assert [id_ in joined for id_ in ids.values()] == [True, True]

    def listed(*more):
        (line,) = dateline("actors", "list", *more).stderr.splitlines()
        cells = line.split("\t")
        return cells[0], cells[1], bool(cells[3]), cells[4]

    assert listed() == ("judgement 1: org:dock-union same org:harbour-union", "Ana", False, "it was renamed")
    assert dateline("actors", "undo", "1").exit_code == 0
    assert dateline("actors", "list").stderr == ""
    assert listed("--all")[2] is True, "nothing in the ledger is deleted"
    refused = dateline("actors", "undo", "1")
    assert "no live judgement 1 on actors here" in str(refused.exception)


def test_judge_not_an_event_takes_it_out_of_the_chronology_until_undone(dateline, ids):
    result = dateline("judge", "not-an-event", ids["Pilots"], "--by", "Bo")
    assert result.stderr == f"judgement c1: {ids['Pilots']}, no event, 1 mention\n"
    assert "Pilots" not in dateline("show").stdout
    dateline("judge", "undo", "c1")
    assert "Pilots" in dateline("show").stdout


def test_what_was_set_is_exported_with_what_was_read_before(dateline, ids):
    dateline("judge", "set", ids["Dockers"], "kind", "disaster", "--by", "Ana")
    (event,) = (one for one in json.loads(dateline("export").stdout)["events"] if one["kind"] == "DISASTER")
    (told,) = event["mentions"][0]["corrected"]
    assert (told["field"], told["value"], told["person"]) == ("kind", "disaster", "Ana")
    (row,) = (json.loads(line) for line in dateline("judge", "list", "--json").stdout.splitlines())
    assert (row["number"], row["field"], row["value"], row["by"]) == ("c1", "kind", "disaster", "person")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("when", "yesterday", "2020-01-01/2020-01-05"),
        ("where", "Qwertyville", "GeoNames id"),
        ("kind", "PROTST", "Did you mean PROTEST?"),
        ("modality", "maybe", "asserted, planned"),
        ("to", " ; ", "several parted by semicolons"),
    ],
)
def test_a_value_that_is_none_is_refused_by_field_with_what_to_write(dateline, ids, field, value, said):
    result = dateline("judge", "set", ids["Dockers"], field, value)
    assert result.exit_code != 0
    assert str(result.exception).startswith(f"{field}: ")
    assert said in str(result.exception)
    assert dateline("judge", "list").stdout == ""


def test_a_field_that_is_none_is_refused_with_those_there_are(dateline, ids):
    result = dateline("judge", "set", ids["Dockers"], "who", "Ana")
    assert result.exit_code == 2
    assert "'when', 'where', 'kind', 'modality', 'by', 'to', 'with', 'about'" in " ".join(result.stderr.split())


def test_what_was_set_outlives_adding_the_reports_again(dateline, ids):
    dateline("judge", "set", ids["Dockers"], "when", "2020-01-03", "--by", "Ana")
    before = dateline("show").stdout
    assert dateline("add", "--again", "reports").exit_code == 0
    assert dateline("show").stdout == before
    assert "as a person said" in dateline("why", ids["Dockers"]).stdout
