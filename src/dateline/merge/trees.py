"""The trained part of the pair score: rows of features in, log-odds out.

Gradient-boosted trees (Friedman 2001) in the resource `linker/model.json`, made by `python -m training.linker`. Every
tree is a full binary tree of one depth. A batch of pairs answers each question that any tree asks once, as a bit; the
ways that pairs go in the trees are then chosen among these bits, eight pairs and all trees at a time, which takes a
fifth of the time of onnxruntime's ensembles (docs/log.md).
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

PARTS = 100_000  # the training rounds leaves to so many parts
BATCH = 4096  # rows at a time, whose bits stay in the processor's cache

Rows = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """An additive model of full binary trees."""

    features: tuple[str, ...]
    bias: float
    asked: NDArray[np.intp]  # [question] the feature it asks
    cut: NDArray[np.float32]  # [question] answered yes from here on
    node: NDArray[np.intp]  # [inner node, tree] its question; yes goes right
    leaf: NDArray[np.int32]  # [tree, leaf] log-odds, in parts of PARTS, so that sums are the same for any batch
    threshold: float  # probability from which two groups are one, set on development topics

    def __call__(self, rows: Rows) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        parts = [self._odds(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _odds(self, rows: Rows) -> NDArray[np.float64]:
        columns = np.ascontiguousarray(rows.T, dtype=np.float32)
        answers = np.packbits(columns[self.asked] >= self.cut[:, None], axis=1)[self.node]
        way: list[NDArray[np.uint8]] = []  # of each level, from the root on
        for level in range(self.leaf.shape[1].bit_length() - 1):
            told = answers[2**level - 1 : 2 ** (level + 1) - 1]
            for right in way:
                no, yes = np.split(told, 2)
                told = no ^ (right & (no ^ yes))
            way.append(told[0])
        place = np.arange(self.leaf.size, step=self.leaf.shape[1], dtype=np.uint16)[:, None]
        for level, right in enumerate(reversed(way)):
            place = place + (np.unpackbits(right, axis=1, count=len(rows)).astype(np.uint16) << level)
        return np.asarray(self.leaf.ravel()[place].sum(axis=0) / PARTS + self.bias)


def of(data: dict[str, Any]) -> Trees:
    """Build the model from its stored form."""
    split, cut = np.array(data["split"], dtype=np.float32), np.array(data["cut"], dtype=np.float32)
    questions, node = np.unique(np.stack((split.ravel(), cut.ravel()), axis=1), axis=0, return_inverse=True)
    return Trees(
        features=tuple(data["features"]),
        bias=float(data["bias"]),
        asked=questions[:, 0].astype(np.intp),
        cut=questions[:, 1],
        node=np.ascontiguousarray(node.reshape(split.shape).T),
        leaf=np.rint(np.array(data["leaf"]) * PARTS).astype(np.int32),
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


def effects(model: Trees, rows: Rows) -> NDArray[np.float64]:
    """Return for each row and feature how far the log-odds move when the feature is set to nothing known."""
    whole = model(rows)
    moved = np.zeros((len(rows), len(model.features)))
    for feature in range(len(model.features)):
        bare = rows.copy()
        bare[:, feature] = 0.0
        moved[:, feature] = whole - model(bare)
    return moved
