"""Where a report quotes: tokens in, runs of tokens between quotation marks out, and what is odd about them.

A double mark that is never closed ends with its paragraph, as the convention of several quoted paragraphs has it.
Single marks quote where they stand free of words on their outer side and are closed in their paragraph, so that no
apostrophe is taken for one; between double marks they quote inside the quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.extract.tree import Tree
from dateline.records import Problem, Report, Span

OPEN, CLOSE, STRAIGHT = frozenset("“«„"), frozenset("”»"), frozenset({'"', "``", "''"})
OPEN_SINGLE, CLOSE_SINGLE = frozenset("‘‚'‹"), frozenset("’'›")
WHOLE = 0.9  # share of the words of a report that are quoted, from which its own are lost
LONG = 40  # words: a shorter report may well be one quotation


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
        if opened is not None and token and paragraph(report, tree, token):
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
    inside = frozenset().union(*(quote.tokens for quote in found))
    single = [quote for quote in _single(report, tree) if inside.isdisjoint(quote.tokens)]
    return tuple(sorted([*found, *single], key=lambda quote: quote.first))


def nested(report: Report, tree: Tree, outer: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Find quotations inside others: single marks between double ones."""
    return tuple(one for one in _single(report, tree) if any(one.tokens < quote.tokens for quote in outer))


def _single(report: Report, tree: Tree) -> Iterator[Quote]:
    """Give the runs between single marks, each the longest that one paragraph holds without another opening."""
    if OPEN_SINGLE.isdisjoint(tree.tokens.text):
        return
    opened: int | None = None
    for token in range(len(tree.tokens)):
        text = tree.tokens.text[token]
        if token and paragraph(report, tree, token):
            opened = None
        if opened is None and text in OPEN_SINGLE and _free(report, tree, token, before=True):
            opened = token
        elif opened is not None and text in CLOSE_SINGLE and _free(report, tree, token, before=False):
            if token - opened > 1 and not tree.tokens.text[token] == "'" == tree.tokens.text[token - 1]:
                yield Quote(opened, token + 1, True)
            opened = None


def _free(report: Report, tree: Tree, token: int, *, before: bool) -> bool:
    """Say whether no letter touches a mark from outside, and one does from inside; a genitive is none."""
    span = tree.tokens.span[token]
    left, right = report.text[span.start - 1 : span.start], report.text[span.end : span.end + 1]
    outer, inner = (left, right) if before else (right, left)
    return not outer.isalnum() and bool(inner.strip()) and tree.tokens.xpos[token] != "POS"


def spoken(tree: Tree, quote: Quote) -> bool:
    """Say whether the words between the marks can be speech: a clause of their own, not a word in scare quotes."""
    inside = range(quote.first, quote.last)
    words = sum(tree.tokens.upos[i] != "PUNCT" for i in inside)
    verbs = any(tree.tokens.upos[i] in {"VERB", "AUX"} for i in inside)
    return words >= 4 and verbs  # three words are a term or a name


def odd(report: Report, tree: Tree, found: tuple[Quote, ...]) -> Iterator[Problem]:
    """Give what is odd about the quotations: one that nothing closes, a report that is one quotation."""
    for quote in found:
        goes_on = quote.last < len(tree.tokens) and tree.tokens.text[quote.last] in OPEN | STRAIGHT
        if not quote.closed and not goes_on:
            span = tree.tokens.span[quote.first]
            message = "a quotation is never closed; it is taken to end with its paragraph"
            yield _problem(report, "extract/open-quote", message, span)
    words = [i for i in range(len(tree.tokens)) if tree.tokens.upos[i] != "PUNCT" and not tree.sentence(i).title]
    inside: frozenset[int] = frozenset().union(*(quote.tokens for quote in found))
    quoted = sum(i in inside for i in words)
    if len(words) >= LONG and quoted >= WHOLE * len(words):
        message = "nearly all of the report stands between quotation marks; whose words they are may not be told"
        yield _problem(report, "extract/all-quoted", message)


def _problem(report: Report, code: str, message: str, span: Span | None = None) -> Problem:
    return Problem(code=code, stage="extract", message=message, report=report.id, path=report.path, span=span)


def _keep(found: list[Quote], first: int, last: int, *, closed: bool) -> None:
    if last - first > (2 if closed else 1):
        found.append(Quote(first, last, closed))


def paragraph(report: Report, tree: Tree, token: int) -> bool:
    """Say whether a paragraph or a line begins with the token."""
    before, here = tree.tokens.span[token - 1], tree.tokens.span[token]
    return "\n" in report.text[before.end : here.start]
