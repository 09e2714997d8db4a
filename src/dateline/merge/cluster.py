"""Group items by scored pairs: average-link clustering that keeps hard constraints.

In: pairs with a probability of being one, pairs that must and pairs that cannot be joined. Out: groups, and the joins
in the order they were made. Two groups are joined while what speaks for it stays at the threshold: half the mean over
all their pairs and half their best pair, since a vague account resembles few of the others. A likely pair alone (a
false bridge) cannot glue two groups that else have nothing in common. Ties fall to the lower place.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[int, int]
BEST = 0.5  # share of the best pair; the rest is the mean


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups made one: the weight that joined them, their best pair and their worst."""

    weight: float
    pair: Pair
    worst: Pair  # the least likely; judged different, it would keep the groups apart
    must: bool


@dataclass(frozen=True, slots=True)
class Clusters:
    """The groups, and how they came to be."""

    groups: tuple[tuple[int, ...], ...]
    joins: tuple[Join, ...]
    broken: tuple[Pair, ...]  # pairs that had to be joined but could not


def cluster(
    count: int,
    scores: Mapping[Pair, float],
    *,
    must: Mapping[Pair, float],
    cannot: frozenset[Pair],
    threshold: float,
    unscored: float,
) -> Clusters:
    """Group `count` items; `must` maps a pair to its rank, the higher the earlier it is joined."""
    return _Clustering(count, scores, cannot, unscored).run(must, threshold)


class _Clustering:
    """Groups while they grow: sums of pair scores between groups, and which groups must stay apart."""

    def __init__(self, count: int, scores: Mapping[Pair, float], cannot: frozenset[Pair], unscored: float) -> None:
        self.members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(count)}
        self.home = list(range(count))
        self.unscored = unscored
        self.scores = scores
        self.sums: dict[int, dict[int, tuple[float, int, float]]] = defaultdict(dict)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for (i, j), score in scores.items():
            self.sums[i][j] = self.sums[j][i] = (score, 1, score)
        for i, j in cannot:
            self.apart[i].add(j)
            self.apart[j].add(i)
        self.joins: list[Join] = []

    def run(self, must: Mapping[Pair, float], threshold: float) -> Clusters:
        broken = []
        for pair in sorted(must, key=lambda pair: (-must[pair], pair)):
            left, right = self.home[pair[0]], self.home[pair[1]]
            if left == right:
                continue
            if right in self.apart[left]:
                broken.append(pair)
                continue
            self.joins.append(Join(1.0, pair, pair, True))
            self._join(left, right)
        heap = [
            (-weight, left, right)
            for left in sorted(self.sums)
            for right in self.sums[left]
            if left < right and (weight := self._weight(left, right)) >= threshold
        ]
        heapq.heapify(heap)
        while heap:
            lost, left, right = heapq.heappop(heap)
            if left not in self.members or right not in self.members or right in self.apart[left]:
                continue
            if -lost != self._weight(left, right):
                continue  # one of the two has grown since
            self.joins.append(Join(-lost, *self._ends(left, right), False))
            grown = self._join(left, right)
            for other in self.sums[grown]:
                weight = self._weight(grown, other)
                if weight >= threshold:
                    heapq.heappush(heap, (-weight, min(grown, other), max(grown, other)))
        return Clusters(tuple(sorted(self.members.values())), tuple(self.joins), tuple(broken))

    def _weight(self, left: int, right: int) -> float:
        total, known, best = self.sums[left].get(right, (0.0, 0, 0.0))
        pairs = len(self.members[left]) * len(self.members[right])
        mean = (total + self.unscored * (pairs - known)) / pairs
        return mean if pairs == 1 else BEST * best + (1.0 - BEST) * mean

    def _ends(self, left: int, right: int) -> tuple[Pair, Pair]:
        """Return the most and the least likely pair of two groups."""
        pairs = ((min(i, j), max(i, j)) for i in self.members[left] for j in self.members[right])
        order = sorted((pair for pair in pairs if pair in self.scores), key=lambda pair: (-self.scores[pair], pair))
        return order[0], order[-1]

    def _join(self, left: int, right: int) -> int:
        left, right = sorted((left, right))
        self.members[left] = tuple(sorted(self.members[left] + self.members.pop(right)))
        for i in self.members[left]:
            self.home[i] = left
        for other, (total, known, best) in self.sums.pop(right, {}).items():
            del self.sums[other][right]
            if other == left:
                continue
            own, count, most = self.sums[left].get(other, (0.0, 0, 0.0))
            self.sums[left][other] = self.sums[other][left] = (own + total, count + known, max(most, best))
        for other in self.apart.pop(right, set()):
            self.apart[other].discard(right)
            self.apart[other].add(left)
            self.apart[left].add(other)
        return left
