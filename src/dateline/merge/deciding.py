"""Cells of mentions in, their groups and why they were made out.

Within a cell all pairs are compared; where rules or people tie more than `MOST` mentions together, only the pairs kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np

from dateline.merge import rules as ruled
from dateline.merge import trees
from dateline.merge.cluster import Clusters, cluster
from dateline.merge.mention_cells import MOST
from dateline.merge.pairs import compare
from dateline.merge.shelf import Pair, Shelf, one_text, pair_of
from dateline.records import Verdict

UNSCORED = 0.05  # probability of a pair that was not compared
PERSON, RULE = 2.0, 1.0  # which must-links are tied first

People = Mapping[Pair, Verdict]  # what people judged of two mentions, the lower number first


class Join(NamedTuple):
    """Two groups made one: the weight that joined them, their best pair, and the pair that would part them."""

    weight: float
    pair: Pair
    flip: Pair
    tied: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """The groups of one cell."""

    groups: tuple[tuple[int, ...], ...]
    joins: tuple[Join, ...] = ()
    rules: Mapping[Pair, int] = field(default_factory=dict)  # which rule parts or ties two of the mentions
    broken: tuple[Pair, ...] = ()  # that people judged one and that had to be kept apart

    def between(self, left: Sequence[int], right: Sequence[int]) -> Pair | None:
        """Return the first pair that a rule parts of two groups, whose mentions are in the order of their ids."""
        pairs = (pair_of(i, j) for i in left for j in right)
        return next((pair for pair in pairs if ruled.parts(self.rules.get(pair, 0))), None)


def decide(shelf: Shelf, cells: Sequence[frozenset[int]], people: People) -> list[Decided]:
    """Group the mentions of cells; what people judged is tied or parted before any rule."""
    judged: dict[int, dict[Pair, Verdict]] = defaultdict(dict)
    for pair, verdict in people.items():
        judged[pair[0]][pair] = verdict
    ids = shelf.ids({number for cell in cells for number in cell})
    orders = [sorted(cell, key=ids.__getitem__) for cell in cells]  # ties of two pairs must not fall by number
    scored = _Scored(shelf, [order for order in orders if 1 < len(order) <= MOST])
    found = []
    for order in orders:
        if len(order) == 1:
            found.append(Decided((tuple(order),)))
            continue
        scores, rules = scored.of(order) if len(order) <= MOST else _kept(shelf, order)
        own = {pair: verdict for number in order for pair, verdict in judged.get(number, {}).items()}
        found.append(_decide(order, scores, rules, own))
    return found


def _decide(order: Sequence[int], scores: Mapping[Pair, float], rules: dict[Pair, int], people: People) -> Decided:
    place = {number: at for at, number in enumerate(order)}
    judged = {pair_of(place[i], place[j]): verdict for (i, j), verdict in people.items() if i in place and j in place}
    for pair in judged:
        rules.pop(pair, None)
    found = _clusters(len(order), scores, rules, judged)

    def named(pair: Pair) -> Pair:
        return pair_of(order[pair[0]], order[pair[1]])

    return Decided(
        groups=tuple(tuple(order[at] for at in group) for group in found.groups),
        joins=tuple(Join(join.weight, named(join.pair), named(join.worst), join.must) for join in found.joins),
        rules={named(pair): rule for pair, rule in rules.items()},
        broken=tuple(named(pair) for pair in found.broken if pair in judged),
    )


class _Scored:
    """All pairs of each cell, compared at one go."""

    def __init__(self, shelf: Shelf, orders: Sequence[Sequence[int]]) -> None:
        self.start: dict[int, int] = {}  # where the pairs of a cell begin, by its first mention
        places, pairs = 0, 0
        sides = []
        for order in orders:
            self.start[order[0]] = pairs
            sides.append(np.array(np.triu_indices(len(order), 1)) + places)
            places += len(order)
            pairs += sides[-1].shape[1]
        if not orders:
            return
        numbers = [number for order in orders for number in order]
        left, right = np.concatenate(sides, axis=1)
        self.found = compare(shelf.columns(numbers), left, right, one_text(shelf, numbers, left, right))

    def of(self, order: Sequence[int]) -> tuple[dict[Pair, float], dict[Pair, int]]:
        """Return the scores of pairs of places in a cell, and the rules that part or tie them."""
        pairs = list(combinations(range(len(order)), 2))
        here = slice(self.start[order[0]], self.start[order[0]] + len(pairs))
        rules = self.found.rules[here]
        told = np.flatnonzero(rules).tolist()
        return (
            dict(zip(pairs, self.found.scores[here].tolist(), strict=True)),
            {pairs[at]: int(rules[at]) for at in told},
        )


def _kept(shelf: Shelf, order: Sequence[int]) -> tuple[dict[Pair, float], dict[Pair, int]]:
    """Return the same of the pairs kept alone."""
    place = {number: at for at, number in enumerate(order)}
    scores, rules = {}, {}
    for number, many in shelf.pairs(order).items():
        for met in many:
            if (other := place.get(met.other)) is not None:
                pair = pair_of(place[number], other)
                scores[pair] = met.score
                if met.rule:
                    rules[pair] = met.rule
    return scores, rules


def _clusters(
    count: int, scores: Mapping[Pair, float], rules: Mapping[Pair, int], judged: Mapping[Pair, Verdict]
) -> Clusters:
    person = {pair for pair, verdict in judged.items() if verdict is Verdict.SAME}
    hard = judged.keys() - person
    first = cluster(count, {}, must=dict.fromkeys(person, PERSON), cannot=frozenset(hard), threshold=1.0, unscored=0.0)
    home = {i: group for group in first.groups for i in group}
    # A rule parts what people have joined from a third only where it parts all of it: a person who says that two
    # accounts with other dates are one event has settled that the date does not tell them apart.
    apart = {
        (i, j)
        for (i, j), rule in rules.items()
        if ruled.parts(rule)
        and home[i] is not home[j]
        and all(ruled.parts(rules.get((min(a, b), max(a, b)), 0)) for a in home[i] for b in home[j])
    }
    tied = {pair: RULE for pair, rule in rules.items() if ruled.ties(rule)}
    return cluster(
        count,
        scores,
        must=tied | dict.fromkeys(person, PERSON),
        cannot=frozenset(apart | hard),
        threshold=trees.load().threshold,
        unscored=UNSCORED,
    )
