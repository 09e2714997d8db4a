"""Feasts by the names that news gives them, and how the day of each is found."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Feast(NamedTuple):
    """One day on which a feast is kept: where, by which rule, and the names that it has there."""

    name: str
    countries: tuple[str, ...]  # ISO 3166-1 alpha-3; empty: everywhere
    rule: str  # see SOURCE.md


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    text = (files(__package__) / "feasts.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _by_name() -> dict[str, tuple[Feast, ...]]:
    table: dict[str, list[Feast]] = {}
    for name, told, rule, _ in _rows():
        table.setdefault(name, []).append(Feast(name, tuple(filter(None, told.split(","))), rule))
    return {name: tuple(found) for name, found in table.items()}


@cache
def names() -> dict[str, str]:
    """Return the feast that each name means; a name may begin with a mark, see SOURCE.md."""
    return {words: row[0] for row in _rows() for words in row[3].split(";") if words}


def feasts(name: str) -> tuple[Feast, ...]:
    """Return the days on which a feast is kept; empty for one that is not known.

    >>> [feast.rule for feast in feasts("thanksgiving") if "CAN" in feast.countries]
    ['nth 10 1 2']
    """
    return _by_name().get(name, ())
