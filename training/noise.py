"""Sentences in; the same as they may meet the parser elsewhere out: with other names, in other case, with words hidden.

What a name or a nationality is must not change who acts on whom. So in two sentences of five the names give way to
others of their kind, half of them met in the corpora and half made up, and nationalities to other nationalities.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from tokenizers import Tokenizer

from dateline.parse.inputs import Pieces, number, shape, to_pieces
from training.examples import Example
from training.names import DEMONYMS, TITLES

RENAMED, HIDDEN, TITLED, UPPER, LOWER = 0.4, 0.08, 0.05, 0.035, 0.015  # of the sentences; of the words for HIDDEN
PLACES = frozenset({"geopolitical", "location", "facility"})
CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Christmas Easter Ramadan".split()
)
BEGIN, MIDDLE, END = (
    "b br ch d dr f g gr h j k kh l m n p qu r s sh st t tr v w y z".split(),
    "a e i o u aa ai ou ee ia".split(),
    "n r s l m k t d sh ng nd rt v z th".split(),
)
Slot = tuple[int, str]  # a word and the kind of name that it is, or is part of


def slots(example: Example) -> list[Slot]:
    """Return the words of a sentence that another name could stand for."""
    found = []
    for i, word in enumerate(example.words):
        plain = word.replace("-", "").replace("'", "")
        if not word[0].isupper() or not plain.isalpha() or len(plain) < 3:
            continue
        if word in CALENDAR or word.lower() in TITLES:
            continue
        allowed = example.names[i] if example.names is not None else frozenset({"O"})
        kinds = {"place" if label[2:] in PLACES else label[2:] for label in allowed if label != "O"}
        proper = example.xpos is not None and example.xpos[i] == "NNP"
        if word in DEMONYMS:
            found.append((i, "people"))
        elif "O" not in allowed and len(kinds) == 1 and kinds <= {"person", "place", "organisation"}:
            found.append((i, kinds.pop()))
        elif proper and example.names is None:
            found.append((i, "any"))
    return found


class Noise:
    """Makes sentences anew for each epoch."""

    def __init__(self, tokenizer: Tokenizer, sentences: Iterable[tuple[list[str], list[Slot]]]) -> None:
        self._tokenizer, self._mask = tokenizer, number(tokenizer, "[MASK]")
        met: dict[str, set[str]] = defaultdict(set)
        for words, named in sentences:
            for i, kind in named:
                met[kind].add(words[i])
        self._met = {kind: sorted(names) for kind, names in met.items()} | {"people": sorted(DEMONYMS)}

    def __call__(self, words: list[str], pieces: Pieces, named: list[Slot], width: int, draw: random.Random) -> Pieces:
        """Return the sentence's pieces, changed; as they were where the change would not fit into `width`."""
        if named and draw.random() < RENAMED:
            words = self._rename(words, named, draw)
            changed = to_pieces(self._tokenizer, [words])[0]
            if len(changed.ids) + 2 > width:
                return pieces
            pieces = changed
        return self._hide(_recase(words, pieces, draw), draw)

    def _rename(self, words: list[str], named: list[Slot], draw: random.Random) -> list[str]:
        others: dict[str, str] = {}
        found = list(words)
        for i, kind in named:
            if words[i] not in others:
                pool = self._met.get(kind, [])
                made_up = kind != "people" and (not pool or draw.random() < 0.5)
                others[words[i]] = _made_up(words[i], draw) if made_up else draw.choice(pool)
            found[i] = others[words[i]]
        return found

    def _hide(self, pieces: Pieces, draw: random.Random) -> Pieces:
        ids = list(pieces.ids)
        for first, end in zip(pieces.first, [*pieces.first[1:], len(ids)], strict=True):
            if draw.random() < HIDDEN:
                ids[first:end] = [self._mask] * (end - first)
        return Pieces(ids, pieces.shapes, pieces.first)


def _made_up(word: str, draw: random.Random) -> str:
    if word.isupper():
        return "".join(draw.choices("ABCDEFGHIKLMNOPRSTUV", k=draw.randint(2, 5)))
    syllables = [draw.choice(BEGIN) + draw.choice(MIDDLE) for _ in range(draw.randint(1, 3))]
    return ("".join(syllables) + draw.choice(["", *END])).capitalize()


def _recase(words: list[str], pieces: Pieces, draw: random.Random) -> Pieces:
    chance = draw.random()
    if chance > TITLED + UPPER + LOWER:
        return pieces
    if chance < TITLED:
        cased = [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    else:
        cased = [w.upper() if chance < TITLED + UPPER else w.lower() for w in words]
    shapes: list[int] = []
    for word, first, end in zip(cased, pieces.first, [*pieces.first[1:], len(pieces.ids)], strict=True):
        shapes += [shape(word)] * (end - first)
    return Pieces(pieces.ids, shapes, pieces.first)
