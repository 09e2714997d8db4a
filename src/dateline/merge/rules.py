"""What no score may overrule: pairs in, reasons why two mentions must or cannot be one event out.

Over-merging is worse than under-merging: one false bridge glues two events for good, so what clashes plainly is kept
apart by rule. A rule returns the reason in words, or "" where it has nothing to say.
"""

from __future__ import annotations

from datetime import date

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.facts import DECISION, Facts, Sides, crossed, exchanged, facing, side, swapped, turned
from dateline.merge.features import ALIKE, FINE, UNREAL, days, exact, once, only, place, result, same_bodies
from dateline.merge.parties import Party, meet
from dateline.merge.words import likeness
from dateline.records import ActorKind, Basis, Correctable, Role, When, Where, kilometres

ONE_OFF = frozenset((Aspect.EVER, Aspect.UNDONE))
ACCOUNTS = 10  # days between two dates that may still be two accounts of an act done once
OTHER = -0.6  # likeness from which two parties are known to differ
NEXT = 2  # days between two dates of the one such act of two reports
FAR = 60  # days between two times told, however roughly, that are not of one act; `days` counts no further
LONG = 6  # days between two dates of an act that lasts; a week later it is the next one
APART_BY = 3  # days between two times that words tell to a week or a month, and that are not of one act
APART = 150.0  # kilometres between two places that one event cannot span
COPIED = 0.8  # likeness of two clauses that are one clause in two copies of a text


def must(left: Facts, right: Facts, *, copies: bool) -> str:
    """Say why two mentions must be one event."""
    if right.id in left.mention.same_as or left.id in right.mention.same_as:
        return "the report itself says that both are one event"
    real = (left.mention.modality in UNREAL) == (right.mention.modality in UNREAL)
    if real and once(left, right) == 1.0 and days(left.mention.when, right.mention.when)[0] <= ACCOUNTS:
        return "an act that the same person can do or suffer but once"
    same_words = left.report != right.report and left.act == right.act and left.word == right.word
    if copies and same_words and not days(left.mention.when, right.mention.when)[0]:
        clauses = likeness(left.clause, right.clause)
        if clauses >= COPIED or not (left.clause.words or right.clause.words):
            return "the same clause in two copies of one text"
    return ""


def cannot(left: Facts, right: Facts) -> str:
    """Say why two mentions cannot be one event."""
    for rule in (_clauses, _others, _decisions, _victims, _times, _places, _sides, _plans):
        if why := rule(left, right):
            return why
    return ""


def _clauses(left: Facts, right: Facts) -> str:
    if left.report != right.report or left.mention.sentence != right.mention.sentence:
        return ""
    if left.nominal or right.nominal or not left.classes.isdisjoint(right.classes) or result(left, right):
        return ""
    return "two verbs of one sentence that name different acts"


def _times(left: Facts, right: Facts) -> str:
    one, other = left.mention.when, right.mention.when
    if (one.basis is Basis.PERSON) != (other.basis is Basis.PERSON):
        return ""  # the person's day stands for the event's: what the other account tells is what was wrong
    gap, _ = days(one, other)
    if not (exact(one) and exact(other)):
        far = FAR if _rough(one) or _rough(other) else APART_BY
        told = gap >= far and _told(one) and _told(other)
        return f"told for other times: {one.edtf} and {other.edtf}" if told else ""
    if not gap or ((_rough(one) or _rough(other)) and gap <= 2) or _told_later(one, other):
        return ""
    lasts = {aspect(left.act), aspect(right.act)}
    if Aspect.EVER in lasts and gap <= ACCOUNTS and left.report != right.report and same_bodies(left, right):
        return ""
    if lasts <= ONE_OFF and gap <= NEXT and left.report != right.report and only(left, right) == 1.0:
        return ""
    if Aspect.LASTING in lasts and gap <= LONG:
        return ""
    early, late = sorted((one.edtf or str(one.earliest), other.edtf or str(other.earliest)))
    return f"told for other days: {early} and {late}"


