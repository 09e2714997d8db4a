"""Calendar dates and ranges: the year they leave out is chosen by words, weekday or tense."""

from __future__ import annotations

import re
from datetime import date

from dateline.records import Precision, Step, Stretch
from dateline.resolve.when.calendar import (
    NAMES,
    SEASON_CODES,
    SEASON_MONTHS,
    months_on,
    nth_of,
    one_day,
    season_of,
    unit_of,
)
from dateline.resolve.when.numeric import unordered
from dateline.resolve.when.value import PRECISIONS, Anchor, Direction, Value, unit_value

# A date without a year is told of a day near the report's: where tense points to one most of a year off and the other
# is within a season, the near one is meant ("payable Dec. 15", "the Oct. 23 accord"). A quarter's results are told in
# the next one, often as what is still to come ("expects to report a loss for the third quarter").
_NEAR, _FAR, _FAR_QUARTER = 95, 300, 180


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
    if keys.get("dir") in {"last", "previous", "next", "coming", "this"}:
        return _year_by_word(days_of, keys["dir"], base)
    return _year_by_tense(
        days_of,
        anchor.direction,
        base,
        far=_FAR_QUARTER if "-Q" in text and anchor.direction is Direction.FUTURE else _FAR,
    )


def _year_by_word(days_of: dict[int, Stretch], word: str, base: date) -> tuple[int, Step]:
    if word == "this":
        return base.year, Step("this", f"in the year of the report, {base.year}")
    if word in {"next", "coming"}:
        ahead = [year for year, days in days_of.items() if days.earliest and days.earliest > base]
        return min(ahead), Step("next", f"the first one after {base}")
    over = [year for year, days in days_of.items() if days.latest and days.latest <= base]
    return max(over), Step("last", f"the last one over before {base}")


def _year_by_tense(
    days_of: dict[int, Stretch], direction: Direction | None, base: date, *, far: int
) -> tuple[int, Step]:
    before = [year for year, days in days_of.items() if days.earliest and days.earliest <= base]
    after = [year for year, days in days_of.items() if days.latest and days.latest > base]
    gap = {year: _gap(days, base) for year, days in days_of.items()}
    if before and after and direction is not None:
        past = direction is Direction.PAST
        told, other = (max(before), min(after)) if past else (min(after), max(before))
        if gap[other] <= _NEAR and gap[told] >= far:
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


def dated(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a calendar date."""
    if "or" in keys:
        return unordered(keys, anchor)
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
    if unit := keys.get("in"):
        days, precision = unit_of(days.earliest or date.min, unit), PRECISIONS.get(unit, Precision.INTERVAL)
        steps += (Step("calendar unit", f"the {NAMES[unit]} that holds {text.replace('XXXX', f'{year:04}')}"),)
        return Value(days=days, precision=precision, timex=unit_value(days.earliest or date.min, unit), steps=steps)
    if which := keys.get("nth"):
        number, unit = int(which[:-1]), which[-1]
        days = nth_of(days, unit, number)
        steps += (Step("part", f"{NAMES[unit]} {number}: {days.earliest} to {days.last}"),)
        timex = _timex_date(text, year) if unit == "W" else unit_value(days.earliest or date.min, unit)
        precision = Precision.INTERVAL if unit == "W" else PRECISIONS.get(unit, Precision.INTERVAL)
        return Value(days=days, precision=precision, timex=timex, steps=steps)
    return Value(days=days, precision=precision, timex=_timex_date(text, year), edtf=edtf, steps=steps)


def ranged(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out a range: from the first of its dates to the last."""
    first, last = keys["range"].split("/")
    left = dated({**keys, "date": first}, anchor)
    right = dated({**keys, "date": last}, anchor)
    if left.lacks or right.lacks:
        return left if left.lacks else right
    start, end = left.days.earliest, right.days.earliest
    if start and end and end < start and "XXXX" in last:  # over the turn of the year
        right = dated({**keys, "date": last.replace("XXXX", f"{start.year + 1:04}")}, anchor)
    days = Stretch(left.days.earliest, right.days.latest)
    timex = f"{left.timex}/{right.timex}"
    steps = left.steps or (Step("both ends told", f"{left.timex} to {right.timex}"),)
    return Value(days=days, precision=Precision.INTERVAL, timex=timex, edtf=timex, steps=steps)
