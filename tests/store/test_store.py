"""Law 3 and law 8 over the database: readings, judgements and events go in once and come out the same."""

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import judgements, readings, records, report_of

from dateline.errors import StoreError
from dateline.records import (
    Chronology,
    Copy,
    Event,
    Judgement,
    Maker,
    Mention,
    Participant,
    Problem,
    Role,
    Span,
    Verdict,
)
from dateline.store import Reading, Run, Store
from dateline.store.kept import unsure

RUN = Run(started="2026-03-01T00:00:00+00:00", version="0.1.0", model="tiny", options=(("processes", "1"),))


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def dump(path):
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def mention(report, start=0, end=6, **others):
    values = {"sentence": 0, "clause": Span(start, end), "act": "shell", "kind": "ASSAULT", **others}
    return Mention(id=f"m{report.id[1:]}-{start}", report=report.id, trigger=Span(start, end), **values)


@given(readings())
@settings(deadline=None, max_examples=40)
def test_a_reading_comes_back_as_it_went_and_twice_changes_nothing(given_reading):
    raw, report, mentions = given_reading
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        reading = Reading(raw=raw, report=report, mentions=mentions)
        kept = store.write(reading, run=RUN)
        assert (kept.new, kept.mentions, kept.problems) == (True, len(mentions), ())
        assert store.reports() == (report,)
        assert store.mentions() == tuple(sorted(mentions, key=lambda m: m.id))
        assert store.raw(report.id) == raw
        assert store.runs() == (RUN,)
        before = dump(store.path)
        assert not store.write(reading, run=replace(RUN, started="2027")).new
        assert dump(store.path) == before


@given(
    st.builds(
        Chronology,
        events=st.lists(records(Event), max_size=3, unique_by=lambda e: e.id).map(tuple),
        disagreements=records(Chronology).map(lambda c: c.disagreements),
        judgements=st.lists(
            judgements(by=Maker.MODEL).map(lambda j: replace(j, undone=None)), max_size=3, unique=True
        ).map(tuple),
        copies=st.lists(records(Copy), max_size=3).map(tuple),
        problems=st.lists(records(Problem), max_size=2).map(tuple),
    )
)
@settings(deadline=None, max_examples=30)
def test_a_chronology_comes_back_as_it_went(chronology):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        chronology = replace(chronology, events=tuple(sorted(chronology.events, key=lambda event: event.order)))
        store.keep(chronology, revision=0, by="merge 1")
        assert store.chronology(by="merge 1") == chronology
        before = dump(store.path)
        store.keep(chronology, revision=0, by="merge 1")
        assert dump(store.path) == before


def test_events_are_stale_once_a_reading_comes_or_another_merge_asks(store):
    empty = Chronology(events=(), disagreements=(), judgements=(), copies=())
    assert store.chronology(by="merge 1") is None
    store.keep(empty, revision=store.contents().revision, by="merge 1")
    assert store.chronology(by="merge 1") == empty
    assert store.chronology(by="merge 2") is None
    raw, report = report_of("Miners struck at dawn.")
    store.write(Reading(raw=raw, report=report), run=RUN)
    assert store.chronology(by="merge 1") is None


def test_events_made_while_a_reading_came_in_are_stale(store):
    seen = store.contents()
    raw, report = report_of("Miners struck at dawn.")
    store.write(Reading(raw=raw, report=report), run=RUN)
    store.keep(Chronology(events=(), disagreements=(), judgements=(), copies=()), revision=seen.revision, by="m")
    assert store.chronology(by="m") is None


def test_a_mention_that_does_not_re_read_is_refused_and_the_rest_is_kept(store):
    raw, report = report_of("Miners struck at dawn.")
    good = mention(report)
    far = mention(report, 100, 120)
    kept = store.write(Reading(raw=raw, report=report, mentions=(good, far)), run=RUN)
    assert store.mentions() == (good,)
    assert [p.code for p in kept.problems] == ["store/refused-mention"]
    assert store.problems() == kept.problems


def test_a_participant_that_the_report_does_not_name_is_refused(store):
    raw, report = report_of("Miners struck at dawn.")
    invented = Participant(role=Role.BY, span=Span(0, 6), name="Teamsters", rule="nsubj")
    kept = store.write(Reading(raw=raw, report=report, mentions=(mention(report, roles=(invented,)),)), run=RUN)
    assert "'Teamsters' does not stand in the report" in kept.problems[0].message


