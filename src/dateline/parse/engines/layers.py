"""What an engine reads and gives: sentences as words in, some layers of their grammar out; and how these are laid over.

The model that ships gives every layer. An engine replaces those that it has, so what it cannot give (roles, triggers,
factuality, lemmas) still comes from one known place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from dateline.parse.engines.tags import agreed, features
from dateline.parse.model import Reading
from dateline.records import EntityType

Seen = tuple[int, int, tuple[str, ...]]  # words [first, last) that are a name, and the types its label can mean


class Layer(StrEnum):
    """A layer of grammar that an engine may have."""

    TAGS = "tags"
    TREE = "tree"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as its words, and whether white space follows each."""

    text: tuple[str, ...]
    spaces: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What an engine sees in one sentence; None stands for what it does not see, of a layer or of a word.

    A tree's heads count words from 0, the root's is itself. A name whose label means several types takes that which the
    model that ships sees in the same words, else the first. `covers` are the types that the engine looks for: names of
    other types stay as the model that ships sees them.
    """

    upos: Sequence[str | None] | None = None
    xpos: Sequence[str | None] | None = None
    tree: tuple[list[int], list[str]] | None = None
    names: list[Seen] | None = None
    covers: frozenset[str] = frozenset(EntityType)


class Engine(Protocol):
    """Something that reads sentences in place of the model that ships, in some layers."""

    @property
    def name(self) -> str:
        """Return its kind, name and checksum, as the record shows them."""

    @property
    def layers(self) -> frozenset[Layer]:
        """Return the layers that it replaces."""

    def read(self, sentences: Sequence[Words]) -> list[Layers]:
        """Read sentences of any number and length, one answer for each, in order."""


def overlay(words: Words, reading: Reading, layers: Layers) -> Reading:
    """Return the reading with an engine's layers in place of its own."""
    if layers.upos is not None or layers.xpos is not None:
        size = len(words.text)
        rows = zip(words.text, reading.upos, reading.xpos, layers.upos or [None] * size, layers.xpos or [None] * size,
                   strict=True)  # fmt: skip
        pairs = [agreed(word, own=(upos, xpos), upos=u, xpos=x) for word, upos, xpos, u, x in rows]
        feats = [
            feat if xpos == own and (upos in {"VERB", "AUX"}) == (feat != "_") else features(upos, xpos)
            for feat, own, (upos, xpos) in zip(reading.feats, reading.xpos, pairs, strict=True)
        ]
        reading = replace(reading, upos=[u for u, _ in pairs], xpos=[x for _, x in pairs], feats=feats)
    if layers.tree is not None:
        reading = replace(reading, head=layers.tree[0], deprel=layers.tree[1])
    if layers.names is not None:
        own = {(first, last): kind for first, last, kind in reading.names}
        names = [(first, last, _type(types, own.get((first, last)))) for first, last, types in layers.names]
        taken = {word for first, last, _ in names for word in range(first, last)}
        names += [n for n in reading.names if n[2] not in layers.covers and taken.isdisjoint(range(n[0], n[1]))]
        reading = replace(reading, names=sorted(names))
    return reading


def _type(types: tuple[str, ...], own: str | None) -> str:
    return own if own is not None and own in types else types[0]
