"""Which mentions are worth comparing: facts in, block keys out, and the pairs of one report.

Mentions that share a key meet: an act of one class, or of one kind, by or on one party, beside one rare word, or in
reports on one thing; so do acts that undo one another, or of which only one can be true. A key that more than `CROWD`
mentions share tells nothing and counts no more (block purging: Papadakis et al. 2020, "Blocking and filtering
techniques for entity resolution"), so that a war between two sides costs no more than its mentions do, whatever the
order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np

from dateline.merge.counters import lists
from dateline.merge.facts import Facts
from dateline.merge.synonyms import near

CROWD = 32  # mentions that a key may bring together; on ECB+ no event is lost by it
NEIGHBOURS = 36  # mentions of its own report that one meets
RARE_WORDS = 4  # context words of a mention that make keys
RARE = 3.2  # weight from which a word is rare enough for a key: in fewer than one text in 25
CLOSE = 0.28  # cosine from which two different words may name one act


def keys(one: Facts) -> tuple[int, ...]:
    """Return the block keys of a mention, as hashes that are the same on every machine."""
    parties, rare = _parties(one), _rare(one)
    company = {*parties, *rare, *one.prose.topic}
    found = {hashed(f"act {name} | {who}") for name in one.classes for who in company}
    found |= {hashed(f"{line} | {who}") for line in lists(one.act, one.classes) for who in company}
    if one.mention.kind:
        found |= {hashed(f"kind {one.mention.kind} | {who}") for who in {*parties, *rare}}
    return tuple(sorted(found))


def candidates(found: Sequence[Facts]) -> list[tuple[int, int]]:
    """Return the pairs of a whole pile, by places in the sequence: what measures and training ask for."""
    reports: dict[str, list[int]] = defaultdict(list)
    blocks: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        reports[one.report].append(at)
        for key in keys(one):
            blocks[key].append(at)
    pairs = {pair for block in blocks.values() if len(block) <= CROWD for pair in combinations(block, 2)}
    for places in reports.values():
        near = within([found[at] for at in places])  # `places` ascend, and so do their pairs
        pairs |= {(places[i], places[j]) for i, j in near}
    return sorted(pairs)


def within(found: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one report's mentions, by their places in the sequence, that may tell one event."""
    place = {one.id: at for at, one in enumerate(found)}
    tied = {
        (min(at, other), max(at, other))
        for at, one in enumerate(found)
        for id_ in one.mention.same_as
        if (other := place.get(id_, at)) != at
    }
    order = sorted(range(len(found)), key=lambda at: (found[at].mention.trigger.start, found[at].id))
    words = [_Word(one) for one in found]
    close = _close(found)
    for rank, left in enumerate(order):
        for right in order[rank + 1 : rank + 1 + NEIGHBOURS]:
            if close[left][right] or words[left].may_name_what(words[right]):
                tied.add((min(left, right), max(left, right)))
    yield from sorted(tied)


class _Word:
    """A mention's word, as far as it says which acts it can name."""

    __slots__ = ("act", "classes", "head", "kind")

    def __init__(self, one: Facts) -> None:
        self.act, self.classes, self.kind = one.act, one.classes, one.mention.kind
        self.head = one.word[:4] if len(one.word) > 3 else ""

    def may_name_what(self, other: _Word) -> bool:
        """Say whether it can name what another word names, by more than how the two are used."""
        return bool(
            not self.classes.isdisjoint(other.classes)
            or (self.head and self.head == other.head)
            or (self.kind and self.kind == other.kind)
            or near(self.act, other.act)
        )


def _close(found: Sequence[Facts]) -> list[list[bool]]:
    """Say of each two mentions whether their words are used so much alike that they may name one act."""
    vectors = [one.vector for one in found]
    width = max((len(one) for one in vectors if one is not None), default=0)
    table = np.zeros((len(found), width), dtype=np.float32)
    for at, one in enumerate(vectors):
        if one is not None:
            table[at] = one
    # Not a product of matrices, which a library would spread over threads that cost more than so small a one.
    close: list[list[bool]] = (np.einsum("ik,jk->ij", table, table) >= CLOSE).tolist()
    return close


@lru_cache(maxsize=1 << 18)
def hashed(key: str) -> int:
    """Return 63 bits that stand for a key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def _parties(one: Facts) -> set[str]:
    named = {party.id or party.head for party in one.parties}
    return (named - {""}) | {f"country {party.country}" for party in one.parties if party.country}


def _rare(one: Facts) -> list[str]:
    rare = [word for word, weight in one.context.words.items() if weight >= RARE]
    return sorted(rare, key=lambda word: (-one.context.words[word], word))[:RARE_WORDS]
