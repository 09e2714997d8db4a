"""Places with points in, a map of them as paths and circles out, over Natural Earth's outlines; nothing is fetched."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.resources import outlines

WIDTH, HEIGHT = 480.0, 300.0  # of the picture, in its own units
LEAST = 10.0  # degrees of latitude that a map shows at the least: the outlines are no finer
MARGIN = 1.3  # how much more than the points a map shows
BROAD, TALL = 110.0, 16.0  # room that a name takes
KM = 111.2  # kilometres of a degree of latitude
GRID = (1, 2, 5, 10, 20, 30)  # degrees between lines of the grid

Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to draw: where it is, how far it may reach in km, how many events are there, and where its page is."""

    name: str
    latitude: float
    longitude: float
    radius: float | None
    events: int = 1
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A spot as drawn."""

    x: float
    y: float
    size: float
    reach: float
    label: str
    name: str
    href: str
    named: bool  # whether its name is written beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A picture: paths of land, borders and grid, and dots over them."""

    width: float
    height: float
    land: str
    borders: str
    grid: str
    dots: tuple[Dot, ...]
    label: str


def draw(spots: Iterable[Spot]) -> Map | None:
    """Draw spots on the smallest map that shows them all, None where there is none."""
    found = sorted(spots, key=lambda spot: (-spot.events, spot.name))
    if not found:
        return None
    box = _box(found)
    land, borders, grid = _ground(tuple(round(side, 2) for side in box))
    across = WIDTH / (box[2] - box[0])
    most = max(spot.events for spot in found)
    dots = []
    taken: list[tuple[float, float]] = []  # where names stand
    for spot in found:
        x, y = _at(spot.longitude, spot.latitude, box)
        lean = max(0.1, math.cos(math.radians(spot.latitude)))
        reach = (spot.radius or 0.0) / (KM * lean) * across
        events = f"{spot.events} event" + ("s" if spot.events != 1 else "")
        within = f", within {spot.radius:.0f} km" if spot.radius else ""
        dots.append(
            Dot(
                x=round(x, 1),
                y=round(y, 1),
                size=round(3 + 5 * math.sqrt(spot.events / most), 1) if most > 1 else 5.0,
                reach=round(min(reach, WIDTH), 1),
                label=f"{spot.name}: {events}{within}",
                name=spot.name,
                href=spot.href,
                named=_free(x, y, taken),
            )
        )
    names = ", ".join(spot.name for spot in found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
    return Map(
        width=WIDTH, height=HEIGHT, land=land, borders=borders, grid=grid, dots=tuple(dots), label=f"Map: {names}"
    )


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> bool:
    """Say whether a name can stand beside a point without covering another, and take the room."""
    if any(abs(y - other[1]) < TALL and abs(x - other[0]) < BROAD for other in taken):
        return False
    taken.append((x, y))
    return True


def _box(spots: Sequence[Spot]) -> Box:
    """Return the sides of the map, in the picture's proportions at its middle latitude."""
    reach = [(spot, min(20.0, (spot.radius or 0.0) / KM)) for spot in spots]
    south = min(spot.latitude - off for spot, off in reach)
    north = max(spot.latitude + off for spot, off in reach)
    west = min(spot.longitude - off for spot, off in reach)
    east = max(spot.longitude + off for spot, off in reach)
    middle, centre = (south + north) / 2, (west + east) / 2
    lean = max(0.2, math.cos(math.radians(max(-70.0, min(70.0, middle)))))
    tall = max(LEAST, (north - south) * MARGIN, (east - west) * MARGIN * lean * HEIGHT / WIDTH)
    wide = tall * WIDTH / HEIGHT / lean
    return centre - wide / 2, middle - tall / 2, centre + wide / 2, middle + tall / 2


def _at(longitude: float, latitude: float, box: Box) -> tuple[float, float]:
    west, south, east, north = box
    return (longitude - west) / (east - west) * WIDTH, (north - latitude) / (north - south) * HEIGHT


@lru_cache(maxsize=256)
def _ground(box: Box) -> tuple[str, str, str]:
    lines = outlines.load()
    turns = (-360, 0, 360)  # a map may reach past the 180th meridian, and so do some rings
    land = [_path(cut, box, closed=True) for turn in turns for ring in lines["land"] if (cut := _cut(ring, box, turn))]
    borders = [
        _path([(x + turn, y) for x, y in line], box, closed=False)
        for turn in turns
        for line in lines["border"]
        if _touches([(x + turn, y) for x, y in line], box)
    ]
    return "".join(land), "".join(borders), _grid(box)


def _grid(box: Box) -> str:
    west, south, east, north = box
    step = next((step for step in GRID if (north - south) / step <= 8), GRID[-1])
    across = range(math.ceil(west / step), math.floor(east / step) + 1)
    up = range(math.ceil(south / step), math.floor(north / step) + 1)
    parts = [_path([(at * step, south), (at * step, north)], box, closed=False) for at in across]
    parts += [_path([(west, at * step), (east, at * step)], box, closed=False) for at in up]
    return "".join(parts)


def _touches(line: Sequence[tuple[float, float]], box: Box) -> bool:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= box[0] and min(xs) <= box[2] and max(ys) >= box[1] and min(ys) <= box[3]


def _cut(ring: Sequence[tuple[float, float]], box: Box, turn: float) -> list[tuple[float, float]]:
    """Cut a ring at the sides of the map (Sutherland and Hodgman 1974)."""
    points = [(x + turn, y) for x, y in ring]
    if not _touches(points, box):
        return []
    for axis, side, keeps in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        cut: list[tuple[float, float]] = []
        for before, after in zip([points[-1], *points[:-1]], points, strict=True):
            inside = [(point[axis] - side) * keeps >= 0 for point in (before, after)]
            if inside[0] != inside[1]:
                share = (side - before[axis]) / (after[axis] - before[axis])
                cut.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if inside[1]:
                cut.append(after)
        points = cut
        if not points:
            return []
    return points


def _path(points: Sequence[tuple[float, float]], box: Box, *, closed: bool) -> str:
    drawn: list[str] = []
    for longitude, latitude in points:
        x, y = _at(longitude, latitude, box)
        word = f"{x:.1f} {y:.1f}".replace(".0", "")
        if not drawn or drawn[-1] != word:
            drawn.append(word)
    return f"M{'L'.join(drawn)}{'Z' if closed else ''}" if len(drawn) > 1 else ""
