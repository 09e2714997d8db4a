"""A database and what people set right of accounts in, rows of its ledger out, and back; it only grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dateline.errors import LedgerError
from dateline.records import Correction
from dateline.store import acts, rows, schema
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
    with store.transaction(write=True) as connection:
        told = ({"mention": one.mention, "written": now(), "record": encode(one)} for one in made)
        act = acts.add(connection, schema.correction, told)
        rows.touch(connection)
    return act


def undo(store: Store, number: int) -> int:
    """Mark all that a person set right at one go as undone; return of how many mentions that was."""
    with store.transaction(write=True) as connection:
        undone = acts.undo(connection, schema.correction, number)
        if undone == 0:
            raise LedgerError(
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
    for row in connection.execute(acts.standing(schema.correction, undone=undone, known=known)):
        correction = replace(decode(Correction, row.record), undone=acts.undone(row, known))
        yield Corrected(row.number, row.act, row.written, correction)
