"""A date in figures that may be read with the day or the month first: settled by the report's country, else both kept.

Month first after CLDR 46 (short dates of `en_US` and of the territories and the Philippines, which write as it does);
where English-language custom is divided (Canada), or local custom puts the year first and so tells nothing of English,
the country settles nothing; everywhere else the day comes first.
"""

from __future__ import annotations

from datetime import date

from dateline.records import Precision, Step, Stretch, plus
from dateline.resolve.when.calendar import one_day
from dateline.resolve.when.value import Anchor, Value

_MONTH_FIRST = frozenset("USA PRI GUM VIR ASM MNP UMI MHL PHL".split())
_NEITHER = frozenset("CAN CHN HUN JPN KOR LTU MNG PRK TWN".split())


def unordered(keys: dict[str, str], anchor: Anchor) -> Value:
    """Work out `date:` with the month first and `or:` with the day first."""
    month_first, day_first = date.fromisoformat(keys["date"]), date.fromisoformat(keys["or"])
    told = Step("date told", f"{month_first} with the month first, {day_first} with the day first")
    home = next((home for home in anchor.homes if home.code not in _NEITHER), None)
    if home is not None:
        first, day = ("month", month_first) if home.code in _MONTH_FIRST else ("day", day_first)
        step = Step(f"{first} first", f"as in {home.name}, {home.why}")
        return Value(days=one_day(day), precision=Precision.DAY, timex=day.isoformat(), steps=(told, step))
    one, two = sorted((month_first, day_first))
    return Value(
        days=Stretch(one, plus(two, 1)),
        precision=Precision.INTERVAL,
        timex=month_first.isoformat(),
        edtf=f"[{one},{two}]",
        steps=(told, Step("day and month unclear", f"{one} or {two}")),
        doubts=(("time/ambiguous", f"{one} or {two}: neither the text nor the report's country tells the order"),),
    )