def _told(when: When) -> bool:
    """Say whether words give both ends of a time: a phrase, or the news that it was told as when it was new."""
    return not when.bounded or (when.basis is Basis.NEWS and when.earliest is not None and when.latest is not None)


def _rough(when: When) -> bool:
    return bool(when.edtf and "~" in when.edtf)


def _told_later(one: When, other: When) -> bool:
    """Say whether the later of two times is only that of a telling, which may be of what was long done."""
    early, late = (one, other) if (one.latest or date.max) <= (other.earliest or date.min) else (other, one)
    return _rough(late) and not _rough(early)


def _others(left: Facts, right: Facts) -> str:
    if left.report == right.report and left.another != right.another and not left.classes.isdisjoint(right.classes):
        return "one is told as another one of its kind"
    return ""


def _decisions(left: Facts, right: Facts) -> str:
    if DECISION not in left.classes or DECISION not in right.classes:
        return ""
    if side(left, right, Role.BY) <= -1.0:
        return "decided by another body"
    if left.content and right.content and left.content.isdisjoint(right.content):
        return "decisions on other matters"
    return ""


def _victims(left: Facts, right: Facts) -> str:
    if _one_was_set(left, right, Correctable.TO):
        return ""
    one, other = map(_persons, facing(left, right))
    if one and other and all(meet(a, b) <= -1.0 for a in one for b in other):
        return "done to other people"
    if (one and not other and _many(right) and not _many(left)) or (
        other and not one and _many(left) and not _many(right)
    ):
        return "done to one who is named, and to many"
    return ""


def _many(one: Facts) -> bool:
    """Say whether a mention counts two or more who were killed, wounded or arrested."""
    return any(number.low > 1 and number.what in {"killed", "wounded", "arrested"} for number in one.mention.numbers)


def _persons(sides: Sides) -> list[Party]:
    return [party for party in sides.get(Role.TO, ()) if party.named and party.kind is ActorKind.PERSON]


def _places(left: Facts, right: Facts) -> str:
    one, other = left.mention.where, right.mention.where
    if _one_was_set(left, right, Correctable.WHERE):
        return ""
    if one is None or other is None or place(one, other) >= 0:
        return ""
    if one.precision in FINE and other.precision in FINE and distance(one, other) > APART:
        return f"told for other places: {one.name} and {other.name}"
    return ""


def _one_was_set(left: Facts, right: Facts, field: Correctable) -> bool:
    """Say whether a person set a field of one alone: their word is the event's, and the other's is what was wrong."""
    return left.mention.set_right(field) != right.mention.set_right(field)


def distance(left: Where, right: Where) -> float:
    """Return the kilometres between two places, 0 where one has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return 0.0
    return kilometres((left.latitude, left.longitude), (right.latitude, right.longitude))


def _sides(left: Facts, right: Facts) -> str:
    if _one_was_set(left, right, Correctable.BY) or _one_was_set(left, right, Correctable.TO):
        return ""
    by = side(left, right, Role.BY)
    to = side(left, right, Role.TO)
    told = not left.nominal and not right.nominal  # "her killing" does not say on which side she is
    clear = by <= -1.0 and to <= 0.0 and turned(left, right) >= 0.8
    other_way = by < ALIKE and to < ALIKE and swapped(left, right) >= ALIKE
    if told and (clear or other_way or crossed(left, right) or exchanged(left, right)):
        return "done by the other side"
    return ""


def _plans(left: Facts, right: Facts) -> str:
    one, other = left.mention, right.mention
    if (one.modality in UNREAL) == (other.modality in UNREAL):
        return ""
    by = side(left, right, Role.BY)
    to = side(left, right, Role.TO)
    if by <= OTHER or to <= OTHER or days(one.when, other.when)[0] or place(one.where, other.where) < 0:
        return "one is told as a plan, the other as done, and they do not fit"
    return ""
