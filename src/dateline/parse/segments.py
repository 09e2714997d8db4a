"""A report in; its sentences out, each as the block it stands in and the ranges of its tokens there."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.parse import sentences, words
from dateline.parse.view import Block, view
from dateline.records import Report

Range = tuple[int, int]


def segment(report: Report) -> Iterator[tuple[Block, list[Range]]]:
    """Yield each sentence with at least one token, in the order of the text; a title is one sentence.

    Tokens of one repair ("fi" for a ligature that stands between two words) are one, so that no two share a character.
    """
    for block in view(report):
        last = -1
        for begin, end in [(0, len(block.text))] if block.title else sentences.split(block.text):
            cut = [(begin + a, begin + b) for a, b in words.cut(block.text[begin:end])]
            if report.repairs:
                cut = _apart(block, cut, last)
            if cut:
                last = int(block.end[cut[-1][1] - 1])
                yield block, cut


def _apart(block: Block, cut: list[Range], last: int) -> list[Range]:
    """Join tokens that come from the same characters of the report; what the sentence before has is left to it."""
    found: list[Range] = []
    for first, after in cut:
        if block.start[first] >= last:
            found.append((first, after))
        elif found:
            found[-1] = (found[-1][0], after)
        last = max(last, int(block.end[after - 1]))
    return found
