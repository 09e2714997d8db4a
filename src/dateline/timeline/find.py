"""An id as a person types it in, the event it means out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.errors import OptionsError
from dateline.records import Event, Redirect

SHORTEST = 4  # hex digits of a report's id shown at the least
_ID = re.compile(r"[em]?([0-9a-f]{1,16})(?:-(\d+))?")


def short_ids(events: Iterable[Event]) -> dict[str, str]:
    """Return the shortest id of each event that `find` understands: its report's digits cut where they stay unique."""
    events = tuple(events)
    bodies = {mention[1:].partition("-")[0] for event in events for mention in event.mentions}
    bodies |= {event.id[1:].partition("-")[0] for event in events}
    length = SHORTEST
    while len({body[:length] for body in bodies}) < len(bodies):
        length += 1
    return {event.id: "e{}{}{}".format(event.id[1:][:length], *_tail(event.id)) for event in events}


def find(events: Iterable[Event], asked: str) -> Event:
    """Return the event that an id means: its own, that of any of its mentions, either of them cut short.

    Ids that an event had before other reports came are ids of its mentions, so they find it too.
    """
    events = tuple(events)
    match = _ID.fullmatch(asked.strip())
    found = []
    for event in events:
        if event.id == asked:
            return event
        if match and any(_means(match, identity) for identity in (event.id, *event.mentions)):
            found.append(event)
    if len(found) == 1:
        return found[0]
    if not found:
        raise OptionsError(f"no event {asked!r}. List the events and their ids with: dateline show")
    short = short_ids(events)
    some = ", ".join(short[event.id] for event in found[:5]) + (", …" if len(found) > 5 else "")
    raise OptionsError(f"{asked!r} may be any of {len(found)} events ({some}). Give more of the id.")


def _means(match: re.Match[str], identity: str) -> bool:
    body, _, start = identity[1:].partition("-")
    prefix, asked_start = match.groups()
    return body.startswith(prefix) and asked_start in (None, start)


def _tail(identity: str) -> tuple[str, str]:
    _, dash, start = identity.partition("-")
    return dash, start


def find_mention(event: Event, asked: str) -> str:
    """Return the mention of an event that an id, whole or cut short, means."""
    match = _ID.fullmatch(asked.strip())
    found = [id_ for id_ in event.mentions if id_ == asked] or [
        id_ for id_ in event.mentions if match and _means(match, id_)
    ]
    if len(found) != 1:
        raise OptionsError(
            f"{asked!r} may be any of {len(found)} mentions ({', '.join(found[:5])}). Give the whole id."
        )
    return found[0]


def went(redirects: Iterable[Redirect], asked: str) -> tuple[Redirect, ...]:
    """Return what became of an event that once had an id, whole or cut short, the latest last."""
    match = _ID.fullmatch(asked.strip())
    return tuple(one for one in redirects if one.old == asked or (match and _means(match, one.old)))


def followed(redirects: Iterable[Redirect], asked: str) -> tuple[str, ...]:
    """Return the ids under which the mentions of an event that once had an id may be found now, the latest first."""
    redirects = tuple(redirects)
    last = {one.old: one for one in redirects}
    found: dict[str, None] = {}
    waiting = [id_ for one in reversed(went(redirects, asked)) for id_ in one.new]
    while waiting:
        id_ = waiting.pop(0)
        if id_ not in found:
            found[id_] = None
            waiting += last[id_].new if id_ in last else ()
    return tuple(found)
