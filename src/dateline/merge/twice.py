"""One act told as two events: events and their facts in, the disagreements that join them out.

Two accounts of a day that exclude each other keep two events apart. Where the act cannot be done again before it is
undone, and no account tells that it was undone between, they are one act told for two days. Where one account says that
somebody granted what another says that they refused, one of the two did not happen.

Only events that share a class of acts and a participant or a rare word with each other meet, each with the next in
time, so that the work grows with the events and an event elsewhere changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.candidates import NEIGHBOURS, company
from dateline.merge.disagreements import lines, not_until, voice
from dateline.merge.facts import Facts, side
from dateline.merge.features import exact
from dateline.merge.words import likeness
from dateline.records import Account, Disagreement, Event, Field, Modality, Role

NEAR = 45  # days between two dates told for an act that is done once until undone
ALIKE = 0.2  # likeness of clauses from which two acts without common participants may be one
ONE = 0.8  # likeness from which two parties are one
ONE_OFF = frozenset((Aspect.UNDONE, Aspect.EVER))

Told = Mapping[str, Sequence[Facts]]
Blocks = Mapping[tuple[str, str], Sequence[tuple[date, Event]]]


def twice(events: Sequence[Event], facts_of: Told, families: Mapping[str, str]) -> list[Disagreement]:
    """Return the pairs of events that may be one act told for two days, or as granted and refused."""
    blocks = _blocks(events, facts_of)
    one_off = {
        event.id: {name for one in facts_of[event.id] if aspect(one.act) in ONE_OFF for name in one.classes}
        for event in events
    }
    classes = {event.id: {name for one in facts_of[event.id] for name in one.classes} for event in events}
    found = {}
    undone = set()
    for (name, who), block in sorted(blocks.items()):
        dated = [told for told in block if name in one_off[told[1].id]]
        for early, late in pairwise(dated):
            ids = (early[1].id, late[1].id)
            if _undone(name, who, early[0], late[0], blocks, classes):
                undone.add(ids)
            elif ids not in found and _one_act(early, late, facts_of, families):
                values = tuple(
                    Account(value=_day(event, facts_of, day), mentions=event.mentions) for day, event in (early, late)
                )
                found[ids] = Disagreement(events=ids, field=Field.WHEN, values=values)
    return [found[key] for key in sorted(found) if key not in undone] + _opposites(events, facts_of, families)


def _blocks(events: Sequence[Event], facts_of: Told) -> dict[tuple[str, str], list[tuple[date, Event]]]:
    """Return the events told for a few days by the class and the company of their acts, in order of time."""
    blocks: dict[tuple[str, str], set[tuple[date, str]]] = defaultdict(set)
    by_id = {event.id: event for event in events}
    for event in events:
        day = _first(event, facts_of[event.id])
        if day is None:
            continue
        for one in facts_of[event.id]:
            for name in one.classes:
                for who in company(one):
                    blocks[name, who].add((day, event.id))
    return {key: [(day, by_id[id_]) for day, id_ in sorted(block)] for key, block in blocks.items()}


def _first(event: Event, told: Sequence[Facts]) -> date | None:
    """Return the first day of an event told for a few days, or as not done until one; None for any other."""
    if event.modality is Modality.ASSERTED and exact(event.when):
        return event.when.earliest
    days = [not_until(one.mention) for one in told]
    return days[0] if days and all(days) else None


def _day(event: Event, facts_of: Told, day: date) -> str:
    if all(not_until(one.mention) for one in facts_of[event.id]):
        return f"not until {day}"
    return event.when.edtf or str(day)


def _one_act(left: tuple[date, Event], right: tuple[date, Event], facts_of: Told, families: Mapping[str, str]) -> bool:
    (first, early), (second, late) = left, right
    if early.when.may_equal(late.when) and first == second:
        return False
    if not 0 < (second - first).days <= NEAR:
        return False
    return _two_voices(early, late, facts_of, families) and _likeness(early, late, facts_of) >= 1.0


def _two_voices(left: Event, right: Event, facts_of: Told, families: Mapping[str, str]) -> bool:
    return len({voice(one, families) for event in (left, right) for one in facts_of[event.id]}) > 1


def _likeness(left: Event, right: Event, facts_of: Told) -> float:
    """Say how far two events are one act: 1 where their sides or their clauses are, 0 where another did it."""
    best, doers = 0.0, set()
    for one in facts_of[left.id][:NEIGHBOURS]:
        for other in facts_of[right.id][:NEIGHBOURS]:
            by = side(one, other, Role.BY)
            to = max(side(one, other, role) for role in (Role.TO, Role.ABOUT))
            doers.add(by)
            if min(by, to) > -1.0:
                best = max(best, by + to, likeness(one.clause, other.clause) / ALIKE)
    return 0.0 if min(doers) <= -1.0 and max(doers) < ONE else best


def _undone(name: str, who: str, first: date, last: date, blocks: Blocks, classes: Mapping[str, set[str]]) -> bool:
    """Say whether an act that undoes this one is told for the days between two."""
    return any(
        first < day < last and counter in classes[event.id]
        for counter in _opposed("reverse.tsv").get(name, ())
        for day, event in blocks.get((counter, who), ())
    )


def _opposites(events: Sequence[Event], facts_of: Told, families: Mapping[str, str]) -> list[Disagreement]:
    """Return the events of which one grants what the other refuses: by one side, and to one or in like words."""
    blocks: dict[tuple[str, str], list[Event]] = defaultdict(list)
    opposite = _opposed("opposites.tsv")
    for event in sorted(events, key=lambda event: event.id):
        if event.modality is Modality.ASSERTED:
            for name, who in sorted({(one.act, who) for one in facts_of[event.id] for who in company(one)}):
                if name in opposite:
                    blocks[name, who].append(event)
    found = {}
    for (name, who), block in sorted(blocks.items()):
        for counter in opposite[name]:
            if name < counter:
                for given in block[:NEIGHBOURS]:
                    for refused in blocks.get((counter, who), ())[:NEIGHBOURS]:
                        if _contradict(given, refused, facts_of, families):
                            ids = (given.id, refused.id)
                            values = tuple(
                                Account(value=_acts(event, facts_of), mentions=event.mentions)
                                for event in (given, refused)
                            )
                            found[ids] = Disagreement(events=ids, field=Field.MODALITY, values=values)
    return [found[key] for key in sorted(found)]


def _contradict(left: Event, right: Event, facts_of: Told, families: Mapping[str, str]) -> bool:
    if left.id == right.id or not left.when.may_equal(right.when):
        return False
    if not _two_voices(left, right, facts_of, families):
        return False
    for one in facts_of[left.id][:NEIGHBOURS]:
        for other in facts_of[right.id][:NEIGHBOURS]:
            to = max(side(one, other, role) for role in (Role.TO, Role.ABOUT))
            alike = to >= ONE or (to > -1.0 and likeness(one.clause, other.clause) >= 2 * ALIKE)
            if alike and side(one, other, Role.BY) >= ONE:
                return True
    return False


def _acts(event: Event, facts_of: Told) -> str:
    return ", ".join(sorted({one.act for one in facts_of[event.id]}))


@cache
def _opposed(name: str) -> dict[str, tuple[str, ...]]:
    """Load a list of pairs of classes or lemmas, both ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines(name):
        one, other = (_words(part) for part in line.split("\t"))
        for left in one:
            for right in other:
                found[left].add(right)
                found[right].add(left)
    return {key: tuple(sorted(others)) for key, others in found.items()}


def _words(part: str) -> Iterable[str]:
    return [word.replace("_", " ") for word in part.split()]
