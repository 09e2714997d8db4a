"""What merging compares of a mention, worked out once: a report and its mentions in, facts out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from dateline.merge.acts import classes
from dateline.merge.converses import End, ends
from dateline.merge.parties import ONE, Party, best, party_of
from dateline.merge.words import RAREST, WORD, Bag, bag, likeness, stem, weigh, weights
from dateline.records import Mention, Report, Role, Span

TOPIC = 8  # stems of a report, by frequency here and rarity elsewhere, that say what it is on
WINDOW = 160  # characters on each side of a trigger that make its context
DEFINITE = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|their|its)|['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.I)
ANOTHER = re.compile(r"\b(?:another|previous|earlier|further|separate|similar)(?:\s+[\w-]+){0,2}\s+$", re.I)
BOTH = (Role.BY, Role.TO)
OPPOSITE = ((Role.BY, Role.TO), (Role.TO, Role.BY))
DECISION = "legislate"  # class of linker/classes.tsv: what an assembly does when it decides
COMPLEMENT = re.compile(r"\s+(?:on|against|of|by|in|at|near|over|that|which|who|from|into|to)((?:\s+[\w'’-]+){1,3})")


Sides = Mapping[Role, tuple[Party, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """A mention with what is compared of it."""

    mention: Mention
    report: str
    told: str  # publication date as told, "" where it is not
    topic: tuple[str, ...]  # the stems that the report is on
    act: str
    classes: frozenset[str]
    word: str  # stem of the trigger
    weight: float  # how rare the act's word is
    nominal: bool
    definite: bool
    described: Mapping[str, float]  # a noun's own words that say which act it is: "the drone strike on Goma"
    another: bool  # told as one more: "an earlier attack"
    parties: tuple[Party, ...]  # one for each participant of the mention
    sides: Sides  # both sides of a mutual act are on the first
    ends: Mapping[End, tuple[Role, ...]]  # of dealings that it tells one end of, with its roles as told from the other
    clause: Bag
    context: Bag
    vector: NDArray[np.float32] | None
    content: frozenset[str] = frozenset()  # classes of the acts that a decision is on: "voted to expel the envoy"
    rivals: int = 1  # how many acts of its class its report tells, itself among them

    @property
    def id(self) -> str:
        """Return the mention's id."""
        return self.mention.id


class Prose:
    """A report's own words, furniture left out, with their weights."""

    __slots__ = ("sketch", "text", "told", "topic", "words")

    def __init__(self, report: Report) -> None:
        letters = list(report.text)
        for furniture in report.furniture:
            for place in range(furniture.span.start, min(furniture.span.end, len(letters))):
                letters[place] = " "
        self.text = "".join(letters)
        known = weigh(self.text)
        often = Counter(map(stem, WORD.findall(self.text)))
        self.words = bag(known)
        self.topic = tuple(sorted(known, key=lambda word: (-known[word] * often[word], word))[:TOPIC])
        self.sketch = report.sketch
        self.told = report.published.value if report.published else ""


def facts(mentions: Sequence[Mention], prose: Mapping[str, Prose]) -> list[Facts]:
    """Work out the facts of mentions, in the same order."""
    known: dict[tuple[object, ...], Party] = {}
    found = [_facts(mention, prose[mention.report], known) for mention in mentions]
    often = Counter((one.report, name) for one in found for name in one.classes)
    inside = _contents(found)
    return [
        replace(
            one, rivals=max(often[one.report, name] for name in one.classes), content=inside.get(one.id, frozenset())
        )
        for one in found
    ]


def _contents(found: Sequence[Facts]) -> dict[str, frozenset[str]]:
    """Return for each decision the classes of the verbs behind it in its clause: a noun there may be what led to it."""
    verbs: dict[str, list[Facts]] = defaultdict(list)
    for one in found:
        if not one.nominal:
            verbs[one.report].append(one)
    inside: dict[str, frozenset[str]] = {}
    for one in found:
        if DECISION in one.classes:
            first, last = one.mention.trigger.end, one.mention.clause.end
            content = (verb.classes for verb in verbs[one.report] if first <= verb.mention.trigger.start < last)
            inside[one.id] = frozenset().union(*content)
    return inside


def _facts(mention: Mention, prose: Prose, known: dict[tuple[object, ...], Party]) -> Facts:
    text, trigger = prose.text, mention.trigger
    word = trigger.of(text).split()
    act = mention.act.lower()
    own = stem(act)
    around = text[max(0, trigger.start - WINDOW) : trigger.end + WINDOW]
    vector = None
    if mention.vector:
        vector = np.frombuffer(mention.vector, dtype=np.int8).astype(np.float32)
        vector /= float(np.linalg.norm(vector)) or 1.0
    parties = tuple(party_of(participant, known) for participant in mention.roles)
    across = ends(mention, text)
    return Facts(
        mention=mention,
        report=mention.report,
        told=prose.told,
        topic=prose.topic,
        act=act,
        classes=classes(act) | {end.dealing for end in across},
        word=stem(word[0]) if word else own,
        weight=weights().get(own, RAREST),
        nominal=not mention.tense,
        definite=not mention.tense and bool(DEFINITE.search(text, max(0, trigger.start - 60), trigger.start)),
        described={} if mention.tense else _described(text, trigger, own),
        another=not mention.tense and bool(ANOTHER.search(text, max(0, trigger.start - 60), trigger.start)),
        parties=parties,
        sides=sides(parties, [participant.role for participant in mention.roles]),
        ends=across,
        clause=bag(_without(weigh(mention.clause.of(text)), own)),
        context=bag(_without(weigh(around), own)),
        vector=vector,
    )


