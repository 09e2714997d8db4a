"""Which paragraph each sentence of a report stands in."""

from __future__ import annotations

from itertools import pairwise

from dateline.records import Parsed, Report

_WHOLE = 0.9  # share of line ends that end a sentence from which lines are paragraphs; wrapped lines end anywhere


def paragraphs(report: Report, parsed: Parsed) -> list[int]:
    """Return the number of each sentence's paragraph.

    One ends at an empty line or a tag, and at any line end where the report breaks its lines only between sentences.
    """
    between = [report.text[one.span.end : two.span.start] for one, two in pairwise(parsed.sentences)]
    ends = sum("\n" in gap for gap in between)
    inside = sum("\n" in sentence.span.of(report.text) for sentence in parsed.sentences)
    by_line = ends >= _WHOLE * (ends + inside)
    number, out = 0, [0] if parsed.sentences else []
    for gap in between:
        number += "<" in gap or gap.count("\n") > 1 or (by_line and "\n" in gap)
        out.append(number)
    return out
