"""What merging compares of a mention, worked out once: a report and its mentions in, facts out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dateline.merge.acts import classes
from dateline.merge.words import RAREST, WORD, Bag, bag, likeness, stem, weigh, weights
from dateline.records import ActorKind, Mention, Participant, Report, Role, Span

TOPIC = 8  # stems of a report, by frequency here and rarity elsewhere, that say what it is on
WINDOW = 160  # characters on each side of a trigger that make its context
DEFINITE = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|their|its)|['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.I)
ANOTHER = re.compile(r"\b(?:another|previous|earlier|further|separate|similar)(?:\s+[\w-]+){0,2}\s+$", re.I)
NAMED = frozenset((ActorKind.PERSON, ActorKind.STATE, ActorKind.ORGAN, ActorKind.ARMED_GROUP, ActorKind.INTERNATIONAL))
NOUN = "noun:"
COMPLEMENT = re.compile(r"\s+(?:on|against|of|by|in|at|near|over|that|which|who|from|into|to)((?:\s+[\w'’-]+){1,3})")


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """Who takes part, as merging compares it: one object for all participants that are told alike."""

    id: str  # "" where only the words are known
    told: tuple[object, ...]  # equal for two that are told alike
    kind: ActorKind | None
    country: str | None
    sector: str | None
    words: Mapping[str, float]
    head: str
    parents: tuple[str, ...]  # ids of what it is part of
    named: bool  # it is known who this is, so that another identity is a clash
    met: dict[Party, float]  # what it was compared with before

    @property
    def key(self) -> str:
        """Return what stands for this identity in block keys and counts."""
        return self.id or " ".join(sorted(self.words))


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """A mention with what is compared of it."""

    mention: Mention
    prose: Prose
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
    sides: Mapping[Role, tuple[Party, ...]]  # both sides of a mutual act are on the first
    clause: Bag
    context: Bag
    vector: NDArray[np.float32] | None
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
    return [replace(one, rivals=max(often[one.report, name] for name in one.classes)) for one in found]


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
    parties = tuple(_party(participant, known) for participant in mention.roles)
    sides: dict[Role, tuple[Party, ...]] = {}
    for participant, party in zip(mention.roles, parties, strict=True):
        role = Role.BY if participant.role is Role.WITH else participant.role
        sides[role] = (*sides.get(role, ()), party)
    return Facts(
        mention=mention,
        prose=prose,
        report=mention.report,
        told=prose.told,
        topic=prose.topic,
        act=act,
        classes=classes(act),
        word=stem(word[0]) if word else own,
        weight=weights().get(own, RAREST),
        nominal=not mention.tense,
        definite=not mention.tense and bool(DEFINITE.search(text, max(0, trigger.start - 60), trigger.start)),
        described={} if mention.tense else _described(text, trigger, own),
        another=not mention.tense and bool(ANOTHER.search(text, max(0, trigger.start - 60), trigger.start)),
        parties=parties,
        sides=sides,
        clause=bag(_without(weigh(mention.clause.of(text)), own)),
        context=bag(_without(weigh(around), own)),
        vector=vector,
    )


def _described(text: str, trigger: Span, own: str) -> dict[str, float]:
    before = DEFINITE.search(text, max(0, trigger.start - 60), trigger.start)
    after = COMPLEMENT.match(text, trigger.end)
    return _without(weigh(f"{before[0] if before else ''} {after[1] if after else ''}"), own)


def _without(words: dict[str, float], own: str) -> dict[str, float]:
    words.pop(own, None)
    return words


def _party(participant: Participant, known: dict[tuple[object, ...], Party]) -> Party:
    link = participant.link
    id_ = link.target.id if link else ""
    key = (id_, participant.name, link.country if link else None, link.parents if link else ())
    if key not in known:
        plain = [stem(word) for word in WORD.findall(participant.name)]
        known[key] = Party(
            # A bare noun ("noun:soldier") is what someone is called, not who it is.
            id="" if id_.startswith(NOUN) else id_,
            told=key,
            kind=link.kind if link else None,
            country=link.country if link else None,
            sector=link.sector if link else None,
            words=weigh(participant.name) or dict.fromkeys(plain, 1.0),
            head=plain[-1] if plain else "",
            parents=link.parents if link else (),
            named=bool(link and link.kind in NAMED and not id_.startswith(NOUN)),
            met={},
        )
    return known[key]


def meet(left: Party, right: Party) -> float:
    """Say how far two parties are one: 1 the same, 0 unknown, -1 another.

    A state and its organ are one actor, two organs of a state are not; a person is not its state, yet may act for it.
    Where countries differ, the parties are likely to, even if nobody says who they are: "an American contractor".
    """
    found = left.met.get(right)
    if found is None:
        found = left.met[right] = _meet(left, right)
    return found


def _meet(left: Party, right: Party) -> float:
    if left is right or (left.id and left.id == right.id):
        return 1.0
    if left.country and left.country == right.country:
        pair = {left.kind, right.kind}
        if ActorKind.STATE in pair and pair <= {ActorKind.STATE, ActorKind.ORGAN, ActorKind.OTHER}:
            return 0.8
        if ActorKind.PERSON in pair:
            return _acts_for(left, right) if len(pair) > 1 else _unless_alike(left, right, -1.0)
        if left.sector and right.sector and left.sector != right.sector:
            return _unless_alike(left, right, -0.6)
        return _unless_alike(left, right, 0.4)
    if left.named and right.named:
        return _unless_alike(left, right, -1.0)
    if left.country and right.country:
        return _unless_alike(left, right, -0.6)
    return _unless_alike(left, right, -0.3 if not (left.named or right.named) else 0.0)


def _acts_for(left: Party, right: Party) -> float:
    """Say how far a person and a body of one country may be one: not where the person serves another organ."""
    person, body = (left, right) if left.kind is ActorKind.PERSON else (right, left)
    apart = body.kind is ActorKind.ORGAN and person.parents and body.id not in person.parents
    return _unless_alike(left, right, -0.6) if apart and left.sector != right.sector else 0.2


def _unless_alike(left: Party, right: Party, otherwise: float) -> float:
    shared = sum(weight for word, weight in left.words.items() if word in right.words)
    least = min(sum(left.words.values()), sum(right.words.values()))
    if shared and least and shared / least >= 0.5:
        return 0.9 if left.head == right.head else 0.6
    return otherwise


def side(left: Facts, right: Facts, role: Role) -> float:
    """Compare the parties of one role: the best likeness of any two, 0 where a side tells nobody."""
    return _best(left.sides.get(role, ()), right.sides.get(role, ()))


def _best(left: Sequence[Party], right: Sequence[Party]) -> float:
    if not left or not right:
        return 0.0
    return max(meet(one, other) for one in left for other in right)


def subject(left: Prose, right: Prose) -> float:
    """Say how far two texts are on one subject."""
    return likeness(left.words, right.words)
