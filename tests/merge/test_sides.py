"""One act told from the other side, decided, undertaken or a habit: short dated reports in, one event or two out."""

from itertools import product
from pathlib import Path

import pytest
from eval.pairs import answer
from tests.cases import load
from tests.merge.build import mention, party, report
from tests.merge.reference import crossed, exchanged, swapped

from dateline.merge.converses import End, ends
from dateline.merge.facts import Prose, facts, side
from dateline.merge.participants import participants
from dateline.merge.parties import ONE
from dateline.parse import Parser
from dateline.records import ActorKind, Role

CASES = Path(__file__).parent / "cases"
PAIRED = ("sides", "decisions", "undertakings", "habits")


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.parametrize("row", [row for name in PAIRED for row in load(CASES / f"{name}.jsonl")])
def test_two_reports_tell_one_event_or_two(row, parser):
    assert answer(row, parser).found == ("joined" if row["same"] else "parted")


def told(text, act, word, *, by, to, kind=ActorKind.STATE):
    of = report(text, published="2021-06-02")
    parties = [
        *(party(of, name, Role.BY, kind, id_=f"state:{name}") for name in by),
        *(party(of, name, Role.TO, kind if name[0].isupper() else ActorKind.OTHER) for name in to),
    ]
    return of, mention(of, word, act, *parties)


def both(*pairs):
    return facts([one for _, one in pairs], {of.id: Prose(of) for of, _ in pairs})


SOLD = told("Ruritania sold ferries to Borduria.", "sell", "sold", by=["Ruritania"], to=["ferries", "Borduria"])
BOUGHT = told("Borduria bought ferries from Ruritania.", "buy", "bought", by=["Borduria"], to=["ferries", "Ruritania"])
RESOLD = told("Borduria sold ferries to Syldavia.", "sell", "sold", by=["Borduria"], to=["ferries", "Syldavia"])
LOST = told("Ruritania lost hope.", "lose", "lost", by=["Ruritania"], to=["hope"])
LOST_TO = told("Ruritania lost ports to Borduria.", "lose", "lost", by=["Ruritania"], to=["ports", "Borduria"])


def test_sides_that_converses_swap_are_the_same_sides():
    for sold, bought in (both(SOLD, BOUGHT), both(BOUGHT, SOLD)):
        assert side(sold, bought, Role.BY) == side(sold, bought, Role.TO) == 1.0
        assert swapped(sold, bought) < 1.0
        assert not crossed(sold, bought)


def test_who_bought_and_who_sold_on_is_told_at_both_ends():
    bought, resold = both(BOUGHT, RESOLD)
    assert crossed(bought, resold)
    assert crossed(resold, bought)


def test_a_verb_of_many_senses_tells_an_end_only_with_its_preposition():
    (of, hope), (other, ports) = LOST, LOST_TO
    assert not ends(hope, of.text)
    assert ends(ports, other.text)[End("conquest", True)] == (Role.TO, Role.TO, Role.BY)


def test_either_side_of_a_meeting_may_be_told_first():
    one = told("Rudolf met Flavia.", "meet", "met", by=["Rudolf"], to=["Flavia"], kind=ActorKind.PERSON)
    two = told("Flavia met Rudolf.", "meet", "met", by=["Flavia"], to=["Rudolf"], kind=ActorKind.PERSON)
    other = told("Flavia met Michael.", "meet", "met", by=["Flavia"], to=["Michael"], kind=ActorKind.PERSON)
    left, right, third = both(one, two, other)
    assert min(side(left, right, Role.BY), side(left, right, Role.TO)) >= ONE
    assert side(left, third, Role.BY) >= ONE > 0 > side(left, third, Role.TO)


def test_comparing_sides_does_not_hang_on_which_mention_comes_first():
    every = both(SOLD, BOUGHT, RESOLD, LOST, LOST_TO)
    for left, right in product(every, every):
        for role in (Role.BY, Role.TO):
            assert side(left, right, role) == side(right, left, role)
        assert (swapped(left, right), exchanged(left, right)) == (swapped(right, left), exchanged(right, left))


def test_an_event_shows_its_sides_as_the_account_has_them_that_stands_for_it():
    sold, bought = both(SOLD, BOUGHT)
    for beside, by, to in ((sold, "Ruritania", "Borduria"), (bought, "Borduria", "Ruritania")):
        shown = {(one.role, one.name) for one in participants((sold, bought), beside=beside)}
        assert shown == {(Role.BY, by), (Role.TO, "ferries"), (Role.TO, to)}


def test_what_a_decision_is_on_are_the_verbs_behind_it_and_no_noun():
    of = report("Parliament voted to expel envoys after the killing.")
    voted = mention(of, "voted", "vote")
    expel = mention(of, "expel", "expel")
    killing = mention(of, "killing", "kill", tense="")
    by_id = {one.id: one for one in facts([voted, expel, killing], {of.id: Prose(of)})}
    assert "expel" in by_id[voted.id].content
    assert "kill" not in by_id[voted.id].content
    assert not by_id[expel.id].content
