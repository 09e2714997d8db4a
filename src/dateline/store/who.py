"""A database and what people say of who is who in, rows of its ledger out, and back; it only grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dateline.errors import LedgerError
from dateline.records import ActorJudgement
from dateline.store import acts, rows, schema
from dateline.store.codec import decode, encode
from dateline.store.database import now

if TYPE_CHECKING:
    from dateline.store.store import Store


@dataclass(frozen=True, slots=True)
class JudgedActor:
    """A judgement on actors and its place in the ledger."""

    number: int
    written: str
    judgement: ActorJudgement


def judge(store: Store, judgement: ActorJudgement) -> int:
    """Add a judgement on actors to the ledger; return its number there."""
    with store.transaction(write=True) as connection:
        number = acts.add(connection, schema.actor_judgement, [{"written": now(), "record": encode(judgement)}])
        rows.touch(connection)
    return number


def undo(store: Store, number: int) -> None:
    """Mark a judgement on actors as undone; it stays in the ledger."""
    with store.transaction(write=True) as connection:
        if acts.undo(connection, schema.actor_judgement, number) == 0:
            raise LedgerError(
                f"{store.path}: no live judgement {number} on actors here, nothing was undone. "
                f"List them with: dateline actors list --db {store.path}"
            )
        rows.touch(connection)


def judgements(store: Store, *, undone: bool = False) -> tuple[JudgedActor, ...]:
    """Return the live judgements on actors, oldest first; with `undone`, the rest too."""
    with store.transaction() as connection:
        return tuple(kept(connection, undone=undone))


def kept(connection: Connection, *, undone: bool = False, known: str | None = None) -> Iterator[JudgedActor]:
    """Give the judgements on actors, oldest first; with `undone`, those undone too; as at the instant `known`."""
    for row in connection.execute(acts.standing(schema.actor_judgement, undone=undone, known=known)):
        judgement = replace(decode(ActorJudgement, row.record), undone=acts.undone(row, known))
        yield JudgedActor(row.number, row.written, judgement)
