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
    Disagreement,
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
from dateline.store.codec import encode
from dateline.store.kept import unsure

RUN = Run(started="2026-03-01T00:00:00+00:00", version="0.1.0", model="tiny", options=(("processes", "1"),))
EMPTY = Chronology(events=(), disagreements=(), judgements=(), copies=())
JUDGED = Judgement(left="m1-0", right="m2-0", verdict=Verdict.SAME, by=Maker.PERSON, score=1.0)


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


@st.composite
def chronologies(draw):
    told = draw(st.lists(records(Event), max_size=3))
    events = sorted((replace(one, id=f"e{n}-0") for n, one in enumerate(told)), key=lambda one: one.order)
    ids = [event.id for event in events]
    joined = st.permutations(ids).flatmap(lambda many: st.sampled_from([tuple(many[:1]), tuple(many[:2])]))
    differ = st.builds(lambda one, events: replace(one, events=events), records(Disagreement), joined)
    disagreements = draw(st.lists(differ, max_size=4, unique_by=lambda one: (one.events, one.field))) if ids else []
    models = judgements(by=Maker.MODEL).map(lambda one: replace(one, undone=None))
    copies = draw(st.lists(records(Copy), max_size=3, unique_by=lambda one: (one.report, one.first)))
    return Chronology(
        events=tuple(events),
        disagreements=tuple(sorted(disagreements, key=lambda one: (ids.index(one.events[0]), one.field, one.events))),
        judgements=tuple(draw(st.lists(models, max_size=3, unique=True))),
        copies=tuple(sorted(copies, key=lambda one: (one.report, one.first))),
        problems=tuple(draw(st.lists(records(Problem), max_size=2))),
    )


def keep(store, chronology, *, by="m"):
    copies = {}
    for one in chronology.copies:
        copies.setdefault(one.report, []).append(one)
    differ = [(one.events[0], "".join(one.events[1:]), one.field, encode(one)) for one in chronology.disagreements]
    pairs = [(f"m{number}", "n") for number in range(len(chronology.problems))]
    problems = [(*pair, encode(one)) for pair, one in zip(pairs, chronology.problems, strict=True)]
    with store.merging() as (rows, likeness):
        rows.put_events(chronology.events, ())
        rows.put_disagreements(differ, [event.id for event in chronology.events], ())
        rows.put_judgements(chronology.judgements, [one.left for one in chronology.judgements])
        rows.put_contradictions(problems, [left for left, _ in pairs])
        likeness.put_copies(copies)
        rows.put("merged_by", by)
        rows.put("merged_revision", rows.value("revision") or "0")


@given(chronologies())
@settings(deadline=None, max_examples=25)
def test_a_chronology_comes_back_as_it_went_and_twice_changes_nothing(chronology):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        keep(store, chronology)
        assert store.chronology() == chronology
        assert store.events() == chronology.events
        assert store.event_count() == len(chronology.events)
        assert store.merge_problems() == chronology.problems
        before = dump(store.path)
        keep(store, chronology)
        assert dump(store.path) == before


def test_events_are_stale_once_a_reading_comes_or_another_merge_asks(store):
    assert not store.fresh(by="merge 1")
    keep(store, EMPTY, by="merge 1")
    assert store.fresh(by="merge 1")
    assert not store.fresh(by="merge 2")
    raw, report = report_of("Miners struck at dawn.")
    store.write(Reading(raw=raw, report=report), run=RUN)
    assert not store.fresh(by="merge 1")


def test_events_are_stale_once_a_person_judges(store):
    keep(store, EMPTY)
    number = store.judge(JUDGED)
    assert not store.fresh(by="m")
    keep(store, EMPTY)
    store.undo(number)
    assert not store.fresh(by="m")


def test_no_reading_comes_in_while_events_are_made(store):
    raw, report = report_of("Miners struck at dawn.")
    with Store.open(store.path, wait=0) as other:
        with store.merging(), pytest.raises(StoreError, match="locked"):
            other.write(Reading(raw=raw, report=report), run=RUN)
        assert other.write(Reading(raw=raw, report=report), run=RUN).new


@given(chronologies(), chronologies())
@settings(deadline=None, max_examples=10)
def test_what_was_made_before_stays_until_all_is_made_and_where_making_fails(first, second):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        keep(store, first)

        def broken():
            with store.merging() as (rows, _):
                rows.clear()
                rows.put_events(second.events, ())
                assert store.chronology() == first
                raise ValueError("no more")

        with pytest.raises(ValueError, match="no more"):
            broken()
        assert store.chronology() == first
        assert store.fresh(by="m")


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


def told_of(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT actor, report FROM told_of").fetchall()
    finally:
        connection.close()


@given(st.lists(readings(), max_size=4, unique_by=lambda one: one[1].id))
@settings(deadline=None, max_examples=20)
def test_whom_reports_tell_of_is_found_alike_in_a_database_of_an_earlier_release(given_readings):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with Store.open(path, create=True) as store:
            store.write_all(
                [Reading(raw=raw, report=report, mentions=told) for raw, report, told in given_readings], run=RUN
            )
        here = {
            (one.link.target.id, report.id)
            for _, report, told in given_readings
            for mention in told
            for one in (*mention.roles, *mention.attribution.hops)
            if one.link
        }
        assert set(told_of(path)) == here
        earlier = sqlite3.connect(path)
        earlier.executescript("DROP TABLE told_of; DELETE FROM migration WHERE number > 9; PRAGMA user_version = 9")
        earlier.close()
        Store.open(path).close()
        assert set(told_of(path)) == here


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
        with store.merging() as (rows, _):
            assert rows.judgements() == (judgement,)
            rows.clear()
            rows.put_judgements((), (judgement.left, judgement.right))
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
        with store.merging() as (rows, _):
            rows.put_judgements((judgement,), ("m1-0", "m2-0"))
    assert [j.judgement for j in store.judgements()] == [second]
    marked, held = store.judgements(undone=True)
    assert marked.judgement.undone
    assert (replace(marked.judgement, undone=None), held.judgement) == (first, second)


@pytest.mark.parametrize("renewed", ["m1-0", "m2-0"])
def test_only_judgements_on_the_mentions_renewed_are_touched(store, renewed):
    one, other = (
        Judgement(left=left, right=right, verdict=Verdict.SAME, by=Maker.MODEL, score=0.9)
        for left, right in (("m1-0", "m2-0"), ("m3-0", "m4-0"))
    )
    with store.merging() as (rows, _):
        rows.put_judgements((one, other), ("m1-0", "m2-0", "m3-0", "m4-0"))
    with store.merging() as (rows, _):
        rows.put_judgements((), (renewed,))
    assert [j.judgement for j in store.judgements()] == [other]


def test_a_judgement_that_still_holds_keeps_its_number(store):
    held = Judgement(left="m1-0", right="m2-0", verdict=Verdict.SAME, by=Maker.MODEL, score=0.9)
    for _ in range(2):
        with store.merging() as (rows, _):
            rows.put_judgements((held,), ("m2-0",))
    assert [(j.number, j.judgement) for j in store.judgements(undone=True)] == [(1, held)]


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
    keep(store, replace(EMPTY, judgements=held))
    assert [one.judgement.left for one in unsure(store, limit=9)] == ["c", "b", "a", "d"]
    assert [one.judgement.left for one in unsure(store, limit=2, skip=1)] == ["b", "a"]
