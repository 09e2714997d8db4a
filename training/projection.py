"""Learn which turn of a mention's vector brings accounts of one event together: pairs of vectors in, a linear map out.

Whitened principal components to begin with, then gradient descent (Adam, Kingma and Ba 2015) on the log loss of the
pairs' scaled cosines. Vectors lose some of their values at each step, so that the map leans on no single one. Draws
come from a fixed seed. Only vectors are read, no text; the map holds numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.merge.projection import Floats, Projection

SIZE = 64  # values that are left of a vector
STEPS, RATE = 50, 0.002
DROPPED = 0.3  # share of values that a step does not see
SCALE, SHIFT = 6.0, -3.0  # of the cosine, to begin with
Ints = NDArray[np.int64]


class Pile(NamedTuple):
    """The vectors of a pile of mentions, pairs of them, and which pairs are one event."""

    vectors: Floats
    pairs: Ints  # [pair, 2]
    same: NDArray[np.float64]


def fit(piles: Sequence[Pile]) -> Projection:
    """Learn the map; each pile counts by the root of its pairs, so that no large one rules."""
    vectors = np.concatenate([pile.vectors for pile in piles]).astype(np.float32)
    starts = np.cumsum([0, *(len(pile.vectors) for pile in piles)])
    pairs = np.concatenate([pile.pairs + start for pile, start in zip(piles, starts, strict=False)])
    same = np.concatenate([pile.same for pile in piles])
    weight = np.concatenate([np.full(len(pile.same), len(pile.same) ** -0.5) for pile in piles])
    weight /= weight.sum()
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    _, lengths, turn = np.linalg.svd(centred, full_matrices=False)
    matrix = (turn[:SIZE].T / (lengths[:SIZE] / len(vectors) ** 0.5)).astype(np.float32) * 0.3
    linear = np.array([SCALE, SHIFT])
    learn_map, learn_linear = _Adam(matrix.shape, RATE), _Adam((2,), 15 * RATE)
    draws = np.random.default_rng(0)
    for _ in range(STEPS):
        seen = centred * ((draws.random(centred.shape[1]) >= DROPPED) / (1 - DROPPED)).astype(np.float32)
        slope, down = _slopes(seen, matrix, pairs, same, weight, linear)
        matrix = matrix - learn_map(slope).astype(np.float32)
        linear = linear - learn_linear(down)
    return Projection(mean, matrix)


def _slopes(
    seen: Floats,
    matrix: Floats,
    pairs: Ints,
    same: NDArray[np.float64],
    weight: NDArray[np.float64],
    linear: NDArray[np.float64],
) -> tuple[Floats, NDArray[np.float64]]:
    """Return the slope of the loss over the map, and over the scale and shift of the cosine."""
    found = seen @ matrix
    length = np.linalg.norm(found, axis=1, keepdims=True) + 1e-6
    unit = found / length
    left, right = unit[pairs[:, 0]], unit[pairs[:, 1]]
    cosine = (left * right).sum(axis=1)
    chance = 1 / (1 + np.exp(-(linear[0] * cosine + linear[1])))
    wrong = weight * (chance - same)
    pull = (wrong * linear[0])[:, None]
    over = np.zeros(unit.shape)
    for ends, slopes in ((pairs[:, 0], pull * right), (pairs[:, 1], pull * left)):
        for k in range(unit.shape[1]):
            over[:, k] += np.bincount(ends, weights=slopes[:, k], minlength=len(unit))
    back = (over - unit * (over * unit).sum(axis=1, keepdims=True)) / length
    return np.asarray(seen.T @ back, dtype=np.float32), np.array([(wrong * cosine).sum(), wrong.sum()])


class _Adam:
    """Steps of gradient descent with moving means of slopes and of their squares."""

    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self.rate, self.count = rate, 0
        self.mean, self.square = np.zeros(shape), np.zeros(shape)

    def __call__(self, slope: NDArray[np.floating]) -> NDArray[np.float64]:
        self.count += 1
        self.mean = 0.9 * self.mean + 0.1 * slope
        self.square = 0.99 * self.square + 0.01 * slope**2
        mean, square = self.mean / (1 - 0.9**self.count), self.square / (1 - 0.99**self.count)
        return np.asarray(self.rate * mean / (np.sqrt(square) + 1e-9))
