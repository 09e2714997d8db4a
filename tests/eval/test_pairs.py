"""The measure of hard pairs, and the set itself."""

import json

import pytest
from eval.pairs import HERE, Answer, answer, figures, lay_out

from dateline.parse import Parser

SETS = sorted(HERE.glob("*.jsonl"))
ROWS = [json.loads(line) for path in SETS for line in path.read_text(encoding="utf-8").splitlines()]


def test_there_are_sixty_pairs_and_more_half_of_them_held_out():
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in SETS]
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]
    assert sum(sizes) >= 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["label"])
def test_each_report_has_one_trigger_in_brackets(row):
    for side in ("left", "right"):
        told = lay_out(*row[side])
        assert told.trigger.of(told.text) == row[side][1].partition("[")[2].partition("]")[0]
        assert "[" not in told.text


def test_a_trigger_that_is_not_found_makes_a_pair_wrong():
    row = {"same": False, "left": ["2021-03-03", "It [rained] on."], "right": ["2021-03-04", "A [Tuesday] in May."]}
    assert answer(row, Parser.load()) == Answer(False, "not found", False)


def test_the_share_right_is_told_by_sort_beside_the_baseline():
    rows = [{"sort": "toll", "same": True}, {"sort": "toll", "same": False}, {"sort": "sides", "same": True}]
    answers = [Answer(True, "joined", True), Answer(False, "joined", True), Answer(True, "joined", False)]
    found = figures(rows, answers)
    assert (found["right"], found["same_lemma"]) == (0.6667, 0.3333)
    assert (found["toll"], found["sides"]) == (0.5, 1.0)
