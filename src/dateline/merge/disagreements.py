"""Where accounts of an event differ: the facts of events in, disagreements out.

Disagreement is kept, not averaged away. A vague value that another account makes exact is no disagreement; nor is a
toll that rises from day to day. Accounts differ only across texts or named sources: one text in its own voice is one
account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.facts import Facts, Party, meet, side
from dateline.merge.features import exact, result
from dateline.merge.features import place as places_alike
from dateline.merge.rules import distance
from dateline.merge.synonyms import near
from dateline.merge.tolls import compatible
from dateline.merge.words import likeness
from dateline.records import Account, Disagreement, Event, Field, Mention, Modality, Number, Role
from dateline.resources import kinds

NEAR = 45  # days between two dates told for an act that is done once until undone
OTHER_SIDE = {Role.BY: Role.TO, Role.TO: Role.BY}
ONE = 0.8  # likeness from which two parties are one
NEIGHBOURHOOD = 25.0  # kilometres; two places nearer to one another may be told of one event
ALIKE = 0.2  # likeness of contexts from which two acts without common participants may be one


def within(event: str, found: Sequence[Facts], *, families: Mapping[str, str]) -> list[Disagreement]:
    """Return the fields on which the accounts of one event differ."""
    if len(found) < 2:
        return []
    by_field: dict[Field, Sequence[Account]] = {
        Field.WHEN: _times(found),
        Field.WHERE: _places(found, families),
        Field.BY: _sides(found, Role.BY, families),
        Field.TO: _sides(found, Role.TO, families),
        Field.KIND: _kinds(found, families),
        Field.WHAT: _acts(found, families),
        Field.NUMBER: _numbers(found, families),
        Field.MODALITY: _realities(found),
    }
    return [
        Disagreement(events=(event,), field=name, values=tuple(values))
        for name, values in by_field.items()
        if len(values) > 1
    ]


def _accounts(found: Sequence[Facts], value: Callable[[Facts], str]) -> list[Account]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if said := value(one):
            grouped[said].append(one.id)
    return [Account(value=said, mentions=tuple(sorted(ids))) for said, ids in sorted(grouped.items())]


def _voice(one: Facts, families: Mapping[str, str]) -> tuple[str, str]:
    hops = one.mention.attribution.hops
    return families[one.id], hops[-1].name.casefold() if hops else ""


def _voices(found: Sequence[Facts], families: Mapping[str, str]) -> Iterator[tuple[Facts, Facts]]:
    """Yield pairs of accounts by different voices."""
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if _voice(one, families) != _voice(other, families):
                yield one, other


def _times(found: Sequence[Facts]) -> list[Account]:
    told = [one for one in found if exact(one.mention.when)]
    if all(one.mention.when.may_equal(other.mention.when) for one in told for other in told):
        return []
    return _accounts(told, lambda one: _day(one.mention))


def _day(mention: Mention) -> str:
    return mention.when.edtf or str(mention.when.earliest)


def _clashing(
    found: Sequence[Facts], families: Mapping[str, str], clash: Callable[[Facts, Facts], bool]
) -> list[Facts]:
    """Return the accounts by different voices that clash with another, each once and in order."""
    involved = {one.id for pair in _voices(found, families) if clash(*pair) for one in pair}
    return [one for one in found if one.id in involved]


def _places(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    told = _clashing([one for one in found if one.mention.where], families, _elsewhere)
    return _accounts(told, lambda one: one.mention.where.name if one.mention.where else "")


def _elsewhere(left: Facts, right: Facts) -> bool:
    """Say whether two places exclude each other: other countries, or two fine places well apart."""
    one, other = left.mention.where, right.mention.where
    if one is None or other is None or one.id == other.id or places_alike(one, other) >= 0:
        return False
    return places_alike(one, other) <= -1.0 or distance(one, other) > NEIGHBOURHOOD


def _sides(found: Sequence[Facts], role: Role, families: Mapping[str, str]) -> list[Account]:
    against = [party for each in found for party in each.sides.get(OTHER_SIDE[role], ())]

    def known(one: Facts) -> list[Party]:
        # Who is told on both sides is misplaced on one of them ("the envoy's murder"), so it says nothing of either.
        return [p for p in _named(one.sides.get(role, ())) if all(meet(p, other) < ONE for other in against)]

    def clash(one: Facts, other: Facts) -> bool:
        left, right = known(one), known(other)
        return bool(left and right) and all(meet(a, b) <= -1.0 and not _of_one(a, b) for a in left for b in right)

    return _accounts(_clashing(found, families, clash), lambda each: _names(each, role))


def _of_one(left: Party, right: Party) -> bool:
    """Say whether one may stand for the other: a coalition is named after the state that leads it."""
    return any(one.country and one.country in other.id.split(":") for one, other in ((left, right), (right, left)))


def _named(parties: Sequence[Party]) -> list[Party]:
    return [party for party in parties if party.named]


def _names(one: Facts, role: Role) -> str:
    return ", ".join(participant.name for participant in one.mention.roles if participant.role is role)


def _acts(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    return _accounts(_clashing(found, families, _other_act), lambda each: each.act)


def _kinds(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    def clash(one: Facts, other: Facts) -> bool:
        return one.mention.kind != other.mention.kind and _other_act(one, other)

    return _accounts(_clashing(found, families, clash), lambda each: each.mention.kind)


def _other_act(left: Facts, right: Facts) -> bool:
    """Say whether two verbs that have a kind name acts that are not one, nor a blow and what it did."""
    listed = kinds.lookup(left.act).type and kinds.lookup(right.act).type
    plain = not left.nominal and not right.nominal
    return bool(listed and plain and left.classes.isdisjoint(right.classes)) and not (
        near(left.act, right.act) or result(left, right)
    )


def _numbers(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    """Return counts of one thing that cannot both hold and are no series: a later, higher toll is an update."""
    grouped: dict[str, set[str]] = defaultdict(set)
    for one, other in _voices(found, families):
        early, late = sorted((one, other), key=lambda each: each.told)
        for first in _wholes(early):
            for second in _wholes(late):
                rises = early.told[:10] < late.told[:10] and second.low >= first.low
                alike = (first.what, first.unit) == (second.what, second.unit)
                if alike and not rises and not compatible(first, second):
                    grouped[f"{_count(first)} {first.unit or first.what}"].add(early.id)
                    grouped[f"{_count(second)} {second.unit or second.what}"].add(late.id)
    return [Account(value=value, mentions=tuple(sorted(ids))) for value, ids in sorted(grouped.items())]


def _wholes(one: Facts) -> list[Number]:
    return [number for number in one.mention.numbers if number.of is None and not number.earlier]


def _count(number: Number) -> str:
    if number.high == number.low:
        return str(number.low)
    return f"{number.low}/{'' if number.high is None else number.high}"


def _realities(found: Sequence[Facts]) -> list[Account]:
    values = _accounts(found, _reality)
    return values if {value.value for value in values} >= {"asserted", "denied"} else []


def _reality(one: Facts) -> str:
    if one.mention.modality is Modality.ASSERTED:
        return "denied" if one.mention.negated else "asserted"
    return "denied" if one.mention.modality is Modality.DENIED else ""


@cache
def _reverse() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    text = (files("dateline.resources") / "linker" / "reverse.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        one, other = line.split("\t")
        found[one].add(other)
        found[other].add(one)
    return {name: frozenset(others) for name, others in found.items()}


def across(
    events: Sequence[Event], facts_of: Mapping[str, Sequence[Facts]], families: Mapping[str, str]
) -> list[Disagreement]:
    """Return the pairs of events that may be one act told for two days.

    Only acts that cannot be done again before they are undone count, and only where no account tells that they were
    undone in between; anything else on another day is a recurrence.
    """
    blocks: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.modality is Modality.ASSERTED and exact(event.when):
            lasting = [one for one in facts_of[event.id] if aspect(one.act) in {Aspect.UNDONE, Aspect.EVER}]
            for name in sorted({name for one in lasting for name in one.classes}):
                blocks[name].append(event)
    found = {}
    for name in sorted(blocks):
        block = sorted(blocks[name], key=lambda event: (event.when.earliest, event.id))
        for early, late in pairwise(block):
            if _one_act(early, late, facts_of, families) and not _undone(name, early, late, events, facts_of):
                values = tuple(
                    Account(value=event.when.edtf or str(event.when.earliest), mentions=event.mentions)
                    for event in (early, late)
                )
                found[early.id, late.id] = Disagreement(events=(early.id, late.id), field=Field.WHEN, values=values)
    return [found[key] for key in sorted(found)]


def _one_act(early: Event, late: Event, facts_of: Mapping[str, Sequence[Facts]], families: Mapping[str, str]) -> bool:
    if early.when.earliest is None or late.when.earliest is None or early.when.may_equal(late.when):
        return False
    if (late.when.earliest - early.when.earliest).days > NEAR:
        return False
    left, right = facts_of[early.id], facts_of[late.id]
    if not any(_voice(one, families) != _voice(other, families) for one in left for other in right):
        return False
    best = 0.0
    for one in left:
        for other in right:
            by = side(one, other, Role.BY)
            to = max(side(one, other, role) for role in (Role.TO, Role.ABOUT))
            if min(by, to) > -1.0:
                best = max(best, by + to, likeness(one.clause, other.clause) / ALIKE)
    return best >= 1.0


def _undone(
    name: str, early: Event, late: Event, events: Sequence[Event], facts_of: Mapping[str, Sequence[Facts]]
) -> bool:
    """Say whether an act that undoes this one is told for the days between the two."""
    counter = _reverse().get(name, frozenset())
    for event in events:
        first = event.when.earliest
        if first is None or early.when.earliest is None or late.when.earliest is None:
            continue
        between = early.when.earliest < first < late.when.earliest and exact(event.when)
        if between and any(not one.classes.isdisjoint(counter) for one in facts_of[event.id]):
            return True
    return False
