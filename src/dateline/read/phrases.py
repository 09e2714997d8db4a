"""Set phrases of news pages: the rules of `resources/furniture/phrases.tsv`, applied to a draft."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.read.dates import DATE
from dateline.read.draft import LINE, WORD, Draft, bare, ends, sentence_of, sentence_starts, trim, words
from dateline.records import FurnitureKind

LONGEST_WHOLE = 400  # characters of a piece that is nothing but a set phrase
LONGEST_LINK = 30  # words of a headline
LONGEST_LIST = 14  # lines below a label
FEWEST_HEADLINE = 4  # words
DATED_LINK = re.compile(rf"\s{{0,3}}[A-Z0-9\"“‘'][^.?!()\n]{{8,140}}\(\s?{DATE.pattern}\s?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern, what it marks and why."""

    kind: FurnitureKind
    pattern: re.Pattern[str]
    reason: str
    hints: tuple[str, ...]


@cache
def phrases(mode: str) -> tuple[Phrase, ...]:
    """Load the patterns of one mode."""
    table = files("dateline.resources").joinpath("furniture", "phrases.tsv")
    flags = re.MULTILINE if mode in {"lead", "tail", "cut", "list"} else re.IGNORECASE | re.MULTILINE
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Phrase(
            kind=FurnitureKind(row["kind"]),
            pattern=re.compile(row["pattern"], flags),
            reason=row["reason"],
            hints=tuple(filter(None, (row["hints"] or "").split("|"))),
        )
        for row in rows
        if row["mode"] == mode
    )


def mark_phrases(draft: Draft) -> None:
    """Mark every set phrase, from the most certain kind to the least."""
    _mark_whole(draft)
    _mark_lists(draft)
    _mark_sentences(draft)
    _mark_cuts(draft)
    _mark_links(draft)
    _mark_whole(draft)  # buttons beside what the sentences took


def _mark_whole(draft: Draft) -> None:
    for start, end in draft.pieces():
        if end - start > LONGEST_WHOLE:
            continue
        for phrase in phrases("whole"):
            if phrase.pattern.fullmatch(draft.text, *bare(draft.text, start, end)):
                draft.mark(start, end, phrase.kind, phrase.reason)
                break
        else:
            for phrase in phrases("start"):
                if phrase.pattern.match(draft.text, start, end) and not ends(draft.text, start, end):
                    draft.mark(start, end, phrase.kind, phrase.reason)
                    break


def _mark_sentences(draft: Draft) -> None:
    text, lowered = draft.text, draft.text.lower()
    live = [p for p in phrases("sentence") if not p.hints or any(hint in lowered for hint in p.hints)]
    if not live:
        return
    for line in LINE.finditer(text):
        starts: list[int] | None = None
        for phrase in live:
            at = line.start()
            while match := phrase.pattern.search(text, at, line.end()):
                starts = starts or sentence_starts(text, *line.span())
                first, last = sentence_of(starts, match.start(), line.end())
                at = max(match.end(), last)
                # "^" in a pattern stands for the start of a sentence, which the line does not show.
                draft.mark(first, last, phrase.kind, phrase.reason)
        if starts:
            _anchored(draft, starts, line.end(), live)


def _anchored(draft: Draft, starts: list[int], end: int, live: list[Phrase]) -> None:
    for first, last in zip(starts[1:], [*starts[2:], end], strict=False):
        for phrase in live:
            anchored = phrase.pattern.pattern.startswith("^")
            if anchored and re.match(phrase.pattern.pattern[1:], draft.text[first:last], re.IGNORECASE):
                draft.mark(first, last, phrase.kind, phrase.reason)


def _mark_lists(draft: Draft) -> None:
    """Mark a label that stands alone, and the links below it."""
    pieces = draft.pieces()
    label: Phrase | None = None
    left = 0
    for start, end in pieces:
        found = _label(draft.text, start, end)
        if found:
            label, left = found, LONGEST_LIST
            draft.mark(start, end, found.kind, found.reason)
        elif label and left and is_link(draft.text, start, end):
            left -= 1
            draft.mark(start, end, label.kind, "a link below the words " + label.reason.replace("a label of", "for"))
        else:
            label = None


