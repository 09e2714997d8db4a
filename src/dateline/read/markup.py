"""HTML in, its tags and runs of text out, with offsets in the page as received.

A tokeniser of its own, since parsers repair the tree and lose offsets; one pass, no backtracking over more than a tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript|template|svg|iframe|textarea)\b(?:[^<>\"']|\"[^\"]{0,20000}\"|'[^']{0,20000}'|[\"'])*+>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?:[^<>\"']|\"[^\"]{0,20000}\"|'[^']{0,20000}'|[\"'])*+>"
    r"|<[!?/][^<>]{0,20000}>?",
    re.DOTALL | re.IGNORECASE,
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
ASIDE = frozenset("nav header footer aside form button select option head menu dialog figcaption".split())
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two tags: where it stands, the block it belongs to and the tag around it."""

    start: int
    end: int
    block: int
    tag: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page, in the form that is compared, with its offsets in the page."""

    form: str
    start: int
    end: int
    run: int


def runs(page: str) -> list[Run]:
    """Split a page into its runs of text; scripts, styles and comments have none."""
    found: list[Run] = []
    at, block, aside, depth = 0, 0, 0, ""
    for match in TOKEN.finditer(page):
        if match.start() > at and page[at : match.start()].strip():
            found.append(Run(at, match.start(), block, depth, aside > 0))
        at = match.end()
        name = (match["name"] or "").lower()
        if name and name not in INLINE:
            block += 1
            depth = "" if match["close"] else name
            if name in ASIDE:
                aside = max(0, aside - 1) if match["close"] else aside + 1
            if name == "body":
                aside = 0
    if page[at:].strip():
        found.append(Run(at, len(page), block, depth, aside > 0))
    return found


def parts(page: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield text as a reader sees it with the offsets it stands for; an entity is a part of its own."""
    at = start
    for match in ENTITY.finditer(page, start, end):
        meant = html.unescape(match[0])
        if meant == match[0]:
            continue
        if match.start() > at:
            yield page[at : match.start()], at, match.start()
        yield meant, match.start(), match.end()
        at = match.end()
    if end > at:
        yield page[at:end], at, end


def page_words(page: str, found: list[Run]) -> list[Word]:
    """Return the words of a page in order."""
    result: list[Word] = []
    for index, run in enumerate(found):
        if "&" not in page[run.start : run.end]:
            result += [
                Word(form(match[0]), match.start(), match.end(), index)
                for match in WORD.finditer(page, run.start, run.end)
            ]
            continue
        shown, starts, ends = shown_with_offsets(page, run.start, run.end)
        result += [
            Word(form(match[0]), starts[match.start()], ends[match.end() - 1], index) for match in WORD.finditer(shown)
        ]
    return result


def shown_with_offsets(page: str, start: int, end: int) -> tuple[str, list[int], list[int]]:
    """Return text as a reader sees it, and for each of its characters where it starts and ends in the page."""
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, first, last in parts(page, start, end):
        shown.append(piece)
        if len(piece) == last - first:
            starts += range(first, last)
            ends += range(first + 1, last + 1)
        else:
            starts += [first] * len(piece)
            ends += [last] * len(piece)
    return "".join(shown), starts, ends


def form(word: str) -> str:
    """Return a word as it is compared."""
    return word.casefold()
