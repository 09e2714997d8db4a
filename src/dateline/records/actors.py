"""Who is who, as a person says it: actors of their own register, and judgements on those that were found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.records.events import Verdict
from dateline.records.links import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActor:
    """An actor of a user's own register, which goes before what the rules found; valid between its days, ends open."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER
    parent: str | None = None  # id of what it is part of
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"an actor's days run forward, got {self.first} to {self.last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorJudgement:
    """A person's answer on who is who, kept with its reason and never deleted.

    `SAME`: the actor `left` is the actor `right`, and known as that. `DIFFERENT`: who is read as the actor `left` in
    the report `right` is someone else of that name.
    """

    left: str
    right: str
    verdict: Verdict
    reason: str = ""
    person: str = ""  # who says so, as they call themselves
    made: str = ""  # ISO 8601 instant
    undone: str | None = None

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise ValueError(f"a judgement is on two things, got {self.left} twice")
