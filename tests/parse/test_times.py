"""Time expressions are found and read by their words alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.parsed import parsed

from dateline.parse.times import find, read, words
from dateline.resolve.when.read import read as value
from dateline.resolve.when.value import Anchor

CASES = Path(__file__).parent / "cases"
PIECES = st.sampled_from(
    "on in the last next early late of 5 31st 2020 1990s January May Thursday week weeks two nearly ago after a.m. 7:15"
    " noon , . - every quarter third ago of year overnight Christmas Day 99/99/9999 0000-00-00 the end".split(" ")
)


@pytest.mark.parametrize("case", load(CASES / "times.jsonl"))
def test_words_read_into_forms(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert [[case["text"][one.start : one.end], one.type.value, one.form] for one in found] == case["found"]


ROWS = """
It it PRON PRP 2 nsubj
ended end VERB VBD 0 root
on on ADP IN 4 case
Thursday Thursday PROPN NNP 2 obl
night night NOUN NN 4 dep
, , PUNCT , 2 punct
dated date VERB VBN 2 advcl
04/05/2021 04/05/2021 NUM CD 7 obl
. . PUNCT . 2 punct
"""


def test_spans_are_whole_tokens_of_the_text() -> None:
    report, tree = parsed("It ended on Thursday night, dated 04/05/2021.", ROWS)
    found = find(tree.tokens, tree.sentences, report)
    assert [one.span.of(report.text) for one in found] == ["Thursday night", "04/05/2021"]
    assert [(one.first, one.last) for one in found] == [(3, 5), (7, 8)]


def test_the_reports_other_dates_settle_the_order_of_day_and_month() -> None:
    text = "It ended on Thursday night, dated 04/05/2021. See 25/12/2020"
    report, tree = parsed(text, ROWS)
    assert find(tree.tokens, tree.sentences, report)[1].form == "date:2021-05-04"


@pytest.mark.parametrize(("verb", "tag", "found"), [("left", "VBD", []), ("leave", "VBP", ["soon"])])
def test_soon_told_of_the_past_is_no_time_to_come(verb: str, tag: str, found: list[str]) -> None:
    rows = f"They they PRON PRP 3 nsubj\nsoon soon ADV RB 3 advmod\n{verb} leave VERB {tag} 0 root"
    report, tree = parsed(f"They soon {verb}", rows)
    assert [one.span.of(report.text) for one in find(tree.tokens, tree.sentences, report)] == found


def test_a_verb_that_looks_like_a_month_is_left_alone() -> None:
    rows = "They they PRON PRP 2 nsubj\nsee see VERB VBP 0 root\nAugust august VERB VB 2 xcomp"
    report, tree = parsed("They see August", rows)
    assert find(tree.tokens, tree.sentences, report) == ()


@pytest.mark.parametrize(("noun", "found"), [("quake", ["2010"]), ("people", [])])
def test_a_number_between_an_adjective_and_what_it_does_not_count_is_a_year(noun: str, found: list[str]) -> None:
    rows = (
        f"The the DET DT 4 det\ndeadly deadly ADJ JJ 4 amod\n2010 2010 NUM CD 4 nummod\n{noun} {noun} NOUN NN 0 root\n"
    )
    report, tree = parsed(f"The deadly 2010 {noun}!", f"{rows}! ! PUNCT . 4 punct")
    assert [one.span.of(report.text) for one in find(tree.tokens, tree.sentences, report)] == found


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_reading_never_raises_and_every_form_has_a_value(text: str) -> None:
    found = read(text)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for one in found:
        value(one.form, Anchor())


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("told", "number"),
    [("three", "3"), ("twenty-four", "24"), ("a dozen", "12"), ("a few", "X"), ("half an", "0.5"), ("2,500", "2500")],
)
def test_counts(told: str, number: str) -> None:
    assert words.count(told) == number
