"""A report's own date marks in, moments out: what a head, a dateline or a timestamp line says, to its precision.

This is no grammar of time expressions (that is parsing): only whole dates as pages print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.records import Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s{1,2})?"
_CLOCK = (
    r"(?P<hour{n}>[01]?\d|2[0-3])[:.h](?P<minute{n}>[0-5]\d)(?::[0-5]\d(?:\.\d{{1,6}})?)?"
    r"(?:\s?(?P<half{n}>[ap]\.?\s?m\b\.?))?"
)
_ZONE = (
    r"(?:\s?(?:\(?(?:GMT|UTC|BST|CET|CEST|EET|E[SD]T|ET|C[SD]T|M[SD]T|P[SD]T|PT|IST|MSK|AEDT|AEST|HKT|Z)\b\)?"
    r"(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d\b))?"
)
_GAP = r"(?:,?\s{0,3}(?:[-–—|/·•@]|at\b|T(?=\d))?\s{0,3})"
_DAY = r"(?P<d{n}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_COMMA = r"(?:,?\s{1,2}|-|,|\s?/\s?)"
_DAYS = (
    r"(?P<iso>(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>0?[1-9]|1[0-2])[-/.](?P<d1>0?[1-9]|[12]\d|3[01])(?!\d))",
    rf"(?P<dmy>{_DAY.format(n=2)}(?:\s{{1,2}}|-|\s?/\s?)(?:of\s)?(?P<m2>{MONTH}){_COMMA}(?P<y2>(?:19|20)\d\d)(?!\d))",
    rf"(?P<mdy>(?P<m3>{MONTH})\s{{0,2}}{_DAY.format(n=3)}(?:,\s{{0,2}}|\s{{1,2}})(?P<y3>(?:19|20)\d\d)(?!\d))",
    r"(?P<numeric>(?P<a4>0?[1-9]|[12]\d|3[01])[/.](?P<b4>0?[1-9]|[12]\d|3[01])[/.](?P<y4>(?:19|20)\d\d)(?!\d))",
    rf"(?P<md>(?P<m5>{MONTH})\s{{0,2}}(?P<d5>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]))",
    rf"(?P<dm>(?P<d6>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s{{1,2}}(?P<m6>{MONTH}))",
)
DATE = re.compile(
    r"(?<![\w/.-])"
    rf"(?:{_CLOCK.format(n='_before')}{_ZONE}{_GAP})?"
    + _WEEKDAY
    + rf"(?:{'|'.join(_DAYS)})"
    + rf"(?:{_GAP}{_CLOCK.format(n='_after')}{_ZONE})?"
    + r"(?!\w)",
    re.IGNORECASE,
)
CLOCK = re.compile(rf"(?<![\w:.]){_CLOCK.format(n='_alone')}{_ZONE}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date mark: the year may be missing, and so may the hour."""

    span: Span
    month: int
    day: int
    year: int | None = None
    clock: tuple[int, int] | None = None

    def iso(self, year: int | None = None) -> str | None:
        """Return the moment as ISO 8601; None where no year makes it a day of the calendar."""
        known = self.year or year
        try:
            text = date(known, self.month, self.day).isoformat() if known else None
        except ValueError:
            return None
        return f"{text}T{self.clock[0]:02}:{self.clock[1]:02}" if text and self.clock else text

    def near(self, anchor: date) -> str | None:
        """Return the moment in the year that brings it nearest to a day."""
        if self.year:
            return self.iso()
        options = [text for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (text := self.iso(year))]
        return min(options, key=lambda text: abs((date.fromisoformat(text[:10]) - anchor).days), default=None)


def moments(text: str, start: int = 0, end: int | None = None) -> Iterator[Moment]:
    """Find the date marks in part of a text, in order."""
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        moment = _moment(match)
        if moment:
            yield moment


def clock(text: str, start: int, end: int) -> tuple[Span, tuple[int, int]] | None:
    """Find the first time of day told without a date."""
    match = CLOCK.search(text, start, end)
    read = _clock(match, "_alone") if match else None
    return (Span(*match.span()), read) if match and read else None


def _clock(match: re.Match[str], suffix: str) -> tuple[int, int] | None:
    if match["hour" + suffix] is None:
        return None
    hour, minute, half = int(match["hour" + suffix]), int(match["minute" + suffix]), match["half" + suffix]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return hour, minute


def _moment(match: re.Match[str]) -> Moment | None:
    year: str | None = None
    if match["iso"]:
        year, month, day = match["y1"], int(match["m1"]), int(match["d1"])
    elif match["dmy"]:
        year, month, day = match["y2"], _month(match["m2"]), int(match["d2"])
    elif match["mdy"]:
        year, month, day = match["y3"], _month(match["m3"]), int(match["d3"])
    elif match["numeric"]:
        first, second = int(match["a4"]), int(match["b4"])
        # 03/04/2020 is read by half the world as March: only a day above 12, or dots, tell.
        if first <= 12 and second <= 12 and first != second and "/" in match["numeric"]:
            return None
        year, month, day = match["y4"], second if second <= 12 else first, first if second <= 12 else second
    elif match["md"]:
        month, day = _month(match["m5"]), int(match["d5"])
    else:
        month, day = _month(match["m6"]), int(match["d6"])
    try:
        date(int(year) if year else 2000, month, day)
    except ValueError:
        return None
    return Moment(
        span=Span(*match.span()),
        month=month,
        day=day,
        year=int(year) if year else None,
        clock=_clock(match, "_after") or _clock(match, "_before"),
    )


def _month(word: str) -> int:
    return MONTHS[word.rstrip(".").lower()]
