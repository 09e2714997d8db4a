"""Mentions in columns: facts in, arrays out that hold all that pairs of mentions are compared by.

Names and ids become hashes, words numbers of a hash and a weight. So columns made in other runs, of other reports, can
be joined, and a report's can be stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.merge import ragged
from dateline.merge.facts import Facts, Prose
from dateline.merge.marks import identity, mark, marks, pack
from dateline.merge.parties import Party
from dateline.merge.ragged import Ragged
from dateline.merge.rows import END, ENDS, MENTION, NUMBER, PARTY, REPORT, SEAT, end, number, party, report, row, seats
from dateline.merge.terms import Term

LAYOUT = 3  # goes up whenever what is stored is laid out or hashed another way
# Words kept, the heaviest; news has fewer.
OF_MENTION = {"clause": 64, "context": 64, "described": 16}
OF_REPORT, OF_PARTY = 512, 16

WORDS, IDS = np.dtype("<u4"), np.dtype("<u8")
RAGGED: dict[str, np.dtype[Any]] = {
    **dict.fromkeys((*OF_MENTION, "content", "text", "names", "called"), WORDS),
    **dict.fromkeys(("same", "after", "parents"), IDS),
    "seats": SEAT,
    "ends": END,
    "numbers": NUMBER,
}


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is compared of some mentions: a row for each, and the reports, terms and parties that rows point to."""

    mentions: NDArray[Any]
    vectors: NDArray[np.uint8]  # packed
    clause: Ragged
    context: Ragged
    described: Ragged
    seats: Ragged  # its parties, each with what it is to the act
    ends: Ragged  # of dealings that it tells one end of
    content: Ragged  # classes of the acts that a decision is on
    numbers: Ragged
    same: Ragged  # mentions that the report itself says are this event
    after: Ragged  # mentions that the report says came before this one
    terms: tuple[Term, ...]
    reports: NDArray[Any]
    text: Ragged  # the words of each report
    parties: NDArray[Any]
    names: Ragged  # the words of each party
    called: Ragged  # what it is called after
    parents: Ragged

    def __len__(self) -> int:
        return len(self.mentions)

    def take(self, places: Sequence[int] | NDArray[np.integer[Any]]) -> Columns:
        """Return the columns of some mentions alone, in the order asked for."""
        chosen = np.asarray(places, dtype=np.int64)
        mentions, seats = self.mentions[chosen], self.seats.take(chosen)
        reports, mentions["report"] = np.unique(mentions["report"], return_inverse=True)
        terms, mentions["term"] = np.unique(mentions["term"], return_inverse=True)
        parties, seats.values["party"] = np.unique(seats.values["party"], return_inverse=True)
        return Columns(
            mentions=mentions,
            vectors=self.vectors[chosen],
            clause=self.clause.take(chosen),
            context=self.context.take(chosen),
            described=self.described.take(chosen),
            seats=seats,
            ends=self.ends.take(chosen),
            content=self.content.take(chosen),
            numbers=self.numbers.take(chosen),
            same=self.same.take(chosen),
            after=self.after.take(chosen),
            terms=tuple(self.terms[i] for i in terms),
            reports=self.reports[reports],
            text=self.text.take(reports),
            parties=self.parties[parties],
            names=self.names.take(parties),
            called=self.called.take(parties),
            parents=self.parents.take(parties),
        )

    @staticmethod
    def join(parts: Sequence[Columns]) -> Columns:
        """Return the mentions of all parts, in their order; reports, terms and parties that are equal become one."""
        parts = [part for part in parts if len(part)] or [columns(())]
        whole = {name: ragged.join([getattr(part, name) for part in parts]) for name in RAGGED}
        mentions, reports, parties = (
            ragged.laid([getattr(part, name) for part in parts]) for name in ("mentions", "reports", "parties")
        )
        place: dict[Term, int] = {}
        terms = np.array([place.setdefault(term, len(place)) for part in parts for term in part.terms], dtype=np.uint32)
        _, first, report = np.unique(reports["id"], return_index=True, return_inverse=True)
        _, known, party = np.unique(parties["told"], return_index=True, return_inverse=True)
        sizes = [len(part) for part in parts]
        mentions["term"] = terms[mentions["term"] + _shift([len(part.terms) for part in parts], sizes)]
        mentions["report"] = report[mentions["report"] + _shift([len(part.reports) for part in parts], sizes)]
        sat = whole["seats"].values
        seated = [len(part.seats.values) for part in parts]
        sat["party"] = party[sat["party"] + _shift([len(part.parties) for part in parts], seated)]
        whole |= {"text": whole["text"].take(first)}
        whole |= {name: whole[name].take(known) for name in ("names", "called", "parents")}
        width = max(part.vectors.shape[1] for part in parts)
        vectors = [np.pad(part.vectors, ((0, 0), (0, width - part.vectors.shape[1]))) for part in parts]
        return Columns(
            mentions=mentions,
            vectors=np.concatenate(vectors),
            terms=tuple(place),
            reports=reports[first],
            parties=parties[known],
            **whole,
        )

    def to_bytes(self) -> bytes:
        """Return the columns as bytes, the same in every run and on every machine."""
        arrays = [self.mentions, self.vectors, self.reports, self.parties]
        for name in RAGGED:
            bag: Ragged = getattr(self, name)
            arrays += [bag.counts, bag.values]
        terms = [(one.act, one.word, sorted(one.classes), one.weight) for one in self.terms]
        return msgspec.msgpack.encode((LAYOUT, terms, [array.tobytes() for array in arrays]))

    @classmethod
    def from_bytes(cls, data: bytes) -> Columns:
        """Return what `to_bytes` told; a ValueError says that another version laid it out."""
        layout, terms, arrays = msgspec.msgpack.decode(data)
        if layout != LAYOUT:
            raise ValueError(f"columns are laid out as version {layout}, not {LAYOUT}: make them anew")
        mentions = np.frombuffer(arrays[0], dtype=MENTION)
        vectors = np.frombuffer(arrays[1], dtype=np.uint8)
        bags = {
            name: Ragged(np.frombuffer(counts, dtype="<u2"), np.frombuffer(values, dtype=dtype))
            for (name, dtype), counts, values in zip(RAGGED.items(), arrays[4::2], arrays[5::2], strict=True)
        }
        return cls(
            mentions=mentions,
            vectors=vectors.reshape(len(mentions), len(vectors) // max(1, len(mentions))),
            terms=tuple(Term(act, word, frozenset(names), weight) for act, word, names, weight in terms),
            reports=np.frombuffer(arrays[2], dtype=REPORT),
            parties=np.frombuffer(arrays[3], dtype=PARTY),
            **bags,
        )


def columns(found: Sequence[Facts]) -> Columns:
    """Put the facts of mentions in columns, in the same order."""
    reports: dict[str, int] = {}
    terms: dict[Term, int] = {}
    parties: dict[Party, int] = {}
    prose: list[Prose] = []
    rows = []
    for one in found:
        if one.report not in reports:
            reports[one.report] = len(reports)
            prose.append(one.prose)
        term = terms.setdefault(Term(one.act, one.word, one.classes, one.weight), len(terms))
        rows.append(row(one, reports[one.report], term))
    sat = [seats(one, parties) for one in found]
    return Columns(
        mentions=np.array(rows, dtype=MENTION),
        vectors=pack(one.mention.vector for one in found),
        clause=_words((one.clause.words for one in found), OF_MENTION["clause"]),
        context=_words((one.context.words for one in found), OF_MENTION["context"]),
        described=_words((one.described for one in found), OF_MENTION["described"]),
        seats=ragged.ragged(sat, SEAT),
        ends=ragged.ragged([[end(*told) for told in enumerate(list(one.ends)[:ENDS])] for one in found], END),
        content=ragged.ragged([sorted(map(mark, one.content)) for one in found], WORDS),
        numbers=ragged.ragged([list(map(number, one.mention.numbers)) for one in found], NUMBER),
        same=ragged.ragged([list(map(identity, one.mention.same_as)) for one in found], IDS),
        after=ragged.ragged([list(map(identity, one.after)) for one in found], IDS),
        terms=tuple(terms),
        reports=np.array([report(id_, own) for id_, own in zip(reports, prose, strict=True)], dtype=REPORT),
        text=_words((own.words.words for own in prose), OF_REPORT),
        parties=np.array([party(one) for one in parties], dtype=PARTY),
        names=_words((one.words for one in parties), OF_PARTY),
        called=ragged.ragged([sorted(map(mark, one.names)) for one in parties], WORDS),
        parents=ragged.ragged([list(map(identity, one.parents)) for one in parties], IDS),
    )


def gathered(parts: Mapping[str, Columns], places: Sequence[tuple[str, int]]) -> Columns:
    """Return the columns of mentions at places, each told by the name of a part and a place in it."""
    names = list(dict.fromkeys(name for name, _ in places))
    starts = np.cumsum([0, *(len(parts[name]) for name in names)]).tolist()
    start = dict(zip(names, starts, strict=False))
    return Columns.join([parts[name] for name in names]).take([start[name] + place for name, place in places])


def _words(bags: Iterable[Mapping[str, float]], most: int) -> Ragged:
    return ragged.ragged([marks(bag, most) for bag in bags], WORDS)


def _shift(tables: Sequence[int], rows: Sequence[int]) -> NDArray[np.int64]:
    """Return for each row how many entries of a table the parts before its own have."""
    return np.repeat(np.cumsum(tables) - tables, rows)
