"""The features and rules of one pair of mentions in plain Python: what `dateline.merge.pairs` must say.

Slow and simple, so that it can be read; two facts in, a row of features and the words of the rules that apply out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.facts import Facts, Prose, Sides, facing, side, subject
from dateline.merge.features import FINE, UNREAL, distance, exact, place, result
from dateline.merge.parties import ONE, Party, best, meet
from dateline.merge.synonyms import near
from dateline.merge.terms import DECISION, SPEECH
from dateline.merge.tolls import group
from dateline.merge.words import likeness, overlap
from dateline.records import ActorKind, Basis, Correctable, Modality, Role, When

ALIKE = 0.6
SAME = 0.9
DECIDED = 0.75
SHARED = 0.5
OPENING = 2
OPPOSITE = ((Role.BY, Role.TO), (Role.TO, Role.BY))
ONE_OFF = frozenset((Aspect.EVER, Aspect.UNDONE))
ACCOUNTS = 10
OTHER = -0.6
NEXT = 2
FAR = 60
LONG = 6
APART_BY = 3
APART = 150.0
COPIED = 0.8


def row(left: Facts, right: Facts) -> tuple[float, ...]:
    """Return the features of one pair, in the order of NAMES."""
    one, other = left.mention, right.mention
    same_report = left.report == right.report
    on_subject, copied = (
        (1.0, 1.0) if same_report else (subject(left.prose, right.prose), alike(left.prose, right.prose))
    )
    gap, same_days = days(one.when, other.when)
    firm = not (one.when.bounded or other.when.bounded)
    return (
        float(left.act == right.act),
        float(not left.classes.isdisjoint(right.classes)),
        min(left.weight, right.weight) if left.act == right.act else 0.0,
        prefix(left, right),
        kind(left, right),
        agree(one.mode, other.mode),
        float(left.vector @ right.vector) if left.vector is not None and right.vector is not None else 0.0,
        side(left, right, Role.BY),
        side(left, right, Role.TO),
        side(left, right, Role.ABOUT),
        anyone(left, right),
        turned(left, right),
        likeness(left.clause, right.clause),
        likeness(left.context, right.context),
        float(same_report),
        min(abs(one.sentence - other.sentence), 10.0) if same_report else 10.0,
        on_subject,
        modality(one.modality, other.modality),
        float(one.negated != other.negated),
        float(left.nominal) + float(right.nominal),
        float(left.definite) + float(right.definite),
        numbers(left, right),
        near(left.act, right.act),
        only(left, right),
        float(one.sentence < OPENING) + float(other.sentence < OPENING),
        gap if firm else 0.0,
        0.0 if firm else gap,
        same_days,
        place(one.where, other.where),
        copied if not same_report else 0.0,
        said_same(left, right),
        once(left, right),
        result(left, right),
        taken_up(left, right),
        float((_single(left) and _many(right)) or (_many(left) and _single(right))),
    )


def prefix(left: Facts, right: Facts) -> float:
    """Say how much of the longer trigger the two share from the start: "strike" and "striking"."""
    shared = 0
    for one, other in zip(left.word, right.word, strict=False):
        if one != other:
            break
        shared += 1
    return shared / (max(len(left.word), len(right.word)) or 1)


def agree(left: str, right: str) -> float:
    """Return 1 for equal labels, -1 for different ones, 0 where either is missing."""
    if not left or not right:
        return 0.0
    return 1.0 if left == right else -1.0


def kind(left: Facts, right: Facts) -> float:
    """Compare the PLOVER types, as far as the words are not of one class: "halt" a drill, "suspend" trade."""
    agreed = agree(left.mention.kind, right.mention.kind)
    return agreed if left.classes.isdisjoint(right.classes) else max(agreed, 0.0)


def modality(left: Modality, right: Modality) -> float:
    """Return 1 for one modality, -1 where one tells a deed and the other a plan, 0 else."""
    if left is right:
        return 1.0
    return -1.0 if (left in UNREAL) != (right in UNREAL) else 0.0


def numbers(left: Facts, right: Facts) -> float:
    """Return 1 where a count of one thing is equal, -1 where it differs, 0 where none is shared."""
    found = 0.0
    for one in left.mention.numbers:
        for other in right.mention.numbers:
            if one.what == other.what:
                if (one.low, one.high) == (other.low, other.high):
                    return 1.0
                found = -1.0
    return found


def only(left: Facts, right: Facts) -> float:
    """Return 1 where each of the two is the only act of its class in its report, less the more there are."""
    return 1.0 / max(left.rivals, right.rivals)


def days(left: When, right: When) -> tuple[float, float]:
    """Return the days between two times (0 where they may be one), and 1 where both name the same few days."""
    if not left.may_equal(right):
        early, late = (left, right) if _before(left, right) else (right, left)
        assert early.latest is not None
        assert late.earliest is not None
        return float(min((late.earliest - early.latest).days + 1, 60)), 0.0
    return 0.0, float(exact(left) and exact(right))


def _before(left: When, right: When) -> bool:
    return bool(left.latest and right.earliest and left.latest <= right.earliest)


def crossed(left: Facts, right: Facts) -> bool:
    """Say whether one party acts at both ends of a dealing: what it bought from one it sold to another."""
    acts = best(left.sides.get(Role.BY, ()), right.sides.get(Role.BY, ()))
    return acts >= ONE > side(left, right, Role.BY) and left.act != right.act


def anyone(left: Facts, right: Facts) -> float:
    """Compare all parties, whatever their role."""
    return best(left.parties, right.parties)


def turned(left: Facts, right: Facts) -> float:
    """Say how far who acts in one is acted on in the other: a sign of two acts, tit for tat."""
    one, other = facing(left, right)
    return max(best(one.get(role, ()), other.get(opposite, ())) for role, opposite in OPPOSITE)


def swapped(left: Facts, right: Facts) -> float:
    """Say how far both sides of one are the other's the other way round."""
    one, other = facing(left, right)
    return min(best(one.get(role, ()), other.get(opposite, ())) for role, opposite in OPPOSITE)


