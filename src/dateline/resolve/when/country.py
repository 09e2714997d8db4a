"""A report in, the countries whose customs it may follow out, each with the reason.

The outlet's country says how the report writes a date; the dateline's says whose feasts and clocks it tells of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from dateline.records import Report
from dateline.resolve import home
from dateline.resources import countries, outlets, places

_DISTRICT = re.compile(r"\bD\.? ?C\.?$")


class Home(NamedTuple):
    """A country whose customs a report may follow: ISO 3166-1 alpha-3, and how that is known."""

    code: str
    why: str

    @property
    def name(self) -> str:
        """Return the country's name."""
        known = countries.countries().get(self.code)
        return known.name if known else self.code


def homes(report: Report) -> tuple[Home, ...]:
    """Return the countries of a report: of its outlet, or of the agency that sent it, then of its dateline."""
    found = []
    for told in (report.outlet, report.agency):
        if told and (own := home.country(told.value)):
            publisher = outlets.identify(told.value)
            found.append(Home(own, f"where {publisher.name if publisher else told.value} is published"))
            break
    if report.dateline_place and (code := of_place(report.dateline_place.value)):
        found.append(Home(code, f"where the report was filed, {report.dateline_place.value}"))
    return tuple(found)


def of_place(words: str) -> str | None:
    """Return the country of a dateline's place: the one that it names, else that of a capital or of the largest town.

    >>> of_place("BAGHDAD"), of_place("PARIS, Texas"), of_place("TBILISI, Georgia")
    ('IRQ', 'USA', 'GEO')
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if not parts:
        return None
    if len(parts) == 1 and (known := countries.by_name(_cased(parts[0]))):
        return known[0] if len(known) == 1 else None
    named = _named(parts[-1]) if len(parts) > 1 else ()
    if len(parts) > 1 and len(named) < 2:
        return named[0] if named else None
    told = [code for code in _of_town(parts[0]) if not named or code in named]
    return told[0] if told else None


def _named(words: str) -> tuple[str, ...]:
    """Return the countries that the name behind a town may tell: its own, or that of a province or state."""
    if _DISTRICT.search(words):
        return ("USA",)
    name = _cased(words)
    found = [place.country for place in places.find(places.spelled_out(name)) if place.kind == "admin1"]
    codes = [code for alpha2 in found if (code := countries.alpha3(alpha2))]
    return tuple(dict.fromkeys((*countries.by_name(name), *codes)))


def _of_town(words: str) -> tuple[str, ...]:
    name = _cased(words)
    found = [code for place in places.find(name) if (code := countries.alpha3(place.country))]
    return tuple(dict.fromkeys((*countries.by_seat(name), *found)))


def _cased(words: str) -> str:
    """Return a name told in capitals with small letters; an abbreviation keeps its capitals."""
    return words.title() if words.isupper() and len(words) > SHORT and "." not in words else words


SHORT = 4  # letters of an abbreviation: "US", "UAE"


def settled(homes: Iterable[Home], wanted: Container[str]) -> Home | None:
    """Return the first of a report's countries that is among those wanted."""
    return next((home for home in homes if home.code in wanted), None)
