"""A passage and what an episode makes of it in, its words and mentions as one report tells them out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bench.passages import WIDTH, Passage, sources
from bench.retell import WORD, Change, rarer
from dateline.records import (
    Attribution,
    Basis,
    Candidate,
    Hop,
    Link,
    Mention,
    Number,
    Participant,
    Precision,
    Span,
    Stance,
    TimeLink,
    When,
    Where,
    edtf,
    plus,
)

REWORDED = 0.6  # share of the rarer words of a story that one report puts otherwise
UNTOLD = 0.25  # share of participants whom a report leaves out
VAGUE = 0.4  # share of mentions whose time a report leaves out
# Squares of what a vector is made of, beside what all vectors share: itself, itself turned for the episode, what an act
# has in all stories, and what each telling adds.
ITSELF, TURNED, OF_ACT, OF_TELLING = 0.15, 0.4, 0.25, 0.2
DIRECTIONS = 4096
APART = 0.3  # degrees between two places of a saga


class Telling:
    """How one report tells passages of one episode: its `own`, which it is on, or an earlier one."""

    def __init__(self, change: Change, draw: random.Random, *, published: date | None, own: bool) -> None:
        self.change, self.draw, self.published, self.own = change, draw, published, own
        self.words = dict(change.words)
        for word in draw.sample(change.rare, round(len(change.rare) * REWORDED)):
            self.words[word] = rarer(draw, len(word))
        self.start, self.head = 0, ""

    def text(self, text: str) -> str:
        """Return words with what stands for them, in their own capitals."""
        return WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, word: str) -> str:
        made = self.words.get(word.lower(), word)
        if word.isupper():
            return made.upper()
        return made.capitalize() if word[:1].isupper() else made

    def named(self, passage: Passage) -> Iterator[str]:
        """Give the words that tell a passage's events and name who takes part, in small letters."""
        for one in passage.mentions:
            names = (one.trigger.of(passage.text), *(party.name for party in (*one.roles, *one.attribution.hops)))
            yield from WORD.findall(self.text(" ".join(names)).lower())

    def mentions(self, passage: Passage, *, report: str, start: int, sentence: int) -> Iterator[Mention]:
        """Give the mentions of a passage that starts at a place of a report."""
        self.start, self.head = start, f"m{report[1:]}-"
        vectors = self._vectors(passage)
        for row, one in zip(vectors, passage.mentions, strict=True):
            made = self.record(one)
            act = self.change.acts.get(one.act.lower())
            named = act or one
            yield replace(
                made,
                id=self._id(one.id),
                report=report,
                sentence=one.sentence + sentence,
                same_as=tuple(map(self._id, one.same_as)),
                act=act.lemma if act else one.act,
                kind=named.kind,
                mode=named.mode,
                lemma=act.lemma if act and one.lemma == one.act else self.text(one.lemma),
                words=tuple(map(self.text, one.words)),
                roles=tuple(party for party in made.roles if self.draw.random() >= UNTOLD),
                when=self.when(one.when),
                vector=row.tobytes() if one.vector else b"",
            )

    def _id(self, place: str) -> str:
        return f"{self.head}{int(place) + self.start}"

    def _vectors(self, passage: Passage) -> NDArray[np.int8]:
        acts = [self.change.act(one.act) for one in passage.mentions]
        of_act = directions()[[crc32(act.encode()) % DIRECTIONS for act in acts]]
        of_telling = directions()[self.draw.choices(range(DIRECTIONS), k=len(acts))]
        common = passage.vectors @ shared()[:, None] * shared()
        rest = passage.vectors - common
        turned = rest[:, np.roll(np.arange(WIDTH), self.change.turn)]
        size = np.linalg.norm(rest, axis=1, keepdims=True)
        told = common + ITSELF**0.5 * rest + TURNED**0.5 * turned
        told += size * (OF_ACT**0.5 * of_act + OF_TELLING**0.5 * of_telling)
        return np.clip(np.rint(told * 127), -127, 127).astype(np.int8)

    def record(self, value: Any) -> Any:  # noqa: ANN401  records of any sort
        """Return a record moved to its place in the report, with names, ids and counts changed."""
        kind = value.__class__
        if kind is Span:
            return Span(value.start + self.start, value.end + self.start)
        if kind is tuple:
            return tuple(map(self.record, value)) if value else value
        names = BELOW.get(kind)
        if names is None:
            return value
        changed = {name: self.record(below) for name in names if (below := getattr(value, name))}
        if kind is Participant or kind is Hop:
            changed["name"] = self.text(value.name)
        elif kind is Candidate:
            changed = {"id": self.change.ids.get(value.id, value.id), "name": self.text(value.name), "reason": ""}
        elif kind is Link:
            changed["country"] = self._country(value.country)
            changed["parents"] = tuple(self.change.ids.get(one, one) for one in value.parents)
            changed["runners_up"] = ()
        elif kind is Where:
            changed |= self._where(value)
        elif kind is Number:
            more = self.change.more
            changed |= {"low": value.low + more, "high": None if value.high is None else value.high + more}
        elif kind is TimeLink and value.mention:
            changed["mention"] = self._id(value.mention)
        return replace(value, **changed) if changed else value

    def when(self, when: When) -> When:
        """Return a time on its new days; one that no phrase tells hangs on the day of the report."""
        if self.published is None:
            return When()
        if not when.known or self.draw.random() < VAGUE or not (self.own or when.basis is Basis.PHRASE):
            until = plus(self.published, 1)
            return When(
                latest=until,
                precision=Precision.INTERVAL,
                edtf=edtf(None, self.published),
                bounded=True,
                basis=Basis.REPORT,
            )
        first, last = (plus(day, self.change.days) if day else None for day in (when.earliest, when.latest))
        about = bool(when.edtf and when.edtf.endswith("~"))
        text = edtf(first, last - timedelta(days=1) if last else None, approximate=about) if when.edtf else None
        phrase = self.record(when.phrase) if when.phrase else None
        return replace(when, earliest=first, latest=last, edtf=text, phrase=phrase, steps=())

    def _where(self, where: Where) -> dict[str, Any]:
        country = self._country(where.country)
        changed = {"name": self.text(where.name), "country": country, "runners_up": (), "reason": ""}
        if where.id not in self.change.places:
            return changed | {"id": country if where.id else None}
        place = self.change.places[where.id]
        north, east = self.change.point
        return changed | {
            "id": f"{self.change.saga}-{place}",
            "latitude": min(north + place * APART, 89.0),
            "longitude": east,
        }

    def _country(self, code: str | None) -> str | None:
        return code and self.change.countries[code]


BELOW: dict[type, tuple[str, ...]] = {
    Mention: ("trigger", "clause", "roles", "by_narrator", "by_source", "correction", "attribution", "numbers", "times",
              "where", "place"),
    Participant: ("span", "link"),
    Attribution: ("hops", "content"),
    Hop: ("span", "cue", "hedge", "reason", "link"),
    Stance: ("cues",),
    Number: ("span", "counted", "of"),
    Link: ("target",),
    Candidate: (),
    Where: ("span",),
    TimeLink: (),
}  # fmt: skip


@cache
def directions() -> NDArray[np.float32]:
    """Return directions in which vectors are turned, all of length 1."""
    drawn = np.random.Generator(np.random.PCG64(7)).standard_normal((DIRECTIONS, WIDTH), dtype=np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


@cache
def shared() -> NDArray[np.float32]:
    """Return the direction that the vectors of our stories have in common, of length 1."""
    rows = [passage.vectors for source in sources() for account in source.accounts for passage in account.passages]
    mean = np.concatenate(rows).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
