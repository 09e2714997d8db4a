"""Weekdays, weekends, nights and calendar units told from the report's day or from the time told before."""

from __future__ import annotations

from datetime import date

from dateline.records import Precision, Step, Stretch, plus
from dateline.resolve.when.calendar import MONTHS, NAMES, one_day, unit_of
from dateline.resolve.when.value import PRECISIONS, Anchor, Direction, Value, now, unit_value


def weekday(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a weekday by word, week or tense."""
    number, told = int(keys["weekday"]), keys.get("dir", "")
    base, name = anchor.day, f"the report's day, {now(anchor)}"
    if told in {"following", "previous", "same"}:
        base = anchor.told.earliest if anchor.told else None
        name = f"the day told before, {base}"
        if base is None:
            return Value(timex=f"XXXX-WXX-{number}", lacks="told")
    if base is None:
        return Value(timex=f"XXXX-WXX-{number}", lacks="day")
    if "week" in keys or told in {"this", "same"}:
        monday = unit_of(base, "W", int(keys.get("week", "0"))).earliest or base
        day, step = plus(monday, number - 1), Step("week told", f"in the week so told from {name}")
        return Value(days=one_day(day), precision=Precision.DAY, timex=day.isoformat(), steps=(step,))
    back, ahead = (base.isoweekday() - number) % 7, (number - base.isoweekday()) % 7
    if told in {"last", "previous"}:
        day, step = plus(base, -(back or 7)), Step("last", f"the last before {name}")
    elif told == "coming":
        day, step = plus(base, ahead or 7), Step("coming", f"the first after {name}")
    elif told in {"next", "following"}:
        return _next_weekday(base, ahead or 7, name, following=told == "following")
    elif anchor.direction is Direction.FUTURE:
        day, step = plus(base, ahead), Step("looks ahead", f"the first on or after {name}")
    else:
        why = "looks back" if anchor.direction else "no tense"
        day, step = plus(base, -back), Step(why, f"the last on or before {name}")
    return Value(days=one_day(day), precision=Precision.DAY, timex=day.isoformat(), steps=(step,))


def _next_weekday(base: date, ahead: int, name: str, *, following: bool) -> Value:
    """Keep both days where "next Thursday" may be this week's or the next one's, as on a Monday."""
    day = plus(base, ahead)
    step = Step("next", f"the first after {name}")
    if following or base.isoweekday() + ahead > 7:
        return Value(days=one_day(day), precision=Precision.DAY, timex=day.isoformat(), steps=(step,))
    later = plus(day, 7)
    step = Step("next, unclear", f"the first after {name}, or that of the next week")
    edtf = f"[{day},{later}]"
    days = Stretch(day, plus(later, 1))
    return Value(days=days, precision=Precision.INTERVAL, timex=later.isoformat(), edtf=edtf, steps=(step,))


def unit(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a calendar unit before, at or after that of its anchor."""
    unit, shift = keys["unit"], int(keys["shift"])
    told = keys.get("anchor") == "told"
    base = (anchor.told.earliest if anchor.told else None) if told else anchor.day
    if told and shift > 0 and anchor.told and anchor.told.last:
        base = anchor.told.last
    if told and unit == "D" and anchor.told and not _near(anchor.told):
        return Value(lacks="told")  # "the following day" counts from a day, not from a month
    if base is None and not told and anchor.month and unit in MONTHS and unit != "Q":
        base = anchor.month.earliest
    if base is None:
        return Value(lacks="told" if told else "day")
    days = unit_of(base, unit, shift)
    name = f"the time told before, {base}" if told else f"the report's day, {now(anchor) or base}"
    where = "of" if shift == 0 else f"{abs(shift)} {'after' if shift > 0 else 'before'} that of"
    step = Step("calendar unit", f"the {NAMES[unit]} {where} {name}")
    timex = unit_value(days.earliest or base, unit)
    return Value(days=days, precision=PRECISIONS.get(unit, Precision.INTERVAL), timex=timex, steps=(step,))


def _near(told: Stretch) -> bool:
    """Say whether a stretch is short enough for days to be counted from it."""
    return bool(told.earliest and told.last and (told.last - told.earliest).days < 7)


def weekend(_: dict[str, str], anchor: Anchor) -> Value:
    """Work out "the weekend" by tense."""
    if anchor.day is None:
        return Value(lacks="day")
    ahead = anchor.direction is Direction.FUTURE or anchor.day.isoweekday() >= 6
    days = unit_of(anchor.day, "K", 0 if ahead else -1)
    step = Step("weekend", f"the {'coming' if ahead else 'last'} one, from the report's day, {now(anchor)}")
    timex = unit_value(days.earliest or anchor.day, "K")
    return Value(days=days, precision=Precision.INTERVAL, timex=timex, steps=(step,))


def overnight(_: dict[str, str], anchor: Anchor) -> Value:
    """Work out "overnight": it ends on the morning of the report's day."""
    if anchor.day is None:
        return Value(lacks="day")
    before = plus(anchor.day, -1)
    days = Stretch(before, plus(anchor.day, 1))
    step = Step("overnight", f"the night that ends on the report's day, {now(anchor)}")
    return Value(days=days, precision=Precision.INTERVAL, timex=f"{before}TNI", steps=(step,))


def results(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out the quarter or year that results are told of: told before, else the last quarter that is over."""
    base, name = anchor.results, "told before"
    if base is None or (keys.get("unit") == "Q" and not is_quarter(base)):
        if anchor.day is None:
            return Value(lacks="day")
        base, name = unit_of(anchor.day, "Q", -1), f"the last that was over on {now(anchor)}"
    start, unit = base.earliest or date.min, "Q" if is_quarter(base) else "Y"
    years = int(keys["results"]) // 4 + (int(keys["year"]) - start.year if keys.get("year") else 0)
    days = unit_of(start, unit, years * 4 if unit == "Q" else years)
    away = f", {abs(years)} year(s) {'on' if years > 0 else 'before'}" if years else ""
    step = Step("results", f"the {NAMES[unit]} that results are told of, {name}{away}")
    timex = unit_value(days.earliest or start, unit)
    return Value(days=days, precision=PRECISIONS.get(unit, Precision.INTERVAL), timex=timex, steps=(step,))


def is_quarter(days: Stretch) -> bool:
    """Say whether days are one quarter of a calendar year."""
    return days.earliest is not None and days == unit_of(days.earliest, "Q")
