"""Sentences, tokens and lemmas: cases line by line, and their laws on any text."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load

from dateline.parse import sentences, words
from dateline.parse.lemmas import lemma

CASES = Path(__file__).parent / "cases"
TEXT = st.text(st.characters() | st.sampled_from(". '\"-ATUS$39\n"), max_size=120)


@pytest.mark.parametrize("case", load(CASES / "sentences.jsonl"))
def test_text_is_cut_into_sentences(case: dict[str, Any]) -> None:
    assert [case["text"][a:b] for a, b in sentences.split(case["text"])] == case["sentences"]


@pytest.mark.parametrize("case", load(CASES / "words.jsonl"))
def test_sentence_is_cut_into_tokens(case: dict[str, Any]) -> None:
    assert [case["text"][a:b] for a, b in words.cut(case["text"])] == case["words"]


@pytest.mark.parametrize("case", load(CASES / "lemmas.jsonl"))
def test_word_has_a_lemma(case: dict[str, Any]) -> None:
    assert lemma(case["word"], "0|", case["xpos"]) == case["lemma"]


@settings(deadline=None)
@given(TEXT)
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    ranges = sentences.split(text)
    assert all(a < b for a, b in ranges)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(ranges))
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(text.split())


@settings(deadline=None)
@given(TEXT)
def test_tokens_leave_out_nothing_but_white_space_and_invisible_signs(text: str) -> None:
    ranges = words.cut(text)
    assert all(a < b for a, b in ranges)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(ranges))
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(ranges))
    inside = {i for a, b in ranges for i in range(a, b)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace() and not words.invisible(c))


@given(st.text(min_size=1, max_size=12), st.sampled_from(["VBD", "VBG", "VBZ", "NNS", "NN", "NNP", "NNPS", "JJ"]))
def test_every_word_has_some_lemma(word: str, xpos: str) -> None:
    assert lemma(word, "2|y", xpos)
