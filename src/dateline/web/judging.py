"""A database and what a person says on a page in, its ledger out: the one place where pages change anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline import run
from dateline.errors import OptionsError
from dateline.records import ActorJudgement, Correctable, Judgement, Maker, Verdict
from dateline.store import Store, corrections, who

LONGEST = 2000  # letters of a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person judged of two mentions, or of who is who, as it is listed."""

    number: int
    verdict: Verdict
    left: str
    right: str
    reason: str
    person: str
    made: str
    undone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRight:
    """What a person set right at one go, as it is listed."""

    number: str
    field: Correctable
    value: str
    who: tuple[str, ...]  # ids of the actors that it names
    mentions: tuple[str, ...]
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
    number, _ = run.ledger.judge(store, left, right, same=same, reason=_words(reason), person=_words(person))
    run.refresh(store)
    return number


def _words(text: str) -> str:
    return " ".join(text[:LONGEST].split())


def set_right(store: Store, asked: str, field: str, value: str, *, reason: str, person: str) -> str:
    """Say what a field of a mention, or of an event's, is, and make the events anew; return the number."""
    known = [one.value for one in Correctable]
    if field not in known:
        raise OptionsError(f"no field of an account is called {field!r}. It is one of {', '.join(known)}.")
    told = Correctable(field)
    value = "" if told is Correctable.NOT_AN_EVENT else value
    number, _ = run.ledger.correct(store, asked, told, value, reason=_words(reason), person=_words(person))
    run.refresh(store)
    return number


def undo(store: Store, number: str) -> None:
    """Take back what a person said at one go, and make the events anew; it stays in the ledger."""
    run.ledger.undo(store, number)
    run.refresh(store)


def judge_actor(store: Store, actor: str, other: str, *, same: bool, reason: str, person: str) -> int:
    """Say that an actor is another, or someone else in a report, and make the events anew; return the number."""
    told = run.actors.judgement(store, actor, other, same=same, reason=_words(reason), person=_words(person))
    number = who.judge(store, told)
    run.refresh(store)
    return number


def undo_actor(store: Store, number: str) -> None:
    """Take a judgement on actors back, and make the events anew; it stays in the ledger."""
    if not number.isdecimal():
        raise OptionsError(f"{number!r} is no number of a judgement.")
    who.undo(store, int(number))
    run.refresh(store)


def acts(store: Store) -> Iterator[Act]:
    """Give what people judged, the latest first, undone or not; pairs judged at one go are one act."""
    seen: set[int] = set()
    for one in reversed(store.judgements(undone=True, by=Maker.PERSON)):
        if one.act in seen:
            continue
        seen.add(one.act)
        yield _act(one.act, one.written, one.judgement)


def actor_acts(store: Store) -> Iterator[Act]:
    """Give what people judged of who is who, the latest first, undone or not."""
    for one in reversed(who.judgements(store, undone=True)):
        yield _act(one.number, one.written, one.judgement)


def _act(number: int, written: str, told: Judgement | ActorJudgement) -> Act:
    return Act(
        number=number,
        verdict=told.verdict,
        left=told.left,
        right=told.right,
        reason=told.reason,
        person=told.person,
        made=written,
        undone=told.undone,
    )


def set_right_acts(store: Store) -> Iterator[SetRight]:
    """Give what people set right, the latest first, undone or not; mentions set at one go are one act."""
    found: dict[int, list[corrections.Corrected]] = {}
    for one in corrections.corrections(store, undone=True):
        found.setdefault(one.act, []).append(one)
    for act, told in reversed(found.items()):
        first = told[0].correction
        yield SetRight(
            number=f"{run.ledger.CORRECTION}{act}",
            field=first.field,
            value=first.value,
            who=tuple(link.target.id for link in first.who),
            mentions=tuple(one.correction.mention for one in told),
            reason=first.reason,
            person=first.person,
            made=told[0].written,
            undone=first.undone,
        )
