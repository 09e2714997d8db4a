"""A connection and records in, rows out, and back: the statements that more than one write or read shares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, TypeVarTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    func,
    insert,
    or_,
    select,
    update,
)

from dateline.records import Codebook, Copy, Disagreement, Event, Field, Mention, OwnActor, Problem, Report
from dateline.store import schema
from dateline.store.codec import decode, decode_report, encode

CONTRADICTED = "order"  # in place of a field: days of two events that an order told between them excludes
CHUNK = 500  # ids in one query, well under SQLite's limit of variables
T = TypeVar("T")
Row = TypeVarTuple("Row")


def add(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, none at all allowed."""
    if rows:
        connection.execute(insert(table), rows)


def note(connection: Connection, problems: Iterable[Problem], *, run: int, reading: int | None) -> None:
    """Keep problems of a reading, or of a run; one that is known there is not kept twice."""
    for problem in unnoted(connection, problems, reading=reading):
        key, record = _key(problem, reading)
        row = {"run": run, "reading": reading, "code": problem.code, "key": key, "record": record}
        connection.execute(insert(schema.problem), row)


def unnoted(connection: Connection, problems: Iterable[Problem], *, reading: int | None = None) -> list[Problem]:
    """Return the problems that are not kept yet, each once."""
    keys = {_key(problem, reading)[0]: problem for problem in problems}
    asked = list(keys)
    for at in range(0, len(asked), CHUNK):
        query = select(schema.problem.c.key).where(schema.problem.c.key.in_(asked[at : at + CHUNK]))
        for known in connection.execute(query).scalars():
            del keys[known]
    return list(keys.values())


def _key(problem: Problem, reading: int | None) -> tuple[str, str]:
    record = encode(problem)
    return hashlib.sha256(f"{reading} {record}".encode()).hexdigest(), record


def reports(connection: Connection, ids: Iterable[str] | None, *, known: str | None = None) -> tuple[Report, ...]:
    """Return live reports by id, all or those named."""
    reading, report = schema.reading, schema.report
    query = (
        select(reading.c.record, report.c.raw)
        .join(report, reading.c.report == report.c.id)
        .where(live(known))
        .order_by(report.c.id)
    )
    return tuple(
        decode_report(row.record, row.raw)
        for part in parts(query, report.c.id, ids)
        for row in connection.execute(part)
    )


def mentions(connection: Connection, ids: Iterable[str] | None, *, known: str | None = None) -> tuple[Mention, ...]:
    """Return live mentions by id, all or those named."""
    table, reading = schema.mention, schema.reading
    query = (
        select(table.c.record)
        .join(reading, table.c.reading == reading.c.number)
        .where(live(known))
        .order_by(table.c.id)
    )
    return tuple(
        decode(Mention, record)
        for part in parts(query, table.c.id, ids)
        for record in connection.execute(part).scalars()
    )


def ordered(connection: Connection, table: Table, kind: type[T]) -> tuple[T, ...]:
    """Return a table's records by their position."""
    query = select(table.c.record).order_by(table.c.position)
    return tuple(decode(kind, record) for record in connection.execute(query).scalars())


def disagreements(connection: Connection, events: Sequence[Event]) -> tuple[Disagreement, ...]:
    """Return the disagreements in the order of their events."""
    order = {event.id: place for place, event in enumerate(events)}
    table = schema.disagreement
    rows = [(row.field, decode(Disagreement, row.record)) for row in connection.execute(select(table))]
    dated = {frozenset(one.events) for field, one in rows if field == Field.WHEN}
    found = [one for field, one in rows if field != CONTRADICTED or {*one.events} not in dated]
    return tuple(sorted(found, key=lambda one: (order[one.events[0]], one.field, one.events)))


def copies(connection: Connection) -> tuple[Copy, ...]:
    """Return what reports have taken from one another."""
    table = schema.copy
    query = select(table.c.record).order_by(table.c.report, table.c.first)
    return tuple(decode(Copy, record) for record in connection.execute(query).scalars())


def contradictions(connection: Connection) -> tuple[Problem, ...]:
    """Return the judgements of people that cannot be kept to."""
    table = schema.contradiction
    query = select(table.c.record).order_by(table.c.left, table.c.right)
    told = value(connection, "problems")
    found = decode(tuple[Problem, ...], told) if told else ()
    return (*found, *(decode(Problem, record) for record in connection.execute(query).scalars()))


def wait(connection: Connection, report: str) -> None:
    """Let a report wait to be merged."""
    connection.execute(insert(schema.waiting).prefix_with("OR IGNORE"), {"report": report})


def tell_of(connection: Connection, report: str, mentions: Iterable[Mention]) -> None:
    """Keep whom a report tells of."""
    actors: set[str] = set()
    for mention in mentions:
        links = (*(one.link for one in mention.roles), *(hop.link for hop in mention.attribution.hops))
        actors.update(link.target.id for link in links if link is not None)
    if actors:
        rows = [{"actor": actor, "report": report} for actor in sorted(actors)]
        connection.execute(insert(schema.told_of).prefix_with("OR IGNORE"), rows)


def register(connection: Connection) -> tuple[OwnActor, ...]:
    """Return the user's own register, by id."""
    query = select(schema.actor.c.record).order_by(schema.actor.c.id)
    return tuple(decode(OwnActor, record) for record in connection.execute(query).scalars())


def codebooks(connection: Connection) -> tuple[Codebook, ...]:
    """Return the user's codebooks, by name."""
    query = select(schema.codebook.c.record).order_by(schema.codebook.c.name)
    return tuple(decode(Codebook, record) for record in connection.execute(query).scalars())


def touch(connection: Connection) -> None:
    """Raise the revision: what events are made from has changed."""
    put(connection, "revision", str(revision(connection, "revision") + 1))


def revision(connection: Connection, key: str, default: int = 0) -> int:
    """Return a number kept under a key."""
    text = value(connection, key)
    return default if text is None else int(text)


def value(connection: Connection, key: str) -> str | None:
    """Return the text kept under a key."""
    return connection.execute(select(schema.state.c.value).where(schema.state.c.key == key)).scalar()


def put(connection: Connection, key: str, text: str) -> None:
    """Keep a text under a key."""
    table = schema.state
    query = select(func.count()).select_from(table).where(table.c.key == key)
    if connection.execute(query).scalar_one():
        connection.execute(update(table).where(table.c.key == key).values(value=text))
    else:
        connection.execute(insert(table), {"key": key, "value": text})


def live(known: str | None) -> ColumnElement[bool]:
    """Return the condition of readings that stand, or stood at the instant `known`."""
    reading = schema.reading
    stands = reading.c.superseded.is_(None)
    if known is None:
        return stands
    return (reading.c.made <= known) & or_(stands, reading.c.superseded > known)


def parts(query: Select[*Row], column: Column[str], ids: Iterable[str] | None) -> Iterator[Select[*Row]]:
    """Give the query whole, or for a few of the ids at a time."""
    if ids is None:
        yield query
        return
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), CHUNK):
        yield query.where(column.in_(wanted[at : at + CHUNK]))
