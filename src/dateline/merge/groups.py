"""Disjoint sets of ids: joins in, the set of each id."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Ids that are joined into sets."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {id_: id_ for id_ in ids}

    def of(self, id_: str) -> str:
        """Return the id that stands for a set: its least one."""
        root = id_
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[id_] != root:
            self._parent[id_], id_ = root, self._parent[id_]
        return root

    def join(self, left: str, right: str) -> None:
        """Make one set of two."""
        one, other = sorted((self.of(left), self.of(right)))
        self._parent[other] = one

    def together(self, left: str, right: str) -> bool:
        """Say whether two ids are in one set."""
        return self.of(left) == self.of(right)
