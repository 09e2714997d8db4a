"""Reports that come and go in, the pairs of mentions that are kept or lost by it out.

A pair is compared where both share a key that counts, where both stand in one report, or where one stands in words that
the other's report had first. It is kept where the two may be one event, where a rule parts look-alikes, or where one
may answer the other. What is kept of a pair depends on the two alone, so it is worked out once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dateline.merge.answers import ANSWERS, ONE
from dateline.merge.candidates import CROWD, keys, within
from dateline.merge.columns import columns
from dateline.merge.facts import Prose, facts
from dateline.merge.pairs import Compared
from dateline.merge.score import AT
from dateline.merge.shelf import Entry, Met, Pair, Pairs, Shelf, compared, numbered, pair_of
from dateline.merge.ties import linked
from dateline.merge.twice import ALIKE
from dateline.records import Mention, Report

NEAR = 0.25  # probability from which a pair is kept
HALF, LOWER = 32, (1 << 32) - 1

Packed = NDArray[np.int64]  # a number for each pair
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that comes in, with its mentions by id and the text that each stands in."""

    report: Report
    mentions: Sequence[Mention]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What came of reports that come and go."""

    new: frozenset[int]
    gone: frozenset[int]
    kept: Mapping[Pair, Met]
    lost: Mapping[Pair, Met]


def meet(shelf: Shelf, told: Sequence[Arrival], gone: Collection[str]) -> Meeting:
    """Take reports in and others out, and bring the pairs kept to what there is now."""
    left = sorted(chain.from_iterable(shelf.told(gone).values()))
    lost = {pair_of(one, met.other): met for one, many in shelf.pairs(left).items() for met in many}
    old_keys = shelf.keys(left)
    entries = list(map(_Entering, told))
    touched = {key for one in entries for own in one.keys for key in own}.union(*old_keys.values())
    before = shelf.members(touched, CROWD + len(left))
    shelf.forget(gone)
    numbers = shelf.index([one.entry() for one in entries])
    own_keys = chain.from_iterable(one.keys for one in entries)
    here = dict(zip(chain.from_iterable(numbers), own_keys, strict=True))
    blocks = _Blocks(before, here, set(left))
    beside = _beside(shelf, entries, numbers)
    opened = _without(blocks.opened(), beside)
    new = np.isin(_unpacked(opened), np.fromiter(here, dtype=np.int64)).any(axis=1)
    again = shelf.pairs(np.unique(_unpacked(opened[~new])).tolist())
    opened = _without(opened, _packed(numbered((one, met.other) for one, many in again.items() for met in many)))
    kept = _compared(shelf, beside, opened)
    closed = blocks.closed(shelf)
    shelf.keep_pairs(kept, closed)
    return Meeting(frozenset(here), frozenset(left), kept, lost | closed)


def enter(shelf: Shelf, told: Sequence[Arrival]) -> None:
    """Take reports in, with the pairs that no key brings together; `pair_up` is to follow when all are in."""
    entries = list(map(_Entering, told))
    numbers = shelf.index([one.entry() for one in entries])
    shelf.keep_pairs(_compared(shelf, _beside(shelf, entries, numbers), NONE), ())


def pair_up(shelf: Shelf, numbers: Sequence[int]) -> None:
    """Pair mentions with those of lower numbers that share a key that counts; `numbers` ascend, none between left out.

    What comes of it is what `meet` makes of all reports, with no pair compared that a crowded key brings together.
    """
    first, last = numbers[0], numbers[-1]
    members = shelf.members(set(chain.from_iterable(shelf.keys(numbers).values())), CROWD)
    rows = (sorted(one for one in many if one <= last) for many in members.values() if 1 < len(many) <= CROWD)
    keyed = _all_pairs((row, bisect_left(row, first)) for row in rows)
    held = ((one, met.other) for one, many in shelf.pairs(numbers).items() for met in many)
    shelf.keep_pairs(_compared(shelf, NONE, _without(keyed, _packed(numbered(held)))), ())


class _Entering:
    """A report that is taken in, with what is worked out of its mentions once."""

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.facts = facts(arrival.mentions, {arrival.report.id: Prose(arrival.report)})
        self.keys = list(map(keys, self.facts))

    def entry(self) -> Entry:
        """Return it as a shelf takes it in."""
        told = self.arrival.mentions
        return Entry(
            report=self.arrival.report,
            mentions=told,
            columns=columns(self.facts),
            keys=self.keys,
            texts=[self.arrival.texts[mention.id] for mention in told],
            ties=linked(told),
        )


def _beside(shelf: Shelf, entries: Sequence[_Entering], numbers: Sequence[Sequence[int]]) -> Packed:
    """Return the pairs of mentions of one report, or of one text."""
    inside = ((own[i], own[j]) for own, one in zip(numbers, entries, strict=True) for i, j in within(one.facts))
    return _packed(numbered([*inside, *_retold(shelf, [one.arrival for one in entries], numbers)]))


def _all_pairs(rows: Iterable[tuple[Sequence[int], int]]) -> Packed:
    """Return the pairs of numbers in rows, given each with a place: the second of the two stands there or behind."""
    by_size: dict[int, list[tuple[Sequence[int], int]]] = defaultdict(list)
    for row, place in rows:
        by_size[len(row)].append((row, place))
    found = [NONE]
    for size, many in by_size.items():
        one, other = np.triu_indices(size, 1)
        numbers, places = zip(*many, strict=True)
        table = np.array(numbers, dtype=np.int64)
        brought = other >= np.array(places)[:, None]
        found.append(_packed(np.stack((table[:, one][brought], table[:, other][brought]), axis=1)))
    return np.unique(np.concatenate(found))


class _Blocks:
    """The keys that mentions which come and go have, before and after."""

    def __init__(
        self, before: Mapping[int, Collection[int]], new: Mapping[int, Sequence[int]], gone: Collection[int]
    ) -> None:
        self.before = before
        self.added: dict[int, list[int]] = defaultdict(list)
        for number, own in new.items():
            for key in own:
                self.added[key].append(number)
        self.left = {key: set(before.get(key, ())).difference(gone) for key in self.added.keys() | before.keys()}
        self.open = {key: len(left) + len(self.added.get(key, ())) <= CROWD for key, left in self.left.items()}

    def opened(self) -> Packed:
        """Return the pairs that keys bring together which they did not before."""
        rows = []
        for key, left in self.left.items():
            new = self.added.get(key, ())
            again = len(self.before.get(key, ())) > CROWD
            if self.open[key] and (new or again):
                rows.append(([*left, *new], 0 if again else len(left)))
        return _all_pairs(rows)

    def closed(self, shelf: Shelf) -> dict[Pair, Met]:
        """Return the pairs kept that only keys brought together which are too common now."""
        crowded = [key for key, old in self.before.items() if len(old) <= CROWD and not self.open[key]]
        members = {number for key in crowded for number in self.left[key]}
        held = {
            pair_of(one, met.other): met
            for one, many in shelf.pairs(members).items()
            for met in many
            if met.by_key and met.other in members
        }
        own = shelf.keys({number for pair in held for number in pair})
        shared = {pair: set(own[pair[0]]).intersection(own[pair[1]]) for pair in held}
        asked = set(chain.from_iterable(shared.values())) - self.open.keys()
        sizes = shelf.members(asked, CROWD)
        is_open = self.open | {key: len(sizes.get(key, ())) <= CROWD for key in asked}
        return {pair: met for pair, met in held.items() if not any(is_open[key] for key in shared[pair])}


def _retold(shelf: Shelf, told: Sequence[Arrival], numbers: Sequence[Sequence[int]]) -> Iterator[Pair]:
    """Yield the pairs of one act of which one mention stands in words that the other's report had first."""
    takes: dict[str, set[int]] = defaultdict(set)  # by the report whose words they stand in
    for one, own in zip(told, numbers, strict=True):
        for mention, number in zip(one.mentions, own, strict=True):
            if (text := one.texts[mention.id]) != one.report.id:
                takes[text].add(number)
    for text, many in shelf.retold([one.report.id for one in told]).items():
        takes[text].update(many)
    firsts = shelf.told(takes.keys())
    acts = shelf.mentions({*chain.from_iterable(firsts.values()), *chain.from_iterable(takes.values())})
    for text, many in takes.items():
        by_act: dict[str, list[int]] = defaultdict(list)
        for number in firsts.get(text, ()):
            by_act[acts[number].act].append(number)
        yield from (pair_of(one, first) for one in many for first in by_act.get(acts[one].act, ()))


