"""Which events answer which: events and pair scores in, answers and disagreements on what is real out.

A denial or a correction answers an account. Where it resembles the account too little to be one event with it ("no live
rounds were used", "a cutter fired at the ship"), the two stay two events, and the answer joins them. An act told as
done on the day that a plan was for answers the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dateline.merge.facts import Facts, Prose, side
from dateline.merge.features import exact
from dateline.merge.words import WORD, stem
from dateline.records import Account, Disagreement, Event, Field, Modality, Role, When

ANSWERS = 0.04  # score of a pair from which one may answer the other; most pairs of one story score lower
ANOTHER = -0.6  # likeness up to which two parties are others
ONE = 0.8  # likeness from which two parties are one


@dataclass(frozen=True, slots=True)
class Answer:
    """An event that denies another, sets it right, or tells it as done, with the mentions of it that do."""

    event: str
    about: str
    mentions: tuple[str, ...]


Score = Callable[[str, str], float]
Scores = Mapping[tuple[str, str], float]


def answers(
    events: Sequence[Event], facts_of: Mapping[str, Sequence[Facts]], prose: Mapping[str, Prose], scores: Scores
) -> list[Answer]:
    """Return for each event that only denies, only corrects, or is only planned, the one that it answers best.

    Of a plan it is the other way round: the answer is the event that tells it as done. `scores` are those of the
    mentions that were compared, ids in order; no others answer each other, but for a plan what is done on its day.
    """
    asserted = {event.id: event for event in events if event.modality is Modality.ASSERTED}
    correcting = {event.id for event in events if all(one.mention.correction for one in facts_of[event.id])}
    near = _met(events, scores)
    days = _by_day(asserted.values())

    def score(left: str, right: str) -> float:
        return scores.get((min(left, right), max(left, right)), 0.0)

    found = []
    for event in events:
        mine = facts_of[event.id]
        only_planned = event.modality is Modality.PLANNED and event.id not in correcting
        best: dict[str, float] = {}
        if event.id in correcting or (
            event.modality is Modality.DENIED and any(_disclaims(one, prose[one.report]) for one in mine)
        ):
            for other in near[event.id] & asserted.keys() - correcting:
                best[other] = _best(mine, facts_of[other], score, voiced=event.id not in correcting)
        elif only_planned and exact(event.when):
            same_day = {other.id: other for day in _few(event.when) for other in days.get(day, ())}
            for other in same_day.keys() - correcting:
                if _of_one_day(event, same_day[other]):
                    best[other] = _done(mine, facts_of[other], score)
        likely = {other: value for other, value in best.items() if value >= ANSWERS}
        if likely:
            nearest = min(likely, key=lambda id_: (-likely[id_], id_))
            answer, about = (nearest, event.id) if only_planned else (event.id, nearest)
            theirs = facts_of[about]
            kin = (one.id for one in facts_of[answer] if only_planned or any(_kin(one, other) for other in theirs))
            found.append(Answer(answer, about, tuple(kin)))
    return found


def _met(events: Sequence[Event], scores: Scores) -> dict[str, set[str]]:
    """Return for each event the others that have a mention which one of its own may answer."""
    home = {mention: event.id for event in events for mention in event.mentions}
    near: dict[str, set[str]] = {event.id: set() for event in events}
    for (left, right), value in scores.items():
        if value >= ANSWERS and home[left] != home[right]:
            near[home[left]].add(home[right])
            near[home[right]].add(home[left])
    return near


def _few(when: When) -> Iterator[date]:
    """Give each day of an exact time."""
    day = when.earliest
    while day is not None and when.latest is not None and day < when.latest:
        yield day
        day += timedelta(days=1)


def _by_day(events: Iterable[Event]) -> dict[date, list[Event]]:
    """Return the events of each day, of those told to within a few."""
    found: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        if exact(event.when):
            for day in _few(event.when):
                found[day].append(event)
    return found


def _of_one_day(plan: Event, done: Event) -> bool:
    return exact(plan.when) and exact(done.when) and plan.when.may_equal(done.when)


def denials(events: Sequence[Event], answered: Sequence[Answer]) -> list[Disagreement]:
    """Return the disagreements on what is real that answers between two events make."""
    by_id = {event.id: event for event in events}
    return [
        Disagreement(
            events=(one.about, one.event),
            field=Field.MODALITY,
            values=(
                Account(value=Modality.ASSERTED.value, mentions=by_id[one.about].mentions),
                Account(value=Modality.DENIED.value, mentions=by_id[one.event].mentions),
            ),
        )
        for one in answered
        if by_id[one.event].modality is Modality.DENIED
    ]


def _best(left: Sequence[Facts], right: Sequence[Facts], score: Score, *, voiced: bool) -> float:
    """Return the score of the likest two mentions of one sort of act; of two voices, where `voiced`."""
    scores = (
        near
        for one in left
        for other in right
        if (near := score(one.id, other.id)) >= ANSWERS and (not voiced or _two_voices(one, other)) and _kin(one, other)
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


def _disclaims(one: Facts, prose: Prose) -> bool:
    """Say whether an act is told as never done ("no shot was fired"), rather than as one that came to nothing."""
    words = (word for cue in one.mention.stance.cues for word in WORD.findall(cue.of(prose.text)))
    return any(stem(word) in _disclaimers() for word in words)


@cache
def _disclaimers() -> frozenset[str]:
    text = (files("dateline.resources") / "modality" / "disclaimers.txt").read_text(encoding="utf-8")
    return frozenset(
        stem(word) for line in text.splitlines() if not line.startswith("#") for word in WORD.findall(line)
    )


def _two_voices(one: Facts, other: Facts) -> bool:
    return one.mention.attribution != other.mention.attribution


def _kin(left: Facts, right: Facts) -> bool:
    """Say whether a denial and an account are of one sort of act, on nobody else."""
    kind = left.mention.kind
    alike = bool(kind and kind == right.mention.kind) or not left.classes.isdisjoint(right.classes)
    return alike and side(left, right, Role.TO) > ANOTHER
