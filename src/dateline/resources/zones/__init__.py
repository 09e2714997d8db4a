"""Time zones by the names that news gives them: abbreviations, towns and countries."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.resources import countries
from dateline.resources.places import key


class Reading(NamedTuple):
    """What a name may mean: an IANA zone or a fixed offset ("+05:30"), and the countries in which it does."""

    zone: str
    countries: tuple[str, ...]  # ISO 3166-1 alpha-3; empty: everywhere


def _rows(package: str, name: str) -> list[list[str]]:
    text = (files(package) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _named() -> dict[str, tuple[Reading, ...]]:
    table: dict[str, list[Reading]] = {}
    for name, told, zone in _rows(__package__, "zones.tsv"):
        table.setdefault(name, []).append(Reading(zone, tuple(filter(None, told.split(",")))))
    return {name: tuple(found) for name, found in table.items()}


@cache
def abbreviations() -> tuple[str, ...]:
    """Return the abbreviations, the longest first."""
    return tuple(sorted((name for name in _named() if name.isupper() and "." not in name), key=lambda name: -len(name)))


@cache
def _places() -> dict[str, str]:
    return {key(name): zone for name, zone in _rows(__package__, "places.tsv")}


@cache
def _of_countries() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the zones of each country, and those that bear a town's name."""
    zones: dict[str, list[str]] = {}
    towns: dict[str, str] = {}
    for row in _rows("tzdata.zoneinfo", "zone.tab"):
        zones.setdefault(row[0], []).append(row[2])
        towns.setdefault(key(row[2].rpartition("/")[2]), row[2])
    return zones, towns


def readings(name: str) -> tuple[Reading, ...]:
    """Return what the name of a zone, or of a town or country before "time", may mean; empty where it is not known.

    >>> readings("MSK"), readings("Baghdad"), len(readings("IST"))
    ((Reading(zone='+03:00', countries=()),), (Reading(zone='Asia/Baghdad', countries=()),), 3)
    """
    if found := _named().get(name):
        return found
    zones, towns = _of_countries()
    if zone := _places().get(key(name)) or towns.get(key(name)):
        return (Reading(zone, ()),)
    told = countries.by_name(name) or countries.by_adjective(name) or countries.by_seat(name)
    of = zones.get(countries.countries()[told[0]].alpha2, []) if len(told) == 1 else []
    return (Reading(of[0], ()),) if len(of) == 1 else ()
