"""Who takes part: a participant's words in their report, to one identity with its kind, country, sector and rivals.

Identities are paths (`organ:KEN:MIL:army` under `organ:KEN:MIL` under `state:KEN`), the same in every report. The rules
run from what is exact to what is vague, and the one that answers is the reason: a name in the register, a country, its
seat of government, an organ or an office with its country, a person, people without a name, a place, any other name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.records import ActorKind, Candidate, EntityMention, EntityType, Link, Participant, Role
from dateline.resolve import phrase
from dateline.resolve.context import PLACES, Context, person_name
from dateline.resolve.phrase import Phrase
from dateline.resources import actors, countries, places
from dateline.resources.places import key

PLACE_KINDS = frozenset({"ASSAULT", "MOBILIZE"})  # done to a city, not to the government that sits in it
PLACE_ACTS = frozenset(
    """visit arrive leave enter reach hit strike shell bomb bombard seize capture occupy besiege retake storm invade
    evacuate flee travel fly surround flood burn destroy damage""".split()
)
# Nouns that only say that the name before them is a group: "Taliban fighters" are the Taliban.
MEMBERS = frozenset(
    """group groups militants militant fighters fighter insurgents insurgent rebels rebel movement network terrorists
    terrorist militia militias militiamen guerrillas jihadists extremists gunmen forces force troops soldiers army
    cartel gang party organisation organization authorities government regime members alliance bloc""".split()
)
HOLDERS = frozenset("leader chief head commander chairman founder boss spokesman spokeswoman spokesperson".split())
PARTS = frozenset("members member units unit elements part parts ranks".split())
BODIES = frozenset("office command headquarters department bureau directorate staff".split())
UNIONS = frozenset("coalition alliance bloc".split())
WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the rules: a participant, its words taken apart, and the entity mention that heads them."""

    name: str
    phrase: Phrase
    participant: Participant
    entity: EntityMention | None
    place: bool  # the act is one done to places
    context: Context

    @property
    def type(self) -> EntityType | None:
        """Return the entity type that the model gave."""
        return self.entity.type if self.entity else None


def link(participant: Participant, context: Context, *, kind: str = "", act: str = "") -> Link | None:
    """Say who a participant is; None for a pronoun that nothing in the report stands behind."""
    names = context.named(participant.chain)
    name = participant.name
    if name.lower() in phrase.PRONOUNS:
        if not names:
            return None
        name = names[0]
    place = participant.role is Role.TO and (kind in PLACE_KINDS or act in PLACE_ACTS)
    entity = context.entity(participant.span)
    found = _answer(Asked(name, phrase.read(name), participant, entity, place, context))
    if names and found.target.id.startswith("noun:"):
        for other in names:
            behind = context.mention(participant.chain, other)
            better = _answer(Asked(other, phrase.read(other), participant, behind, place, context))
            if not better.target.id.startswith("noun:"):
                step = replace(better.target, score=0.7, reason=f'{better.target.reason}; "{name}" refers to it')
                return replace(better, target=step, runners_up=(found.target,))
    return found


def _answer(asked: Asked) -> Link:
    for rule in RULES:
        found = rule(asked)
        if found is not None:
            return found
    return _noun(asked)


def _link(
    id_: str,
    name: str,
    kind: ActorKind,
    reason: str,
    *,
    country: str | None = None,
    sector: str | None = None,
    score: float = 1.0,
    runners_up: tuple[Candidate, ...] = (),
) -> Link:
    target = Candidate(id=id_, name=name, score=score, reason=reason)
    return Link(target=target, kind=kind, country=country, sector=sector, runners_up=runners_up)


def _state(alpha3: str, reason: str, **more: object) -> Link:
    name = countries.countries()[alpha3].name
    return _link(f"state:{alpha3}", name, ActorKind.STATE, reason, country=alpha3, sector="GOV", **more)  # type: ignore[arg-type]


