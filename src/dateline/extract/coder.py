"""The words that tell an act, each in its place, to how likely each kind is: the learned coder.

Each word adds to the score of each kind by its meaning (`resources.meanings`) and its place: the act's own word through
one hidden layer, the words around it linearly. So a score is a sum over words, and each word's share can be shown.
Trained by `training/coder.py` on acts that the lists code, with whole acts held out to say how it does on unseen ones.
Names have no meaning in the table, and do not enter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.resources import meanings

Floats = npt.NDArray[np.float32]
ACT = "act"
SHARE = 0.3  # of the first word's share that another needs to be named as evidence
STRETCH = 3.0  # what a unit vector is multiplied with before the hidden layer


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells an act: where it stands to it, its lemma, and its weight, less for what hangs deeper."""

    place: str
    lemma: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Coded:
    """The chance of each kind ("" is none) and, for the likeliest, the words that speak for it."""

    chances: Mapping[str, float]
    evidence: tuple[str, ...]

    @property
    def best(self) -> str:
        """Return the likeliest kind."""
        return max(self.chances, key=self.chances.__getitem__)

    def runner_up(self, kind: str) -> str:
        """Return the likeliest kind that is neither none nor the one given."""
        return max((one for one in self.chances if one and one != kind), key=self.chances.__getitem__)


class Coder:
    """The weights, and the kinds and places that they are of."""

    def __init__(self, card: Mapping[str, Any], weights: Mapping[str, Floats]) -> None:
        self.card = card
        self.version: str = card["version"]
        self.threshold: float = card["threshold"]
        self.kinds: tuple[str, ...] = tuple(card["kinds"])
        self.places = {place: i for i, place in enumerate(card["places"])}
        self._weights = {name: value.astype(np.float32) for name, value in weights.items()}

    def code(self, words: Sequence[Word]) -> Coded | None:
        """Return the chances of all kinds; None where the act's own word has no known meaning."""
        told = [(word, found) for word in words if (found := meanings.vector(word.lemma)) is not None]
        if not told or told[0][0].place != ACT:
            return None
        shares = np.stack([self._share(word, found) for word, found in told])
        score = self._weights["bias"] + shares.sum(axis=0)
        weight = np.exp(score - score.max())
        chances = weight / weight.sum()
        best, second = (int(i) for i in np.argsort(-score, kind="stable")[:2])
        for_it = shares[:, best] - shares[:, second]
        order = [int(i) for i in np.argsort(-for_it, kind="stable") if for_it[i] > 0]
        kept = [i for i in order if for_it[i] >= SHARE * for_it[order[0]]]
        evidence = tuple(dict.fromkeys(told[i][0].lemma for i in kept))
        return Coded(dict(zip(self.kinds, chances.tolist(), strict=True)), evidence)

    def _share(self, word: Word, found: Floats) -> Floats:
        """Return what a word adds to the score of each kind."""
        share: Floats = word.weight * (found @ self._weights["word"][self.places[word.place]])
        if word.place == ACT:
            hidden: Floats = np.maximum(STRETCH * (found @ self._weights["up"]) + self._weights["up_bias"], 0.0)
            share += hidden @ self._weights["out"]
        return share


@cache
def load() -> Coder:
    """Load the coder that ships."""
    folder = files("dateline.resources.coder")
    card = json.loads((folder / "coder.json").read_text(encoding="utf-8"))
    with (folder / "coder.npz").open("rb") as file, np.load(file, allow_pickle=False) as weights:
        return Coder(card, dict(weights))
