"""A database and what people set right of accounts in, rows of its ledger out, and back; it only grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, or_, select, update

from dateline.errors import StoreError
from dateline.records import Correction
from dateline.store import rows, schema
from dateline.store.codec import decode, encode
from dateline.store.database import now

if TYPE_CHECKING:
    from dateline.store.store import Store


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and its place in the ledger; what a person set right at one go shares one `act`."""

    number: int
    act: int
    written: str
    correction: Correction


def correct(store: Store, made: Iterable[Correction]) -> int:
    """Add what a person sets right at one go to the ledger; return the number of the first, 0 where there is none."""
    table = schema.correction
    act = 0
    with store.transaction(write=True) as connection:
        for one in made:
            row = {"act": act, "mention": one.mention, "written": now(), "record": encode(one)}
            number = int(connection.execute(insert(table).returning(table.c.number), row).scalar_one())
            if not act:
                act = number
                connection.execute(update(table).where(table.c.number == number).values(act=number))
        rows.touch(connection)
    return act


def undo(store: Store, number: int) -> int:
    """Mark all that a person set right at one go as undone; return of how many mentions that was."""
    table = schema.correction
    with store.transaction(write=True) as connection:
        act = select(table.c.act).where(table.c.number == number).scalar_subquery()
        query = update(table).where(table.c.act == act, table.c.undone.is_(None)).values(undone=now())
        undone = connection.execute(query).rowcount
        if undone == 0:
            raise StoreError(
                f"{store.path}: no live judgement c{number} here, nothing was undone. "
                f"List them with: dateline judge list --db {store.path}"
            )
        rows.touch(connection)
    return undone


def corrections(store: Store, *, undone: bool = False) -> tuple[Corrected, ...]:
    """Return what stands of what people set right, oldest first; with `undone`, the rest too."""
    with store.transaction() as connection:
        return tuple(kept(connection, undone=undone))


def kept(connection: Connection, *, undone: bool = False, known: str | None = None) -> Iterator[Corrected]:
    """Give what people set right, oldest first; with `undone`, that undone too; as it stood at the instant `known`."""
    table = schema.correction
    query = select(table).order_by(table.c.number)
    if known is not None:
        query = query.where(table.c.written <= known)
    if not undone:
        live = table.c.undone.is_(None)
        query = query.where(live if known is None else or_(live, table.c.undone > known))
    for row in connection.execute(query):
        later = known is not None and row.undone is not None and row.undone > known
        correction = replace(decode(Correction, row.record), undone=None if later else row.undone)
        yield Corrected(row.number, row.act, row.written, correction)
