"""Where accounts of an event differ: the facts of events in, disagreements out.

Disagreement is kept, not averaged away. A vague value that another account makes exact is no disagreement; nor is a
toll that rises from day to day. Accounts differ only across texts or named sources: one text in its own voice is one
account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from dateline.merge.counters import REFUSES, opposed
from dateline.merge.denials import denies
from dateline.merge.facts import Facts, side, sides, told_roles
from dateline.merge.features import distance, exact, result
from dateline.merge.features import place as places_alike
from dateline.merge.means import forces, means
from dateline.merge.parties import Party, meet
from dateline.merge.synonyms import near
from dateline.merge.tolls import compatible, grows
from dateline.records import Account, Disagreement, Field, Mention, Modality, Number, Order, Role, When, Where
from dateline.resources import kinds

OTHER_SIDE = {Role.BY: Role.TO, Role.TO: Role.BY}
DENIED = Modality.DENIED.value
TOLD = frozenset((Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.DENIED))
BODY = "org:"
ONE = 0.8  # likeness from which two parties are one
ALIKE = 0.6  # likeness from which two parties may be one
NEIGHBOURHOOD = 25.0  # kilometres; two places nearer to one another may be told of one event


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
        Field.MODALITY: _realities(found, families),
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


def voice(one: Facts, families: Mapping[str, str]) -> tuple[str, str]:
    """Return whose account a mention is: that of its text, and of the source nearest to the event."""
    hops = one.mention.attribution.hops
    return families[one.id], hops[-1].name.casefold() if hops else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """The accounts that say one thing, and whose they are."""

    first: Facts
    all: list[Facts]
    voices: set[Hashable]
    whose: Callable[[Facts], Hashable]

    def against(self, other: _Told) -> list[Facts]:
        """Return the accounts here that some other voice of the other side stands against."""
        if len(other.voices) > 1:
            return self.all
        return [one for one in self.all if self.whose(one) not in other.voices]


def _alike(found: Iterable[Facts], key: Callable[[Facts], Hashable], whose: Callable[[Facts], Hashable]) -> list[_Told]:
    """Put accounts together that say one thing, in order, so that thousands of copies are compared once."""
    grouped: dict[Hashable, _Told] = {}
    for one in found:
        told = grouped.setdefault(key(one), _Told(one, [], set(), whose))
        told.all.append(one)
        told.voices.add(whose(one))
    return list(grouped.values())


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Yield what is told two ways by different voices."""
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            if one.against(other):
                yield one, other


def _times(found: Sequence[Facts]) -> list[Account]:
    told = [one for one in found if exact(one.mention.when) or not_until(one.mention)]
    days = {(one.mention.when.days, not_until(one.mention)): one.mention for one in told}.values()
    if not any(_other_time(one, other) for one in days for other in days):
        return []
    return _accounts(told, lambda one: _day(one.mention))


def _other_time(left: Mention, right: Mention) -> bool:
    """Say whether two times exclude each other; an act that was not done until a day was not done before it."""
    first = not_until(left)
    if first is None:
        return (
            not_until(right) is None and not left.when.may_equal(right.when) and not _told_later(left.when, right.when)
        )
    return not_until(right) is None and right.when.latest is not None and right.when.latest <= first


def _told_later(left: When, right: When) -> bool:
    """Say whether the later of two times may be only that of a telling."""
    early, late = sorted((left, right), key=lambda when: when.earliest or date.min)
    return "~" in (late.edtf or "") and "~" not in (early.edtf or "")


def not_until(mention: Mention) -> date | None:
    """Return the day until which a mention says that its act was not done, None where it says no such thing.

    "Talks did not resume until 30 May" tells of the talks that resumed then; it denies nothing but the days before.
    """
    told = mention.negated and any(link.order is Order.UNTIL and link.expression is not None for link in mention.times)
    return mention.when.last_day if told and not mention.when.bounded else None


def _day(mention: Mention) -> str:
    first = not_until(mention)
    return f"not until {first}" if first else mention.when.edtf or str(mention.when.earliest)


