"""A form and its anchors in, a value out: the days it may mean, its TIMEX3 value and the steps that led there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dateline.records import Precision, Step
from dateline.resolve.when.calendar import (
    MONTHS,
    NAMES,
    SEASON_CODES,
    SEASON_MONTHS,
    Stretch,
    feast,
    months_on,
    moved,
    one_day,
    plus,
    season_of,
    unit_of,
)


class Direction(StrEnum):
    """Where a clause looks from the day it is told."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a relative expression may be measured from; None where that is not known."""

    day: date | None = None  # the report's
    month: Stretch | None = None  # where the report's date is told less finely
    told: Stretch | None = None  # the last time told before
    event: Stretch | None = None  # the event after the order word
    direction: Direction | None = None


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
    lacks: str = ""  # what anchor is missing: "day", "told", "event"; "date" for a date that does not exist


PRECISIONS = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH, "Y": Precision.YEAR}
_MODS = {
    "early": "START", "start": "START", "earlier": "START", "half1": "START", "mid": "MID", "late": "END",
    "end": "END", "later": "END", "half2": "END", "approx": "APPROX", "nearly": "LESS_THAN", "less": "LESS_THAN",
    "more": "MORE_THAN", "atleast": "EQUAL_OR_MORE", "atmost": "EQUAL_OR_LESS",
}  # fmt: skip
# A date without a year is told of a day near the report's: where tense points to one most of a year off and the other
# is within a season, the near one is meant ("payable Dec. 15", "the Oct. 23 accord").
_NEAR, _FAR = 95, 260
_VAGUE = (2.0, 9.0)  # "days ago": fewer would be told as one, more as the next unit


def read(form: str, anchor: Anchor) -> Value:
    """Work out a form; never raises: a date that does not exist and a missing anchor are told in `lacks`."""
    keys = dict(part.split(":", 1) for part in form.split())
    base = form.partition(":")[0]
    reader = _READERS.get(base)
    if reader is None:
        return Value(lacks="date")
    try:
        value = reader(keys, anchor)
    except (ValueError, OverflowError):
        return Value(lacks="date", steps=(Step("no such date", form),))
    if value.lacks:
        return value
    return _timed(_modified(value, keys, anchor), keys)


def _unit_value(day: date, unit: str) -> str:
    week = day.isocalendar()
    return {
        "D": day.isoformat(), "W": f"{week.year}-W{week.week:02}", "K": f"{week.year}-W{week.week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}", "Q": f"{day.year:04}-Q{(day.month + 2) // 3}", "Y": f"{day.year:04}",
        "E": f"{day.year // 10:03}", "C": f"{day.year // 100:02}",
    }.get(unit, day.isoformat())  # fmt: skip


def _now(anchor: Anchor) -> str:
    return f"{anchor.day:%A} {anchor.day}" if anchor.day else ""


# --- calendar dates -----------------------------------------------------------------------------------------------


def _stretch(text: str, year: int) -> Stretch:
    """Return the days of a date, with a year for the one it does not tell."""
    text = text.replace("XXXX", f"{year:04}")
    head, _, rest = text.partition("-")
    if head.endswith("XX"):
        return Stretch(date(int(head[:2]) * 100 or 1, 1, 1), date(int(head[:2]) * 100 + 100, 1, 1))
    if head.endswith("X"):
        return Stretch(date(int(head[:3]) * 10 or 1, 1, 1), date(int(head[:3]) * 10 + 10, 1, 1))
    number = int(head)
    if not rest:
        return unit_of(date(number, 1, 1), "Y")
    if rest[0] == "Q":
        return unit_of(date(number, int(rest[1]) * 3, 1), "Q")
    if rest[0] == "H":
        return Stretch(date(number, 1 if rest[1] == "1" else 7, 1), months_on(date(number, 1, 1), 6 * int(rest[1])))
    if rest in SEASON_MONTHS:
        return season_of(number, rest)
    month, _, day = rest.partition("-")
    return one_day(date(number, int(month), int(day))) if day else unit_of(date(number, int(month), 1), "M")


def _precision(text: str) -> Precision:
    if re.fullmatch(r"[\dX]{4}-\d\d-\d\d", text):
        return Precision.DAY
    if re.fullmatch(r"[\dX]{4}-\d\d", text):
        return Precision.MONTH
    return Precision.YEAR if re.fullmatch(r"\d{4}", text) else Precision.INTERVAL


