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
    for rank, left in enumerate(order):
        for right in order[rank + 1 : rank + 1 + NEIGHBOURS]:
            if may_name_one(found[left], found[right]):
                tied.add((min(left, right), max(left, right)))
    yield from sorted(tied)


def may_name_one(left: Facts, right: Facts) -> bool:
    """Say whether the two words can name one act at all."""
    if not left.classes.isdisjoint(right.classes):
        return True
    if left.word[:4] == right.word[:4] and len(left.word) > 3:
        return True
    if left.mention.kind and left.mention.kind == right.mention.kind:
        return True
    if near(left.act, right.act):
        return True
    return left.vector is not None and right.vector is not None and float(left.vector @ right.vector) >= CLOSE


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
