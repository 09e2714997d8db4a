"""What no score may overrule: pairs in, the rule by which two mentions must or cannot be one event out.

Over-merging is worse than under-merging: one false bridge glues two events for good, so what clashes plainly is kept
apart by rule. `reason` says in words what a rule found.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from dateline.merge.both import Both, Table
from dateline.merge.facts import Facts
from dateline.merge.sides import Bools, Floats
from dateline.merge.terms import EVER, LASTING, UNDONE
from dateline.records.points import EARTH

ACCOUNTS = 10  # days between two dates that may still be two accounts of an act done once
ALIKE = 0.6  # likeness from which two parties may be one
OTHER = -0.6  # likeness from which two parties are known to differ
NEXT = 2  # days between two dates of the one such act of two reports
FAR = 60  # days between two times told, however roughly, that are not of one act; no gap counts further
LONG = 6  # days between two dates of an act that lasts; a week later it is the next one
ROUGH = 2  # days between two dates of which one is told roughly
APART_BY = 3  # days between two times that words tell to a week or a month, and that are not of one act
APART = 150.0  # kilometres between two places that one event cannot span
COPIED = 0.8  # likeness of two clauses that are one clause in two copies of a text


class Rule(IntEnum):
    """A rule; where several apply, the least counts."""

    NONE = 0
    CLAUSES = 1
    ANOTHER = 2
    ORDER = 3
    HABIT = 4
    BODIES = 5
    SPEAKERS = 6
    MATTERS = 7
    VICTIMS = 8
    ONE_AND_MANY = 9
    COUNTS = 10
    CAUSES = 11
    TIMES = 12
    DAYS = 13
    PLACES = 14
    SIDES = 15
    PLANS = 16
    SAID = 17
    ONCE = 18
    COPIES = 19


LAST = Rule.PLANS  # of those that keep mentions apart; the others join them

WORDS = {
    Rule.CLAUSES: "two verbs of one sentence that name different acts",
    Rule.ANOTHER: "one is told as another one of its kind",
    Rule.ORDER: "the report itself says that one came after the other",
    Rule.HABIT: "one is told as done again and again",
    Rule.BODIES: "decided by another body",
    Rule.SPEAKERS: "said by somebody else",
    Rule.MATTERS: "decisions on other matters",
    Rule.VICTIMS: "done to other people",
    Rule.ONE_AND_MANY: "done to one who is named, and to many",
    Rule.COUNTS: "counted otherwise by one teller in one report",
    Rule.CAUSES: "one is told with who did it, the other with what went wrong, by one teller in one report",
    Rule.SIDES: "done by the other side",
    Rule.PLANS: "one is told as a plan, the other as done, and they do not fit",
    Rule.SAID: "the report itself says that both are one event",
    Rule.ONCE: "an act that the same person can do or suffer but once",
    Rule.COPIES: "the same clause in two copies of one text",
}


def apart(found: NDArray[np.int8]) -> Bools:
    """Say which rules keep mentions apart."""
    return np.asarray((found != Rule.NONE) & (found <= LAST))


def joined(found: NDArray[np.int8]) -> Bools:
    """Say which rules join mentions."""
    return found > LAST


def parts(rule: int) -> bool:
    """Say whether a rule keeps two mentions apart."""
    return Rule.NONE < rule <= LAST


def ties(rule: int) -> bool:
    """Say whether a rule joins two mentions."""
    return rule > LAST


def reason(rule: int, left: Facts, right: Facts) -> str:
    """Say in words what a rule found of two mentions."""
    one, other = left.mention.when, right.mention.when
    match rule:
        case Rule.TIMES:
            return f"told for other times: {one.edtf} and {other.edtf}"
        case Rule.DAYS:
            early, late = sorted((one.edtf or str(one.earliest), other.edtf or str(other.earliest)))
            return f"told for other days: {early} and {late}"
        case Rule.PLACES:
            names = (mention.where.name if mention.where else "" for mention in (left.mention, right.mention))
            return "told for other places: " + " and ".join(names)
    return WORDS[Rule(rule)]


def rule(pair: Both) -> NDArray[np.int8]:
    """Return the first rule that applies to each pair."""
    one, other, met = pair.one, pair.other, pair.sides
    one_class = pair.terms["class"]
    verbs = ~one["nominal"] & ~other["nominal"]
    plan = one["unreal"] != other["unreal"]
    times, days = _times(pair)
    # Where a person set a side of one alone, their word is the event's, and the other's is what was wrong.
    doers, victims = one["doer_set"] == other["doer_set"], one["victim_set"] == other["victim_set"]
    at_one_go = pair.same_report & one_class & ~_two_voices(one, other)
    found = {
        Rule.CLAUSES: pair.same_sentence & verbs & ~one_class & (pair.result == 0),
        Rule.ANOTHER: pair.same_report & (one["another"] != other["another"]) & one_class,
        Rule.ORDER: pair.ordered,
        Rule.HABIT: (one["habit"] & ~one["exact"]) != (other["habit"] & ~other["exact"]),
        Rule.BODIES: pair.terms["decisions"] & (met.by <= -1.0),
        Rule.SPEAKERS: pair.terms["speech"] & (met.by <= -1.0),
        Rule.MATTERS: pair.terms["decisions"] & pair.other_matters,
        Rule.VICTIMS: victims & (met.victims <= -1.0),
        Rule.ONE_AND_MANY: victims
        & (met.one_victim != met.other_victim)
        & (one["many"] == met.other_victim)
        & (other["many"] == met.one_victim),
        Rule.COUNTS: at_one_go & pair.other_tolls & ~plan,
        Rule.CAUSES: at_one_go & ((one["befell"] & other["inflicted"]) | (one["inflicted"] & other["befell"])),
        Rule.TIMES: times,
        Rule.DAYS: days,
        Rule.PLACES: _places(one, other, pair.place),
        Rule.SIDES: verbs & doers & victims & _turned(pair),  # "her killing" does not say on which side she is
        Rule.PLANS: plan & ((met.by <= OTHER) | (met.to <= OTHER) | (pair.gap > 0) | (pair.place < 0)),
        Rule.SAID: pair.same_as,
        Rule.ONCE: ~plan & (pair.once == 1.0) & (pair.gap <= ACCOUNTS),
        Rule.COPIES: _copied(pair),
    }
    return np.select(list(found.values()), [np.int8(name) for name in found], np.int8(Rule.NONE))


def _two_voices(one: Table, other: Table) -> Bools:
    """Say whether two sources tell it, or a title and its lead: one of those may be the newer."""
    sources = (one["said"] != other["said"]) & (one["said"] != 0) & (other["said"] != 0)
    return np.asarray(sources | (np.maximum(one["sentence"], other["sentence"]) <= 1))


def _times(pair: Both) -> tuple[Bools, Bools]:
    """Say which pairs are told for other times, and which for other days."""
    one, other, gap = pair.one, pair.other, pair.gap
    # A person's day stands for the event's: what the other account tells is what was wrong.
    counts = one["dated"] == other["dated"]
    rough = one["rough"] | other["rough"]
    exact = one["exact"] & other["exact"]
    times = ~exact & (gap >= np.where(rough, FAR, APART_BY)) & one["whole"] & other["whole"]
    # The later of two times may be only that of a telling, of what was long done.
    first = one["latest"] <= other["earliest"]
    told_later = np.where(first, other["rough"] & ~one["rough"], one["rough"] & ~other["rough"])
    may_be = told_later | (rough & (gap <= ROUGH))
    aspects, elsewhere = pair.terms["aspects"], ~pair.same_report
    may_be |= ((aspects & EVER) > 0) & (gap <= ACCOUNTS) & elsewhere & pair.sides.bodies
    only = np.maximum(one["rivals"], other["rivals"]) == 1
    may_be |= ((aspects & ~(EVER | UNDONE)) == 0) & (gap <= NEXT) & elsewhere & only
    may_be |= ((aspects & LASTING) > 0) & (gap <= LONG)
    return counts & times, counts & exact & (gap > 0) & ~may_be


def _places(one: Table, other: Table, place: Floats) -> Bools:
    far = (place < 0) & one["fine"] & other["fine"] & (one["located"] == other["located"])
    asked = np.flatnonzero(far)
    # A place without a point is near any other.
    far[asked] = kilometres(one[asked], other[asked]) > APART
    return np.asarray(far)


def kilometres(one: Table, other: Table) -> Floats:
    """Return the great-circle distance of two places, not a number where one has no point."""
    south, north = (np.radians(part["latitude"].astype(np.float64)) for part in (one, other))
    turn = np.radians(other["longitude"].astype(np.float64) - one["longitude"])
    half = np.sin((north - south) / 2) ** 2 + np.cos(south) * np.cos(north) * np.sin(turn / 2) ** 2
    return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.minimum(1.0, half))))


def _turned(pair: Both) -> Bools:
    met = pair.sides
    clear = (met.by <= -1.0) & (met.to <= 0.0) & (met.turned >= 0.8)
    other_way = (met.by < ALIKE) & (met.to < ALIKE) & (met.swapped >= ALIKE)
    return np.asarray(clear | other_way | (met.crossed & ~pair.terms["act"]) | met.exchanged)


def _copied(pair: Both) -> Bools:
    same_words = ~pair.same_report & pair.terms["act"] & pair.terms["word"]
    return np.asarray(pair.copies & same_words & (pair.gap == 0) & ((pair.clause >= COPIED) | pair.bare))
