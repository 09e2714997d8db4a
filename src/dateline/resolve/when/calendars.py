"""Dates of other calendars: the days of the Gregorian one that they mean, with the step that names the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateline.records import Precision, Step, Stretch, plus
from dateline.resolve.when import reckoning
from dateline.resolve.when.calendar import one_day
from dateline.resolve.when.dated import dated
from dateline.resolve.when.feasts import slack
from dateline.resolve.when.turns import turn
from dateline.resolve.when.value import Anchor, Value
from dateline.resources.calendars import ERAS, TITLES

Reckon = Callable[[int, int, int], date]
_RECKON: dict[str, Reckon] = {
    "islamic": reckoning.islamic, "persian": reckoning.persian, "hebrew": reckoning.hebrew,
    "ethiopian": reckoning.ethiopian, "coptic": reckoning.coptic, "julian": reckoning.julian,
}  # fmt: skip
_AHEAD = {"islamic": 0, "persian": -621, "hebrew": 3761, "ethiopian": -7, "coptic": -283, "julian": 0}
_MONTHS = {"hebrew": 13, "ethiopian": 13, "coptic": 13}
_FIRST = {"hebrew": 7}  # the month in which the year begins, where it is not the first
_BUDDHIST, _MINGUO = 543, -1911
_REIGNS = {
    "meiji": (date(1868, 10, 23), date(1912, 7, 30)), "taisho": (date(1912, 7, 30), date(1926, 12, 25)),
    "showa": (date(1926, 12, 25), date(1989, 1, 8)), "heisei": (date(1989, 1, 8), date(2019, 5, 1)),
    "reiwa": (date(2019, 5, 1), date.max),
}  # fmt: skip


def calendar(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a date of another calendar."""
    name, _, text = keys["calendar"].partition("/")
    if name == "gregorian":
        return _both_styles(text, keys, anchor)
    if name in _REIGNS:
        return _reign(name, int(text))
    if name in {"buddhist", "minguo"}:
        return _shifted(name, text)
    year, _, rest = text.partition("-")
    stretches = [days for one in _years(name, year, keys, anchor) if (days := _days(name, one, rest)) is not None]
    if keys.get("year", "").isdigit():
        stretches = [one for one in stretches if one.earliest and one.earliest.year == int(keys["year"])]
    if not stretches:
        known = year != "XXXX" or anchor.day or "year" in keys
        return Value(lacks="date" if known else "day", steps=(Step("no such date", f"{TITLES[name]} {text}"),))
    found = turn(stretches, keys, anchor)
    return _value(name, text, *found) if found else Value(lacks="day")


def _years(name: str, told: str, keys: dict[str, str], anchor: Anchor) -> list[int]:
    """Return the years of a calendar that a date may be of."""
    if told != "XXXX":
        return [int(told)]
    given = keys.get("year", "")
    base = int(given) if given.isdigit() else anchor.day.year if anchor.day else None
    if base is None:
        return []
    near = round((base - 622) * 33 / 32) if name == "islamic" else base + _AHEAD[name]
    return [near + by for by in range(-2, 3)]


def _days(name: str, year: int, rest: str) -> Stretch | None:
    """Return the days of a year, a month or a day of a calendar; None for one that it does not have."""
    month, _, day = rest.partition("-")
    reckon = _RECKON[name]
    try:
        if day:
            return one_day(reckon(year, _adar(name, year, int(month)), int(day)))
        if month:
            number = _adar(name, year, int(month))
            start = reckon(year, number, 1)
            last = next(found for length in range(31, 0, -1) if (found := _try(reckon, year, number, length)))
            return Stretch(start, plus(last, 1))
        first = _FIRST.get(name, 1)
        return Stretch(reckon(year, first, 1), reckon(year + 1, first, 1))
    except (ValueError, OverflowError):
        return None


def _adar(name: str, year: int, month: int) -> int:
    """Return the last Adar for the second one of a year that has only one."""
    return 12 if name == "hebrew" and month == 13 and not reckoning.hebrew_leap(year) else month


