"""The laws of events that date one another, over made-up networks of orders between events of many mentions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import report
from tests.merge.test_order import event, told

from dateline.merge.order import ordered
from dateline.records import Basis, Event, Mention, Order, Stretch, TimeLink, When, plus

BASE = date(2021, 5, 1)
PLACES = tuple(f"act{number}" for number in range(12))
REPORT = report(" ".join(f"{word}." for word in PLACES))  # of no day, so that phrases and orders alone speak
ORDERS = st.sampled_from(tuple(Order))


@dataclass(frozen=True)
class Network:
    events: tuple[Event, ...]
    mentions: dict[str, Mention]
    days: dict[str, date]  # when each event happened

    def solved(self, events: tuple[Event, ...] | None = None):
        return ordered(events or self.events, self.mentions, reports={REPORT.id: REPORT}, alike=lambda *_: 1.0)


def stretch(draw: st.DrawFn, day: date, *, soft: bool) -> When:
    """Return a time that holds a day: unknown, told by a phrase, or bounded from one side."""
    before, after = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    earliest, latest = day - timedelta(before), day + timedelta(after + 1)
    kind = draw(st.sampled_from(("unknown", "phrase", "first", "last")[: 4 if soft else 2]))
    if kind == "unknown":
        return When()
    if kind == "phrase":
        return When(earliest=earliest, latest=latest, edtf="told", basis=Basis.PHRASE)
    one = When(earliest=earliest) if kind == "first" else When(latest=latest)
    return replace(one, edtf="told", bounded=True, basis=Basis.REPORT)


@st.composite
def networks(draw: st.DrawFn, *, true: bool, soft: bool = True) -> Network:
    """Return events with links between their mentions, which all hold of the events' days where `true`."""
    count = draw(st.integers(2, 5))
    days = [BASE + timedelta(draw(st.integers(0, 15))) for _ in range(count)]
    groups: list[list[Mention]] = []
    for number, day in enumerate(days):
        words = PLACES[2 * number : 2 * number + draw(st.integers(1, 2))]
        groups.append([told(REPORT, word, stretch(draw, day, soft=soft)) for word in words])
    links: dict[str, list[TimeLink]] = {}
    for _ in range(draw(st.integers(1, 7))):
        one, other = draw(st.sampled_from([(a, b) for a in range(count) for b in range(count) if a != b]))
        apart = (days[one] - days[other]).days
        order, distance = draw(ORDERS), None
        if draw(st.booleans()):
            middle = apart if true else draw(st.integers(-3, 3))
            distance = (middle - draw(st.integers(0, 3)), middle + draw(st.integers(0, 3)))
        elif true:
            order = Order.AT if apart == 0 else Order.AFTER if apart > 0 else Order.BEFORE
        teller, target = draw(st.sampled_from(groups[one])), draw(st.sampled_from(groups[other]))
        link = TimeLink(order=order, mention=target.id, rule=draw(st.sampled_from(('"after"', "x"))), days=distance)
        links.setdefault(teller.id, []).append(link)
    groups = [[replace(one, times=tuple(links.get(one.id, ()))) for one in group] for group in groups]
    events = tuple(event(*group) for group in groups)
    return Network(
        events,
        {one.id: one for group in groups for one in group},
        {one.id: day for one, day in zip(events, days, strict=True)},
    )


def inside(when: When, other: When) -> bool:
    """Say whether one time lies wholly in another."""
    return when.days.meet(other.days) == when.days


@settings(deadline=None)
@given(networks(true=True))
def test_what_is_true_is_never_excluded_and_never_disputed(network: Network) -> None:
    found, disputes = network.solved()
    assert disputes == ()
    for one in found:
        assert not one.when.days.meet(Stretch(network.days[one.id], plus(network.days[one.id], 1))).empty


@settings(deadline=None)
@given(networks(true=True), st.data())
def test_without_an_order_nothing_is_narrower(network: Network, data: st.DataObject) -> None:
    """Where all orders hold together; where they do not, taking one away may set another free."""
    linked = sorted(id_ for id_, one in network.mentions.items() if one.times)
    id_ = data.draw(st.sampled_from(linked))
    gone = data.draw(st.sampled_from(network.mentions[id_].times))
    fewer = replace(network.mentions[id_], times=tuple(one for one in network.mentions[id_].times if one is not gone))
    less, _ = Network(network.events, {**network.mentions, id_: fewer}, network.days).solved()
    found, _ = network.solved()
    assert all(inside(one.when, other.when) for one, other in zip(found, less, strict=True))


@settings(deadline=None)
@given(networks(true=True, soft=False))
def test_each_end_is_told_of_the_event_or_follows_from_another(network: Network) -> None:
    found, _ = network.solved()
    home = {id_: one for one in found for id_ in one.mentions}
    starts = {one.id: {old.when.earliest} for one, old in zip(found, network.events, strict=True)}
    stops = {one.id: {old.when.latest} for one, old in zip(found, network.events, strict=True)}
    for mention in network.mentions.values():
        for link in mention.times:
            one, other = home[mention.id], home[link.mention or ""]
            low, high = link.days or (
                None if link.order in {Order.BEFORE, Order.UNTIL} else 0,
                None if link.order in {Order.AFTER, Order.SINCE} else 0,
            )
            for source, target, least, most in (
                (other, one, low, high),
                (one, other, None if high is None else -high, None if low is None else -low),
            ):
                if source.when.earliest and least is not None:
                    starts[target.id].add(plus(source.when.earliest, least))
                if source.when.latest and most is not None:
                    stops[target.id].add(plus(source.when.latest, most))
    for one in found:
        assert one.when.earliest in starts[one.id]
        assert one.when.latest in stops[one.id]


@settings(deadline=None)
@given(networks(true=False), st.randoms())
def test_whatever_is_told_it_ends_narrows_only_and_in_one_way(network: Network, chance: object) -> None:
    found, disputes = network.solved()
    assert all(inside(one.when, old.when) for one, old in zip(found, network.events, strict=True))
    shuffled = tuple(chance.sample(network.events, len(network.events)))  # type: ignore[attr-defined]
    again, same = network.solved(shuffled)
    assert {one.id: one for one in again} == {one.id: one for one in found}
    assert same == disputes


@settings(deadline=None)
@given(networks(true=False))
def test_what_is_settled_stays_settled(network: Network) -> None:
    found, disputes = network.solved()
    assert network.solved(found) == (found, disputes)


@settings(deadline=None)
@given(networks(true=False))
def test_phrases_days_stay_and_what_they_dispute_is_kept(network: Network) -> None:
    found, disputes = network.solved()
    for one, old in zip(found, network.events, strict=True):
        if old.when.basis is Basis.PHRASE and not old.when.bounded:
            assert old.when.earliest in {None, one.when.earliest}
            assert old.when.latest in {None, one.when.latest}
    disputed = {id_ for dispute in disputes for id_ in dispute.events}
    assert {one.id for one in found if one.disputed} == disputed
    for dispute in disputes:
        assert all(account.mentions for account in dispute.values)
