"""What is asked of the rules that say who takes part, and the shape of their answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.records import ActorKind, Candidate, EntityMention, EntityType, Link, Participant
from dateline.resolve.context import Context
from dateline.resolve.phrase import Phrase
from dateline.resources import actors, countries
from dateline.resources.places import key

WORDS = re.compile(r"\w+")
# Nouns that only say that the name before them is a group: "Taliban fighters" are the Taliban.
MEMBERS = frozenset(
    """group groups militants militant fighters fighter insurgents insurgent rebels rebel movement network terrorists
    terrorist militia militias militiamen guerrillas jihadists extremists gunmen forces force troops soldiers army
    cartel gang party organisation organization authorities government regime members alliance bloc""".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the rules: a participant, its words taken apart, and the entity mention that heads them."""

    name: str
    phrase: Phrase
    participant: Participant
    entity: EntityMention | None
    place: bool  # the act is one done to places
    context: Context

    @property
    def type(self) -> EntityType | None:
        """Return the entity type that the model gave."""
        return self.entity.type if self.entity else None


def link(
    id_: str,
    name: str,
    kind: ActorKind,
    reason: str,
    *,
    country: str | None = None,
    sector: str | None = None,
    score: float = 1.0,
    runners_up: tuple[Candidate, ...] = (),
) -> Link:
    """Return an answer."""
    target = Candidate(id=id_, name=name, score=score, reason=reason)
    return Link(target=target, kind=kind, country=country, sector=sector, runners_up=runners_up)


def state(alpha3: str, reason: str, *, score: float = 1.0, runners_up: tuple[Candidate, ...] = ()) -> Link:
    """Return the answer that it is a state."""
    name = countries.countries()[alpha3].name
    kind = ActorKind.STATE
    return link(f"state:{alpha3}", name, kind, reason, country=alpha3, sector="GOV", score=score, runners_up=runners_up)


def slug(text: str) -> str:
    """Return words as one step of an identity's path."""
    return "-".join(WORDS.findall(key(text)))


def noun_id(asked: Asked) -> str:
    """Return the identity of those who are told by a noun alone: the noun, with its country."""
    words = list(asked.phrase.words)
    while len(words) > 1 and not any(c.isalpha() for c in words[-1]):
        words.pop()  # "iPhone 4": the number is no noun
    head = key(words[-1] if words else "") or slug(asked.phrase.text) or "unknown"
    head = re.sub(r"ies$", "y", re.sub(r"men$", "man", re.sub(r"^children$", "child", head)))
    single = (
        head[:-1] if asked.phrase.head and len(head) > 3 and head.endswith("s") and not head.endswith("ss") else head
    )
    if len(asked.phrase.words) > 1 and head in actors.organs():
        single = " ".join((*asked.phrase.words[:-1], single))
    country = f"{asked.phrase.country}:" if asked.phrase.country else ""
    return f"noun:{country}{slug(single) or 'unknown'}"
