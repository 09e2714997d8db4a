"""Rows of features, grouped by question, and which rows answer it in; boosted symmetric trees that rank them out.

The loss is the log-likelihood of choosing any right row of a group, or none where none is right, by a softmax in which
"none" has log-odds 0 (Denis and Baldridge 2008, with the trees of Friedman 2001 and Gulin et al. 2011). Nothing is
drawn by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.float32]
Ints = NDArray[np.int64]


def chances(odds: Floats, group: Ints) -> Floats:
    """Return the softmax over each group's rows and "none".

    `group` numbers the groups from 0, and each one's rows stand together.
    """
    first = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    top = np.maximum(np.maximum.reduceat(odds, first), 0.0)
    weight = np.exp(odds - top[group])
    total = np.add.reduceat(weight, first) + np.exp(-top)
    return weight / total[group]


def fit(
    rows: Rows,
    group: Ints,
    right: NDArray[np.bool_],
    weight: Floats,
    *,
    rounds: int,
    depth: int,
    rate: float,
    ridge: float,
    bins: int = 24,
    share: int = 2,
) -> dict[str, Any]:
    """Fit trees; `weight` is each row's. Every tree sees one in `share` groups, in turn."""
    cuts = [_cuts(rows[:, f], bins) for f in range(rows.shape[1])]
    binned = np.stack([np.searchsorted(c, rows[:, f], side="right") for f, c in enumerate(cuts)], axis=1).astype(
        np.int32
    )
    bias = -2.0
    odds = np.full(len(rows), bias)
    feature, cut, leaf = [], [], []
    for k in range(rounds):
        chance = chances(odds, group)
        good = np.bincount(group, weights=chance * right)
        target = np.where(right, chance / np.maximum(good[group], 1e-12), 0.0)
        part = np.flatnonzero(group % share == k % share)
        slope = (weight * (target - chance))[part]
        curve = (weight * chance * (1 - chance))[part] + 1e-6
        chosen, values = _tree(binned[part], slope, curve, depth=depth, ridge=ridge, bins=bins)
        place = np.zeros(len(rows), dtype=np.int64)
        for level, (f, b) in enumerate(chosen):
            place |= (binned[:, f] > b).astype(np.int64) << level
        values = rate * values
        odds += values[place]
        feature.append([f for f, _ in chosen])
        cut.append([float(cuts[f][b]) for f, b in chosen])
        leaf.append([round(float(v), 4) for v in values])
    return {"bias": bias, "feature": feature, "cut": cut, "leaf": leaf}


def _cuts(column: Rows, bins: int) -> Rows:
    values = np.unique(column)
    if len(values) <= bins:
        return ((values[1:] + values[:-1]) / 2).astype(np.float32)
    found: Rows = np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1])).astype(np.float32)
    return found


def _tree(
    binned: NDArray[np.int32], slope: Floats, curve: Floats, *, depth: int, ridge: float, bins: int
) -> tuple[Sequence[tuple[int, int]], Floats]:
    """Grow one tree, a level at a time: the same question for every node; then the leaves."""
    features = binned.shape[1]
    place = np.zeros(len(binned), dtype=np.int64)
    chosen: list[tuple[int, int]] = []
    for level in range(depth):
        width = 2**level
        down = np.empty((width, features, bins))
        over = np.empty((width, features, bins))
        cells = place * bins
        for f in range(features):
            at = cells + binned[:, f]
            down[:, f] = np.bincount(at, weights=slope, minlength=width * bins).reshape(width, bins)
            over[:, f] = np.bincount(at, weights=curve, minlength=width * bins).reshape(width, bins)
        down, over = down.cumsum(axis=2), over.cumsum(axis=2)
        total, weight = down[:, :, -1:], over[:, :, -1:]
        gain = down**2 / (over + ridge) + (total - down) ** 2 / (weight - over + ridge) - total**2 / (weight + ridge)
        best = int(gain.sum(axis=0)[:, :-1].argmax())
        f, b = best // (bins - 1), best % (bins - 1)
        chosen.append((f, b))
        place |= (binned[:, f] > b).astype(np.int64) << level
    size = 2**depth
    leaf = np.bincount(place, weights=slope, minlength=size) / (
        np.bincount(place, weights=curve, minlength=size) + ridge
    )
    return chosen, leaf
