"""The numbers of one event as they were told over time: its facts in, a series for each thing counted out.

Nothing is added up: parts of a whole, and groups told apart, each have a series of their own. Of accounts of one day
the bounds that all can agree on are kept, else all that they span.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from dateline.merge.facts import Facts
from dateline.records import Modality, Number, Toll, TollTold

FIXED = frozenset(("vote", "crowd"))  # what is counted once: another count is another account, however late
SLACK = 0.2  # how far from it a number told as approximate may be
ANYBODY = frozenset(
    """people person victim other individual one dead death fatality casualty body injury injured wounded life man
    human resident""".split()
)


def tolls(found: Sequence[Facts]) -> tuple[Toll, ...]:
    """Return the series of what the mentions of an event count, in the order of their first telling."""
    told: dict[tuple[str, str, str, bool], list[tuple[str, Number, str]]] = defaultdict(list)
    for one in found:
        for number in one.mention.numbers:
            if one.mention.modality is Modality.DENIED or (one.mention.negated and number.high != 0):
                continue
            key = (number.what, number.unit, group(number), number.of is not None)
            told[key].append(("" if number.earlier else one.told[:10], number, one.id))
    return tuple(
        _toll(Toll(what=what, unit=unit, group=of, part=part), numbers)
        for (what, unit, of, part), numbers in told.items()
    )


def group(number: Number) -> str:
    """Return whom a number counts, "" where it may be anybody."""
    return "" if number.group in ANYBODY or number.group == number.what else number.group


def grows(number: Number) -> bool:
    """Say whether a count goes on rising while it is found out what happened; a sum, a vote or a crowd does not."""
    return not number.unit and number.what not in FIXED


def compatible(left: Number, right: Number) -> bool:
    """Say whether two numbers may both hold: of soldiers and of policemen, or of 12 people and the 9 soldiers there."""
    low, high = _bounds(left)
    least, most = _bounds(right)
    if group(left) != group(right):
        if group(left) and group(right):
            return True
        return (most is None or low <= most) if group(left) else (high is None or least <= high)
    return (high is None or least <= high) and (most is None or low <= most)


def _bounds(number: Number) -> tuple[float, float | None]:
    if not number.approximate:
        return number.low, number.high
    return number.low * (1 - SLACK), None if number.high is None else number.high * (1 + SLACK)


def _toll(toll: Toll, numbers: Sequence[tuple[str, Number, str]]) -> Toll:
    days: dict[str, list[tuple[Number, str]]] = defaultdict(list)
    for day, number, mention in numbers:
        days[day].append((number, mention))
    series: list[TollTold] = []
    for day in sorted(days):
        one = _telling(day, days[day])
        if series and (one.low, one.high) == (series[-1].low, series[-1].high):
            both = tuple(sorted({*series[-1].mentions, *one.mentions}))
            series[-1] = TollTold(low=one.low, high=one.high, day=series[-1].day, mentions=both)
        else:
            series.append(one)
    return Toll(what=toll.what, unit=toll.unit, group=toll.group, part=toll.part, told=tuple(series))


def _telling(day: str, numbers: Sequence[tuple[Number, str]]) -> TollTold:
    """Put the numbers of one day together."""
    lows = [number.low for number, _ in numbers]
    highs = [number.high for number, _ in numbers if number.high is not None]
    low, high = max(lows), min(highs, default=None)
    if high is not None and high < low:
        low, high = min(lows), max(highs) if len(highs) == len(numbers) else None
    mentions = tuple(sorted({mention for _, mention in numbers}))
    return TollTold(low=low, high=high, day=date.fromisoformat(day) if len(day) == 10 else None, mentions=mentions)
