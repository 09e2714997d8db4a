"""Times and spans in, the words that a person reads out."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from dateline.records import Basis, Event, Mention, Modality, Phase, Report, Span, When

MARGIN = 240  # characters looked through either side of a clause for its sentence's ends
_BASES = {
    Basis.PERSON: "as a person said",
    Basis.PHRASE: "by an expression",
    Basis.NEWS: "as news of the day it is told",
    Basis.ORDER: "by order links only",
    Basis.REPORT: "undated, bounded by the report's day",
    Basis.UNKNOWN: "undated",
}
_STOP = re.compile(r"[.!?][\"'”’)]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """A mention's sentence as a person reads it, parted at its trigger."""

    before: str
    trigger: str
    after: str

    def __str__(self) -> str:
        return " ".join(f"{self.before}\0{self.trigger}\0{self.after}".split()).replace("\0", "")


def date_words(when: When) -> str:
    """Say a time in the shortest words that lose nothing.

    >>> date_words(When(earliest=date(2024, 3, 1), latest=date(2024, 3, 11)))
    '1–10 Mar 2024'
    >>> date_words(When(latest=date(2024, 3, 11), bounded=True))
    'by 10 Mar 2024'
    """
    first, last = when.earliest, when.last_day
    if first is None and last is None:
        return "undated"
    if first is None:
        return f"by {_day(last)}" if last else "undated"
    if last is None:
        return f"from {_day(first)}"
    about = "about " if when.edtf and "~" in when.edtf else ""
    if first == last:
        return about + _day(first)
    return ("within " if when.bounded else about) + _stretch(first, last)


def basis_words(basis: Basis) -> str:
    """Say what dates an event."""
    return _BASES[basis]


def reality_words(event: Event, today: date | None = None) -> str:
    """Say how an event is told in one or two words, nothing where a report tells it as done in its own voice.

    `today` is the day by which a plan is due. A denial is left out that came before the act, or before a confirmation.
    """
    phases = {step.phase for step in event.lifecycle}
    if event.modality is not Modality.ASSERTED:
        if today and event.unheard_since(today):
            return "unheard"
        announced = event.modality is Modality.PLANNED and Phase.ANNOUNCED in phases
        return Phase.ANNOUNCED.value if announced else event.modality.value
    base = "" if phases & {Phase.REPORTED, Phase.CONFIRMED, Phase.ANNOUNCED} or not phases else Phase.CLAIMED.value
    happened = event.when.earliest or date.min
    settled = max(
        (step.day for step in event.lifecycle if step.phase is Phase.CONFIRMED and step.day), default=date.min
    )
    denials = (step.day or date.max for step in event.lifecycle if step.phase is Phase.DENIED)
    denied = any(day >= happened and day > settled for day in denials)
    aside = [Phase.DENIED.value] * denied + [Phase.CORRECTED.value] * (Phase.CORRECTED in phases)
    return ", ".join([base or "told", *aside]) if aside else base


def sentence(report: Report, mention: Mention) -> Span:
    """Return the sentence that tells a mention, as far as its ends can be seen."""
    text = report.text
    start, end = min(mention.clause.start, mention.trigger.start), max(mention.clause.end, mention.trigger.end)
    left, right = max(0, start - MARGIN), min(len(text), end + MARGIN)
    for furniture in report.furniture:
        if not furniture.inline and furniture.span.end <= start:
            left = max(left, furniture.span.end)
        elif not furniture.inline and furniture.span.start >= end:
            right = min(right, furniture.span.start)
    stops = [match.end() for match in _STOP.finditer(text, left, start)]
    left = stops[-1] if stops else left if left == 0 or start - left < MARGIN else start
    if text[end - 1 : end] not in {".", "!", "?"}:
        stop = _STOP.search(text, end, right)
        right = stop.end() if stop else right if right == len(text) or right - end < MARGIN else end
    else:
        right = end
    return Span(left, right)


def quote(report: Report, mention: Mention) -> Quote:
    """Return the sentence that tells a mention, with repairs and without furniture."""
    whole = sentence(report, mention)
    return Quote(
        _words(report, whole.start, mention.trigger.start).lstrip(),
        report.words(mention.trigger),
        _words(report, mention.trigger.end, whole.end).rstrip(),
    )


def _words(report: Report, start: int, end: int) -> str:
    """Return a stretch's words, with the blank at an end that parts it from its neighbour."""
    if start >= end:
        return ""
    words = report.words(Span(start, end))
    before = " " if report.text[start].isspace() else ""
    after = " " if words and report.text[end - 1].isspace() else ""
    return before + words + after


def _day(day: date) -> str:
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def _stretch(first: date, last: date) -> str:
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        start, end = (f"{calendar.month_abbr[day.month]} {day.year}" for day in (first, last))
        return end if start == end else f"{start.removesuffix(f' {last.year}')}–{end}"
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {calendar.month_abbr[first.month]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"
