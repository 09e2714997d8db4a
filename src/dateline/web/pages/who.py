"""Actors and places: the events of each over time, whom an actor acts on, who says so, and a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.records import Report, Role, Where
from dateline.resources.actors.asked import shown
from dateline.web.facets import Positions, place_key
from dateline.web.maps import Map, Spot, draw
from dateline.web.pages.chronology import SIZE, Paging, density_of
from dateline.web.paint import Served, paint
from dateline.web.record import Record
from dateline.web.rows import grouped

SHOWN = 12  # of those acted on, sources and so on
PLACES = 40  # on one map


def actor_page(record: Record, id_: str, *, page: int, url: Served, common: dict[str, object]) -> str:
    """Return the page of an actor, with the events of what is part of it."""
    link = record.links.get(id_)
    found = record.facets["actor"].at(id_)
    own = [at for at in found if any(_is(p, id_) for p in record.entries[at].event.participants)]
    acts_on: Counter[tuple[str, str]] = Counter()
    acted_on_by: Counter[tuple[str, str]] = Counter()
    for at in own:
        people = record.entries[at].event.participants
        sides = {p.role for p in people if _is(p, id_)}
        for one in people:
            if _is(one, id_):
                continue
            who = (one.link.target.id if one.link else "", one.link.target.name if one.link else one.name)
            if Role.BY in sides and one.role in {Role.TO, Role.WITH}:
                acts_on[who] += 1
            if sides & {Role.TO, Role.WITH} and one.role in {Role.BY, Role.WITH}:
                acted_on_by[who] += 1
    parts = sorted(
        ((one.target.id, one.target.name) for one in record.links.values() if id_ in one.parents), key=lambda p: p[1]
    )
    return paint(
        "actor.html",
        id=id_,
        link=link,
        name=_name(record, id_),
        parents=[(one, _name(record, one)) for one in link.parents] if link else [],
        parts_of=parts,
        reports=_reports(record, own),
        acts_on=acts_on.most_common(SHOWN),
        acted_on_by=acted_on_by.most_common(SHOWN),
        **_listed(record, found, page, url),
        **common,
    )


def _name(record: Record, id_: str) -> str:
    return record.links[id_].target.name if id_ in record.links else shown(id_)


def _reports(record: Record, positions: Iterable[int]) -> list[Report]:
    """Return the reports that tell these events, by id."""
    ids = {"r" + id_[1:].partition("-")[0] for at in positions for id_ in record.entries[at].event.mentions}
    return [record.reports[id_] for id_ in sorted(ids & record.reports.keys())]


def _is(participant: object, id_: str) -> bool:
    link = getattr(participant, "link", None)
    return link is not None and link.target.id == id_


def place_page(record: Record, key: str, *, page: int, url: Served, common: dict[str, object]) -> str:
    """Return the page of a place."""
    where = record.wheres[key]
    found = record.facets["place"].at(key)
    spots = list(_spots(record, [key], url))
    near = (other for other in _all_places(record) if other != key and _near(where, record.wheres[other]))
    spots += _spots(record, list(near)[:PLACES], url)
    listed = _listed(record, found, page, url)
    return paint("place.html", key=key, where=where, **(listed | {"map": draw(spots) if spots else None}), **common)


def _near(one: Where, other: Where) -> bool:
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return False
    return abs(one.latitude - other.latitude) < 4 and abs(one.longitude - other.longitude) < 6  # degrees


def _listed(record: Record, found: Positions, page: int, url: Served) -> dict[str, object]:
    """Return what the pages of actors and places share: events, picture, sources, outlets and map."""
    over = density_of(record, found)
    paging = Paging.of(len(found), page)
    some = [record.entries[at] for at in found[paging.cut]]
    inside = set(found.tolist())
    return {
        "density": over,
        "paging": paging,
        "groups": grouped(some, record.short, over, today=record.last_told),
        "sources": _among(record, "source", inside),
        "outlets": _among(record, "outlet", inside),
        "kinds": _among(record, "kind", inside),
        "map": _map(record, inside, url),
        "size": SIZE,
    }


def _among(record: Record, name: str, inside: set[int]) -> list[tuple[str, int]]:
    facet = record.facets[name]
    counts = Counter({value: len(inside.intersection(facet.at(value).tolist())) for value in facet.values()})
    return [(value, count) for value, count in counts.most_common(SHOWN) if count]


def _map(record: Record, inside: set[int], url: Served) -> Map | None:
    counts: Counter[str] = Counter()
    for at in inside:
        where = record.entries[at].event.where
        if where is not None and where.latitude is not None:
            counts[place_key(where)] += 1
    return draw(_spots(record, [key for key, _ in counts.most_common(PLACES)], url, counts))


def _spots(record: Record, keys: Iterable[str], url: Served, counts: Counter[str] | None = None) -> Iterator[Spot]:
    for key in keys:
        where = record.wheres.get(key)
        if where is None or where.latitude is None or where.longitude is None:
            continue
        events = counts[key] if counts else len(record.facets["place"].at(key))
        yield Spot(
            name=where.name,
            latitude=where.latitude,
            longitude=where.longitude,
            radius=where.radius,
            events=events,
            href=url.place(key),
        )


def _all_places(record: Record) -> list[str]:
    return [key for key, _ in record.facets["place"].counts()]


def actors_page(record: Record, *, everyone: bool, page: int, common: dict[str, object]) -> str:
    """Return the list of actors, those in most events first; those told by a noun alone only if asked for."""
    found = [
        (id_, record.links[id_], count)
        for id_, count in record.facets["actor"].counts()
        if id_ in record.links and (everyone or not id_.startswith("noun:"))
    ]
    paging = Paging.of(len(found), page)
    some = found[paging.cut]
    return paint("actors.html", rows=some, paging=paging, everyone=everyone, **common)


def places_page(record: Record, *, page: int, common: dict[str, object]) -> str:
    """Return the list of places over a map of all of them."""
    found = [(key, record.wheres[key], count) for key, count in record.facets["place"].counts()]
    paging = Paging.of(len(found), page)
    some = found[paging.cut]
    drawn = draw(
        _spots(record, [key for key, _, _ in found if record.wheres[key].latitude is not None][:PLACES], Served())
    )
    return paint("places.html", rows=some, paging=paging, map=drawn, **common)
