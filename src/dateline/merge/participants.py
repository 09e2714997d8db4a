"""Who takes part in an event: what its mentions say of sides in, one participant for each side and identity out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from dateline.merge.facts import Facts, told_roles
from dateline.merge.parties import Party, meet
from dateline.records import SAID, ActorKind, Correctable, Participant, Role

PRONOUNS = frozenset(
    "i you he she it we they them him her us me who whom which that this these those one ones others themselves itself "
    "himself herself what someone somebody everyone anybody nobody".split()
)
ONE = 0.8  # likeness from which two parties are one: equal ids, a state and its organ, one head word in like names
OWNING = frozenset({"her", "his", "its", "their"})  # names that begin so say nothing by themselves
LISTED = ("group:", "organ:", "state:")  # identities of a register, never made from a report's words
LONGEST = 4  # words of a person's name; more is a name with a title


@dataclass(slots=True)
class _Identity:
    """Parties of one side that are one, with how often each name is used."""

    role: Role
    party: Party
    told: list[tuple[Party, Participant]] = field(default_factory=list)


def participants(found: Sequence[Facts], *, beside: Facts) -> tuple[Participant, ...]:
    """Return the participants of an event, sides in order, those told most often first.

    Their sides are as the mention tells them that stands for the event: who bought from a firm is whom it sold to. Of a
    side that a person set right only their word counts.
    """
    sided = [
        (party, participant if participant.role is role else replace(participant, role=role))
        for one in found
        for party, participant, role in zip(one.parties, one.mention.roles, told_roles(one, beside), strict=True)
        if participant.name.casefold() not in PRONOUNS
    ]
    set_right = {participant.role for _, participant in sided if participant.rule == SAID}
    set_right |= {role for role in Role for one in found if _nobody(one, role)}
    told = [pair for pair in sided if pair[1].role not in set_right or pair[1].rule == SAID]
    apart = {
        frozenset((left.key, right.key))
        for one in found
        for left, right in combinations(one.parties, 2)
        if not (left.named and right.named)
    }
    often = Counter((participant.role, party.key) for party, participant in told)
    first: dict[tuple[Role, str], int] = {}
    for place, (party, participant) in enumerate(told):
        first.setdefault((participant.role, party.key), place)
    told.sort(
        key=lambda pair: (
            not pair[0].named,
            -often[pair[1].role, pair[0].key],
            first[pair[1].role, pair[0].key],
        )
    )
    identities: list[_Identity] = []
    for party, participant in told:
        alike = (one for one in identities if one.role is participant.role and _same(one, party, apart))
        home = next(alike, None)
        if home is None:
            home = _Identity(participant.role, party)
            identities.append(home)
        home.told.append((party, participant))
    roles = list(Role)
    identities.sort(key=lambda one: (roles.index(one.role), -len(one.told), first[one.role, one.party.key]))
    return tuple(_shown(one) for one in identities)


def _nobody(one: Facts, role: Role) -> bool:
    """Say whether a person said that nobody is on a side."""
    roles = {participant.role for participant in one.mention.roles}
    return role not in roles and one.mention.set_right(Correctable(role.value))


def _same(known: _Identity, party: Party, apart: Container[frozenset[str]]) -> bool:
    """Say whether a party is one of a side's; like words are not enough where identities or one mention tell apart.

    "US forces" are not "Iraqi forces", a state's foreign minister is not its defence minister, and what one mention
    tells as two nouns ("trade and finance ministers") is two.
    """
    other = known.party
    if other.country and party.country and other.country != party.country:
        return False
    listed = other.id.startswith(LISTED) and party.id.startswith(LISTED)
    if listed and other.id != party.id and other.id not in party.parents and party.id not in other.parents:
        return False
    return meet(other, party) >= ONE and not any(frozenset((one.key, party.key)) in apart for one, _ in known.told)


def _shown(identity: _Identity) -> Participant:
    """Choose the words to show: a state's own name, a person's full name, else the words used most often."""
    plain = [one for one in identity.told if one[1].name.partition(" ")[0].casefold() not in OWNING]
    often = Counter(party.key for party, _ in plain or identity.told)
    usual = min(often, key=lambda key: (-often[key], key))
    chosen = [(party, participant) for party, participant in identity.told if party.key == usual]
    party, first = chosen[0]
    if party.kind is ActorKind.STATE and first.link:
        return replace(first, name=first.link.target.name)
    names = Counter(participant.name for _, participant in chosen)
    if party.kind is ActorKind.PERSON:
        best = min(names, key=lambda name: (not _plain_name(name), -len(name.split()), -names[name], name))
    else:
        best = min(names, key=lambda name: (name.islower(), -names[name], -len(name), name))
    return next(participant for _, participant in chosen if participant.name == best)


def _plain_name(name: str) -> bool:
    words = name.split()
    return len(words) <= LONGEST and all(word[:1].isupper() for word in (words[0], words[-1]))
