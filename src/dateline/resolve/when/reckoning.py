"""Dates of other calendars in, days of the Gregorian one out, by the arithmetic of each calendar.

After Dershowitz and Reingold (Calendrical Calculations, 4th ed., 2018), but for the Solar Hijri calendar, whose leap
years follow a cycle of 33 years that agrees with the sky from 1178 to 1500 of its years, and the moons, after Meeus
(Astronomical Algorithms, 2nd ed., 1998, ch. 49). A date that a calendar does not have raises ValueError.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin

ISLAMIC_TABLE = range(1343, 1501)  # years of which hijridate knows the official calendar of Saudi Arabia
PERSIAN_SURE = range(1178, 1501)
_HEBREW_EPOCH, _ISLAMIC_EPOCH, _COPTIC_EPOCH, _PERSIAN_1399 = -1373427, 227015, 103605, date(2020, 3, 20).toordinal()


def _checked(day: int, last: int, what: str) -> None:
    if not 1 <= day <= last:
        raise ValueError(f"{what} has {last} days, not {day}")


def islamic(year: int, month: int, day: int) -> date:
    """Return a day of the Islamic calendar: by the official table where there is one, else by the civil arithmetic.

    >>> islamic(1441, 9, 1)
    datetime.date(2020, 4, 24)
    """
    if year < 1 or not 1 <= month <= 12:
        raise ValueError(f"no such month of the Islamic calendar: {year}-{month}")
    if year in ISLAMIC_TABLE:
        from hijridate import Hijri

        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    leap = (11 * year + 14) % 30 < 11
    _checked(day, 30 if month % 2 or (month == 12 and leap) else 29, "the month")
    days = day + 29 * (month - 1) + (6 * month - 1) // 11 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH - 1 + days)


def persian(year: int, month: int, day: int) -> date:
    """Return a day of the Solar Hijri calendar, which Iran and Afghanistan keep.

    >>> persian(1357, 11, 22)
    datetime.date(1979, 2, 11)
    """
    if year < 1 or not 1 <= month <= 12:
        raise ValueError(f"no such month of the Solar Hijri calendar: {year}-{month}")
    _checked(day, 31 if month <= 6 else 30 if month <= 11 or _persian_leap(year) else 29, "the month")
    new_year = _PERSIAN_1399 + 365 * (year - 1399) + _persian_leaps(year) - _persian_leaps(1399)
    return date.fromordinal(new_year + (month - 1) * 30 + min(month - 1, 6) + day - 1)


def _persian_leap(year: int) -> bool:
    return year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}


def _persian_leaps(year: int) -> int:
    """Return how many leap years lie before a year."""
    whole, rest = divmod(year, 33)
    return 8 * whole + sum(1 for leap in (1, 5, 9, 13, 17, 22, 26, 30) if leap < rest)


def _hebrew_new_year(year: int) -> int:
    """Return the first of Tishri."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _hebrew_start(year: int) -> int:
    before, here, after = (_hebrew_new_year(year + by) for by in (-1, 0, 1))
    late = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + late


def hebrew_leap(year: int) -> bool:
    """Say whether a year has two months of Adar."""
    return (7 * year + 1) % 19 < 7


def _hebrew_month(year: int, month: int) -> int:
    """Return how many days a month has; months are counted from Nisan."""
    length = _hebrew_start(year + 1) - _hebrew_start(year)
    if month == 8:
        return 30 if length % 10 == 5 else 29
    if month == 9:
        return 29 if length % 10 == 3 else 30
    short = month in {2, 4, 6, 10, 13} or (month == 12 and not hebrew_leap(year))
    return 29 if short else 30


def hebrew(year: int, month: int, day: int) -> date:
    """Return a day of the Hebrew calendar, which begins at sunset the evening before; Nisan is 1, Tishri 7.

    >>> hebrew(5780, 1, 15)
    datetime.date(2020, 4, 9)
    """
    last = 13 if hebrew_leap(year) else 12
    if year < 1 or not 1 <= month <= last:
        raise ValueError(f"no such month of the Hebrew calendar: {year}-{month}")
    _checked(day, _hebrew_month(year, month), "the month")
    before = [*range(7, month)] if month >= 7 else [*range(7, last + 1), *range(1, month)]
    return date.fromordinal(_hebrew_start(year) + sum(_hebrew_month(year, one) for one in before) + day - 1)


def coptic(year: int, month: int, day: int) -> date:
    """Return a day of the Coptic calendar."""
    if year < 1 or not 1 <= month <= 13:
        raise ValueError(f"no such month of the Coptic calendar: {year}-{month}")
    _checked(day, 30 if month < 13 else 6 if year % 4 == 3 else 5, "the month")
    return date.fromordinal(_COPTIC_EPOCH - 1 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


def ethiopian(year: int, month: int, day: int) -> date:
    """Return a day of the Ethiopian calendar, which counts the months of the Coptic one from another year.

    >>> ethiopian(2013, 1, 1)
    datetime.date(2020, 9, 11)
    """
    return coptic(year - 276, month, day) if year > 276 else _before(year)


def _before(year: int) -> date:
    raise ValueError(f"the year {year} of the Ethiopian calendar is not reckoned here")


def julian(year: int, month: int, day: int) -> date:
    """Return a day of the Julian calendar, the Old Style.

    >>> julian(1917, 10, 25)
    datetime.date(1917, 11, 7)
    """
    if year < 1 or not 1 <= month <= 12:
        raise ValueError(f"no such month of the Julian calendar: {year}-{month}")
    leap = year % 4 == 0
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    _checked(day, lengths[month - 1], "the month")
    before = 365 * (year - 1) + (year - 1) // 4 + sum(lengths[: month - 1])
    return date.fromordinal(before + day - 2)


def new_moon(count: int) -> datetime:
    """Return a new moon in dynamical time, counted from that of 6 January 2000; right to a quarter of an hour."""
    t = count / 1236.85
    at = 2451550.09766 + 29.530588861 * count + 0.00015437 * t**2
    sun = radians(2.5534 + 29.1053567 * count)
    moon = radians(201.5643 + 385.81693528 * count + 0.0107582 * t**2)
    node = radians(160.7108 + 390.67050284 * count - 0.0016118 * t**2)
    e = 1 - 0.002516 * t
    terms = (
        (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node), (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun), (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun), (-0.00042, 3 * moon), (0.00042 * e, sun + 2 * node),
        (0.00038 * e, sun - 2 * node), (-0.00024 * e, 2 * moon - sun),
    )  # fmt: skip
    at += sum(size * sin(angle) for size, angle in terms)
    return datetime(2000, 1, 1, 12) + timedelta(days=at - 2451545.0)  # noqa: DTZ001  (dynamical time is of no zone)


def first_moon(after: date, *, hours: float) -> date:
    """Return the first day from one on that has a new moon, on clocks so many hours ahead of UTC."""
    count = round((after.toordinal() - date(2000, 1, 6).toordinal()) / 29.530588861) - 2
    while True:
        day = (new_moon(count) + timedelta(hours=hours, seconds=-65)).date()  # dynamical time runs a minute ahead
        if day >= after:
            return day
        count += 1


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


def eastern_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches (Meeus), as a day of the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return julian(year, month, day + 1)
