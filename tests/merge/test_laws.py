"""The laws of merging, over made-up piles of reports that tell the same few acts in many ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import mention, party, report

from dateline.merge import merge
from dateline.merge.features import exact
from dateline.records import (
    ActorKind,
    Field,
    Judgement,
    Maker,
    Modality,
    Order,
    Precision,
    Role,
    TimeLink,
    Verdict,
    When,
)

ACTS = (("shelled", "shell"), ("bombed", "bomb"), ("arrested", "arrest"), ("halted", "halt"), ("met", "meet"))
SIDES = (("Ruritania", "RUR"), ("Syldavia", "SYL"), ("Borduria", "BOR"))
FIRST = date(2021, 5, 1)
DISTANCES = st.none() | st.tuples(st.integers(0, 3), st.integers(3, 9))


@st.composite
def whens(draw):
    if draw(st.booleans()):
        return When()
    start = FIRST + timedelta(days=draw(st.integers(0, 12)))
    days = draw(st.integers(1, 9))
    exact = days == 1
    return When(
        earliest=start,
        latest=start + timedelta(days=days),
        precision=Precision.DAY if exact else Precision.INTERVAL,
        edtf=start.isoformat() if exact else f"{start}/{start + timedelta(days=days - 1)}",
    )


@st.composite
def piles(draw, *, linked=False):
    """Return reports, and the mentions they tell; `linked` where they tell orders between them too."""
    reports, mentions = {}, {}
    for number in range(draw(st.integers(1, 5))):
        clauses = []
        for _ in range(draw(st.integers(1, 3))):
            (word, act), (by, to) = draw(st.sampled_from(ACTS)), draw(st.permutations(SIDES))[:2]
            clauses.append((word, act, by, to))
        text = " ".join(f"{by[0]} {word} {to[0]} near place {i}." for i, (word, _, by, to) in enumerate(clauses))
        of = report(text, published=str(FIRST + timedelta(days=20 + number)), outlet=f"Outlet {number % 3}")
        reports[of.id] = of
        seen: dict[str, int] = {}
        for word, act, by, to in clauses:
            seen[word] = seen.get(word, 0) + 1
            one = mention(
                of,
                word,
                act,
                party(of, by[0], Role.BY, ActorKind.STATE, id_=f"state:{by[1]}", country=by[1]),
                party(of, to[0], Role.TO, ActorKind.STATE, id_=f"state:{to[1]}", country=to[1]),
                nth=seen[word],
                when=draw(whens()),
                modality=draw(st.sampled_from((Modality.ASSERTED, Modality.ASSERTED, Modality.PLANNED))),
            )
            mentions[one.id] = one
    if linked:
        for one, other in permutations(sorted(mentions.values(), key=lambda m: m.id), 2):
            if one.report == other.report and draw(st.booleans()):
                link = TimeLink(order=draw(st.sampled_from(Order)), mention=other.id, rule="x", days=draw(DISTANCES))
                mentions[one.id] = replace(mentions[one.id], times=(*mentions[one.id].times, link))
    return tuple(reports.values()), tuple(mentions.values())


@st.composite
def judged(draw):
    """Return a pile and what a person judged of some of its pairs."""
    reports, mentions = draw(piles(linked=True))
    ids = sorted(one.id for one in mentions)
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
    verdicts = st.sampled_from(tuple(Verdict))
    ledger = [
        Judgement(left=a, right=b, verdict=draw(verdicts), by=Maker.PERSON, score=1.0, made="2021-07-01")
        for a, b in chosen
    ]
    return reports, mentions, tuple(ledger)


@given(judged(), st.randoms())
@settings(deadline=None, max_examples=25)
def test_order_of_arrival_and_repetition_change_nothing(pile, chance):
    reports, mentions, ledger = pile
    shuffled = [chance.sample(part, len(part)) for part in (reports * 2, mentions * 2, ledger)]
    assert merge(*shuffled) == merge(reports, mentions, ledger)


@given(judged())
@settings(deadline=None, max_examples=25)
def test_every_mention_is_in_one_event_and_a_rebuild_is_equal(pile):
    reports, mentions, ledger = pile
    chronology = merge(reports, mentions, ledger)
    assert sorted(id_ for event in chronology.events for id_ in event.mentions) == sorted(one.id for one in mentions)
    assert len({event.id for event in chronology.events}) == len(chronology.events)
    # The judgements of rules and models are output, never input: feeding them back changes nothing.
    assert merge(reports, mentions, chronology.judgements) == chronology


@given(judged())
@settings(deadline=None, max_examples=25)
def test_people_are_obeyed_or_told_why_not(pile):
    reports, mentions, ledger = pile
    chronology = merge(reports, mentions, ledger)
    home = {id_: event.id for event in chronology.events for id_ in event.mentions}
    for one in ledger:
        together = home[one.left] == home[one.right]
        if one.verdict is Verdict.DIFFERENT:
            assert not together
        else:
            assert together or chronology.problems


@given(piles())
@settings(deadline=None, max_examples=25)
def test_a_time_is_never_narrower_than_the_mentions_support(pile):
    reports, mentions = pile
    by_id = {one.id: one for one in mentions}
    for event in merge(reports, mentions).events:
        whens = [by_id[id_].when for id_ in event.mentions]
        if event.when.earliest:
            assert event.when.earliest in {one.earliest for one in whens}
        if event.when.latest:
            assert event.when.latest in {one.latest for one in whens}


@given(piles(linked=True))
@settings(deadline=None, max_examples=25)
def test_orders_only_narrow_what_no_phrase_dates(pile):
    reports, mentions = pile
    plain = {event.id: event for event in merge(reports, [replace(one, times=()) for one in mentions]).events}
    chronology = merge(reports, mentions)
    for event in chronology.events:
        assert event.when.days.meet(plain[event.id].when.days) == event.when.days
        assert not exact(plain[event.id].when) or event.when.days == plain[event.id].when.days
    joined = {id_ for one in chronology.disagreements if one.field is Field.WHEN for id_ in one.events}
    assert {event.id for event in chronology.events if Field.WHEN in event.disputed} <= joined


@given(piles())
@settings(deadline=None, max_examples=25)
def test_accounts_that_cannot_both_hold_are_kept(pile):
    reports, mentions = pile
    by_id = {one.id: one for one in mentions}
    chronology = merge(reports, mentions)
    for event in chronology.events:
        days = {by_id[id_].when.earliest for id_ in event.mentions if by_id[id_].when.precision is Precision.DAY}
        if len(days) > 1:
            values = [
                account.value for one in chronology.disagreements if one.events == (event.id,) for account in one.values
            ]
            assert {str(day) for day in days} <= set(values)


@given(piles(), st.data())
@settings(deadline=None, max_examples=20)
def test_an_id_once_given_still_finds_the_event_that_holds_its_mention(pile, data):
    reports, mentions = pile
    part = data.draw(st.lists(st.sampled_from(mentions), unique=True))
    whole = {id_ for event in merge(reports, mentions).events for id_ in event.mentions}
    for event in merge(reports, part).events:
        assert "m" + event.id[1:] in whole
