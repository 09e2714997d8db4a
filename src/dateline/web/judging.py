"""A database and what a person says on a page in, its ledger out: the one place where pages change anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline import run
from dateline.errors import OptionsError
from dateline.records import Judgement, Maker, Verdict
from dateline.store import Judged, Store, now

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
    """Say that two mentions tell one event or two, and make the events anew; return the number in the ledger."""
    if left == right:
        raise OptionsError("a judgement is on two mentions, and this names one twice.")
    known = {mention.id for mention in store.mentions([left, right])}
    for id_ in (left, right):
        if id_ not in known:
            raise OptionsError(f"no mention {id_!r} here any more; the report may have been read anew.")
    number = store.judge(
        Judgement(
            left=min(left, right),
            right=max(left, right),
            verdict=Verdict.SAME if same else Verdict.DIFFERENT,
            by=Maker.PERSON,
            score=1.0 if same else 0.0,
            features=(),
            reason=_told(reason, person),
            made=now(),
        )
    )
    run.refresh(store)
    return number


def undo(store: Store, number: int) -> None:
    """Take a judgement back, and make the events anew; it stays in the ledger."""
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
    """Give what people judged, the latest first, undone or not."""
    for one in reversed(store.judgements(undone=True)):
        if one.judgement.by is Maker.PERSON:
            yield _act(one)


def _act(one: Judged) -> Act:
    told = one.judgement
    reason, person = _parted(told.reason)
    return Act(
        number=one.number,
        verdict=told.verdict,
        left=told.left,
        right=told.right,
        reason=reason,
        person=person,
        made=told.made,
        undone=told.undone,
    )


def _told(reason: str, person: str) -> str:
    return " ".join(f"{reason[:LONGEST]} ({person})".split())


def _parted(reason: str) -> tuple[str, str]:
    words, _, person = reason.rpartition(" (")
    return (words, person.rstrip(")")) if person.endswith(")") else (reason, "")
