"""Cells of mentions, each grouped apart from all others: likely pairs in, cells out.

No two groups are joined without a pair at the threshold, so what such pairs do not connect can be grouped apart. In a
crowded pile they connect nearly everything, by chains of pairs that no event holds. So the cell of a mention is what it
is connected with by pairs at the lowest of some levels at which that is no more than `MOST` mentions. That parts all
mentions, depends on nothing outside the cell, and takes a bounded number of steps to find.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

MOST = 150  # mentions of a cell, unless more are tied by rule or by people
LEVELS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95)  # above the threshold
TIED = 1.0  # of pairs that a rule or a person ties

Links = Mapping[int, float]  # the mentions that one is linked with, and how surely
Lookup = Callable[[Collection[int]], Mapping[int, Links]]


class Cells:
    """The cells of mentions whose links can be looked up."""

    def __init__(self, lookup: Lookup, threshold: float) -> None:
        self.lookup = lookup
        self.levels = (threshold, *(level for level in LEVELS if level > threshold))
        self.links: dict[int, Links] = {}
        self.home: dict[int, frozenset[int]] = {}

    def of(self, mentions: Iterable[int]) -> list[frozenset[int]]:
        """Return the cells that mentions are in, each once."""
        mentions = list(mentions)
        self._look(todo := [mention for mention in mentions if mention not in self.home])
        self._look({other for mention in todo for other in self.links[mention]})  # few at a time would cost more
        for mention in mentions:
            if mention not in self.home:
                self.home |= dict.fromkeys(cell := self._cell(mention), cell)
        return list(dict.fromkeys(self.home[mention] for mention in mentions))

    def _cell(self, mention: int) -> frozenset[int]:
        for level in self.levels:
            cell = self._connected(mention, level, MOST)
            if len(cell) <= MOST:
                return cell
        return self._connected(mention, TIED, None)

    def _connected(self, mention: int, level: float, most: int | None) -> frozenset[int]:
        """Return what a mention is connected with at a level; some of it where that is more than `most`."""
        seen = {mention}
        edge = {mention}
        while edge and (most is None or len(seen) <= most):
            self._look(edge)
            near = {other for one in edge for other, score in self.links[one].items() if score >= level}
            edge = near - seen
            seen |= near
        return frozenset(seen)

    def _look(self, mentions: Iterable[int]) -> None:
        asked = [one for one in mentions if one not in self.links]
        if asked:
            found = self.lookup(asked)
            self.links |= {one: found.get(one, {}) for one in asked}