def sides(parties: Sequence[Party], roles: Sequence[Role]) -> Sides:
    """Put parties on the sides of their roles; both sides of a mutual act are on the first."""
    found: dict[Role, tuple[Party, ...]] = {}
    for party, role in zip(parties, roles, strict=True):
        on = Role.BY if role is Role.WITH else role
        found[on] = (*found.get(on, ()), party)
    return found


def _described(text: str, trigger: Span, own: str) -> dict[str, float]:
    before = DEFINITE.search(text, max(0, trigger.start - 60), trigger.start)
    after = COMPLEMENT.match(text, trigger.end)
    return _without(weigh(f"{before[0] if before else ''} {after[1] if after else ''}"), own)


def _without(words: dict[str, float], own: str) -> dict[str, float]:
    words.pop(own, None)
    return words


def facing(left: Facts, right: Facts) -> tuple[Sides, Sides]:
    """Return the sides of two mentions as one end of a dealing has them, where each may tell its own end."""
    for one, other in product(left.ends, right.ends) if left.ends and right.ends else ():
        if one.dealing == other.dealing and one.far != other.far:
            there, here = sides(left.parties, left.ends[one]), sides(right.parties, right.ends[other])
            if one not in right.ends:
                return (there, right.sides) if one.far else (left.sides, here)
            # Either side can be told first ("met"): what fits best is meant, and of equals what has who acts in common.
            return max(product((left.sides, there), (right.sides, here)), key=_fit)
    return left.sides, right.sides


def told_roles(one: Facts, beside: Facts) -> Sequence[Role]:
    """Return the roles of a mention's participants as they are from the end of a dealing that another tells."""
    plain = [participant.role for participant in one.mention.roles]
    for end, across in one.ends.items():
        if End(end.dealing, not end.far) in beside.ends:
            either = end in beside.ends
            ways = (plain, across) if either else (across,)
            return max(ways, key=lambda way: _fit((beside.sides, sides(one.parties, way))))
    return plain


def _fit(facing: tuple[Sides, Sides]) -> tuple[float, float]:
    by, to = (best(facing[0].get(role, ()), facing[1].get(role, ())) for role in BOTH)
    return by + to, by


def crossed(left: Facts, right: Facts) -> bool:
    """Say whether one party acts at both ends of a dealing: what it bought from one it sold to another."""
    acts = best(left.sides.get(Role.BY, ()), right.sides.get(Role.BY, ()))
    return acts >= ONE > side(left, right, Role.BY) and left.act != right.act


def side(left: Facts, right: Facts, role: Role) -> float:
    """Compare the parties of one role: the best likeness of any two, 0 where a side tells nobody."""
    one, other = facing(left, right)
    return best(one.get(role, ()), other.get(role, ()))


def anyone(left: Facts, right: Facts) -> float:
    """Compare all parties, whatever their role."""
    return best(left.parties, right.parties)


def turned(left: Facts, right: Facts) -> float:
    """Say how far who acts in one is acted on in the other: a sign of two acts, tit for tat."""
    one, other = facing(left, right)
    return max(best(one.get(role, ()), other.get(opposite, ())) for role, opposite in OPPOSITE)


def swapped(left: Facts, right: Facts) -> float:
    """Say how far both sides of one are the other's the other way round."""
    one, other = facing(left, right)
    return min(best(one.get(role, ()), other.get(opposite, ())) for role, opposite in OPPOSITE)


def exchanged(left: Facts, right: Facts) -> bool:
    """Say whether each side of one is called after who is on the other side of the other, and neither after its own.

    Where nobody is known, "Velda's patrol seized a boat of Morano" has no more than names to be told apart by.
    """
    one, other = facing(left, right)
    return all(
        _called_alike(one.get(role, ()), other.get(opposite, ()))
        and not _called_alike(one.get(role, ()), other.get(role, ()))
        for role, opposite in OPPOSITE
    )


def _called_alike(left: Sequence[Party], right: Sequence[Party]) -> bool:
    return any(not one.names.isdisjoint(other.names) for one in left for other in right)


def alike(left: Prose, right: Prose) -> float:
    """Estimate the Jaccard likeness of two texts from their sketches."""
    if not left.sketch or len(left.sketch) != len(right.sketch):
        return 0.0
    return sum(a == b for a, b in zip(left.sketch, right.sketch, strict=True)) / len(left.sketch)


def subject(left: Prose, right: Prose) -> float:
    """Say how far two texts are on one subject."""
    return likeness(left.words, right.words)
