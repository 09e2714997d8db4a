"""Events that were made in, what they have to do with others out: answers, and one act that is told as two events.

What is found between two events depends on the two and on what is told between them, so only events that were made
anew and those near them are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from dateline.merge import twice
from dateline.merge.answers import Answer, answer, answerable, asks, corrects
from dateline.merge.denials import denies
from dateline.merge.desk import Desk
from dateline.merge.facts import Facts
from dateline.merge.making import Made
from dateline.records import Disagreement, Event, Field, Modality


class Neighbours:
    """The events around some that were made: as they were made, or as the shelf holds them."""

    def __init__(self, desk: Desk, made: Made, home: Mapping[int, str], stale: Collection[str]) -> None:
        self.desk = desk
        self.stale = stale  # events that the shelf still holds, and that are no more
        self.home = dict(home)
        self.events: dict[str, Event] = dict(made.events)
        self.facts_of: dict[str, list[Facts]] = dict(made.facts_of)
        self.near: dict[str, set[str]] = {}
        self.scores: dict[tuple[str, str], float] = {}

    def look(self, ids: Iterable[str]) -> list[Event]:
        """Return those of some events that there are."""
        ids = sorted(set(ids).difference(self.stale))
        self.events |= self.desk.shelf.events([id_ for id_ in ids if id_ not in self.events])
        return [self.events[id_] for id_ in ids]

    def read(self, ids: Iterable[str]) -> list[Event]:
        """Return those of some events that there are, with their facts at hand."""
        events = self.look(ids)
        missing = [event for event in events if event.id not in self.facts_of]
        if missing:
            numbers = self.desk.shelf.numbers({id_ for event in missing for id_ in event.mentions})
            self.desk.lay(numbers.values())
            for event in missing:
                self.facts_of[event.id] = self.desk.of(numbers[one] for one in event.mentions)
                self.home |= {numbers[one]: event.id for one in event.mentions}
        return events

    def homes(self, numbers: Iterable[int]) -> set[str]:
        """Return the events that mentions belong to."""
        numbers = set(numbers)
        self.home |= self.desk.shelf.homes(numbers - self.home.keys())
        return {self.home[number] for number in numbers}

    def meet(self, ids: Iterable[str]) -> None:
        """Look up which events some have a pair with."""
        events = [event for event in self.look(ids) if event.id not in self.near]
        numbers = self.desk.shelf.numbers({id_ for event in events for id_ in event.mentions})
        of = {numbers[id_]: event.id for event in events for id_ in event.mentions}
        kept = self.desk.shelf.pairs(of.keys())
        others = {met.other for many in kept.values() for met in many}
        self.homes(others)
        names = self.desk.shelf.ids({*of, *others})
        self.near |= {event.id: set() for event in events}
        for number, many in kept.items():
            for met in many:
                if self.home[met.other] != of[number]:
                    self.near[of[number]].add(self.home[met.other])
                    left, right = sorted((names[number], names[met.other]))
                    self.scores[left, right] = met.score

    def have_a_pair(self, one: str, other: str) -> bool:
        """Say whether two events have a pair; at least one must have been met."""
        return other in self.near.get(one, ()) or one in self.near.get(other, ())

    def apart(self, lost: Iterable[tuple[int, int]], gone: Collection[int]) -> set[tuple[str, ...]]:
        """Return the events, in pairs or alone, whose pairs of mentions came or went without them."""
        left = [[number for number in pair if number not in gone] for pair in lost]
        self.homes(chain.from_iterable(left))
        return {tuple(sorted({self.home[number] for number in pair})) for pair in left if pair}


def answered(around: Neighbours, made: Collection[str]) -> dict[str, Answer | None]:
    """Return what the events that were made, and those near them, answer, by who asks."""
    around.meet(made)
    ring = set(made).union(*(around.near[id_] for id_ in made))
    asking = [event for event in around.look(ring) if asks(event)]
    around.meet(event.id for event in asking)
    found: dict[str, Answer | None] = dict.fromkeys(ring)
    for event in asking:
        near = answerable(event, around.look(around.near[event.id]))
        if not near:
            continue
        around.read([event.id])
        denied = event.modality is Modality.DENIED and not corrects(event)
        if denied and not any(map(denies, around.facts_of[event.id])):
            continue
        around.read(one.id for one in near)
        found[event.id] = answer(event, near, around.facts_of, around.scores)
    return found


def told_twice(
    around: Neighbours, made: Collection[str], apart: Iterable[tuple[str, ...]]
) -> dict[tuple[str, str], Disagreement | None]:
    """Return the disagreements of pairs of events of which one was made, None for those that have none.

    What was made may also be told between two others that it has pairs with. `apart` are events whose pairs came or
    went without them.
    """
    around.meet(made)
    loosened = {id_ for pair in apart for id_ in pair}
    between = loosened.union(*(around.near[id_] for id_ in made if twice.undoes(around.facts_of[id_])))
    around.meet(between)
    pairs = {_pair(id_, other) for id_ in {*made, *between} for other in around.near[id_]}
    pairs |= {(pair[0], pair[1]) for pair in apart if len(pair) > 1}
    around.look(chain.from_iterable(pairs))
    found: dict[tuple[str, str], Disagreement | None] = dict.fromkeys(pairs)
    once: dict[str, bool] = {}
    for left, right in sorted(pairs):
        one, other = around.look((left, right))
        if not around.have_a_pair(left, right) or not twice.may_be(one, other):
            continue
        around.read((left, right))
        for id_ in (left, right):
            once.setdefault(id_, bool(twice.one_off(around.facts_of[id_])))
        if once[left] and once[right]:
            differ = twice.dated_twice(one, other, around.facts_of, around.desk.families)
            found[left, right] = None if differ is not None and _is_undone(around, one, other) else differ
    return found


def _is_undone(around: Neighbours, left: Event, right: Event) -> bool:
    around.meet((left.id, right.id))
    both = around.look(around.near[left.id] & around.near[right.id])
    between = around.read(one.id for one in both if twice.may_lie_between(one, left, right))
    return twice.undone(left, right, between, around.facts_of)


def contradicted(
    around: Neighbours, made: Collection[str], apart: Iterable[tuple[str, ...]]
) -> dict[tuple[str, str, Field], Disagreement | None]:
    """Return the disagreements of events that cannot both be true, one of the two made, by field."""
    around.meet(made)
    pairs = {_pair(id_, other) for id_ in made for other in around.near[id_]}
    loosened = {(pair[0], pair[1]) for pair in apart if len(pair) > 1}
    around.meet(chain.from_iterable(loosened))
    found: dict[tuple[str, str, Field], Disagreement | None] = {
        (*pair, field): None for pair in loosened for field in twice.CLASHES
    }
    for left, right in sorted(pairs | loosened):
        one, other = around.look((left, right))
        if not around.have_a_pair(left, right):
            continue
        if one.modality is other.modality is Modality.ASSERTED and one.when.may_equal(other.when):
            around.read((left, right))
            differ = twice.contradictions(one, other, around.facts_of, around.desk.families)
            found |= {(left, right, field): one for field, one in differ.items() if one}
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
