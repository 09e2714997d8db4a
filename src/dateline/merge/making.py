"""Groups of mentions in, events out, dated by one another, with where their accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.merge import disagreements, framing
from dateline.merge.desk import Desk
from dateline.merge.events import event, told_order
from dateline.merge.facts import Facts
from dateline.merge.order import ordered
from dateline.merge.pairs import compare
from dateline.merge.shelf import TIED, one_text
from dateline.records import Disagreement, Event, Field

ALL = 300  # mentions of an event up to which all of its pairs are compared


@dataclass(slots=True)
class Made:
    """Events that were made, with the facts of each and their disagreements."""

    events: dict[str, Event] = field(default_factory=dict)
    facts_of: dict[str, list[Facts]] = field(default_factory=dict)
    differences: list[Disagreement] = field(default_factory=list)


def make(desk: Desk, groups: Iterable[Sequence[int]]) -> Made:
    """Make the events of groups; those that orders tie to others must all be among them."""
    made = Made()
    built: list[Event] = []
    for group in groups:
        desk.lay(group)
        told = sorted(desk.of(group), key=lambda one: told_order(one, desk.reports))
        id_ = "e" + told[0].id[1:]
        framed = framing.framings(told, desk.prose, desk.reports, desk.families)
        differ = [*disagreements.within(id_, told, families=desk.families), *framing.disagreements(id_, framed)]
        fields: list[Field] = [one.field for one in differ]
        found = event(told, reports=desk.reports, prose=desk.prose, families=desk.families, disputed=fields)
        built.append(replace(found, framings=framed))
        made.facts_of[id_] = told
        made.differences += differ
    mentions = {one.id: one.mention for told in made.facts_of.values() for one in told}
    dated, contradicted = ordered(built, mentions, reports=desk.reports, alike=_Alike(desk, built))
    made.events = {one.id: one for one in dated}
    made.differences += contradicted
    return made


class _Alike:
    """How surely two mentions of one event are one: 1 where a rule or a person ties them, else their score."""

    def __init__(self, desk: Desk, events: Iterable[Event]) -> None:
        self.desk = desk
        self.home = {id_: event for event in events for id_ in event.mentions}
        self.known: dict[tuple[str, str], float] = {}

    def __call__(self, left: str, right: str) -> float:
        event = self.home[left]
        if (event.mentions[0], event.mentions[0]) not in self.known:
            self._compare(event)
        return self.known.get((min(left, right), max(left, right)), 0.0)

    def _compare(self, event: Event) -> None:
        ids = sorted(event.mentions)[:ALL]
        numbers = [self.desk.number[id_] for id_ in ids]
        left, right = np.triu_indices(len(ids), 1)
        found = compare(self.desk.shelf.columns(numbers), left, right, one_text(self.desk.shelf, numbers, left, right))
        sure = np.where(found.rules == TIED, 1.0, found.scores)
        for i, j, score in zip(left.tolist(), right.tolist(), sure.tolist(), strict=True):
            pair = ids[i], ids[j]
            self.known[pair] = 1.0 if pair in self.desk.same else score
        self.known[event.mentions[0], event.mentions[0]] = 1.0
