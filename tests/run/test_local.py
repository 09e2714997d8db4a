"""The runner: one bad report never fails a batch, and reading twice changes nothing."""

import random
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from tests.run import fakes

from dateline import run
from dateline.errors import ModelError, OptionsError
from dateline.records import Maker, Told, Verdict
from dateline.run.pipeline import Draft, carry
from dateline.run.workers import carry_all
from dateline.store import Store

OPTIONS = run.Options(stages=fakes.STAGES)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def dump(store):
    connection = sqlite3.connect(store.path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_one_bad_report_never_fails_a_batch(store, folder):
    summary = run.add(store, [str(folder)], OPTIONS)
    assert (summary.new, summary.known, summary.mentions, summary.missing) == (4, 0, 3, 0)
    assert sorted(p.code for p in summary.problems) == ["read/empty", "run/stage-failed"]
    (failed,) = (p for p in store.problems() if p.code == "run/stage-failed")
    assert failed.stage == "extract"
    assert "KeyError" in failed.message
    assert failed.report in {report.id for report in store.reports()}


def test_a_report_in_another_language_is_kept_and_not_parsed(store, folder):
    run.add(store, [str(folder / "c.txt")], OPTIONS)
    assert [report.language for report in store.reports()] == ["de"]
    assert store.mentions() == ()


def test_reading_twice_changes_nothing(store, folder):
    run.add(store, [str(folder)], OPTIONS)
    before = dump(store)
    summary = run.add(store, [str(folder)], OPTIONS)
    assert (summary.new, summary.known) == (0, 4)
    assert dump(store) == before


def test_the_order_of_arrival_changes_nothing(tmp_path, folder):
    paths = [str(path) for path in folder.iterdir()]
    made = []
    for seed in range(3):
        with Store.open(tmp_path / f"{seed}.db", create=True) as store:
            for path in random.Random(seed).sample(paths, len(paths)):  # noqa: S311
                run.add(store, [path], OPTIONS)
            made.append(run.load(store))
    assert {story.chronology for story in made} == {made[0].chronology}
    assert {story.reports for story in made} == {made[0].reports}


def test_a_path_that_does_not_exist_is_a_problem_and_the_rest_goes_on(store, folder):
    summary = run.add(store, [str(folder / "nowhere"), str(folder / "a.txt")], OPTIONS)
    assert (summary.new, summary.missing) == (1, 1)
    assert "nowhere" in summary.problems[0].message


def test_two_files_of_the_same_bytes_are_one_report(store, folder):
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    summary = run.add(store, [str(folder / "a.txt"), str(folder / "copy.txt")], OPTIONS)
    assert (summary.new, summary.known) == (1, 1)


def test_a_file_that_vanishes_between_finding_and_reading_is_a_problem(store, folder, monkeypatch):
    from dateline.read import sources

    def load(self):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(sources.Source, "load", load)
    summary = run.add(store, [str(folder / "a.txt")], OPTIONS)
    assert [p.code for p in summary.problems] == ["run/unreadable"]


def test_reading_again_makes_new_readings_of_known_reports(store, folder):
    run.add(store, [str(folder)], OPTIONS)
    story = run.load(store)
    summary = run.add(store, [str(folder)], replace(OPTIONS, again=True))
    assert summary.new == 4
    assert run.load(store).chronology == story.chronology


def test_progress_is_told_to_the_end(store, folder):
    told = []
    run.add(store, [str(folder)], replace(OPTIONS, tell=told.append))
    *reading, merging = told
    assert (reading[-1].done, reading[-1].total) == (5, 5)
    assert merging.what == "merging"


def test_a_story_without_a_database_is_that_of_a_database(store, folder):
    run.add(store, [str(folder)], OPTIONS)
    assert run.build([str(folder)], OPTIONS).chronology == run.load(store).chronology


def test_a_story_answers(folder):
    story = run.build([str(folder)], OPTIONS)
    (entry,) = story.timeline(who="dockers")
    assert entry.line == "Dockers struck at dawn." or entry.line == "Dockers struck , said a union."
    event = story.find(entry.event.id)
    assert {str(story.quote(story.mentions[m])) for m in event.mentions} == {
        "Dockers struck at dawn.",
        "Dockers struck , said a union.",
    }
    assert [(one.verdict, one.by) for one in story.judgements(event)] == [(Verdict.SAME, Maker.MODEL)]
    assert '"version": 1' in story.export("json")
    with pytest.raises(OptionsError, match="json, jsonl, csv"):
        story.export("xml")


def test_what_a_person_must_mend_stops_the_run():
    def parse(draft):
        raise ModelError("the model file is missing.")

    with pytest.raises(ModelError):
        carry(Draft(path="a.txt", raw=b"Dockers struck."), (fakes.read, parse))


def test_verify_finds_a_sound_database_sound(store, folder):
    run.add(store, [str(folder)], OPTIONS)
    assert list(run.verify(store)) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE report SET raw = x'00'", "store/broken-report"),
        ('UPDATE reading SET record = replace(record, \'a.txt"\', \'a.txt","sha256":"0"\')', "store/refused-report"),
        ("UPDATE mention SET record = replace(record, '\"end\":', '\"end\":9')", "store/refused-mention"),
        ("UPDATE mention SET record = '{}'", "store/broken-mention"),
        ("UPDATE event SET record = replace(record, 'PROTEST', 'ASSAULT')", "store/events-differ"),
        ("PRAGMA foreign_keys = OFF; UPDATE mention SET reading = 99", "store/broken-file"),
    ],
)
def test_verify_tells_what_was_changed_from_outside(store, folder, statement, code):
    run.add(store, [str(folder / "a.txt")], OPTIONS)
    connection = sqlite3.connect(store.path)
    connection.executescript(statement)
    connection.commit()
    connection.close()
    assert code in {problem.code for problem in run.verify(store)}


