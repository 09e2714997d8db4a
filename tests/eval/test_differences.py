"""The measure of differences between reports, and the set itself."""

import json

import pytest
from eval.differences import HERE, Answer, answer, figures, right
from eval.pairs import lay_out

from dateline.parse import Parser
from dateline.records import Field

SETS = sorted(HERE.glob("*.jsonl"))
ROWS = [json.loads(line) for path in SETS for line in path.read_text(encoding="utf-8").splitlines()]
FLOORS = {"development": (0.87, 0.0), "heldout": (0.66, 0.0)}  # least share found, greatest share of false ones


def test_half_of_the_cases_are_held_out():
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in SETS]
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["label"])
def test_each_report_has_one_trigger_and_each_field_is_one(row):
    assert set(row["differ"]) <= {field.value for field in Field}
    assert len(row["reports"]) > 1
    for day, words in row["reports"]:
        told = lay_out(day, words)
        assert told.trigger.of(told.text) == words.partition("[")[2].partition("]")[0]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_fewer_differences_are_found_and_no_more_made_up(path):
    parser = Parser.load()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scores = figures(rows, [answer(row, parser) for row in rows])
    found, false = FLOORS[path.stem]
    assert scores["found"] >= found
    assert scores["false"] <= false


def test_what_differs_on_another_field_alone_is_not_found_and_what_agrees_must_say_nothing():
    assert right({"differ": ["number"]}, Answer(("number",), 1, 0))
    assert not right({"differ": ["number"]}, Answer((), 1, 0))
    assert right({"differ": []}, Answer((), 0, 0))
    assert not right({"differ": []}, Answer((), 1, 0))


def test_shares_are_told_apart_and_by_sort():
    rows = [
        {"sort": "toll", "differ": ["number"]},
        {"sort": "toll", "differ": ["number"]},
        {"sort": "part", "differ": []},
    ]
    answers = [Answer(("number",), 0, 0), Answer((), 1, 1), Answer((), 1, 0)]
    found = figures(rows, answers)
    assert (found["found"], found["false"], found["besides"], found["not_found"]) == (0.5, 1.0, 0.5, 1)
    assert (found["toll"], found["part"]) == (0.5, 0.0)
