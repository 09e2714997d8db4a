"""A report in; the blocks of prose that a reader sees out: no furniture, repairs applied, characters mapped back.

Furniture that runs inside a sentence (a tag) is stepped over, other furniture and blank lines part two blocks. A single
line break parts them too, unless the line was broken only to fit a width.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.records import Repair, Report, Span

Offsets = npt.NDArray[np.int64]
BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
CLOSED = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
NARROW = 100  # no line of text that was broken to fit a width is wider


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose; character i stands for [start[i], end[i]) of the report's text."""

    text: str
    start: Offsets
    end: Offsets
    title: bool = False

    def span(self, first: int, last: int) -> Span:
        """Return the report's span for characters [first, last) of the block."""
        return Span(self.start.item(first), self.end.item(last - 1))

    def cut(self, first: int, last: int) -> Block:
        """Return characters [first, last) as a block of their own."""
        return Block(self.text[first:last], self.start[first:last], self.end[first:last], self.title)


def view(report: Report) -> list[Block]:
    """Return the blocks of a report in the order of its text."""
    title = report.title.span if report.title is not None else None
    blocks: list[Block] = []
    pieces: list[tuple[int, int]] = []
    repairs = sorted(report.repairs, key=lambda repair: repair.span.start)
    for begin, end, breaks in _kept(report, title):
        if breaks:
            blocks += _lines(_build(report, pieces, repairs))
            pieces = []
        if title is not None and (begin, end) == (title.start, title.end):
            whole = _build(report, _without_inline(report, begin, end), repairs)
            if whole.text.strip():
                blocks.append(
                    Block(BREAK.sub(lambda m: " " * len(m[0]), whole.text), whole.start, whole.end, title=True)
                )
        elif begin < end:
            pieces.append((begin, end))
    return blocks + _lines(_build(report, pieces, repairs))


def _kept(report: Report, title: Span | None) -> Iterator[tuple[int, int, bool]]:
    """Yield the ranges that are not furniture; True where a range begins a new block."""
    at, breaks = 0, True
    walls: list[tuple[int, int, bool]] = [(f.span.start, f.span.end, not f.inline) for f in report.furniture]
    if title is not None:
        outside = []
        for begin, end, parts in walls:
            if begin < title.start:
                outside.append((begin, min(end, title.start), parts))
            if end > title.end:
                outside.append((max(begin, title.end), end, parts))
        walls = [*outside, (title.start, title.end, True)]
    for begin, end, parts in [*sorted(walls), (len(report.text), len(report.text), True)]:
        if begin > at:
            yield at, begin, breaks
            breaks = False
        if title is not None and (begin, end) == (title.start, title.end):
            yield begin, end, True
            breaks = True
        breaks = breaks or parts
        at = max(at, end)


def _without_inline(report: Report, begin: int, end: int) -> list[tuple[int, int]]:
    pieces, at = [], begin
    for furniture in sorted(report.furniture, key=lambda f: f.span.start):
        if furniture.inline and furniture.span.start < end and furniture.span.end > begin:
            if furniture.span.start > at:
                pieces.append((at, furniture.span.start))
            at = max(at, furniture.span.end)
    return [*pieces, (at, end)] if at < end else pieces


def _build(report: Report, pieces: Sequence[tuple[int, int]], repairs: Sequence[Repair]) -> Block:
    """Join ranges of the text into one block, reading repaired words as they should be."""
    texts: list[str] = []
    starts: list[Offsets] = []
    ends: list[Offsets] = []

    def copy(begin: int, end: int) -> None:
        if begin < end:
            texts.append(report.text[begin:end])
            starts.append(np.arange(begin, end))
            ends.append(np.arange(begin + 1, end + 1))

    for begin, end in pieces:
        at = begin
        low = bisect_left(repairs, begin, key=lambda repair: repair.span.start)
        for k in range(low, len(repairs)):
            repair = repairs[k]
            if repair.span.start >= end:
                break
            if repair.span.start < at or repair.span.end > end:
                continue
            copy(at, repair.span.start)
            texts.append(repair.text)
            starts.append(np.full(len(repair.text), repair.span.start))
            ends.append(np.full(len(repair.text), repair.span.end))
            at = repair.span.end
        copy(at, end)
    if not texts:
        return Block("", np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Block("".join(texts), np.concatenate(starts), np.concatenate(ends))


def _lines(block: Block) -> list[Block]:
    """Cut a block at its line breaks, except those that only fit a line to a width."""
    if not block.text.strip():
        return []
    lines: list[tuple[int, int, bool]] = []  # begin, end, whether a blank line follows
    at = 0
    for match in BREAK.finditer(block.text):
        lines.append((at, match.start(), _blank(match[0])))
        at = match.end()
    lines.append((at, len(block.text), True))
    widths = [end - begin for begin, end, _ in lines if end > begin]
    width = max(widths)
    wrapped = len(widths) > 2 and width <= NARROW
    capitals = wrapped and not any(letter.islower() for letter in block.text)
    found: list[Block] = []
    first = 0
    for k, (begin, end, blank) in enumerate(lines):
        if (
            k + 1 < len(lines)
            and not blank
            and (
                _goes_on(block.text[begin:end], block.text[lines[k + 1][0] : lines[k + 1][1]], width if wrapped else 0)
                or (capitals and end - begin > width / 2 and not CLOSED.search(block.text[begin:end].rstrip()))
            )
        ):
            continue
        if block.text[first:end].strip():
            found.append(block.cut(first, end))
        first = lines[k + 1][0] if k + 1 < len(lines) else end
    return found


def _blank(breaks: str) -> bool:
    return len(breaks.replace("\r\n", "\n")) > 1


def _goes_on(line: str, following: str, width: int) -> bool:
    line, following = line.rstrip(), following.strip()
    if not line or not following:
        return False
    if width and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width:
        return True
    return following[0].islower() and not CLOSED.search(line)
