"""Which texts of a mixed pile are alike: texts come and go one by one, links between them in.

A text is its words weighed by rarity, those of its title and opening lines and its names more. Texts meet by their
weightiest words, each only its neighbours in time among those that have the word (sorted neighbourhoods: Hernández and
Stolfo 1995, "The merge/purge problem for large databases"), so that a text costs the same in a small pile and in a
large one. A text that comes between two others may push them out of one another's sight, one that goes may bring two
together; which texts meet depends on the pile alone, not on how it grew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, sqrt
from typing import NamedTuple, Protocol

from dateline.merge.words import FUNCTION, RAREST, WORD, stem, weights
from dateline.records import Report

OPENING = 40  # words of a text that tell its main event
MAIN = 4.0  # how much a word of the opening, or of the title, counts more than one below
NAME = 1.3  # and a word in capitals than one without
KEYS = 15  # words that texts meet by
SHARED = 2  # of them that two texts must share
NEIGHBOURS = 30  # texts on either side that one meets by one word
ALIKE = 0.18  # likeness from which texts may be on one story
FADE, AGED = 90.0, 0.5  # days, and what is left of likeness when many of them have passed
UNDATED = "9"  # later than all dates

Words = Mapping[str, float]
Near = Mapping[str, Sequence[str]]  # ids by word, the nearest first


class Moment(NamedTuple):
    """Where a text stands in time."""

    published: str  # ISO 8601, UNDATED where it is not told to the day
    id: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text as stories are found by it."""

    moment: Moment
    words: Words  # with their weights, of length one
    keys: tuple[str, ...]  # the weightiest

    @property
    def id(self) -> str:
        """Return the id of its report."""
        return self.moment.id

    @property
    def day(self) -> int | None:
        """Return the day of publication as a number, None where none is told."""
        published = self.moment.published
        return None if published == UNDATED else date.fromisoformat(published[:10]).toordinal()


class TextShelf(Protocol):
    """What is kept of texts and their links: each call looks up or writes a few rows by an index."""

    def text(self, id_: str) -> Text:
        """Return a text."""

    def put(self, text: Text) -> None:
        """Take a text in: under each of its keys, in order of moments."""

    def drop(self, text: Text) -> None:
        """Take a text out, with its links."""

    def before(self, words: Sequence[str], moment: Moment, count: int) -> Near:
        """Return for each word the last texts before a moment that have it among their keys, the nearest first."""

    def after(self, words: Sequence[str], moment: Moment, count: int) -> Near:
        """Return for each word the first texts after a moment that have it among their keys, the nearest first."""

    def links(self, ids: Collection[str]) -> Mapping[str, Mapping[str, float]]:
        """Return for each of some texts those that it is linked with, and how much they are alike."""

    def link(self, one: str, other: str, likeness: float) -> None:
        """Link two texts."""

    def unlink(self, one: str, other: str) -> None:
        """Take the link of two texts away."""


class TextPile:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._blocks: dict[str, list[Moment]] = defaultdict(list)
        self._links: dict[str, dict[str, float]] = {}

    def text(self, id_: str) -> Text:
        """Return a text."""
        return self._texts[id_]

    def put(self, text: Text) -> None:
        """Take a text in."""
        self._texts[text.id] = text
        self._links[text.id] = {}
        for word in text.keys:
            insort(self._blocks[word], text.moment)

    def drop(self, text: Text) -> None:
        """Take a text out, with its links."""
        del self._texts[text.id]
        for other in self._links.pop(text.id):
            del self._links[other][text.id]
        for word in text.keys:
            self._blocks[word].remove(text.moment)

    def before(self, words: Sequence[str], moment: Moment, count: int) -> Near:
        """Return for each word the last texts before a moment, the nearest first."""
        found = {}
        for word in words:
            block = self._blocks[word]
            at = bisect_left(block, moment)
            found[word] = [one.id for one in reversed(block[max(at - count, 0) : at])]
        return found

    def after(self, words: Sequence[str], moment: Moment, count: int) -> Near:
        """Return for each word the first texts after a moment, the nearest first."""
        found = {}
        for word in words:
            block = self._blocks[word]
            at = bisect_right(block, moment)
            found[word] = [one.id for one in block[at : at + count]]
        return found

    def links(self, ids: Collection[str]) -> Mapping[str, Mapping[str, float]]:
        """Return for each of some texts those that it is linked with."""
        return {id_: self._links[id_] for id_ in ids}

    def link(self, one: str, other: str, likeness: float) -> None:
        """Link two texts."""
        self._links[one][other] = self._links[other][one] = likeness

    def unlink(self, one: str, other: str) -> None:
        """Take the link of two texts away."""
        del self._links[one][other], self._links[other][one]


