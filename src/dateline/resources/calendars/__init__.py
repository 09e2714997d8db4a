"""Calendars other than the Gregorian: their months, and the words by which news names them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

ERAS = {"Reiwa": 2019, "Heisei": 1989, "Showa": 1926, "Taisho": 1912, "Meiji": 1868}  # the first year of each reign
TITLES = {
    "islamic": "Islamic", "persian": "Solar Hijri", "hebrew": "Hebrew", "ethiopian": "Ethiopian", "coptic": "Coptic",
    "buddhist": "Buddhist", "minguo": "Minguo", "julian": "Julian",
}  # fmt: skip


class Month(NamedTuple):
    """A month of a calendar; a shared name also names people or things."""

    calendar: str
    number: int
    shared: bool


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def months() -> dict[str, Month]:
    """Return the months by name."""
    return {
        words.removeprefix("!"): Month(calendar, int(number), words.startswith("!"))
        for calendar, number, told in _rows("months.tsv")
        for words in told.split(";")
    }


def _words(column: int) -> dict[str, str]:
    return {word: row[0] for row in _rows("words.tsv") for word in (*row, "")[column].split(";") if word}


@cache
def adjectives() -> dict[str, str]:
    """Return the calendars by what stands before "calendar" or "year"."""
    return _words(1)


@cache
def letters() -> dict[str, str]:
    """Return the calendars by the letters of their era."""
    return _words(2)