def _slug(text: str) -> str:
    return "-".join(WORDS.findall(key(text)))


# --- the rules, in their order


def _registered(asked: Asked) -> Link | None:
    """Find the name in the register, as it stands, without what says that it is a group, or behind its country."""
    text = asked.phrase.text
    if asked.type is EntityType.PERSON and " " not in text and not text.isupper():
        return None
    bare = " ".join(asked.phrase.words)
    full = asked.context.acronyms.get(text)
    for name in dict.fromkeys(filter(None, (text, bare, full))):
        known = actors.known(name)
        words = name.split()
        while known is None and len(words) > 1 and words[-1].lower() in MEMBERS:
            words = words[:-1]
            known = actors.known(" ".join(words))
        if known is None or (known.country and asked.phrase.country not in {None, known.country} and name == bare):
            continue
        if known.id.startswith("organ:USA:") and asked.phrase.country not in {None, "USA"}:
            continue
        return _link(
            known.id, known.name, known.kind, f'"{name}" is in the register', country=known.country, sector=known.sector
        )
    return None


def _part(asked: Asked) -> Link | None:
    """Read "members of the Peshmerga" as what they are members of."""
    if asked.phrase.head.lower() not in PARTS or not asked.phrase.tail.startswith("of "):
        return None
    whole = asked.phrase.tail[3:]
    return _answer(replace(asked, name=whole, phrase=phrase.read(whole), entity=None))


def _holder(asked: Asked) -> Link | None:
    """Name a leader or spokesman of a group of the register by what is led: "the Taliban's spokesman"."""
    words = asked.phrase.words
    if asked.phrase.head.lower() in HOLDERS and asked.phrase.tail.startswith("of "):
        words = (*phrase.read(asked.phrase.tail[3:]).words, asked.phrase.head)
    if len(words) > 1 and words[-1].lower() in HOLDERS and (known := actors.known(" ".join(words[:-1]))):
        return _link(
            f"{known.id}:{words[-1].lower()}",
            asked.phrase.text,
            ActorKind.UNNAMED,
            f"{words[-1]} of {known.name}",
            country=known.country,
            sector=known.sector,
        )
    return None


def _person(asked: Asked) -> Link | None:
    """Identify a person by name: the report's fullest form of a surname, and a key that spellings share."""
    context = asked.context
    named = asked.type is EntityType.PERSON and (asked.entity is not None and asked.entity.form == "name")
    inner = (
        context.inner(asked.participant.span, EntityType.PERSON)
        if asked.name in context.words(asked.participant.span)
        else []
    )
    if not named and not inner:
        if _told_by_title(asked):
            name = person_name(asked.name)
            id_ = f"person:{actors.person_key(name)}"
            sector = _sector_of_title(asked)
            return _link(
                id_,
                name,
                ActorKind.PERSON,
                "a name behind a title",
                country=asked.phrase.country,
                sector=sector,
                score=0.8,
            )
        titled = (
            asked.type is None
            and len(asked.phrase.words) > 1
            and asked.phrase.words[0].lower().strip(".") in actors.titles()
        )
        if not titled or asked.phrase.words[-1].lower() in actors.titles() or not asked.phrase.words[-1][:1].isupper():
            return None
    name = person_name(inner[0] if inner else asked.name) or person_name(asked.name)
    if not name or name.islower():
        return None
    if (
        len(name.split()) == 1
        and (countries.by_name(name) or actors.known(name))
        and actors.part_key(name) not in context.persons
    ):
        return None  # a country that the model took for a person
    runners: tuple[Candidate, ...] = ()
    reason, score = "a person's full name", 1.0
    if len(name.split()) == 1:
        told = [n for n in context.named(asked.participant.chain) if len(person_name(n).split()) > 1]
        full = [person_name(n) for n in told] or context.persons.get(actors.part_key(name), [])
        reason, score = ("surname of a name in the same report", 0.9) if full else ("a surname alone", 0.6)
        runners = tuple(
            Candidate(id=f"person:{actors.person_key(n)}", name=n, score=0.5, reason="shares the surname")
            for n in full[1:]
            if actors.person_key(n) != actors.person_key(full[0])
        )
        name = full[0] if full else name
    told_by = asked.phrase.country
    sector = _sector_of_title(asked)
    return _link(
        f"person:{actors.person_key(name)}",
        name,
        ActorKind.PERSON,
        reason,
        country=told_by,
        sector=sector,
        score=score,
        runners_up=runners,
    )


