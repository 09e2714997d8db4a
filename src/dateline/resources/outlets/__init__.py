"""The register of news outlets and agencies: the names they print under in, who they are out."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Publisher:
    """One outlet or agency, under the name the register keeps for it."""

    name: str
    agency: bool
    domain: str
    country: str = ""  # ISO 3166-1 alpha-3, empty where it has no one home
    owner: str = ""  # as this and the next only where a source can be cited
    state_controlled: bool | None = None  # None where no source says so or otherwise
    source: str = ""
    address: str = ""  # where the source was read; several are parted by a space


def _plain(name: str) -> str:
    """Fold what varies in print: the article, case of longer names, dots and spaces."""
    words = name.replace(".", "").replace("’", "'").split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    joined = " ".join(words)
    return joined if len(joined) <= SHORT and joined.isupper() else joined.casefold()


SHORT = 5  # an abbreviation of up to five letters is told by its capitals alone: "AA", "MAP", "SANA"


STATE = {"yes": True, "no": False, "": None}


def _rows(name: str) -> list[dict[str, str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _register() -> dict[str, Publisher]:
    table: dict[str, Publisher] = {}
    owned = {row["domain"]: row for row in _rows("ownership.tsv")}
    for row in _rows("outlets.tsv"):
        told = owned.get(row["domain"], {})
        publisher = Publisher(
            row["name"],
            row["kind"] == "agency",
            row["domain"],
            row["country"] or "",
            owner=told.get("owner") or "",
            state_controlled=STATE[told.get("state") or ""],
            source=told.get("source") or "",
            address=told.get("address") or "",
        )
        names = [row["name"], row["domain"], *filter(None, (row["aliases"] or "").split(";"))]
        for name in names:
            table.setdefault(_plain(name), publisher)
    return table


def identify(name: str) -> Publisher | None:
    """Find who prints under a name, an abbreviation or a domain; None where the register does not know.

    >>> identify("AFP").name
    'Agence France-Presse'
    """
    return _register().get(_plain(name.strip()))
