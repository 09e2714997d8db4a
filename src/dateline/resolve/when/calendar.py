"""Stretches of days and the calendar that cuts them: units, distances, feasts."""

from __future__ import annotations

import calendar
from datetime import date

from dateline.records import Stretch, plus

__all__ = [
    "DAYS", "MONTHS", "NAMES", "SEASON_CODES", "SEASON_MONTHS", "Stretch", "easter", "feast", "months_on", "moved",
    "one_day", "plus", "season_of", "unit_of",
]  # fmt: skip

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


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


_FIXED = {
    "christmas": (12, 25), "christmas-day": (12, 25), "christmas-eve": (12, 24), "boxing-day": (12, 26),
    "new-years": (1, 1), "new-years-day": (1, 1), "new-years-eve": (12, 31), "halloween": (10, 31),
    "valentines-day": (2, 14), "may-day": (5, 1), "independence-day": (7, 4), "veterans-day": (11, 11),
    "armistice-day": (11, 11), "epiphany": (1, 6), "nowruz": (3, 20),
}  # fmt: skip
_EASTER = {
    "good-friday": -2, "easter": 0, "easter-sunday": 0, "easter-monday": 1, "palm-sunday": -7, "pentecost": 49,
    "ash-wednesday": -46,
}  # fmt: skip
_NTH = {  # month, ISO weekday, which (-1 the last); United States
    "thanksgiving": (11, 4, 4), "thanksgiving-day": (11, 4, 4), "labor-day": (9, 1, 1), "labour-day": (5, 5, 0),
    "memorial-day": (5, 1, -1), "columbus-day": (10, 1, 2), "martin-luther-king-day": (1, 1, 3),
    "martin-luther-king-jr-day": (1, 1, 3), "presidents-day": (2, 1, 3),
}  # fmt: skip


def feast(name: str, year: int) -> date | None:
    """Return a feast's day in a year, None for one that is not known."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        return plus(easter(year), _EASTER[name])
    if name not in _NTH:
        return None
    month, weekday, which = _NTH[name]
    if which == 0:
        return date(year, month, 1)
    first = date(year, month, 1)
    first = plus(first, (weekday - first.isoweekday()) % 7)
    days = [plus(first, 7 * week) for week in range(5)]
    inside = [day for day in days if day.month == month]
    return inside[which] if which < 0 else inside[which - 1]
