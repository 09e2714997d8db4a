"""What a name of a place may mean, before any report is looked at: the name in, its senses with their weights out."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from dateline.records import PlacePrecision
from dateline.resources import countries, places
from dateline.resources.places import Place, key

SIZE = 0.33  # weight of ten times as many people
NAMED = 2.5  # weight of a country: that of a town of a billion
REGION = 4.0
DIVISION = 0.8  # weight of a district, and of a province called after its town: that of a town of 100
PROVINCE = 2.3  # at most, of a province
OWN = 0.1  # share of a province's people in towns from which a town is meant before the province called after it
SHORTENED = 0.5  # taken off a division that is known by that name with "County" or the like behind it
OTHER_NAME = 0.2  # taken off a town that GeoNames calls otherwise
CAPITAL = 0.5  # added to a capital or a seat of government
LARGE = 100_000  # people of one that is its namesake's better
TOLD_SO = 2.0  # added to a province told as one
PRECISION = {
    "city": PlacePrecision.PLACE,
    "admin1": PlacePrecision.PROVINCE,
    "admin2": PlacePrecision.DISTRICT,
}


class Sense(NamedTuple):
    """One thing that a name may mean, with its weight where nothing else is known."""

    weight: float
    why: str
    name: str
    precision: PlacePrecision
    id: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    division: tuple[str, str] | None = None  # alpha-2 and first-order division
    point: tuple[float, float] | None = None
    radius: float | None = None  # km


@lru_cache(maxsize=16384)
def senses(name: str, *, division: bool = False) -> tuple[Sense, ...]:
    """Return the senses of a name; `division` says that it is told as a province or the like.

    >>> [(s.precision.value, s.country) for s in senses("Niger")][0]
    ('country', 'NER')
    """
    found = [_country(alpha3) for alpha3 in countries.by_name(name) if not _is_part(name, alpha3)]
    if name[:1].isupper() or name[:1].isdigit():
        found += _places(name, division=division)
    if (region := places.region(name)) is not None:
        why = "a part of the world, without a point"
        found.append(Sense(REGION, why, region.name, PlacePrecision.REGION, region.id, region.country))
    return tuple(found)


def named(id_: str) -> Sense | None:
    """Return the place of a GeoNames id: a town, a division or a country."""
    place = places.by_id(id_)
    if place is not None:
        alpha3 = countries.alpha3(place.country)
        weight, why = _weight(place, 0, division=True)
        division = (place.country, place.admin1)
        return Sense(
            weight, why, place.name, PRECISION[place.kind], place.id, alpha3, division, _point(place), radius(place)
        )
    return next((_country(one.alpha3) for one in countries.countries().values() if one.geonames == id_), None)


def _is_part(name: str, alpha3: str) -> bool:
    """Say whether a country's other name is just a part's: "England"."""
    country = countries.countries()[alpha3]
    return key(name) != key(country.name) and any(
        p.kind == "admin1" and p.country == country.alpha2 and key(p.name) == key(name) for p in places.find(name)
    )


def _country(alpha3: str) -> Sense:
    country = countries.countries()[alpha3]
    radius = places.extent(country.alpha2, "country")
    why = "a country, without a point"
    return Sense(
        NAMED, why, country.name, PlacePrecision.COUNTRY, country.geonames, alpha3, (country.alpha2, ""), None, radius
    )


def _places(name: str, *, division: bool) -> list[Sense]:
    found = places.find(name)
    towns = {
        (p.country, p.admin1): p.population for p in reversed(found) if p.kind == "city"
    }  # the largest of each division
    senses = []
    for place in found:
        alpha3 = countries.alpha3(place.country)
        if alpha3 is None:
            continue
        weight, why = _weight(place, towns.get((place.country, place.admin1), 0), division=division)
        if not division and key(place.name) != key(name):
            weight -= OTHER_NAME if place.kind == "city" else SHORTENED
        if place.kind == "city" and place.population >= LARGE and alpha3 in countries.by_seat(name):
            weight, why = weight + CAPITAL, f"{why}, a capital"
        point = _point(place)
        senses.append(
            Sense(
                weight,
                why,
                place.name,
                PRECISION[place.kind],
                place.id,
                alpha3,
                (place.country, place.admin1),
                point,
                radius(place),
            )
        )
    return senses


def _weight(place: Place, town: int, *, division: bool) -> tuple[float, str]:
    """Weigh a place by its size; `town` is how many people the largest town of its name in its division has."""
    size = math.log10(place.population + 10) * SIZE
    if place.kind == "city":
        return size, f"population {place.population:,}" if place.population else "population unknown"
    if place.kind == "admin2":
        return DIVISION, "a second-order division"
    if division:
        return min(PROVINCE, max(DIVISION, size)) + TOLD_SO, "a first-order division, told as one"
    if town and town >= OWN * place.population:
        return DIVISION, "a first-order division, called after its town"
    return min(PROVINCE, max(DIVISION, size)), "a first-order division"


def _point(place: Place) -> tuple[float, float] | None:
    """Return a place's coordinates, None where it has none or they are nowhere on earth."""
    if place.latitude is None or place.longitude is None:
        return None
    return (place.latitude, place.longitude) if abs(place.latitude) <= 90 and abs(place.longitude) <= 180 else None


def radius(place: Place) -> float | None:
    """Return how far from its middle a place may reach, in km.

    A town's by its people; a division's as that of a circle of the mean size of its country's divisions.
    """
    if place.kind != "city":
        return places.extent(place.country, place.kind)
    return next(km for people, km in RADII if place.population >= people)


RADII = ((5_000_000, 40.0), (500_000, 20.0), (50_000, 10.0), (5_000, 5.0), (0, 2.0))  # people of a town, km
