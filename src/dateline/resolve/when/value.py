"""What a time expression may be measured from, and what it then means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateline.records import Precision, Step, Stretch
from dateline.resolve.when.country import Home


class Direction(StrEnum):
    """Where a clause looks from the day it is told."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a relative expression may be measured from; None where that is not known."""

    day: date | None = None  # the report's
    filed: bool = False  # True: that day is the dateline's, before the day of publication
    month: Stretch | None = None  # where the report's date is told less finely
    told: Stretch | None = None  # the last time told before
    lead: Stretch | None = None  # the first time told, where another paragraph told the last
    results: Stretch | None = None  # the quarter that the report tells results of
    event: Stretch | None = None  # the event after the order word
    direction: Direction | None = None
    homes: tuple[Home, ...] = ()  # the countries whose customs the report may follow: its outlet's, its dateline's


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression means: days, how finely, and how that was worked out."""

    days: Stretch = field(default_factory=Stretch)
    precision: Precision = Precision.UNKNOWN
    timex: str = ""  # TIMEX3 value
    mod: str = ""  # TIMEX3 mod
    edtf: str | None = None  # where it says more than the days: a season, a time of day, one of two days
    approximate: bool = False
    steps: tuple[Step, ...] = ()
    lacks: str = ""  # what is missing: the anchor "day", "told", "event"; "country"; "date": no such date exists
    doubts: tuple[tuple[str, str], ...] = ()  # what is odd about a value that is kept: a problem's code, its message


PRECISIONS = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH, "Y": Precision.YEAR}


def unit_value(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the unit that holds a day."""
    week = day.isocalendar()
    return {
        "D": day.isoformat(), "W": f"{week.year}-W{week.week:02}", "K": f"{week.year}-W{week.week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}", "Q": f"{day.year:04}-Q{(day.month + 2) // 3}", "Y": f"{day.year:04}",
        "E": f"{day.year // 10:03}", "C": f"{day.year // 100:02}",
    }.get(unit, day.isoformat())  # fmt: skip


def now(anchor: Anchor) -> str:
    """Return the report's day as an analyst reads it."""
    told = f"{anchor.day:%A} {anchor.day}" if anchor.day else ""
    return f"{told}, as its dateline tells" if told and anchor.filed else told