def _years(text: str, anchor: Anchor, keys: dict[str, str]) -> tuple[int, Step] | None:
    """Choose the year that a date leaves out: by words, by its weekday, else by the direction of its clause."""
    base = anchor.day or (anchor.month.earliest if anchor.month else None)
    told = keys.get("year", "")
    if re.fullmatch(r"\d{4}", told):
        return int(told), Step("year told", told)
    if told == "told":
        before_it = anchor.told.earliest if anchor.told else None
        return (before_it.year, Step("year told before", str(before_it.year))) if before_it else None
    if base is None:
        return None
    if told:
        return base.year + int(told), Step("year told in words", str(base.year + int(told)))
    reach = 8 if text == "XXXX-02-29" else 1
    near = [year for year in range(base.year - reach, base.year + reach + 1) if 1 <= year <= 9998]
    days_of = {year: _stretch(text, year) for year in near if reach == 1 or _leap(year)}
    if "weekday" in keys:
        number = int(keys["weekday"])
        fitting = [year for year, days in days_of.items() if days.earliest and days.earliest.isoweekday() == number]
        if len(fitting) == 1:
            return fitting[0], Step("weekday told", "the year near the report's in which the weekday is right")
    if keys.get("dir") in {"last", "previous", "next", "this"}:
        return _year_by_word(days_of, keys["dir"], base)
    return _year_by_tense(days_of, anchor.direction, base)


def _year_by_word(days_of: dict[int, Stretch], word: str, base: date) -> tuple[int, Step]:
    if word == "this":
        return base.year, Step("this", f"in the year of the report, {base.year}")
    if word == "next":
        ahead = [year for year, days in days_of.items() if days.earliest and days.earliest > base]
        return min(ahead), Step("next", f"the first one after {base}")
    over = [year for year, days in days_of.items() if days.latest and days.latest <= base]
    return max(over), Step("last", f"the last one over before {base}")


def _year_by_tense(days_of: dict[int, Stretch], direction: Direction | None, base: date) -> tuple[int, Step]:
    before = [year for year, days in days_of.items() if days.earliest and days.earliest <= base]
    after = [year for year, days in days_of.items() if days.latest and days.latest > base]
    gap = {year: _gap(days, base) for year, days in days_of.items()}
    if before and after and direction is not None:
        past = direction is Direction.PAST
        told, other = (max(before), min(after)) if past else (min(after), max(before))
        if gap[other] <= _NEAR and gap[told] >= _FAR:
            return other, Step("nearest", f"{gap[other]} days from {base}; in another year it is {gap[told]} away")
        name, words = ("looks back", "last on or before") if past else ("looks ahead", "first on or after")
        return told, Step(name, f"the {words} the report's day, {base}")
    nearest = min(days_of, key=lambda year: _far(days_of[year].earliest or base, base))
    return nearest, Step("no tense", f"the nearest to the report's day, {base}, sooner behind than ahead")


def _gap(days: Stretch, base: date) -> int:
    """Return how many days lie between a stretch and the report's day."""
    if days.last and days.last < base:
        return (base - days.last).days
    return max(0, ((days.earliest or base) - base).days)


def _far(day: date, base: date) -> int:
    """Return how far a day is from the report's, days to come counting threefold: news looks back."""
    return (day - base).days * 3 if day > base else (base - day).days


def _leap(year: int) -> bool:
    return 1 <= year <= 9998 and ((year % 4 == 0 and year % 100 != 0) or year % 400 == 0)


def _timex_date(text: str, year: int) -> str:
    text = text.replace("XXXX", f"{year:04}")
    return text.removesuffix("XX") if re.fullmatch(r"\d\dXX", text) else text.removesuffix("X")