def moment(report: Report) -> Moment:
    """Return where a report stands in time."""
    return Moment(report.published.value if report.published and report.day else UNDATED, report.id)


def text(report: Report, prose: str) -> Text:
    """Return a report as stories are found by it."""
    words = _weighed(report, prose)
    return Text(moment(report), words, tuple(sorted(words, key=lambda word: (-words[word], word))[:KEYS]))


def come(shelf: TextShelf, new: Text) -> set[str]:
    """Take a text in and link it with those alike that it meets; return the ends of links that came or went."""
    earlier = shelf.before(new.keys, new.moment, NEIGHBOURS)
    later = shelf.after(new.keys, new.moment, NEIGHBOURS)
    shelf.put(new)
    ends = {new.id}
    met = Counter(id_ for near in (earlier, later) for ids in near.values() for id_ in ids)
    for id_ in sorted(id_ for id_, shared in met.items() if shared >= SHARED):
        ends |= _linked(shelf, new, shelf.text(id_))
    across = _across(earlier, later)
    links = shelf.links({one for one, _ in across})
    for one, other in across:
        if other in links[one] and not _meet(shelf, shelf.text(one), shelf.text(other)):
            shelf.unlink(one, other)
            ends |= {one, other}
    return ends


def go(shelf: TextShelf, old: Text) -> set[str]:
    """Take a text out and link those alike that meet over its place; return the ends of links that came or went."""
    ends = set(shelf.links([old.id])[old.id])
    shelf.drop(old)
    earlier = shelf.before(old.keys, old.moment, NEIGHBOURS)
    later = shelf.after(old.keys, old.moment, NEIGHBOURS)
    across = _across(earlier, later)
    links = shelf.links({one for one, _ in across})
    for one, other in across:
        left, right = shelf.text(one), shelf.text(other)
        if other not in links[one] and _meet(shelf, left, right):
            ends |= _linked(shelf, left, right)
    return ends


def likeness(left: Words, right: Words, days: float | None) -> float:
    """Return how much two texts are alike, less where many days lie between them; None: it is not known how many."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    found = sum(value * many[word] for word, value in few.items() if word in many)
    return found if days is None else found * (AGED + (1 - AGED) * exp(-abs(days) / FADE))


def _linked(shelf: TextShelf, one: Text, other: Text) -> set[str]:
    """Link two texts where they are alike, and return both ends then."""
    first, second = sorted((one, other), key=lambda text: text.moment)
    days = None if first.day is None or second.day is None else second.day - first.day
    found = likeness(first.words, second.words, days)
    if found < ALIKE:
        return set()
    shelf.link(first.id, second.id, found)
    return {first.id, second.id}


def _meet(shelf: TextShelf, one: Text, other: Text) -> bool:
    """Say whether two texts meet by enough of their words; the first is the earlier."""
    shared = [word for word in one.keys if word in other.keys]
    if len(shared) < SHARED:
        return False
    near = shelf.after(shared, one.moment, NEIGHBOURS)
    return sum(other.id in ids for ids in near.values()) >= SHARED


def _across(earlier: Near, later: Near) -> set[tuple[str, str]]:
    """Return the texts on either side of a place that are just so far apart that its being taken parts them."""
    return {
        (one, later[word][NEIGHBOURS - 1 - place])
        for word, ids in earlier.items()
        for place, one in enumerate(ids)
        if NEIGHBOURS - 1 - place < len(later.get(word, ()))
    }


def _weighed(report: Report, prose: str) -> Words:
    often: dict[str, float] = defaultdict(float)
    names: set[str] = set()
    for place, word in enumerate(WORD.findall(prose)):
        own = stem(word)
        often[own] += MAIN if place < OPENING else 1
        if word[0].isupper():
            names.add(own)
    for word in WORD.findall(report.title.value if report.title else ""):
        often[stem(word)] += MAIN
    known = weights()
    found = {
        word: weight * sqrt(often[word]) * (NAME if word in names else 1)
        for word in sorted(often)
        if len(word) > 1 and (weight := known.get(word, RAREST)) > FUNCTION
    }
    length = sqrt(sum(value * value for value in found.values())) or 1.0
    return {word: value / length for word, value in found.items()}
