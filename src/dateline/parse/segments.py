"""A report in; its sentences out, each as the block it stands in and the ranges of its tokens there."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.parse import sentences, words
from dateline.parse.view import Block, view
from dateline.records import Report

Range = tuple[int, int]


def segment(report: Report) -> Iterator[tuple[Block, list[Range]]]:
    """Yield each sentence with at least one token, in the order of the text; a title is one sentence."""
    for block in view(report):
        for begin, end in [(0, len(block.text))] if block.title else sentences.split(block.text):
            cut = [(begin + a, begin + b) for a, b in words.cut(block.text[begin:end])]
            if cut:
                yield block, cut
