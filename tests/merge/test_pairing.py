"""Which pairs are kept as reports come and go: those of a key while few share it, of one report, and of one text."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from tests.merge.build import day, mention, party, report

from dateline.merge import Arrival, pairing
from dateline.merge.candidates import hashed
from dateline.merge.memory import Memory
from dateline.merge.pairing import meet
from dateline.records import ActorKind, Role

OWN = (
    "A clerk at the harbour office keeps the list of all such things since the war.",
    "Nobody in the capital would say more while the queue grew by the hour.",
    "It rained on the parade, as old people in the valley had said it would.",
    "Two bakers closed early because their neighbours wanted candles and dry wood.",
    "Markets fell at noon while the governor had lunch with his brother.",
    "Schools stay shut until teachers know which bridges still carry buses.",
)


def told(number, *, by="Rebels", to="Zenda", text=None, acts=(("shelled", "shell"),)):
    """Return a report with words of its own on who shelled what, and its mentions; `text` is whose words they are."""
    acts_told = " ".join(f"{by} {word} {to}." for word, _ in acts)
    of = report(f"{acts_told} {OWN[number]}", published=f"2021-05-{4 + number:02}", outlet=f"Paper {number}")
    sides = (party(of, by, Role.BY, ActorKind.ARMED_GROUP), party(of, to, Role.TO, ActorKind.OTHER))
    many = sorted(
        (mention(of, word, act, *sides, when=day("2021-05-03")) for word, act in acts), key=lambda one: one.id
    )
    return Arrival(of, many, {one.id: text or of.id for one in many})


def kept(shelf):
    """Return the pairs that a shelf keeps by ids, and whether keys alone made them meet."""
    numbers = [number for many in shelf.told(shelf._told).values() for number in many]
    ids = shelf.ids(numbers)
    return {
        frozenset((ids[number], ids[met.other])): met.by_key
        for number, many in shelf.pairs(numbers).items()
        for met in many
    }


def pairs_of(*arrivals):
    ids = [one.id for arrival in arrivals for one in arrival.mentions]
    return {frozenset((left, right)) for left in ids for right in ids if left != right}


@pytest.fixture
def shelf():
    """Return a shelf on which mentions meet by who takes part alone, while no more than three share that."""

    def keys(one):
        return tuple(sorted(hashed(party.id) for party in one.parties))

    with patch.object(pairing, "CROWD", 3), patch.object(pairing, "keys", keys):
        yield Memory(())


def test_accounts_of_one_act_meet_whichever_came_first(shelf):
    one, two, three = (told(number) for number in range(3))
    first = meet(shelf, [one], [])
    assert (first.kept, first.lost) == ({}, {})
    meeting = meet(shelf, [three, two], [])
    assert kept(shelf) == dict.fromkeys(pairs_of(one, two, three), True)
    assert len(meeting.kept) == 3
    assert meeting.new == set(shelf.numbers([each.mentions[0].id for each in (two, three)]).values())


def test_acts_of_other_people_elsewhere_do_not_meet(shelf):
    meet(shelf, [told(0), told(1, by="Miners", to="Klow", acts=(("halted", "halt"),))], [])
    assert kept(shelf) == {}


def test_a_key_that_too_many_share_closes_and_opens_again_when_one_goes(shelf):
    few = [told(number) for number in range(3)]
    meet(shelf, few, [])
    meeting = meet(shelf, [told(3)], [])
    assert kept(shelf) == {}
    assert len(meeting.lost) == 3
    assert meeting.kept == {}
    meeting = meet(shelf, [], [told(3).report.id])
    assert kept(shelf) == dict.fromkeys(pairs_of(*few), True)
    assert len(meeting.kept) == 3
    assert not meeting.lost


def test_a_key_that_closes_and_opens_in_one_step_is_as_it_was(shelf):
    few = [told(number) for number in range(3)]
    meet(shelf, few, [])
    meeting = meet(shelf, [told(3)], [few[0].report.id])
    assert set(kept(shelf)) == pairs_of(*few[1:], told(3))
    assert all(not meeting.gone.isdisjoint(pair) for pair in meeting.lost), "what stays has the pairs that it had"


def test_a_pair_is_kept_while_one_of_its_keys_counts(shelf):
    crowd = [told(number, to=f"Village{number}") for number in range(2)]
    near = [told(number, to="Zenda") for number in (2, 3)]
    meet(shelf, near, [])
    meet(shelf, crowd, [])
    assert kept(shelf) == dict.fromkeys(pairs_of(*near), True)


def test_mentions_of_one_report_meet_however_crowded_it_is(shelf):
    arrivals = [told(number, acts=(("shelled", "shell"), ("shelling", "shell"))) for number in range(4)]
    meet(shelf, arrivals, [])
    assert kept(shelf) == dict.fromkeys(set().union(*(pairs_of(one) for one in arrivals)), False)


def test_what_stands_in_the_words_of_another_meets_it_however_crowded_it_is(shelf):
    first = told(0)
    copy = told(1, text=first.report.id)
    meet(shelf, [first, *(told(number) for number in (2, 3, 4))], [])
    assert kept(shelf) == {}
    meet(shelf, [copy], [])
    assert kept(shelf) == dict.fromkeys(pairs_of(first, copy), False)


def test_the_first_of_a_text_meets_those_who_copied_it_when_it_comes_last(shelf):
    first = told(0)
    copies = [told(number, text=first.report.id) for number in (1, 2, 3, 4)]
    meet(shelf, copies, [])
    assert kept(shelf) == {}
    meet(shelf, [first], [])
    assert set(kept(shelf)) == {pair for copy in copies for pair in pairs_of(first, copy)}


def test_a_report_that_goes_takes_its_pairs_along(shelf):
    one, two, three = (told(number) for number in range(3))
    meet(shelf, [one, two, three], [])
    (number,) = shelf.told([two.report.id])[two.report.id]
    meeting = meet(shelf, [], [two.report.id])
    assert meeting.gone == {number}
    assert len(meeting.lost) == 2
    assert all(number in pair for pair in meeting.lost)
    assert set(kept(shelf)) == pairs_of(one, three)
    assert shelf.numbers([two.mentions[0].id]) == {}


def test_a_report_read_again_has_new_pairs_in_the_place_of_the_old(shelf):
    one, two = told(0), told(1)
    meet(shelf, [one, two], [])
    before = kept(shelf)
    meeting = meet(shelf, [two], [two.report.id])
    assert kept(shelf) == before
    assert (len(meeting.new), len(meeting.gone), len(meeting.kept), len(meeting.lost)) == (1, 1, 1, 1)
    assert meeting.new.isdisjoint(meeting.gone)
