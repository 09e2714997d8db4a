"""A draft of plain text in, its furniture, its head and its title marked out."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.read import captions, head, menus, phrases
from dateline.read.draft import WORD, Draft, ends, share_of, words
from dateline.records import FurnitureKind

TAGS = re.compile(
    r"</?(?P<name>p|br|b|i|em|strong|a|div|span|img|h[1-6]|li|ul|ol|u|sup|sub|blockquote|figure|figcaption|hr|table|tr|td)"
    r"\b[^<>\n]{0,400}>",
    re.IGNORECASE,
)
INLINE = frozenset({"b", "i", "em", "strong", "a", "span", "u", "sup", "sub"})
FEWEST_SHORT = 3  # lines in a row that make a menu of links
SHORT = 5  # words


def mark_remnants(draft: Draft) -> None:
    """Mark tags left in scraped text."""
    for match in TAGS.finditer(draft.text):
        inline = match["name"].lower() in INLINE
        draft.mark(match.start(), match.end(), FurnitureKind.MARKUP, "a tag left in the text", inline=inline)


def mark_surroundings(draft: Draft) -> None:
    """Mark short lines by their neighbours, as jusText does (Pomikálek 2011): links come in runs."""
    pieces = draft.pieces()
    title = draft.first("title")
    prose = [_reads(draft.text, start, end) for start, end in pieces]
    if not any(prose):
        return
    first, last = prose.index(True), len(prose) - 1 - prose[::-1].index(True)
    run: list[int] = []
    for index, (start, end) in enumerate([*pieces, (0, 0)]):
        count = len(WORD.findall(draft.text, start, min(end, start + 500)))
        is_title = bool(title and title.span and end and title.span.start == start)
        outside = index < first or index > last
        limit = 12 if index > last else SHORT
        if end and not is_title and count <= limit and not prose[index] and not ends(draft.text, start, end):
            run.append(index)
            continue
        _mark_run(draft, [pieces[i] for i in run], fewest=2 if outside or (run and run[-1] > last) else FEWEST_SHORT)
        run = []


def _mark_run(draft: Draft, run: list[tuple[int, int]], *, fewest: int) -> None:
    if len(run) < fewest:
        return
    for start, end in run:
        draft.mark(start, end, FurnitureKind.NAVIGATION, f"one of {len(run)} short lines in a row without a sentence")


def _reads(text: str, start: int, end: int) -> bool:
    """Say whether a piece reads as prose: long enough, with the small words of English or a sentence's end."""
    tokens = WORD.findall(text, start, min(end, start + 1_000))
    if len(tokens) < 6:
        return False
    share = share_of(tokens, words("function-words"))
    return (ends(text, start, end) and len(tokens) >= 8) or (share >= 0.3 and len(tokens) >= 12)


RULES: tuple[Callable[[Draft], None], ...] = (
    head.mark_crawler,
    mark_remnants,
    menus.mark_menus,
    head.mark_timestamps,
    phrases.mark_phrases,
    head.mark_bylines,
    head.mark_datelines,
    captions.mark_credits,
    head.mark_title,
    captions.mark_captions,
    mark_surroundings,
)


def mark(draft: Draft) -> None:
    """Apply every rule in its order; the first that claims a stretch keeps it."""
    for rule in RULES:
        rule(draft)
