"""What merging keeps from one run to the next, and asks for by point lookups only: a protocol, and it in memory.

Mentions go by numbers here, which the shelf gives them; nothing that is made depends on which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.merge.answers import Answer
from dateline.merge.columns import Columns
from dateline.merge.gist import Gist
from dateline.merge.pairs import Compared, compare
from dateline.records import Event, Judgement, Mention, Report

Pair = tuple[int, int]
Pairs = NDArray[np.int64]  # a row for each pair


class Met(NamedTuple):
    """A pair that was compared and is worth keeping, seen from one of the two."""

    other: int
    score: float
    rule: int  # the first of `rules.Rule` that applies
    by_key: bool  # a key brought the two together, and nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report's mentions, as they are taken in."""

    report: Report
    mentions: Sequence[Mention]
    columns: Columns
    keys: Sequence[Sequence[int]]  # block keys
    texts: Sequence[str]  # the report whose words each mention stands in
    ties: Sequence[Pair]  # places of two of them of which one is told as before the other


class Shelf(Protocol):
    """What merging keeps."""

    def index(self, entries: Sequence[Entry]) -> Sequence[Sequence[int]]:
        """Take the mentions of reports in, and return their numbers."""

    def forget(self, reports: Collection[str]) -> None:
        """Take the mentions of reports out, with all their pairs."""

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Return reports by id, those that are not here left out."""

    def told(self, reports: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return the mentions of reports, in the order of their ids."""

    def numbers(self, mentions: Collection[str]) -> Mapping[str, int]:
        """Return the numbers of mentions by id, those that are not here left out."""

    def mentions(self, numbers: Collection[int]) -> Mapping[int, Mention]:
        """Return mentions."""

    def columns(self, numbers: Sequence[int]) -> Columns:
        """Return what pairs are compared by, in the order asked for."""

    def keys(self, numbers: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Return the block keys of mentions."""

    def members(self, keys: Collection[int], most: int) -> Mapping[int, Collection[int]]:
        """Return the mentions that have each key; of more than `most`, any that are more than `most`."""

    def pairs(self, numbers: Collection[int]) -> Mapping[int, Sequence[Met]]:
        """Return the pairs kept of mentions."""

    def keep_pairs(self, pairs: Mapping[Pair, Met], lost: Collection[Pair]) -> None:
        """Keep pairs, the lower number first, and drop those that are lost."""

    def homes(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the events that mentions belong to, as far as they have one."""

    def events(self, ids: Collection[str]) -> Mapping[str, Event]:
        """Return events by id, those that are not here left out."""

    def gists(self, events: Collection[str]) -> Mapping[str, Gist]:
        """Return the gists of events."""

    def answers(self, events: Collection[str]) -> Sequence[Answer]:
        """Return the answers in which events take part on either side."""

    def judged(self, pairs: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Judgement]:
        """Return what rules and the model judged of pairs of mentions, ids in order."""

    def texts(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the report whose words each mention stands in: its own, or one that it was copied from."""

    def retold(self, reports: Collection[str]) -> Mapping[str, Collection[int]]:
        """Return the mentions of other reports that stand in the words of each report."""

    def ids(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the ids of mentions."""

    def ties(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the mentions that each is told as before or after in its report, either way round."""


def one_text(
    shelf: Shelf, numbers: Sequence[int], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say which pairs of places of mentions stand in words that one report had first."""
    texts = shelf.texts(numbers)
    names: dict[str, int] = {}
    text = np.array([names.setdefault(texts[number], len(names)) for number in numbers])
    return np.asarray(text[left] == text[right])


def numbered(pairs: Iterable[Pair]) -> Pairs:
    """Return pairs of numbers as rows of two."""
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)


def pair_of(one: int, other: int) -> Pair:
    """Return two numbers as a pair, the lower first."""
    return (one, other) if one < other else (other, one)


def compared(shelf: Shelf, pairs: Pairs) -> tuple[Compared, Columns, Pairs]:
    """Compare pairs of mentions; return also their columns, and the places in them of each pair's two."""
    used, places = np.unique(pairs, return_inverse=True)
    numbers, places = used.tolist(), places.reshape(-1, 2)
    table = shelf.columns(numbers)
    left, right = places.T
    return compare(table, left, right, one_text(shelf, numbers, left, right)), table, places
