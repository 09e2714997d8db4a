"""Numbers that stand for names, ids and words in columns, the same in every run and on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.merge.words import RAREST

RARE = 1 << 31  # the bit of a word's number that says that it weighs RAREST; its other bits are then all hash
WEIGHT = 1023  # else these bits tell its weight in hundredths
FULL = 31  # what six bits hold; a unit vector of 384 numbers in steps of 1/127 seldom has more


@lru_cache(1 << 16)
def mark(text: str) -> int:
    """Return a number of four bytes that stands for a label or a name, 0 for none."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "little") if text else 0


@lru_cache(1 << 16)
def identity(text: str) -> int:
    """Return a number of eight bytes that stands for an id, 0 for none."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") if text else 0


def marks(words: Mapping[str, float], most: int) -> list[int]:
    """Return the numbers of weighted words in their order; of the heaviest where there are more than `most`."""
    kept = words if len(words) <= most else sorted(words, key=lambda word: (-words[word], word))[:most]
    return sorted(_word(word, words[word]) for word in kept)


@lru_cache(1 << 16)
def _word(word: str, weight: float) -> int:
    return mark(word) | RARE if weight == RAREST else mark(word) & ~RARE & ~WEIGHT | round(100 * weight)


def weigh(words: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return what words weigh in hundredths, by their numbers."""
    return np.where(words >= RARE, 100 * RAREST, words & WEIGHT)


def pack(vectors: Iterable[bytes]) -> NDArray[np.uint8]:
    """Return vectors of bytes with a sign as rows of six bits a number, as wide as the widest.

    One that holds greater numbers is made shorter, since directions alone are compared.

    >>> unpack(pack([bytes([1, 2, 255, 3]), b""])).tolist()
    [[1, 2, -1, 3], [0, 0, 0, 0]]
    """
    told: Sequence[bytes] = list(vectors)
    width = -(-max(map(len, told), default=0) // 4) * 4
    plain = np.frombuffer(b"".join(one.ljust(width, b"\0") for one in told), dtype=np.int8).reshape(len(told), width)
    most = np.abs(plain.astype(np.int16)).max(axis=1, initial=FULL)
    plain = np.rint(plain * (FULL / most)[:, None]).astype(np.int8)
    a, b, c, d = (plain & 63).view(np.uint8).reshape(len(told), width // 4, 4).transpose(2, 0, 1)
    return np.stack((a | b << 6, b >> 2 | c << 4, c >> 4 | d << 2), axis=2).reshape(len(told), width // 4 * 3)


def unpack(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Return the vectors that `pack` packed."""
    count, width = packed.shape
    x, y, z = packed.reshape(count, width // 3, 3).transpose(2, 0, 1)
    four = np.stack((x << 2, (x >> 4 & 12) | y << 4, (y >> 2 & 60) | z << 6, z & 252), axis=2)
    return np.asarray(four.reshape(count, width // 3 * 4).view(np.int8) >> 2)
