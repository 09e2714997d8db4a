"""A noun and a name in; whether the name is of the sort that the noun tells out."""

from __future__ import annotations

from dateline.records import ActorKind, EntityType
from dateline.resources.actors import known
from dateline.resources.countries import by_name

LANDS = frozenset({"country", "nation", "republic", "kingdom"})
ORGANISATION_WORDS = frozenset(
    "union league nations organization organisation association community nato alliance".split()
)
PRESS_WORDS = frozenset("news agency times post press tv television radio journal herald tribune daily".split())


def is_a(noun: str, name: str, kind: EntityType) -> bool:
    """Say whether a name is of the sort that a noun tells: "the bloc" of a union of states, "the nation" of a state."""
    words = set(name.casefold().split())
    actor = known(name)
    kinds = {actor.kind} if actor else set()
    if noun in LANDS:
        return bool(by_name(name))
    if noun in {"city", "town", "village"}:
        return kind is EntityType.GEOPOLITICAL and not by_name(name)
    if kind is not EntityType.ORGANISATION:
        return False
    if noun in {"bloc", "alliance"}:
        return ActorKind.INTERNATIONAL in kinds or bool(words & ORGANISATION_WORDS)
    if noun in {"agency", "outlet", "newspaper", "network", "broadcaster", "channel"}:
        return bool(kinds & {ActorKind.AGENCY, ActorKind.OUTLET}) or bool(words & PRESS_WORDS)
    if noun in {"group", "movement", "militia", "organisation", "organization"}:
        return not kinds or bool(kinds & {ActorKind.ARMED_GROUP, ActorKind.INTERNATIONAL})
    return noun in {"company", "firm"} and not kinds