def exchanged(left: Facts, right: Facts) -> bool:
    """Say whether each side of one is called after who is on the other side of the other, and neither after its own.

    Where nobody is known, "Velda's patrol seized a boat of Morano" has no more than names to be told apart by.
    """
    one, other = facing(left, right)
    return all(
        _called_alike(one.get(role, ()), other.get(opposite, ()))
        and not _called_alike(one.get(role, ()), other.get(role, ()))
        for role, opposite in OPPOSITE
    )


def _called_alike(left: Sequence[Party], right: Sequence[Party]) -> bool:
    return any(not one.names.isdisjoint(other.names) for one in left for other in right)


def alike(left: Prose, right: Prose) -> float:
    """Estimate the Jaccard likeness of two texts from their sketches."""
    if not left.sketch or len(left.sketch) != len(right.sketch):
        return 0.0
    return sum(a == b for a, b in zip(left.sketch, right.sketch, strict=True)) / len(left.sketch)


def said_same(left: Facts, right: Facts) -> float:
    """Return 1 where two accounts name the same source nearest to the event."""
    one, other = left.mention.attribution.hops, right.mention.attribution.hops
    return float(bool(one and other and one[-1].name.casefold() == other[-1].name.casefold()))


def once(left: Facts, right: Facts) -> float:
    """Return 1 for an act that one known person can do or suffer but once, .5 for one that must be undone first.

    A body decides a matter once, in whatever words: it votes to do a thing, or passes a resolution that asks for it.
    """
    if left.classes.isdisjoint(right.classes):
        return 0.0
    if not left.content.isdisjoint(right.content) and side(left, right, Role.BY) >= SAME:
        return DECIDED
    lasts = {aspect(left.act), aspect(right.act)}
    if not lasts <= {Aspect.EVER, Aspect.UNDONE}:
        return 0.0
    shared = same_bodies(left, right)
    if lasts == {Aspect.EVER} and any(party.kind is ActorKind.PERSON for party in shared):
        return 1.0
    return 0.5 if shared else 0.0


def same_bodies(left: Facts, right: Facts) -> list[Party]:
    """Return the known persons and bodies both are told of: those acted on where told, else those who act."""
    one, other = map(_told_of, facing(left, right))
    return [a for a in one if any(meet(a, b) >= SAME for b in other)]


def _told_of(sides: Sides) -> list[Party]:
    for role in (Role.TO, Role.BY):
        if known := [party for party in sides.get(role, ()) if party.id]:
            return known
    return []