@given(st.lists(readings(), max_size=4, unique_by=lambda one: one[1].id))
@settings(deadline=None, max_examples=20)
def test_a_mass_of_readings_is_kept_as_one_by_one(given_readings):
    mass = [Reading(raw=raw, report=report, mentions=mentions) for raw, report, mentions in given_readings]
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("one", "all"):
            with Store.open(Path(folder) / name, create=True) as store:
                told = [store.write(one, run=RUN) for one in mass] if name == "one" else store.write_all(mass, run=RUN)
                kept.append((tuple(told), store.reports(), store.mentions(), store.problems(), store.runs()))
    assert kept[0] == kept[1]


def test_a_mass_of_readings_that_fails_leaves_nothing_behind(store):
    first, second = (Reading(raw=raw, report=report) for raw, report in map(report_of, ("They shelled.", "They left.")))

    def broken():
        yield first
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        store.write_all(broken(), run=RUN)
    assert (store.reports(), store.runs()) == ((), ())
    assert store.write(second, run=RUN).new
    assert (store.reports(), store.runs()) == ((second.report,), (RUN,))


def test_a_report_that_is_not_its_bytes_is_refused(store):
    raw, report = report_of("Miners struck at dawn.")
    for wrong in (replace(report, text="Bakers struck at dawn."), replace(report, sha256="0" * 64)):
        kept = store.write(Reading(raw=raw, report=wrong), run=RUN)
        assert [p.code for p in kept.problems] == ["store/refused-report"]
    assert store.reports() == ()


def test_reading_again_supersedes_and_deletes_nothing(store):
    raw, report = report_of("Miners struck at dawn.")
    store.write(Reading(raw=raw, report=report, mentions=(mention(report),)), run=RUN)
    better = mention(report, act="strike")
    assert store.write(Reading(raw=raw, report=report, mentions=(better,)), run=RUN, again=True).new
    assert store.mentions() == (better,)
    assert sum(line.startswith('INSERT INTO "mention"') for line in dump(store.path)) == 2


@given(judgements(by=Maker.PERSON))
@settings(deadline=None, max_examples=20)
def test_a_persons_judgement_survives_merging_and_is_undone_by_a_mark(judgement):
    judgement = replace(judgement, undone=None)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        number = store.judge(judgement)
        store.keep(Chronology(events=(), disagreements=(), judgements=(), copies=()), revision=1, by="m")
        assert store.contents().judgements == (judgement,)
        store.undo(number)
        assert store.contents().judgements == ()
        (kept,) = store.judgements(undone=True)
        assert replace(kept.judgement, undone=None) == judgement
        assert kept.judgement.undone
        with pytest.raises(StoreError, match="nothing was undone"):
            store.undo(number)


def test_a_machines_judgement_no_longer_held_is_marked_not_deleted(store):
    first = Judgement(left="m1-0", right="m2-0", verdict=Verdict.SAME, by=Maker.RULE, score=0.9)
    second = replace(first, score=0.8)
    for judgement in (first, second):
        store.keep(Chronology(events=(), disagreements=(), judgements=(judgement,), copies=()), revision=0, by="m")
    assert [j.judgement for j in store.judgements()] == [second]
    assert len(store.judgements(undone=True)) == 2


def test_a_problem_of_a_file_that_gave_no_report_is_kept_once(store):
    problem = Problem(code="read/empty", stage="read", message="a.txt: empty.", path="a.txt")
    store.note([problem], run=RUN)
    store.note([problem], run=RUN)
    assert store.problems() == (problem,)


def test_an_unknown_report_is_named(store):
    with pytest.raises(StoreError, match="no report r0"):
        store.raw("r0")


def test_the_queue_begins_with_what_the_model_is_unsure_of_then_goes_by_the_distance_from_its_threshold(store):
    def made(name, score, **others):
        by = others.pop("by", Maker.MODEL)
        return Judgement(left=name, right="z", verdict=Verdict.DIFFERENT, by=by, score=score, **others)

    held = (
        made("a", 0.95, threshold=0.9),
        made("b", 0.5, by=Maker.RULE),
        made("c", 0.7, threshold=0.9, unsure=True),
        made("d", 0.1, threshold=0.9),
    )
    store.keep(Chronology(events=(), disagreements=(), judgements=held, copies=()), revision=0, by="m")
    assert [one.judgement.left for one in unsure(store, limit=9)] == ["c", "b", "a", "d"]
    assert [one.judgement.left for one in unsure(store, limit=2, skip=1)] == ["b", "a"]
