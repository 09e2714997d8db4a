"""A name as a person types it in, whom it means by the registers that ship with Dateline out."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import ActorKind, Link
from dateline.resolve.asked import link, slug, state
from dateline.resources import actors
from dateline.resources.actors.asked import listed, named

TYPED = "a name that a person gave"


def registered(name: str) -> tuple[Link, ...]:
    """Return whom a name may mean: a country, an actor of the register, a country's organ or office.

    >>> [one.target.id for one in registered("Iran")], registered("Iran")[0].kind.value, registered("a tall man")
    (['state:IRN'], 'state', ())
    """
    return tuple(_link(id_, name) for id_ in sorted(named(name)))


def _link(id_: str, name: str) -> Link:
    _, _, path = id_.partition(":")
    if id_.startswith("state:"):
        return state(path, f'"{name}" names the country')
    known = listed(name)
    if known is not None and known.id == id_:
        found = link(id_, known.name, known.kind, "in the register", country=known.country, sector=known.sector)
    else:
        country, sector = path.split(":")[:2]
        found = link(id_, name, ActorKind.ORGAN, "an organ or office of a state", country=country, sector=sector)
    return replace(found, parents=actors.lineage(id_)[1:])


def unregistered(name: str) -> Link:
    """Return the identity of a name that nobody here bears, spelled alike wherever a person types it."""
    return link(f"org:{slug(name) or 'unknown'}", name, ActorKind.OTHER, TYPED)
