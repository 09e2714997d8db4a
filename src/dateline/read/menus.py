"""Menus, sharing bars and picture names that run together, marked in a draft."""

from __future__ import annotations

import re

from dateline.read.draft import LINE, WORD, Draft, ends, words
from dateline.records import FurnitureKind

TOKEN = re.compile(r"[^\s|>»•·/]+")
FEWEST_ICONS = 4
FEWEST_ITEMS = 4
FEWEST_SHARED = 3
LONGEST_ITEM = 4  # words in one entry of a menu
GAP = 2  # words unknown to the list between two entries: sections go by many names
LONGEST_NAME = 60  # characters
RUN_TOGETHER = re.compile(r"[A-Za-z][A-Za-z_-]{59,}")  # longer than any word, and no address
WIDE = re.compile(r"\S+")
_STEM = re.compile("|".join(sorted(words("icons"))), re.IGNORECASE)
BETWEEN = re.compile(r"[\s|>»•·/+]*")


def mark_menus(draft: Draft) -> None:
    """Mark picture names, sharing bars and menus."""
    for line in LINE.finditer(draft.text):
        for start, end in draft.free(*line.span()):
            _mark_icons(draft, start, end)
        for start, end in draft.free(*line.span()):
            _mark_sharing(draft, start, end)
        for start, end in draft.free(*line.span()):
            _mark_menu(draft, start, end)


def _mark_icons(draft: Draft, start: int, end: int) -> None:
    """Mark runs of words such as "bookmarkicon cameraicon": one stem again and again."""
    text = draft.text
    if RUN_TOGETHER.fullmatch(text, start, end):
        draft.mark(start, end, FurnitureKind.ICONS, "names run together without a space")
    if len(_STEM.findall(text, start, end)) < FEWEST_ICONS:
        return
    run: list[tuple[int, int]] = []
    for match in [*WIDE.finditer(text, start, end), None]:
        if match and not (len(match[0]) <= LONGEST_NAME and _STEM.search(match[0])):
            continue
        near = bool(run and match and text.count(" ", run[-1][1], match.start()) <= GAP + 1)
        if match and (near or not run):
            run.append(match.span())
            continue
        if len(run) >= FEWEST_ICONS:
            first, last = run[0][0], run[-1][1]
            ahead = re.compile(r"(?:\s?[^\sA-Z]\S{0,14}){1,3}\s+$").search(text, max(start, first - 40), first)
            if ahead and not text[start : ahead.start()].strip():
                first = ahead.start()
            behind = re.compile(r"(?:[ \t]+[^\sA-Z\d]\S{0,11}(?=\s|$)){1,2}").match(text, last, end)
            last = behind.end() if behind else last
            draft.mark(first, last, FurnitureKind.ICONS, f"{len(run)} names of pictures in a row")
        run = [match.span()] if match else []


def _mark_sharing(draft: Draft, start: int, end: int) -> None:
    """Mark a piece that is a sharing bar, or the sharing bars inside one."""
    strong, weak = words("sharing"), words("sharing-fillers")
    if end - start > 400:
        _mark_bars(draft, start, end, strong | weak, strong)
        return
    tokens = [token.strip(",:;()[]").lower() for token in TOKEN.findall(draft.text[start:end])]
    told = [token for token in tokens if token]
    hits = sum(token in strong for token in told)
    rest = sum(token not in strong and token not in weak and not token.isdigit() for token in told)
    if told and rest == 0 and hits and (hits >= 2 or len(told) == 1 or hits / len(told) >= 0.25):
        draft.mark(start, end, FurnitureKind.SHARING, "words of a sharing bar and nothing else")
    else:
        _mark_bars(draft, start, end, strong | weak, strong)


def _mark_bars(draft: Draft, start: int, end: int, known: frozenset[str], strong: frozenset[str]) -> None:
    """Mark runs such as "Share on Facebook Share on Twitter Print"; a comma between words is a sentence's."""
    run: list[re.Match[str]] = []
    for match in [*TOKEN.finditer(draft.text, start, end), None]:
        plain = match[0].rstrip(":").lower() if match else ""
        if match and plain in known and (run or (plain in strong and match[0][0].isupper())):
            run.append(match)
            continue
        while run and run[-1][0].lower() not in strong:
            run.pop()
        hits = sum(word[0].rstrip(":").lower() in strong for word in run)
        if hits >= FEWEST_SHARED and hits >= 0.4 * len(run):
            draft.mark(run[0].start(), run[-1].end(), FurnitureKind.SHARING, f"{hits} words of a sharing bar in a row")
        run = []


def _mark_menu(draft: Draft, start: int, end: int) -> None:
    """Mark runs of menu entries; a run that opens the piece may be short, one inside it must be long."""
    text, entries = draft.text, words("menu")
    tokens = [match.span() for match in TOKEN.finditer(text, start, end)]
    if end - start > 20_000:
        tokens = tokens[:400]  # the menu of a page on one line stands at its beginning
    run: list[tuple[int, int]] = []  # (first token, token after the last)
    index = 0
    while index < len(tokens):
        size = _entry(text, tokens, index, entries)
        if size and (not run or _joined(text, tokens, run[-1][1], index)):
            run.append((index, index + size))
            index += size
            continue
        if run and (size or index - run[-1][1] >= GAP or not _loose(text, tokens, index)):
            _close(draft, tokens, run, (start, end))
            run = []
            index += 0 if size else 1
            continue
        index += 1
    _close(draft, tokens, run, (start, end))


def _entry(text: str, tokens: list[tuple[int, int]], index: int, entries: frozenset[str]) -> int:
    """Return how many words the longest menu entry at a token has, 0 for none; entries open with a capital."""
    if text[tokens[index][0]].islower():
        return 0
    for size in range(min(LONGEST_ITEM, len(tokens) - index), 0, -1):
        first, last = tokens[index][0], tokens[index + size - 1][1]
        if " ".join(text[first:last].lower().split()) in entries:
            return size
    return 0


def _joined(text: str, tokens: list[tuple[int, int]], left: int, right: int) -> bool:
    if left == right:
        return BETWEEN.fullmatch(text, tokens[left - 1][1], tokens[right][0]) is not None
    return right - left <= GAP


def _loose(text: str, tokens: list[tuple[int, int]], index: int) -> bool:
    """Say whether a word unknown to the list may be a menu's: a capital, and no stop or comma after it."""
    word = text[slice(*tokens[index])]
    return (word[0].isupper() or word[0] in "&+") and word[-1].isalnum()


def _close(draft: Draft, tokens: list[tuple[int, int]], run: list[tuple[int, int]], piece: tuple[int, int]) -> None:
    if not run:
        return
    first, last = tokens[run[0][0]][0], tokens[run[-1][1] - 1][1]
    covered = sum(stop - start for start, stop in run)
    total = len(WORD.findall(draft.text, *piece))
    alone = first == piece[0] and last == piece[1]
    if alone and (len(run) >= 2 or (total == 1 and not ends(draft.text, *piece))):
        reason = "menu entries and nothing else"
    elif len(run) >= FEWEST_ITEMS and covered >= 0.6 * (run[-1][1] - run[0][0]):
        reason = f"{len(run)} menu entries in a row"
    else:
        return
    draft.mark(first, last, FurnitureKind.NAVIGATION, reason)
