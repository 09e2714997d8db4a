"""Events, where accounts of them differ and which to choose in, the events with the chosen values out.

The record keeps all accounts; a policy only chooses what is shown of those that differ, and of tolls, when one asks.
Where one act is told as two events, both stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dateline.records import (
    Account,
    Chronology,
    Disagreement,
    Event,
    Field,
    Mention,
    Modality,
    Role,
    Step,
    Toll,
    TollTold,
    When,
)

NOT_UNTIL = "not until "  # how `merge` begins the value of an act that was not done before a day


class Policy(StrEnum):
    """Which of the values that accounts give to show."""

    MOST_ORIGINS = "most-origins"  # behind which most independent origins stand
    LATEST = "latest"  # told last
    EARLIEST = "earliest"  # told first
    LOWEST = "lowest"  # of numbers and days
    HIGHEST = "highest"
    NO_PARTIES = "no-parties"  # what somebody else than the parties to the event says too


@dataclass(frozen=True, slots=True)
class _Choice:
    """One value among several, with who stands behind it."""

    account: Account
    rank: float = 0.0  # where it stands among numbers or days


def needed(chronology: Chronology) -> set[str]:
    """Return the mentions whose values a policy may choose."""
    ids = {id_ for differ in chronology.disagreements for account in differ.values for id_ in account.mentions}
    return ids | {
        id_ for event in chronology.events for toll in event.tolls for told in toll.told for id_ in told.mentions
    }


def chosen(chronology: Chronology, mentions: Mapping[str, Mention], policy: Policy | None) -> Chronology:
    """Return the chronology with the values that a policy chooses; `mentions` holds those needed."""
    if policy is None:
        return chronology
    differ: dict[str, dict[Field, Disagreement]] = defaultdict(dict)
    for one in chronology.disagreements:
        if len(one.events) == 1:
            differ[one.events[0]][one.field] = one
    events = (_event(event, differ.get(event.id, {}), mentions, policy) for event in chronology.events)
    return replace(chronology, events=tuple(events))


def _event(
    event: Event, differ: Mapping[Field, Disagreement], mentions: Mapping[str, Mention], policy: Policy
) -> Event:
    if (one := differ.get(Field.WHEN)) and (account := _account(one, policy, event.when.edtf, _day)):
        event = replace(event, when=_when(account, mentions, policy))
    if one := differ.get(Field.WHERE):
        account = _account(one, policy, event.where.name if event.where else None)
        place = next((where for id_ in account.mentions if (where := mentions[id_].where)), None) if account else None
        event = replace(event, where=place or event.where)
    for field, role in ((Field.BY, Role.BY), (Field.TO, Role.TO)):
        if (one := differ.get(field)) and (account := _account(one, policy, None)):
            others = [party for party in event.participants if party.role is not role]
            told = [party for party in mentions[account.mentions[0]].roles if party.role is role]
            event = replace(event, participants=tuple(sorted([*others, *told], key=lambda p: list(Role).index(p.role))))
    if (one := differ.get(Field.MODALITY)) and (account := _account(one, policy, event.modality.value)):
        event = replace(event, modality=Modality(account.value))
    if (one := differ.get(Field.KIND)) and (account := _account(one, policy, event.kind)):
        event = replace(event, kind=account.value, mode=mentions[account.mentions[0]].mode)
    counts = differ.get(Field.NUMBER)
    return replace(event, tolls=tuple(_toll(toll, counts, mentions, policy) for toll in event.tolls))


def _account(
    differ: Disagreement, policy: Policy, shown: str | None, rank: Callable[[Account], float] | None = None
) -> Account | None:
    """Return the account that a policy chooses, None where what is shown stays."""
    if rank is None and policy in {Policy.LOWEST, Policy.HIGHEST}:
        return None
    choices = [_Choice(account, rank(account) if rank else 0.0) for account in differ.values]
    choice = _choice(choices, policy, shown)
    return choice.account if choice and choice.account.value != shown else None


def _choice(choices: Sequence[_Choice], policy: Policy, shown: str | None) -> _Choice | None:
    if policy is Policy.NO_PARTIES:
        others = [one for one in choices if not one.account.of_parties]
        if not others or any(one.account.value == shown for one in others):
            return None
        return max(others, key=lambda one: len(one.account.origins))
    keys: dict[Policy, Callable[[_Choice], float]] = {
        Policy.MOST_ORIGINS: lambda one: len(one.account.origins),
        Policy.LATEST: lambda one: _ordinal(one.account.last_told, date.min),
        Policy.EARLIEST: lambda one: -_ordinal(one.account.first_told, date.max),
        Policy.LOWEST: lambda one: -one.rank,
        Policy.HIGHEST: lambda one: one.rank,
    }
    # Among equals what is shown stays, else the value told by most, else the first in the order of values.
    return max(choices, key=lambda one: (keys[policy](one), one.account.value == shown, len(one.account.mentions)))


def _ordinal(day: date | None, unknown: date) -> int:
    return (day or unknown).toordinal()


def _day(account: Account) -> float:
    text = account.value.removeprefix(NOT_UNTIL)[:10].rstrip("~")
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    year, month, day = (*parts, 1, 1, 1)[:3] if parts else (1, 1, 1)
    return date(year, month, day).toordinal()


def _when(account: Account, mentions: Mapping[str, Mention], policy: Policy) -> When:
    told = mentions[account.mentions[0]].when
    step = Step("policy", f"{policy}, of the accounts that differ")
    if account.value.startswith(NOT_UNTIL):
        first = date.fromisoformat(account.value.removeprefix(NOT_UNTIL))
        return When(earliest=first, precision=told.precision, edtf=f"{first}/", steps=(step,), basis=told.basis)
    return replace(told, phrase=None, steps=(*told.steps, step))


def _toll(toll: Toll, counts: Disagreement | None, mentions: Mapping[str, Mention], policy: Policy) -> Toll:
    """Return a toll as one number: that of one telling, or of one account where those of a day differ."""
    told = [part for one in toll.told for part in _parts(toll, one, counts, mentions)]
    if policy is Policy.NO_PARTIES:
        left = tuple(one for one, _ in told if not one.of_parties)
        return replace(toll, told=left) if left and len(left) < len(told) else toll
    keys: dict[Policy, Callable[[tuple[TollTold, int]], tuple[float, ...]]] = {
        Policy.MOST_ORIGINS: lambda pair: (pair[0].origins, pair[1]),
        Policy.LATEST: lambda pair: (pair[1],),
        Policy.EARLIEST: lambda pair: (-pair[1],),
        Policy.LOWEST: lambda pair: (-pair[0].low,),
        Policy.HIGHEST: lambda pair: (float("inf") if pair[0].high is None else pair[0].high,),
    }
    return replace(toll, told=(max(told, key=keys[policy])[0],)) if told else toll


def _parts(
    toll: Toll, told: TollTold, counts: Disagreement | None, mentions: Mapping[str, Mention]
) -> Iterable[tuple[TollTold, int]]:
    """Give a telling with its place in the series; where accounts of its day differ, each of those apart."""
    place = toll.told.index(told)
    behind = {id_: account for account in (counts.values if counts else ()) for id_ in account.mentions}
    apart: dict[tuple[float, float | None], list[str]] = defaultdict(list)
    for id_ in told.mentions if any(one in behind for one in told.mentions) else ():
        for number in mentions[id_].numbers:
            if (number.what, number.unit) == (toll.what, toll.unit):
                apart[number.low, number.high].append(id_)
    if len(apart) < 2:
        yield told, place
        return
    for (low, high), ids in sorted(apart.items(), key=lambda pair: (pair[0][0], pair[1])):
        accounts = [behind[id_] for id_ in ids if id_ in behind]
        origins = {origin for account in accounts for origin in account.origins}
        yield (
            replace(
                told,
                low=low,
                high=high,
                mentions=tuple(ids),
                origins=len(origins),
                of_parties=bool(accounts) and all(account.of_parties for account in accounts),
            ),
            place,
        )
