"""Who speaks in a transcript: a report's lines in, an attribution for each turn out.

A turn begins a line with a label and a colon ("Q:", "THE WITNESS:", "Roe:") and runs to the next, the last one to the
end of its line. Lines with labels make a transcript where there are two and they make up half of the lines they span.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.found import Found, Sort
from dateline.extract.quotes import paragraph
from dateline.extract.tree import Tree
from dateline.records import Report

LABEL = 5  # words before the colon
WORDS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X", "SYM", "ADP", "PUNCT", "INTJ", "PRON"})


def turns(report: Report, tree: Tree) -> list[Found]:
    """Return the turns of a transcript, none where the report is none."""
    if tree.tokens.text.count(":") < 2:
        return []
    starts = [i for i in range(len(tree.tokens)) if not i or paragraph(report, tree, i)]
    labels = list(_labels(report, tree, starts))
    if len(labels) < 2 or 2 * len(labels) < sum(labels[0][0] <= start <= labels[-1][0] for start in starts):
        return []
    last = next((start for start in starts if start > labels[-1][0]), len(tree.tokens))
    ends = [first for first, _ in labels[1:]] + [last]
    return [
        Found(
            trigger=colon,
            cue=frozenset({colon}),
            source=colon - 1,
            content=frozenset(range(colon + 1, end)),
            sort=Sort.REPORT,
            phrase=frozenset(range(first, colon)),
        )
        for (first, colon), end in zip(labels, ends, strict=True)
        if end > colon + 1
    ]


def _labels(report: Report, tree: Tree, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Give the first word of each label, and its colon."""
    text = tree.tokens.text
    for first in starts:
        colon = next((i for i in range(first + 1, min(first + 1 + LABEL, len(text))) if text[i] == ":"), None)
        if colon is None or any(paragraph(report, tree, i) for i in range(first + 1, colon + 1)):
            continue
        label = range(first, colon)
        capital = text[first][:1].isupper() and text[colon - 1][:1].isupper()
        told = colon + 1 < len(text) and not paragraph(report, tree, colon + 1)
        if capital and told and all(tree.tokens.upos[i] in WORDS for i in label):
            yield first, colon
