"""Countries by name, adjective, people, capital and seat of government."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.resources.places import key

# What news writes before a noun, where it is not the first adjective of own.tsv.
ADJECTIVES = {
    "USA": "US",
    "GBR": "British",
    "MMR": "Myanmar",
    "ARE": "UAE",
    "COD": "DR Congo",
    "COG": "Congo Republic",
}


class Country(NamedTuple):
    """A country as GeoNames lists it, with the words that news uses for it."""

    alpha3: str
    alpha2: str
    geonames: str
    name: str
    capital: str
    neighbours: tuple[str, ...]  # alpha-2
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def adjective(self) -> str:
        """Return the adjective to show: "Iraqi", "US"."""
        return ADJECTIVES.get(self.alpha3) or (self.adjectives or (self.name,))[0]


def _rows(name: str) -> list[list[str]]:
    text = (files("dateline.resources.countries") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _list(words: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in words.split(",") if w.strip())


@cache
def countries() -> dict[str, Country]:
    """Return all countries by alpha-3 code."""
    own = {row[0]: (*row[1:], "", "", "")[:3] for row in _rows("own.tsv")}
    table = {}
    for alpha3, alpha2, geonames, name, capital, neighbours, *_ in _rows("countries.tsv"):
        adjectives, aliases, seats = map(_list, own.get(alpha3, ("", "", "")))
        table[alpha3] = Country(alpha3, alpha2, geonames, name, capital, _list(neighbours), adjectives, aliases, seats)
    return table


@cache
def _by_alpha2() -> dict[str, str]:
    return {c.alpha2: c.alpha3 for c in countries().values()}


def alpha3(alpha2: str) -> str | None:
    """Return the alpha-3 code of an alpha-2 code."""
    return _by_alpha2().get(alpha2)


# Names are told by case where they are also common words: "us" is no country.
_CASED = {"us": "US", "uk": "UK", "uae": "UAE", "usa": "USA", "car": "CAR", "chad": "Chad", "drc": "DRC", "rsa": "RSA"}


def _index(pick: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for country in countries().values():
        words: tuple[str, ...] = {
            "name": (country.name, *country.aliases),
            "adjective": country.adjectives,
            "seat": (country.capital, *country.seats),
        }[pick]
        for word in words:
            if word and country.alpha3 not in (found := table.setdefault(key(word), [])):
                found.append(country.alpha3)
    return {word: tuple(found) for word, found in table.items()}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return _index("name") | {"congo": ("COD", "COG"), "korea": ("KOR", "PRK")}


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    return _index("adjective")


@cache
def _seats() -> dict[str, tuple[str, ...]]:
    return _index("seat")


def _cased(word: str) -> bool:
    wanted = _CASED.get(key(word))
    return wanted is None or word.replace(".", "").strip() == wanted or key(word) != wanted.casefold()


@lru_cache(maxsize=8192)
def by_name(name: str) -> tuple[str, ...]:
    """Return the countries of that name, more than one where the name is shared.

    >>> by_name("U.S."), by_name("us"), by_name("Congo")
    (('USA',), (), ('COD', 'COG'))
    """
    return _names().get(key(name), ()) if _cased(name) else ()


@lru_cache(maxsize=8192)
def by_adjective(word: str) -> tuple[str, ...]:
    """Return the countries whose adjective or people the word is; "US" and "UK" serve as adjectives too."""
    found = _adjectives().get(key(word), ())
    if not found and key(word) in {"us", "uk", "uae", "drc"}:
        return by_name(word)
    return found if word[:1].isupper() else ()


@lru_cache(maxsize=8192)
def by_seat(name: str) -> tuple[str, ...]:
    """Return the countries whose capital or seat of government bears the name."""
    return _seats().get(key(name), ()) if name[:1].isupper() else ()
