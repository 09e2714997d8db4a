"""What can be grouped apart: links between things in, cells of few that no group crosses out.

A link's rank is its place among the links of either end, the likest first: (1, 3) where it is the likest of one end and
the third of the other. The cell of a thing is its connected component by links up to some rank, the lowest of LEVELS at
which that has few members. Components by fewer links lie inside those by more, so this is a partition; it is found from
any member by a look at few links; and a link that comes or goes changes no cells but those its ends and their
neighbours were in or are in now. Ranks are used and not likeness, since a bar high enough to part what is told much
leaves what is told less alone with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

MOST = 100  # members of a cell
ALL = 1 << 30
RANKS = (10, 7, 5, 4, 3, 2, 1)
LEVELS = ((ALL, ALL), *((near, far) for near in RANKS for far in (ALL, 20, 14, *RANKS) if far >= near))

Links = Callable[[Collection[str]], Mapping[str, Mapping[str, float]]]
Rank = tuple[int, int]


def cells(links: Links, members: Iterable[str]) -> list[frozenset[str]]:
    """Return the cells that some things lie in, none twice; `links` looks up those of many things at one go."""
    members = set(members)
    ranks = _Ranks(links)
    ranks.read(members)
    ranks.read(chain.from_iterable(map(ranks.places.__getitem__, members)))  # few at a time would cost more
    crowds: dict[Rank, set[str]] = defaultdict(set)  # what is known to have too large a component
    found: list[frozenset[str]] = []
    left = set(members)
    for start in sorted(members):
        if start in left:
            found.append(_cell(ranks, start, crowds))
            left -= found[-1]
    return found


def _cell(ranks: _Ranks, start: str, crowds: dict[Rank, set[str]]) -> frozenset[str]:
    """Return the largest component of a thing that is not too large, by bisection; most are not at the first level."""
    cell = {start}
    low, high, at = 0, len(LEVELS), 0
    while low < high:
        reached = _reached(ranks, start, LEVELS[at], crowds[LEVELS[at]])
        if reached is None:
            low = at + 1
        else:
            cell, high = reached, at
        at = (low + high) // 2
    return frozenset(cell)


def _reached(ranks: _Ranks, start: str, level: Rank, crowd: set[str]) -> set[str] | None:
    """Return what is linked with a thing up to a rank, however far; None where that is too much."""
    reached, queue = {start}, [start]
    while queue:
        near = [other for other, rank in ranks.of(queue.pop()).items() if rank <= level and other not in reached]
        reached.update(near)
        queue += near
        if len(reached) > MOST or not crowd.isdisjoint(near) or start in crowd:
            crowd |= reached
            return None
    return reached


class _Ranks:
    """The ranks of things' links, each worked out once."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.places: dict[str, dict[str, int]] = {}  # of each link among those of one end, the likest first
        self.ranks: dict[str, Mapping[str, Rank]] = {}

    def read(self, ids: Iterable[str]) -> None:
        """Look up the links of those things that are not known yet."""
        if missing := {id_ for id_ in ids if id_ not in self.places}:
            for id_, near in self.links(missing).items():
                order = sorted(near, key=lambda one: (-near[one], one))
                self.places[id_] = {other: place for place, other in enumerate(order, start=1)}

    def of(self, id_: str) -> Mapping[str, Rank]:
        """Return the ranks of a thing's links."""
        if id_ not in self.ranks:
            self.read([id_])
            own = self.places[id_]
            self.read(own)
            pairs = ((other, place, self.places[other][id_]) for other, place in own.items())
            self.ranks[id_] = {other: (min(place, theirs), max(place, theirs)) for other, place, theirs in pairs}
        return self.ranks[id_]
