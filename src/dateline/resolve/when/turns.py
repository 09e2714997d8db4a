"""Something that comes round each year in, the turn of it that a report means out: by words, by tense, by nearness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.records import Step, Stretch
from dateline.resolve.when.value import Anchor, Direction, now


def turn(stretches: Sequence[Stretch], keys: dict[str, str], anchor: Anchor) -> tuple[Stretch, Step] | None:
    """Choose among the turns near a report's day; None where there is none, or nothing to choose by."""
    known = sorted({one for one in stretches if one.earliest and one.latest}, key=lambda one: one.earliest or date.min)
    if len(known) == 1:
        return known[0], Step("told", f"{known[0].earliest}")
    base = anchor.day
    if base is None or not known:
        return None
    before = [one for one in known if one.earliest and one.earliest <= base]
    after = [one for one in known if one.last and one.last >= base]
    name, word = now(anchor), keys.get("dir")
    if word in {"last", "previous"}:
        over = [one for one in known if one.last and one.last < base]
        return (over[-1], Step("last", f"the last over before {name}")) if over else None
    if word == "next":
        ahead = [one for one in known if one.earliest and one.earliest > base]
        return (ahead[0], Step("next", f"the first after {name}")) if ahead else None
    if word == "this":
        here = [one for one in known if one.earliest and one.earliest.year == base.year]
        if len(here) == 1:
            return here[0], Step("this", f"in the year of the report, {base.year}")
    if anchor.direction is Direction.FUTURE and after:
        return after[0], Step("looks ahead", f"the first on or after {name}")
    if anchor.direction is Direction.PAST and before:
        return before[-1], Step("looks back", f"the last on or before {name}")
    nearest = min(known, key=lambda one: _far(one, base))
    return nearest, Step("no tense", f"the nearest to {name}, sooner behind than ahead")


def _far(days: Stretch, base: date) -> int:
    """Return how far a stretch is from a day, days to come counting threefold: news looks back."""
    if days.earliest and days.earliest > base:
        return (days.earliest - base).days * 3
    return max(0, (base - days.last).days) if days.last else 0