def _try(reckon: Reckon, year: int, month: int, day: int) -> date | None:
    try:
        return reckon(year, month, day)
    except (ValueError, OverflowError):
        return None


def _value(name: str, text: str, days: Stretch, step: Step) -> Value:
    precision = Precision.DAY if days.last == days.earliest else Precision.INTERVAL
    timex = f"{days.earliest}" if precision is Precision.DAY else f"{days.earliest}/{days.last}"
    note, about = f"{text} of the {TITLES[name]} calendar", 0
    if name == "islamic":
        about = slack(days)
        note += f", kept by sighting the moon: {about} day(s) more at each end"
    elif name == "persian" and int(days.earliest.year if days.earliest else 0) - 621 not in reckoning.PERSIAN_SURE:
        about = 1
        note += ", whose leap years are not known so far off: 1 day more at each end"
    elif name == "hebrew":
        note += "; its days begin at sunset the evening before"
    steps = (Step(f"{TITLES[name]} calendar", note), step)
    if not about:
        return Value(days=days, precision=precision, timex=timex, steps=steps)
    edtf = f"{days.earliest}~" if precision is Precision.DAY else None
    wide = days.widened(about)
    return Value(days=wide, precision=precision, timex=timex, edtf=edtf, approximate=True, steps=steps)


def _shifted(name: str, text: str) -> Value:
    """Work out a calendar that only counts the years from elsewhere; until 1941 the Thai year began in April."""
    year, _, rest = text.partition("-")
    number = int(year) - (_BUDDHIST if name == "buddhist" else _MINGUO)
    step = Step(f"{TITLES[name]} calendar", f"its year {year} is {number}")
    if rest:
        month, day = map(int, rest.split("-"))
        late = name == "buddhist" and number < 1941 and month < 4
        found = date(number + late, month, day)
        return Value(days=one_day(found), precision=Precision.DAY, timex=found.isoformat(), steps=(step,))
    if name == "buddhist" and number < 1941:
        last = date(number, 12, 31) if number == 1940 else date(number + 1, 3, 31)
        days = Stretch(date(number, 4, 1), plus(last, 1))
        return Value(days=days, precision=Precision.INTERVAL, timex=f"{number:04}", steps=(step,))
    days = Stretch(date(number, 1, 1), date(number + 1, 1, 1))
    return Value(days=days, precision=Precision.YEAR, timex=f"{number:04}", steps=(step,))


def _reign(name: str, number: int) -> Value:
    """Work out a year of a Japanese reign: what of the calendar year lies in it."""
    first = {era.lower(): year for era, year in ERAS.items()}[name]
    year = first + number - 1
    days = Stretch(date(year, 1, 1), date(year + 1, 1, 1)).meet(Stretch(*_REIGNS[name]))
    if number < 1 or days.empty:
        return Value(lacks="date", steps=(Step("no such date", f"the year {number} of {name.title()}"),))
    whole = days == Stretch(date(year, 1, 1), date(year + 1, 1, 1))
    step = Step("Japanese reign", f"the year {number} of {name.title()} is {year}, {days.earliest} to {days.last}")
    precision = Precision.YEAR if whole else Precision.INTERVAL
    return Value(days=days, precision=precision, timex=f"{year:04}", steps=(step,))


def _both_styles(text: str, keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a day told in both styles: the New one dates it, the Old one is held against it."""
    value = dated({**{k: v for k, v in keys.items() if k in {"dir", "mod"}}, "date": text}, anchor)
    day = value.days.earliest
    if value.lacks or day is None:
        return value
    month, old = map(int, keys["julian"].split("-"))
    found = [_try(reckoning.julian, year, month, old) for year in (day.year - 1, day.year)]
    step = Step("two calendars", f"{keys['julian']} in the Julian calendar, {day} in the Gregorian one")
    doubts = value.doubts
    if day not in found:
        doubts += (("time/contradiction", f"{keys['julian']} Old Style is not {day}; the New Style is kept"),)
    return Value(
        days=value.days, precision=value.precision, timex=value.timex, steps=(*value.steps, step), doubts=doubts
    )
