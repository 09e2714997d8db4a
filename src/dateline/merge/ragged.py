"""Rows of unequal length as two arrays, and what padded rows have in common: the words of mentions in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]

CELLS = 1 << 16  # numbers sorted at a time, which stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of unequal length, laid one after the other."""

    counts: NDArray[np.uint16]
    values: NDArray[Any]

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Return where each row begins."""
        return np.cumsum(self.counts, dtype=np.int64) - self.counts

    def take(self, places: NDArray[np.integer[Any]]) -> Ragged:
        """Return some of the rows."""
        counts = self.counts[places]
        return Ragged(counts, self.values[reach(self.starts[places], counts)])

    def padded(self) -> NDArray[Any]:
        """Return the rows as wide as the widest, with zeros after the values of each."""
        rows = np.zeros((len(self), int(self.counts.max(initial=0))), dtype=self.values.dtype)
        rows[np.arange(rows.shape[1]) < self.counts[:, None]] = self.values
        return rows


def ragged(rows: Sequence[Sequence[Any]], dtype: np.dtype[Any]) -> Ragged:
    """Lay rows one after the other."""
    counts = np.fromiter(map(len, rows), dtype=np.uint16, count=len(rows))
    return Ragged(counts, np.array([value for row in rows for value in row], dtype=dtype))


def join(parts: Iterable[Ragged]) -> Ragged:
    """Lay the rows of several after one another."""
    counts, values = zip(*((part.counts, part.values) for part in parts), strict=True)
    return Ragged(np.concatenate(counts), laid(values))


def laid(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Lay arrays of one type after one another; what numpy does of rows with names takes ten times as long."""
    if arrays[0].dtype.names is None:
        return np.concatenate(arrays)
    return np.frombuffer(bytearray(b"".join(array.tobytes() for array in arrays)), dtype=arrays[0].dtype)


def reach(starts: NDArray[np.int64], counts: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return the places of stretches of so many values that begin at these places.

    >>> reach(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    ends = np.cumsum(counts, dtype=np.int64)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - counts), counts)


def cross(rows: Ragged, left: Places, right: Places) -> tuple[Places, NDArray[Any], NDArray[Any]]:
    """Return each value of one row beside each of another: the place of the pair of rows, and both values.

    >>> rows = ragged([[1, 2], [], [3]], np.dtype(int))
    >>> [part.tolist() for part in cross(rows, np.array([0, 1, 2]), np.array([2, 2, 2]))]
    [[0, 0, 2], [1, 2, 3], [3, 3, 3]]
    """
    more = rows.counts[right].astype(np.int64)
    counts = rows.counts[left] * more
    owner = np.repeat(np.arange(len(left)), counts)
    turn = reach(np.zeros(len(counts), dtype=np.int64), counts)  # from 0 on for each pair
    one = rows.values[rows.starts[left][owner] + turn // more[owner]]
    return owner, one, rows.values[rows.starts[right][owner] + turn % more[owner]]


def shared(
    left: NDArray[np.uint32], right: NDArray[np.uint32], pairs: tuple[Places, Places]
) -> tuple[Places, NDArray[np.uint32]]:
    """Return the values that rows of both have, zeros left out: the place of the pair of rows, and the value.

    A value stands once in a row, so that it stands twice, side by side, once two rows are sorted as one.
    """
    step = max(1, CELLS // max(1, left.shape[1] + right.shape[1]))
    owners, values = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.uint32)]
    for start in range(0, len(pairs[0]), step):
        stop = start + step
        both = np.concatenate((left[pairs[0][start:stop]], right[pairs[1][start:stop]]), axis=1)
        both.sort(axis=1)
        flat = both.ravel()
        twice = np.flatnonzero((flat[1:] == flat[:-1]) & (flat[1:] != 0))
        twice = twice[(twice + 1) % both.shape[1] != 0]  # the last of a row and the first of the next are no pair
        owners.append(twice // both.shape[1] + start)
        values.append(flat[twice])
    return np.concatenate(owners), np.concatenate(values)
