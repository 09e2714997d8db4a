"""Points on the earth, as latitude and longitude in degrees."""

from __future__ import annotations

import math

EARTH = 6371.0  # km, mean radius


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in degrees.

    >>> round(kilometres((0.0, 0.0), (0.0, 1.0)))
    111
    """
    (south, west), (north, east) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
