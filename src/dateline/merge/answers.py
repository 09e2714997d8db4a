"""What answers what: an event, those near it and pair scores in, its answer and the disagreement that it makes out.

A denial or a correction answers an account. Where it resembles the account too little to be one event with it ("no live
rounds were used", "a cutter fired at the ship"), the two stay two events, and the answer joins them. An act told as
done on the day that a plan was for answers the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.denials import denies
from dateline.merge.facts import Facts, side
from dateline.merge.features import exact
from dateline.records import Account, Disagreement, Event, Field, Modality, Phase, Role

ANSWERS = 0.04  # score of a pair from which one may answer the other; most pairs of one story score lower
ANOTHER = -0.6  # likeness up to which two parties are others
SAYING = frozenset(("say", "announce"))  # classes of acts
ONE = 0.8  # likeness from which two parties are one


@dataclass(frozen=True, slots=True)
class Answer:
    """An event that denies another, sets it right, or tells it as done, with the mentions of it that do."""

    asker: str  # the event of the two that was only denied, corrected or planned
    event: str
    about: str
    mentions: tuple[str, ...]
    score: float  # of the likest two mentions

    @property
    def nearest(self) -> str:
        """Return the event of the two that does not ask."""
        return self.about if self.asker == self.event else self.event

    @property
    def rank(self) -> tuple[float, str]:
        """Return what is least of the answer that counts where one event may answer several."""
        return -self.score, self.nearest


Score = Callable[[str, str], float]
FactsOf = Mapping[str, Sequence[Facts]]


def asks(event: Event) -> bool:
    """Say whether an event may answer another: it is only denied, only sets another right, or is planned for a day."""
    return (
        event.modality is Modality.DENIED
        or corrects(event)
        or (event.modality is Modality.PLANNED and exact(event.when))
    )


def corrects(event: Event) -> bool:
    """Say whether all that tells an event sets something right."""
    return all(told.phase is Phase.CORRECTED for told in event.lifecycle if not told.event)


def answerable(event: Event, near: Iterable[Event]) -> list[Event]:
    """Return those of the events near one that it may answer, or that may tell it as done.

    What was not done on a day ("had not resumed on Monday") says nothing of a later one.
    """
    others = [one for one in near if one.modality is Modality.ASSERTED and not corrects(one) and not _later(one, event)]
    planned = event.modality is Modality.PLANNED and not corrects(event)
    return [one for one in others if _of_one_day(event, one)] if planned else others


def answer(event: Event, near: Iterable[Event], facts_of: FactsOf, score: Score) -> Answer | None:
    """Return what an event that `asks` answers best of those that are `answerable`.

    Of a plan it is the other way round: the answer is the event that tells it as done. `score` gives the probability
    that two mentions, told by their ids, are of one event: 0 where they were not compared.
    """
    mine = facts_of[event.id]
    planned = event.modality is Modality.PLANNED and not corrects(event)

    if planned:
        best = {one.id: _done(mine, facts_of[one.id], score) for one in near}
    else:
        best = {one.id: _best(mine, facts_of[one.id], score, voiced=not corrects(event)) for one in near}
    likely = {other: value for other, value in best.items() if value >= ANSWERS}
    if not likely:
        return None
    nearest = min(likely, key=lambda id_: (-likely[id_], id_))
    told, about = (nearest, event.id) if planned else (event.id, nearest)
    theirs = facts_of[about]
    kin = (one.id for one in facts_of[told] if planned or any(_kin(one, other) for other in theirs))
    return Answer(event.id, told, about, tuple(kin), likely[nearest])


def _later(done: Event, denied: Event) -> bool:
    first, last = done.when.earliest, denied.when.latest
    return exact(denied.when) and exact(done.when) and first is not None and last is not None and last <= first


def _of_one_day(plan: Event, done: Event) -> bool:
    return exact(plan.when) and exact(done.when) and plan.when.may_equal(done.when)


def denial(answer: Answer, events: Mapping[str, Event]) -> Disagreement | None:
    """Return the disagreement on what is real that an answer makes."""
    if events[answer.event].modality is not Modality.DENIED:
        return None
    return Disagreement(
        events=(answer.about, answer.event),
        field=Field.MODALITY,
        values=(
            Account(value=Modality.ASSERTED.value, mentions=events[answer.about].mentions),
            Account(value=Modality.DENIED.value, mentions=events[answer.event].mentions),
        ),
    )


def _best(left: Sequence[Facts], right: Sequence[Facts], score: Score, *, voiced: bool) -> float:
    """Return the score of the likest two mentions of one sort of act; of two voices, where `voiced`."""
    scores = (
        near
        for one in left
        for other in right
        if (near := score(one.id, other.id)) >= ANSWERS
        and (not voiced or (_two_voices(one, other) and _answers(one)))
        and _kin(one, other)
    )
    return max(scores, default=0.0)


def _done(plan: Sequence[Facts], done: Sequence[Facts], score: Score) -> float:
    """Return how like an act told as done is to a plan of the same act by or on the same party."""
    pairs = (
        (one, other)
        for one in plan
        for other in done
        if not one.classes.isdisjoint(other.classes)
        and any(side(one, other, role) >= ONE for role in Role)
        and min(side(one, other, role) for role in (Role.BY, Role.TO)) >= 0
    )
    return max((max(score(one.id, other.id), ANSWERS) for one, other in pairs), default=0.0)


def _answers(one: Facts) -> bool:
    """Say whether a denial is of an act of a known kind; of others ("made no fuss") words say too little."""
    return bool(one.mention.kind) and denies(one)


def _two_voices(one: Facts, other: Facts) -> bool:
    return one.mention.attribution != other.mention.attribution


def _kin(left: Facts, right: Facts) -> bool:
    """Say whether a denial and an account are of one sort of act, on nobody else; of what is said, by one speaker."""
    kind = left.mention.kind
    if not SAYING.isdisjoint(left.classes) and side(left, right, Role.BY) < ONE:
        return False
    alike = bool(kind and kind == right.mention.kind) or not left.classes.isdisjoint(right.classes)
    return alike and side(left, right, Role.TO) > ANOTHER
