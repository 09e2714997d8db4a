"""An article's text and the page it was taken from in, the words of the page that make the article out.

Paragraph by paragraph, anchored by four words in a row and then walked word by word: linear in the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ANCHOR = 4  # words in a row that place a paragraph
CANDIDATES = 12  # places tried for one anchor: a boilerplate phrase may stand on a page many times
LOOK = 40  # words compared to choose among places
SKIP = 4  # words of the page that the article leaves out inside a paragraph, such as a button's


def align(page: Sequence[str], paragraphs: Iterable[Sequence[str]]) -> bytearray:
    """Return one flag for each word of the page: 1 where the article has it."""
    places: dict[tuple[str, ...], list[int]] = {}
    for index in range(len(page) - ANCHOR + 1):
        places.setdefault(tuple(page[index : index + ANCHOR]), []).append(index)
    single: dict[str, list[int]] = {}
    for index, word in enumerate(page):
        single.setdefault(word, []).append(index)
    taken = bytearray(len(page))
    cursor = 0
    for paragraph in paragraphs:
        if paragraph:
            cursor = _place(page, paragraph, places, single, taken, cursor)
    return taken


def _place(
    page: Sequence[str],
    paragraph: Sequence[str],
    places: dict[tuple[str, ...], list[int]],
    single: dict[str, list[int]],
    taken: bytearray,
    cursor: int,
) -> int:
    """Flag one paragraph's words; return where the next one is expected."""
    if len(paragraph) < ANCHOR:
        for index in _near(single.get(paragraph[0], []), cursor):
            if list(page[index : index + len(paragraph)]) == list(paragraph) and not taken[index]:
                if index - cursor > 200 or index < cursor:  # a lone word far off is another one
                    break
                taken[index : index + len(paragraph)] = b"\x01" * len(paragraph)
                return index + len(paragraph)
        return cursor
    at = 0
    while at + ANCHOR <= len(paragraph):
        found = places.get(tuple(paragraph[at : at + ANCHOR]), [])
        best = max(
            _near(found, cursor), key=lambda i: (_agreement(page, i, paragraph, at), -abs(i - cursor)), default=None
        )
        if best is None or taken[best]:
            at += 1
            continue
        at, cursor = _walk(page, best, paragraph, at, taken)
    return cursor


def _near(found: list[int], cursor: int) -> list[int]:
    """Return the first places after the cursor, then those before it."""
    if len(found) <= CANDIDATES:
        return found
    ahead = [index for index in found if index >= cursor][:CANDIDATES]
    return ahead or found[-CANDIDATES:]


def _agreement(page: Sequence[str], index: int, paragraph: Sequence[str], at: int) -> int:
    count = 0
    limit = min(LOOK, len(page) - index, len(paragraph) - at)
    while count < limit and page[index + count] == paragraph[at + count]:
        count += 1
    return count


def _walk(page: Sequence[str], index: int, paragraph: Sequence[str], at: int, taken: bytearray) -> tuple[int, int]:
    """Flag words while page and paragraph agree; step over a few words that only the page has."""
    while index < len(page) and at < len(paragraph):
        if page[index] == paragraph[at]:
            taken[index] = 1
            index, at = index + 1, at + 1
            continue
        ahead = next(
            (s for s in range(1, SKIP + 1) if list(page[index + s : index + s + 3]) == list(paragraph[at : at + 3])), 0
        )
        if not ahead:
            break
        index += ahead
    return at, index
