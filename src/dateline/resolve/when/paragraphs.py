"""Which paragraph each sentence of a report stands in."""

from __future__ import annotations

from itertools import pairwise

from dateline.records import Parsed, Report


def paragraphs(report: Report, parsed: Parsed) -> list[int]:
    """Return the number of each sentence's paragraph; one ends at an empty line or a tag, else at any line end."""
    by_line = "\n\n" not in report.text
    number, out = 0, [0] if parsed.sentences else []
    for one, two in pairwise(parsed.sentences):
        between = report.text[one.span.end : two.span.start]
        number += "<" in between or between.count("\n") > 1 or (by_line and "\n" in between)
        out.append(number)
    return out
