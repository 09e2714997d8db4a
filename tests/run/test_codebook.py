"""A user's codebook: read whole or refused with the type and what to do; its types stand beside the kinds."""

from __future__ import annotations

import json
from pathlib import Path

import click.testing
import pytest
from tests.cases import load

import dateline
from dateline.cli import cli
from dateline.errors import OptionsError
from dateline.run import examples, load_codebook
from dateline.store import Store

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples" / "iraq-2020"
BOOK = """
name = "bases"
[[types]]
name = "STRIKE"
definition = "Aircraft or drones hit a target."
cues = ["bomb"]
unless = ["threaten"]
kinds = ["ASSAULT/drone"]
[[types]]
name = "VOTE"
examples = ["Deputies [voted] to close the port."]
"""


@pytest.mark.parametrize("case", load(CASES / "codebook.jsonl"))
def test_a_codebook_that_cannot_be_used_says_what_to_mend(case, tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(case["toml"])
    with pytest.raises(OptionsError) as error:
        load_codebook(str(path))
    assert str(error.value).startswith(f"{path}: ")
    assert case["wrong"] in str(error.value)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(OptionsError, match=r"nowhere\.toml: cannot be read"):
        load_codebook("nowhere.toml")


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "bases.toml"
    path.write_text(BOOK)
    return str(path)


def test_the_words_of_a_codebook_are_read_as_a_reports_are(book):
    strike, vote = load_codebook(book).types
    assert [cue.lemmas for cue in strike.cues] == [("bomb",)]
    assert {"aircraft", "hit", "target"} <= set(strike.gist)
    (shown,) = vote.exemplars
    assert (shown.mention.act, shown.mention.trigger.of(shown.text)) == ("vote", "voted")


def test_an_example_is_coded_by_the_rest_of_its_codebook(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(
        'name = "a"\n[[types]]\nname = "WALK"\nexamples = ["Dockers [marched] on the port."]\ncues = ["march"]\n'
        '[[types]]\nname = "RIDE"\nexamples = ["Guards [marched] to the gate."]\n'
    )
    assert [(one.type, one.given) for one in examples(load_codebook(str(path)))] == [("WALK", "WALK"), ("RIDE", "WALK")]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("codes") / "a.db")
    click.testing.CliRunner().invoke(cli, ["add", str(EXAMPLES), "--db", path, "--processes", "1"])
    return path


def call(database, *words):
    return click.testing.CliRunner().invoke(cli, [*words, "--db", database])


def test_a_codebook_gives_types_to_events_of_reports_that_are_read_already(read, book):
    assert "bases: 2 types" in call(read, "codebook", "add", book).stderr
    shown = [json.loads(line) for line in call(read, "show", "--code", "bases/STRIKE", "--json").stdout.splitlines()]
    bombed = next(event for event in shown if event["summary"].startswith("US aircraft bombed five sites"))
    (code,) = bombed["codes"]
    assert (code["codebook"], code["type"], code["score"]) == ("bases", "STRIKE", 1.0)
    why = call(read, "why", bombed["id"]).stdout
    assert "code      bases/STRIKE 1.00, by its cue “bomb”" in why
    assert "bases/VOTE" in call(read, "export", "--format", "csv").stdout
    assert "bases\tSTRIKE\t" in call(read, "codebook", "list").stdout
    assert call(read, "verify").exit_code == 0
    assert "no codebook here has a type 'STRIK'. Did you mean STRIKE?" in str(
        call(read, "show", "--code", "STRIK").exception
    )
    call(read, "codebook", "remove", "bases")
    assert "no codebook yet" in call(read, "codebook", "list").stderr
    assert "no codebook 'bases' here" in str(call(read, "codebook", "remove", "bases").exception)


def test_adding_a_codebook_again_puts_it_in_the_place_of_the_old(tmp_path, book):
    with Store.open(tmp_path / "a.db", create=True) as store:
        store.codebooks(load_codebook(book))
        Path(book).write_text(BOOK.replace("VOTE", "BALLOT"))
        (kept,) = store.codebooks(load_codebook(book))
    assert [one.name for one in kept.types] == ["STRIKE", "BALLOT"]


def test_a_story_without_a_database_is_coded_too(book):
    story = dateline.build([str(EXAMPLES / "2020-01-06_kestrel-post.txt")]).coded(book)
    assert story.timeline(code="VOTE")
    assert {code.type for m in story.mentions.values() for code in m.codes} <= {"STRIKE", "VOTE"}


@pytest.mark.parametrize(
    ("more", "given"),
    [
        ("", {"MARCH"}),
        ('scope = ["dock"]', {"MARCH"}),
        ('scope = ["clinic"]', set()),
    ],
)
def test_only_reports_within_the_scope_are_coded(more, given, tmp_path):
    path, report = tmp_path / "a.toml", tmp_path / "a.txt"
    path.write_text(f'name = "a"\n{more}\n[[types]]\nname = "MARCH"\ncues = ["march"]\n')
    report.write_text("Published 2024-05-03\n\nFarmers marched on the port. Crews left the docks on Friday.\n")
    story = dateline.build([str(report)]).coded(str(path))
    assert {code.type for m in story.mentions.values() for code in m.codes} == given


def test_a_type_is_kept_to_acts_with_one_of_its_words(tmp_path):
    path, report = tmp_path / "a.toml", tmp_path / "a.txt"
    path.write_text('name = "a"\n[[types]]\nname = "CARE"\nkinds = ["ASSAULT"]\nwith = ["clinic", "field hospital"]\n')
    report.write_text("Published 2024-05-03\n\nRebels shelled a clinic on Friday. Rebels shelled a bridge on Sunday.\n")
    story = dateline.build([str(report)]).coded(str(path))
    told = [story.quote(m).before + story.quote(m).after for m in story.mentions.values() if m.codes]
    assert len(told) == 1
    assert "clinic" in told[0]


def test_an_events_own_account_knows_the_scope_of_its_whole_report(tmp_path):
    path, report, database = tmp_path / "a.toml", tmp_path / "a.txt", str(tmp_path / "a.db")
    path.write_text('name = "a"\nscope = ["dock"]\n[[types]]\nname = "MARCH"\ncues = ["march"]\n')
    report.write_text("Published 2024-05-03\n\nFarmers marched on the port. Crews left the docks on Friday.\n")
    call(database, "add", str(report), "--processes", "1")
    call(database, "codebook", "add", str(path))
    (marched,) = map(json.loads, call(database, "show", "--code", "MARCH", "--json").stdout.splitlines())
    assert "code      a/MARCH 1.00" in call(database, "why", marched["id"]).stdout
