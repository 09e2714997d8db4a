"""Groups of mentions in, events out, dated by one another, with where their accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from dateline.merge import disagreements, framing
from dateline.merge.desk import Desk
from dateline.merge.events import event, told_order
from dateline.merge.facts import Facts
from dateline.merge.lifecycle import lifecycle
from dateline.merge.mention_cells import MOST
from dateline.merge.order import ordered
from dateline.merge.pairs import compare
from dateline.merge.shelf import one_text
from dateline.records import Disagreement, Event, Field


@dataclass(slots=True)
class Made:
    """Events that were made, with the facts of each and their disagreements."""

    events: dict[str, Event] = field(default_factory=dict)
    facts_of: dict[str, list[Facts]] = field(default_factory=dict)
    differences: list[Disagreement] = field(default_factory=list)
    contradicted: Sequence[Disagreement] = ()  # days of two events that an order told between them excludes


def make(desk: Desk, groups: Iterable[Sequence[int]]) -> Made:
    """Make the events of groups; those that orders tie to others must all be among them."""
    made = Made()
    built: list[Event] = []
    tellings = []
    groups = list(groups)
    desk.lay(chain.from_iterable(groups))
    for group in groups:
        told = sorted(desk.of(group), key=lambda one: told_order(one, desk.reports))
        tellings.append([desk.number[one.id] for one in told])
        id_ = "e" + told[0].id[1:]
        framed = framing.framings(told, desk.prose, desk.reports, desk.families)
        differ = [*disagreements.within(id_, told, families=desk.families), *framing.disagreements(id_, framed)]
        fields: list[Field] = [one.field for one in differ]
        found = event(told, reports=desk.reports, prose=desk.prose, families=desk.families, disputed=fields)
        built.append(replace(found, framings=framed, lifecycle=lifecycle(told, {}, desk.reports)))
        made.facts_of[id_] = told
        made.differences += differ
    mentions = {one.id: one.mention for told in made.facts_of.values() for one in told}
    dated, contradicted = ordered(built, mentions, reports=desk.reports, alike=_Alike(desk, tellings))
    made.events = {one.id: one for one in dated}
    made.contradicted = contradicted
    return made


class _Alike:
    """How surely two mentions of one event are one: 1 where a rule or a person ties them, else their score."""

    def __init__(self, desk: Desk, groups: Iterable[Sequence[int]]) -> None:
        self.known: dict[tuple[str, str], float] = {}
        numbers: list[int] = []
        sides = []
        for group in groups:
            if len(group) > 1 and desk.shelf.ties(group):
                sides.append(np.array(np.triu_indices(min(len(group), MOST), 1)) + len(numbers))
                numbers += group[:MOST]
        if not numbers:
            return
        left, right = np.concatenate(sides, axis=1)
        found = compare(desk.shelf.columns(numbers), left, right, one_text(desk.shelf, numbers, left, right))
        ids = [one.id for one in desk.of(numbers)]
        sure = np.where(found.must, 1.0, found.scores)
        for i, j, score in zip(left.tolist(), right.tolist(), sure.tolist(), strict=True):
            pair = (min(ids[i], ids[j]), max(ids[i], ids[j]))
            self.known[pair] = 1.0 if pair in desk.same else score

    def __call__(self, left: str, right: str) -> float:
        return self.known.get((min(left, right), max(left, right)), 0.0)
