"""Orders between events in, the events' days narrowed by one another to a fixed point.

Interval constraint propagation on the ends alone (Allen 1983), with distances as in simple temporal problems (Dechter,
Meiri and Pearl 1991). The work grows with the orders and how often they move an end: only those of an event that moved
are looked at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.merge.ties import State, Tie, moved
from dateline.records import Basis, Stretch

_UNDATED = frozenset((Basis.UNKNOWN, Basis.REPORT))
_DATED = frozenset((Basis.PERSON, Basis.PHRASE, Basis.ORDER))  # the last day of others is that of their first report


def propagate(states: dict[str, State], ties: Sequence[Tie]) -> None:
    """Narrow events by all of their orders that leave them a day.

    Where an order would leave an event none, it and the order that it stands against are left out, and all is begun
    anew without them, so that what remains is what the others make of the events, in whichever order they are taken.
    """
    start = {id_: states[id_] for tie in ties for id_ in (tie.event, tie.other)}
    left = list(ties)
    refused: set[Tie] | None = None
    while refused is None or refused:
        states.update({id_: replace(state) for id_, state in start.items()})
        refused = _settle(states, left, events=len(start))
        left = [tie for tie in left if tie not in refused]


def _settle(states: Mapping[str, State], ties: Sequence[Tie], *, events: int) -> set[Tie]:
    """Narrow until nothing changes, and return the orders that cannot hold with the rest."""
    of: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        of[tie.event].append(tie)
        of[tie.other].append(tie)
    refused: set[Tie] = set()
    changes: Counter[str] = Counter()
    queue, waiting = deque(ties), set(ties)
    while queue:
        tie = queue.popleft()
        waiting.discard(tie)
        if tie in refused:
            continue
        against = _against(tie, states)
        if against is not None:
            refused |= {tie, *against}
            continue
        narrowed = _narrow(tie, states)
        changes.update(narrowed)
        if any(changes[id_] > 2 * events * len(of[id_]) for id_ in narrowed):
            # Each end comes from another's by a path that meets no event twice, unless distances run in a circle that
            # no days fit: those are left out.
            circle = {id_ for id_, number in changes.items() if number > events}
            return refused | {one for one in ties if one.link.days and one.event in circle and one.other in circle}
        for id_ in narrowed:
            again = [one for one in of[id_] if one not in waiting]
            queue.extend(again)
            waiting.update(again)
    return refused


def _against(tie: Tie, states: Mapping[str, State]) -> list[Tie] | None:
    """Return the orders that stand against one that would leave an event no day; None where it leaves each a day."""
    found: list[Tie] | None = None
    for target, source, distance in tie.sides():
        one, told = states[target], moved(states[source].sure, distance)
        if not (one.days.meet(told).empty or one.sure.meet(told).empty):
            continue
        early = told.latest is not None and one.sure.earliest is not None and told.latest <= one.sure.earliest
        cause = one.first if early else one.last
        found = [*(found or ()), *([cause[0]] if cause else ())]
    return found


def _narrow(tie: Tie, states: Mapping[str, State]) -> list[str]:
    """Narrow the events of a tie by one another and return those that changed."""
    changed = []
    for target, source, distance in tie.sides():
        one, other = states[target], states[source]
        told = moved(other.sure, distance)
        firm = one.common.firm if one.common.fixed else Stretch()
        days = Stretch(None if firm.earliest else told.earliest, None if firm.latest else told.latest)
        met, sure = one.days.meet(days), one.sure.meet(days)
        if (met, sure) == (one.days, one.sure):
            continue
        changed.append(target)
        if met.earliest != one.days.earliest:
            one.first = (tie, other.sure)
        if met.latest != one.days.latest:
            one.last = (tie, other.sure)
        if met != one.days and one.basis in _UNDATED:
            dated = met.earliest != one.days.earliest or other.basis in _DATED
            one.basis = Basis.ORDER if dated else Basis.REPORT
        one.days, one.sure = met, sure
    return changed