def _date(keys: dict[str, str], anchor: Anchor) -> Value:
    text = keys["date"]
    steps: tuple[Step, ...] = (Step("date told", text),)
    year = 0
    if "XXXX" in text:
        chosen = _years(text, anchor, keys)
        if chosen is None:
            return Value(timex=text, lacks="day", steps=(Step("no year", "the report's own year is not known"),))
        year, step = chosen
        steps = (step,)
    days = _stretch(text, year)
    edtf = None
    tail = text[5:]
    if tail in SEASON_CODES:
        edtf = f"{year or int(text[:4]):04}-{SEASON_CODES[tail]}"
    elif re.fullmatch(r"\d{3}X|\d\dXX", text):
        edtf = text
    precision = _precision(text)
    if other := keys.get("or"):
        both = sorted(filter(None, (days.earliest, _stretch(other, 0).earliest)))
        steps += (Step("day and month unclear", f"{both[0]} or {both[-1]}"),)
        days, precision = Stretch(both[0], plus(both[-1], 1)), Precision.INTERVAL
        edtf = f"[{both[0]},{both[-1]}]"
    return Value(days=days, precision=precision, timex=_timex_date(text, year), edtf=edtf, steps=steps)


def _range(keys: dict[str, str], anchor: Anchor) -> Value:
    first, last = keys["range"].split("/")
    left = _date({**keys, "date": first}, anchor)
    right = _date({**keys, "date": last}, anchor)
    if left.lacks or right.lacks:
        return left if left.lacks else right
    days = Stretch(left.days.earliest, right.days.latest)
    timex = f"{left.timex}/{right.timex}"
    steps = left.steps or (Step("both ends told", f"{left.timex} to {right.timex}"),)
    return Value(days=days, precision=Precision.INTERVAL, timex=timex, edtf=timex, steps=steps)


def _holiday(keys: dict[str, str], anchor: Anchor) -> Value:
    name = keys["holiday"]
    base = anchor.day.year if anchor.day else None
    if keys.get("year", "").isdigit():
        years = [int(keys["year"])]
    elif base is None:
        return Value(lacks="day")
    else:
        years = [base - 1, base, base + 1]
    days = [day for day in (feast(name, year) for year in years) if day]
    if not days:
        return Value(lacks="date")
    day, step = _pick(days, keys, anchor)
    return Value(days=one_day(day), precision=Precision.DAY, timex=day.isoformat(), steps=(step,))


def _pick(days: list[date], keys: dict[str, str], anchor: Anchor) -> tuple[date, Step]:
    """Choose among the same day of several years or weeks by the direction of the clause."""
    base = anchor.day
    if base is None or len(days) == 1:
        return days[0], Step("told", str(days[0]))
    before, after = [day for day in days if day <= base], [day for day in days if day >= base]
    if keys.get("dir") == "last":
        before = [day for day in before if day < base]
        return max(before), Step("last", f"the last before {_now(anchor)}")
    if keys.get("dir") == "next" or (anchor.direction is Direction.FUTURE and after):
        return min(after), Step("looks ahead", f"the first on or after {_now(anchor)}")
    if anchor.direction is Direction.PAST and before:
        return max(before), Step("looks back", f"the last on or before {_now(anchor)}")
    nearest = min(days, key=lambda day: _far(day, base))
    return nearest, Step("no tense", f"the nearest to {_now(anchor)}")


# --- days and units told from another -------------------------------------------------------------------------------


def _weekday(keys: dict[str, str], anchor: Anchor) -> Value:
    number, told = int(keys["weekday"]), keys.get("dir", "")
    base, name = anchor.day, f"the report's day, {_now(anchor)}"
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


def _unit(keys: dict[str, str], anchor: Anchor) -> Value:
    unit, shift = keys["unit"], int(keys["shift"])
    told = keys.get("anchor") == "told"
    base = (anchor.told.earliest if anchor.told else None) if told else anchor.day
    if told and shift > 0 and anchor.told and anchor.told.last:
        base = anchor.told.last
    if base is None and not told and anchor.month and unit in MONTHS and unit != "Q":
        base = anchor.month.earliest
    if base is None:
        return Value(lacks="told" if told else "day")
    days = unit_of(base, unit, shift)
    name = f"the time told before, {base}" if told else f"the report's day, {_now(anchor) or base}"
    where = "of" if shift == 0 else f"{abs(shift)} {'after' if shift > 0 else 'before'} that of"
    step = Step("calendar unit", f"the {NAMES[unit]} {where} {name}")
    timex = _unit_value(days.earliest or base, unit)
    return Value(days=days, precision=PRECISIONS.get(unit, Precision.INTERVAL), timex=timex, steps=(step,))


