"""Mentions of one event in, for each field the distinct values told with who stands behind each out.

All that differs in words is listed here, what can both be true too; `disagreements` says what cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.merge.support import Support, names
from dateline.records import Account, Event, Field, Mention, Modality, Number, Report, Role


def values(
    event: Event, mentions: Sequence[Mention], reports: Mapping[str, Report], families: Mapping[str, str]
) -> dict[Field, tuple[Account, ...]]:
    """Return the values of each field of an event on which anything is told, those told by most mentions first."""
    support = Support({one.id: one for one in mentions}, reports, families)
    parties = names(event)
    found = {}
    for field, told in TOLD.items():
        grouped: dict[str, list[str]] = defaultdict(list)
        for mention in mentions:
            for value in dict.fromkeys(told(mention)):
                grouped[value].append(mention.id)
        ordered = sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if ordered:
            accounts = (Account(value=value, mentions=tuple(sorted(ids))) for value, ids in ordered)
            found[field] = tuple(support.account(one, parties) for one in accounts)
    return found


def _when(mention: Mention) -> Iterable[str]:
    return [mention.when.edtf] if mention.when.edtf and not mention.when.bounded else ()


def _where(mention: Mention) -> Iterable[str]:
    return [mention.where.name] if mention.where else ()


def _side(role: Role) -> Callable[[Mention], Iterable[str]]:
    def told(mention: Mention) -> Iterable[str]:
        # By who it is where that is known, so that two names of one actor are one value.
        return [one.link.target.name if one.link else one.name for one in mention.roles if one.role is role]

    return told


def _number(mention: Mention) -> Iterable[str]:
    return [f"{_count(one)} {one.unit or one.what}" for one in mention.numbers if not one.earlier]


def _count(number: Number) -> str:
    if number.high is None:
        return f"{number.low} or more"
    return f"{number.low}" if number.low == number.high else f"{number.low} to {number.high}"


def _reality(mention: Mention) -> Iterable[str]:
    denied = mention.negated and mention.modality is Modality.ASSERTED
    return [Modality.DENIED.value if denied else mention.modality.value]


TOLD: dict[Field, Callable[[Mention], Iterable[str]]] = {
    Field.WHEN: _when,
    Field.WHERE: _where,
    Field.BY: _side(Role.BY),
    Field.TO: _side(Role.TO),
    Field.NUMBER: _number,
    Field.WHAT: lambda mention: [mention.act],
    Field.MODALITY: _reality,
}
