"""What reports have taken from one another: reports in, their copyings and the text of each mention out.

Reports that share prints (`read.sketch`) meet in buckets, as in locality-sensitive hashing (Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3): each report meets the first few of a bucket only, and is compared with a
few of those it shares most with. So ten thousand copies cost ten thousand comparisons or little more, whatever the
order in which they came, and one more report costs a few: it changes what later ones meet only where it is among the
first few of a bucket, and what they have taken only where they took from one that changed.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from heapq import heapify, heappop, heappush
from typing import Protocol

import numpy as np

from dateline.merge.passages import Comparison, compare, words
from dateline.merge.taking import Head, Place, copy, head
from dateline.records import Copy, Mention, Relation, Report

FIRST = 6  # reports of a bucket that the later ones meet
MOST = 8  # earlier reports that one is compared with
PRINTS = 2  # prints that two reports must share to be compared, or one where either has hardly more
KEPT = 512  # reports whose words are kept at hand


class CopyShelf(Protocol):
    """What is kept of reports and their copies: each call looks up a few rows by an index."""

    def report(self, id_: str) -> Report:
        """Return a report."""

    def head(self, id_: str) -> Head:
        """Return what `head` tells of a report."""

    def copies(self, id_: str) -> tuple[Copy, ...]:
        """Return what a report has taken, as it was last found."""

    def takers(self, id_: str) -> Iterable[str]:
        """Return the reports that took something from this one, as it was last found."""

    def first(self, prints: Collection[int], count: int) -> Mapping[int, Sequence[Place]]:
        """Return the first reports of some buckets, those of each in order of their places."""

    def after(self, print_: int, place: Place) -> Iterable[Place]:
        """Return the reports of a bucket that stand after a place."""


class CopyPile:
    """A shelf in memory."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._reports: dict[str, Report] = {}
        self._heads: dict[str, Head] = {}
        self._buckets: dict[int, list[Place]] = defaultdict(list)
        self._copies: dict[str, tuple[Copy, ...]] = {}
        self._takers: dict[str, set[str]] = defaultdict(set)
        for report in reports:
            self.put(report)

    def put(self, report: Report) -> None:
        """Take a report in."""
        self._reports[report.id] = report
        self._heads[report.id] = head(report)
        place = self._heads[report.id].place
        for print_ in prints(report):
            insort(self._buckets[print_], place)

    def drop(self, report: Report) -> None:
        """Take a report out."""
        del self._reports[report.id]
        place = self._heads.pop(report.id).place
        for print_ in prints(report):
            self._buckets[print_].remove(place)

    def keep(self, found: Mapping[str, tuple[Copy, ...]]) -> None:
        """Put what reports have taken in the place of what was kept of them."""
        for id_, copies_ in found.items():
            for one in self._copies.pop(id_, ()):
                self._takers[one.first].discard(id_)
            if copies_:
                self._copies[id_] = copies_
            for one in copies_:
                self._takers[one.first].add(id_)

    def report(self, id_: str) -> Report:
        """Return a report."""
        return self._reports[id_]

    def head(self, id_: str) -> Head:
        """Return what a report's head tells."""
        return self._heads[id_]

    def copies(self, id_: str) -> tuple[Copy, ...]:
        """Return what a report has taken."""
        return self._copies.get(id_, ())

    def takers(self, id_: str) -> Iterable[str]:
        """Return the reports that took something from this one."""
        return self._takers.get(id_, ())

    def first(self, prints: Collection[int], count: int) -> Mapping[int, Sequence[Place]]:
        """Return the first reports of some buckets."""
        return {print_: self._buckets[print_][:count] for print_ in prints if print_ in self._buckets}

    def after(self, print_: int, place: Place) -> Iterable[Place]:
        """Return the reports of a bucket that stand after a place."""
        found = self._buckets.get(print_, [])
        return found[bisect_right(found, place) :]


def copies(reports: Iterable[Report]) -> tuple[Copy, ...]:
    """Return what each report has taken from those before it, a line for each family it draws on."""
    new = {report.id: report for report in reports}.values()
    found = update(CopyPile(new), new, ())
    return tuple(one for taken in found.values() for one in taken)


