"""Rows of features in, log-odds that the later mention refers back to the earlier one out.

Gradient-boosted trees in the resource `model/chains.json`, made by `python -m training.chains`. A tree asks the same
question at every node of a level (Gulin et al. 2011), so that a leaf's number is the answers' bits and all trees run
over all rows as a few array operations.
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
from dateline.parse.coreference.pairs import FEATURES, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """An additive model of trees; a mention refers to nothing before it at log-odds 0."""

    bias: float
    feature: NDArray[np.int64]  # [question] the feature asked; every question is asked once
    cut: NDArray[np.float32]  # [question] yes from here on
    asked: NDArray[np.int64]  # [tree, level] question
    leaf: NDArray[np.float32]  # [tree, leaf] log-odds
    least: tuple[float, float, float]  # log-odds from which a name, a noun, a pronoun refers back

    def __call__(self, rows: Floats) -> Floats:
        """Return the log-odds of each row."""
        answers = rows.T[self.feature] >= self.cut[:, None]
        total = np.full(len(rows), self.bias, dtype=np.float32)
        for asked, leaf in zip(self.asked, self.leaf, strict=True):
            place = np.zeros(len(rows), dtype=np.int8)
            for level, question in enumerate(asked.tolist()):
                place |= answers[question].view(np.int8) << level
            total += leaf[place]
        return total

    def effects(self, row: Floats) -> dict[str, float]:
        """Return how far a pair's log-odds move when a feature is taken for unknown."""
        bare = np.repeat(row[None], len(row) + 1, axis=0)
        bare[np.arange(len(row)), np.arange(len(row))] = 0.0
        odds = self(bare)
        return {name: round(float(odds[-1] - odds[i]), 3) for i, name in enumerate(FEATURES)}


def of(data: dict[str, Any]) -> Scorer:
    """Build the scorer from its stored form."""
    questions: dict[tuple[int, float], int] = {}
    place = [FEATURES.index(name) for name in data["features"]]
    asked = [
        [questions.setdefault((place[f], c), len(questions)) for f, c in zip(features, cuts, strict=True)]
        for features, cuts in zip(data["feature"], data["cut"], strict=True)
    ]
    return Scorer(
        bias=float(data["bias"]),
        feature=np.array([f for f, _ in questions], dtype=np.int64),
        cut=np.array([c for _, c in questions], dtype=np.float32),
        asked=np.array(asked, dtype=np.int64),
        leaf=np.array(data["leaf"], dtype=np.float32),
        least=tuple(data["least"]),
    )


@cache
def load() -> Scorer:
    """Load the shipped scorer once."""
    data = msgspec.json.decode((files("dateline.resources") / "model" / "chains.json").read_bytes())
    if not set(data["features"]) <= set(FEATURES):
        raise ModelError(
            "model/chains.json was trained on other features than this version works out: "
            "install dateline again, or train it anew with `python -m training.chains`"
        )
    return of(data)
