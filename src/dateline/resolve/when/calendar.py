"""Stretches of days and the calendar that cuts them: units and distances."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # northern, meteorological; first month
SEASON_CODES = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}  # EDTF level 1
DAYS = {"D": 1.0, "W": 7.0, "F": 14.0, "K": 7.0, "H": 1 / 24, "N": 1 / 1440, "S": 1 / 86400}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
NAMES = {
    "S": "second", "N": "minute", "H": "hour", "D": "day", "W": "week", "F": "fortnight", "M": "month",
    "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "K": "weekend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days [earliest, latest); a missing end is not known."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def empty(self) -> bool:
        """Say whether no day lies inside."""
        return self.earliest is not None and self.latest is not None and self.earliest >= self.latest

    @property
    def closed(self) -> bool:
        """Say whether both ends are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def last(self) -> date | None:
        """Return the last day inside."""
        return self.latest - ONE if self.latest else None

    def meet(self, other: Stretch) -> Stretch:
        """Return the days that lie in both; it may be empty."""
        starts = [day for day in (self.earliest, other.earliest) if day]
        ends = [day for day in (self.latest, other.latest) if day]
        return Stretch(max(starts, default=None), min(ends, default=None))

    def widened(self, days: int) -> Stretch:
        """Return the stretch with so many days more at each end."""
        return Stretch(
            plus(self.earliest, -days) if self.earliest else None, plus(self.latest, days) if self.latest else None
        )


def plus(day: date, days: float) -> date:
    """Add days, stopping at the first and last day of the calendar."""
    try:
        return day + timedelta(days=round(days))
    except OverflowError:
        return date.max if days > 0 else date.min


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


def season_of(year: int, code: str) -> Stretch:
    """Return a season by the year in which it begins."""
    start = date(year, SEASON_MONTHS[code], 1)
    return Stretch(start, months_on(start, 3))
