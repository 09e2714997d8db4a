"""The map of mentions' vectors keeps directions through its file, and is learned from pairs."""

from __future__ import annotations

import io

import numpy as np
from training.projection import Pile, fit

from dateline.merge import projection


def _pile() -> Pile:
    """Return mentions whose first value alone tells their event, under louder noise in the others."""
    draws = np.random.default_rng(3)
    events = np.arange(120) % 2
    vectors = draws.normal(size=(120, 80)).astype(np.float32)
    vectors[:, 0] = (2 * events - 1) * 0.8
    pairs = np.array([(i, j) for i in range(120) for j in range(i + 1, 120) if (i + j) % 7 == 0])
    return Pile(vectors, pairs, (events[pairs[:, 0]] == events[pairs[:, 1]]).astype(np.float64))


def _gap(unit: np.ndarray, pile: Pile) -> float:
    cosine = (unit[pile.pairs[:, 0]] * unit[pile.pairs[:, 1]]).sum(axis=1)
    return float(cosine[pile.same == 1].mean() - cosine[pile.same == 0].mean())


def test_accounts_of_one_event_come_nearer_to_one_another_than_to_others() -> None:
    pile = _pile()
    bare = pile.vectors / np.linalg.norm(pile.vectors, axis=1, keepdims=True)
    assert _gap(fit([pile])(pile.vectors), pile) > 2 * _gap(bare, pile)


def test_learning_twice_gives_the_same_map() -> None:
    assert np.array_equal(fit([_pile()]).matrix, fit([_pile()]).matrix)


def test_a_map_keeps_directions_through_its_file() -> None:
    pile = _pile()
    made = fit([pile])
    stored = io.BytesIO()
    made.write(stored)
    stored.seek(0)
    with np.load(stored) as read:
        again = projection.Projection(read["mean"].astype(np.float32), read["matrix"].astype(np.float32))
    assert ((made(pile.vectors) * again(pile.vectors)).sum(axis=1) > 0.99).all()


def test_projected_vectors_have_length_one() -> None:
    found = projection.load()(np.random.default_rng(0).normal(size=(5, 384)).astype(np.float32))
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
