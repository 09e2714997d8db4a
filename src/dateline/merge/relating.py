"""Events that were made in, what they have to do with others out: answers, and one act that is told as two events.

What is found between two events depends on the two and on what is told between them, so only events that were made
anew and those near them are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, combinations

from dateline.merge import twice
from dateline.merge.answers import Answer, answer, answerable, corrects
from dateline.merge.denials import denies
from dateline.merge.desk import Desk
from dateline.merge.facts import Facts
from dateline.merge.gist import Gist, akin, both_once, counters, gist, may_clash
from dateline.merge.making import Made
from dateline.merge.shelf import Pair, pair_of
from dateline.records import Disagreement, Event, Field, Modality


class Neighbours:
    """The events around some that were made: as they were made, or as the shelf holds them."""

    def __init__(self, desk: Desk, made: Made, home: Mapping[int, str], stale: Collection[str]) -> None:
        self.desk = desk
        self.stale = frozenset(stale)  # events that the shelf still holds, and that are no more
        self.home = dict(home)
        self.events: dict[str, Event] = dict(made.events)
        self.facts_of: dict[str, list[Facts]] = dict(made.facts_of)
        self.gists: dict[str, Gist] = {id_: gist(made.events[id_], told) for id_, told in made.facts_of.items()}
        self.near: dict[str, set[str]] = {}
        self.scores: dict[Pair, float] = {}  # of mentions

    def look(self, ids: Iterable[str]) -> list[Event]:
        """Return those of some events that there are."""
        ids = sorted(set(ids).difference(self.stale))
        if missing := [id_ for id_ in ids if id_ not in self.events]:
            self.events |= self.desk.shelf.events(missing)
        return [self.events[id_] for id_ in ids]

    def glance(self, ids: Iterable[str]) -> dict[str, Gist]:
        """Return the gists of those of some events that there are."""
        ids = set(ids).difference(self.stale)
        if missing := [id_ for id_ in ids if id_ not in self.gists]:
            self.gists |= self.desk.shelf.gists(missing)
        return {id_: self.gists[id_] for id_ in ids}

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
        """Return the events that mentions belong to, as far as they are settled."""
        numbers = set(numbers)
        # Not a difference with the keys, which walks through all of them.
        self.home |= self.desk.shelf.homes([number for number in numbers if number not in self.home])
        return {self.home[number] for number in numbers if number in self.home}

    def meet(self, ids: Iterable[str]) -> None:
        """Look up which events some have a pair with."""
        events = [event for event in self.look(ids) if event.id not in self.near]
        numbers = self.desk.shelf.numbers({id_ for event in events for id_ in event.mentions})
        of = {numbers[id_]: event.id for event in events for id_ in event.mentions}
        kept = self.desk.shelf.pairs(of.keys())
        self.homes(met.other for many in kept.values() for met in many)
        self.near |= {event.id: set() for event in events}
        for number, many in kept.items():
            own = of[number]
            for met in many:
                other = self.home.get(met.other)
                if other and other != own:
                    self.near[own].add(other)
                    self.scores[pair_of(number, met.other)] = met.score

    def score(self, one: str, other: str) -> float:
        """Return the score of two mentions of events that were met, 0 where they have none."""
        number = self.desk.number
        return self.scores.get(pair_of(number[one], number[other]), 0.0)

    def have_a_pair(self, one: str, other: str) -> bool:
        """Say whether two events have a pair; at least one must have been met."""
        return other in self.near.get(one, ()) or one in self.near.get(other, ())

    def apart(self, lost: Iterable[tuple[int, int]], gone: Collection[int]) -> set[tuple[str, ...]]:
        """Return the events, in pairs or alone, whose pairs of mentions came or went without them."""
        left = [[number for number in pair if number not in gone] for pair in lost]
        self.homes(chain.from_iterable(left))
        return {tuple(sorted({self.home[number] for number in pair})) for pair in left if pair}


def answered(around: Neighbours, made: Collection[str]) -> dict[str, Answer | None]:
    """Return what the events that were made answer, and what events near them do otherwise than before, by who asks.

    An event that was not made answers what it did, unless that was made or is no more or one that was made is likelier.
    """
    around.meet(made)
    beside: dict[str, set[str]] = defaultdict(set)
    for id_ in made:
        for other in around.near[id_]:
            beside[other].add(id_)
    ids = {id_ for id_, one in around.glance({*made, *beside}).items() if one.asks}
    kept = {one.asker: one for one in around.desk.shelf.answers(ids) if one.asker in ids}
    gone = around.stale.union(made)
    anew = {id_ for id_ in ids if id_ in made or (id_ in kept and kept[id_].nearest in gone)}
    around.meet(anew)
    by_pair = {id_: around.near[id_] if id_ in anew else beside[id_] for id_ in ids}
    gists = around.glance(ids.union(*by_pair.values()))
    wanted = {
        id_: [one for one in many if one in gists and akin(gists[id_], gists[one])] for id_, many in by_pair.items()
    }
    around.look(chain(ids, *wanted.values()))
    near = {event.id: answerable(event, around.look(wanted[event.id])) for event in around.look(ids)}
    heard = [event for event in around.read(id_ for id_, many in near.items() if many) if _is_heard(around, event)]
    around.read(one.id for event in heard for one in near[event.id])
    found: dict[str, Answer | None] = {**dict.fromkeys(made), **dict.fromkeys(anew)}
    for event in heard:
        best = answer(event, near[event.id], around.facts_of, around.score)
        if event.id in anew or (best and (event.id not in kept or best.rank < kept[event.id].rank)):
            found[event.id] = best
    return found


def _is_heard(around: Neighbours, event: Event) -> bool:
    """Say whether an event says of another that it is not so, rather than that it came to nothing."""
    denied = event.modality is Modality.DENIED and not corrects(event)
    return not denied or any(map(denies, around.facts_of[event.id]))


def told_twice(
    around: Neighbours, made: Collection[str], apart: Iterable[tuple[str, ...]]
) -> dict[tuple[str, str], Disagreement | None]:
    """Return the disagreements of pairs of events of which one was made, and those of others that may be other now.

    What was made may also be told between two others that it has pairs with. `apart` are events whose pairs came or
    went without them.
    """
    around.meet(made)
    apart = list(apart)
    loosened = {id_ for pair in apart for id_ in pair}
    around.meet(loosened)
    again = {_pair(id_, other) for id_ in loosened for other in around.near[id_]}
    again |= {(pair[0], pair[1]) for pair in apart if len(pair) > 1}
    gists = around.glance({*made, *chain.from_iterable(around.near[id_] for id_ in made)})
    again = again.union(*(_undone_by(around, id_) for id_ in made))
    pairs = {_pair(id_, other) for id_ in made if gists[id_].once for other in around.near[id_] if other in gists}
    gists |= around.glance(chain.from_iterable(again))
    here = (two for two in sorted(again | pairs) if two[0] in gists and two[1] in gists)
    once = [(one, other) for one, other in here if both_once(gists[one], gists[other])]
    around.look(chain.from_iterable(once))
    events = around.events
    likely = [two for two in once if around.have_a_pair(*two) and twice.may_be(events[two[0]], events[two[1]])]
    around.read(chain.from_iterable(likely))
    found: dict[tuple[str, str], Disagreement | None] = dict.fromkeys(again)
    for left, right in likely:
        one, other = events[left], events[right]
        differ = twice.dated_twice(one, other, around.facts_of, around.desk.families)
        found[left, right] = None if differ is not None and _is_undone(around, one, other) else differ
    return found


def _undone_by(around: Neighbours, id_: str) -> set[tuple[str, str]]:
    """Return the pairs of events that one which undoes acts is told with: it may be told between the two."""
    gists = around.glance({id_, *around.near[id_]})
    classes = gists[id_].classes
    near = [one for one, its in gists.items() if one != id_ and not classes.isdisjoint(counters(its))]
    undone = [event.id for event in around.look(near) if not event.when.bounded and event.when.last_day]
    around.meet(undone)
    return {_pair(one, other) for one, other in combinations(undone, 2) if around.have_a_pair(one, other)}


def _is_undone(around: Neighbours, left: Event, right: Event) -> bool:
    around.meet((left.id, right.id))
    both = around.near[left.id] & around.near[right.id]
    gists = around.glance({left.id, right.id, *both})
    undo = counters(gists[left.id]) & counters(gists[right.id])
    undoing = around.look(id_ for id_ in both if id_ in gists and not gists[id_].classes.isdisjoint(undo))
    between = around.read(one.id for one in undoing if twice.may_lie_between(one, left, right))
    return twice.told_between(left, right, between, around.facts_of)


def contradicted(
    around: Neighbours, made: Collection[str], apart: Iterable[tuple[str, ...]]
) -> dict[tuple[str, str, Field], Disagreement | None]:
    """Return the disagreements of events that cannot both be true, one of the two made, by field."""
    around.meet(made)
    gists = around.glance({*made, *chain.from_iterable(around.near[id_] for id_ in made)})
    pairs = {
        _pair(id_, other)
        for id_ in made
        for other in around.near[id_]
        if other in gists and may_clash(gists[id_], gists[other])
    }
    loosened = {(pair[0], pair[1]) for pair in apart if len(pair) > 1}
    around.meet(chain.from_iterable(loosened))
    found: dict[tuple[str, str, Field], Disagreement | None] = {
        (*pair, field): None for pair in loosened for field in twice.CLASHES
    }
    around.look(chain.from_iterable(pairs | loosened))
    events = around.events
    likely = [
        (left, right)
        for left, right in sorted(pairs | loosened)
        if around.have_a_pair(left, right)
        and events[left].modality is events[right].modality is Modality.ASSERTED
        and events[left].when.may_equal(events[right].when)
    ]
    around.read(chain.from_iterable(likely))
    for left, right in likely:
        differ = twice.contradictions(events[left], events[right], around.facts_of, around.desk.families)
        found |= {(left, right, field): one for field, one in differ.items() if one}
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
