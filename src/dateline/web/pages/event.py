"""One event: every account of it side by side, where they differ, where it was, and why it is one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline import export, timeline
from dateline.export.document import EventItem, MentionItem
from dateline.records import Disagreement, Event, Mention, Report, Verdict
from dateline.store import Store
from dateline.store.kept import judged
from dateline.timeline import Quote
from dateline.web.facets import printed_by
from dateline.web.maps import Spot, draw
from dateline.web.paint import paint
from dateline.web.record import Record
from dateline.web.rows import Row

NEAREST = 5  # pairs that were kept apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One account of an event: a mention, its report and its sentence."""

    number: int
    item: MentionItem
    report: Report
    outlet: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What accounts differ on: a row for each value, a column for each report in the order they were published."""

    field: str
    others: tuple[str, ...]  # other events that it joins
    columns: tuple[Report, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]  # a value, and for each column who gives it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A judgement on two mentions, as shown: the other event where they are not of one."""

    number: int
    score: float
    by: str
    reason: str
    left: str
    right: str
    other: Row | None
    features: tuple[tuple[str, float], ...]


def event_page(record: Record, event: Event, store: Store, *, common: dict[str, object]) -> str:
    """Return the page of an event."""
    ids = {id_ for one in record.disagreements.get(event.id, ()) for account in one.values for id_ in account.mentions}
    mentions = record.mentions(store, {*event.mentions, *ids})
    told_in = {mention.report for mention in mentions.values()} | {step.report for step in event.lifecycle}
    reports = {report.id: report for report in store.reports(told_in)}
    item = export.event(event, mentions, reports, today=record.last_told)
    same, near = pairs(record, event, store)
    place = event.where
    spots = (
        [Spot(name=place.name, latitude=place.latitude, longitude=place.longitude, radius=place.radius)]
        if place and place.latitude is not None and place.longitude is not None
        else []
    )
    return paint(
        "event.html",
        event=item,
        entry=record.row_of(event.id),
        tellings=tellings(item, event, mentions, reports),
        differences=[difference(one, event, mentions, reports) for one in record.disagreements.get(event.id, ())],
        others={id_: record.row_of(id_) for one in record.disagreements.get(event.id, ()) for id_ in one.events},
        same=same,
        near=near,
        map=draw(spots),
        **common,
    )


def tellings(
    item: EventItem, event: Event, mentions: Mapping[str, Mention], reports: Mapping[str, Report]
) -> list[Telling]:
    """Return an event's accounts in the order they were published, those without a date last."""
    items = {one.id: one for one in item.mentions}
    order = sorted(
        event.mentions,
        key=lambda id_: (_published(reports[mentions[id_].report]), id_),
    )
    return [
        Telling(
            number=number,
            item=items[id_],
            report=reports[mentions[id_].report],
            outlet=printed_by(reports[mentions[id_].report]),
            quote=timeline.quote(reports[mentions[id_].report], mentions[id_]),
        )
        for number, id_ in enumerate(order, start=1)
    ]


def _published(report: Report) -> str:
    return report.published.value if report.published else "~"


def difference(
    one: Disagreement, event: Event, mentions: Mapping[str, Mention], reports: Mapping[str, Report]
) -> Difference:
    """Lay a disagreement out as a table of values against reports over time."""
    told = {id_ for account in one.values for id_ in account.mentions if id_ in mentions}
    columns = sorted({mentions[id_].report for id_ in told}, key=lambda id_: (_published(reports[id_]), id_))
    rows = []
    for account in one.values:
        cells = []
        for column in columns:
            mine = [mentions[id_] for id_ in account.mentions if id_ in mentions and mentions[id_].report == column]
            cells.append(tuple(dict.fromkeys(_says(mention) for mention in mine)))
        rows.append((account.value, tuple(cells)))
    return Difference(
        field=one.field.value,
        others=tuple(id_ for id_ in one.events if id_ != event.id),
        columns=tuple(reports[id_] for id_ in columns),
        rows=tuple(rows),
    )


def _says(mention: Mention) -> str:
    hops = mention.attribution.hops
    return hops[-1].name if hops else "the report itself"


def pairs(record: Record, event: Event, store: Store) -> tuple[list[Pair], list[Pair]]:
    """Return the judgements that made the mentions one event, and the nearest that kept another apart."""
    mine = set(event.mentions)
    same, near = [], []
    for one in judged(store, event.mentions):
        told = one.judgement
        inside = {told.left, told.right} <= mine
        if not inside and told.verdict is Verdict.SAME:
            continue
        outside = next((id_ for id_ in (told.left, told.right) if id_ not in mine), "")
        made = Pair(
            number=one.number,
            score=told.score,
            by=told.by.value,
            reason=told.reason,
            left=told.left,
            right=told.right,
            other=record.row_of(outside) if outside else None,
            features=told.features,
        )
        if told.verdict is Verdict.SAME:
            same.append(made)
        elif outside and made.other is not None:
            near.append(made)
    near.sort(key=lambda pair: (-pair.score, pair.left, pair.right))
    return same, near[:NEAREST]
