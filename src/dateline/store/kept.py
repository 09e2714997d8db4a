"""An open database in, what pages show of it out: the events as they were kept last, without making them anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, select, text

from dateline.records import Copy, Disagreement, Event, Judgement, Maker, Redirect, Report
from dateline.store import ledger, rows, schema
from dateline.store.codec import decode
from dateline.store.ledger import Judged
from dateline.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """Of what the database holds, and of what its events were made from; they differ while reports are being added."""

    contents: int
    events: int  # -1 where none were made yet

    @property
    def stale(self) -> bool:
        """Say whether something came after the events were made."""
        return self.contents != self.events


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The events kept last, in order, and the reports they are told in, without their text; all of one moment."""

    revisions: Revisions
    events: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    copies: tuple[Copy, ...]
    reports: tuple[Report, ...]
    redirects: tuple[Redirect, ...]  # where events went that had another id
    numbers: tuple[tuple[int, str], ...]  # the row and the id of each live mention, by row


def revisions(store: Store) -> Revisions:
    """Return how new the events kept are; cheap enough to ask for each page."""
    with store.transaction() as connection:
        return Revisions(
            contents=rows.revision(connection, "revision"), events=rows.revision(connection, "merged_revision", -1)
        )


def kept(store: Store) -> Kept:
    """Return the events kept last, be they made from all that the database holds or not."""
    reading, mention = schema.reading, schema.mention
    numbered = (
        select(mention.c.number, mention.c.id)
        .join(reading, mention.c.reading == reading.c.number)
        .where(reading.c.superseded.is_(None))
        .order_by(mention.c.number)
    )
    heads = select(reading.c.record).where(reading.c.superseded.is_(None)).order_by(reading.c.report)
    with store.transaction() as connection:
        events = rows.ordered(connection, schema.event, Event)
        return Kept(
            revisions=Revisions(
                contents=rows.revision(connection, "revision"), events=rows.revision(connection, "merged_revision", -1)
            ),
            events=events,
            disagreements=rows.disagreements(connection, events),
            copies=rows.copies(connection),
            reports=tuple(decode(Report, record) for record in connection.execute(heads).scalars()),
            redirects=ledger.redirects(connection),
            numbers=tuple((row.number, row.id) for row in connection.execute(numbered)),
        )


def judged(store: Store, mentions: Iterable[str]) -> tuple[Judged, ...]:
    """Return the live judgements on pairs that hold one of these mentions, oldest first."""
    table = schema.judgement
    query = select(table.c.number, table.c.act, table.c.written, table.c.record).where(table.c.undone.is_(None))
    found: dict[int, Judged] = {}
    wanted = sorted(set(mentions))
    with store.transaction() as connection:
        for at in range(0, len(wanted), rows.CHUNK):
            for side in (table.c.left, table.c.right):  # one at a time, for each has an index of its own
                for row in connection.execute(query.where(side.in_(wanted[at : at + rows.CHUNK]))):
                    found[row.number] = _judged(row)
    return tuple(found[number] for number in sorted(found))


def unsure(store: Store, *, limit: int, skip: int = 0) -> tuple[Judged, ...]:
    """Return the live judgements of rules and models: the model's unsure ones, then the nearest to their threshold."""
    query = text(
        "SELECT number, act, written, record FROM judgement WHERE undone IS NULL AND maker != :person "
        "ORDER BY json_extract(record, '$.unsure') IS NOT 1, "
        "abs(json_extract(record, '$.score') - coalesce(json_extract(record, '$.threshold'), 0.5)), number "
        "LIMIT :limit OFFSET :skip"
    )
    with store.transaction() as connection:
        found = connection.execute(query, {"person": Maker.PERSON.value, "limit": limit, "skip": skip}).all()
    return tuple(_judged(row) for row in found)


def _judged(row: Row[int, int | None, str, str]) -> Judged:
    return Judged(row.number, row.act or row.number, row.written, decode(Judgement, row.record))
