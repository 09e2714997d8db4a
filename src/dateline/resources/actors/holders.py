"""People in office: a name or an office and a day in, who served where on that day out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.resources import actors
from dateline.resources.places import key

NEVER = "9999-12-31"
HEADS = frozenset("leader chief head chairman president director commander secretary-general director-general".split())


class Term(NamedTuple):
    """One person's time in one office, or in one sector of a state where the office is not known."""

    name: str
    office: str  # id of the office, or of the organ: "organ:KEN:GOV:president", "organ:KEN:GOV"
    first: str  # YYYY-MM-DD, as the last: comparing texts is all that is done with them
    last: str
    head: bool  # of a state, a ministry or a body, so that a surname alone is enough

    def on(self, day: date) -> bool:
        """Say whether the day lies in the term."""
        return self.first <= day.isoformat() <= self.last


def _lines(name: str) -> list[list[str]]:
    text = (files("dateline.resources.actors") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def heads() -> tuple[tuple[tuple[str, ...], Term], ...]:
    """Return the terms of holders.tsv, each with every spelling of its holder's name."""
    return tuple(
        ((name, *filter(None, others.split("|"))), Term(name, office, first, last or NEVER, True))
        for name, others, office, first, last in _lines("holders.tsv")
    )


@cache
def _by_name() -> dict[str, tuple[Term, ...]]:
    table: dict[str, list[Term]] = defaultdict(list)
    for names, term in heads():
        for name in names:
            table[key(name)].append(term)
    for name, others, country, sector, terms in _lines("petrarch-people.tsv"):
        organ = f"organ:{country}:{sector}"
        spans = (span.split("/") for span in terms.split("|"))
        found = [Term(name, organ, first, last, False) for first, last in spans]
        for spelling in (name, *filter(None, others.split("|"))):
            table[key(spelling)] += found
    return {name: tuple(found) for name, found in table.items()}


@cache
def _by_sound() -> dict[str, tuple[Term, ...]]:
    table: dict[str, list[Term]] = defaultdict(list)
    for names, term in heads():
        for sound in {actors.person_key(name) for name in names}:
            table[sound].append(term)
    return {sound: tuple(found) for sound, found in table.items()}


@cache
def _by_surname() -> dict[str, tuple[Term, ...]]:
    table: dict[str, list[Term]] = defaultdict(list)
    for names, term in heads():
        for surname in {key(name.split()[-1].removeprefix("al-")) for name in names}:
            table[surname].append(term)
    return {surname: tuple(found) for surname, found in table.items()}


def served(name: str, day: date) -> Term | None:
    """Return the office that a person of that full name held on a day, spelled alike or, for heads, sounding alike.

    >>> served("Mohamed Morsi", date(2012, 9, 1)).office, served("Mohamed Morsi", date(2014, 1, 1))
    ('organ:EGY:GOV:president', None)
    """
    if " " not in name:
        return None
    found = [term for term in _by_name().get(key(name), ()) if term.on(day)]
    found = found or [term for term in _by_sound().get(actors.person_key(name), ()) if term.on(day)]
    states = {tuple(term.office.split(":")[:2]) for term in found}
    return min(found, key=lambda term: not term.head) if len(states) == 1 else None


def surnamed(surname: str, day: date) -> Term | None:
    """Return the one head in office on a day who bears a surname."""
    found = [term for term in _by_surname().get(key(surname), ()) if term.on(day)]
    return found[0] if len({term.name for term in found}) == 1 else None


def holder(office: str, day: date) -> Term | None:
    """Return who held an office on a day; any word for its head will do for a body.

    >>> holder("organ:KEN:GOV:president", date(2015, 1, 1)).name, holder("group:hamas:chief", date(2018, 1, 1)).name
    ('Uhuru Kenyatta', 'Ismail Haniyeh')
    """
    found = {term for term in _terms(office) if term.on(day)}
    return next(iter(found)) if len({term.name for term in found}) == 1 else None


def before(office: str, day: date) -> tuple[Term, ...]:
    """Return the terms in an office that began by a day."""
    return tuple(term for term in _terms(office) if term.first <= day.isoformat())


def _terms(office: str) -> tuple[Term, ...]:
    above, _, last = office.rpartition(":")
    loose = last in HEADS and not above.endswith(":GOV")
    return _by_office().get(f"{above}:" if loose else office, ())


@cache
def _by_office() -> dict[str, tuple[Term, ...]]:
    """Return the terms of each office, and of any head of each body under its id with a colon."""
    table: dict[str, list[Term]] = defaultdict(list)
    for _, term in heads():
        above, _, last = term.office.rpartition(":")
        table[term.office].append(term)
        if last in HEADS:
            table[f"{above}:"].append(term)
    return {office: tuple(found) for office, found in table.items()}
