"""A database's shelf: what merging keeps and asks for, with what people say laid over each mention that is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain

import msgspec
import numpy as np

from dateline.merge import Answer, Changes, Met
from dateline.merge.candidates import CROWD
from dateline.merge.columns import Columns, gathered
from dateline.merge.gist import Gist
from dateline.merge.meetings import moment
from dateline.merge.shelf import Entry
from dateline.records import Event, Judgement, Mention, Report
from dateline.store import CONTRADICTED, Merging, Placed
from dateline.store.codec import encode

Lay = Callable[[Iterable[Mention]], Sequence[Mention]]
Pair = tuple[int, int]
KEYS = np.dtype("<i8")
_answer = msgspec.json.Decoder(Answer)
_gist = msgspec.json.Decoder(Gist)
_judgement = msgspec.json.Decoder(Judgement)


class Kept:
    """Implements `merge.Shelf` in one transaction."""

    def __init__(self, rows: Merging, lay: Lay) -> None:
        self.rows = rows
        self.lay = lay
        self.fresh: dict[str, dict[str, int]] = {}  # the numbers of the mentions of reports that come in
        self._reports: dict[str, Report] = {}
        self._placed: dict[int, Placed] = {}
        self._columns: dict[str, Columns] = {}
        self._mentions: dict[int, Mention] = {}
        self._pairs: dict[int, list[Met]] = {}

    def index(self, entries: Sequence[Entry]) -> Sequence[Sequence[int]]:
        """Take the mentions of reports in."""
        every = [[self.fresh[one.report.id][mention.id] for mention in one.mentions] for one in entries]
        placed = [
            Placed(
                mention=number,
                id=mention.id,
                report=one.report.id,
                place=at,
                text=text,
                opening=int(mention.opening),
                keys=np.array(keys, dtype=KEYS).tobytes(),
                event=None,
            )
            for one, numbers in zip(entries, every, strict=True)
            for at, (number, mention, text, keys) in enumerate(
                zip(numbers, one.mentions, one.texts, one.keys, strict=True)
            )
        ]
        self.rows.place(
            [(one.report.id, moment(one.report).published, one.columns.to_bytes()) for one in entries], placed
        )
        self.rows.block([(key, row.mention) for row in placed for key in _keys(row)], CROWD)
        ties = ((numbers[i], numbers[j]) for one, numbers in zip(entries, every, strict=True) for i, j in one.ties)
        self.rows.tie(ties)
        self._placed |= {row.mention: row for row in placed}
        for one, numbers in zip(entries, every, strict=True):
            self._reports[one.report.id] = one.report
            self._columns[one.report.id] = one.columns
            self._mentions.update(zip(numbers, one.mentions, strict=True))
        return every

    def forget(self, reports: Collection[str]) -> None:
        """Take the mentions of reports out, with all their pairs."""
        here = list(self.rows.placed("report", reports))
        self.rows.unblock([(key, one.mention) for one in here for key in _keys(one)])
        self.rows.displace(reports)
        self._pairs.clear()
        for one in here:
            self._placed.pop(one.mention, None)
            self._mentions.pop(one.mention, None)
        for report in reports:
            self._columns.pop(report, None)

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Return reports by id."""
        missing = [id_ for id_ in ids if id_ not in self._reports]
        if missing:
            self._reports |= self.rows.reports(missing)
        return {id_: self._reports[id_] for id_ in ids if id_ in self._reports}

    def told(self, reports: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return the mentions of reports."""
        found: dict[str, list[int]] = defaultdict(list)
        for report, number in self.rows.told(reports):
            found[report].append(number)
        return found

    def numbers(self, mentions: Collection[str]) -> Mapping[str, int]:
        """Return the numbers of mentions by id."""
        return {one.id: one.mention for one in self.rows.placed("id", mentions)}

    def ids(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the ids of mentions."""
        return {number: one.id for number, one in self._rows(numbers).items()}

    def mentions(self, numbers: Collection[int]) -> Mapping[int, Mention]:
        """Return mentions, with what people say of them."""
        missing = [number for number in numbers if number not in self._mentions]
        if missing:
            read = self.rows.mentions(missing)
            self._mentions.update(zip(read, self.lay(read.values()), strict=True))
        return {number: self._mentions[number] for number in numbers}

    def columns(self, numbers: Sequence[int]) -> Columns:
        """Return what pairs are compared by."""
        rows = self._rows(numbers)
        missing = {one.report for one in rows.values()} - self._columns.keys()
        if missing:
            self._columns |= {report: Columns.from_bytes(told) for report, told in self.rows.columns(missing)}
        return gathered(self._columns, [(rows[number].report, rows[number].place) for number in numbers])

    def keys(self, numbers: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Return the block keys of mentions."""
        return {number: _keys(one) for number, one in self._rows(numbers).items()}

    def members(self, keys: Collection[int], most: int) -> Mapping[int, Collection[int]]:
        """Return the mentions that have each key."""
        return self.rows.members(keys, most)

    def texts(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the report whose words each mention stands in."""
        return {number: one.text for number, one in self._rows(numbers).items()}

    def retold(self, reports: Collection[str]) -> Mapping[str, Collection[int]]:
        """Return the mentions of other reports that stand in the words of each report."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.rows.retold(reports):
            found[one.text].append(one.mention)
        return found

    def ties(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the mentions that each is told as before or after."""
        found: dict[int, list[int]] = defaultdict(list)
        for one, other in self.rows.ties(numbers):
            found[one].append(other)
        return found

    def pairs(self, numbers: Collection[int]) -> Mapping[int, Sequence[Met]]:
        """Return the pairs kept of mentions."""
        missing = [number for number in numbers if number not in self._pairs]
        if missing:
            self._pairs |= {number: [] for number in missing}
            for one, *met in self.rows.pairs(missing):
                self._pairs[one].append(Met._make(met))
        return {number: self._pairs[number] for number in numbers}

    def keep_pairs(self, pairs: Mapping[Pair, Met], lost: Collection[Pair]) -> None:
        """Keep pairs, and drop those that are lost."""
        self.rows.keep_pairs([(i, j, met.score, met.rule, met.by_key) for (i, j), met in pairs.items()], lost)
        for number in chain.from_iterable((*pairs, *lost)):
            self._pairs.pop(number, None)

    def homes(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the events that mentions belong to."""
        return self.rows.homes(numbers)

    def events(self, ids: Collection[str]) -> Mapping[str, Event]:
        """Return events by id."""
        return self.rows.events(ids)

    def gists(self, events: Collection[str]) -> Mapping[str, Gist]:
        """Return the gists of events."""
        return {id_: _gist.decode(record) for id_, record in self.rows.gists(events)}

    def answers(self, events: Collection[str]) -> Sequence[Answer]:
        """Return the answers in which events take part."""
        return [_answer.decode(record) for record in self.rows.answers(events)]

    def judged(self, pairs: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Judgement]:
        """Return what rules and the model judged of pairs of mentions."""
        told = map(_judgement.decode, self.rows.judged_by_machine({left for left, _ in pairs}))
        found = {(one.left, one.right): one for one in told}
        return {pair: found[pair] for pair in pairs if pair in found}

    def apply(self, changes: Changes) -> None:
        """Keep what changed, but for the ledger."""
        gone = changes.before.keys() - changes.events.keys()
        self.rows.put_events(changes.events.values(), gone)
        self.rows.put_gists([(id_, encode(one)) for id_, one in changes.gists.items()], gone)
        self.rows.settle(changes.homes)
        self.rows.put_answers(
            [(one.asker, one.event, one.about, encode(one)) for one in changes.answers.values() if one],
            changes.answers.keys(),
        )
        differ = [(one, str(one.field)) for one in changes.disagreements]
        differ += [(one, CONTRADICTED) for one in changes.contradicted]
        self.rows.put_disagreements(
            [(one.events[0], "".join(one.events[1:]), name, encode(one)) for one, name in differ],
            changes.renewed,
            changes.parted,
        )
        self.rows.put_contradictions(
            [(*pair, encode(problem)) for pair, problem in changes.problems.items()], changes.decided
        )

    def _rows(self, numbers: Collection[int]) -> dict[int, Placed]:
        missing = [number for number in numbers if number not in self._placed]
        if missing:
            self._placed |= {one.mention: one for one in self.rows.placed("mention", missing)}
        return {number: self._placed[number] for number in numbers if number in self._placed}


def _keys(one: Placed) -> list[int]:
    found: list[int] = np.frombuffer(one.keys, dtype=KEYS).tolist()
    return found
