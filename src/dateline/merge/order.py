"""Events and their mentions in, the events dated by one another out, with the orders that their days contradict.

The order that a report tells between its mentions ("two weeks after the strike") holds between the events that the
mentions belong to, so that a day told by one report bounds what another tells only as before or after it. Only what
phrases tell, that an event was over when it was first told as done, and what follows from both binds other events; a
day that a phrase tells is never moved. An order that would leave an event no day is left out; where phrases date both
events it is a disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten

from dateline.merge.groups import Groups
from dateline.merge.propagate import propagate
from dateline.merge.ties import Likeness, State, Tie, is_firm, moved, ties
from dateline.merge.when import is_about, written
from dateline.records import Account, Disagreement, Event, Field, Mention, Report, Step, Stretch

_SUMMARY = 80  # letters of another event's summary that tell it apart


def ordered(
    events: Sequence[Event],
    mentions: Mapping[str, Mention],
    *,
    reports: Mapping[str, Report],
    alike: Likeness,
) -> tuple[tuple[Event, ...], tuple[Disagreement, ...]]:
    """Narrow the times of events by the order that their mentions tell, and return where it contradicts their days.

    `alike` says how surely two mentions tell one event.
    """
    by_id = {event.id: event for event in events}
    told, states = ties(by_id, mentions, reports=reports, alike=alike)
    groups = Groups(states)
    for tie in told:
        groups.join(tie.event, tie.other)
    clusters: dict[str, list[Tie]] = defaultdict(list)
    disputes = []
    for tie in told:
        if not _is_apart(tie, states):
            clusters[groups.of(tie.event)].append(tie)
        elif _is_dispute(tie, states, mentions):
            disputes.append(tie)
    for cluster in clusters.values():
        propagate(states, cluster)
    found = _disagreements(disputes, states)
    disputed = {id_ for one in found for id_ in one.events}
    return tuple(_disputed(_dated(event, states.get(event.id), by_id), event.id in disputed) for event in events), found


def _is_apart(tie: Tie, states: Mapping[str, State]) -> bool:
    """Say whether the days of two events contradict their order from the start."""
    return any(
        states[target].days.meet(moved(states[source].sure, distance)).empty for target, source, distance in tie.sides()
    )


def _is_dispute(tie: Tie, states: Mapping[str, State], mentions: Mapping[str, Mention]) -> bool:
    """Say whether an order contradicts days that phrases tell, not both of them in the report that tells the order.

    Such a report contradicts itself, which `resolve` has said.
    """
    apart = any(
        states[target].common.sure.meet(moved(states[source].common.sure, distance)).empty
        for target, source, distance in tie.sides()
    )
    return apart and not all(is_firm(mentions[id_].when) for id_ in (tie.mention, tie.other_mention))


# --- what is written ------------------------------------------------------------------------------------------------


def _dated(event: Event, state: State | None, events: Mapping[str, Event]) -> Event:
    """Write what orders made of an event's time, with the orders that gave its ends."""
    if state is None or state.days in (state.common.when.days, event.when.days):
        return event
    causes = dict.fromkeys(cause for cause in (state.first, state.last) if cause)
    steps = [_step(event.id, tie, days, state.days, events) for tie, days in causes]
    when = written(
        state.days,
        basis=state.basis,
        bounded=True,
        approximate=is_about(state.common.when),
        steps=tuple(dict.fromkeys((*event.when.steps, *steps))),
    )
    return replace(event, when=when)


def _disputed(event: Event, disputed: bool) -> Event:
    if not disputed:
        return event
    return replace(event, disputed=tuple(name for name in Field if name in {*event.disputed, Field.WHEN}))


def _step(event: str, tie: Tie, days: Stretch, narrowed: Stretch, events: Mapping[str, Event]) -> Step:
    """Say which order, told where, dates an event by which other, and what follows."""
    own = tie.event == event
    other = events[tie.other if own else tie.event]
    of = f"{other.id} “{shorten(other.summary, _SUMMARY, placeholder=' …')}”"
    told = f"{tie.link.words(back=not own)} {of}, {_shown(days)}"
    return Step("order of events", f"{told}; so {_shown(narrowed)} ({tie.link.rule}, in {tie.mention})")


def _shown(days: Stretch) -> str:
    first, last = days.earliest, days.last
    if first is None or last is None:
        return f"by {last}" if last else f"from {first}" if first else "undated"
    return f"{first}" if first == last else f"{first} to {last}"


def _disagreements(told: Sequence[Tie], states: Mapping[str, State]) -> tuple[Disagreement, ...]:
    """Return, for each two events, the day told of the one and the order to the other's day that it contradicts."""
    grouped: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in told:
        grouped[tie.event, tie.other].append(tie)
    found = []
    for (event, other), orders in sorted(grouped.items()):
        values: dict[str, set[str]] = defaultdict(set)
        values[_shown(states[event].common.firm)].update(states[event].tellers)
        for tie in orders:
            values[f"{tie.link.words()} {_shown(states[other].common.firm)}"].add(tie.mention)
        accounts = tuple(Account(value=value, mentions=tuple(sorted(ids))) for value, ids in sorted(values.items()))
        found.append(Disagreement(events=(event, other), field=Field.WHEN, values=accounts))
    return tuple(found)
