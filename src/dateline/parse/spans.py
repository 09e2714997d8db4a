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
        back = np.zeros((words, rows, labels), np.int16)
        total = scores[:, 0].copy()
        total[:, 2::2] = -1e9
        inside = np.arange(2, labels, 2)
        for word in range(1, words):
            top = total.argmax(1)
            come = np.take_along_axis(total, top[:, None], 1)
            step = np.broadcast_to(come, total.shape).copy()
            back[word] = top[:, None]
            begun, going = total[:, 1::2], total[:, 2::2]
            step[:, 2::2] = np.maximum(begun, going)
            back[word][:, 2::2] = np.where(going >= begun, inside, inside - 1)
            total = step + scores[:, word]
        path = np.zeros((rows, words), np.int64)
        path[:, -1] = total.argmax(1)
        for word in range(words - 1, 0, -1):
            path[:, word - 1] = np.take_along_axis(back[word], path[:, word, None], 1)[:, 0]
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
