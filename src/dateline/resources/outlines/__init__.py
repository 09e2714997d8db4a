"""Outlines of land and borders, for maps that are drawn offline."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Line = tuple[tuple[float, float], ...]  # longitude, latitude in degrees


@cache
def load() -> dict[str, tuple[Line, ...]]:
    """Return the lines of each kind: "land" are closed rings, "border" lines between two countries.

    >>> len(load()["land"]) > 100
    True
    """
    found: dict[str, list[Line]] = {}
    for row in (files("dateline.resources.outlines") / "outlines.txt").read_text(encoding="ascii").splitlines():
        kind, *points = row.split()
        line = tuple((int(x) / 100, int(y) / 100) for x, _, y in (point.partition(",") for point in points))
        found.setdefault(kind, []).append(line)
    return {kind: tuple(lines) for kind, lines in found.items()}
