"""The HTTP API under /api/v1: the JSON of `dateline export`, in parts; OpenAPI at /api/v1/openapi.json.

Lists come in pages: `next` is the cursor of the page that follows, null on the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, TypeVar

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline import export, run, timeline
from dateline.errors import OptionsError
from dateline.export.document import DisagreementItem, Document, EventItem, Struct
from dateline.records import Chronology, Link, Report, Storyline
from dateline.store import Store, search
from dateline.web import filters
from dateline.web.answers import (
    PREFIX,
    ActorItem,
    Actors,
    ChangeItem,
    Changes,
    Events,
    Found,
    HitItem,
    Mentions,
    PlaceItem,
    Places,
    Refusal,
    Reports,
    ReportText,
    Stories,
)
from dateline.web.called import called, everyone
from dateline.web.record import Keeper, MissingError, Record
from dateline.web.viewpoint import day, viewpoint

SIZE, MOST = 50, 200  # items on a page

T = TypeVar("T")
Cursor = Annotated[str, Query(description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Words = Annotated[str, Query(description="What words of the name begin with.")]
Several = Annotated[list[str] | None, Query()]
AsOf = Annotated[str, Query(description="As it stood by what was published by this day.")]
AsKnown = Annotated[str, Query(description="As it stood by what was read and judged by this day or instant (UTC).")]
WhichValues = Annotated[str, Query(description=f"Which value where accounts differ: {', '.join(timeline.Policy)}.")]


def answer(item: Struct, status: int = 200) -> Response:
    """Return an item as JSON."""
    return Response(msgspec.json.encode(item), status, media_type="application/json")


def refusal(status: int, words: str) -> Response:
    """Return why a request cannot be answered."""
    return answer(Refusal(error=words), status)


def paged(items: Sequence[T], key: Callable[[T], str], *, cursor: str, limit: int) -> tuple[Sequence[T], str | None]:
    """Return the items after a cursor, and the cursor of those that follow."""
    start = 0
    if cursor:
        start = next((at for at, item in enumerate(items, start=1) if key(item) == cursor), -1)
        if start < 0:
            raise OptionsError(f"the cursor {cursor!r} is not one of this list; begin again without it.")
    some = items[start : start + limit]
    more = start + limit < len(items)
    return some, key(some[-1]) if more and some else None


def events_of(record: Record, positions: Iterable[int], store: Store) -> tuple[list[EventItem], list[DisagreementItem]]:
    """Return events as they are exported, with what their accounts differ on."""
    events = [record.entries[at].event for at in positions]
    differ = list(dict.fromkeys(one for event in events for one in record.disagreements.get(event.id, ())))
    ids = {id_ for event in events for id_ in event.mentions}
    ids |= {id_ for one in differ for account in one.values for id_ in account.mentions}
    mentions = record.mentions(store, ids)
    told_in = {mention.report for mention in mentions.values()}
    reports = store.reports(told_in | {step.report for event in events for step in event.lifecycle})
    made = export.build(
        reports,
        tuple(mentions.values()),
        chronology=Chronology(events=tuple(events), disagreements=tuple(differ), judgements=(), copies=()),
        today=record.last_told,
    )
    return list(made.events), list(made.disagreements)


def document_of(record: Record, reports: Sequence[Report], stories: tuple[Storyline, ...] = ()) -> Document:
    """Return reports and stories as they are exported, without events."""
    empty = Chronology(events=(), disagreements=(), judgements=(), copies=record.copies, storylines=stories)
    return export.build(reports, (), chronology=empty)


def router(keeper: Keeper) -> APIRouter:
    """Return the routes of the API over one database."""
    routes = APIRouter(prefix=PREFIX)
    _events(routes, keeper)
    _reports(routes, keeper)
    _actors_and_places(routes, keeper)
    return routes


def _events(routes: APIRouter, keeper: Keeper) -> None:
    @routes.get("/events")
    def events(
        request: Request,
        cursor: Cursor = "",
        limit: Limit = SIZE,
        q: str = "",  # noqa: ARG001  read from the request, listed for OpenAPI
        who: Several = None,  # noqa: ARG001
        where: Several = None,  # noqa: ARG001
        kind: Several = None,  # noqa: ARG001
        code: Several = None,  # noqa: ARG001
        modality: Several = None,  # noqa: ARG001
        outlet: Several = None,  # noqa: ARG001
        story: Several = None,  # noqa: ARG001
        source: Several = None,  # noqa: ARG001
        disputed: bool = False,  # noqa: ARG001
        from_: Annotated[str, Query(alias="from")] = "",  # noqa: ARG001
        to: str = "",  # noqa: ARG001
        top: Annotated[str, Query(description="Only so many, those that count most.")] = "",  # noqa: ARG001
        as_of: AsOf = "",  # noqa: ARG001
        as_known: AsKnown = "",  # noqa: ARG001
        policy: WhichValues = "",  # noqa: ARG001
    ) -> Response:
        """List events in order of time; the filters are those of `dateline show`."""
        given: dict[str, list[str]] = {"shown": ["all"]}
        for name, value in request.query_params.multi_items():
            given.setdefault(name, []).append(value)
        asked = filters.read(given | {"shown": ["all"]})
        with keeper.open() as store:
            record = keeper.at(store, asked.view)
            found = filters.foremost(record, filters.passing(record, asked, store), asked.top).tolist()
            some, after = paged(found, lambda at: record.entries[at].event.id, cursor=cursor, limit=limit)
            items, differ = events_of(record, some, store)
        return answer(Events(items=tuple(items), disagreements=tuple(differ), total=len(found), next=after))

    @routes.get("/diff")
    def diff(from_: Annotated[str, Query(alias="from")], to: str) -> Response:
        """Tell what changed in the record between two days, each by what was published by then."""
        days = [day(text) for text in (from_, to)]
        if None in days:
            raise OptionsError("a comparison is of two days: give both from and to, such as 2024-03-05.")
        with keeper.open() as store:
            views = [run.View(store, run.moment(one.isoformat())) for one in days if one]
            found = timeline.changes(views[0].chronology, views[1].chronology)
        return answer(Changes(items=tuple(ChangeItem(sort=o.sort, events=o.events, words=o.words) for o in found)))

    @routes.get("/events/{id_}")
    def event(id_: str, as_of: AsOf = "", as_known: AsKnown = "", policy: WhichValues = "") -> Response:
        """Return one event by its id, whole, cut short, or of before it was merged, with what accounts differ on."""
        with keeper.open() as store:
            record = keeper.at(store, viewpoint(as_of, as_known, policy))
            items, differ = events_of(record, [record.position(id_)], store)
        return answer(Events(items=tuple(items), disagreements=tuple(differ), total=1, next=None))

    @routes.get("/mentions")
    def mentions(event: str, cursor: Cursor = "", limit: Limit = SIZE) -> Response:
        """List the mentions of an event."""
        with keeper.open() as store:
            record = keeper.now(store)
            items, _ = events_of(record, [record.position(event)], store)
        some, after = paged(items[0].mentions, lambda one: one.id, cursor=cursor, limit=limit)
        return answer(Mentions(items=tuple(some), total=len(items[0].mentions), next=after))

    @routes.get("/mentions/{id_}")
    def mention(id_: str) -> Response:
        """Return one mention by its id."""
        with keeper.open() as store:
            record = keeper.now(store)
            items, _ = events_of(record, [record.position(id_)], store)
        found = next((one for one in items[0].mentions if one.id == id_), None)
        if found is None:
            raise MissingError(f"no mention {id_!r} here.")
        return answer(found)

    @routes.get("/search")
    def find(q: str, cursor: Cursor = "", limit: Limit = 20) -> Response:
        """Find events and reports that hold all the words; "in quotation marks" as they stand."""
        with keeper.open() as store:
            record = keeper.now(store)
            positions = filters.holds(record, q, store)
            ids = [id_ for id_ in search.reports(store, q) if id_ in record.reports]
            some, after = paged(ids, str, cursor=cursor, limit=limit)
            texts = {report.id: report.text for report in store.reports(some)}
        hits = search.marked([texts[id_] for id_ in some], q)
        return answer(
            Found(
                events=tuple(record.entries[at].event.id for at in positions),
                reports=tuple(HitItem(report=id_, hits=tuple(one)) for id_, one in zip(some, hits, strict=True)),
                total=len(ids),
                next=after,
            )
        )


def _reports(routes: APIRouter, keeper: Keeper) -> None:
    @routes.get("/reports")
    def reports(cursor: Cursor = "", limit: Limit = SIZE) -> Response:
        """List the reports, by path."""
        with keeper.open() as store:
            record = keeper.now(store)
        ordered = sorted(record.reports.values(), key=lambda one: (one.path, one.id))
        some, after = paged(ordered, lambda one: one.id, cursor=cursor, limit=limit)
        items = document_of(record, some).reports
        return answer(Reports(items=items, total=len(record.reports), next=after))

    @routes.get("/reports/{id_}")
    def report(id_: str) -> Response:
        """Return one report with its text as received and the mentions in it."""
        with keeper.open() as store:
            record = keeper.now(store)
            if id_ not in record.reports:
                raise MissingError(f"no report {id_!r} here.")
            found = store.reports([id_])
            items, _ = events_of(record, record.facets["report"].at(id_).tolist(), store)
        mentions = sorted(
            (m for item in items for m in item.mentions if m.report == id_), key=lambda m: (m.start, m.id)
        )
        whole = document_of(record, found)
        return answer(
            ReportText(
                report=whole.reports[0],
                text=found[0].text,
                mentions=tuple(mentions),
                copies=tuple(one for one in whole.copies if id_ in {one.report, one.first}),
            )
        )

    @routes.get("/stories")
    def stories(cursor: Cursor = "", limit: Limit = SIZE) -> Response:
        """List the stories that the reports tell, those of most reports first."""
        with keeper.open() as store:
            record = keeper.now(store)
        some, after = paged(record.stories, lambda one: one.story.id, cursor=cursor, limit=limit)
        told = tuple(one.story for one in some)
        return answer(Stories(items=document_of(record, (), told).stories, total=len(record.stories), next=after))


def _actors_and_places(routes: APIRouter, keeper: Keeper) -> None:
    @routes.get("/actors")
    def actors(q: Words = "", cursor: Cursor = "", limit: Limit = SIZE) -> Response:
        """List the actors, those in most events first; with words, whom they may name, the registers' actors too."""
        with keeper.open() as store:
            record = keeper.now(store)
            found = called(record, q, store) if q.strip() else everyone(record)
        some, after = paged(found, lambda link: link.target.id, cursor=cursor, limit=limit)
        return answer(Actors(items=tuple(_actor(record, link) for link in some), total=len(found), next=after))

    @routes.get("/actors/{id_:path}")
    def actor(id_: str) -> Response:
        """Return one actor by its id."""
        with keeper.open() as store:
            record = keeper.now(store)
        if id_ not in record.links:
            raise MissingError(f"no actor {id_!r} here.")
        return answer(_actor(record, record.links[id_]))

    @routes.get("/places")
    def places(cursor: Cursor = "", limit: Limit = SIZE) -> Response:
        """List the places, those of most events first."""
        with keeper.open() as store:
            record = keeper.now(store)
            found = [key for key, _ in record.facets["place"].counts()]
            some, after = paged(found, str, cursor=cursor, limit=limit)
            items = tuple(_place(record, key, store) for key in some)
        return answer(Places(items=items, total=len(found), next=after))

    @routes.get("/places/{key:path}")
    def place(key: str) -> Response:
        """Return one place by its key: its GeoNames id, or its name."""
        with keeper.open() as store:
            record = keeper.now(store)
            if key not in record.wheres:
                raise MissingError(f"no place {key!r} here.")
            return answer(_place(record, key, store))


def _actor(record: Record, link: Link) -> ActorItem:
    id_ = link.target.id
    return ActorItem(
        id=id_,
        name=link.target.name,
        kind=link.kind.value,
        country=link.country,
        sector=link.sector,
        parents=link.parents,
        reason=link.target.reason,
        events=len(record.facets["actor"].at(id_)),
    )


def _place(record: Record, key: str, store: Store) -> PlaceItem:
    """Return a place as the first event there has it."""
    positions = record.facets["place"].at(key)
    items, _ = events_of(record, positions[:1].tolist(), store)
    wheres = [items[0].place, *(mention.where for mention in items[0].mentions)]
    place = next(one for one in wheres if one and (one.id or one.name) == key)
    return PlaceItem(key=key, place=place, events=len(positions))