def _clashing(
    found: Iterable[Facts],
    clash: Callable[[Facts, Facts], bool],
    *,
    key: Callable[[Facts], Hashable],
    whose: Callable[[Facts], Hashable],
) -> list[Facts]:
    """Return the accounts by different voices that clash with another, each once and in order.

    Accounts of one key clash with the same others; `whose` says whose account one is.
    """
    told = list(found)
    involved = set()
    for one, other in _pairs(_alike(told, key, whose)):
        if clash(one.first, other.first):
            involved |= {each.id for each in (*one.against(other), *other.against(one))}
    return [one for one in told if one.id in involved]


def _places(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    told = _clashing(
        (one for one in found if one.mention.where),
        elsewhere,
        key=lambda one: _spot(one.mention.where),
        whose=partial(voice, families=families),
    )
    return _accounts(told, lambda one: one.mention.where.name if one.mention.where else "")


def _spot(where: Where | None) -> Hashable:
    return where and (where.id, where.name, where.country, where.precision, where.latitude, where.longitude)


def elsewhere(left: Facts, right: Facts) -> bool:
    """Say whether two places exclude each other: other countries, or two fine places well apart."""
    one, other = left.mention.where, right.mention.where
    if one is None or other is None or one.id == other.id or places_alike(one, other) >= 0:
        return False
    return places_alike(one, other) <= -1.0 or distance(one, other) > NEIGHBOURHOOD


def _sides(found: Sequence[Facts], role: Role, families: Mapping[str, str]) -> list[Account]:
    beside = next((one for one in found if one.ends), found[0])
    roles = {one.id: told_roles(one, beside) for one in found}
    told_on = {one.id: sides(one.parties, roles[one.id]) for one in found}
    against = dict.fromkeys(party for each in told_on.values() for party in each.get(OTHER_SIDE[role], ()))

    def named(one: Facts) -> tuple[Party, ...]:
        # Who is told on both sides is misplaced on one of them ("the envoy's murder"), so it says nothing of either.
        told = told_on[one.id].get(role, ())
        dated = exact(one.mention.when)
        mine = (party for party in told if party.named or (dated and _by_name(party)))
        return tuple(party for party in mine if all(meet(party, other) < ONE for other in against))

    known = {one.id: named(one) for one in found}
    fight = {one.id: forces(one) if role is Role.BY else frozenset() for one in found}

    def clash(one: Facts, other: Facts) -> bool:
        if fight[one.id] and fight[other.id]:
            differ = fight[one.id].isdisjoint(fight[other.id])
        else:
            left, right = known[one.id], known[other.id]
            differ = bool(left and right) and all(_are_two(a, b) and not _of_one(a, b) for a in left for b in right)
        # What was done to nobody in common may have been done by each: "Smith wept", "Jones wept".
        return differ and (side(one, other, OTHER_SIDE[role]) >= ALIKE or _at_one_place_and_time(one, other))

    told = _clashing(
        (one for one in found if known[one.id] or fight[one.id]),
        clash,
        key=lambda one: (one.parties, *roles[one.id], one.mention.when, _spot(one.mention.where)),
        whose=partial(voice, families=families),
    )
    return _accounts(told, lambda each: _names(each, role, roles[each.id]))


def _at_one_place_and_time(left: Facts, right: Facts) -> bool:
    one, other = left.mention, right.mention
    same_days = exact(one.when) and exact(other.when) and one.when.may_equal(other.when)
    return same_days and places_alike(one.where, other.where) >= 1.0


def _of_one(left: Party, right: Party) -> bool:
    """Say whether one may stand for the other: a coalition is named after the state that leads it."""
    return any(one.country and one.country in other.id.split(":") for one, other in ((left, right), (right, left)))


def _are_two(left: Party, right: Party) -> bool:
    """Say whether two parties are known to be two: two bodies of which nothing but their names is known are, too."""
    return meet(left, right) <= -1.0 or (_by_name(left) and _by_name(right) and meet(left, right) < 0.0)


def _by_name(party: Party) -> bool:
    """Say whether a body is known by its full name alone: letters may stand for any, and undated it may be its part."""
    return party.id.startswith(BODY) and not any(name.isupper() for name in party.names)


def _names(one: Facts, role: Role, roles: Sequence[Role]) -> str:
    return ", ".join(who.name for who, told in zip(one.mention.roles, roles, strict=True) if told is role)


def _acts(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    whose = partial(voice, families=families)
    acts = _clashing(found, _other_act, key=lambda one: (one.act, one.nominal), whose=whose)
    armed = _clashing(found, _other_means, key=lambda one: frozenset(means(one)), whose=whose)
    return [*_accounts(acts, lambda each: each.act), *_accounts(armed, lambda each: ", ".join(means(each).values()))]


def _other_means(left: Facts, right: Facts) -> bool:
    one, other = means(left), means(right)
    return bool(one and other) and one.keys().isdisjoint(other)


def _kinds(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    def clash(one: Facts, other: Facts) -> bool:
        return one.mention.kind != other.mention.kind and _other_act(one, other)

    told = _clashing(
        found,
        clash,
        key=lambda one: (one.act, one.nominal, one.mention.kind),
        whose=partial(voice, families=families),
    )
    return _accounts(told, lambda each: each.mention.kind)


def _other_act(left: Facts, right: Facts) -> bool:
    """Say whether two verbs that have a kind name acts that are not one, nor a blow and what it did."""
    if right.act in opposed(REFUSES).get(left.act, ()):
        return True
    listed = kinds.lookup(left.act).type and kinds.lookup(right.act).type
    plain = not left.nominal and not right.nominal
    return bool(listed and plain and left.classes.isdisjoint(right.classes)) and not (
        near(left.act, right.act) or result(left, right)
    )


def _numbers(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    """Return counts of one thing that cannot both hold and are no series: a later, higher toll is an update."""
    grouped: dict[str, set[str]] = defaultdict(set)
    counted = (one for one in found if _wholes(one))
    told = _alike(counted, lambda one: (one.told[:10], _bounds(one)), partial(voice, families=families))
    for one, other in _pairs(told):
        early, late = sorted((one, other), key=lambda each: each.first.told[:10])
        for first in _wholes(early.first):
            for second in _wholes(late.first):
                later = early.first.told[:10] < late.first.told[:10]
                rises = later and grows(first) and second.low >= first.low
                alike = (first.what, first.unit) == (second.what, second.unit)
                if alike and not rises and not compatible(first, second):
                    grouped[_counted(first)] |= {each.id for each in early.against(late)}
                    grouped[_counted(second)] |= {each.id for each in late.against(early)}
    return [Account(value=value, mentions=tuple(sorted(ids))) for value, ids in sorted(grouped.items())]


def _bounds(one: Facts) -> Hashable:
    return tuple((n.what, n.unit, n.group, n.low, n.high, n.approximate) for n in _wholes(one))


def _counted(number: Number) -> str:
    return f"{_count(number)} {number.unit or number.what}"


def _wholes(one: Facts) -> list[Number]:
    return [number for number in one.mention.numbers if number.of is None and not number.earlier]


def _count(number: Number) -> str:
    if number.high == number.low:
        return str(number.low)
    return f"{number.low}/{'' if number.high is None else number.high}"


def _realities(found: Sequence[Facts], families: Mapping[str, str]) -> list[Account]:
    told = _clashing(
        (one for one in found if _reality(one)),
        _denied,
        key=lambda one: (_reality(one), denies(one), one.act, one.mention.when),
        whose=partial(voice, families=families),
    )
    return _accounts(told, _reality)


def _denied(left: Facts, right: Facts) -> bool:
    """Say whether one account denies just what the other tells."""
    if (_reality(left) == DENIED) == (_reality(right) == DENIED) or not left.mention.when.may_equal(right.mention.when):
        return False
    denial = left if _reality(left) == DENIED else right
    return denies(denial) and near(left.act, right.act) > 0


def _reality(one: Facts) -> str:
    if not_until(one.mention):
        return ""
    modality = one.mention.modality
    if modality is Modality.ASSERTED and one.mention.negated:
        return DENIED
    return modality.value if modality in TOLD else ""
