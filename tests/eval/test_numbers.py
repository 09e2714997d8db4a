"""The measure of numbers against hand-worked sentences."""

import json

import pytest
from eval.numbers import HERE, Bound, Counts, Told, compare, gold_of

from dateline.records import Span

TEXT = "The raid killed 12, and a quake killed 80."
KILLED, AGAIN, RAID = Span(9, 15), Span(32, 38), Span(4, 8)
GOLD = gold_of(
    {
        "text": TEXT,
        "numbers": [
            {"at": ["raid", "killed"], "what": "killed", "low": 12, "high": 12},
            {"at": ["killed#2"], "what": "killed", "low": 80, "high": 80},
        ],
    }
)


def bound(count, span):
    return Bound(Told("killed", count, count), (span,))


def test_words_of_triggers_are_found_by_their_place():
    assert [one.triggers for one in GOLD] == [(RAID, KILLED), (AGAIN,)]


def test_a_number_bound_to_another_event_is_wrong_and_right_where_binding_is_left_aside():
    system = [bound(12, KILLED), bound(80, RAID)]
    assert compare(GOLD, system) == Counts(right=1, system=2, gold=2)
    assert compare(GOLD, system, bare=True) == Counts(right=2, system=2, gold=2)


def test_a_second_answer_to_one_number_costs_nothing():
    assert compare(GOLD, [bound(12, RAID), bound(12, KILLED)]) == Counts(right=1, system=1, gold=2)


def test_a_number_that_nobody_told_is_wrong():
    assert compare([], [bound(3, RAID)]) == Counts(right=0, system=1, gold=0)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_sentence_of_ours_has_its_triggers_and_bounds_in_order(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for one in gold_of(row):
            assert one.told.high is None or one.told.low <= one.told.high
            assert one.triggers
