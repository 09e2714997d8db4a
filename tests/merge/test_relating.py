"""What events have to do with others: found from either of the two, and from what is told between them."""

from __future__ import annotations

from itertools import permutations
from unittest.mock import patch

import pytest
from tests.merge.build import day, mention, party, report

from dateline.merge import Arrival, Judged, pairing, relating, update
from dateline.merge.desk import Desk
from dateline.merge.making import make
from dateline.merge.memory import Memory
from dateline.merge.shelf import pair_of
from dateline.records import ActorKind, Field, Judgement, Maker, Modality, Polarity, Role, Span, Stance, Verdict

OWN = {
    "Post": "A clerk at the harbour office keeps the list of all such things since the war, page after page.",
    "Herald": "Nobody in the capital would say more, and the queue before the ticket hall grew by the hour.",
    "Star": "It rained on the parade that day, as old people in the valley had said it would in spring.",
    "Echo": "Two bakers closed early because their neighbours looked for candles, bread and dry wood.",
}


def told(outlet, word, act, when, *, by=("Ruritania", "RUR"), what="flights", to="Strelsau", **fields):
    """Return a report of what one country did, and its mention."""
    name, country = by
    of = report(f"{name} {word} {what} to {to}. {OWN[outlet]}", published="2021-06-01", outlet=outlet)
    sides = (
        party(of, name, Role.BY, ActorKind.STATE, id_=f"state:{country}", country=country),
        party(of, to, Role.TO, ActorKind.OTHER, id_=f"other:{to}"),
    )
    return of, mention(of, word, act, *sides, when=day(when), **fields)


RESUMED = told("Post", "resumed", "resume", "2021-05-15")
LATER = told("Herald", "resumed", "resume", "2021-05-28")
HALTED = told("Star", "halted", "halt", "2021-05-20")
ELSEWHERE = told("Star", "halted", "halt", "2021-05-20", by=("Borduria", "BOR"), what="ferries", to="Zenda")
PERMITTED = told("Post", "permitted", "permit", "2021-05-15")
BANNED = told("Herald", "banned", "ban", "2021-05-15")
SHELLED = told("Post", "shelled", "shell", "2021-05-15")
DENIED = told(
    "Herald", "never shelled", "shell", "2021-05-15",
    modality=Modality.DENIED, negated=True, said_by="the army",
    by_narrator=Stance(polarity=Polarity.NEGATIVE, cues=(Span(10, 15),)),
)  # fmt: skip
PLANNED = told("Star", "will shell", "shell", "2021-05-15", modality=Modality.PLANNED)
APART = {
    (left, right): Judgement(left=left, right=right, verdict=Verdict.DIFFERENT, by=Maker.PERSON, score=1.0)
    for left, right in (sorted((SHELLED[1].id, other.id)) for _, other in (DENIED, PLANNED))
}  # so that what answers is an event of its own


def change(shelf, come=(), gone=()):
    arrivals = [Arrival(of, [one], {one.id: of.id}) for of, one in come]
    changes = update(shelf, arrivals, [of.id for of, _ in gone], Judged(now=APART, before={}))
    shelf.apply(changes)
    return changes


def shelf_of(*pairs):
    shelf = Memory(())
    change(shelf, pairs)
    return shelf


def around(shelf, *made, stale=()):
    """Return some events as though they alone had been made anew, with those around them."""
    desk = Desk(shelf)
    numbers = shelf.numbers([one.id for _, one in made])
    found = make(desk, [(number,) for number in numbers.values()])
    return relating.Neighbours(desk, found, {number: f"e{id_[1:]}" for id_, number in numbers.items()}, stale)


def event(pair):
    return f"e{pair[1].id[1:]}"


def both(one, other):
    return tuple(sorted((event(one), event(other))))


@pytest.mark.parametrize("made", [(RESUMED,), (LATER,), (RESUMED, LATER)], ids=["first", "second", "both"])
def test_an_act_told_for_two_days_is_found_from_either(made):
    near = around(shelf_of(RESUMED, LATER), *made)
    found = relating.told_twice(near, {event(one) for one in made}, ())
    assert list(found) == [both(RESUMED, LATER)]
    assert found[both(RESUMED, LATER)].field is Field.WHEN


def test_an_act_told_as_undone_between_parts_two_days_and_looks_at_both_again():
    shelf = shelf_of(RESUMED, LATER, HALTED)
    for made in (RESUMED, LATER, HALTED):
        found = relating.told_twice(around(shelf, made), {event(made)}, ())
        assert found[both(RESUMED, LATER)] is None


def test_what_comes_between_takes_a_disagreement_away_and_brings_it_back_when_it_goes():
    shelf = shelf_of(RESUMED, LATER)
    (before,) = shelf.disagreements.values()
    changes = change(shelf, [HALTED])
    assert (*both(RESUMED, LATER), Field.WHEN) in changes.parted
    assert not shelf.disagreements
    change(shelf, (), [HALTED])
    assert list(shelf.disagreements.values()) == [before]


