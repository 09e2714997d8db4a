"""How nearly a mention means what a codebook's types mean: words in, a share for each type out.

The method is matching to few examples, as in prototypical networks (Snell et al. 2017), over word meanings that ship
(`resources/meanings`) in place of a network of its own: likenesses of act, words around, definition and kind are
weighed and made shares by a softmax, in which "none of them" stands as an answer too. The weights are learned from
episodes, each a made-up codebook of a few of our kinds (`training/likeness.py`): they are of no codebook in particular.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.records import CodebookType, Mention
from dateline.resources import meanings

Vector = NDArray[np.float32]
FEATURES = ("act", "around", "gist", "whole", "kind")


class Weights(NamedTuple):
    """What each likeness weighs, what "none of them" weighs, and the share from which a type is given."""

    features: Vector
    none: float
    threshold: float


@cache
def weights() -> Weights:
    """Return the weights that ship."""
    found = json.loads((files("dateline.resources.meanings") / "likeness.json").read_text(encoding="utf-8"))
    return Weights(
        np.array([found["weights"][name] for name in FEATURES], np.float32), found["none"], found["threshold"]
    )


class _Told(NamedTuple):
    """What an act and the words that hang on it mean, None where no word of it is known; and the kind of ours."""

    word: str
    act: Vector | None
    around: Vector | None
    kind: tuple[str, str]


class _Type(NamedTuple):
    """What a type means: by its examples and cues, and by its definition."""

    told: tuple[_Told, ...]
    gist: Vector | None


class Case(NamedTuple):
    """What speaks for a type by meaning: its share of all types and of none, and the words that are nearest."""

    score: float
    reason: str


class Likeness:
    """The types of one codebook, ready to be held against mentions."""

    def __init__(self, types: Sequence[CodebookType]) -> None:
        self.types = tuple(_type(one) for one in types)

    def cases(self, mention: Mention) -> list[Case]:
        """Return what speaks for each type; the scores add up to less than 1, the rest is that of no type at all."""
        told = mention_told(mention)
        rows = self.features(told)
        found = weights()
        logits = np.append(rows @ found.features, found.none)
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        return [
            Case(round(float(share), 4), _reason(told, one)) for share, one in zip(shares[:-1], self.types, strict=True)
        ]

    def features(self, told: _Told) -> Vector:
        """Return the likenesses to each type (types, FEATURES), each -1 to 1, 0 where nothing is known."""
        whole = _mean([one for one in (told.act, told.around) if one is not None])
        rows = np.zeros((len(self.types), len(FEATURES)), np.float32)
        for row, one in zip(rows, self.types, strict=True):
            row[0] = max((_near(told.act, other.act) for other in one.told), default=0.0)
            row[1] = max((_near(told.around, other.around) for other in one.told), default=0.0)
            row[2] = _near(told.act, one.gist)
            row[3] = _near(whole, one.gist)
            row[4] = max((_alike(told.kind, other.kind) for other in one.told), default=0.0)
        return rows


def mention_told(mention: Mention) -> _Told:
    """Return what a mention's words mean."""
    own = [*mention.act.split(), *([mention.lemma] if mention.lemma not in mention.act.split() else [])]
    return _Told(
        word=mention.lemma or mention.act,
        act=_meaning(own),
        around=_meaning(mention.words),
        kind=(mention.kind, mention.mode),
    )


def _type(one: CodebookType) -> _Type:
    told = [mention_told(shown.mention) for shown in one.exemplars]
    told += [_Told(cue.text, _meaning(cue.lemmas), None, ("", "")) for cue in one.cues]
    return _Type(tuple(told), _meaning(one.gist))


def _alike(left: tuple[str, str], right: tuple[str, str]) -> float:
    """Return how far two kinds agree: 0 where either is not known or they are two, half where only the mode differs."""
    return 0.0 if not left[0] or left[0] != right[0] else 1.0 if left[1] == right[1] else 0.5


def _reason(told: _Told, one: _Type) -> str:
    """Name the nearest act of the type's examples and cues, else its definition."""
    near = max(one.told, key=lambda other: _near(told.act, other.act), default=None)
    if near is None or _near(told.act, near.act) < _near(told.act, one.gist):
        return f"“{told.word}” is near its definition ({_near(told.act, one.gist):.2f})"
    return f"“{told.word}” is near “{near.word}” ({_near(told.act, near.act):.2f})"


def _meaning(words: Iterable[str]) -> Vector | None:
    return _mean([vector for word in words if (vector := meanings.vector(word)) is not None])


def _mean(vectors: Sequence[Vector]) -> Vector | None:
    return _unit(np.mean(vectors, axis=0)) if vectors else None


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _near(left: Vector | None, right: Vector | None) -> float:
    return 0.0 if left is None or right is None else float(left @ right)
