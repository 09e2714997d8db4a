"""A connection and judgements in, rows of the ledger out, and back; and where events went that were made anew.

The ledger only grows: what is taken back, or no longer held by rule or model, is marked as undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, insert, select, update

from dateline.records import Judgement, Maker, Redirect
from dateline.store import acts, rows, schema
from dateline.store.codec import decode, encode
from dateline.store.database import now


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and its place in the ledger; what a person judged at one go shares one `act`."""

    number: int
    act: int
    written: str
    judgement: Judgement


def judge(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Add judgements that were made at one go; return the number of the first, 0 where there is none."""
    return acts.add(connection, schema.judgement, map(_row, judgements))


def undo(connection: Connection, number: int) -> int:
    """Mark all that a person judged at one go with a judgement as undone; return how many pairs that were."""
    table = schema.judgement
    maker = connection.execute(select(table.c.maker).where(table.c.number == number)).scalar()
    return acts.undo(connection, table, number) if maker == Maker.PERSON.value else 0


def judgements(
    connection: Connection, *, undone: bool = False, by: Maker | None = None, known: str | None = None
) -> Iterator[Judged]:
    """Give the ledger's judgements, oldest first; with `undone`, those undone too; as it stood at instant `known`."""
    query = acts.standing(schema.judgement, undone=undone, known=known)
    if by is not None:
        query = query.where(schema.judgement.c.maker == by.value)
    for row in connection.execute(query):
        judgement = replace(decode(Judgement, row.record), undone=acts.undone(row, known))
        yield Judged(row.number, row.act or row.number, row.written, judgement)


def placed(connection: Connection, places: str | None) -> tuple[Judgement, ...]:
    """Return the live judgements, on the mentions that stand in the place of those that people named."""
    now_at = decode(dict[str, str], places) if places else {}
    found = []
    for one in judgements(connection):
        left, right = sorted(now_at.get(id_, id_) for id_ in (one.judgement.left, one.judgement.right))
        found.append(replace(one.judgement, left=left, right=right) if left != right else one.judgement)
    return tuple(found)


def renew(connection: Connection, judgements: Iterable[Judgement], mentions: Iterable[str]) -> None:
    """Bring the judgements by rule and model on some mentions to those given; what no longer holds is marked undone."""
    table = schema.judgement
    live = (table.c.undone.is_(None), table.c.maker != Maker.PERSON.value)
    wanted = {encode(judgement): judgement for judgement in judgements}
    held: dict[str, int] = {}
    for side in (table.c.left, table.c.right):  # one at a time, for each has an index of its own
        query = select(table.c.number, table.c.record).where(*live)
        for part in rows.parts(query, side, mentions):
            held |= {row.record: row.number for row in connection.execute(part)}
    gone = [number for record, number in held.items() if record not in wanted]
    if gone:
        connection.execute(
            update(table).where(table.c.number == bindparam("asked")).values(undone=now()),
            [{"asked": number} for number in gone],
        )
    new = [_row(judgement) for record, judgement in wanted.items() if record not in held]
    if new:
        connection.execute(insert(table), new)


def redirect(connection: Connection, redirects: Sequence[Redirect]) -> None:
    """Keep where events went."""
    if redirects:
        made = now()
        rows = [{"old": one.old, "record": encode(replace(one, made=made))} for one in redirects]
        connection.execute(insert(schema.redirect), rows)


def redirects(connection: Connection) -> tuple[Redirect, ...]:
    """Return where events went, oldest first."""
    table = schema.redirect
    found = connection.execute(select(table.c.record).order_by(table.c.number)).scalars()
    return tuple(decode(Redirect, record) for record in found)


def _row(judgement: Judgement) -> dict[str, object]:
    return {
        "left": judgement.left,
        "right": judgement.right,
        "maker": judgement.by.value,
        "written": now(),
        "undone": judgement.undone,
        "record": encode(judgement),
    }
