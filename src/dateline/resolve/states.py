"""States as actors: a country by name, people or capital, its organs and offices, and coalitions that it leads."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.records import ActorKind, Candidate, EntityType, Link
from dateline.resolve import phrase
from dateline.resolve.asked import MEMBERS, Asked, link, slug, state
from dateline.resolve.phrase import Phrase
from dateline.resources import actors, countries, places

COMPASS = re.compile(r"(?:north|south|east|west|central)(?:east|west)?(?:ern)?", re.I)
# The arms of whichever side: theirs only where its country is told.
WEAPONS = frozenset(
    """drone drones missile missiles rocket rockets shell shells artillery tank tanks bomb bombs warplane warplanes jet
    force jets aircraft bombers warship warships""".split()
)
BODIES = frozenset("office command headquarters department bureau directorate staff".split())
UNIONS = frozenset("coalition alliance bloc".split())
BEARS = "bears the same name"
RANKS = frozenset("top senior elite former new current own country nation state government regime".split())


def country(asked: Asked) -> Link | None:
    """Read a country's name, or its people's name where all of it is meant."""
    whole = countries.by_name(asked.phrase.text)
    if asked.type is EntityType.PERSON and asked.context.full_names(asked.phrase.text):
        return None  # the report tells of a person of that name
    if len(whole) == 1:
        return state(whole[0], f'"{asked.phrase.text}" names the country')
    if asked.phrase.country and asked.phrase.words and all(COMPASS.fullmatch(w) for w in asked.phrase.words):
        return state(asked.phrase.country, f'"{asked.phrase.text}" is a part of the country', score=0.6)
    if asked.phrase.words or asked.phrase.led or asked.phrase.tail:
        return None
    if asked.phrase.shared:
        return _shared(asked.phrase.shared[0], asked)
    if not asked.phrase.countries:
        return None
    alpha3 = asked.phrase.countries[0]
    if asked.phrase.definite or not asked.phrase.text.endswith("s"):
        return state(alpha3, f'"{asked.phrase.text}" names the country by its people', score=0.8)
    who = countries.countries()[alpha3]
    return link(
        f"people:{alpha3}", f"{who.adjective} people", ActorKind.CROWD, "a people's name", country=alpha3, sector="CVL"
    )


def _shared(found: tuple[str, ...], asked: Asked) -> Link:
    """Choose between countries of one name by how often the report tells of each; where nothing tells, choose none."""
    chosen = asked.context.likeliest(found)
    name = asked.phrase.text
    rivals = tuple(
        Candidate(id=f"state:{c}", name=countries.countries()[c].name, score=0.2 if chosen else 0.5, reason=BEARS)
        for c in found
        if c != chosen
    )
    if chosen is None:
        reason = f'"{name}" names {len(found)} countries and nothing tells which'
        return link(f"name:{slug(name)}", name, ActorKind.STATE, reason, sector="GOV", score=0.4, runners_up=rivals)
    reason = f'"{name}" names {len(found)} countries; the report tells of this one more'
    return state(chosen, reason, score=0.8, runners_up=rivals)


def seat(asked: Asked) -> Link | None:
    """Read a capital that acts as its government; what is done to a city is done to the city."""
    found = countries.by_seat(asked.phrase.text)
    if not found or asked.place or asked.phrase.tail:
        return None
    if asked.type is EntityType.PERSON and asked.context.full_names(asked.phrase.text):
        return None
    name = countries.countries()[found[0]].name
    return state(
        found[0],
        f"{asked.phrase.text} is the seat of government of {name} and takes part",
        score=0.9,
        runners_up=_cities(asked.phrase.text),
    )


def _cities(name: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(id=f"place:{p.id}", name=p.name, score=0.3, reason=f"a place in {p.country}")
        for p in places.find(name)[:2]
    )


def organ(asked: Asked) -> Link | None:
    """Read an organ of a state: its country from the phrase, its chain, or the last one told of in the report."""
    path, reason, alone = _suffix(asked.phrase, actors.organs())
    if path is None:
        return _body(asked) or _ministry(asked)
    alpha3, why, score = _whose(asked, path.path, alone=alone)
    if alpha3 is None:
        return None
    shown = f"{countries.countries()[alpha3].adjective} {path.shown}"
    rivals = tuple(
        Candidate(
            id=f"organ:{c}:{path.path}",
            name=f"{countries.countries()[c].adjective} {path.shown}",
            score=0.3,
            reason="named beside it",
        )
        for c in asked.phrase.countries
        if c != alpha3
    )
    return link(
        f"organ:{alpha3}:{path.path}",
        shown,
        ActorKind.ORGAN,
        f"{reason}; {why}",
        country=alpha3,
        sector=path.sector,
        score=score,
        runners_up=rivals,
    )


def _suffix(read: Phrase, table: dict[str, actors.Organ]) -> tuple[actors.Organ | None, str, bool]:
    """Return the longest run of words up to the head, with its "of" phrase or without, that the table holds.

    The last value says whether nothing but "top" and the like stands before it: "foreign troops" are not the army.
    """
    words = [w.lower() for w in read.words]
    tail = read.tail.lower().split()
    for end in range(min(len(tail), 3), -1, -1):
        if end and end < len(tail) and tail[end] not in phrase.PREPOSITIONS:
            continue
        for start in range(len(words)):
            term = " ".join((*words[start:], *tail[:end]))
            if term in table:
                rest = [w for w in words[:start] if w not in RANKS]
                return table[term], f'"{term}" is an organ or office of a state', not rest
    return None, "", False


def _body(asked: Asked) -> Link | None:
    """Read "the office of the Chadian army's commander": a part of the organ named behind "of", or that owns it."""
    read = asked.phrase
    if read.head.lower() not in BODIES:
        return None
    if read.tail.lower().startswith("of "):
        inner, alpha3 = phrase.read(read.tail[3:]), None
    elif 0 < read.owner < len(read.words):
        inner = replace(read, words=read.words[: read.owner], tail="")
        alpha3 = asked.context.country_of_seat(asked.name)
    else:
        return None
    alpha3 = inner.country or alpha3
    words = tuple(phrase.bare(w) for w in inner.words)
    for end in range(len(words), 0, -1):
        part = replace(inner, words=words[:end], tail="")
        organ, reason, _ = _suffix(part, actors.organs())
        found = organ or _suffix(part, actors.offices())[0]
        if found is not None and alpha3 is not None:
            rest = slug(" ".join((*words[end:], read.head)))
            return link(
                f"organ:{alpha3}:{found.path}:{rest}",
                asked.phrase.text,
                ActorKind.ORGAN,
                reason or "an office",
                country=alpha3,
                sector=found.sector,
                score=0.9,
            )
    return None


def _ministry(asked: Asked) -> Link | None:
    """Read any other ministry whose country is told: "Peru's education ministry", "Ministry of Education in Lima"."""
    read = asked.phrase
    behind, _, _ = read.tail.partition(" in ")
    field = slug(" ".join(read.words[:-1])) or slug(behind.removeprefix("of "))
    if read.head.lower() != "ministry" or not field or (len(read.words) > 1 and behind.startswith("of ")):
        return None
    alpha3, why, score = _whose(asked, "GOV", alone=True)
    if alpha3 is None:
        return None
    name = f"{countries.countries()[alpha3].adjective} {field.replace('-', ' ')} ministry"
    reason = f"a ministry; {why}"
    id_ = f"organ:{alpha3}:GOV:{field}-ministry"
    return link(id_, name, ActorKind.ORGAN, reason, country=alpha3, sector="GOV", score=score)


def _whose(asked: Asked, path: str, *, alone: bool, office: bool = False) -> tuple[str | None, str, float]:
    """Find the country of an organ or office that is named without one."""
    if asked.phrase.countries:
        return asked.phrase.countries[0], "its country is in the words", 1.0
    if asked.phrase.shared:
        found = asked.context.likeliest(asked.phrase.shared[0])
        return found, "its country's name is shared; the report tells of this one more", 0.6 if found else 0.0
    if (there := asked.context.country_of_seat(asked.name)) is not None:
        return there, "the country that it is told to be in", 0.8
    for name in asked.context.named(asked.participant.chain):
        if (alpha3 := phrase.read(name).country) is not None:
            return alpha3, f'the report calls it "{name}"', 0.9
    if asked.phrase.head[:1].isupper() and asked.type is EntityType.PERSON:
        return None, "", 0.0
    if office and not asked.phrase.counted and alone:
        only = asked.context.only_country
        return only, "the one country that the report tells of", 0.5 if only else 0.0
    if office or asked.phrase.counted or not alone or asked.phrase.head.lower() in WEAPONS:
        return None, "", 0.0
    return asked.context.country_of_organ(path.split(":", maxsplit=1)[0], asked.participant.span.start)


def office(asked: Asked) -> Link | None:
    """Read an office without its holder's name; who held it is not guessed."""
    office, reason, alone = _suffix(asked.phrase, actors.offices())
    if office is None or (office.path == "GOV:leader" and not alone):  # a militia's leader is not the state's
        return None
    alpha3, why, score = _whose(asked, office.path, alone=alone, office=True)
    if alpha3 is None:
        return None
    shown = f"{countries.countries()[alpha3].adjective} {office.shown}"
    return link(
        f"organ:{alpha3}:{office.path}",
        shown,
        ActorKind.UNNAMED,
        f"{reason}; {why}",
        country=alpha3,
        sector=office.sector,
        score=score * 0.9,
    )


def union(asked: Asked) -> Link | None:
    """Read a coalition by who leads it, here or elsewhere in the report."""
    head = next((w.lower() for w in reversed(asked.phrase.words[-2:]) if w.lower() in UNIONS), None)
    if head is None or (head != asked.phrase.head.lower() and asked.phrase.head.lower() not in MEMBERS):
        return None
    led = asked.phrase.led or (tuple(asked.context.leaders) if len(asked.context.leaders) == 1 else ())
    if not led:
        return link(f"org:{head}", asked.phrase.text, ActorKind.OTHER, f"a {head} without a leader told", score=0.5)
    adjectives = "-".join(countries.countries()[c].adjective for c in led)
    return link(
        f"org:{head}:{'-'.join(sorted(led))}",
        f"{adjectives}-led {head}",
        ActorKind.INTERNATIONAL,
        "told by who leads it" if asked.phrase.led else "the report tells of one, with its leader",
        sector="MIL",
        score=1.0 if asked.phrase.led else 0.8,
    )
