"""Distances, stretches and lengths of time, hours alone, and words that point to no day."""

from __future__ import annotations

import math
import re
from datetime import date

from dateline.records import Precision, Step, Stretch, plus
from dateline.resolve.when.calendar import DAYS, MONTHS, NAMES, months_on, moved, one_day, unit_of
from dateline.resolve.when.value import PRECISIONS, Anchor, Value, now, unit_value

_NEAR = 3  # days between the first time told and the last that a time of day alone may belong to
_MONTH = 365.2425 / 12  # days of a mean month
_MONTHS_DIFFER = 3  # days that months in a row may be longer or shorter than mean ones
_VAGUE = (2.0, 9.0)  # "days ago": fewer would be told as one, more as the next unit


def distance(form: str) -> tuple[float, float, str] | None:
    """Return the least and the greatest number of units that an offset or a length tells, signed, and the unit.

    >>> distance("offset:+2W anchor:event mod:nearly")
    (1.5, 2.0, 'W')
    """
    match = re.match(r"(?:offset:|duration:)([+-]?)(X|[\d.]+)([A-Z])", form)
    if not match:
        return None
    sign = -1.0 if match[1] == "-" else 1.0
    if match[2] == "X":
        low, high = _VAGUE
    else:
        number = float(match[2])
        half = 0.0 if match[3] in {"D", "H", "N", "S"} else 0.5
        if match[3] == "W" and number == 1:
            half = 1 / 7  # "a week later" is told of the same weekday, give or take a day
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


def apart(form: str) -> tuple[int, int] | None:
    """Return the least and the greatest number of days that an offset tells, whichever way it looks.

    No calendar makes it longer or shorter: a month is 28 to 31 days long, so months and years get their slack.

    >>> apart("offset:+2D anchor:event"), apart("offset:-1M anchor:event mod:nearly")
    ((2, 2), (19, 34))
    """
    told = distance(form)
    if told is None:
        return None
    unit = told[2]
    size, slack = (DAYS[unit], 0) if unit in DAYS else (MONTHS[unit] * _MONTH, _MONTHS_DIFFER)
    low, high = sorted(abs(end) * size for end in told[:2])
    return max(math.floor(low) - slack, 0), math.ceil(high) + slack


