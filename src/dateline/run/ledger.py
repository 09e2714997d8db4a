"""A database and what a person says of two events, or of one account, in, rows of its ledgers out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from dateline import timeline
from dateline.errors import OptionsError
from dateline.records import Correctable, Correction, Event, Judgement, Maker, Verdict
from dateline.run import actors
from dateline.run.moment import instant
from dateline.run.view import View
from dateline.store import Store, corrections

CORRECTION = "c"  # before the number of a correction, so that it is none of a pair's


def judge(
    store: Store, left: str, right: str, *, same: bool, reason: str = "", person: str = ""
) -> tuple[int, tuple[Judgement, ...]]:
    """Write down that two events, or two mentions, are one event or are two; return the number in the ledger.

    An id that begins with "m" means that mention alone, any other the event that it finds. What is judged of an event
    is written down for its mentions as they are now: that all of two events are one; that a mention is of none of the
    others; that two events are two by the mention of each that told it first.
    """
    view = View(store)
    one, other = (_meant(view, asked) for asked in (left, right))
    pairs = _one(one, other) if same else _two(one, other)
    if not pairs:
        raise OptionsError(f"{left!r} and {right!r} are the same {'mention' if one == other else 'event'} already.")
    made = instant()
    told = tuple(
        Judgement(
            left=first,
            right=second,
            verdict=Verdict.SAME if same else Verdict.DIFFERENT,
            by=Maker.PERSON,
            score=1.0 if same else 0.0,
            reason=reason,
            person=person,
            made=made,
        )
        for first, second in pairs
    )
    return store.judge(*told), told


def correct(
    store: Store, asked: str, field: Correctable, value: str = "", *, reason: str = "", person: str = ""
) -> tuple[str, tuple[Correction, ...]]:
    """Write down what a field of an account is, or that it tells no event; return the number in the ledger.

    An id that begins with "m" means that mention alone, any other all mentions of the event that it finds, as they are
    now. Of a side, whom a name means is settled now, and outlives what is read later.
    """
    from dateline.resolve.set_right import SIDES, check, people

    value = value.strip()
    check(field, value)
    who = actors.named(store, people(field, value)) if field in SIDES else ()
    mentions = _mentions(_meant(View(store), asked))
    made = instant()
    told = tuple(
        Correction(mention=id_, field=field, value=value, who=who, reason=reason, person=person, made=made)
        for id_ in mentions
    )
    return f"{CORRECTION}{corrections.correct(store, told)}", told


def undo(store: Store, number: str) -> int:
    """Take back what a person said at one go, by its number as it is listed; return of how many pairs or mentions."""
    digits = number.strip().lower().removeprefix(CORRECTION)
    if not digits.isdecimal():
        raise OptionsError(f"{number!r} is no number of a judgement. List them with: dateline judge list")
    is_correction = number.strip().lower().startswith(CORRECTION)
    return corrections.undo(store, int(digits)) if is_correction else store.undo(int(digits))


def _meant(view: View, asked: str) -> Event | str:
    """Return the mention that an id means where it begins with "m", else the event."""
    event, _ = view.find(asked)
    if not asked.strip().startswith("m"):
        return event
    return timeline.find_mention(event, asked)


def _one(left: Event | str, right: Event | str) -> list[tuple[str, str]]:
    ids = sorted({*_mentions(left), *_mentions(right)})
    return [(ids[0], id_) for id_ in ids[1:]]


def _two(left: Event | str, right: Event | str) -> list[tuple[str, str]]:
    if isinstance(left, Event) and isinstance(right, Event):
        apart = [] if left.id == right.id else [(left.mentions[0], right.mentions[0])]
    else:
        apart = [pair for pair in product(_mentions(left), _mentions(right)) if pair[0] != pair[1]]
    return sorted({(min(pair), max(pair)) for pair in apart})


def _mentions(one: Event | str) -> Sequence[str]:
    return one.mentions if isinstance(one, Event) else (one,)
