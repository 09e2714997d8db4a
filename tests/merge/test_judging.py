"""Why mentions are one event or two: for each join its best pair, for each two events nearly joined their nearest."""

from __future__ import annotations

from unittest.mock import patch

from tests.merge.build import day, mention, party, report

from dateline.merge import Arrival, Judged, mention_cells, pairing, update
from dateline.merge.candidates import hashed
from dateline.merge.memory import Memory
from dateline.records import ActorKind, Judgement, Maker, Role, Verdict

OWN = {
    "Post": "A clerk at the harbour office keeps the list of all such things since the war.",
    "Herald": "Nobody in the capital would say more while the queue grew by the hour.",
    "Star": "It rained on the parade, as old people in the valley had said it would.",
    "Echo": "Two bakers closed early because their neighbours wanted candles and dry wood.",
}


def told(outlet, when, *, by="Ruritania", to="Strelsau"):
    """Return a report of a shelling and its mention; `when` is a day or nothing."""
    of = report(f"{by} shelled {to}. {OWN[outlet]}", published="2021-05-10", outlet=outlet)
    sides = (
        party(of, by, Role.BY, ActorKind.STATE, id_=f"state:{by}", country=by[:3].upper()),
        party(of, to, Role.TO, ActorKind.OTHER, id_=f"other:{to}"),
    )
    return of, mention(of, "shelled", "shell", *sides, **({"when": day(when)} if when else {}))


MONDAY, AGAIN, WEDNESDAY = told("Post", "2021-05-03"), told("Herald", "2021-05-03"), told("Star", "2021-05-05")
UNDATED = told("Echo", None)


def person(one, other, verdict):
    left, right = pair(one, other)
    return {(left, right): Judgement(left=left, right=right, verdict=verdict, by=Maker.PERSON, score=1.0)}


def pair(one, other):
    return tuple(sorted((one[1].id, other[1].id)))


def change(shelf, come=(), gone=(), judged=None):
    arrivals = [Arrival(of, [one], {one.id: of.id}) for of, one in come]
    now = judged or {}
    changes = update(shelf, arrivals, [of.id for of, _ in gone], Judged(now=now, before=dict.fromkeys(now)))
    shelf.apply(changes)
    return changes


def shelf_of(*pairs, judged=None):
    shelf = Memory(())
    change(shelf, pairs, judged=judged)
    return shelf


def events(shelf):
    return {frozenset(event.mentions) for event in shelf.held.values()}


def test_a_join_is_told_with_its_best_pair():
    shelf = shelf_of(MONDAY, AGAIN)
    (one,) = shelf.judgements.values()
    assert (one.left, one.right) == pair(MONDAY, AGAIN)
    assert one.verdict is Verdict.SAME
    assert one.score >= one.threshold
    assert one.features
    assert one.flip == pair(MONDAY, AGAIN)


def test_two_events_that_a_rule_parts_are_told_by_one_pair_and_the_rule():
    shelf = shelf_of(MONDAY, AGAIN, WEDNESDAY)
    (apart,) = [one for one in shelf.judgements.values() if one.verdict is Verdict.DIFFERENT]
    assert apart.by is Maker.RULE
    assert "2021-05-03 and 2021-05-05" in apart.reason
    (pairs,) = shelf.pairs(shelf.numbers([WEDNESDAY[1].id]).values()).values()
    assert WEDNESDAY[1].id in (apart.left, apart.right)
    assert apart.score == round(max(met.score for met in pairs), 4), "the nearest of the two"


def test_the_nearest_pair_is_told_with_the_pair_that_stands_between():
    shelf = shelf_of(MONDAY, UNDATED, WEDNESDAY)
    (whole,) = (one for one in events(shelf) if len(one) == 2)
    assert UNDATED[1].id in whole
    (apart,) = [one for one in shelf.judgements.values() if one.verdict is Verdict.DIFFERENT]
    assert UNDATED[1].id in (apart.left, apart.right), "which no rule parts from either"
    assert apart.by is Maker.MODEL
    assert apart.score >= apart.threshold
    assert apart.flip == pair(MONDAY, WEDNESDAY), "whose days keep the two events apart"


def test_events_of_two_cells_are_told_by_the_pair_itself():
    with patch.object(mention_cells, "MOST", 1):
        shelf = shelf_of(MONDAY, AGAIN)
    assert len(events(shelf)) == 2
    (apart,) = shelf.judgements.values()
    assert apart.verdict is Verdict.DIFFERENT
    assert apart.flip == (apart.left, apart.right) == pair(MONDAY, AGAIN)


def test_acts_that_are_nothing_like_one_are_not_told_of():
    shelf = shelf_of(MONDAY, told("Herald", "2021-05-28", by="Borduria", to="Klow"))
    assert len(events(shelf)) == 2
    assert shelf.judgements == {}


def test_what_people_judged_of_a_pair_is_told_by_them_alone():
    shelf = shelf_of(MONDAY, AGAIN)
    change(shelf, judged=person(MONDAY, AGAIN, Verdict.DIFFERENT))
    assert len(events(shelf)) == 2
    assert shelf.judgements == {}
    change(shelf, judged=person(MONDAY, AGAIN, Verdict.SAME))
    assert len(events(shelf)) == 1
    assert shelf.judgements == {}


def test_a_join_through_what_people_tied_is_told_where_the_model_found_another_pair():
    shelf = shelf_of(MONDAY, AGAIN, WEDNESDAY, judged=person(MONDAY, WEDNESDAY, Verdict.SAME))
    assert len(events(shelf)) == 1
    assert pair(MONDAY, WEDNESDAY) not in shelf.judgements
    assert {one.verdict for one in shelf.judgements.values()} == {Verdict.SAME}


def test_judgements_of_what_goes_go_along_and_others_stay():
    shelf = shelf_of(MONDAY, AGAIN, WEDNESDAY)
    join = next(one for one in shelf.judgements.values() if one.verdict is Verdict.SAME)
    changes = change(shelf, gone=[WEDNESDAY])
    assert WEDNESDAY[1].id in changes.judged
    assert list(shelf.judgements.values()) == [join]
    change(shelf, gone=[AGAIN])
    assert shelf.judgements == {}


def test_a_nearer_pair_takes_the_place_of_the_one_that_was():
    shelf = shelf_of(MONDAY, WEDNESDAY)
    assert list(shelf.judgements) == [pair(MONDAY, WEDNESDAY)]
    change(shelf, [UNDATED])
    different = [key for key, one in shelf.judgements.items() if one.verdict is Verdict.DIFFERENT]
    assert len(different) == 1
    assert UNDATED[1].id in different[0]
    change(shelf, gone=[UNDATED])
    assert list(shelf.judgements) == [pair(MONDAY, WEDNESDAY)]


def test_a_pair_that_a_key_brings_together_again_is_told_as_before():
    def keys(one):
        return tuple(sorted(hashed(party.id) for party in one.parties))

    with patch.object(pairing, "CROWD", 2), patch.object(pairing, "keys", keys):
        shelf = shelf_of(MONDAY, WEDNESDAY)
        before = dict(shelf.judgements)
        assert list(before) == [pair(MONDAY, WEDNESDAY)]
        change(shelf, [UNDATED])
        change(shelf, gone=[UNDATED])
        assert shelf.judgements == before
