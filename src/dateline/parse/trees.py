"""Arc scores in; one tree for each sentence out: exactly one root, every word reaching it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def decode(scores: Scores) -> list[int]:
    """Return the head of each word of one sentence; 0 stands for the root, words count from 1.

    `scores[d, h]` is how well word h governs word d; row and column 0 are the root's. The greedy heads are taken where
    they make a tree, else the maximum spanning tree (Chu and Liu 1965, Edmonds 1967) under one root.
    """
    size = len(scores) - 1
    masked = np.array(scores[1:], np.float64)
    masked[np.arange(size), np.arange(1, size + 1)] = -np.inf
    heads: list[int] = masked.argmax(1).tolist()
    if heads.count(0) == 1 and _reaches_root(heads):
        return heads
    inner = np.where(np.isneginf(masked), -np.inf, masked)
    others = inner[:, 1:].max(1) if size > 1 else np.zeros(size)
    root = int((inner[:, 0] - others).argmax())
    inner[np.arange(size) != root, 0] = -np.inf
    inner[root, 1:] = -np.inf
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = inner
    return _spanning_tree(full)[1:]


def _reaches_root(heads: list[int]) -> bool:
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for word in range(1, len(heads) + 1):
        path = []
        at = word
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for passed in path:
            state[passed] = 2
    return True


def _spanning_tree(scores: npt.NDArray[np.float64]) -> list[int]:
    """Return the head of each node of the maximum spanning tree rooted at node 0."""
    size = len(scores)
    heads = [0, *(int(scores[node].argmax()) for node in range(1, size))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(size) if node not in inside]
    joint = len(outside)
    smaller = np.full((joint + 1, joint + 1), -np.inf)
    smaller[:joint, :joint] = scores[np.ix_(outside, outside)]
    np.fill_diagonal(smaller, -np.inf)
    into = scores[np.ix_(cycle, outside)] - scores[cycle, [heads[inner] for inner in cycle]][:, None]
    enters = into.argmax(0)
    smaller[joint, :joint] = into.max(0)
    out_of = scores[np.ix_(outside, cycle)]
    leaves = out_of.argmax(1)
    smaller[:joint, joint] = out_of.max(1)
    smaller[0] = -np.inf
    found = _spanning_tree(smaller)
    for i, node in enumerate(outside):
        if node:
            heads[node] = cycle[leaves[i]] if found[i] == joint else outside[found[i]]
    heads[cycle[enters[found[joint]]]] = outside[found[joint]]
    return heads


def _cycle(heads: list[int]) -> list[int]:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []
