"""A database and what a person says on a page in, its ledger out: the one place where pages change anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline import run
from dateline.errors import OptionsError
from dateline.records import Maker, Verdict
from dateline.store import Store

LONGEST = 2000  # letters of a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person judged, as it is listed."""

    number: int
    verdict: Verdict
    left: str
    right: str
    reason: str
    person: str
    made: str
    undone: str | None


def judge(store: Store, left: str, right: str, *, same: bool, reason: str, person: str) -> int:
    """Say that two mentions tell one event or two, and make the events anew; return the number in the ledger.

    Of two mentions that are one, all of their events are joined. A mention and its event that are two part the mention
    from all others of that event.
    """
    for id_ in (left, right):
        if id_.startswith("m") and not store.mentions([id_]):
            raise OptionsError(f"no mention {id_!r} here any more; the report may have been read anew.")
    if same:
        left, right = ("e" + id_[1:] for id_ in (left, right))  # the events that hold them
    words = " ".join(reason[:LONGEST].split())
    number, _ = run.ledger.judge(store, left, right, same=same, reason=words, person=person)
    run.refresh(store)
    return number


def undo(store: Store, number: int) -> None:
    """Take back what a person judged at one go, and make the events anew; it stays in the ledger."""
    store.undo(number)
    run.refresh(store)


def judge_actor(store: Store, actor: str, other: str, *, same: bool) -> int:
    """Say that an actor is another, or someone else in a report, and make the events anew; return the number."""
    number = store.judge_actor(run.actors.judgement(store, actor, other, same=same))
    run.refresh(store)
    return number


def undo_actor(store: Store, number: int) -> None:
    """Take a judgement on actors back, and make the events anew; it stays in the ledger."""
    store.undo_actor(number)
    run.refresh(store)


def acts(store: Store) -> Iterator[Act]:
    """Give what people judged, the latest first, undone or not; pairs judged at one go are one act."""
    seen: set[int] = set()
    for one in reversed(store.judgements(undone=True, by=Maker.PERSON)):
        if one.act in seen:
            continue
        seen.add(one.act)
        told = one.judgement
        yield Act(
            number=one.act,
            verdict=told.verdict,
            left=told.left,
            right=told.right,
            reason=told.reason,
            person=told.person,
            made=one.written,
            undone=told.undone,
        )
