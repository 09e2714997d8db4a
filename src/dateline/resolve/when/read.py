"""A form and its anchors in, a value out: the days it may mean, its TIMEX3 value and the steps that led there."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import Precision, Step, Stretch, plus
from dateline.resolve.when.calendar import months_on
from dateline.resolve.when.calendars import calendar
from dateline.resolve.when.dated import dated, ranged
from dateline.resolve.when.feasts import holiday
from dateline.resolve.when.lengths import (
    clock,
    distance,
    duration,
    length,
    offset,
    period,
    reference,
    repeated,
    shifted,
)
from dateline.resolve.when.relative import overnight, results, unit, weekday, weekend
from dateline.resolve.when.value import Anchor, Value
from dateline.resolve.when.zones import timed

_READERS = {
    "date": dated, "range": ranged, "holiday": holiday, "weekday": weekday, "unit": unit, "weekend": weekend,
    "overnight": overnight, "offset": offset, "period": period, "duration": duration, "set": repeated,
    "calendar": calendar, "time": clock, "tod": clock, "ref": reference, "results": results,
}  # fmt: skip
_MODS = {
    "early": "START", "start": "START", "earlier": "START", "half1": "START", "mid": "MID", "late": "END",
    "end": "END", "later": "END", "half2": "END", "approx": "APPROX", "nearly": "LESS_THAN", "less": "LESS_THAN",
    "more": "MORE_THAN", "atleast": "EQUAL_OR_MORE", "atmost": "EQUAL_OR_LESS",
}  # fmt: skip


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
    if value.days.empty:
        return Value(lacks="date", steps=(Step("no such date", "past the last day of the calendar"),))
    value = _modified(value, keys, anchor)
    if away := keys.get("away"):
        value = _moved(value, away)
    return _timed(value, keys, anchor)


def _modified(value: Value, keys: dict[str, str], anchor: Anchor) -> Value:
    """Cut a part out of a value, or widen it."""
    part, mod = keys.get("part"), keys.get("mod")
    mark = _MODS.get(part or mod or "", "")
    if mark:
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
        edtf = f"{(value.edtf or _edtf_of(value)).removesuffix('~')}~"
        value = replace(value, days=days.widened(slack), edtf=edtf, approximate=True, steps=(*value.steps, step))
    return value


def _moved(value: Value, away: str) -> Value:
    """Return what lies a distance away from a value: "two days before Christmas"."""
    told = distance(f"offset:{away}")
    days = shifted(f"offset:{away}", value.days)
    if told is None or days.empty:
        return value
    exact = told[0] == told[1] and told[2] == "D"
    step = Step("distance", f"{away} from {value.days.earliest}: {days.earliest} to {days.last}")
    return replace(
        value,
        days=days,
        precision=value.precision if exact else Precision.INTERVAL,
        timex=length(away[1:-1], away[-1]),
        edtf=None,
        approximate=value.approximate or not exact,
        steps=(*value.steps, step),
    )


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
        middle = months_on(start, round(size / 61)) if size > 360 else plus(start, size / 2)
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


def _timed(value: Value, keys: dict[str, str], anchor: Anchor) -> Value:
    """Add a time of day to a value that is one day."""
    clock, part = keys.get("time"), keys.get("tod")
    if not clock and not part:
        return value
    value = replace(value, timex=f"{value.timex}T{clock or part}")
    one = value.days.closed and value.days.last == value.days.earliest
    return timed(value, keys, anchor) if clock and one else value
