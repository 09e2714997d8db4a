"""Who takes part: a participant's words in their report, to one identity with its kind, country, sector and rivals.

Identities are paths (`organ:KEN:MIL:army` under `organ:KEN:MIL` under `state:KEN`), the same in every report. The rules
run from what is exact to what is vague, and the one that answers is the reason: a name in the register, a country, its
seat of government, an organ or an office with its country, a person, people without a name, a place, any other name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dateline.records import ActorKind, Candidate, EntityForm, EntityType, Link, Participant, Role
from dateline.resolve import persons, phrase, states
from dateline.resolve.asked import MEMBERS, Asked, link, noun_id, slug
from dateline.resolve.context import PLACES, Context
from dateline.resources import actors, countries, outlets, places

PLACE_KINDS = frozenset({"ASSAULT", "MOBILIZE"})  # done to a city, not to the government that sits in it
PLACE_ACTS = frozenset(
    """visit arrive leave enter reach hit strike shell bomb bombard seize capture occupy besiege retake storm invade
    evacuate flee travel fly surround flood burn destroy damage""".split()
)
HOLDERS = frozenset(
    """leader chief head commander chairman founder co-founder boss spokesman spokeswoman spokesperson ceo executive
    secretary-general director-general""".split()
)
INITIALS = 4  # letters: shorter names of outlets mean too much else
ORGAN = re.compile(r"\b(?:Ministry|Army|Navy|Police|Brigade|Court|Parliament|Assembly|Senate|Department|Agency)\b")
PARTS = frozenset("members member units unit elements part parts ranks".split())


def identify(participant: Participant, context: Context, *, kind: str = "", act: str = "") -> Link | None:
    """Say who a participant is; None for a pronoun that nothing in the report stands behind."""
    names = context.named(participant.chain)
    name = context.whole(participant)
    if phrase.is_pronoun(name):
        if not names:
            return None
        name = names[0]
    place = participant.role is Role.TO and (kind in PLACE_KINDS or act in PLACE_ACTS)
    entity = context.entity(participant.span)
    if name in names and name != context.words(participant.span):
        entity = context.mention(participant.chain, name)
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
        if known is not None and known.sector == "BUS" and asked.type is not EntityType.ORGANISATION:
            continue  # companies bear the names of common things
        if known is None or (known.country and asked.phrase.country not in {None, known.country} and name == bare):
            continue
        if known.id.startswith("organ:USA:") and asked.phrase.country not in {None, "USA"}:
            continue
        return link(
            known.id, known.name, known.kind, f'"{name}" is in the register', country=known.country, sector=known.sector
        )
    return None


def _outlet(asked: Asked) -> Link | None:
    """Read the name of a news outlet or agency where the model saw an organisation, not its initials alone."""
    name = asked.phrase.text
    found = outlets.identify(name) if asked.type is EntityType.ORGANISATION and len(name) > INITIALS else None
    if found is None:
        return None
    kind = ActorKind.AGENCY if found.agency else ActorKind.OUTLET
    reason = f'"{name}" is in the register of outlets'
    country = found.country or None
    return link(f"outlet:{found.domain}", found.name, kind, reason, country=country, sector="JRN")


def _part(asked: Asked) -> Link | None:
    """Read "members of the Peshmerga" as what they are members of, "rebels of" a group of the register as that."""
    head, whole = asked.phrase.head.lower(), asked.phrase.tail.removeprefix("of ")
    listed = head in MEMBERS and actors.known(phrase.read(whole).text) is not None
    if whole == asked.phrase.tail or not (head in PARTS or listed):
        return None
    return _answer(replace(asked, name=whole, phrase=phrase.read(whole), entity=None))


def _holder(asked: Asked) -> Link | None:
    """Name a leader or spokesman of a group of the register by what is led: "the Taliban's spokesman"."""
    words = asked.phrase.words
    if asked.phrase.head.lower() in HOLDERS and asked.phrase.tail.startswith("of "):
        words = (*phrase.read(asked.phrase.tail[3:]).words, asked.phrase.head)
    if len(words) > 2 and words[-1].lower() == "general":  # "UN Secretary General"
        words = (*words[:-2], f"{words[-2]}-general")
    last = words[-1].lower() if words else ""
    people = last in HOLDERS or last in actors.offices() or last in actors.people()
    if asked.context.ending(asked.participant.span, EntityType.PERSON):
        return None
    if len(words) < 2 or not people:
        return None
    body = " ".join(words[:-1])
    known = actors.known(body)
    full = asked.context.acronyms.get(body)
    if known is None and full is None:
        return None
    id_, name = (known.id, known.name) if known else (f"org:{slug(full or body)}", full or body)
    country, sector = (known.country, known.sector) if known else (None, None)
    return link(
        f"{id_}:{last}", asked.phrase.text, ActorKind.UNNAMED, f"{last} of {name}", country=country, sector=sector
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
    return link(
        noun_id(asked),
        asked.phrase.text,
        kind,
        f"people told by a noun: {head}",
        country=alpha3,
        sector=sector,
        score=0.6,
    )


def _place(asked: Asked) -> Link | None:
    """Read a place that something is done to."""
    if not asked.phrase.text[:1].isupper():
        return None
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
    return link(
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
    words = asked.context.without_owner(asked.phrase)
    while words and not any(c.isupper() for c in words[0]):
        words = words[1:]  # "rebel", "port" before a name
    named = asked.entity is not None and asked.entity.form is EntityForm.NAME
    whole = " ".join(words)
    spelled = asked.context.spelled(whole) if not whole.islower() else None  # "target" is not the company Target
    if spelled is not None:
        words = tuple(spelled.split())
    if not words or not (spelled or _is_name(words)) or (len(words) < 2 and not (named or spelled)):
        return None
    if " ".join(words).lower() in (actors.offices().keys() | actors.organs().keys()):
        return None
    proper = actors.without_form(" ".join(words))
    untouched = proper.islower() or words == asked.phrase.words
    text = asked.context.acronyms.get(proper, asked.phrase.text if untouched else " ".join(words))
    slugged = actors.without_form(proper if asked.phrase.countries else text)
    wanting = asked.type in {EntityType.ORGANISATION, EntityType.PRODUCT}
    fuller = asked.context.fuller_body(slugged) if wanting else None
    known = actors.known(fuller) if fuller else None
    if known is not None:
        reason = f'a part of "{fuller}" in the same report, which is in the register'
        return link(known.id, known.name, known.kind, reason, country=known.country, sector=known.sector, score=0.8)
    organ = ORGAN.search(text)
    return link(
        f"org:{slug(fuller or slugged)}",
        fuller or text,
        ActorKind.ORGAN if organ else ActorKind.OTHER,
        "a part of a fuller name in the same report" if fuller else "a name in no register",
        country=asked.phrase.country,
        score=0.6,
    )


def _is_name(words: tuple[str, ...]) -> bool:
    """Say whether words end with a part of a name: a capital in it, or a number behind one ("Falcon 9")."""
    last = words[-1]
    return any(c.isupper() for c in last) or (last[:1].isdigit() and any(c.isupper() for c in "".join(words[-2:-1])))


def _noun(asked: Asked) -> Link:
    """Keep the noun: it is not known who or what it is."""
    return link(
        noun_id(asked),
        asked.phrase.text,
        ActorKind.OTHER,
        "a noun that names nobody",
        country=asked.phrase.country,
        score=0.3,
    )


RULES: tuple[Callable[[Asked], Link | None], ...] = (
    _registered,
    _outlet,
    _part,
    _holder,
    states.country,
    states.seat,
    states.union,
    states.organ,
    persons.person,
    states.office,
    _people,
    _place,
    _name,
)