def taken_up(left: Facts, right: Facts) -> float:
    """Return 1 where the later of two acts of a report is a noun that points back, as "the strike" does.

    A noun that says by words of its own which act it is points back only where most of them stand in the other's
    clause; two such nouns without a word in common are two acts (-1): "the drone strike", "the missile attack on Goma".
    """
    early, late = sorted((left, right), key=lambda one: one.mention.trigger.start)
    if left.report != right.report or not late.definite:
        return 0.0
    if not late.described or overlap(late.described, early.clause.words) >= SHARED:
        return 1.0
    return -1.0 if early.described and late.described.keys().isdisjoint(early.described) else 0.0


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
    for rule in (
        _clauses,
        _others,
        _ordered,
        _habit,
        _decisions_by,
        _speakers,
        _matters,
        _victims,
        _counts,
        _causes,
        _times,
        _places,
        _sides,
        _plans,
    ):
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


def _ordered(left: Facts, right: Facts) -> str:
    told = right.id in left.after or left.id in right.after
    return "the report itself says that one came after the other" if told else ""


def _habit(left: Facts, right: Facts) -> str:
    told = [one.habit and not exact(one.mention.when) for one in (left, right)]
    return "one is told as done again and again" if told[0] != told[1] else ""


def _decisions_by(left: Facts, right: Facts) -> str:
    if DECISION not in left.classes or DECISION not in right.classes:
        return ""
    return "decided by another body" if side(left, right, Role.BY) <= -1.0 else ""


def _speakers(left: Facts, right: Facts) -> str:
    if SPEECH.isdisjoint(left.classes) or SPEECH.isdisjoint(right.classes):
        return ""
    return "said by somebody else" if side(left, right, Role.BY) <= -1.0 else ""


def _matters(left: Facts, right: Facts) -> str:
    if DECISION not in left.classes or DECISION not in right.classes:
        return ""
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


def _counts(left: Facts, right: Facts) -> str:
    if not _at_one_go(left, right) or (left.mention.modality in UNREAL) != (right.mention.modality in UNREAL):
        return ""
    pairs = [(a, b) for a in _tolls(left) for b in _tolls(right) if a[0] == b[0]]
    differ = bool(pairs) and all(a != b for a, b in pairs)
    return "counted otherwise by one teller in one report" if differ else ""


def _causes(left: Facts, right: Facts) -> str:
    told = {_cause(left), _cause(right)} == {"DEATH", "ASSAULT"} and _at_one_go(left, right)
    return "one is told with who did it, the other with what went wrong, by one teller in one report" if told else ""


def _at_one_go(left: Facts, right: Facts) -> bool:
    """Say whether one report tells two acts of a class by one voice; a title and its lead may differ."""
    if left.report != right.report or left.classes.isdisjoint(right.classes):
        return False
    one, other = ([hop.name.casefold() for hop in it.mention.attribution.hops][-1:] for it in (left, right))
    return max(left.mention.sentence, right.mention.sentence) > 1 and (one == other or not one or not other)


def _tolls(one: Facts) -> list[tuple[tuple[str, str], float]]:
    """Return whom a mention counts for certain, with how many."""
    return [
        ((number.what, group(number)), number.low)
        for number in one.mention.numbers
        if number.low == number.high
        and not (number.approximate or number.earlier or number.of)
        and number.what in {"killed", "wounded", "arrested"}
    ]


def _cause(one: Facts) -> str:
    """Return the kind of what is told as done to somebody with what did it, "" where that is not told."""
    kind_, harms = one.mention.kind, not one.classes.isdisjoint({"kill", "wound"}) and "die" not in one.classes
    doer = any(who.role in {Role.BY, Role.WITH} for who in one.mention.roles)
    told = (kind_ == "ASSAULT" and doer) or (kind_ == "DEATH" and " with " in one.mention.kind_rule)
    return kind_ if harms and told else ""


def _many(one: Facts) -> bool:
    """Say whether a mention counts two or more who were killed, wounded or arrested."""
    return any(number.low > 1 and number.what in {"killed", "wounded", "arrested"} for number in one.mention.numbers)


def _single(one: Facts) -> bool:
    """Say whether a mention counts one who was killed, wounded or arrested, and no more."""
    counted = [number for number in one.mention.numbers if number.what in {"killed", "wounded", "arrested"}]
    return len(counted) == 1 and counted[0].low == counted[0].high == 1


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
