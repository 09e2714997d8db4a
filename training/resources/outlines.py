"""Build the outlines that maps are drawn over from Natural Earth, 1:110m, as world-atlas packs it in TopoJSON.

    python -m training.resources.outlines countries-110m.json src/dateline/resources/outlines/outlines.txt

Out: a line for each outline: "land" (a closed ring) or "border" (between two countries), then its points as longitude
and latitude in hundredths of a degree, "1234,-567 …". Lines are thinned by Douglas and Peucker's method, arc by arc, so
that neighbours still meet.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NEAR = 0.12  # degrees a point may lie off the line that leaves it out

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in degrees, thinned."""
    (east, north), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * east + west, y * north + south))
        found.append(thinned(points))
    return found


def thinned(points: list[Point]) -> list[Point]:
    """Leave out the points that lie near the line between those kept; a ring is parted at its far side first."""
    if points[0] == points[-1] and len(points) > 3:
        middle = max(range(len(points)), key=lambda at: math.dist(points[0], points[at]))
        return thinned(points[: middle + 1])[:-1] + thinned(points[middle:])
    if len(points) < 3:
        return points
    far, off = max(
        ((at, _off(points[at], points[0], points[-1])) for at in range(1, len(points) - 1)), key=lambda p: p[1]
    )
    if off <= NEAR:
        return [points[0], points[-1]]
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def unrolled(ring: list[Point]) -> list[Point]:
    """Let a ring run on past the 180th meridian; one around a pole is closed along it."""
    found = [ring[0]]
    for x, y in ring[1:]:
        last = found[-1][0]
        found.append((x + 360 * round((last - x) / 360), y))
    if abs(found[-1][0] - found[0][0]) > 1:
        pole = math.copysign(90.0, found[0][1])
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def _off(point: Point, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    return abs((end[0] - start[0]) * (start[1] - point[1]) - (start[0] - point[0]) * (end[1] - start[1])) / length


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Give the rings of a geometry as numbers of arcs, ~n for arc n read backwards."""
    if geometry["type"] == "GeometryCollection":
        for inner in geometry["geometries"]:
            yield from rings(inner)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def main(source: Path, target: Path) -> None:
    """Write the outlines."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    lines = arcs(topology)
    borders = Counter(arc if arc >= 0 else ~arc for ring in rings(topology["objects"]["countries"]) for arc in ring)
    rows = []
    for ring in rings(topology["objects"]["land"]):
        points = [p for arc in ring for p in (lines[arc] if arc >= 0 else lines[~arc][::-1])[:-1]]
        rows.append(("land", unrolled([*points, points[0]])))
    rows += [("border", lines[arc]) for arc, times in sorted(borders.items()) if times == 2]
    text = "".join(f"{kind} {' '.join(f'{round(x * 100)},{round(y * 100)}' for x, y in line)}\n" for kind, line in rows)
    target.write_text(text, encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
