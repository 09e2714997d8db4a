"""Whom or what words refer to: an identity, what it is, and what else they may mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A thing that a mention may refer to, with the score and the reason that put it there."""

    id: str
    name: str
    score: float
    reason: str


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGAN = "organ"  # of a state: army, ministry, parliament, court
    ARMED_GROUP = "armed group"
    INTERNATIONAL = "international body"
    OUTLET = "outlet"
    AGENCY = "agency"
    CROWD = "crowd"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a mention refers to: the target, and the runners-up."""

    target: Candidate
    kind: ActorKind
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER
    runners_up: tuple[Candidate, ...] = ()
    parents: tuple[str, ...] = ()  # ids of what it is part of or acts for, nearest first: an army's, then a state's