def _label(text: str, start: int, end: int) -> Phrase | None:
    if end - start > 90:
        return None
    return next((phrase for phrase in phrases("label") if phrase.pattern.fullmatch(text, start, end)), None)


def is_link(text: str, start: int, end: int) -> bool:
    """Say whether a piece reads like a headline in a list of links: short and without a full stop."""
    if end - start > 300:
        return False
    count = len(WORD.findall(text, start, end))
    return 1 <= count <= LONGEST_LINK and not re.search(r"[.…][\"”’')\]]*$|[:,;]$", text[start:end])


def _mark_cuts(draft: Draft) -> None:
    """Mark labels that stand between two sentences of one line, and links with dates in brackets after them."""
    for phrase in phrases("cut"):
        for match in _between(phrase.pattern.pattern).finditer(draft.text):
            draft.mark(match.start("label"), match.end("label"), phrase.kind, phrase.reason)
    for phrase in phrases("list"):
        for match in _between(phrase.pattern.pattern).finditer(draft.text):
            end = match.end("label")
            while link := DATED_LINK.match(draft.text, end):
                end = link.end()
            if end > match.end("label"):
                draft.mark(match.start("label"), end, phrase.kind, phrase.reason)


@cache
def _between(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.?!…\"”’)\]]\s))(?P<label>{pattern})(?=\s+[A-Z0-9\"“‘(]|\s*$)", re.MULTILINE)


def _mark_links(draft: Draft) -> None:
    for phrase in phrases("lead"):
        pattern = _lead(phrase.pattern.pattern)
        for match in pattern.finditer(draft.text):
            line_end = draft.text.find("\n", match.end())
            line_end = len(draft.text) if line_end < 0 else line_end
            end = headline_end(draft.text, match.end(), line_end)
            draft.mark(match.start("lead"), end, phrase.kind, phrase.reason)
    for start, end in draft.pieces():
        if end - start > 300 or (start == 0 and "\n" not in draft.text):
            continue
        for phrase in phrases("tail"):
            found = re.search(rf"(?:^|[\s.?!…]){phrase.pattern.pattern}$", draft.text[start:end])
            if found and len(WORD.findall(draft.text, start, end)) <= LONGEST_LINK + 5:
                draft.mark(start, end, phrase.kind, phrase.reason)
        bracketed = draft.text[start] == "[" and draft.text[end - 1] == "]" and end - start > 2
        if bracketed and is_link(draft.text, start + 1, end - 1) and len(WORD.findall(draft.text, start, end)) >= 4:
            draft.mark(start, end, FurnitureKind.RELATED, "a line in square brackets without a full stop")


@cache
def _lead(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.?!…\"”’)\]] )|(?<=[.?!…\"”’)\]]  ))[ \t]*(?P<lead>{pattern})", re.MULTILINE)


def headline_end(text: str, start: int, end: int) -> int:
    """Return where a headline ends that may share its line with the prose after it.

    It ends with the line; else where a sentence opens with a capital ("The", "On") after a word that can close one.
    """
    small, openers = words("function-words"), words("starters")
    before, before_end = "", start
    for count, match in enumerate(WORD.finditer(text, start, end)):
        gap = text[before_end : match.start()]
        if before and re.search(r"[.?!…]", gap) and not re.search(r"\b[A-Z]$", before):
            return before_end + len(gap.rstrip())
        opens = match[0][0].isupper() and match[0].lower() in openers and not re.search(r"[:,;–—-]", gap)
        closes = before.lower() not in small and not before.isupper()
        if count >= FEWEST_HEADLINE and opens and closes and _words_from(text, match.start(), end, reach=200) >= 8:
            return before_end
        if count > LONGEST_LINK + 10:
            return start
        before, before_end = match[0], match.end()
    piece = trim(text, start, end)
    return piece[1] if piece else start


def _words_from(text: str, start: int, end: int, *, reach: int) -> int:
    return len(WORD.findall(text, start, min(end, start + reach)))
