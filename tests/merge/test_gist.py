"""What two events may have to do with one another is told by their acts, before their accounts are read."""

from dataclasses import replace

import pytest
from tests.merge.test_twice import HALTED, LATER, RESUMED, made, told

from dateline.merge.gist import Gist, akin, both_once, counters, gist, may_clash
from dateline.merge.lifecycle import lifecycle
from dateline.records import Modality

NONE = frozenset()
DAY = RESUMED[1].when


def of(*acts, classes=NONE, kinds=NONE, once=NONE, placed=False):
    return Gist(
        acts=frozenset(acts),
        classes=frozenset(classes or acts),
        kinds=frozenset(kinds),
        once=frozenset(once),
        asks=False,
        placed=placed,
    )


def gists(*pairs):
    *events, facts_of, _ = made(*pairs)
    reports = {one.id: one for one, _ in pairs}
    lived = [replace(event, lifecycle=lifecycle(facts_of[event.id], {}, reports)) for event in events]
    return [gist(event, facts_of[event.id]) for event in lived]


def test_a_gist_tells_the_acts_of_an_event_and_which_are_done_once():
    (one,) = gists(RESUMED)
    assert one.acts == {"resume"}
    assert "resume" in one.classes & one.once
    assert (one.asks, one.placed) == (False, False)


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.PLANNED])
def test_what_is_denied_or_planned_for_a_day_asks(modality):
    report, mention = RESUMED
    (one,) = gists((report, replace(mention, modality=modality)))
    assert one.asks


def test_acts_that_undo_one_another_counter_one_another_and_one_act_told_twice_is_done_once():
    resumed, later, halted = gists(RESUMED, LATER, HALTED)
    assert both_once(resumed, later)
    assert not halted.classes.isdisjoint(counters(resumed))
    assert resumed.classes.isdisjoint(counters(later))


def test_events_are_akin_by_a_class_or_a_kind():
    assert akin(of("shell"), of("bomb", classes=("shell", "bomb")))
    assert akin(of("shell", kinds=("ASSAULT",)), of("punch", kinds=("ASSAULT",)))
    assert not akin(of("shell", kinds=("ASSAULT",)), of("meet", kinds=("CONSULT",)))
    assert not akin(of("shell"), of("meet"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(of("permit"), of("ban"), id="granted and refused"),
        pytest.param(of("sink"), of("torpedo"), id="by itself and done to it"),
        pytest.param(of("meet", placed=True), of("meet", placed=True), id="in two places"),
    ],
)
def test_acts_that_cannot_both_be_true_may_clash_from_either_side(left, right):
    assert may_clash(left, right)
    assert may_clash(right, left)


def test_acts_of_no_list_without_a_place_cannot_clash():
    assert not may_clash(of("meet"), of("meet", placed=True))
    assert not may_clash(of("meet", placed=True), of("shell", placed=True))
    given = told("Ruritania let Strelsau trade.", "permit", "let", outlet="Post", when=DAY)
    assert not may_clash(*gists(given, RESUMED))
