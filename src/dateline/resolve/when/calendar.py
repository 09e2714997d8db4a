"""Stretches of days and the calendar that cuts them: units and distances."""

from __future__ import annotations

import calendar
from datetime import date

from dateline.records import Stretch, plus

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # northern, meteorological; first month
SEASON_CODES = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}  # EDTF level 1
DAYS = {"D": 1.0, "W": 7.0, "F": 14.0, "K": 7.0, "H": 1 / 24, "N": 1 / 1440, "S": 1 / 86400}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
NAMES = {
    "S": "second", "N": "minute", "H": "hour", "D": "day", "W": "week", "F": "fortnight", "M": "month",
    "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "K": "weekend",
}  # fmt: skip


def months_on(day: date, months: int) -> date:
    """Add months, keeping to the last day of a shorter month.

    >>> months_on(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved(day: date, number: float, unit: str) -> date:
    """Add so many units to a day."""
    if unit in DAYS:
        return plus(day, number * DAYS[unit])
    whole = int(number * MONTHS[unit])
    return plus(months_on(day, whole), (number * MONTHS[unit] - whole) * 30)


def one_day(day: date) -> Stretch:
    """Return the stretch of a single day."""
    return Stretch(day, plus(day, 1) if day < date.max else None)


def unit_of(day: date, unit: str, shift: int = 0) -> Stretch:
    """Return the calendar unit that holds a day, or the one so many units away; weeks begin on Monday.

    >>> unit_of(date(2020, 1, 16), "W", -1)
    Stretch(earliest=datetime.date(2020, 1, 6), latest=datetime.date(2020, 1, 13))
    """
    if unit in {"S", "N", "H", "D"}:
        return one_day(plus(day, shift if unit == "D" else 0))
    if unit in {"W", "K", "F"}:
        monday = plus(day, -day.weekday() + 7 * shift * (2 if unit == "F" else 1))
        return Stretch(plus(monday, 5), plus(monday, 7)) if unit == "K" else Stretch(monday, plus(monday, 7))
    size = MONTHS[unit]
    month = (day.year * 12 + day.month - 1) // size * size + shift * size
    year, zero = divmod(month, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no such {NAMES[unit]}")
    start = date(year, zero + 1, 1)
    return Stretch(start, months_on(start, size))


def nth_of(days: Stretch, unit: str, which: int) -> Stretch:
    """Return the so-manieth unit of a month or year, from the end where negative.

    A week is told give or take two days: it may be the calendar's or begin with the month.

    >>> nth_of(unit_of(date(2021, 5, 1), "M"), "W", -1)
    Stretch(earliest=datetime.date(2021, 5, 23), latest=datetime.date(2021, 6, 1))
    """
    start, end = days.earliest, days.latest
    if start is None or end is None:
        return days
    if unit == "K":
        saturday = plus(start, (5 - start.weekday()) % 7) if which > 0 else plus(end, -1 - (end.weekday() + 1) % 7)
        return unit_of(saturday, "K", which - 1 if which > 0 else which + 1)
    if unit == "M":
        return unit_of(start, "M", which - 1) if which > 0 else unit_of(plus(end, -1), "M", which + 1)
    size, slack = (7, 2) if unit == "W" else (1, 0)
    first = plus(start, size * (which - 1)) if which > 0 else plus(end, size * which)
    return Stretch(plus(first, -slack), plus(first, size + slack)).meet(days)


def season_of(year: int, code: str) -> Stretch:
    """Return a season by the year in which it begins."""
    start = date(year, SEASON_MONTHS[code], 1)
    return Stretch(start, months_on(start, 3))
