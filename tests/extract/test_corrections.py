"""Which sentences set an earlier account right, and by which words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import load

from dateline.extract.corrections import correction
from dateline.records import Span

CASES = Path(__file__).parent / "cases"
WORDS = st.sampled_from(
    "an earlier version of this report said wrongly not 12 as reported\nCorrection : \r\n \t".split(" ")
)


@pytest.mark.parametrize("case", load(CASES / "corrections.jsonl"))
def test_the_words_of_a_correction_are_found_and_no_others(case: dict[str, Any]) -> None:
    text = case["text"]
    found = correction(text, Span(0, len(text)))
    assert (found.of(text) if found else None) == case["correction"]


@given(st.text(max_size=12), st.lists(WORDS, min_size=1).map(" ".join), st.text(max_size=12))
def test_the_words_lie_in_their_sentence_however_it_is_broken_into_lines(before: str, inside: str, after: str) -> None:
    text = before + inside + after
    sentence = Span(len(before), len(before) + len(inside))
    if sentence.of(text).strip():
        found = correction(text, sentence)
        assert found is None or (sentence.covers(found) and found.of(text).strip())
