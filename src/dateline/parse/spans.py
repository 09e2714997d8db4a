"""BIO scores in; the best lawful label sequences, and the labelled spans that they spell, out (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Bio:
    """A label set "O", "B-x", "I-x", ...: an "I-x" may follow only "B-x" or "I-x"."""

    def __init__(self, labels: Sequence[str]) -> None:
        if labels[0] != "O" or any(a[2:] != b[2:] for a, b in zip(labels[1::2], labels[2::2], strict=True)):
            raise ValueError("labels must be O and then B-x, I-x in pairs")
        self.kinds = [label[2:] for label in labels[1::2]]

    def best(self, scores: Floats) -> npt.NDArray[Any]:
        """Return the best lawful label of each word for each row of `scores` (rows, words, labels)."""
        rows, words, labels = scores.shape
        if not rows or not words:
            return np.zeros((rows, words), np.int64)
        every = np.arange(rows)
        back = np.empty((words, rows, labels), np.int16)
        total = scores[:, 0].copy()
        total[:, 2::2] = -1e9
        inside = np.arange(2, labels, 2, dtype=np.int16)
        for word in range(1, words):
            begun, going = total[:, 1::2], total[:, 2::2]
            top = total.argmax(1)
            back[word] = top[:, None]
            back[word, :, 2::2] = inside - (going < begun)
            step = scores[:, word].copy()
            step[:, 2::2] += np.maximum(begun, going)
            come = total[every, top][:, None]
            step[:, 0] += come[:, 0]
            step[:, 1::2] += come
            total = step
        path = np.empty((rows, words), np.int64)
        path[:, -1] = total.argmax(1)
        for word in range(words - 1, 0, -1):
            path[:, word - 1] = back[word][every, path[:, word]]
        return path

    def spans(self, path: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return (first, one past the last, kind) of each span that a label sequence spells."""
        found: list[tuple[int, int, str]] = []
        for index, label in enumerate(path):
            if label == 0:
                continue
            if label % 2 == 0 and found and found[-1][1] == index:
                found[-1] = (found[-1][0], index + 1, found[-1][2])
            else:
                found.append((index, index + 1, self.kinds[(label - 1) // 2]))
        return found
