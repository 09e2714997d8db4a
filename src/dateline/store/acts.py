"""A table of what people said in: rows added at one go, marked as undone, or given as they stood at an instant.

Such a table has `number`, `written`, `undone` and `record`, and where one go may hold several rows `act`, the number of
the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, insert, or_, select, update

from dateline.store.database import now


def add(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> int:
    """Add what was said at one go; return the number of the first row, 0 where there is none."""
    act = 0
    for row in rows:
        told = {**row, "act": act} if "act" in table.c else row
        number = int(connection.execute(insert(table).returning(table.c.number), told).scalar_one())
        if not act and "act" in table.c:
            connection.execute(update(table).where(table.c.number == number).values(act=number))
        act = act or number
    return act


def undo(connection: Connection, table: Table, number: int) -> int:
    """Mark all that was said at one go with a row as undone; return of how many rows that was."""
    act = table.c.get("act", table.c.number)
    first = connection.execute(select(act).where(table.c.number == number)).scalar() or number  # none on old rows
    query = update(table).where(or_(act == first, table.c.number == first), table.c.undone.is_(None))
    return connection.execute(query.values(undone=now())).rowcount


def standing(table: Table, *, undone: bool = False, known: str | None = None) -> Select[Any]:
    """Return the query of the rows that stand, oldest first; with `undone`, the rest too; as at the instant `known`."""
    query = select(table).order_by(table.c.number)
    if known is not None:
        query = query.where(table.c.written <= known)
    if not undone:
        live = table.c.undone.is_(None)
        query = query.where(live if known is None else or_(live, table.c.undone > known))
    return query


def undone(row: Row[Any], known: str | None = None) -> str | None:
    """Return when a row was undone, None where that was after the instant `known`."""
    later = known is not None and row.undone is not None and row.undone > known
    return None if later else row.undone
