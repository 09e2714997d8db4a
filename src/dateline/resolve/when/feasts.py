"""A feast's name and the report's country in, its day or days out, or what is missing to tell them.

The country is that of a word beside the feast ("Canadian Thanksgiving"), else the dateline's, else the outlet's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from dateline.records import Precision, Step, Stretch, plus
from dateline.resolve.when import reckoning
from dateline.resolve.when.turns import turn
from dateline.resolve.when.value import Anchor, Value
from dateline.resources import countries
from dateline.resources.feasts import Feast, feasts

_CALENDARS = {"islamic": "Islamic", "hebrew": "Hebrew", "persian": "Solar Hijri", "julian": "Julian"}
_CHINESE_LATE = frozenset({1920, 1985})  # the moon of 21 January, the earliest day there is, was still the old year's
_CHINESE_SURE, _DIWALI_SURE, _ISRAEL_SURE = range(1900, 2100), range(1950, 2050), range(1949, 2100)
_ABOUT = ("islamic", "diwali", "quds")  # kept by sighting the moon, or by rules that differ from place to place
_GREGORIAN = 1583
_SIGHTED = range(1925, 2077)


def holiday(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a feast's day or days."""
    name = keys["holiday"]
    rows = feasts(name)
    if not rows:
        return Value(lacks="date", steps=(Step("no such feast", name),))
    kept, where = _kept(rows, keys, anchor)
    if not kept:
        told = ", ".join(sorted({row.rule for row in rows if row.countries})[:3])
        return Value(lacks="country", steps=(Step("country not known", f"kept on other days elsewhere: {told}, ..."),))
    stretches = _stretches(kept, keys, anchor)
    found = turn(stretches, keys, anchor)
    if found is None:
        unknown = not stretches and bool(_years(kept, keys, anchor))
        return Value(lacks="date" if unknown else "day", steps=(Step("not known", f"when {name} is kept"),))
    days, step = found
    rule = kept[0].rule
    steps = [*([where] if where else []), *_note(rule, days), step]
    everywhere = tuple(row for row in rows if not row.countries)
    if where and everywhere and "country" not in keys and everywhere != kept:
        other = turn(_stretches(everywhere, keys, anchor), keys, anchor)
        if other and other[0] != days and days.earliest and other[0].earliest:
            return _either(days, other[0], steps)
    about = rule.startswith(_ABOUT)
    precision = Precision.DAY if days.last == days.earliest else Precision.INTERVAL
    timex = f"{days.earliest}" if precision is Precision.DAY else f"{days.earliest}/{days.last}"
    if about:
        edtf = f"{days.earliest}~" if precision is Precision.DAY else None
        days = days.widened(slack(days))
        return Value(days=days, precision=precision, timex=timex, edtf=edtf, approximate=True, steps=tuple(steps))
    return Value(days=days, precision=precision, timex=timex, steps=tuple(steps))


def slack(days: Stretch) -> int:
    """Return how many days sighting may move a day of the Islamic calendar: more where no official table reaches."""
    return 1 if days.earliest and days.earliest.year in _SIGHTED else 2


def _either(days: Stretch, other: Stretch, steps: list[Step]) -> Value:
    """Keep both days of a feast that most of the world and the country keep apart."""
    one, two = sorted((days, other), key=lambda each: each.earliest or date.min)
    both = f"{one.earliest} or {two.earliest}"
    return Value(
        days=Stretch(one.earliest, two.latest),
        precision=Precision.INTERVAL,
        timex=str(other.earliest),
        edtf=f"[{one.earliest},{two.earliest}]",
        steps=(*steps, Step("which church", both)),
        doubts=(("time/ambiguous", f"{both}: the western or the eastern church's"),),
    )


