"""Two reports and what they share in, what the later has taken from the first out: how much, which passages, and why.

Publication decides who came first; on one day, who credits nobody; then the hour, and where nothing tells, the id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dateline.merge.credits import credited, printed_by
from dateline.merge.passages import Comparison, Taken, spans
from dateline.records import Copy, Passage, Relation, Report, Span

COPY = 0.6  # share of a report's own words from which it is a copy
REWRITTEN = 0.8  # the same where nothing of its first sentences is taken
OPENING = 3  # sentences or lines
PARTLY = 0.15  # from which it is one in part
CREDITED = 0.75  # both are lower by this factor where a credit says the same
STANDING = 60  # words of a passage that many reports may end with, such as background
LAST = 2 / 3  # how far down in both reports it stands
FLASH = 0.5  # share of the first report that is taken whole into a longer one, which is a copy in part
BRIEF = 2  # prints of a report that is nothing but a line or two
PRINT = 4  # bytes of a print
UNDATED = "9"  # later than all dates


class Place(NamedTuple):
    """Where a report stands among copies: who came first."""

    day: str
    secondhand: bool  # credits another
    time: str
    id: str
    brief: bool = False  # has hardly a print: one that is shared is enough


class Head(NamedTuple):
    """What a report's head and foot tell of its text: when it was published, whom it credits, who printed it."""

    place: Place
    credits: frozenset[str]
    printer: str  # "" where it does not tell


def head(report: Report) -> Head:
    """Return what tells a report's place among copies."""
    told = report.published.value if report.published else UNDATED
    credits_, printer = credited(report), printed_by(report)
    place = Place(
        day=told[:10],
        secondhand=bool(credits_ - {printer}),
        time=told[10:] or UNDATED,
        id=report.id,
        brief=len(report.prints) <= BRIEF * PRINT,
    )
    return Head(place=place, credits=credits_, printer=printer)


def copy(
    later: Head, first: Head, forward: Comparison, back: Comparison, *, text: Callable[[int], str], family: str
) -> Copy:
    """Return what is taken; `text` tells whose words stand at an offset of the first, `family` whose text it is."""
    credit = min(later.credits & (first.credits | {first.printer}), default="")
    return Copy(
        report=later.place.id,
        first=first.place.id,
        family=family,
        relation=_relation(forward, back, CREDITED if credit else 1.0),
        share=round(forward.share, 4),
        passages=_passages(forward.taken, text),
        added=spans(forward.rest),
        left_out=spans(back.rest),
        order=_order(first.place, later.place),
        credit=credit,
    )


def _relation(forward: Comparison, back: Comparison, factor: float) -> Relation:
    if forward.share >= (COPY * factor if _opens(forward) else REWRITTEN):
        return Relation.COPY
    if (forward.share >= PARTLY * factor or back.share >= FLASH) and not _standing(forward, back):
        return Relation.PARTLY
    return Relation.PASSAGE


def _opens(side: Comparison) -> bool:
    """Say whether something of a report's first sentences is taken."""
    opening = sorted(unit.first for unit in (*side.rest, *(one.unit for one in side.taken)))[:OPENING]
    return any(one.unit.first in opening for one in side.taken)


def _standing(forward: Comparison, back: Comparison) -> bool:
    """Say whether all that is shared is one short passage near the end of both reports."""
    for side in (forward, back):
        if not side.taken:
            return False
        first, last = side.taken[0].unit.first, side.taken[-1].unit.last
        whole = last - first == sum(one.unit.last - one.unit.first for one in side.taken)
        if not whole or last - first > STANDING or first < LAST * side.length:
            return False
    return True


def _passages(taken: Sequence[Taken], text: Callable[[int], str]) -> tuple[Passage, ...]:
    """Return what is taken, units that follow on one another in both reports as one passage."""
    found: list[Passage] = []
    last: Taken | None = None
    for one in taken:
        whose = text(one.of.span.start)
        on = last is not None and last.unit.last == one.unit.first and last.of.last == one.of.first
        if on and (found[-1].text, found[-1].edited) == (whose, one.edited):
            span, of = Span(found[-1].span.start, one.unit.span.end), Span(found[-1].of.start, one.of.span.end)
            found[-1] = Passage(span=span, of=of, text=whose, edited=one.edited)
        else:
            found.append(Passage(span=one.unit.span, of=one.of.span, text=whose, edited=one.edited))
        last = one
    return tuple(found)


def _order(first: Place, later: Place) -> str:
    if first.day != later.day:
        return "published earlier" if later.day != UNDATED else "the other has no date"
    if first.secondhand != later.secondhand:
        return "the other credits whom it has the text from"
    if first.time != later.time:
        return "published earlier that day" if later.time != UNDATED else "the other tells no hour"
    return "nothing tells which came first; by id"
