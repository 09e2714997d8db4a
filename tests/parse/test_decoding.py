"""Trees and spans from scores: lawful whatever the scores, and the best where it can be known."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.parse.spans import Bio
from dateline.parse.trees import decode

SCORES = st.floats(-5, 5, width=32)


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@settings(deadline=None)
@given(st.integers(1, 9).flatmap(lambda n: arrays.arrays(np.float32, (n + 1, n + 1), elements=SCORES)))
def test_every_sentence_has_one_root_that_every_word_reaches(scores: np.ndarray) -> None:
    assert is_tree(decode(scores))


def test_greedy_heads_are_kept_where_they_make_a_tree() -> None:
    scores = np.zeros((4, 4), np.float32)
    scores[1, 2] = scores[2, 0] = scores[3, 2] = 5
    assert decode(scores) == [2, 0, 2]


@pytest.mark.parametrize("seed", range(20))
def test_cycles_are_broken_as_well_as_can_be_under_the_root_chosen(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    found = decode(scores)
    root = found.index(0)
    trees = (list(t) for t in itertools.product(range(5), repeat=4))
    lawful = [t for t in trees if all(h != i + 1 for i, h in enumerate(t)) and is_tree(t) and t[root] == 0]
    value = [sum(float(scores[i + 1, h]) for i, h in enumerate(t)) for t in lawful]
    assert sum(float(scores[i + 1, h]) for i, h in enumerate(found)) == pytest.approx(max(value), abs=1e-4)


BIO = Bio(["O", "B-x", "I-x", "B-y", "I-y"])


@settings(deadline=None)
@given(st.integers(1, 6).flatmap(lambda n: arrays.arrays(np.float32, (2, n, 5), elements=SCORES)))
def test_inside_follows_only_its_own_kind_and_no_lawful_path_is_better(scores: np.ndarray) -> None:
    for row, path in zip(scores, BIO.best(scores).tolist(), strict=True):

        def lawful(labels: tuple[int, ...]) -> bool:
            return all(b not in {2, 4} or a in {b, b - 1} for a, b in zip((0, *labels), labels, strict=False))

        def value(labels: tuple[int, ...], row: np.ndarray = row) -> float:
            return sum(float(row[i, label]) for i, label in enumerate(labels))

        assert lawful(tuple(path))
        if len(path) <= 4:
            best = max(value(p) for p in itertools.product(range(5), repeat=len(path)) if lawful(p))
            assert value(tuple(path)) == pytest.approx(best, abs=1e-3)


def test_labels_spell_spans() -> None:
    assert BIO.spans([1, 2, 0, 3, 1]) == [(0, 2, "x"), (3, 4, "y"), (4, 5, "x")]
