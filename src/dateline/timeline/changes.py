"""Two chronologies of one database in, what changed from the one to the other out, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from dateline.records import Basis, Chronology, Disagreement, Event, Field, Modality, Role, Toll
from dateline.timeline.find import short_ids
from dateline.timeline.words import date_words

LINE = 90  # letters of an event's line
SIDES = {Role.BY: "by", Role.TO: "to", Role.WITH: "with", Role.ABOUT: "about"}
NOT_DATED = frozenset((Basis.REPORT, Basis.UNKNOWN))  # what only a report's day bounds moves with every report


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: its sort, the events it is about, as they are after it where they are still there, and the words."""

    sort: (
        str  # "new", "gone", "merged", "split", "dated", "placed", "counted", "told as", "sides", "disputed", "settled"
    )
    events: tuple[str, ...]
    words: str


def changes(before: Chronology, after: Chronology) -> tuple[Change, ...]:
    """Return what changed, in the order of the later chronology, what is gone last.

    Events are the same where they share a mention, so that a new id alone is no change.
    """
    words = _Words(before, after)
    old = {id_: event for event in before.events for id_ in event.mentions}
    new = {id_: event for event in after.events for id_ in event.mentions}
    found: list[Change] = []
    heirs: dict[str, list[Event]] = {}
    for event in before.events:
        homes = {new[id_].id: new[id_] for id_ in event.mentions if id_ in new}
        heirs[event.id] = list(homes.values())
    for event in after.events:
        parents = list({old[id_].id: old[id_] for id_ in event.mentions if id_ in old}.values())
        if not parents:
            found.append(Change(sort="new", events=(event.id,), words=f"new: {words.of(event)}"))
        elif len(parents) > 1:
            lines = " and ".join(words.of(one) for one in parents)
            found.append(Change(sort="merged", events=(event.id,), words=f"one event now, {words.id(event)}: {lines}"))
        for parent in parents:
            if heirs[parent.id][0] is event and len(parents) == 1:
                found += _within(parent, event, words)
    for event in before.events:
        if not heirs[event.id]:
            found.append(Change(sort="gone", events=(event.id,), words=f"no longer told: {words.of(event)}"))
        elif len(heirs[event.id]) > 1:
            lines = " and ".join(words.of(one) for one in heirs[event.id])
            ids = tuple(one.id for one in heirs[event.id])
            found.append(Change(sort="split", events=ids, words=f"{len(ids)} events now: {lines}"))
    return (*found, *_disputes(before, after, new, words))


class _Words:
    """What events are called: by their short ids, and lines."""

    def __init__(self, before: Chronology, after: Chronology) -> None:
        # Both at once, so that an id cut short means one event on either side.
        self._short = short_ids((*before.events, *after.events))

    def id(self, event: Event) -> str:
        return self._short[event.id]

    def of(self, event: Event) -> str:
        line = shorten(event.summary, LINE, placeholder=" …")
        how = "" if event.modality is Modality.ASSERTED else f", {event.modality}"
        return f"{self.id(event)} “{line}” ({date_words(event.when)}{how})"


def _within(old: Event, new: Event, words: _Words) -> Iterator[Change]:
    """Give what changed of one event."""
    for sort, said in _said(old, new):
        yield Change(sort=sort, events=(new.id,), words=f"{words.of(new)}: {said}")


def _said(old: Event, new: Event) -> Iterator[tuple[str, str]]:
    if old.when.days != new.when.days and not {old.when.basis, new.when.basis} <= NOT_DATED:
        earlier, later = date_words(old.when), date_words(new.when)
        if not old.when.known:
            yield "dated", f"dated {later}, undated before"
        elif not new.when.known:
            yield "dated", f"undated now, {earlier} before"
        elif new.when.days.meet(old.when.days) == new.when.days:
            yield "dated", f"dated more closely: {earlier} → {later}"
        else:
            yield "dated", f"moved: {earlier} → {later}"
    places = tuple(event.where.name if event.where else "" for event in (old, new))
    if places[0] != places[1]:
        yield "placed", f"place: {places[0] or 'none told'} → {places[1] or 'none told'}"
    yield from _tolls(old.tolls, new.tolls)
    if old.modality is not new.modality:
        yield "told as", f"{old.modality} → {new.modality}"
    for role, name in SIDES.items():
        then, now = (tuple(p.name for p in event.participants if p.role is role) for event in (old, new))
        more = [one for one in now if one not in then]
        if more and not then:
            yield "sides", f"{name} {', '.join(more)}"
    if new.origins > old.origins:
        yield "origins", f"{old.origins} → {new.origins} origins"


def _tolls(old: Iterable[Toll], new: Iterable[Toll]) -> Iterator[tuple[str, str]]:
    before = {(one.what, one.unit, one.group, one.part): one for one in old}
    for toll in new:
        known = before.get((toll.what, toll.unit, toll.group, toll.part))
        values = tuple((one.low, one.high) for one in toll.told)
        if known is None or tuple((one.low, one.high) for one in known.told) != values:
            yield "counted", f"count: {toll.words()}" + (f", before {known.words()}" if known else "")


def _disputes(before: Chronology, after: Chronology, new: dict[str, Event], words: _Words) -> Iterator[Change]:
    """Give the disputes opened and settled; one is the same while it is about the same field of the same events."""
    then = {event.id: event for event in before.events}
    now = {event.id: event for event in after.events}
    old_keys: dict[tuple[Field, tuple[str, ...]], Disagreement] = {}
    for one in before.disagreements:
        ids = {new[id_].id if id_ in new else event for event in one.events for id_ in then[event].mentions[:1]}
        old_keys[one.field, tuple(sorted(ids))] = one
    new_keys = {(one.field, tuple(sorted(one.events))): one for one in after.disagreements}
    for key, one in new_keys.items():
        if key not in old_keys:
            lines = " and ".join(words.of(now[id_]) for id_ in one.events)
            opened = f"accounts differ on {_what(one.field)}, {_values(one)}: {lines}"
            yield Change(sort="disputed", events=one.events, words=opened)
    for key, one in old_keys.items():
        if key not in new_keys:
            lines = " and ".join(words.of(now.get(id_) or then[id_]) for id_ in _there(key[1], now, then))
            settled = f"accounts no longer differ on {_what(one.field)}, {_values(one)}: {lines}"
            yield Change(sort="settled", events=key[1], words=settled)


def _there(ids: Iterable[str], now: dict[str, Event], then: dict[str, Event]) -> list[str]:
    return [id_ for id_ in ids if id_ in now or id_ in then]


def _what(field: Field) -> str:
    return "whether it is so" if field is Field.MODALITY else field.value


def _values(one: Disagreement) -> str:
    counted: dict[str, int] = defaultdict(int)
    for value in one.values:
        counted[shorten(value.value, LINE, placeholder=" …")] += 1
    return " / ".join(counted)