def test_events_changed_from_outside_are_made_again(store, folder):
    run.add(store, [str(folder)], OPTIONS)
    connection = sqlite3.connect(store.path)
    connection.execute("DELETE FROM event")
    connection.commit()
    connection.close()
    run.refresh(store, anew=True)
    assert list(run.verify(store)) == []


def drafts(folder):
    return [Draft(path=path.name, raw=path.read_bytes()) for path in sorted(folder.iterdir())]


def test_processes_beside_this_one_give_the_same_in_the_same_order(folder):
    alone = list(carry_all(drafts(folder), processes=1, stages=fakes.STAGES))
    beside = list(carry_all(drafts(folder), processes=2, stages=fakes.STAGES, here=0))
    assert [(d.path, d.report, d.mentions) for d in beside] == [(d.path, d.report, d.mentions) for d in alone]


def test_a_report_that_kills_its_process_is_a_problem_and_the_rest_goes_on(folder):
    (folder / "b2.txt").write_text("Miners die underground.")
    carried = {d.path: d for d in carry_all(drafts(folder), processes=2, stages=fakes.STAGES, here=0)}
    assert [p.code for p in carried["b2.txt"].problems] == ["run/worker-died"]
    assert sum(len(d.mentions) for d in carried.values()) == 3


def test_a_date_of_publication_still_to_come_is_a_problem(tmp_path):
    (tmp_path / "one.txt").write_text("Crowds gather", encoding="utf-8")

    def dated(draft):
        draft = fakes.read(draft)
        return replace(draft, report=replace(draft.report, published=Told(value="2020-01-10", rule="fake")))

    def codes(today):
        options = run.Options(stages=(dated, fakes.extract), today=today)
        return [problem.code for problem in run.build([str(tmp_path)], options).problems]

    assert codes(date(2020, 1, 8)) == ["time/published-ahead"]
    assert codes(date(2020, 1, 9)) == codes(None) == []
