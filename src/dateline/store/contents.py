"""A connection in, all that events are made from out, as it stands or as it stood at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from dateline.records import ActorJudgement, Correction, Judgement, Maker, Mention, OwnActor, Report
from dateline.store import corrections, ledger, rows, schema, who
from dateline.store.codec import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that events are made from, as it stood at one revision."""

    revision: int
    reports: tuple[Report, ...]
    mentions: tuple[Mention, ...]
    judgements: tuple[Judgement, ...]  # of people, live
    register: tuple[OwnActor, ...] = ()
    actor_judgements: tuple[ActorJudgement, ...] = ()  # live
    corrections: tuple[Correction, ...] = ()  # live, oldest first
    arrived: Mapping[str, str] = field(default_factory=dict)  # when each report was first read, in that order
    former: tuple[Mention, ...] = ()  # mentions that people judged and that no reading holds any more, as last read


def contents(connection: Connection, *, known: str | None = None) -> Contents:
    """Return what events are made from; with an instant, as it was kept then."""
    mentions = rows.mentions(connection, None, known=known)
    judged = tuple(one.judgement for one in ledger.judgements(connection, by=Maker.PERSON, known=known))
    right = tuple(one.correction for one in corrections.kept(connection, known=known))
    held = {mention.id for mention in mentions}
    named = {id_ for one in judged for id_ in (one.left, one.right)} | {one.mention for one in right}
    return Contents(
        revision=rows.revision(connection, "revision"),
        reports=rows.reports(connection, None, known=known),
        mentions=mentions,
        judgements=judged,
        register=rows.register(connection),
        actor_judgements=tuple(one.judgement for one in who.kept(connection, known=known)),
        corrections=right,
        arrived=arrived(connection),
        former=former(connection, named - held),
    )


def arrived(connection: Connection) -> dict[str, str]:
    """Return when each report was first read, the first of all first."""
    reading = schema.reading
    first = select(func.min(reading.c.number)).group_by(reading.c.report)
    query = select(reading.c.report, reading.c.made).where(reading.c.number.in_(first)).order_by(reading.c.number)
    return {row.report: row.made for row in connection.execute(query)}


def former(connection: Connection, ids: Iterable[str]) -> tuple[Mention, ...]:
    """Return mentions by id as they were last read, superseded or not."""
    table = schema.mention
    query = select(table.c.id, table.c.record).order_by(table.c.id, table.c.number)
    last = {row.id: row.record for part in rows.parts(query, table.c.id, ids) for row in connection.execute(part)}
    return tuple(decode(Mention, record) for record in last.values())