def offset(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a distance from the report's day, the time told before, or an event."""
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
    timex = length(amount or "X", unit)
    if base is None or not base.earliest:
        reference = "PAST_REF" if keys["offset"][0] == "-" else "FUTURE_REF"
        return Value(
            timex=timex if kind == "event" else reference if vague else timex, lacks="day" if kind == "now" else kind
        )
    if unit == "Y" and amount == "1" and kind != "event" and anchor.results:
        return _year_before(keys, anchor.results)
    days = shifted(form, base)
    if unit in {"H", "N", "S"}:
        days = days.meet(Stretch(plus(base.earliest, -1), plus(base.last or base.earliest, 2)))
    if not vague and kind != "event":
        middle = moved(base.earliest, float(keys["offset"][0] + amount), unit)
        timex = unit_value(middle, {"H": "D", "N": "D", "S": "D", "F": "W", "K": "W"}.get(unit, unit))
    elif kind != "event":
        timex = "PAST_REF" if keys["offset"][0] == "-" else "FUTURE_REF"
    names = {"now": "the report's day", "told": "the time told before", "event": "the event it is measured from"}
    word = "before" if keys["offset"][0] == "-" else "after"
    step = Step("distance", f"{amount or 'some'} {NAMES[unit]}(s) {word} {names[kind]}, {base.earliest}")
    exact = unit == "D" and told[0] == told[1]
    precision = Precision.DAY if exact and base.last == base.earliest else Precision.INTERVAL
    return Value(days=days, precision=precision, timex=timex, approximate=not exact, steps=(step,))


def _year_before(keys: dict[str, str], told: Stretch) -> Value:
    """Return the same quarter, or just year, a year away: results are compared with those of as long a time."""
    unit = "Y" if told == unit_of(told.earliest or date.min, "Y") else "Q"
    start = months_on(told.earliest or date.min, int(keys["offset"][0] + "12"))
    step = Step(f"same {NAMES[unit]}", f"{keys['offset']} of the {NAMES[unit]} told before, {told.earliest}")
    days = unit_of(start, unit)
    return Value(
        days=days, precision=PRECISIONS.get(unit, Precision.INTERVAL), timex=unit_value(start, unit), steps=(step,)
    )


def length(number: str, unit: str) -> str:
    """Return the TIMEX3 value of so many units."""
    unit, scale = {"E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2)}.get(unit, (unit, 1))
    if scale > 1 and number != "X":
        number = f"{float(number) * scale:g}"
    if number == "0.5" and unit in {"Y", "H", "D"}:
        number, unit = {"Y": ("6", "M"), "H": ("30", "N"), "D": ("12", "H")}[unit]
    elif "." in number and unit in {"Y", "H", "N"}:
        whole, _, part = number.partition(".")
        rest = round(float(f"0.{part}") * (12 if unit == "Y" else 60))
        return {"Y": f"P{whole}Y{rest}M", "H": f"PT{whole}H{rest}M", "N": f"PT{whole}M{rest}S"}[unit]
    time = {"H": "H", "N": "M", "S": "S"}.get(unit)
    if time:
        return f"PT{number}{time}"
    return f"P{number}WE" if unit == "K" else f"P{number}{unit}"


def _split(text: str) -> tuple[str, str]:
    return text[:-1], text[-1]


def period(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a stretch that touches the report's day."""
    number, unit = _split(keys["period"])
    timex = length(number, unit)
    direction = keys.get("dir", "")
    base = anchor.day
    if direction in {"following", "first", "final", "opening"}:
        return Value(timex=timex, precision=Precision.UNKNOWN, steps=(Step("stretch", "its place is not told"),))
    if base is None:
        return Value(timex=timex, lacks="day")
    size = _VAGUE[1] if number == "X" else float(keys.get("to", number))
    if direction == "next":
        days, word = Stretch(base, plus(moved(base, size, unit), 1)), "after"
    else:
        days, word = Stretch(moved(base, -size, unit), plus(base, 1)), "before"
    step = Step("stretch", f"{number if number != 'X' else 'some'} {NAMES[unit]}(s) {word} {now(anchor)}")
    return Value(days=days, precision=Precision.INTERVAL, timex=timex, approximate=number == "X", steps=(step,))


def duration(keys: dict[str, str], _: Anchor) -> Value:
    """Work out a length of time, which dates nothing."""
    return Value(timex=length(*_split(keys["duration"])), steps=(Step("length", "a length of time dates nothing"),))


def repeated(keys: dict[str, str], _: Anchor) -> Value:
    """Work out a repeated time, which dates no one event."""
    text = keys["set"]
    timex = text if text.startswith("XXXX") else length(*_split(text))
    return Value(timex=timex, steps=(Step("set", "a repeated time dates no one event"),))


def clock(keys: dict[str, str], anchor: Anchor) -> Value:
    """Read a time of day alone: it belongs to the day told before, else it dates nothing."""
    told = anchor.told
    if told is None or not told.earliest or told.last != told.earliest:
        # TIMEX3 takes it for the report's day; nothing is dated by that.
        return Value(timex=f"{anchor.day or 'XXXX-XX-XX'}T{keys.get('time') or keys.get('tod')}", lacks="told")
    lead = anchor.lead.earliest if anchor.lead else None
    if lead and lead != told.earliest and abs((told.earliest - lead).days) <= _NEAR:
        days = Stretch(min(told.earliest, lead), plus(max(told.earliest, lead), 1))
        step = Step("time of day", f"on the day told before, {told.earliest}, or on the first told, {lead}")
        return Value(days=days, precision=Precision.INTERVAL, timex=told.earliest.isoformat(), steps=(step,))
    step = Step("time of day", f"on the day told before, {told.earliest}")
    return Value(days=told, precision=Precision.DAY, timex=told.earliest.isoformat(), steps=(step,))


def reference(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out "recently", "now", "soon" and "at the time"."""
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
    step = Step("vague", f"{kind.lower()}, seen from the report's day, {now(anchor)}")
    return Value(days=days[kind], precision=Precision.INTERVAL, timex=timex, approximate=True, steps=(step,))