def _told_by_title(asked: Asked) -> bool:
    """Say whether the words are a title and a name of two words or more, where the model saw no name."""
    name = person_name(asked.name).split()
    before = asked.phrase.text.removesuffix(" ".join(name)).lower().split()
    last = name[-1].lower() if name else ""
    plain = last in actors.titles() or last in actors.organs() or last in actors.people()
    return asked.type is None and len(name) > 1 and not plain and any(w.strip(".") in actors.titles() for w in before)


def _sector_of_title(asked: Asked) -> str | None:
    for word in (w.lower().strip(".") for w in asked.phrase.words):
        if word in {"general", "colonel", "commander", "admiral", "lieutenant", "captain", "major", "brigadier"}:
            return "MIL"
        if word in {"senator", "representative", "congressman", "congresswoman", "speaker", "lawmaker"}:
            return "LEG"
        if word in {"president", "minister", "premier", "secretary", "chancellor", "king", "ambassador", "governor"}:
            return "GOV"
    return None


def _country(asked: Asked) -> Link | None:
    """Read a country's name, or its people's name where all of it is meant."""
    whole = countries.by_name(asked.phrase.text)
    if len(whole) == 1:
        return _state(whole[0], f'"{asked.phrase.text}" names the country')
    if asked.phrase.words or asked.phrase.led or asked.phrase.tail:
        return None
    if asked.phrase.shared:
        return _shared(asked.phrase.shared[0], asked)
    if not asked.phrase.countries:
        return None
    alpha3 = asked.phrase.countries[0]
    if asked.phrase.definite or not asked.phrase.text.endswith("s"):
        return _state(alpha3, f'"{asked.phrase.text}" names the country by its people', score=0.8)
    who = countries.countries()[alpha3]
    return _link(
        f"people:{alpha3}", f"{who.adjective} people", ActorKind.CROWD, "a people's name", country=alpha3, sector="CVL"
    )


def _shared(found: tuple[str, ...], asked: Asked) -> Link:
    """Choose between countries of one name by how often the report tells of each, and keep the other."""
    weights = asked.context.weights
    order = sorted(found, key=lambda c: (-weights[c], found.index(c)))
    score = 0.8 if weights[order[0]] > weights[order[1]] else 0.4
    rivals = tuple(
        Candidate(id=f"state:{c}", name=countries.countries()[c].name, score=1 - score, reason="bears the same name")
        for c in order[1:]
    )
    reason = f'"{asked.phrase.text}" names {len(found)} countries; the report tells of this one more'
    if score < 0.5:
        reason = f'"{asked.phrase.text}" names {len(found)} countries and nothing tells which'
    return _state(order[0], reason, score=score, runners_up=rivals)


