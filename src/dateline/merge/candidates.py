"""Which pairs of mentions are worth comparing: facts in, pairs out, in near-linear time.

Mentions that share a plain-string block key meet; in a crowded block each meets only its neighbours in order of time,
so a war between two sides costs no more than its mentions times `NEIGHBOURS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.merge.facts import Facts
from dateline.merge.synonyms import near

NEIGHBOURS = 36  # pairs a mention has in one block at most; on ECB+ it loses one gold pair in a hundred
RARE_WORDS = 4  # context words of a mention that make keys
RARE = 3.2  # weight from which a word is rare enough for a key: in fewer than one text in 25
CLOSE = 0.28  # cosine from which two different words may name one act


def candidates(found: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in the sequence, each once, the lower first."""
    order = sorted(range(len(found)), key=lambda i: (_time(found[i]), found[i].id))
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in order:
        for key in sorted(keys(found[i])):
            blocks[key].append(i)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        for place, i in enumerate(block):
            for j in block[place + 1 : place + 1 + NEIGHBOURS]:
                pair = (i, j) if i < j else (j, i)
                if pair not in seen and (key.startswith("act") or may_name_one(found[i], found[j])):
                    seen.add(pair)
    yield from sorted(seen)


def keys(one: Facts) -> set[str]:
    """Return the block keys of a mention: what it does with whom, or with which rare words around."""
    parties, rare = _parties(one), _rare(one)
    acts = {one.act, *(f"class {name}" for name in one.classes)}
    found = {f"act {act} | {who}" for act in acts for who in (*parties, *rare, *one.topic)}
    found |= {f"words {word}" for word in rare}
    found |= {f"parties {who}" for who in parties if who}
    found |= {f"report {one.report}"}
    return found


def company(one: Facts) -> set[str]:
    """Return what an act is known by beside its word: who takes part, rare words around, what its report is on."""
    return {*_parties(one), *_rare(one), *one.topic}


def _parties(one: Facts) -> set[str]:
    return {party.id or party.head for party in one.parties} | {
        f"country {party.country}" for party in one.parties if party.country
    }


def _rare(one: Facts) -> list[str]:
    rare = [word for word, weight in one.context.words.items() if weight >= RARE]
    return sorted(rare, key=lambda word: (-one.context.words[word], word))[:RARE_WORDS]


def may_name_one(left: Facts, right: Facts) -> bool:
    """Say whether the two words can name one act at all."""
    if left.act == right.act or not left.classes.isdisjoint(right.classes):
        return True
    if left.word[:4] == right.word[:4] and len(left.word) > 3:
        return True
    if left.mention.kind and left.mention.kind == right.mention.kind:
        return True
    if near(left.act, right.act):
        return True
    return left.vector is not None and right.vector is not None and float(left.vector @ right.vector) >= CLOSE


def _time(one: Facts) -> str:
    when = one.mention.when
    day = when.earliest or when.latest
    return day.isoformat() if day else one.told
