"""Events in, how much each counts in the story they make out, with the parts that give it.

Four parts and how it is told, each from 0 to 1, weighed and added: how many independent origins stand behind it, how
widely it is printed, what part it has in the story (reports come back to it on other days, who takes part takes part in
much else, other events are dated by it or quarrel with it), and how new it was when first told. All of it is counted
from the record; nothing is guessed from the words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Chronology, Disagreement, Event, Modality

# Set by hand; among weights that sum to 1, the core events of the development stories hardly tell one from another.
WEIGHTS = {"origins": 0.3, "coverage": 0.2, "role": 0.3, "novelty": 0.05, "told as": 0.15}
TOLD_AS = {Modality.ASSERTED: 1.0, Modality.DENIED: 0.7, Modality.PLANNED: 0.5}  # any other: REST
REST = 0.3
FRESH, STALE = 2, 30  # days after which an event is no news when first told, and after which it is background
_ID = re.compile(r"\be[0-9a-f]{16}-\d+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a rank: from 0 to 1, its weight, and what was counted in words."""

    name: str
    value: float
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """How much an event counts: the sum of its weighed parts, and its place among all, 1 the first."""

    score: float
    place: int
    parts: tuple[Part, ...]


def ranked(chronology: Chronology) -> dict[str, Rank]:
    """Return the rank of each event; ties fall to who was told first."""
    events = chronology.events
    pile = _Pile(events, chronology.disagreements)
    parts = {event.id: pile.parts(event) for event in events}
    scores = {id_: sum(part.weight * part.value for part in found) for id_, found in parts.items()}
    order = sorted(scores, key=lambda id_: (-round(scores[id_], 9), id_))
    return {
        id_: Rank(score=round(scores[id_], 4), place=place, parts=parts[id_])
        for place, id_ in enumerate(order, start=1)
    }


class _Pile:
    """What is counted of all events once."""

    def __init__(self, events: Sequence[Event], disagreements: Sequence[Disagreement]) -> None:
        self.actors = Counter(actor for event in events for actor in _actors(event))
        self.named = Counter(
            id_ for event in events for step in event.when.steps for id_ in set(_ID.findall(step.detail)) - {event.id}
        )
        self.named.update(id_ for one in disagreements for id_ in one.events)
        self.most = {
            name: max((value(event) for event in events), default=1)
            for name, value in (
                ("origins", lambda event: event.origins),
                ("outlets", lambda event: event.outlets),
                ("texts", lambda event: event.texts),
                ("returns", _returns),
                ("actors", self._company),
                ("named", lambda event: self.named[event.id]),
            )
        }

    def parts(self, event: Event) -> tuple[Part, ...]:
        outlets, texts = self._share("outlets", event.outlets), self._share("texts", event.texts)
        returns, company = _returns(event), self._company(event)
        named = self.named[event.id]
        role = (self._share("returns", returns) + self._share("actors", company) + self._share("named", named)) / 3
        novelty, new = _novelty(event)
        found = {
            "origins": (self._share("origins", event.origins), f"{event.origins}"),
            "coverage": ((outlets + texts) / 2, f"{event.outlets} outlets, {event.texts} texts"),
            "role": (
                role,
                f"told over {returns + 1} days; its people in {company} other events; {named} orders and disputes",
            ),
            "novelty": (novelty, new),
            "told as": (TOLD_AS.get(event.modality, REST), event.modality.value),
        }
        return tuple(
            Part(name=name, value=round(value, 4), weight=WEIGHTS[name], words=words)
            for name, (value, words) in found.items()
        )

    def _company(self, event: Event) -> int:
        """Return in how many other events the one of its participants takes part who takes part in most."""
        return max((self.actors[actor] - 1 for actor in _actors(event)), default=0)

    def _share(self, name: str, value: int) -> float:
        """Return a count as a share of the greatest, on a scale where each doubling adds as much."""
        return math.log2(1 + value) / math.log2(1 + self.most[name]) if self.most[name] else 0.0


def _actors(event: Event) -> set[str]:
    return {one.link.target.id for one in event.participants if one.link}


def _returns(event: Event) -> int:
    """Return for how many days after it was first told it was told again."""
    return (event.last_told - event.first_told).days if event.first_told and event.last_told else 0


def _novelty(event: Event) -> tuple[float, str]:
    last = event.when.last_day or event.when.earliest
    if last is None or event.first_told is None:
        return 0.0, "not dated"
    days = (event.first_told - last).days
    if days < 0:
        return 0.5, f"told {-days} days before"
    share = min(1.0, max(0.0, (STALE - days) / (STALE - FRESH)))
    return share, f"first told {days} days after"
