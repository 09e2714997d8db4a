"""One act told as two events: events and their facts in, the disagreements that join them out.

Two accounts of a day that exclude each other keep two events apart. Where the act cannot be done again before it is
undone, and no account tells that it was undone between, they are one act told for two days. Where one account says that
somebody granted what another says that they refused, one of the two did not happen; nor was what sank by itself
torpedoed, nor can two sides meet in two cities on one day.

Events meet where a pair of their mentions was kept, so that an event elsewhere changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dateline.merge.candidates import NEIGHBOURS
from dateline.merge.counters import REFUSES, fates, opposed
from dateline.merge.disagreements import elsewhere, not_until, voice
from dateline.merge.facts import BOTH, Facts, side
from dateline.merge.features import NARROW, exact
from dateline.merge.features import place as places_alike
from dateline.merge.parties import Party, meet
from dateline.merge.words import likeness
from dateline.records import Account, Disagreement, Event, Field, Modality, Role, When

NEAR = 45  # days between two dates told for an act that is done once until undone
ALIKE = 0.2  # likeness of clauses from which two acts without common participants may be one
ONE = 0.8  # likeness from which two parties are one
CALLED = 0.6  # likeness from which two are called alike

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
    """Return the disagreement of two events of acts done once that may be one told for two days.

    What is told between the two is not looked at.
    """
    days = [_first(event, facts_of[event.id]) for event in (left, right)]
    if None in days:
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


def told_between(left: Event, right: Event, others: Iterable[Event], facts_of: Told) -> bool:
    """Say whether one of some events is told for the days between two."""
    days = [day for event in (left, right) if (day := _first(event, facts_of[event.id]))]
    return any(
        min(days) < day < max(days) for event in others if (day := _first(event, facts_of[event.id])) is not None
    )


def contradictions(
    left: Event, right: Event, facts_of: Told, families: Mapping[str, str]
) -> dict[Field, Disagreement | None]:
    """Return the disagreements of two events told for one time that cannot both be true, None where there is none."""
    found: dict[Field, Disagreement | None] = dict.fromkeys(CLASHES)
    if left.when.may_equal(right.when) and _two_voices(left, right, facts_of, families):
        for field, (clash, value) in CLASHES.items():
            if clash(facts_of[left.id], facts_of[right.id]):
                told = sorted((value(facts_of[one.id]), one.id, one.mentions) for one in (left, right))
                values = tuple(Account(value=words, mentions=mentions) for words, _, mentions in told)
                found[field] = Disagreement(events=tuple(id_ for _, id_, _ in told), field=field, values=values)
    return found


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


def _refuses(left: Sequence[Facts], right: Sequence[Facts]) -> bool:
    """Say whether one event's acts refuse what the other's grant."""
    counters = {counter for one in left for counter in opposed(REFUSES).get(one.act, ())}
    if not any(one.act in counters for one in right):
        return False
    for one in left[:NEIGHBOURS]:
        for other in right[:NEIGHBOURS]:
            to = max(side(one, other, role) for role in (Role.TO, Role.ABOUT))
            alike = to >= ONE or (to > -1.0 and likeness(one.clause, other.clause) >= 2 * ALIKE)
            if alike and side(one, other, Role.BY) >= ONE:
                return True
    return False


def _befell(left: Sequence[Facts], right: Sequence[Facts]) -> bool:
    """Say whether one event tells that somebody or something did what another tells was done to them."""
    pairs = [(one, other) for own, done in ((left, right), (right, left)) for one in own for other in done]
    return not _told_together(left, right) and any(_fate(own, done) for own, done in pairs)


def _fate(own: Facts, done: Facts) -> bool:
    if done.act not in fates().get(own.act, ()) or own.nominal or not _of_one_time(own, done):
        return False
    return places_alike(own.mention.where, done.mention.where) >= 0 and _is_one(
        [party for role in BOTH for party in own.sides.get(role, ())], done.sides.get(Role.TO, ())
    )


def _moved(left: Sequence[Facts], right: Sequence[Facts]) -> bool:
    """Say whether two events are one act told for two places: on the same body, or between the same two."""
    pairs = ((one, other) for one in left[:NEIGHBOURS] for other in right[:NEIGHBOURS])
    return not _told_together(left, right) and any(
        not one.classes.isdisjoint(other.classes)
        and _of_one_time(one, other)
        and elsewhere(one, other)
        and (_is_one(one.sides.get(Role.TO, ()), other.sides.get(Role.TO, ())) or _of_two(one, other))
        for one, other in pairs
    )


def _of_two(one: Facts, other: Facts) -> bool:
    """Say whether both acts are between the same two known parties."""
    return len({p.id for p in one.parties if p.id} & {p.id for p in other.parties if p.id}) > 1


def _is_one(left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Say whether some two parties are one that is told apart from others of its kind: by a name, or by a word."""
    return any(
        a.id == b.id if a.id and b.id else meet(a, b) >= CALLED and len(a.words.keys() & b.words) > 1
        for a in left
        for b in right
    )


def _of_one_time(one: Facts, other: Facts) -> bool:
    days = one.mention.when, other.mention.when
    return all(_is_narrow(when) for when in days) and days[0].may_equal(days[1])


def _is_narrow(when: When) -> bool:
    return bool(when.earliest and when.latest and (when.latest - when.earliest).days <= NARROW)


def _told_together(left: Sequence[Facts], right: Sequence[Facts]) -> bool:
    """Say whether one report tells both: then they are two to it."""
    return not {one.report for one in left}.isdisjoint(one.report for one in right)


def _acts(told: Sequence[Facts]) -> str:
    return ", ".join(sorted({one.act for one in told}))


def _places(told: Sequence[Facts]) -> str:
    return ", ".join(sorted({one.mention.where.name for one in told if one.mention.where}))


Clash = Callable[[Sequence[Facts], Sequence[Facts]], bool]
CLASHES: dict[Field, tuple[Clash, Callable[[Sequence[Facts]], str]]] = {
    Field.MODALITY: (_refuses, _acts),
    Field.WHAT: (_befell, _acts),
    Field.WHERE: (_moved, _places),
}
