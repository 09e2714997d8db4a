"""Trees and predicates in; how each word hangs on each predicate out, as one number: the syntax that gives roles.

The number says on which of the predicate, its governor, and that one's governor the word depends first, and by which
relation the branch that holds it does (cf. the paths of Gildea and Jurafsky 2002). A constituent's words share one.
"""

from __future__ import annotations

import numpy as np

from dateline.parse.inputs import Array

LEVELS, DEPTH = 3, 12


def count(relations: int) -> int:
    """Return how many numbers there are for a set of so many relations."""
    return 1 + LEVELS * (relations + 1)


def paths(head: Array, relation: Array, row: Array, predicate: Array, *, relations: int) -> Array:
    """Return a line for each predicate, a number for each word of its sentence; 0 where the word hangs elsewhere.

    `head` and `relation` are (sentences, words), word 0 the root; `row` and `predicate` name each predicate's place.
    """
    heads, labels = head[row], relation[row]
    every = np.arange(len(row))
    tops = [predicate]
    for _ in range(LEVELS - 1):
        tops.append(np.where(tops[-1] > 0, heads[every, np.maximum(tops[-1], 0)], -1))
    tops = [np.where(top > 0, top, -1)[:, None] for top in tops]
    found = np.zeros(heads.shape, np.int64)
    at = np.broadcast_to(np.arange(heads.shape[1]), heads.shape)
    branch = np.zeros(heads.shape, np.int64)  # 0: the word itself, else 1 + the relation of the branch
    for _ in range(DEPTH):
        open_ = found == 0
        for level, top in enumerate(tops):
            found = np.where(open_ & (at == top), 1 + level * (relations + 1) + branch, found)
            open_ = found == 0
        branch = 1 + np.take_along_axis(labels, at, 1)
        at = np.take_along_axis(heads, at, 1)
        if not at.any():
            break
    return found
