"""Persons by name: the report's fullest form of a name, and a key that its spellings share."""

from __future__ import annotations

from dateline.records import ActorKind, Candidate, EntityForm, EntityType, Link
from dateline.resolve import phrase
from dateline.resolve.asked import Asked, link
from dateline.resolve.context import person_name
from dateline.resources import actors, countries, places
from dateline.resources.actors import holders

GREAT = 500_000  # people of a city that a lone word is more likely to name than a person
SECTORS = {
    "MIL": frozenset("general gen colonel col commander admiral lieutenant captain major brigadier marshal".split()),
    "LEG": frozenset("senator representative congressman congresswoman speaker lawmaker".split()),
    "GOV": frozenset(
        "president minister premier secretary chancellor king queen ambassador governor emir sultan".split()
    ),
}
PLACES = frozenset("village town city river mount port province district island region hamlet".split())


def person(asked: Asked) -> Link | None:
    """Identify a person by name, or by a title and a name where the model saw no person."""
    name = _name(asked)
    if not name:
        return None
    full = _fuller(name, asked)
    reason, score = "a person's full name", 1.0
    if full:
        reason, score = "a part of a fuller name in the same report", 0.9
    elif " " not in name:
        reason, score = "a surname alone", 0.6
    day = asked.context.report.day
    known = holders.surnamed(name, day) if day and not full and " " not in name else None
    if known is not None:
        full, reason, score = [known.name], f"the one in office on {day} who bears the surname, {known.office}", 0.7
    if not full and asked.phrase.text == name and (city := _city(name)) is not None:
        return city
    best, *others = full or [name]
    id_ = identity(best)
    rivals = {identity(n): Candidate(id=identity(n), name=n, score=0.5, reason="shares the name") for n in others}
    rivals.pop(id_, None)
    return link(
        id_,
        best,
        ActorKind.PERSON,
        reason,
        country=phrase.read(asked.phrase.text.removesuffix(name)).country,
        sector=_sector(asked),
        score=score,
        runners_up=tuple(rivals.values()),
    )


def identity(name: str) -> str:
    """Return the identity of who bears a name, in any of its spellings."""
    return f"person:{actors.person_key(name)}"


def _city(name: str) -> Link | None:
    """Read one word that the model took for a surname, yet names a great city, as that; the person stays beside it."""
    found = places.find(name)[:1] if " " not in name else []
    if not found or found[0].population < GREAT:
        return None
    city = found[0]
    person = Candidate(id=identity(name), name=name, score=0.4, reason="a surname alone, of nobody else in the report")
    return link(
        f"place:{city.id}",
        name,
        ActorKind.OTHER,
        f"a great city's name, and nobody in the report bears it in full: {city.population:,} people",
        country=countries.alpha3(city.country),
        score=0.5,
        runners_up=(person,),
    )


def _name(asked: Asked) -> str:
    """Return the person's name in the words, "" where they name none."""
    if asked.phrase.head in PLACES:
        return ""
    ending = asked.context.ending(asked.participant.span, EntityType.PERSON)
    if ending and asked.phrase.text.endswith(ending):
        return _checked(person_name(ending), asked)
    if asked.entity is not None and asked.entity.type is EntityType.PERSON and asked.entity.form is EntityForm.NAME:
        return _checked(person_name(asked.name), asked)
    return person_name(asked.name) if _told_by_title(asked) else ""


def _checked(name: str, asked: Asked) -> str:
    """Refuse a country or a body that the model took for a person."""
    known = countries.by_name(name) or actors.known(name)
    return "" if not name or (known and not asked.context.full_names(name)) else name


def _fuller(name: str, asked: Asked) -> list[str]:
    """Return fuller names in the report that the name is a part of, those of its own chain first."""
    size = len(name.split())
    chained = [n for n in map(person_name, asked.context.named(asked.participant.chain)) if len(n.split()) > size]
    full = asked.context.full_names(name)
    return [n for n in chained if n in full] or full or (chained[:1] if size == 1 else [])


def _told_by_title(asked: Asked) -> bool:
    """Say whether the words are a title and a name of two words or more, where the model saw no name."""
    name = person_name(asked.name).split()
    before = asked.phrase.text.removesuffix(" ".join(name)).lower().split()
    last = name[-1].lower() if name else ""
    plain = last in actors.titles() or last in actors.organs() or last in actors.people()
    return asked.type is None and len(name) > 1 and not plain and any(w.strip(".") in actors.titles() for w in before)


def _sector(asked: Asked) -> str | None:
    words = {w.lower().strip(".") for w in asked.phrase.text.split()}
    return next((sector for sector, titles in SECTORS.items() if words & titles), None)