def _compared(shelf: Shelf, beside: Packed, by_key: Packed) -> dict[Pair, Met]:
    """Compare pairs, and return those that are worth keeping."""
    pairs = np.sort(np.concatenate((beside, by_key)))
    if not len(pairs):
        return {}
    found, table, places = compared(shelf, _unpacked(pairs))
    answering, opposed = table.mentions["answering"][places], table.mentions["opposed"][places]
    worth = np.flatnonzero(opposed[:, 0] & opposed[:, 1] | _worth(found, answering[:, 0] | answering[:, 1]))
    columns = (_unpacked(pairs[worth]), found.scores[worth], found.rules[worth], np.isin(pairs[worth], by_key))
    return {
        (i, j): Met(j, score, rule, keyed)
        for (i, j), score, rule, keyed in zip(*(column.tolist() for column in columns), strict=True)
    }


def _packed(pairs: Pairs) -> Packed:
    """Return pairs as one number each, the lower of the two in its upper half, in order and each once."""
    return np.unique(pairs.min(axis=1) << HALF | pairs.max(axis=1))


def _unpacked(packed: Packed) -> Pairs:
    return np.stack((packed >> HALF, packed & LOWER), axis=1)


def _without(pairs: Packed, others: Packed) -> Packed:
    return np.setdiff1d(pairs, others, assume_unique=True)


def _worth(found: Compared, answering: NDArray[np.bool_]) -> NDArray[np.bool_]:
    column = {name: found.rows[:, place] for name, place in AT.items()}
    sides = np.maximum(column["to"], column["about"])
    one_act = column["act_class"] > 0
    alike = one_act & ((column["by"] + sides >= 1.0) | (column["clause_words"] >= ALIKE))
    of_one = one_act & (np.maximum(column["by"], sides) >= ONE)
    return np.asarray(
        (found.scores >= NEAR)
        | found.must
        | (found.cannot & alike)
        | (answering & ((found.scores >= ANSWERS) | of_one))
    )
