"""The date marks of a draft in, the one that says when the report was published out, with the reason.

The most precise mark that agrees with the crawler's day is taken. The file's own times and the clock are never asked.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from dateline.read.dates import DATE, moments
from dateline.read.draft import Draft
from dateline.records import Span, Told

NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
LEAD = re.compile(
    r"(?P<said>\b(?:said|told|announced|reported|confirmed|declared|stated)\b[^.!?\n]{0,60}?\bon )" + DATE.pattern,
    re.IGNORECASE,
)
LEAD_PIECES = 5
FILED = 7  # days; a dateline further back is of another story, or wrong
LEAD_REACH = 500  # characters
ORDER = ("stamped", "dateline", "page", "updated")  # who is believed first among marks that disagree


def published(draft: Draft) -> Told | None:
    """Choose the report's publication date; note a problem where marks disagree or none is there."""
    crawler = draft.first("crawler")
    marks = [mark for name in ORDER for mark in draft.told.get(name, ())]
    chosen = _agreeing(draft, crawler, marks) if crawler else (marks[0] if marks else None)
    if chosen is None and not crawler:
        chosen = _from_name(draft) or _yearless(draft) or _from_lead(draft)
    if chosen is None and (month := draft.first("month")):
        span = (month.span.start, month.span.end) if month.span else None
        draft.wonder("month-only", f'only its month, {month.value}, is told; "Thursday" cannot be dated', span)
        return month
    if chosen is None:
        draft.wonder("no-date", 'no publication date found; give it as a first line such as "date 2020-01-16"')
        return None
    if not crawler:
        chosen = max(
            (mark for mark in marks if _same_day(mark, chosen)), key=lambda mark: len(mark.value), default=chosen
        )
    return _timed(draft, chosen)


def written(draft: Draft, told: Told | None) -> Told | None:
    """Return the dateline's own day where it is a few days before publication, with the year that makes it so.

    A story filed on the 3rd and printed on the 5th means the 3rd by "today".
    """
    if told is None or len(told.value) < len("2020-01-16"):
        return None
    day = date.fromisoformat(told.value[:10])
    for mark in (*draft.told.get("dateline", ()), *draft.told.get("undated", ())):
        for year in (day.year, day.year - 1):
            try:
                found = date.fromisoformat(mark.value[:10] if mark.value[:4].isdigit() else f"{year}-{mark.value}")
            except ValueError:
                continue
            if 0 < (day - found).days <= FILED:
                return Told(value=found.isoformat(), rule=mark.rule, span=mark.span)
    return None


def _same_day(left: Told, right: Told) -> bool:
    return left.value[:10] == right.value[:10]


def _agreeing(draft: Draft, crawler: Told, marks: list[Told]) -> Told:
    same = [mark for mark in marks if _same_day(mark, crawler)]
    if same:
        best = max([crawler, *same], key=lambda mark: len(mark.value))
        return (
            Told(value=best.value, rule=f"{best.rule}, on the crawler's day", span=best.span)
            if best is not crawler
            else crawler
        )
    first = next((mark for mark in marks if mark not in draft.told.get("updated", ())), None)
    if first is None:
        return crawler
    # A page cannot be fetched before it is published: an earlier date is the page's, a later one is another thing's.
    earlier = first.value[:10] < crawler.value[:10]
    chosen, other = (first, crawler) if earlier else (crawler, first)
    why = "it is the page's own and not after the crawler's" if earlier else "the page's is after it"
    draft.wonder(
        "dates-disagree",
        f"{other.rule} says {other.value}, {chosen.rule} says {chosen.value}, which is taken as {why}; "
        "check it where days matter",
        (first.span.start, first.span.end) if first.span else None,
    )
    return Told(value=chosen.value, rule=f"{chosen.rule}: {why}", span=chosen.span)


def _timed(draft: Draft, chosen: Told) -> Told:
    hour = draft.first("clock")
    if len(chosen.value) != len("2020-01-16") or hour is None:
        return chosen
    return Told(value=f"{chosen.value}T{hour.value}", rule=f"{chosen.rule} and {hour.rule}", span=chosen.span)


def _from_name(draft: Draft) -> Told | None:
    match = NAMED.search(PurePath(draft.path).name)
    if not match:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return Told(value=day.isoformat(), rule="the file's name")


def _from_lead(draft: Draft) -> Told | None:
    """Take the day on which something was said by the first sentences: reports are written then or a day after."""
    for start, end in draft.pieces()[:LEAD_PIECES]:
        match = LEAD.search(draft.text, start, min(end, start + LEAD_REACH))
        moment = next(moments(draft.text, match.end("said"), match.end()), None) if match else None
        iso = moment.iso() if moment and moment.year else None
        if moment and iso:
            span = Span(moment.span.start, moment.span.end)
            message = f"no date of its own; taken from its first lines, which tell what was said on {iso[:10]}"
            draft.wonder("date-from-lead", f"{message}; check it", (span.start, span.end))
            return Told(value=iso[:10], rule="the day in the first lines on which something was said", span=span)
    return None


def _yearless(draft: Draft) -> Told | None:
    """Complete a dateline's day by a year that the text itself names and no other; else leave it open."""
    undated = draft.first("undated")
    years = set(re.findall(r"\b(?:19|20)\d\d\b", draft.text[:20_000])) if undated else set()
    if undated is None or len(years) != 1:
        return None
    try:
        day = date.fromisoformat(f"{years.pop()}-{undated.value}")
    except ValueError:
        return None
    draft.wonder(
        "year-guessed",
        f"the dateline gives a day without a year; {day.year} is the only year in the text",
        (undated.span.start, undated.span.end) if undated.span else None,
    )
    return Told(value=day.isoformat(), rule="the dateline's day in the only year the text names", span=undated.span)
