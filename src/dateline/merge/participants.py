"""Who takes part in an event: what its mentions say of sides in, one participant for each side and identity out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.merge.facts import Facts, Party, meet
from dateline.records import ActorKind, Participant, Role

PRONOUNS = frozenset(
    "i you he she it we they them him her us me who whom which that this these those one ones others themselves itself "
    "himself herself what someone somebody everyone anybody nobody".split()
)
ONE = 0.8  # likeness from which two parties are one: equal ids, a state and its organ, one head word in like names
LONGEST = 4  # words of a person's name; more is a name with a title


@dataclass(slots=True)
class _Identity:
    """Parties of one side that are one, with how often each name is used."""

    role: Role
    party: Party
    told: list[tuple[Party, Participant]] = field(default_factory=list)


def participants(found: Sequence[Facts]) -> tuple[Participant, ...]:
    """Return the participants of an event, sides in order, those told most often first."""
    told = [
        (party, participant)
        for one in found
        for party, participant in zip(one.parties, one.mention.roles, strict=True)
        if participant.name.casefold() not in PRONOUNS
    ]
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
        alike = (one for one in identities if one.role is participant.role and meet(one.party, party) >= ONE)
        home = next(alike, None)
        if home is None:
            home = _Identity(participant.role, party)
            identities.append(home)
        home.told.append((party, participant))
    roles = list(Role)
    identities.sort(key=lambda one: (roles.index(one.role), -len(one.told), first[one.role, one.party.key]))
    return tuple(_shown(one) for one in identities)


def _shown(identity: _Identity) -> Participant:
    """Choose the words to show: a state's own name, a person's full name, else the words used most often."""
    often = Counter(party.key for party, _ in identity.told)
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
