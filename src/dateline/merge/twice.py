"""One act told as two events: events and their facts in, the disagreements that join them out.

Two accounts of a day that exclude each other keep two events apart. Where the act cannot be done again before it is
undone, and no account tells that it was undone between, they are one act told for two days. Where one account says that
somebody granted what another says that they refused, one of the two did not happen.

Events meet where a pair of their mentions was kept, so that an event elsewhere changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.candidates import NEIGHBOURS
from dateline.merge.counters import REFUSES, UNDOES, opposed
from dateline.merge.disagreements import not_until, voice
from dateline.merge.facts import Facts, side
from dateline.merge.features import exact
from dateline.merge.words import likeness
from dateline.records import Account, Disagreement, Event, Field, Modality, Role

NEAR = 45  # days between two dates told for an act that is done once until undone
ALIKE = 0.2  # likeness of clauses from which two acts without common participants may be one
ONE = 0.8  # likeness from which two parties are one
ONE_OFF = frozenset((Aspect.UNDONE, Aspect.EVER))

Told = Mapping[str, Sequence[Facts]]


def may_be(left: Event, right: Event) -> bool:
    """Say whether two events can be one act told for two days, by what they say themselves."""
    if any(event.when.bounded or event.when.last_day is None for event in (left, right)):
        return False
    first, second = (event.when.earliest if _is_dated(event) else None for event in (left, right))
    return first is None or second is None or 0 < abs((second - first).days) <= NEAR


def may_lie_between(event: Event, left: Event, right: Event) -> bool:
    """Say whether an event may be told for the days between two others."""
    if not _is_dated(event):
        return not event.when.bounded and event.when.last_day is not None
    ends = (end for one in (left, right) for end in (one.when.earliest, not _is_dated(one) and one.when.last_day))
    days = [end for end in ends if end]
    return event.when.earliest is not None and min(days) < event.when.earliest < max(days)


def _is_dated(event: Event) -> bool:
    return event.modality is Modality.ASSERTED and exact(event.when)


def dated_twice(left: Event, right: Event, facts_of: Told, families: Mapping[str, str]) -> Disagreement | None:
    """Return the disagreement of two events that may be one act told for two days, whatever is told between."""
    days = [_first(event, facts_of[event.id]) for event in (left, right)]
    if None in days or not one_off(facts_of[left.id]) & one_off(facts_of[right.id]):
        return None
    told = sorted(zip(days, (left, right), strict=True), key=lambda one: (one[0] or date.min, one[1].id))
    (first, early), (second, late) = told
    if first is None or second is None or not _one_act((first, early), (second, late), facts_of, families):
        return None
    values = tuple(
        Account(value=_day(event, facts_of, day), mentions=event.mentions)
        for day, event in ((first, early), (second, late))
    )
    return Disagreement(events=(early.id, late.id), field=Field.WHEN, values=values)


def undoes(told: Iterable[Facts]) -> bool:
    """Say whether acts may undo others."""
    return any(name in opposed(UNDOES) for one in told for name in one.classes)


def undoes_what(told: Iterable[Facts], others: Iterable[Facts]) -> bool:
    """Say whether one event's acts undo another's."""
    counters = _counters(others)
    return any(not one.classes.isdisjoint(counters) for one in told)


def undone(left: Event, right: Event, others: Iterable[Event], facts_of: Told) -> bool:
    """Say whether one of some events undoes an act, told for the days between two."""
    counters = _counters(facts_of[left.id]) & _counters(facts_of[right.id])
    days = [day for event in (left, right) if (day := _first(event, facts_of[event.id]))]
    return any(
        min(days) < day < max(days)
        for event in others
        if (day := _first(event, facts_of[event.id])) is not None
        and any(not one.classes.isdisjoint(counters) for one in facts_of[event.id])
    )


def _counters(told: Iterable[Facts]) -> set[str]:
    return {counter for one in told for name in one.classes for counter in opposed(UNDOES).get(name, ())}


def may_refuse(told: Iterable[Facts]) -> bool:
    """Say whether acts may refuse what others grant, or grant it."""
    return any(one.act in opposed(REFUSES) for one in told)


def refuses(left: Sequence[Facts], right: Sequence[Facts]) -> bool:
    """Say whether one event's acts refuse what the other's grant."""
    counters = {counter for one in left for counter in opposed(REFUSES).get(one.act, ())}
    return any(one.act in counters for one in right)


def contradiction(left: Event, right: Event, facts_of: Told, families: Mapping[str, str]) -> Disagreement | None:
    """Return the disagreement of two events of which one grants what the other refuses."""
    given, refused = sorted((left, right), key=lambda event: (_acts(event, facts_of), event.id))
    if not _contradict(given, refused, facts_of, families):
        return None
    values = tuple(Account(value=_acts(event, facts_of), mentions=event.mentions) for event in (given, refused))
    return Disagreement(events=(given.id, refused.id), field=Field.MODALITY, values=values)


def one_off(told: Sequence[Facts]) -> set[str]:
    """Return the classes of acts that are done once, or once until they are undone."""
    return {name for one in told if aspect(one.act) in ONE_OFF for name in one.classes}


def _first(event: Event, told: Sequence[Facts]) -> date | None:
    """Return the first day of an event told for a few days, or as not done until one; None for any other."""
    if _is_dated(event):
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


def _contradict(left: Event, right: Event, facts_of: Told, families: Mapping[str, str]) -> bool:
    if not left.when.may_equal(right.when):
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
