"""The trained part of the pair score: rows of features in, log-odds out.

Gradient-boosted trees (Friedman 2001) in the resource `linker/model.json`, made by `python -m training.linker`. Every
tree is a full binary tree of one depth, so that a batch of pairs runs through all trees as a few array operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.errors import ModelError
from dateline.merge.features import LEARNED


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """An additive model of full binary trees."""

    features: tuple[str, ...]
    bias: float
    split: NDArray[np.int64]  # [tree, inner node] feature asked
    cut: NDArray[np.float64]  # [tree, inner node] goes right from here on
    leaf: NDArray[np.float64]  # [tree, leaf] log-odds
    threshold: float  # probability from which two groups are one, set on development topics

    def __call__(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        total = np.full(len(rows), self.bias)
        depth = (self.leaf.shape[1]).bit_length() - 1
        place = np.arange(len(rows))
        for split, cut, leaf in zip(self.split, self.cut, self.leaf, strict=True):
            node = np.zeros(len(rows), dtype=np.int64)
            for _ in range(depth):
                node = 2 * node + 1 + (rows[place, split[node]] >= cut[node])
            total += leaf[node - len(split)]
        return total


def of(data: dict[str, Any]) -> Trees:
    """Build the model from its stored form."""
    return Trees(
        features=tuple(data["features"]),
        bias=float(data["bias"]),
        split=np.array(data["split"], dtype=np.int64),
        cut=np.array(data["cut"], dtype=np.float64),
        leaf=np.array(data["leaf"], dtype=np.float64),
        threshold=float(data["threshold"]),
    )


@cache
def load() -> Trees:
    """Load the shipped model once."""
    found = of(msgspec.json.decode((files("dateline.resources") / "linker" / "model.json").read_bytes()))
    if found.features != LEARNED:
        raise ModelError(
            "linker/model.json was trained on other features than this version works out: "
            "install dateline again, or train it anew with `python -m training.linker`"
        )
    return found


def effects(model: Trees, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each row and feature how far the log-odds move when the feature is set to nothing known."""
    whole = model(rows)
    moved = np.zeros((len(rows), len(model.features)))
    for feature in range(len(model.features)):
        bare = rows.copy()
        bare[:, feature] = 0.0
        moved[:, feature] = whole - model(bare)
    return moved