def test_an_act_that_undoes_what_others_did_elsewhere_looks_at_nothing():
    shelf = shelf_of(RESUMED, LATER, ELSEWHERE)
    assert relating.told_twice(around(shelf, ELSEWHERE), {event(ELSEWHERE)}, ()) == {}
    assert len(shelf.disagreements) == 1


def test_events_that_lost_a_pair_are_looked_at_again():
    shelf = shelf_of(RESUMED, LATER)
    assert relating.told_twice(around(shelf), (), ()) == {}
    found = relating.told_twice(around(shelf), (), [(event(RESUMED),)])
    assert found[both(RESUMED, LATER)].field is Field.WHEN


def test_events_without_a_pair_any_more_are_not_one_act():
    shelf = shelf_of(RESUMED, LATER)
    left, right = sorted(shelf.numbers([one.id for _, one in (RESUMED, LATER)]).values())
    shelf.keep_pairs({}, [(left, right)])
    near = around(shelf)
    apart = near.apart([(left, right)], ())
    assert apart == {both(RESUMED, LATER)}
    assert relating.told_twice(near, (), apart) == {both(RESUMED, LATER): None}


def test_what_is_left_of_a_lost_pair_is_looked_at_alone():
    shelf = shelf_of(RESUMED, LATER)
    left, right = shelf.numbers([one.id for _, one in (RESUMED, LATER)]).values()
    assert around(shelf).apart([(left, right)], {right}) == {(event(RESUMED),)}
    assert around(shelf).apart([(left, right)], {left, right}) == set()


@pytest.mark.parametrize("made", [SHELLED, DENIED], ids=["account", "denial"])
def test_a_denial_answers_what_it_denies_whichever_of_the_two_was_made(made):
    found = relating.answered(around(shelf_of(SHELLED, DENIED), made), [event(made)])
    assert found.get(event(SHELLED)) is None
    answer = found[event(DENIED)]
    assert (answer.asker, answer.event, answer.about) == (event(DENIED), event(DENIED), event(SHELLED))
    assert answer.mentions == (DENIED[1].id,)


@pytest.mark.parametrize("made", [SHELLED, PLANNED], ids=["deed", "plan"])
def test_a_deed_answers_its_plan_whichever_of_the_two_was_made(made):
    answer = relating.answered(around(shelf_of(SHELLED, PLANNED), made), [event(made)])[event(PLANNED)]
    assert (answer.asker, answer.event, answer.about) == (event(PLANNED), event(SHELLED), event(PLANNED))


def test_what_is_told_as_done_asks_nothing():
    assert relating.answered(around(shelf_of(SHELLED), SHELLED), [event(SHELLED)]) == {event(SHELLED): None}


def test_an_answer_is_a_step_of_what_it_answers_until_it_goes():
    shelf = shelf_of(SHELLED)
    alone = shelf.held[event(SHELLED)]
    change(shelf, [DENIED])
    assert [step.event for step in shelf.held[event(SHELLED)].lifecycle] == [None, event(DENIED)]
    assert [one.events for one in shelf.disagreements.values()] == [(event(SHELLED), event(DENIED))]
    change(shelf, (), [DENIED])
    assert shelf.held == {event(SHELLED): alone}
    assert not shelf.disagreements


@pytest.mark.parametrize("made", [PERMITTED, BANNED], ids=["granted", "refused"])
def test_what_one_grants_and_another_refuses_is_found_from_either(made):
    found = relating.contradicted(around(shelf_of(PERMITTED, BANNED), made), [event(made)], ())
    (differ,) = found.values()
    assert list(found) == [(*both(PERMITTED, BANNED), Field.MODALITY)]
    assert (differ.events, differ.field) == ((event(BANNED), event(PERMITTED)), Field.MODALITY)


def test_what_is_only_planned_refuses_nothing():
    plan = told("Herald", "banned", "ban", "2021-05-15", modality=Modality.PLANNED)
    shelf = shelf_of(PERMITTED, plan)
    for made in (PERMITTED, plan):
        assert relating.contradicted(around(shelf, made), [event(made)], ()) == {}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_what_grants_and_refuses_is_found_alike_in_any_order_where_keys_are_crowded(order):
    grants = [told(outlet, "permitted", "permit", "2021-05-15") for outlet in ("Post", "Star", "Echo")]
    pile = [*grants, BANNED]
    with patch.object(pairing, "CROWD", 2):
        grown = Memory(())
        for place in order:
            change(grown, [pile[place]])
        assert grown.disagreements == shelf_of(*pile).disagreements


def test_events_that_are_no_more_are_not_looked_at():
    near = around(shelf_of(RESUMED, LATER), RESUMED, stale={event(LATER)})
    assert [one.id for one in near.read([event(RESUMED), event(LATER)])] == [event(RESUMED)]


def test_what_has_a_pair_with_an_event_is_near_it_and_not_itself():
    near = around(shelf_of(RESUMED, LATER, told("Echo", "shelled", "shell", "2021-05-01", to="Klow")), RESUMED)
    near.meet([event(RESUMED)])
    assert near.near == {event(RESUMED): {event(LATER)}}
    assert set(near.scores) == {pair_of(*near.desk.shelf.numbers([RESUMED[1].id, LATER[1].id]).values())}
