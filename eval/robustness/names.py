"""Sentences with names in; the same with names that no corpus has, of the same type, length and shape, out.

A name's words are replaced one for one. Words that tell the type (River, Ministry, Party), particles, numbers and
abbreviations of places stay. The same word always gets the same new one, so that a report's names still agree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from training.examples import Example

Span = tuple[int, int, str]
PARTS = {"person": "surname", "organisation": "organisation", "place": "place"}


@cache
def lists() -> dict[str, list[str]]:
    """Return the word lists: `given`, `surname`, `place`, `organisation`, and `kept`."""
    words = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
    return {name: text.split() for name, text in words.items() if name != "source"}


def renamed(spans_of: Callable[[Example], Iterable[Span]]) -> Callable[[Example], Example]:
    """Make a variant that puts new names where the spans are."""

    def rename(example: Example) -> Example:
        words = list(example.words)
        for first, last, kind in spans_of(example):
            for i in range(first, last):
                words[i] = new(example.words[i], "given" if kind == "person" and i < last - 1 else PARTS[kind])
        return replace(example, words=words)

    return rename


def new(word: str, part: str) -> str:
    """Return the word that stands for a name's word, in its case.

    >>> new("River", "place"), new("U.S.", "place"), new("UK", "place"), new("1990", "organisation")
    ('River', 'U.S.', 'UK', '1990')
    """
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    if not letters.isalpha() or not word[0].isupper() or word.lower() in lists()["kept"]:
        return word
    drawn = int.from_bytes(hashlib.sha256(f"{part} {word.lower()}".encode()).digest()[:8], "big")
    if part == "place" and word.isupper() and len(word) <= 3:
        return word
    if len(word) == 1:
        return chr(ord("A") + drawn % 26)
    if word.isupper() and part == "organisation" and len(word) <= 5:
        return "".join("BDFGKLMNPRSTVZ"[(drawn >> 4 * i) % 14] for i in range(len(word)))
    chosen = lists()[part][drawn % len(lists()[part])]
    return chosen.upper() if word.isupper() else chosen
