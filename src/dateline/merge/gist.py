"""An event and its facts in, what tells at a glance what it may have to do with others out.

It is kept beside each event. Most of what is near an event can have nothing to do with it, and to find that out by
reading the events and their accounts took most of the time that a new report did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.merge.answers import asks
from dateline.merge.aspect import Aspect, aspect
from dateline.merge.counters import REFUSES, UNDOES, fates, opposed
from dateline.merge.facts import Facts
from dateline.records import Event

ONE_OFF = frozenset((Aspect.UNDONE, Aspect.EVER))
Names = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """The acts of an event: lemmas, their classes, and the kinds that they are coded as."""

    acts: Names
    classes: Names
    kinds: Names
    once: Names  # classes of acts that are done once, or once until they are undone
    asks: bool  # may answer another
    placed: bool  # told with a place


def gist(event: Event, told: Sequence[Facts]) -> Gist:
    """Return the gist of an event."""
    return Gist(
        acts=frozenset(one.act for one in told),
        classes=frozenset(name for one in told for name in one.classes),
        kinds=frozenset(one.mention.kind for one in told if one.mention.kind),
        once=frozenset(name for one in told if aspect(one.act) in ONE_OFF for name in one.classes),
        asks=asks(event),
        placed=event.where is not None,
    )


def akin(one: Gist, other: Gist) -> bool:
    """Say whether two events may be of one sort of act, so that one may answer the other."""
    return not (one.classes.isdisjoint(other.classes) and one.kinds.isdisjoint(other.kinds))


def both_once(one: Gist, other: Gist) -> bool:
    """Say whether two events may be one act that is done once, told for two days."""
    return not one.once.isdisjoint(other.once)


def counters(one: Gist) -> set[str]:
    """Return the classes of acts that undo an event's."""
    return {counter for name in one.classes for counter in opposed(UNDOES).get(name, ())}


def may_clash(one: Gist, other: Gist) -> bool:
    """Say whether two events may be found not to be both true: by their acts, or their places."""
    return (
        (one.placed and other.placed and not one.classes.isdisjoint(other.classes))
        or any(not other.acts.isdisjoint(opposed(REFUSES).get(act, ())) for act in one.acts)
        or _befalls(one.acts, other.acts)
        or _befalls(other.acts, one.acts)
    )


def _befalls(own: Iterable[str], done: Names) -> bool:
    return any(not done.isdisjoint(fates().get(act, ())) for act in own)