def _weekend(_: dict[str, str], anchor: Anchor) -> Value:
    if anchor.day is None:
        return Value(lacks="day")
    ahead = anchor.direction is Direction.FUTURE or anchor.day.isoweekday() >= 6
    days = unit_of(anchor.day, "K", 0 if ahead else -1)
    step = Step("weekend", f"the {'coming' if ahead else 'last'} one, from the report's day, {_now(anchor)}")
    timex = _unit_value(days.earliest or anchor.day, "K")
    return Value(days=days, precision=Precision.INTERVAL, timex=timex, steps=(step,))


def _overnight(_: dict[str, str], anchor: Anchor) -> Value:
    if anchor.day is None:
        return Value(lacks="day")
    before = plus(anchor.day, -1)
    days = Stretch(before, plus(anchor.day, 1))
    step = Step("overnight", f"the night that ends on the report's day, {_now(anchor)}")
    return Value(days=days, precision=Precision.INTERVAL, timex=f"{before}TNI", steps=(step,))


# --- distances and stretches ----------------------------------------------------------------------------------------


def distance(form: str) -> tuple[float, float, str] | None:
    """Return the least and the greatest number of units that an offset tells, with their sign, and the unit.

    >>> distance("offset:+2W anchor:event mod:nearly")
    (1.5, 2.0, 'W')
    """
    match = re.match(r"offset:([+-])(X|[\d.]+)([A-Z])", form)
    if not match:
        return None
    sign = -1.0 if match[1] == "-" else 1.0
    if match[2] == "X":
        low, high = _VAGUE
    else:
        number = float(match[2])
        half = 0.0 if match[3] in {"D", "H", "N", "S"} else 0.5
        low, high = number - half, number + half
        if "mod:nearly" in form or "mod:less" in form:
            low, high = number * 0.75, number
        elif "mod:more" in form or "mod:atleast" in form:
            low, high = number, number * 1.25 + half
        elif "mod:approx" in form:
            low, high = number * 0.8 - half, number * 1.2 + half
    ends = sorted((sign * max(low, 0.0), sign * high))
    return ends[0], ends[1], match[3]


def shifted(form: str, days: Stretch, *, back: bool = False) -> Stretch:
    """Return where an event lies that is told to be an offset away from days; `back` goes from it to them."""
    told = distance(form)
    if told is None:
        return Stretch()
    low, high, unit = told if not back else (-told[1], -told[0], told[2])
    earliest = moved(days.earliest, low, unit) if days.earliest else None
    latest = plus(moved(days.last, high, unit), 1) if days.last else None
    return Stretch(earliest, latest)


def _offset(keys: dict[str, str], anchor: Anchor) -> Value:
    form = " ".join(f"{key}:{value}" for key, value in keys.items())
    kind = keys.get("anchor", "now")
    bases = {"now": one_day(anchor.day) if anchor.day else None, "told": anchor.told, "event": anchor.event}
    base = bases[kind]
    told = distance(form)
    if told is None:
        return Value(lacks="date")
    unit = told[2]
    vague = "X" in keys["offset"][:2]
    amount = re.sub(r"[^\d.]", "", keys["offset"])
    timex = _length(amount or "X", unit)
    if base is None or not base.earliest:
        reference = "PAST_REF" if keys["offset"][0] == "-" else "FUTURE_REF"
        return Value(
            timex=timex if kind == "event" else reference if vague else timex, lacks="day" if kind == "now" else kind
        )
    if unit == "Y" and anchor.told and not vague and _calendar_unit(anchor.told):
        return _year_before(keys, anchor.told, float(keys["offset"][0] + amount))
    days = shifted(form, base)
    if unit in {"H", "N", "S"}:
        days = days.meet(Stretch(plus(base.earliest, -1), plus(base.last or base.earliest, 2)))
    if not vague and kind != "event":
        middle = moved(base.earliest, float(keys["offset"][0] + amount), unit)
        timex = _unit_value(middle, {"H": "D", "N": "D", "S": "D", "F": "W", "K": "W"}.get(unit, unit))
    elif kind != "event":
        timex = "PAST_REF" if keys["offset"][0] == "-" else "FUTURE_REF"
    names = {"now": "the report's day", "told": "the time told before", "event": "the event it is measured from"}
    word = "before" if keys["offset"][0] == "-" else "after"
    step = Step("distance", f"{amount or 'some'} {NAMES[unit]}(s) {word} {names[kind]}, {base.earliest}")
    exact = unit == "D" and told[0] == told[1]
    precision = Precision.DAY if exact and base.last == base.earliest else Precision.INTERVAL
    return Value(days=days, precision=precision, timex=timex, approximate=not exact, steps=(step,))


