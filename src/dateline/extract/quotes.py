"""Where a report quotes: tokens in, runs of tokens between quotation marks out.

A mark that is never closed ends with its paragraph, as the convention of several quoted paragraphs has it. Marks inside
a quotation, and single marks used as apostrophes, open nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dateline.extract.tree import Tree
from dateline.records import Report

OPEN, CLOSE, STRAIGHT = frozenset("“«„"), frozenset("”»"), frozenset({'"', "``", "''"})


@dataclass(frozen=True)
class Quote:
    """Tokens [first, last), marks included."""

    first: int
    last: int
    closed: bool

    @cached_property
    def tokens(self) -> frozenset[int]:
        """Return the tokens as a set."""
        return frozenset(range(self.first, self.last))


def quotes(report: Report, tree: Tree) -> tuple[Quote, ...]:
    """Find the quotations of a report, in order; they never overlap."""
    found: list[Quote] = []
    opened: int | None = None
    tokens = tree.tokens
    for token in range(len(tokens)):
        if opened is not None and token and _paragraph(report, tree, token):
            _keep(found, opened, token, closed=False)
            opened = None
        text = tokens.text[token]
        if opened is None:
            if text in OPEN or text in STRAIGHT:
                opened = token
        elif text in CLOSE or text in STRAIGHT:
            _keep(found, opened, token + 1, closed=True)
            opened = None
    if opened is not None:
        _keep(found, opened, len(tokens), closed=False)
    return tuple(found)


def spoken(tree: Tree, quote: Quote) -> bool:
    """Say whether the words between the marks can be speech: a clause of their own, not a word in scare quotes."""
    inside = range(quote.first, quote.last)
    words = sum(tree.tokens.upos[i] != "PUNCT" for i in inside)
    verbs = any(tree.tokens.upos[i] in {"VERB", "AUX"} for i in inside)
    return words >= 4 and verbs  # three words are a term or a name


def _keep(found: list[Quote], first: int, last: int, *, closed: bool) -> None:
    if last - first > (2 if closed else 1):
        found.append(Quote(first, last, closed))


def _paragraph(report: Report, tree: Tree, token: int) -> bool:
    before, here = tree.tokens.span[token - 1], tree.tokens.span[token]
    return "\n" in report.text[before.end : here.start]
