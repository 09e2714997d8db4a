"""Prose in, its MinHash out: equal positions of two sketches estimate how many word 5-grams two texts share.

Broder (1997), "On the resemblance and containment of documents"; the hash family is multiply-add modulo a Mersenne
prime over BLAKE2b values, so that a sketch is the same on every machine and in every run.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np

POSITIONS = 64
GRAM = 5
PRIME = (1 << 31) - 1
LONGEST = 20_000  # grams; a longer text is a compilation, and its beginning identifies it
WORD = re.compile(r"\w+")
_SEEDS = np.random.Generator(np.random.PCG64(20200116)).integers(1, PRIME, size=(2, POSITIONS), dtype=np.uint64)


def sketch(prose: str) -> tuple[int, ...]:
    """Return the sketch of a text; empty where the text is shorter than one gram."""
    words = WORD.findall(prose.casefold())[: LONGEST + GRAM]
    if len(words) < GRAM:
        return ()
    grams = {" ".join(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}
    hashes = [int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest(), "big") for gram in grams]
    column = np.array(hashes, dtype=np.uint64)[:, None] % np.uint64(PRIME)
    least = np.full(POSITIONS, PRIME, dtype=np.uint64)
    for start in range(0, len(column), 1024):  # bounded memory
        values = (column[start : start + 1024] * _SEEDS[0] + _SEEDS[1]) % np.uint64(PRIME)
        least = np.minimum(least, values.min(axis=0))
    return tuple(int(value) for value in least)
