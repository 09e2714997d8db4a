"""A chronicle's entries: a report in, the time that heads the paragraph of each sentence out.

"March 24, 2021: Insurgents attack the town. Dozens are killed." A page that lists events by day tells them in the
present, and only the first sentence of an entry stands beside its day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.records import Parsed, Report
from dateline.resolve.when.paragraphs import paragraphs
from dateline.resolve.when.value import Value

FEWEST = 2  # entries of a chronicle: one date before a dash may be the day on which a report was filed
_BEFORE = re.compile(r"[\s*•·‣◦●▪–—-]*")  # what marks an item of a list
_MARK = re.compile(r"\s*(?::|[–—-]\s)")
_BEHIND = re.compile(r"[\s:*–—-]*")
_DATES = ("date:", "range:")


class Heading(NamedTuple):
    """A date that heads a paragraph, by its place among the report's expressions, or stands `alone` on its line."""

    expression: int
    alone: bool


def headings(report: Report, parsed: Parsed) -> dict[int, Heading]:
    """Return the dates that head paragraphs, or stand alone in one, by the number of the paragraph.

    Such a date stands before a colon or a dash, or there is nothing else in its paragraph.
    """
    place = paragraphs(report, parsed)
    first = {number: at for at, number in reversed(list(enumerate(place)))}
    last = dict(zip(place, range(len(place)), strict=True))
    found: dict[int, Heading] = {}
    for index, expression in enumerate(parsed.times):
        number = place[parsed.tokens.sentence[expression.first]]
        if number in found or not expression.form.startswith(_DATES):
            continue
        start, end = parsed.sentences[first[number]].span.start, parsed.sentences[last[number]].span.end
        if _BEFORE.fullmatch(report.text, start, expression.span.start):
            alone = _BEHIND.fullmatch(report.text, expression.span.end, end) is not None
            if alone or _MARK.match(report.text, expression.span.end, end):
                found[number] = Heading(index, alone)
    return found


def entries(report: Report, parsed: Parsed, read: Sequence[Value]) -> Mapping[int, int]:
    """Return for each sentence of an entry the expression that heads it, by its place among the report's.

    A date before a colon or a dash heads its paragraph, one on a line of its own heads what follows up to the next.
    """
    heading = {number: one for number, one in headings(report, parsed).items() if read[one.expression].days.closed}
    if len({read[one.expression].days for one in heading.values()}) < FEWEST:
        return {}
    found: dict[int, int] = {}
    held: int | None = None
    for sentence, number in enumerate(paragraphs(report, parsed)):
        if number in heading:
            found[sentence] = heading[number].expression
            if heading[number].alone:
                held = heading[number].expression
        elif held is not None:
            found[sentence] = held
    return found
