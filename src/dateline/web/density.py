"""Events' days in, how many may lie in each stretch of time out: the picture over a chronology."""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dateline.web.facets import DAYLESS, Positions

BINS = 60  # at most so many bars
TRIMMED = 0.02  # of the events lie far outside, on either side, where the picture is not zoomed
MOST = 0.9  # of the events, where they lie in a far shorter stretch than all but those
SHORTER = 4  # times, from which a stretch is far shorter: reports of a month, and the years that they look back on
ENDS: tuple[tuple[float, Literal["lower", "higher"]], ...] = ((TRIMMED, "lower"), (1 - TRIMMED, "higher"))
STEPS = (1, 2, 7, 14)  # days; then months


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of days, and how many events lie in it: surely, and all that may."""

    first: date
    last: date
    sure: int
    may: float
    left: float  # share of the picture's width
    width: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """Bars over days [first, last], and what lies outside them."""

    first: date
    last: date
    bars: tuple[Bar, ...]
    most: float
    before: int
    after: int
    undated: int

    @property
    def day_before(self) -> date:
        """Return the last day that lies before the picture."""
        return date.fromordinal(max(1, self.first.toordinal() - 1))

    @property
    def day_after(self) -> date:
        """Return the first day that lies after the picture."""
        return date.fromordinal(min(date.max.toordinal(), self.last.toordinal() + 1))

    def at(self, day: date) -> float:
        """Return where a day begins, as a share of the width, cut at the ends."""
        whole = (self.last - self.first).days + 1
        return min(1.0, max(0.0, (day - self.first).days / whole))


def density(first: Positions, last: Positions, *, start: date | None = None, end: date | None = None) -> Density | None:
    """Count events over time; without a window given, over the days on which nearly all lie. None where none is dated.

    A day, or a stretch inside one bar, counts as sure; a longer stretch lends each bar the share of its days there.
    """
    known = first != DAYLESS
    days, ends = first[known].astype(np.int64), last[known].astype(np.int64)
    undated = int(len(first) - known.sum())
    if not len(days):
        return None
    low, high = _stretch(np.sort(days))
    low = start.toordinal() if start else low
    high = max(low, end.toordinal() if end else high)
    edges = _edges(date.fromordinal(low), date.fromordinal(high))
    low, high = edges[0], edges[-1] - 1
    inside = (ends >= low) & (days <= high)
    starts = np.array(edges[:-1])
    homes, tails = (np.searchsorted(starts, values, side="right") - 1 for values in (days, ends))
    one = inside & (homes == tails) & (homes >= 0)
    sure = np.bincount(homes[one], minlength=len(starts))
    may = sure.astype(float)
    spread = inside & ~one
    lengths = np.maximum(1, ends[spread] - days[spread] + 1)
    for at in range(len(starts)):
        overlap = np.minimum(ends[spread], edges[at + 1] - 1) - np.maximum(days[spread], edges[at]) + 1
        may[at] += float((np.maximum(0, overlap) / lengths).sum())
    whole = edges[-1] - edges[0]
    bars = tuple(
        Bar(
            first=date.fromordinal(edges[at]),
            last=date.fromordinal(edges[at + 1] - 1),
            sure=int(sure[at]),
            may=round(float(may[at]), 2),
            left=(edges[at] - edges[0]) / whole,
            width=(edges[at + 1] - edges[at]) / whole,
            label=label(date.fromordinal(edges[at]), date.fromordinal(edges[at + 1] - 1)),
        )
        for at in range(len(starts))
    )
    return Density(
        first=date.fromordinal(low),
        last=date.fromordinal(high),
        bars=bars,
        most=max((bar.may for bar in bars), default=0.0),
        before=int((ends < low).sum()),
        after=int((days > high).sum()),
        undated=undated,
    )


def _stretch(days: NDArray[np.int64]) -> tuple[int, int]:
    """Return the days that the picture runs over, of days in order."""
    low, high = (int(np.quantile(days, share, method=method)) for share, method in ENDS)
    count = math.ceil(MOST * len(days))
    widths = days[count - 1 :] - days[: len(days) - count + 1]
    at = int(widths.argmin())
    if (int(widths[at]) + 1) * SHORTER < high - low + 1:
        return int(days[at]), int(days[at + count - 1])
    return low, high


def _edges(first: date, last: date) -> list[int]:
    """Return the ordinals at which bars begin, and one past the last."""
    days = (last - first).days + 1
    for step in STEPS:
        if days <= step * BINS:
            return [*range(first.toordinal(), last.toordinal() + 1, step), _after(first, days, step)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 3, 6, 12) if months <= step * BINS), 12 * (1 + months // (12 * BINS)))
    at, edges = date(first.year, 1 + (first.month - 1) // min(step, 12) * min(step, 12), 1), []
    while at <= last:
        edges.append(at.toordinal())
        year, month = divmod(at.year * 12 + at.month - 1 + step, 12)
        if year > date.max.year:
            return [*edges, date.max.toordinal() + 1]
        at = date(year, month + 1, 1)
    return [*edges, at.toordinal()]


def _after(first: date, days: int, step: int) -> int:
    return first.toordinal() + -(-days // step) * step


def label(first: date, last: date) -> str:
    """Say a stretch of days in the fewest words.

    >>> label(date(2020, 1, 1), date(2020, 1, 31)), label(date(2020, 1, 3), date(2020, 1, 3))
    ('Jan 2020', '3 Jan 2020')
    """
    if first == last:
        return f"{first.day} {calendar.month_abbr[first.month]} {first.year}"
    whole = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_abbr[first.month]} {first.year}"
    if whole and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{label(first, first)} – {label(last, last)}"
