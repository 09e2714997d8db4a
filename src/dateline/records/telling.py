"""How an event is told: the phases it goes through, the origins it goes back to, and the words that are used for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.records.mentions import SourceKind
from dateline.records.spans import Span


class Phase(StrEnum):
    """How an event is told at one time, from asked for to set right."""

    DEMANDED = "demanded"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    ANNOUNCED = "announced"  # a plan in the words of who is to act, or an act made known by an announcement
    CLAIMED = "claimed"  # told as done by a source, or on hearsay
    REPORTED = "reported"  # told as done by a report in its own voice
    CONFIRMED = "confirmed"  # by the words: "confirmed", "admitted"
    DENIED = "denied"  # told as not done, or not to be done
    CORRECTED = "corrected"  # an earlier account is set right

    @property
    def ahead(self) -> bool:
        """Say whether the event is still to come in this phase."""
        return self in AHEAD


AHEAD = frozenset({Phase.DEMANDED, Phase.POSSIBLE, Phase.CONDITIONAL, Phase.PLANNED, Phase.ANNOUNCED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTold:
    """One step of an event's lifecycle: what one report, by one chain, tells it to be."""

    phase: Phase
    day: date | None  # of the report
    by: tuple[str, ...]  # who printed it, the agency, then the chain to the event's side
    report: str
    mentions: tuple[str, ...]
    cues: tuple[Span, ...] = ()  # the words that make it this phase
    event: str | None = None  # the other event that these mentions tell, where they answer this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way from an origin into print."""

    through: tuple[str, ...]  # who passed it on, from the origin's side
    outlet: str  # who printed it; the file's name where that is not known
    report: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An independent source of an event: who stands at the far end of its chains, with all routes into print."""

    name: str
    kind: SourceKind
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words for one thing that take one stand on it, and who used them."""

    stand: str  # "plain", or the stand as `resources/framing` names it
    words: tuple[str, ...]
    users: tuple[str, ...]  # the outlet, or the source with it: "Jane Roe in Harbour Times"
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What accounts of one event call the act, or one side of it, in words that take different stands."""

    of: str  # "act", a side ("by", "to", …), or "force" for words that take from the act
    plain: str  # what is called so: "killing", "fighters"
    wordings: tuple[Wording, ...]
