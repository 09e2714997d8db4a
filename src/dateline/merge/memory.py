"""A shelf in memory: what merging keeps, for one pile of reports that is merged at one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from dateline.merge.answers import Answer
from dateline.merge.columns import Columns, gathered
from dateline.merge.gist import Gist
from dateline.merge.shelf import Entry, Met, Pair
from dateline.merge.update import Changes
from dateline.records import Disagreement, Event, Field, Judgement, Mention, Problem, Report

K = TypeVar("K")
V = TypeVar("V")


class Memory:
    """Implements `Shelf`."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        self._told: dict[str, list[int]] = {}
        self._mentions: dict[int, Mention] = {}
        self._numbers: dict[str, int] = {}
        self._columns: dict[str, Columns] = {}
        self._places: dict[int, tuple[str, int]] = {}
        self._keys: dict[int, Sequence[int]] = {}
        self._members: dict[int, set[int]] = defaultdict(set)
        self._texts: dict[int, str] = {}
        self._retold: dict[str, set[int]] = defaultdict(set)
        self._ties: dict[int, set[int]] = defaultdict(set)
        self._pairs: dict[int, dict[int, Met]] = defaultdict(dict)
        self._homes: dict[int, str] = {}
        self._answers: dict[str, Answer] = {}
        self._gists: dict[str, Gist] = {}
        self._next = 0
        self.held: dict[str, Event] = {}
        self.disagreements: dict[tuple[tuple[str, ...], Field], Disagreement] = {}
        self.contradicted: dict[tuple[str, ...], Disagreement] = {}
        self.judgements: dict[tuple[str, str], Judgement] = {}
        self.problems: dict[tuple[str, str], Problem] = {}

    def index(self, entries: Sequence[Entry]) -> Sequence[Sequence[int]]:
        """Take the mentions of reports in."""
        return [self._index(one) for one in entries]

    def _index(self, entry: Entry) -> Sequence[int]:
        report = entry.report.id
        numbers = list(range(self._next, self._next + len(entry.mentions)))
        self._next += len(numbers)
        self._reports[report] = entry.report
        self._told[report] = numbers
        self._columns[report] = entry.columns
        rows = zip(numbers, entry.mentions, entry.keys, entry.texts, strict=True)
        for at, (number, mention, keys, text) in enumerate(rows):
            self._mentions[number] = mention
            self._numbers[mention.id] = number
            self._places[number] = (report, at)
            self._keys[number] = keys
            for key in keys:
                self._members[key].add(number)
            self._texts[number] = text
            if text != report:
                self._retold[text].add(number)
        for i, j in entry.ties:
            self._ties[numbers[i]].add(numbers[j])
            self._ties[numbers[j]].add(numbers[i])
        return numbers

    def forget(self, reports: Collection[str]) -> None:
        """Take the mentions of reports out, with all their pairs."""
        for report in reports:
            self._columns.pop(report, None)
            for number in self._told.pop(report, ()):
                del self._numbers[self._mentions.pop(number).id]
                del self._places[number]
                for key in self._keys.pop(number):
                    self._members[key].discard(number)
                self._retold[self._texts.pop(number)].discard(number)
                self._ties.pop(number, None)
                for other in self._pairs.pop(number, {}):
                    self._pairs[other].pop(number, None)
                self._homes.pop(number, None)

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Return reports by id."""
        return _held(self._reports, ids)

    def told(self, reports: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return the mentions of reports."""
        return _held(self._told, reports)

    def numbers(self, mentions: Collection[str]) -> Mapping[str, int]:
        """Return the numbers of mentions by id."""
        return _held(self._numbers, mentions)

    def ids(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the ids of mentions."""
        return {number: self._mentions[number].id for number in numbers}

    def mentions(self, numbers: Collection[int]) -> Mapping[int, Mention]:
        """Return mentions."""
        return _held(self._mentions, numbers)

    def columns(self, numbers: Sequence[int]) -> Columns:
        """Return what pairs are compared by."""
        return gathered(self._columns, [self._places[number] for number in numbers])

    def keys(self, numbers: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Return the block keys of mentions."""
        return _held(self._keys, numbers)

    def members(self, keys: Collection[int], most: int) -> Mapping[int, Collection[int]]:
        """Return the mentions that have each key."""
        return {key: set(islice(self._members[key], most + 1)) for key in keys if self._members.get(key)}

    def texts(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the report whose words each mention stands in."""
        return _held(self._texts, numbers)

    def retold(self, reports: Collection[str]) -> Mapping[str, Collection[int]]:
        """Return the mentions of other reports that stand in the words of each report."""
        return {report: set(self._retold[report]) for report in reports if self._retold.get(report)}

    def ties(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the mentions that each is told as before or after."""
        return _held(self._ties, numbers)

    def pairs(self, numbers: Collection[int]) -> Mapping[int, Sequence[Met]]:
        """Return the pairs kept of mentions."""
        return {number: list(self._pairs[number].values()) for number in numbers if self._pairs.get(number)}

    def keep_pairs(self, pairs: Mapping[Pair, Met], lost: Collection[Pair]) -> None:
        """Keep pairs, and drop those that are lost."""
        for i, j in lost:
            self._pairs[i].pop(j, None)
            self._pairs[j].pop(i, None)
        for (i, j), met in pairs.items():
            self._pairs[i][j] = met
            self._pairs[j][i] = met._replace(other=i)

    def homes(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the events that mentions belong to."""
        return _held(self._homes, numbers)

    def events(self, ids: Collection[str]) -> Mapping[str, Event]:
        """Return events by id."""
        return _held(self.held, ids)

    def gists(self, events: Collection[str]) -> Mapping[str, Gist]:
        """Return the gists of events."""
        return _held(self._gists, events)

    def answers(self, events: Collection[str]) -> Sequence[Answer]:
        """Return the answers in which events take part."""
        wanted = set(events)
        return [one for one in self._answers.values() if not wanted.isdisjoint((one.asker, one.event, one.about))]

    def judged(self, pairs: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Judgement]:
        """Return what rules and the model judged of pairs of mentions."""
        return _held(self.judgements, pairs)

    def differences(self) -> list[Disagreement]:
        """Return the disagreements; an order that days exclude is none where they are one act told for two days."""
        dated = {frozenset(one.events) for one in self.disagreements.values() if one.field is Field.WHEN}
        contradicted = (one for one in self.contradicted.values() if frozenset(one.events) not in dated)
        return [*self.disagreements.values(), *contradicted]

    def apply(self, changes: Changes) -> None:
        """Take in what changed."""
        for id_ in changes.before:
            self.held.pop(id_, None)
            self._gists.pop(id_, None)
        self.held |= changes.events
        self._gists |= changes.gists
        self._homes |= changes.homes
        for asker, answer in changes.answers.items():
            self._answers.pop(asker, None)
            if answer:
                self._answers[asker] = answer
        self.disagreements = {
            key: one
            for key, one in self.disagreements.items()
            if changes.renewed.isdisjoint(one.events) and (*sorted(one.events), one.field) not in changes.parted
        }
        self.disagreements |= {(one.events, one.field): one for one in changes.disagreements}
        self.contradicted = {
            key: one for key, one in self.contradicted.items() if changes.renewed.isdisjoint(one.events)
        }
        self.contradicted |= {one.events: one for one in changes.contradicted}
        self.judgements = {pair: one for pair, one in self.judgements.items() if changes.judged.isdisjoint(pair)}
        self.judgements |= {(one.left, one.right): one for one in changes.judgements}
        self.problems = {pair: one for pair, one in self.problems.items() if changes.decided.isdisjoint(pair)}
        self.problems |= changes.problems


def _held(table: Mapping[K, V], asked: Iterable[K]) -> dict[K, V]:
    return {key: table[key] for key in asked if key in table}