def _seat(asked: Asked) -> Link | None:
    """Read a capital that acts as its government; what is done to a city is done to the city."""
    found = countries.by_seat(asked.phrase.text)
    if not found or asked.place or asked.phrase.tail or asked.type is EntityType.PERSON:
        return None
    name = countries.countries()[found[0]].name
    return _state(
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


def _organ(asked: Asked) -> Link | None:
    """Read an organ of a state: its country from the phrase, its chain, or the last one told of in the report."""
    path, reason = _suffix(asked.phrase, actors.organs())
    if path is None:
        return _body(asked)
    alpha3, why, score = _whose(asked, path.path)
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
    return _link(
        f"organ:{alpha3}:{path.path}",
        shown,
        ActorKind.ORGAN,
        f"{reason}; {why}",
        country=alpha3,
        sector=path.sector,
        score=score,
        runners_up=rivals,
    )


def _suffix(read: Phrase, table: dict[str, actors.Organ]) -> tuple[actors.Organ | None, str]:
    """Return the longest run of words up to the head, with its "of" phrase or without, that the table holds."""
    words = [w.lower() for w in read.words]
    tail = read.tail.lower().split()
    for end in range(min(len(tail), 3), -1, -1):
        if end and end < len(tail) and tail[end] not in phrase.PREPOSITIONS:
            continue
        for start in range(len(words)):
            term = " ".join((*words[start:], *tail[:end]))
            if term in table:
                return table[term], f'"{term}" is an organ or office of a state'
    return None, ""


def _body(asked: Asked) -> Link | None:
    """Read "the office of the Chadian army's commander": a part of the organ named behind "of"."""
    read = asked.phrase
    if read.head.lower() not in BODIES or not read.tail.lower().startswith("of "):
        return None
    inner = phrase.read(read.tail[3:])
    words = tuple(phrase.bare(w) for w in inner.words)
    for end in range(len(words), 0, -1):
        organ, reason = _suffix(replace(inner, words=words[:end], tail=""), actors.organs())
        office = None if organ else _suffix(replace(inner, words=words[:end], tail=""), actors.offices())[0]
        found = organ or office
        if found is not None and inner.country is not None:
            rest = _slug(" ".join((*words[end:], read.head)))
            return _link(
                f"organ:{inner.country}:{found.path}:{rest}",
                asked.phrase.text,
                ActorKind.ORGAN,
                reason or "an office",
                country=inner.country,
                sector=found.sector,
                score=0.9,
            )
    return None


def _whose(asked: Asked, path: str) -> tuple[str | None, str, float]:
    """Find the country of an organ or office that is named without one."""
    if asked.phrase.countries:
        return asked.phrase.countries[0], "its country is in the words", 1.0
    if asked.phrase.shared:
        found = max(asked.phrase.shared[0], key=lambda c: asked.context.weights[c])
        return found, "its country's name is shared; the report tells of this one more", 0.6
    for name in asked.context.named(asked.participant.chain):
        if (alpha3 := phrase.read(name).country) is not None:
            return alpha3, f'the report calls it "{name}"', 0.9
    if asked.phrase.head[:1].isupper() and asked.type is EntityType.PERSON:
        return None, "", 0.0
    root = path.split(":", maxsplit=1)[0]
    start = asked.participant.span.start
    told = [(at, c) for at, r, c in asked.context.organs if r == root]
    if told and asked.phrase.definite | (not asked.phrase.counted):
        before = [c for at, c in told if at < start]
        return (before[-1] if before else told[0][1]), "the last such organ told of in the report", 0.6
    if (only := asked.context.only_country) is not None:
        return only, "the one country that the report tells of", 0.5
    return None, "", 0.0


def _office(asked: Asked) -> Link | None:
    """Read an office without its holder's name; who held it is not guessed."""
    office, reason = _suffix(asked.phrase, actors.offices())
    if office is None:
        return None
    alpha3, why, score = _whose(asked, office.path)
    if alpha3 is None:
        return None
    shown = f"{countries.countries()[alpha3].adjective} {office.shown}"
    return _link(
        f"organ:{alpha3}:{office.path}",
        shown,
        ActorKind.UNNAMED,
        f"{reason}; {why}",
        country=alpha3,
        sector=office.sector,
        score=score * 0.9,
    )


def _union(asked: Asked) -> Link | None:
    """Read a coalition by who leads it, here or elsewhere in the report."""
    if asked.phrase.head.lower() not in UNIONS:
        return None
    led = asked.phrase.led or (tuple(asked.context.leaders) if len(asked.context.leaders) == 1 else ())
    head = asked.phrase.head.lower()
    if not led:
        return _link(f"org:{head}", asked.phrase.text, ActorKind.OTHER, f"a {head} without a leader told", score=0.5)
    adjectives = "-".join(countries.countries()[c].adjective for c in led)
    return _link(
        f"org:{head}:{'-'.join(sorted(led))}",
        f"{adjectives}-led {head}",
        ActorKind.INTERNATIONAL,
        "told by who leads it" if asked.phrase.led else "the report tells of one, with its leader",
        sector="MIL",
        score=1.0 if asked.phrase.led else 0.8,
    )


def _people(asked: Asked) -> Link | None:
    """Read people without a name by their noun; a crowd of one country stays apart from that of another."""
    head = asked.phrase.head.lower()
    found = actors.people().get(head) or actors.people().get(head.removesuffix("s"))
    if found is None or (asked.phrase.head[:1].isupper() and asked.type is EntityType.ORGANISATION):
        return None
    kind = ActorKind.UNNAMED if found.kind is ActorKind.ARMED_GROUP else found.kind
    alpha3 = asked.phrase.country
    sector = found.sector
    if sector == "GOV" and "military" in asked.phrase.words:
        sector = "MIL"
    return _link(
        _noun_id(asked),
        asked.phrase.text,
        kind,
        f"people told by a noun: {head}",
        country=alpha3,
        sector=sector,
        score=0.6,
    )


def _place(asked: Asked) -> Link | None:
    """Read a place that something is done to."""
    if asked.type not in PLACES and not (asked.place and countries.by_seat(asked.phrase.text)):
        return None
    weights = asked.context.weights
    found = sorted(places.find(asked.phrase.text), key=lambda p: -weights[countries.alpha3(p.country) or ""])
    if not found:
        return None
    best, *others = found
    rivals = tuple(
        Candidate(id=f"place:{p.id}", name=p.name, score=0.2, reason=f"a place of that name in {p.country}")
        for p in others[:2]
    )
    return _link(
        f"place:{best.id}",
        asked.phrase.text,
        ActorKind.OTHER,
        "a place in the gazetteer",
        country=countries.alpha3(best.country),
        score=0.8,
        runners_up=rivals,
    )


def _name(asked: Asked) -> Link | None:
    """Keep any other name as an identity of its own, spelled alike in every report."""
    text = asked.context.acronyms.get(asked.phrase.text, asked.phrase.text)
    capitals = sum(w[:1].isupper() for w in asked.phrase.words)
    if not asked.phrase.words or not asked.phrase.head[:1].isupper() or (capitals < 2 and asked.entity is None):
        return None
    words = " ".join(asked.phrase.words) if asked.phrase.countries else text
    organ = re.search(
        r"\b(?:Ministry|Army|Navy|Police|Brigade|Court|Parliament|Assembly|Senate|Department|Agency)\b", text
    )
    return _link(
        f"org:{_slug(words)}",
        text,
        ActorKind.ORGAN if organ else ActorKind.OTHER,
        "a name in no register",
        country=asked.phrase.country,
        score=0.6,
    )


def _noun_id(asked: Asked) -> str:
    head = key(asked.phrase.head) or "unknown"
    head = re.sub(r"men$", "man", head)
    single = head[:-1] if len(head) > 3 and head.endswith("s") and not head.endswith("ss") else head
    country = f"{asked.phrase.country}:" if asked.phrase.country else ""
    return f"noun:{country}{_slug(single) or 'unknown'}"


def _noun(asked: Asked) -> Link:
    """Keep the noun: it is not known who or what it is."""
    return _link(
        _noun_id(asked),
        asked.phrase.text,
        ActorKind.OTHER,
        "a noun that names nobody",
        country=asked.phrase.country,
        score=0.3,
    )


RULES: tuple[Callable[[Asked], Link | None], ...] = (
    _registered, _part, _holder, _country, _seat, _union, _organ, _person, _office, _people, _place, _name,
)  # fmt: skip