def _calendar_unit(days: Stretch) -> bool:
    """Say whether days are a quarter: what is told of one "a year earlier" is told of a quarter too."""
    return days.earliest is not None and days == unit_of(days.earliest, "Q")


def _year_before(keys: dict[str, str], told: Stretch, years: float) -> Value:
    start = months_on(told.earliest or date.min, round(12 * years))
    step = Step("same quarter", f"{keys['offset']} of the quarter told before, {told.earliest}")
    days = unit_of(start, "Q")
    return Value(days=days, precision=Precision.INTERVAL, timex=_unit_value(start, "Q"), steps=(step,))


def _length(number: str, unit: str) -> str:
    unit, scale = {"E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2)}.get(unit, (unit, 1))
    if scale > 1 and number != "X":
        number = f"{float(number) * scale:g}"
    if number == "0.5" and unit in {"Y", "H", "D"}:
        number, unit = {"Y": ("6", "M"), "H": ("30", "N"), "D": ("12", "H")}[unit]
    elif "." in number and unit in {"Y", "H"}:
        whole, _, part = number.partition(".")
        rest = round(float(f"0.{part}") * (12 if unit == "Y" else 60))
        return f"P{whole}Y{rest}M" if unit == "Y" else f"PT{whole}H{rest}M"
    time = {"H": "H", "N": "M", "S": "S"}.get(unit)
    if time:
        return f"PT{number}{time}"
    return f"P{number}WE" if unit == "K" else f"P{number}{unit}"


def _split(text: str) -> tuple[str, str]:
    return text[:-1], text[-1]


def _period(keys: dict[str, str], anchor: Anchor) -> Value:
    number, unit = _split(keys["period"])
    timex = _length(number, unit)
    direction = keys.get("dir", "")
    base = anchor.day
    if direction in {"following", "first", "final", "opening"}:
        return Value(timex=timex, precision=Precision.UNKNOWN, steps=(Step("stretch", "its place is not told"),))
    if base is None:
        return Value(timex=timex, lacks="day")
    size = _VAGUE[1] if number == "X" else float(number)
    if direction == "next":
        days, word = Stretch(base, plus(moved(base, size, unit), 1)), "after"
    else:
        days, word = Stretch(moved(base, -size, unit), plus(base, 1)), "before"
    step = Step("stretch", f"{number if number != 'X' else 'some'} {NAMES[unit]}(s) {word} {_now(anchor)}")
    return Value(days=days, precision=Precision.INTERVAL, timex=timex, approximate=number == "X", steps=(step,))


def _duration(keys: dict[str, str], _: Anchor) -> Value:
    return Value(timex=_length(*_split(keys["duration"])), steps=(Step("length", "a length of time dates nothing"),))


def _set(keys: dict[str, str], _: Anchor) -> Value:
    text = keys["set"]
    timex = text if text.startswith("XXXX") else _length(*_split(text))
    return Value(timex=timex, steps=(Step("set", "a repeated time dates no one event"),))


def _clock(keys: dict[str, str], anchor: Anchor) -> Value:
    """Read a time of day alone: it belongs to the day told before, else it dates nothing."""
    told = anchor.told
    if told is None or not told.earliest or told.last != told.earliest:
        return Value(timex=f"XXXX-XX-XXT{keys.get('time') or keys.get('tod')}", lacks="told")
    step = Step("time of day", f"on the day told before, {told.earliest}")
    return Value(days=told, precision=Precision.DAY, timex=told.earliest.isoformat(), steps=(step,))


def _reference(keys: dict[str, str], anchor: Anchor) -> Value:
    kind = keys["ref"]
    if kind == "TOLD":
        if anchor.told is None:
            return Value(timex="PAST_REF", lacks="told")
        step = Step("told before", f"the time told before, {anchor.told.earliest}")
        timex = anchor.told.earliest.isoformat() if anchor.told.earliest else "PAST_REF"
        return Value(days=anchor.told, precision=Precision.INTERVAL, timex=timex, approximate=True, steps=(step,))
    timex = f"{kind}_REF"
    if anchor.day is None:
        return Value(timex=timex, lacks="day")
    after = plus(anchor.day, 1)
    days = {"PAST": Stretch(None, after), "PRESENT": Stretch(anchor.day, after), "FUTURE": Stretch(anchor.day, None)}
    step = Step("vague", f"{kind.lower()}, seen from the report's day, {_now(anchor)}")
    return Value(days=days[kind], precision=Precision.INTERVAL, timex=timex, approximate=True, steps=(step,))


_READERS = {
    "date": _date, "range": _range, "holiday": _holiday, "weekday": _weekday, "unit": _unit, "weekend": _weekend,
    "overnight": _overnight, "offset": _offset, "period": _period, "duration": _duration, "set": _set,
    "time": _clock, "tod": _clock, "ref": _reference,
}  # fmt: skip


# --- modifiers ------------------------------------------------------------------------------------------------------


def _modified(value: Value, keys: dict[str, str], anchor: Anchor) -> Value:
    """Cut a part out of a value, or widen it."""
    part, mod = keys.get("part"), keys.get("mod")
    mark = _MODS.get(part or mod or "", "")
    value = replace(value, mod=mark)
    days = value.days
    if part and days.closed and days.earliest and days.latest and value.precision is not Precision.DAY:
        cut = _part(days, part, anchor)
        if not cut.empty:
            step = Step("part", f"{part}: {cut.earliest} to {cut.last}")
            value = replace(value, days=cut, precision=Precision.INTERVAL, edtf=None, steps=(*value.steps, step))
    if mod == "approx" and days.closed and value.precision in {Precision.DAY, Precision.MONTH, Precision.YEAR}:
        slack = {Precision.DAY: 1, Precision.MONTH: 15, Precision.YEAR: 183}[value.precision]
        step = Step("about", f"{slack} day(s) more at each end")
        edtf = f"{value.edtf or _edtf_of(value)}~"
        value = replace(value, days=days.widened(slack), edtf=edtf, approximate=True, steps=(*value.steps, step))
    return value


def _edtf_of(value: Value) -> str:
    return value.timex


# Where early, mid and late part a century, a decade, a year and a quarter: in months from the start, by least days.
_THIRDS = ((30_000, (396, 804)), (3_000, (48, 84)), (360, (4, 8)), (89, (1, 2)))


def _part(days: Stretch, part: str, anchor: Anchor) -> Stretch:
    """Return the part of a stretch that "early", "mid", "late" mean: thirds; of a month days 1-10, 11-20, 21-end."""
    start, end = days.earliest, days.latest
    if start is None or end is None:
        return days
    if part in {"earlier", "later"} and anchor.day and start <= anchor.day < end:
        return Stretch(start, plus(anchor.day, 1)) if part == "earlier" else Stretch(anchor.day, end)
    size = (end - start).days
    if part in {"half1", "half2"}:
        middle = months_on(start, 6) if size > 360 else plus(start, size / 2)
        return Stretch(start, middle) if part == "half1" else Stretch(middle, end)
    months = next((cut for least, cut in _THIRDS if size >= least), None)
    if months:
        first, second = months_on(start, months[0]), months_on(start, months[1])
    else:
        third = 10 if 28 <= size <= 31 else max(1, round(size / 3))
        first, second = plus(start, third), plus(start, 2 * third)
    if part in {"early", "start", "earlier"}:
        return Stretch(start, first)
    return Stretch(first, second) if part == "mid" else Stretch(second, end)


def _timed(value: Value, keys: dict[str, str]) -> Value:
    """Add a time of day to a value that is one day."""
    clock, part = keys.get("time"), keys.get("tod")
    if not clock and not part:
        return value
    timex = f"{value.timex}T{clock or part}"
    one = value.days.closed and value.days.last == value.days.earliest
    if not clock or not one or not value.days.earliest or not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", clock):
        return replace(value, timex=timex)
    zone = "Z" if keys.get("zone") in {"GMT", "UTC", "Z"} else ""
    edtf = f"{value.days.earliest}T{clock}:00{zone}"
    step = Step("time of day", f"{clock} {keys.get('zone', '')}".strip())
    return replace(value, timex=timex, edtf=edtf, precision=Precision.MINUTE, steps=(*value.steps, step))