def _kept(rows: tuple[Feast, ...], keys: dict[str, str], anchor: Anchor) -> tuple[tuple[Feast, ...], Step | None]:
    """Return the rows of a feast that hold where it is told of, and why."""
    everywhere = tuple(row for row in rows if not row.countries)
    if told := keys.get("country"):
        there = tuple(row for row in rows if told in row.countries)
        country = countries.countries().get(told)
        step = Step("country told", f"the feast of {country.name if country else told}")
        return (there, step) if there else (everywhere, None)
    for home in reversed(anchor.homes):
        if there := tuple(row for row in rows if home.code in row.countries):
            return there, Step("country", f"as in {home.name}, {home.why}")
    return everywhere, None


def _stretches(rows: tuple[Feast, ...], keys: dict[str, str], anchor: Anchor) -> list[Stretch]:
    return [days for row in rows for year in _years(rows, keys, anchor) for days in turns_of(row.rule, year)]


def _years(rows: tuple[Feast, ...], keys: dict[str, str], anchor: Anchor) -> list[int]:
    """Return the years that a feast may be told of: the one told, else those around the report's."""
    told = keys.get("year", "")
    if told.isdigit():
        return [int(told)]
    base = anchor.day or (anchor.month.earliest if anchor.month else None)
    if told == "told":
        return [anchor.told.earliest.year] if anchor.told and anchor.told.earliest else []
    if base is None:
        return []
    if told:
        return [base.year + int(told)]
    reach = 4 if rows[0].rule.startswith("days") else 1
    return [year for year in range(base.year - reach, base.year + reach + 1) if 1 <= year <= 9999]


def _note(rule: str, days: Stretch) -> list[Step]:
    """Say which calendar a feast follows, and what that leaves open."""
    kind = rule.split(maxsplit=1)[0]
    if kind == "hebrew":
        return [Step("Hebrew calendar", "its days begin at sunset the evening before")]
    if kind in {"islamic", "quds"}:
        return [Step("Islamic calendar", f"kept by sighting the moon: {slack(days)} day(s) more at each end")]
    if kind == "diwali":
        return [Step("new moon", "the day differs from place to place: 1 day more at each end")]
    if kind in _CALENDARS:
        return [Step(f"{_CALENDARS[kind]} calendar", rule.partition(" ")[2])]
    return []


@lru_cache(maxsize=4096)
def turns_of(rule: str, year: int) -> tuple[Stretch, ...]:
    """Return when a feast is kept in a year of the Gregorian calendar; empty where that is not known.

    >>> turns_of("nth 11 4 4", 2021)
    (Stretch(earliest=datetime.date(2021, 11, 25), latest=datetime.date(2021, 11, 26)),)
    """
    head, _, length = rule.partition(" for ")
    kind, *told = head.split()
    reader = _RULES.get(kind)
    if reader is None:
        told, reader = [kind], _fixed
    try:
        out = [Stretch(first, _end(kind, told, first, int(length or 1))) for first in reader(told, year)]
    except (ValueError, OverflowError):
        return ()
    return tuple(one for one in out if not one.empty)


def _end(kind: str, told: list[str], first: date, length: int) -> date:
    """Return the day after a feast: of a month of the moon its whole, of Advent all days to Christmas."""
    if kind == "islamic" and "-" not in told[0]:
        return plus(first, 30)
    return date(first.year, 12, 25) if kind == "advent" else plus(first, length)


def _fixed(told: list[str], year: int) -> list[date]:
    month, day = map(int, told[0].split("-"))
    return [date(year, month, day)]


def _nth(told: list[str], year: int) -> list[date]:
    month, weekday, which = map(int, told[:3])
    first = date(year, month, 1)
    first = plus(first, (weekday - first.isoweekday()) % 7)
    inside = [day for week in range(5) if (day := plus(first, 7 * week)).month == month]
    day = inside[which] if which < 0 else inside[which - 1]
    return [plus(day, int(told[4]) if told[3:4] == ["plus"] else 0)]


