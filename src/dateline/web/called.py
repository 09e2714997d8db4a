"""Words that a person types in, the actors that they may name out: those of the record, then those of the registers."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.records import Link
from dateline.resolve.corrected import own_link
from dateline.resolve.named import registered
from dateline.resources.actors.asked import beginning
from dateline.store import Store
from dateline.timeline import named_in
from dateline.web.record import Record


def everyone(record: Record) -> list[Link]:
    """Return the actors of a record, those in most events first."""
    return [record.links[id_] for id_, _ in record.facets["actor"].counts() if id_ in record.links]


def called(record: Record, words: str, store: Store) -> list[Link]:
    """Return whom words may name, each once, those in most events first: words of the name begin with them."""
    found: dict[str, Link] = {}
    for link in _called(record, words, store):
        found.setdefault(link.target.id, link)
    return sorted(found.values(), key=lambda link: -len(record.facets["actor"].at(link.target.id)))


def _called(record: Record, words: str, store: Store) -> Iterator[Link]:
    # A noun that names nobody is no answer to a name.
    yield from (
        link
        for link in everyone(record)
        if not link.target.id.startswith("noun:") and named_in(words, [link.target.name])
    )
    own = {actor.id: actor for actor in store.register()}
    yield from (own_link(one, own) for one in own.values() if named_in(words, [one.name, *one.aliases]))
    for name in beginning(words):
        yield from registered(name)
