"""Where a report's outlet is at home: its name or domain in, its country and the place in its name out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.resources import countries, outlets, places

FOREIGN = frozenset({"TV", "IO", "CO", "ME", "FM", "AM", "AI", "CC", "LY", "TO"})  # endings sold to all the world
DOMAIN = re.compile(r"(?:https?://)?(?:www\.|news\.)?(?:[\w-]+\.)*?([\w-]+)\.(?:(?:com?|org|net|gov)\.)?[a-z]{2,4}")
LEADS = ("the", "this", "my", "daily")
SHORTEST = 4  # letters of a place's name in a domain


def country(outlet: str) -> str:
    """Return an outlet's country as alpha-3, "" where it is not known: by the register, else by its domain's ending.

    >>> country("nation.co.ke"), country("The Daily Planet")
    ('KEN', '')
    """
    publisher = outlets.identify(outlet)
    if publisher is not None and publisher.country:
        return publisher.country
    ending = re.search(r"\w\.([a-z]{2})$", outlet)
    code = ending[1].upper() if ending else ""
    return "" if code in FOREIGN else countries.alpha3("GB" if code == "UK" else code) or ""


def places_in(outlet: str) -> tuple[str, ...]:
    """Return the place that stands in an outlet's name, none where there is none.

    >>> places_in("Gainesville Register"), places_in("kansascity.com"), places_in("The Times")
    (('Gainesville',), ('Kansas City',), ())
    """
    domain = DOMAIN.fullmatch(outlet.strip())
    names = _labels(domain[1]) if domain else _titles(outlet)
    return next(((name,) for name in names if places.find(name)), ())


def _titles(outlet: str) -> Iterator[str]:
    papers = places.words("papers") | {"the"}
    yield " ".join(w for w in outlet.split() if not papers.issuperset(w.lower().split("-")))


def _labels(label: str) -> Iterator[str]:
    """Yield what is left of a domain's label without the words of newspapers, as one word and as two."""
    rest = label.replace("-", "")
    while cut := next((p for p in places.words("papers") if rest.endswith(p) and len(rest) >= len(p) + SHORTEST), ""):
        rest = rest.removesuffix(cut)
    for lead in LEADS:
        rest = rest.removeprefix(lead) if len(rest) >= len(lead) + SHORTEST else rest
    yield rest.title()
    for at in range(SHORTEST - 1, len(rest) - 2):
        yield f"{rest[:at]} {rest[at:]}".title()