def _before(told: list[str], year: int) -> list[date]:
    day, weekday = _fixed(told, year)[0], int(told[1])
    return [plus(day, -((day.isoweekday() - weekday) % 7 or 7))]


def _after(told: list[str], year: int) -> list[date]:
    day, weekday = _fixed(told, year)[0], int(told[1])
    return [plus(day, (weekday - day.isoweekday()) % 7)]


def _easter(told: list[str], year: int) -> list[date]:
    return [plus(reckoning.easter(year), int(told[0]))] if year >= _GREGORIAN else []


def _eastern(told: list[str], year: int) -> list[date]:
    return [plus(reckoning.eastern_easter(year), int(told[0]))] if year >= _GREGORIAN else []


def _islamic(told: list[str], year: int) -> list[date]:
    month, _, day = told[0].partition("-")
    near = round((year - 622) * 33 / 32)
    return _in_year(year, [_try(reckoning.islamic, near + by, int(month), int(day or 1)) for by in (-1, 0, 1, 2)])


def _hebrew(told: list[str], year: int) -> list[date]:
    month, _, day = told[0].partition("-")
    found = []
    for one in (year + 3760, year + 3761):
        number = (13 if reckoning.hebrew_leap(one) else 12) if month == "adar" else int(month)
        found.append(_try(reckoning.hebrew, one, number, int(day)))
    return _in_year(year, found)


def _persian(told: list[str], year: int) -> list[date]:
    month, day = map(int, told[0].split("-"))
    sure = [one for one in (year - 622, year - 621) if one in reckoning.PERSIAN_SURE]
    return _in_year(year, [_try(reckoning.persian, one, month, day) for one in sure])


def _julian(told: list[str], year: int) -> list[date]:
    month, day = map(int, told[0].split("-"))
    return _in_year(year, [_try(reckoning.julian, one, month, day) for one in (year - 1, year)])


def _try(reckon: Callable[[int, int, int], date], year: int, month: int, day: int) -> date | None:
    try:
        return reckon(year, month, day)
    except (ValueError, OverflowError):
        return None


def _in_year(year: int, days: list[date | None]) -> list[date]:
    return [day for day in days if day and day.year == year]


def _quds(_: list[str], year: int) -> list[date]:
    ends = [plus(day, 28) for day in _islamic(["09"], year)]
    return [plus(end, -((end.isoweekday() - 5) % 7)) for end in ends]


def _israel(told: list[str], year: int) -> list[date]:
    """Return Israel's Independence Day: 5 Iyar, moved off the days beside the Sabbath."""
    days = _hebrew(["02-05"], year) if year in _ISRAEL_SURE else []
    moved = {5: -1, 6: -2, 1: 1 if year >= 2004 else 0}
    return [plus(day, moved.get(day.isoweekday(), 0) + int(told[0])) for day in days]


def _diwali(_: list[str], year: int) -> list[date]:
    return [reckoning.first_moon(date(year, 10, 18), hours=5.5)] if year in _DIWALI_SURE else []


def _chinese(told: list[str], year: int) -> list[date]:
    if year not in _CHINESE_SURE:
        return []
    first = date(year, 1, 22 if year in _CHINESE_LATE else 21)
    return [plus(reckoning.first_moon(first, hours=8), int(told[0]))]


def _days(told: list[str], year: int) -> list[date]:
    return [date.fromisoformat(day) for day in told if re.match(f"{year:04}-", day)]


def _advent(_: list[str], year: int) -> list[date]:
    return [plus(_before(["12-25", "7"], year)[0], -21)]


_RULES = {
    "nth": _nth, "before": _before, "after": _after, "easter": _easter, "eastern": _eastern, "islamic": _islamic,
    "hebrew": _hebrew, "persian": _persian, "julian": _julian, "quds": _quds, "israel": _israel, "diwali": _diwali,
    "chinese": _chinese, "days": _days, "advent": _advent,
}  # fmt: skip
