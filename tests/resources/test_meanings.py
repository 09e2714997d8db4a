"""The table of what words mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import load

from dateline.resources import meanings

FOLDER = Path(meanings.__file__).parent
WORDS = (FOLDER / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize("case", load(Path(__file__).parent / "cases" / "meanings.jsonl"))
def test_words_are_nearer_to_what_they_mean(case):
    assert meanings.near(case["word"], case["near"]) > meanings.near(case["word"], case["far"]) + 0.1


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_nearness_is_a_cosine_of_unit_vectors(left, right):
    assert np.isclose(np.linalg.norm(meanings.vector(left)), 1.0, atol=1e-5)
    assert meanings.near(left, right) == meanings.near(right, left)
    assert abs(meanings.near(left, right)) <= 1 + 1e-5
    assert meanings.near(left, left) == pytest.approx(1.0, abs=1e-5)


@given(st.text())
def test_a_word_that_is_not_in_the_table_is_near_nothing(word):
    if word not in WORDS:
        assert meanings.vector(word) is None
        assert meanings.near(word, "bomb") == 0.0
        assert meanings.nearest(word) == []


def test_the_nearest_of_some_words_are_of_those_and_in_order():
    some = frozenset(("shell", "ratify", "strafe", "embezzle"))
    found = meanings.nearest("bombard", some, count=3)
    assert {word for word, _ in found} < some
    assert [close for _, close in found] == sorted((close for _, close in found), reverse=True)
    assert found[0][0] in {"shell", "strafe"}


def test_no_name_and_no_people_has_a_meaning():
    assert all(word == word.lower() for word in WORDS)
    for word in ("iraqi", "baghdad", "american", "london", "muslim", "chinese"):
        assert meanings.vector(word) is None


def test_words_are_sorted_each_once_and_as_many_as_rows():
    assert sorted(set(WORDS)) == WORDS
    assert (FOLDER / "vectors.int8").stat().st_size % len(WORDS) == 0
    assert sum(path.stat().st_size for path in (FOLDER / "words.txt", FOLDER / "vectors.int8")) < 3_000_000
