"""The gazetteer: a place's name to the places that bear it, read from disk by binary search."""

from __future__ import annotations

import mmap
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

_MARKS = re.compile(r"['’‘`ʿʾʻʼ´.]")
_GAPS = re.compile(r"[\s\-–_/,]+")
_SHORT = {"mt": "mount", "ft": "fort", "st": "saint", "saint": "st", "ste": "sainte", "pt": "port"}
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


class Place(NamedTuple):
    """A city or a division of a country."""

    id: str  # GeoNames
    name: str
    latitude: float | None
    longitude: float | None
    country: str  # ISO 3166-1 alpha-2
    admin1: str
    population: int
    kind: str  # city, admin1, admin2


@lru_cache(maxsize=32768)
def key(name: str) -> str:
    """Return the form of a name that is looked up: no case, no marks over letters, no apostrophes, single spaces.

    >>> key("Al-Ḩasakah"), key("St. John’s")
    ('al hasakah', 'st johns')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _GAPS.sub(" ", _MARKS.sub("", plain)).strip()


@cache
def _table(name: str) -> mmap.mmap:
    # The files lie in the installed package; as_file only copies where it is a zip archive.
    with as_file(files("dateline.resources.places") / name) as path, Path(path).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _offsets(wanted: bytes) -> tuple[int, ...]:
    table = _table("names.tsv")
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", middle)
        found, _, rest = table[middle:end].partition(b"\t")
        if found == wanted:
            return tuple(map(int, rest.split(b",")))
        if found < wanted:
            low = end + 1
        else:
            high = middle
    return ()


def _place(offset: int) -> Place:
    table = _table("places.tsv")
    fields = table[offset : table.find(b"\n", offset)].decode().split("\t")
    latitude, longitude = (float(f) if f else None for f in fields[2:4])
    return Place(fields[0], fields[1], latitude, longitude, fields[4], fields[5], int(fields[6] or 0), fields[7])


@lru_cache(maxsize=4096)
def find(name: str) -> tuple[Place, ...]:
    """Return the places of that name, the most populous first; Arabic articles may be left out or added.

    >>> [(p.id, p.country) for p in find("Nairobi")][:1]
    [('184745', 'KE')]
    """
    wanted = key(name)
    bare = re.sub(r"^(al|el|ad|an|ar|as|ash|at|az) ", "", wanted)
    first, _, rest = wanted.partition(" ")
    whole = f"{_SHORT[first]} {rest}" if first in _SHORT and rest else ""
    for attempt in dict.fromkeys((wanted, whole, bare, f"al {bare}", f"el {bare}")):
        if attempt and (offsets := _offsets(attempt.encode())):
            return tuple(map(_place, offsets))
    return ()


@lru_cache(maxsize=4096)
def by_id(id_: str) -> Place | None:
    """Return the place of a GeoNames id.

    >>> by_id("184745").name
    'Nairobi'
    """
    table, wanted = _table("places.tsv"), f"{id_}\t".encode()
    if not id_.isdecimal():
        return None
    at = 0 if table[: len(wanted)] == wanted else table.find(b"\n" + wanted) + 1
    return _place(at) if at or table[: len(wanted)] == wanted else None


class Region(NamedTuple):
    """A part of the world that is no country: it has no point."""

    name: str
    country: str | None  # ISO 3166-1 alpha-3, where it lies in one
    id: str | None  # GeoNames


@cache
def _regions() -> dict[str, Region]:
    text = (files("dateline.resources.places") / "regions.tsv").read_text(encoding="utf-8")
    rows = ([*line.split("\t"), "", ""][:3] for line in text.splitlines() if line and not line.startswith("#"))
    return {key(name): Region(name, country or None, id_ or None) for name, country, id_ in rows}


def region(name: str) -> Region | None:
    """Return the part of the world of that name.

    >>> region("Africa").id
    '6255146'
    """
    return _regions().get(key(name))


@cache
def _extents() -> dict[tuple[str, str], float]:
    text = (files("dateline.resources.places") / "extents.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(country, kind): float(km) for country, kind, km in rows}


def extent(country: str, kind: str) -> float | None:
    """Return the radius in km of a circle as large as a country (alpha-2), or as its mean division of a kind.

    >>> extent("NE", "country") > extent("NE", "admin1") > extent("NE", "admin2")
    True
    """
    return _extents().get((country, kind))


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one kind in words.tsv: roads, buildings, bodies, before, bare, papers.

    >>> "street" in words("roads")
    True
    """
    text = (files("dateline.resources.places") / "words.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(rows[kind].split())


@cache
def _abbreviations() -> dict[str, str]:
    text = (files("dateline.resources.places") / "abbreviations.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def spelled_out(name: str) -> str:
    """Return the full name of a division told in short, other words as they are.

    >>> spelled_out("Calif."), spelled_out("Lagos")
    ('California', 'Lagos')
    """
    return _abbreviations().get(name, name)
