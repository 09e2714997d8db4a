"""Which events a timeline shows, and in which order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import whens

from dateline.errors import OptionsError
from dateline.records import ActorKind, Candidate, Event, Link, Modality, Participant, Role, Span, When, Where
from dateline.timeline import Options, day_of, select
from dateline.timeline.select import order


def event(identity="e00-1", *, when=None, kind="PROTEST", people=(), where=None, told=date(2024, 5, 9)):
    return Event(
        id=identity,
        mentions=("m" + identity[1:],),
        kind=kind,
        mode="",
        when=when or When(),
        where=where,
        participants=tuple(people),
        modality=Modality.ASSERTED,
        disputed=(),
        outlets=1,
        texts=1,
        origins=1,
        first_told=told,
        last_told=told,
        summary="Dockers  struck\nat dawn",
        summary_of="m" + identity[1:],
    )


def day(number, *, length=1):
    first = date(2024, 5, number)
    return When(earliest=first, latest=first + timedelta(days=length))


def who(name, link=None):
    return Participant(role=Role.BY, span=Span(0, 1), name=name, rule="nsubj", link=link)


def ids(events, **options):
    return [entry.event.id for entry in select(events, {}, Options(**options))]


def test_the_undated_come_last_and_ties_by_who_told_first():
    events = [
        event("e00-1"),
        event("e00-2", when=day(3)),
        event("e00-3", when=day(2), told=date(2024, 5, 8)),
        event("e00-4", when=day(2), told=date(2024, 5, 7)),
    ]
    assert ids(events) == ["e00-4", "e00-3", "e00-2", "e00-1"]


def test_a_time_with_one_end_stands_on_that_day():
    by_the_fourth = When(latest=date(2024, 5, 5), bounded=True)
    events = [event("e00-1", when=by_the_fourth), event("e00-2", when=day(1)), event("e00-3", when=day(6))]
    assert ids(events) == ["e00-2", "e00-1", "e00-3"]
    assert ids(events, start=date(2024, 5, 4), end=date(2024, 5, 4)) == ["e00-1"]


def test_a_window_holds_what_may_lie_in_it_and_nothing_undated():
    events = [event("e00-1", when=day(1, length=9)), event("e00-2", when=day(12)), event("e00-3")]
    assert ids(events, start=date(2024, 5, 9)) == ["e00-1", "e00-2"]
    assert ids(events, end=date(2024, 5, 9)) == ["e00-1"]


@pytest.mark.parametrize(
    ("asked", "found"), [("silva", True), ("SILVA", True), ("ana silva", True), ("sil", True), ("ilva", False)]
)
def test_who_matches_the_beginnings_of_words(asked, found):
    assert bool(ids([event(people=[who("Mayor Ana Silva")])], who=(asked,))) is found


def test_who_takes_the_id_of_what_one_is_part_of():
    link = Link(
        target=Candidate(id="own:crew", name="Crew", score=1, reason=""), kind=ActorKind.OTHER, parents=("own:harbour",)
    )
    events = [event("e00-1", people=[who("Crew", link)]), event("e00-2", people=[who("Harbour")])]
    assert ids(events, who=("own:harbour",)) == ["e00-1"]


def test_who_matches_what_a_name_stands_for():
    link = Link(target=Candidate(id="state:PRT", name="Portugal", score=1.0, reason="capital"), kind=ActorKind.STATE)
    assert ids([event(people=[who("Lisbon", link)])], who=("portugal",))


def test_each_name_asked_for_must_take_part():
    events = [event("e00-1", people=[who("Ana Silva")]), event("e00-2", people=[who("Ana Silva"), who("Rui Costa")])]
    assert ids(events, who=("silva", "costa")) == ["e00-2"]


def test_where_matches_a_name_or_a_countrys_letters():
    place = Where(span=Span(0, 1), name="Porto", country="PRT")
    assert ids([event(where=place)], where=("porto",))
    assert ids([event(where=place)], where=("prt",))
    assert not ids([event(where=place)], where=("spain",))


def test_kinds_are_alternatives():
    events = [event("e00-1", kind="AID"), event("e00-2", kind="PROTEST"), event("e00-3", kind="")]
    assert ids(events, kinds=("AID", "PROTEST")) == ["e00-1", "e00-2"]


def test_a_kind_that_does_not_exist_is_told_with_the_nearest():
    with pytest.raises(OptionsError, match="Did you mean PROTEST"):
        Options(kinds=("protests",))


def test_a_window_that_ends_before_it_starts_is_told():
    with pytest.raises(OptionsError, match="Swap"):
        Options(start=date(2024, 5, 2), end=date(2024, 5, 1))


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [
        ("2024-03-05", False, date(2024, 3, 5)),
        ("2024-03", False, date(2024, 3, 1)),
        ("2024-03", True, date(2024, 3, 31)),
        ("2023", True, date(2023, 12, 31)),
        ("2023-12", True, date(2023, 12, 31)),
    ],
)
def test_a_prefix_of_a_date_is_a_stretch_of_days(text, last, day):
    assert day_of(text, last=last) == day


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13", "2024-02-30", "05/03/2024", "0000"])
def test_what_is_no_date_is_told(text):
    with pytest.raises(OptionsError, match="is no date"):
        day_of(text)


@given(st.lists(whens(), max_size=6), st.randoms())
@settings(deadline=None)
def test_the_order_of_arrival_changes_nothing(times, rng):
    events = [event(f"e00-{number}", when=when) for number, when in enumerate(times)]
    mixed = rng.sample(events, len(events))
    assert select(mixed, {}) == select(events, {})
    assert [e.event for e in select(events, {})] == sorted(events, key=order)


def test_a_line_is_the_summarys_own_words_on_one_line():
    (entry,) = select([event()], {})
    assert entry.line == "Dockers struck at dawn"
    assert entry.when == "undated"
