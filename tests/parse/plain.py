"""A model that sees nothing but nouns, for tests of what is laid over it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.parse.engines import Words
from dateline.parse.model import Act, Reading


class PlainModel:
    """Reads every word as a noun under the first, whose name and predicate it is."""

    tokenizer = None

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        return [reading(len(words)) for words in sentences]


def reading(size: int, **layers: object) -> Reading:
    """Return what the plain model sees in so many words, but for the layers given."""
    act = Act(word=0, score=0.9, trigger=0.9, happened=3.0, roles=[(0, size, "ARG1")], vector=bytes(384))
    plain = {
        "upos": ["NOUN"] * size,
        "xpos": ["NN"] * size,
        "feats": ["_"] * size,
        "script": ["0|"] * size,
        "head": [0] * size,
        "deprel": ["root", *["dep"] * (size - 1)],
        "names": [(0, 1, "organisation")],
        "acts": [act],
    }
    return Reading(**(plain | layers))


def words(text: str) -> Words:
    """Cut a sentence at its blanks."""
    cut = text.split()
    return Words(tuple(cut), (True,) * len(cut))
