"""Mentions in columns: facts in, arrays out that hold all that pairs of mentions are compared by.

Names and ids become hashes, words numbers of a hash and a weight. So columns made in other runs, of other reports, can
be joined, and a report's can be stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.merge import ragged
from dateline.merge.facts import Facts, Party, Prose
from dateline.merge.features import FINE, UNREAL, exact
from dateline.merge.ragged import Ragged
from dateline.merge.terms import Term
from dateline.merge.words import RAREST
from dateline.records import ActorKind, Basis, Correctable, Mention, Number, Role, When

LAYOUT = 1  # goes up whenever what is stored is laid out or hashed another way
SKETCH = 64  # positions of a report's sketch
RARE = 1 << 31  # the bit of a word's number that says that it weighs RAREST; its other bits are then all hash
WEIGHT = 1023  # else these bits tell its weight in hundredths
MOST = {"clause": 64, "context": 64, "described": 16, "text": 512}  # words kept, the heaviest; news has fewer
COUNTED = frozenset(("killed", "wounded", "arrested"))
SIDES = (Role.BY, Role.TO, Role.ABOUT)  # a party's side is its place here, or OTHER_SIDE
OTHER_SIDE = len(SIDES)

MENTION = np.dtype(
    [
        ("id", "<u8"),
        ("report", "<u4"),  # its place among the reports
        ("term", "<u4"),
        ("kind", "<u4"),
        ("mode", "<u4"),
        ("modality", "<u4"),
        ("said", "<u4"),  # the source nearest to the event
        ("earliest", "<i4"),  # days of the calendar, 0 where not known
        ("latest", "<i4"),
        ("sentence", "<i4"),
        ("start", "<i4"),
        ("where", "<u8"),
        ("country", "<u4"),
        ("latitude", "<f4"),  # not a number where there is no point
        ("longitude", "<f4"),
        ("rivals", "<u2"),
        ("unreal", "?"),
        ("negated", "?"),
        ("nominal", "?"),
        ("definite", "?"),
        ("another", "?"),
        ("bounded", "?"),
        ("exact", "?"),
        ("rough", "?"),
        ("whole", "?"),  # words give both ends of its time
        ("dated", "?"),  # a person set its time
        ("located", "?"),  # a person set its place
        ("fine", "?"),
        ("many", "?"),  # it counts two or more people
        ("victim", "?"),  # somebody known by name is acted on
    ]
)
REPORT = np.dtype([("id", "<u8"), ("sketched", "?"), ("sketch", "<u4", (SKETCH,))])
PARTY = np.dtype(
    [
        ("told", "<u8"),  # equal for two that are told alike
        ("id", "<u8"),
        ("kind", "<u4"),
        ("country", "<u4"),
        ("sector", "<u4"),
        ("head", "<u4"),
        ("named", "?"),
    ]
)
SEAT = np.dtype([("party", "<u4"), ("side", "u1"), ("body", "?"), ("victim", "?")])
NUMBER = np.dtype([("what", "<u4"), ("count", "<u4")])
WORDS, IDS = np.dtype("<u4"), np.dtype("<u8")
RAGGED: dict[str, np.dtype[Any]] = {
    **dict.fromkeys(("clause", "context", "described", "text", "names"), WORDS),
    **dict.fromkeys(("same", "parents"), IDS),
    "seats": SEAT,
    "numbers": NUMBER,
}


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is compared of some mentions: a row for each, and the reports, terms and parties that rows point to."""

    mentions: NDArray[Any]
    vectors: NDArray[np.int8]
    clause: Ragged
    context: Ragged
    described: Ragged
    seats: Ragged  # its parties, each with what it is to the act
    numbers: Ragged
    same: Ragged  # mentions that the report itself says are this event
    terms: tuple[Term, ...]
    reports: NDArray[Any]
    text: Ragged  # the words of each report
    parties: NDArray[Any]
    names: Ragged  # the words of each party
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
            numbers=self.numbers.take(chosen),
            same=self.same.take(chosen),
            terms=tuple(self.terms[i] for i in terms),
            reports=self.reports[reports],
            text=self.text.take(reports),
            parties=self.parties[parties],
            names=self.names.take(parties),
            parents=self.parents.take(parties),
        )

    @staticmethod
    def join(parts: Sequence[Columns]) -> Columns:
        """Return the mentions of all parts, in their order; reports, terms and parties that are equal become one."""
        parts = [part for part in parts if len(part)] or list(parts[:1]) or [columns(())]
        place: dict[Term, int] = {}
        terms = [np.array([place.setdefault(term, len(place)) for term in part.terms], np.uint32) for part in parts]
        reports = np.concatenate([part.reports for part in parts])
        parties = np.concatenate([part.parties for part in parts])
        _, first_report, report = np.unique(reports["id"], return_index=True, return_inverse=True)
        _, first_party, party = np.unique(parties["told"], return_index=True, return_inverse=True)
        mentions = np.concatenate([part.mentions for part in parts])
        seats = ragged.join([part.seats for part in parts])
        for part, own, start, seat, r, p in zip(
            parts,
            terms,
            _starts(len(part) for part in parts),
            _starts(len(part.seats.values) for part in parts),
            _starts(len(part.reports) for part in parts),
            _starts(len(part.parties) for part in parts),
            strict=True,
        ):
            rows = mentions[start : start + len(part)]
            rows["term"] = own[rows["term"]]
            rows["report"] = report[rows["report"] + r]
            sat = seats.values[seat : seat + len(part.seats.values)]
            sat["party"] = party[sat["party"] + p]
        width = max(part.vectors.shape[1] for part in parts)
        return Columns(
            mentions=mentions,
            vectors=np.concatenate([_wide(part.vectors, width) for part in parts]),
            clause=ragged.join([part.clause for part in parts]),
            context=ragged.join([part.context for part in parts]),
            described=ragged.join([part.described for part in parts]),
            seats=seats,
            numbers=ragged.join([part.numbers for part in parts]),
            same=ragged.join([part.same for part in parts]),
            terms=tuple(place),
            reports=reports[first_report],
            text=ragged.join([part.text for part in parts]).take(first_report),
            parties=parties[first_party],
            names=ragged.join([part.names for part in parts]).take(first_party),
            parents=ragged.join([part.parents for part in parts]).take(first_party),
        )

    def to_bytes(self) -> bytes:
        """Return the columns as bytes, the same in every run and on every machine."""
        bags = {name: getattr(self, name) for name in RAGGED}
        terms = [(one.act, one.word, sorted(one.classes), one.weight) for one in self.terms]
        arrays = {"mentions": self.mentions, "vectors": self.vectors, "reports": self.reports, "parties": self.parties}
        arrays |= {f"{name} counts": bag.counts for name, bag in bags.items()}
        arrays |= {f"{name} values": bag.values for name, bag in bags.items()}
        data = {name: array.tobytes() for name, array in arrays.items()}
        return msgspec.msgpack.encode({"layout": LAYOUT, "terms": terms, "arrays": data})

    @classmethod
    def from_bytes(cls, data: bytes) -> Columns:
        """Return what `to_bytes` told; a ValueError says that another version laid it out."""
        told = msgspec.msgpack.decode(data)
        if told["layout"] != LAYOUT:
            raise ValueError(f"columns are laid out as version {told['layout']}, not {LAYOUT}: make them anew")
        arrays = told["arrays"]
        mentions = np.frombuffer(arrays["mentions"], dtype=MENTION)
        vectors = np.frombuffer(arrays["vectors"], dtype=np.int8)
        bags = {
            name: Ragged(
                np.frombuffer(arrays[f"{name} counts"], dtype="<u2"),
                np.frombuffer(arrays[f"{name} values"], dtype=dtype),
            )
            for name, dtype in RAGGED.items()
        }
        return cls(
            mentions=mentions,
            vectors=vectors.reshape(len(mentions), len(vectors) // max(1, len(mentions))),
            terms=tuple(Term(act, word, frozenset(names), weight) for act, word, names, weight in told["terms"]),
            reports=np.frombuffer(arrays["reports"], dtype=REPORT),
            parties=np.frombuffer(arrays["parties"], dtype=PARTY),
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
        rows.append(_row(one, reports[one.report], term))
    seats = ragged.ragged([_seats(one, parties) for one in found], SEAT)
    sketches = np.zeros(len(reports), dtype=REPORT)
    for place, (id_, own) in enumerate(zip(reports, prose, strict=True)):
        sketches[place]["id"] = _long(id_)
        if len(own.sketch) == SKETCH:
            sketches[place] = (_long(id_), True, own.sketch)
    return Columns(
        mentions=np.array(rows, dtype=MENTION),
        vectors=_vectors([one.mention.vector for one in found]),
        clause=ragged.ragged([_words(one.clause.words, MOST["clause"]) for one in found], WORDS),
        context=ragged.ragged([_words(one.context.words, MOST["context"]) for one in found], WORDS),
        described=ragged.ragged([_words(one.described, MOST["described"]) for one in found], WORDS),
        seats=seats,
        numbers=ragged.ragged([list(map(_number, one.mention.numbers)) for one in found], NUMBER),
        same=ragged.ragged([list(map(_long, one.mention.same_as)) for one in found], IDS),
        terms=tuple(terms),
        reports=sketches,
        text=ragged.ragged([_words(own.words.words, MOST["text"]) for own in prose], WORDS),
        parties=np.array([_party(one) for one in parties], dtype=PARTY),
        names=ragged.ragged([_words(one.words, MOST["described"]) for one in parties], WORDS),
        parents=ragged.ragged([list(map(_long, one.parents)) for one in parties], IDS),
    )


def _row(one: Facts, report: int, term: int) -> tuple[object, ...]:
    mention, when, where = one.mention, one.mention.when, one.mention.where
    hops = mention.attribution.hops
    located = where is not None and where.latitude is not None
    return (
        _long(one.id),
        report,
        term,
        mark(mention.kind),
        mark(mention.mode),
        mark(mention.modality),
        mark(f"by {hops[-1].name.casefold()}") if hops else 0,
        _day(when.earliest),
        _day(when.latest),
        mention.sentence,
        mention.trigger.start,
        _long(where.id) if where and where.id else 0,
        mark(where.country or "") if where else 0,
        where.latitude if where and located else np.nan,
        where.longitude if where and located else np.nan,
        min(one.rivals, 65535),
        mention.modality in UNREAL,
        mention.negated,
        one.nominal,
        one.definite,
        one.another,
        when.bounded,
        exact(when),
        _rough(when),
        _whole(when),
        when.basis is Basis.PERSON,
        mention.set_right(Correctable.WHERE),
        bool(where and where.precision in FINE),
        _many(mention),
        any(map(_victim, one.sides.get(Role.TO, ()))),
    )


def _rough(when: When) -> bool:
    return bool(when.edtf and "~" in when.edtf)


def _whole(when: When) -> bool:
    """Say whether words give both ends of a time: a phrase, or the news that it was told as when it was new."""
    return not when.bounded or (when.basis is Basis.NEWS and when.earliest is not None and when.latest is not None)


def _many(mention: Mention) -> bool:
    """Say whether a mention counts two or more who were killed, wounded or arrested."""
    return any(number.low > 1 and number.what in COUNTED for number in mention.numbers)


def _victim(party: Party) -> bool:
    return party.named and party.kind is ActorKind.PERSON


def _seats(one: Facts, places: dict[Party, int]) -> list[tuple[int, int, bool, bool]]:
    """Return each party with its side, whether it is a known body that the act is told of, and a victim by name.

    An act is told of the known bodies that are acted on, else of those that act.
    """
    of = next((role for role in (Role.TO, Role.BY) if any(party.id for party in one.sides.get(role, ()))), None)
    return [
        (
            places.setdefault(party, len(places)),
            SIDES.index(role) if role in SIDES else OTHER_SIDE,
            role is of and bool(party.id),
            role is Role.TO and _victim(party),
        )
        for role, parties in one.sides.items()
        for party in parties
    ]


def _party(one: Party) -> tuple[object, ...]:
    return (
        _long(repr(one.told)),
        _long(one.id) if one.id else 0,
        mark(one.kind or ""),
        mark(one.country or ""),
        mark(one.sector or ""),
        mark(one.head),
        one.named,
    )


def _number(number: Number) -> tuple[int, int]:
    low, high = (repr(end).removesuffix(".0") for end in (number.low, number.high))
    return mark(f"of {number.what}"), mark(f"{low} {high} {number.what}")


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


@lru_cache(1 << 16)
def mark(text: str) -> int:
    """Return a number of four bytes that stands for a short text, 0 for none."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "little") if text else 0


@lru_cache(1 << 16)
def _long(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _words(words: Mapping[str, float], most: int) -> list[int]:
    kept = words if len(words) <= most else sorted(words, key=lambda word: (-words[word], word))[:most]
    return [_word(word, words[word]) for word in kept]


@lru_cache(1 << 16)
def _word(word: str, weight: float) -> int:
    return mark(word) | RARE if weight == RAREST else mark(word) & ~RARE & ~WEIGHT | round(100 * weight)


def weigh(words: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return what words weigh in hundredths, by their numbers."""
    return np.where(words >= RARE, 100 * RAREST, words & WEIGHT)


def _vectors(told: Sequence[bytes]) -> NDArray[np.int8]:
    width = max(map(len, told), default=0)
    return np.frombuffer(b"".join(one.ljust(width, b"\0") for one in told), dtype=np.int8).reshape(len(told), width)


def _wide(vectors: NDArray[np.int8], width: int) -> NDArray[np.int8]:
    return np.pad(vectors, ((0, 0), (0, width - vectors.shape[1])))


def _starts(lengths: Iterable[int]) -> list[int]:
    ends = np.cumsum([0, *lengths])
    return [int(end) for end in ends[:-1]]
