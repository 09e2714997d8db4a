"""Prose in, what copies of it are known by out: a MinHash of the whole, and a print of each stretch of it.

Both are made of word 5-grams. Equal positions of two sketches estimate how many of them two texts share (Broder 1997,
"On the resemblance and containment of documents"); the hash family is multiply-add modulo a Mersenne prime over BLAKE2b
values, so that a sketch is the same on every machine and in every run. The prints are the least hash of each window of
grams (winnowing: Schleimer, Wilkerson and Aiken 2003), a MinHash made local: two texts that share twelve words in a row
share a print, wherever those stand and however the paragraphs around them are cut.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np
from numpy.typing import NDArray

POSITIONS = 64
GRAM = 5
WINDOW = 8  # grams of which one is a print
PRIME = (1 << 31) - 1
LONGEST = 20_000  # grams; a longer text is a compilation, and its beginning identifies it
WORD = re.compile(r"\w+")
_SEEDS = np.random.Generator(np.random.PCG64(20200116)).integers(1, PRIME, size=(2, POSITIONS), dtype=np.uint64)


def sketch(prose: str) -> tuple[int, ...]:
    """Return the sketch of a text; empty where the text is shorter than one gram."""
    column = np.unique(_grams(prose))[:, None] % np.uint64(PRIME)
    if not len(column):
        return ()
    least = np.full(POSITIONS, PRIME, dtype=np.uint64)
    for start in range(0, len(column), 1024):  # bounded memory
        values = (column[start : start + 1024] * _SEEDS[0] + _SEEDS[1]) % np.uint64(PRIME)
        least = np.minimum(least, values.min(axis=0))
    return tuple(int(value) for value in least)


def prints(prose: str) -> bytes:
    """Return the prints of a text, each once, as little-endian numbers of four bytes; none where it has no gram."""
    grams = _grams(prose)
    if not len(grams):
        return b""
    windows = np.lib.stride_tricks.sliding_window_view(grams, min(WINDOW, len(grams)))
    return np.unique(windows.min(axis=1)).astype("<u4").tobytes()


def _grams(prose: str) -> NDArray[np.uint64]:
    words = WORD.findall(prose.casefold())[: LONGEST + GRAM]
    grams = (" ".join(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1))
    hashes = [int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest(), "big") for gram in grams]
    return np.array(hashes, dtype=np.uint64)
