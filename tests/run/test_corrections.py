"""What a person sets right of an account outranks what was read in its event, outlives reading again, and is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.merge.build import day
from tests.run.news import keep, shelling

from dateline import run
from dateline.errors import OptionsError, StoreError
from dateline.records import (
    ActorKind,
    Basis,
    Candidate,
    Correctable,
    Field,
    Link,
    Modality,
    OwnActor,
    Participant,
    Role,
    Span,
    Turn,
)
from dateline.store import Store, corrections

MONDAY, TUESDAY, FRIDAY = "2021-05-03", "2021-05-04", "2021-05-07"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


@pytest.fixture
def two(store):
    """One shelling in two accounts, told for the same day."""
    told = [shelling(store, "Zenda", TUESDAY, f"Paper {n}", when=day(MONDAY)) for n in range(2)]
    run.ledger.judge(store, told[0].id, told[1].id, same=True)
    return told


def correct(store, asked, field, value="", **others):
    number, _ = run.ledger.correct(store, asked, Correctable(field), value, **others)
    return number


def only(store):
    (event,) = run.kept(store).events
    return event


def test_an_event_whose_date_is_set_has_that_date_and_says_who_said_so(store, two):
    correct(store, "e" + two[0].id[1:], "when", "2021-05-01", reason="a slip", person="Ana")
    event = only(store)
    assert (event.when.edtf, event.when.basis) == ("2021-05-01", Basis.PERSON)
    assert ("a person said so", "a slip, by Ana") in [(s.rule, s.detail.rpartition(", ")[0]) for s in event.when.steps]
    assert ("read before that", MONDAY) in [(step.rule, step.detail) for step in event.when.steps]
    assert Field.WHEN not in event.disputed
    assert {one.when.edtf for one in store.mentions()} == {MONDAY}, "what was read stays as it was"


def test_a_day_set_for_one_account_outranks_what_the_others_tell(store, two):
    correct(store, two[1].id, "when", FRIDAY)
    event = only(store)
    assert set(event.mentions) == {one.id for one in two}
    assert event.when.edtf == FRIDAY
    assert event.when.earliest == date.fromisoformat(FRIDAY)


def test_a_rule_does_not_part_what_a_person_dates_from_an_account_that_tells_another_day(store):
    told = [shelling(store, "Zenda", TUESDAY, f"Paper {n}", when=day(MONDAY)) for n in range(2)]
    before = {frozenset(event.mentions) for event in run.kept(store).events}
    assert before == {frozenset(one.id for one in told)}, "one event without anybody's word"
    correct(store, told[0].id, "when", "2021-05-04")
    assert only(store).when.edtf == "2021-05-04"


@pytest.mark.parametrize(
    ("field", "value", "has"),
    [
        ("where", "Erbil", lambda event: event.where is not None and event.where.id == "95446"),
        ("kind", "PROTEST/strike", lambda event: (event.kind, event.mode) == ("PROTEST", "strike")),
        ("modality", "denied", lambda event: event.modality is Modality.DENIED),
    ],
)
def test_a_field_set_for_one_account_outranks_what_the_others_tell(store, two, field, value, has):
    more = shelling(store, "Zenda", TUESDAY, "Paper 9", when=day(MONDAY))
    run.ledger.judge(store, two[0].id, more.id, same=True)
    assert not has(only(store))
    number = correct(store, two[1].id, field, value)
    assert has(only(store))
    run.ledger.undo(store, number)
    assert not has(only(store))


def test_a_side_set_for_one_account_outranks_what_the_others_tell_and_is_undone(store, two):
    more = shelling(store, "Zenda", TUESDAY, "Paper 9", when=day(MONDAY))
    run.ledger.judge(store, two[0].id, more.id, same=True)
    read = sides(only(store))
    number = correct(store, two[1].id, "by", "Iran", reason="the paper says so", person="Ana")
    assert sides(only(store))["by"] == [("Iran", "state:IRN")]
    assert sides(only(store)).get("to") == read.get("to")
    assert {one.roles for one in store.mentions()} == {one.roles for one in (*two, more)}, "what was read stays"
    run.ledger.undo(store, number)
    assert sides(only(store)) == read


def test_a_rule_does_not_part_an_account_whose_victim_was_set_from_the_others(store):
    told = [shelled(store, "Jane Roe", MONDAY, f"Paper {n}") for n in range(2)]
    assert set(only(store).mentions) == {one.id for one in told}, "one event without anybody's word"
    shelled(store, "Max Doe", "2019-05-03", "Klow Herald")
    correct(store, told[0].id, "to", "Max Doe")
    event, _ = run.View(store).find(told[0].id)
    assert set(event.mentions) == {one.id for one in told}
    assert sides(event)["to"] == [("Max Doe", "person:max-doe")]
    correct(store, told[1].id, "to", "Jane Roe")
    assert len(run.View(store).find(told[0].id)[0].mentions) == 1, "who was named for each is two people"


def shelled(store, name, on, outlet):
    """Keep a report that a person was shelled, and return its mention."""
    start = len(f"{outlet} says that rebels shelled the market of ")
    target = Candidate(id=f"person:{name.lower().replace(' ', '-')}", name=name, score=1, reason="")
    victim = Participant(
        role=Role.TO,
        span=Span(start, start + len(name)),
        name=name,
        rule="test",
        link=Link(target=target, kind=ActorKind.PERSON),
    )
    return shelling(store, name, on, outlet, when=day(on), roles=(victim,))


def sides(event):
    found = {}
    for one in event.participants:
        found.setdefault(one.role.value, []).append((one.name, one.link.target.id if one.link else ""))
    return found


def test_whom_a_name_means_is_settled_when_it_is_said(store, two):
    store.register([OwnActor(id="group:wardens", name="Wardens", kind=ActorKind.ARMED_GROUP)])
    correct(store, two[0].id, "by", "wardens")
    store.register([OwnActor(id="group:other", name="Wardens", kind=ActorKind.ARMED_GROUP)])
    assert [link.target.id for link in corrections.corrections(store)[0].correction.who] == ["group:wardens"]
    with pytest.raises(OptionsError, match="may be any of group:other, group:wardens"):
        correct(store, two[0].id, "by", "Wardens")
    with pytest.raises(OptionsError, match="state:COD, state:COG"):
        correct(store, two[0].id, "by", "Congo")
    assert len(corrections.corrections(store)) == 1


def test_a_name_that_nobody_bears_is_an_actor_of_its_own_and_a_side_may_hold_nobody(store, two):
    correct(store, "e" + two[0].id[1:], "by", "Harbour Wardens; Iran")
    assert sides(only(store))["by"] == [("Harbour Wardens", "org:harbour-wardens"), ("Iran", "state:IRN")]
    correct(store, "e" + two[0].id[1:], "by", "none")
    assert "by" not in sides(only(store))


def test_what_is_no_event_leaves_the_chronology_and_its_id_leads_nowhere_until_undone(store, two):
    number = correct(store, "e" + two[0].id[1:], "not-an-event", person="Ana")
    assert run.kept(store).events == ()
    assert run.load(store).mentions == {}
    assert run.mentions(store) == ()
    assert store.redirects()[-1].turn is Turn.GONE
    assert len(store.mentions()) == 2, "what was read stays as it was"
    assert run.ledger.undo(store, number) == 2
    assert set(only(store).mentions) == {one.id for one in two}


def test_one_account_that_is_no_event_leaves_the_rest_and_loses_no_judgement(store, two):
    correct(store, two[0].id, "not-an-event")
    assert only(store).mentions == (two[1].id,)
    assert run.kept(store).problems == ()


def test_a_correction_outlives_reading_again(store, two):
    correct(store, two[0].id, "when", FRIDAY)
    for one in two:
        (report,) = store.reports([one.report])
        keep(store, store.raw(report.id), report, replace(one, made_by="a later version"), again=True)
    assert only(store).when.edtf == FRIDAY


def test_a_correction_follows_a_trigger_that_an_upgrade_moves(store, two):
    one = two[0]
    correct(store, one.id, "when", FRIDAY)
    (report,) = store.reports([one.report])
    wider = Span(one.trigger.start - len("rebels "), one.trigger.end)
    moved = replace(one, id=f"m{report.id[1:]}-{wider.start}", trigger=wider)
    keep(store, store.raw(report.id), report, moved, again=True)
    assert only(store).when.edtf == FRIDAY
    assert {kept.id: bool(kept.corrected) for kept in run.mentions(store)} == {moved.id: True, two[1].id: False}
    assert corrections.corrections(store)[0].correction.mention == one.id, "the ledger keeps what was said"


def test_a_correction_of_what_is_read_no_more_is_told_and_counts_again_once_it_is(store, two):
    one = two[0]
    correct(store, one.id, "when", FRIDAY, person="Ana")
    (report,) = store.reports([one.report])
    keep(store, store.raw(report.id), report, again=True)
    problems = [problem for problem in run.kept(store).problems if "by Ana" in problem.message]
    assert [problem.code for problem in problems] == ["run/lost-judgement"]
    assert "“shelled” in Paper 0.txt" in problems[0].message
    keep(store, store.raw(report.id), report, one, again=True)
    assert only(store).when.edtf == FRIDAY
    assert run.kept(store).problems == ()


def test_a_correction_of_a_report_not_published_yet_is_not_lost(store, two):
    later = shelling(store, "Klow", "2021-06-08", "Klow Herald", when=day("2021-06-07"))
    correct(store, later.id, "when", "2021-06-06")
    then = run.View(store, run.moment(as_of=TUESDAY))
    assert "run/lost-judgement" not in [problem.code for problem in then.problems()]


def test_what_was_known_before_a_correction_is_without_it(store, two):
    correct(store, two[0].id, "when", FRIDAY)
    before = run.View(store, run.moment(as_known="2020-01-01"))
    assert before.chronology.events == ()
    after = run.View(store, run.moment(as_known="2100-01-01"))
    assert [event.when.edtf for event in after.chronology.events] == [FRIDAY]


def test_the_ledger_keeps_what_was_undone_and_undoes_nothing_twice(store, two):
    number = correct(store, two[0].id, "kind", "PROTEST")
    run.ledger.undo(store, number)
    assert corrections.corrections(store) == ()
    (kept,) = corrections.corrections(store, undone=True)
    assert kept.correction.undone
    with pytest.raises(StoreError, match=f"no live judgement {number} here"):
        run.ledger.undo(store, number)


def test_a_correction_s_number_is_none_of_a_pair_s(store, two):
    number = correct(store, two[0].id, "kind", "PROTEST")
    assert number == "c1"
    run.ledger.undo(store, number)
    assert len(run.kept(store).judgements) >= 1
    assert set(only(store).mentions) == {one.id for one in two}, "the pair's judgement stands"
    with pytest.raises(OptionsError, match="no number of a judgement"):
        run.ledger.undo(store, "x1")


def test_a_value_that_is_none_writes_nothing(store, two):
    with pytest.raises(OptionsError, match="when:"):
        correct(store, two[0].id, "when", "yesterday")
    assert corrections.corrections(store, undone=True) == ()


VALUES = {
    "when": ["2021-05-01", "2021-05", "2021-04-01/2021-05-20", "/2021-05-09"],
    "where": ["Erbil", "Iraq"],
    "kind": ["PROTEST", "none", "ASSAULT/aerial"],
    "modality": list(Modality),
    "by": ["Iran", "Harbour Wardens; Iraq", "none"],
    "to": ["Klow"],
    "not-an-event": [""],
}
WORDS = st.sampled_from(list(VALUES)).flatmap(
    lambda field: st.tuples(st.integers(0, 2), st.just(field), st.sampled_from(VALUES[field]))
)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("laws") / "a.db", create=True) as store:
        told = [shelling(store, "Zenda", TUESDAY, f"Paper {n}", when=day(MONDAY)) for n in range(2)]
        told.append(shelling(store, "Klow", "2021-05-08", "Klow Herald", when=day(FRIDAY)))
        yield store, told


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=4))
def test_whatever_is_set_right_and_undone_leaves_the_same_chronology(three, words):
    store, told = three
    before = unordered(run.kept(store))
    numbers = []
    for place, field, value in words:
        try:
            numbers.append(correct(store, told[place].id, field, value))
        except OptionsError:  # it was called no event
            assert ("not-an-event", place) in {(one, at) for at, one, _ in words}
    run.refresh(store)
    for number in numbers:
        run.ledger.undo(store, number)
    assert unordered(run.kept(store)) == before


def unordered(chronology):
    """Leave out the order of judgements, which is that of the ledger."""
    return replace(chronology, judgements=tuple(sorted(chronology.judgements, key=repr)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.sampled_from(VALUES["when"]), place=st.integers(0, 2))
def test_an_event_is_never_dated_more_narrowly_than_its_accounts_with_a_person_s_word(three, value, place):
    store, told = three
    number = correct(store, told[place].id, "when", value)
    try:
        whens = {one.id: one.when for one in run.mentions(store)}
        for event in run.kept(store).events:
            firsts = [whens[id_].earliest for id_ in event.mentions]
            lasts = [whens[id_].latest for id_ in event.mentions]
            assert event.when.earliest in {*firsts, None}
            assert event.when.latest in {*lasts, None}
    finally:
        run.ledger.undo(store, number)
