"""A connection and records in, rows out, and back: the statements that more than one write or read shares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Column, Connection, Select, Table, func, insert, select, update

from dateline.records import ActorJudgement, Codebook, Judgement, Maker, Mention, OwnActor, Problem, Report
from dateline.store import schema
from dateline.store.codec import decode, decode_report, encode
from dateline.store.database import now

CHUNK = 500  # ids in one query, well under SQLite's limit of variables
T = TypeVar("T")
Row = TypeVarTuple("Row")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and its place in the ledger."""

    number: int
    judgement: Judgement


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


def reports(connection: Connection, ids: Iterable[str] | None) -> tuple[Report, ...]:
    """Return live reports by id, all or those named."""
    reading, report = schema.reading, schema.report
    query = (
        select(reading.c.record, report.c.raw)
        .join(report, reading.c.report == report.c.id)
        .where(reading.c.superseded.is_(None))
        .order_by(report.c.id)
    )
    return tuple(
        decode_report(row.record, row.raw)
        for part in _parts(query, report.c.id, ids)
        for row in connection.execute(part)
    )


def mentions(connection: Connection, ids: Iterable[str] | None) -> tuple[Mention, ...]:
    """Return live mentions by id, all or those named."""
    table, reading = schema.mention, schema.reading
    query = (
        select(table.c.record)
        .join(reading, table.c.reading == reading.c.number)
        .where(reading.c.superseded.is_(None))
        .order_by(table.c.id)
    )
    return tuple(
        decode(Mention, record)
        for part in _parts(query, table.c.id, ids)
        for record in connection.execute(part).scalars()
    )


def ordered(connection: Connection, table: Table, kind: type[T]) -> tuple[T, ...]:
    """Return a table's records by their position."""
    query = select(table.c.record).order_by(table.c.position)
    return tuple(decode(kind, record) for record in connection.execute(query).scalars())


def judge(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Add judgements to the ledger; return the last one's number."""
    table = schema.judgement
    last = 0
    for judgement in judgements:
        row = {
            "left": judgement.left,
            "right": judgement.right,
            "maker": judgement.by.value,
            "written": now(),
            "undone": judgement.undone,
            "record": encode(judgement),
        }
        last = int(connection.execute(insert(table).returning(table.c.number), row).scalar_one())
    return last


def judgements(connection: Connection, *, undone: bool = False) -> Iterator[Judged]:
    """Give the ledger's judgements, oldest first; with `undone`, those undone too."""
    table = schema.judgement
    query = select(table.c.number, table.c.undone, table.c.record).order_by(table.c.number)
    if not undone:
        query = query.where(table.c.undone.is_(None))
    for row in connection.execute(query):
        yield Judged(row.number, replace(decode(Judgement, row.record), undone=row.undone))


def renew(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Bring the ledger's judgements by rule and model to those given; what is no longer held is marked undone."""
    table = schema.judgement
    query = select(table.c.number, table.c.record).where(table.c.undone.is_(None), table.c.maker != Maker.PERSON.value)
    held = {row.record: row.number for row in connection.execute(query)}
    wanted = {encode(judgement): judgement for judgement in judgements}
    for record, number in held.items():
        if record not in wanted:
            connection.execute(update(table).where(table.c.number == number).values(undone=now()))
    judge(connection, [judgement for record, judgement in wanted.items() if record not in held])


def register(connection: Connection) -> tuple[OwnActor, ...]:
    """Return the user's own register, by id."""
    query = select(schema.actor.c.record).order_by(schema.actor.c.id)
    return tuple(decode(OwnActor, record) for record in connection.execute(query).scalars())


def codebooks(connection: Connection) -> tuple[Codebook, ...]:
    """Return the user's codebooks, by name."""
    query = select(schema.codebook.c.record).order_by(schema.codebook.c.name)
    return tuple(decode(Codebook, record) for record in connection.execute(query).scalars())


def actor_judgements(connection: Connection, *, undone: bool = False) -> Iterator[tuple[int, ActorJudgement]]:
    """Give the judgements on actors with their numbers, oldest first; with `undone`, those undone too."""
    table = schema.actor_judgement
    query = select(table.c.number, table.c.undone, table.c.record).order_by(table.c.number)
    if not undone:
        query = query.where(table.c.undone.is_(None))
    for row in connection.execute(query):
        yield row.number, replace(decode(ActorJudgement, row.record), undone=row.undone)


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


def _parts(query: Select[*Row], column: Column[str], ids: Iterable[str] | None) -> Iterator[Select[*Row]]:
    """Give the query whole, or for a few of the ids at a time."""
    if ids is None:
        yield query
        return
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), CHUNK):
        yield query.where(column.in_(wanted[at : at + CHUNK]))
