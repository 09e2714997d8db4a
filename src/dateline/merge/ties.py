"""Events and their mentions in, the orders told between events out, each with what is known of both events' times.

A wrong merge must not spread wrong dates. So a mention ties its event only where it tells the event's day itself, or is
surely told of the same as one that does; the order of a mere narrative stays in its report; and what is only planned,
possible, demanded or denied binds nothing done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.events import telling
from dateline.merge.when import Common, intersect, is_soft
from dateline.records import Basis, Event, Mention, Modality, Order, Report, Stretch, TimeLink, When, plus

_WEAK = ("narrative", "one act after")  # rules that read an order out of neighbouring clauses, without an order word
_SURE = 0.8  # likeness from which two mentions are surely one event: right ties of the stories have .86, wrong ones .5

Likeness = Callable[[str, str], float]  # of two mentions: 1 where a rule or a person joins them, 0 where unknown
Distance = tuple[int | None, int | None]  # least and greatest days from one event to another


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An order between two events, told by a mention of the one."""

    event: str
    other: str
    mention: str
    other_mention: str
    link: TimeLink
    binds: tuple[bool, bool]  # whether it may narrow the event, and the other

    @property
    def key(self) -> tuple[str, ...]:
        """Return what orders ties, whichever was told first."""
        link = self.link
        return self.event, self.other, self.mention, self.other_mention, link.order, link.rule, str(link.days)

    @property
    def distance(self) -> Distance:
        """Return the days from the other event to the event."""
        if self.link.days is not None:
            return self.link.days
        if self.link.order is Order.AT:
            return 0, 0
        return (0, None) if self.link.order in {Order.AFTER, Order.SINCE} else (None, 0)

    def sides(self) -> Iterator[tuple[str, str, Distance]]:
        """Return which event it may narrow, by which other, and the days from that to this."""
        low, high = self.distance
        if self.binds[0]:
            yield self.event, self.other, (low, high)
        if self.binds[1]:
            yield self.other, self.event, (None if high is None else -high, None if low is None else -low)


@dataclass(slots=True, kw_only=True)
class State:
    """What is known of one event's time so far."""

    common: Common  # by its mentions alone
    tellers: tuple[str, ...]  # the mentions whose phrases tell the time that stands
    days: Stretch
    sure: Stretch  # what may bind others: what phrases tell, over by its first report, and what order makes of that
    basis: Basis
    first: tuple[Tie, Stretch] | None = None  # what gave the first day, and the other event's days then
    last: tuple[Tie, Stretch] | None = None  # the same of the last


def ties(
    events: Mapping[str, Event],
    mentions: Mapping[str, Mention],
    *,
    reports: Mapping[str, Report],
    alike: Likeness,
) -> tuple[list[Tie], dict[str, State]]:
    """Return the orders that may hold between events, in an order of their own, and what is known of those events."""
    home = {id_: event for event in events.values() for id_ in event.mentions}
    told = [
        (mentions[id_], link, mentions[link.mention])
        for id_ in sorted(home)
        for link in mentions[id_].times
        if link.mention in home and home[link.mention] is not home[id_] and not link.rule.startswith(_WEAK)
    ]
    ends = sorted({home[mention.id].id for one, _, other in told for mention in (one, other)})
    states = {id_: _state([mentions[one] for one in events[id_].mentions], reports) for id_ in ends}
    plans = {id_ for id_ in ends if not any(_is_done(mentions[one]) for one in events[id_].mentions)}
    found = set()
    for one, link, other in told:
        event, beside = home[one.id], home[other.id]
        tie = Tie(
            event=event.id,
            other=beside.id,
            mention=one.id,
            other_mention=other.id,
            link=link,
            binds=_binds(one, other, link, plan=event.id in plans),
        )
        if any(tie.binds) and _fits(one, states[event.id], alike) and _fits(other, states[beside.id], alike):
            found.add(tie)
    return sorted(found, key=lambda tie: tie.key), states


def linked(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the places of mentions of one report that an order may tie together, each pair once."""
    place = {mention.id: at for at, mention in enumerate(mentions)}
    found = {
        (min(at, other), max(at, other))
        for at, mention in enumerate(mentions)
        for link in mention.times
        if (other := place.get(link.mention or "", at)) != at and not link.rule.startswith(_WEAK)
    }
    return sorted(found)


def moved(days: Stretch, distance: Distance) -> Stretch:
    """Return where an event lies that is so many days away from others."""
    low, high = distance
    return Stretch(
        plus(days.earliest, low) if days.earliest and low is not None else None,
        plus(days.latest, high) if days.latest and high is not None else None,
    )


def is_firm(when: When) -> bool:
    """Say whether a phrase alone tells a time."""
    return when.known and not is_soft(when)


def _state(mentions: Sequence[Mention], reports: Mapping[str, Report]) -> State:
    told = telling(mentions)
    common = intersect([mention.when for mention in told])
    firm = [mention for mention in told if is_firm(mention.when) and not mention.when.days.meet(common.firm).empty]
    sure = common.sure.meet(_over(mentions, reports))
    return State(
        common=common,
        tellers=tuple(sorted(mention.id for mention in firm)),
        days=common.when.days,
        sure=common.sure if sure.empty else sure,
        basis=common.when.basis,
    )


def _over(mentions: Sequence[Mention], reports: Mapping[str, Report]) -> Stretch:
    """Return the days by which an event was over: those of the first report that tells it as done."""
    done = [one for one in mentions if _is_done(one) and one.tense != "future"]
    days = [day for one in done if (day := reports[one.report].day)]
    return Stretch(None, plus(min(days), 1)) if days else Stretch()


def _is_done(mention: Mention) -> bool:
    return mention.modality is Modality.ASSERTED and not mention.negated


def _fits(mention: Mention, state: State, alike: Likeness) -> bool:
    """Say whether the time of a mention's event is surely the mention's own."""
    if not mention.when.may_equal(state.common.when):
        return False
    tellers = state.tellers
    return not tellers or mention.id in tellers or any(alike(mention.id, teller) >= _SURE for teller in tellers)


def _binds(one: Mention, other: Mention, link: TimeLink, *, plan: bool) -> tuple[bool, bool]:
    """Say which of two events an order may narrow.

    A plan comes after what it waits for, and binds nothing itself; "two weeks after" is counted from the planning.
    """
    if _is_done(one):
        return _is_done(other), _is_done(other)
    ahead = not one.negated and one.modality is not Modality.DENIED
    return ahead and plan and link.days is None and other.modality is not Modality.DENIED, False