def update(shelf: CopyShelf, new: Iterable[Report], gone: Iterable[Report]) -> dict[str, tuple[Copy, ...]]:
    """Return what reports have taken whose copies are others now that some came or went; () where it is nothing.

    The shelf holds the new reports and no longer those that are gone; its copies are those found before. A report that
    was read again is among both, each time as it was.
    """
    came, went = {report.id: report for report in new}, {report.id: report for report in gone}
    left = went.keys() - came.keys()
    changed = [(shelf.head(id_).place, report) for id_, report in came.items()]
    changed += [(head(report).place, report) for report in went.values()]
    due = {shelf.head(id_).place for id_ in came} | _meeting(shelf, changed)
    found: dict[str, tuple[Copy, ...]] = {id_: () for id_ in left if shelf.copies(id_)}
    comparing = _Comparing(shelf)
    queue = list(due)
    heapify(queue)
    while queue:  # in order of their places: what a report takes from has been settled before it
        place = heappop(queue)
        taken = comparing.taken(place, found)
        if taken != shelf.copies(place.id):
            found[place.id] = taken
            for later in _takers(shelf, place.id, left) - due:
                due.add(later)
                heappush(queue, later)
    return found


def _takers(shelf: CopyShelf, id_: str, left: Collection[str]) -> set[Place]:
    return {shelf.head(one).place for one in shelf.takers(id_) if one not in left}


def prints(report: Report) -> list[int]:
    """Return a report's prints: the buckets that it stands in."""
    found: list[int] = np.frombuffer(report.prints, dtype="<u4").tolist()
    return found


def candidates(shelf: CopyShelf, report: Report, place: Place) -> list[Place]:
    """Return the earlier reports to compare one with, the likeliest first."""
    met = Counter(one for bucket in shelf.first(prints(report), FIRST).values() for one in bucket)
    near = [one for one, shared in met.items() if one < place and (shared >= PRINTS or one.brief or place.brief)]
    return sorted(near, key=lambda one: (-met[one], one))[:MOST]


def texts(copied: Iterable[Copy], mentions: Iterable[Mention]) -> dict[str, str]:
    """Return for each mention the id of the report whose text tells it: of copied words, the first that had them."""
    of: dict[str, list[Copy]] = defaultdict(list)
    for one in copied:
        of[one.report].append(one)
    return {
        mention.id: _text(of.get(mention.report, ()), mention.report, mention.trigger.start) for mention in mentions
    }


def _text(copied: Iterable[Copy], report: str, at: int) -> str:
    """Return whose text stands at an offset; other sources than the family it belongs to come first."""
    whole = report
    inside = []
    for one in copied:
        if one.relation is Relation.COPY:
            whole = one.family
        inside += [passage.text for passage in one.passages if passage.span.start <= at < passage.span.end]
    return min((text for text in inside if text != whole), default=whole)


def _meeting(shelf: CopyShelf, changed: Iterable[tuple[Place, Report]]) -> set[Place]:
    """Return the reports that meet others in a bucket, now that some came or went among its first."""
    found: set[Place] = set()
    for place, report in changed:
        for print_, bucket in shelf.first(prints(report), FIRST).items():
            if len(bucket) < FIRST:
                found.update(one for one in bucket if one > place)
            elif place <= bucket[-1]:
                found.update(shelf.after(print_, place))
    return found


class _Comparing:
    """Compares reports of a shelf, and keeps the words of the last ones at hand."""

    def __init__(self, shelf: CopyShelf) -> None:
        self.shelf = shelf
        self.words = lru_cache(maxsize=KEPT)(lambda id_: words(shelf.report(id_)))

    def taken(self, place: Place, found: Mapping[str, tuple[Copy, ...]]) -> tuple[Copy, ...]:
        """Return what a report has taken; `found` holds what earlier ones have, where it is other than was kept."""
        kept: list[Copy] = []
        told: set[int] = set()
        for one, forward in self._compared(place):
            units = {taken.unit.number for taken in forward.taken}
            if units <= told:  # words told of before
                continue
            theirs = found.get(one.id, self.shelf.copies(one.id))
            made = copy(
                self.shelf.head(place.id),
                self.shelf.head(one.id),
                forward,
                compare(self.words(one.id), self.words(place.id)),
                text=partial(_text, theirs, one.id),
                family=next((it.family for it in theirs if it.relation is Relation.COPY), one.id),
            )
            second = kept and made.relation is Relation.COPY  # one alone makes a copy
            kept.append(replace(made, relation=Relation.PARTLY) if second else made)
            told |= units
        return tuple(sorted(kept, key=lambda it: it.first))

    def _compared(self, place: Place) -> list[tuple[Place, Comparison]]:
        """Return the earlier reports that a report took something from, the largest share first."""
        found = []
        for one in candidates(self.shelf, self.shelf.report(place.id), place):
            forward = compare(self.words(place.id), self.words(one.id))
            if forward.taken:
                found.append((one, forward))
            if forward.share == 1.0:
                break
        return sorted(found, key=lambda pair: (-pair[1].share, pair[0]))
