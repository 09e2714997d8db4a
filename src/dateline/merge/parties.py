"""Who takes part, as merging compares it: a participant in, a party out; two parties in, how far they are one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.words import WORD, stem, weigh
from dateline.records import ActorKind, Participant

NOUN = "noun:"
ONE = 0.9  # likeness from which two parties are one identity or one name
NAMED = frozenset((ActorKind.PERSON, ActorKind.STATE, ActorKind.ORGAN, ActorKind.ARMED_GROUP, ActorKind.INTERNATIONAL))


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """Who takes part, as merging compares it: one object for all participants that are told alike."""

    id: str  # "" where only the words are known
    kind: ActorKind | None
    country: str | None
    sector: str | None
    words: Mapping[str, float]
    head: str
    parents: tuple[str, ...]  # ids of what it is part of
    names: frozenset[str]  # what it is called after: its country, else the proper names in its words
    named: bool  # it is known who this is, so that another identity is a clash
    met: dict[Party, float]  # what it was compared with before

    @property
    def key(self) -> str:
        """Return what stands for this identity in block keys and counts."""
        return self.id or " ".join(sorted(self.words))


def party_of(participant: Participant, known: dict[tuple[object, ...], Party]) -> Party:
    """Return who a participant is: the party that is `known` by the same name and identity, else a new one."""
    link = participant.link
    id_ = link.target.id if link else ""
    key = (id_, participant.name, link.country if link else None, link.parents if link else ())
    if key not in known:
        plain = [stem(word) for word in WORD.findall(participant.name)]
        known[key] = Party(
            # A bare noun ("noun:soldier") is what someone is called, not who it is.
            id="" if id_.startswith(NOUN) else id_,
            kind=link.kind if link else None,
            country=link.country if link else None,
            sector=link.sector if link else None,
            words=weigh(participant.name) or dict.fromkeys(plain, 1.0),
            head=plain[-1] if plain else "",
            parents=link.parents if link else (),
            names=_names(participant),
            named=bool(link and link.kind in NAMED and not id_.startswith(NOUN)),
            met={},
        )
    return known[key]


def _names(participant: Participant) -> frozenset[str]:
    if participant.link and participant.link.country:
        return frozenset((participant.link.country,))
    return frozenset(stem(word) for word in WORD.findall(participant.name) if word[:1].isupper())


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


def best(left: Sequence[Party], right: Sequence[Party]) -> float:
    """Return the best likeness of any two parties, 0 where there are none."""
    if not left or not right:
        return 0.0
    return max(meet(one, other) for one in left for other in right)
