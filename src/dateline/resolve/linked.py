"""A participant in; who that is, what they are part of and why out: by rules, then by the rest of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.records import ActorKind, Candidate, EntityForm, EntityType, Link, Participant
from dateline.resolve import persons, phrase
from dateline.resolve.actors import identify
from dateline.resolve.context import Context
from dateline.resolve.divisions import division
from dateline.resolve.parents import parents
from dateline.resolve.scene import Scene
from dateline.resolve.titles import Titles, title_words
from dateline.resources.actors import holders

RELATIVE = frozenset({"which", "that", "who", "whom"})
BODIES = frozenset("company firm corporation airline carrier carmaker automaker manufacturer bank retailer".split())
OWNING = frozenset({"its", "their"})
INDEFINITE = frozenset({"a", "an", "another"})
SURE = 0.5  # how likely what a pronoun stands for must be, before its owner is read from it
BEARER = 0.75  # score of a title read as the one person whom the report calls so


def linked(
    participant: Participant,
    context: Context,
    *,
    titles: Titles,
    scene: Scene,
    kind: str = "",
    act: str = "",
    on: date | None = None,
) -> Link | None:
    """Say who a participant is; None for a pronoun that nothing in the report stands behind.

    Offices are read as who held them `on` the event's day, the report's where that is not known.
    """
    on = on or context.report.day
    found = identify(participant, context, kind=kind, act=act) or _relative(participant, context)
    if found is None:
        return None
    words = context.words(participant.span)
    elsewhere = division(found, participant, scene)
    if elsewhere is not None:
        return elsewhere
    found = (
        _bearer(found, participant, context=context, titles=titles)
        or _holder(found, on, titles)
        or _owned(found, participant, context)
        or _apposed(found, participant, context)
        or _main_body(found, participant, context)
        or found
    )
    above = parents(found, titles, words=words, on=on)
    state = next((id_.split(":")[1] for id_ in above if id_.startswith("state:")), None)
    sector = next((id_.split(":")[2] for id_ in above if id_.startswith("organ:")), None)
    return replace(found, parents=above, country=found.country or state, sector=found.sector or sector)


def _relative(participant: Participant, context: Context) -> Link | None:
    """Read a relative pronoun as the name or noun that it stands behind."""
    if participant.name.lower() not in RELATIVE:
        return None
    before = context.report.text[: participant.span.start].rstrip(" ,(")
    mention = next(
        (m for m in context.parsed.entities if m.span.end == len(before) and m.form is not EntityForm.PRONOUN), None
    )
    if mention is None:
        return None
    name = context.words(mention.span)
    return identify(replace(participant, span=mention.span, name=name, chain=mention.chain), context)


def _bearer(found: Link, participant: Participant, *, context: Context, titles: Titles) -> Link | None:
    """Read a title without a name as the one person whom the report calls so: "the general", "Acme's chairman"."""
    loose = found.kind in {ActorKind.UNNAMED, ActorKind.OTHER}
    read = phrase.read(participant.name)
    head = read.head.lower()
    before = context.report.text[: participant.span.start].split()[-1:]
    another = bool(before) and before[0].lower() in INDEFINITE
    if (
        not loose
        or read.counted
        or another
        or head not in title_words()
        or context.ending(participant.span, EntityType.PERSON)
    ):
        return None
    bearers = titles.bearers(read)
    if len(bearers) != 1:
        return None
    ((name, told),) = bearers.items()
    target = Candidate(id=persons.identity(name), name=name, score=BEARER, reason=f'the report calls {name} "{told}"')
    return Link(
        target=target,
        kind=ActorKind.PERSON,
        country=found.country,
        sector=found.sector,
        runners_up=(found.target, *found.runners_up),
    )


def _owned(found: Link, participant: Participant, context: Context) -> Link | None:
    """Read "its fighters", "their parliament" as those of the body or state that the pronoun stands for."""
    first, _, rest = context.words(participant.span).partition(" ")
    if first.lower() not in OWNING or not found.target.id.startswith("noun:"):
        return None
    start = participant.span.start
    pronoun = next((m for m in context.parsed.entities if m.span.start == start and m.form is EntityForm.PRONOUN), None)
    owner = context.owner(pronoun.chain) if pronoun is not None and pronoun.score >= SURE else None
    if owner is None:
        return None
    told = replace(participant, name=f"{owner} {rest}", chain=None)
    whole = identify(told, context)
    if whole is None or whole.target.id.startswith(("noun:", "org:")):
        return None
    reason = f'"{first}" stands for {owner}; {whole.target.reason}'
    target = replace(whole.target, score=round(0.8 * whole.target.score, 2), reason=reason)
    return replace(whole, target=target, runners_up=(found.target, *whole.runners_up))


def _apposed(found: Link, participant: Participant, context: Context) -> Link | None:
    """Read a noun behind a name and a comma as whom it describes: "Acme, a maker of nails, closed"."""
    name = context.apposed(participant.span) if found.target.id.startswith("noun:") else None
    mention = next((m for m, w in context.names if w == name), None)
    if name is None or mention is None:
        return None
    whole = identify(replace(participant, span=mention.span, name=name, chain=mention.chain), context)
    if whole is None or whole.target.id.startswith("noun:"):
        return None
    target = replace(whole.target, score=0.7, reason=f'stands beside "{name}"; {whole.target.reason}')
    return replace(whole, target=target, runners_up=(found.target, *whole.runners_up))


def _main_body(found: Link, participant: Participant, context: Context) -> Link | None:
    """Read "the company" of which nothing else is told as the organisation that the report is on."""
    read = phrase.read(context.words(participant.span))
    plain = found.target.id.startswith("noun:") and read.definite and not read.counted and not read.country
    if not plain or len(read.words) != 1 or read.tail or read.head.lower() not in BODIES or context.main_body is None:
        return None
    mention, name = context.main_body
    whole = identify(replace(participant, span=mention.span, name=name, chain=mention.chain), context)
    if whole is None or whole.kind in {ActorKind.PERSON, ActorKind.STATE}:
        return None
    reason = f'"{participant.name}" of a report that names {name} more than any other; {whole.target.reason}'
    target = replace(whole.target, score=0.5, reason=reason)
    return replace(whole, target=target, runners_up=(found.target, *whole.runners_up))


def _holder(found: Link, on: date | None, titles: Titles) -> Link | None:
    """Read an office as who held it on a day, by the register; the office stays as runner-up.

    Who held it before is meant where the report names them, and not their successor: "the late commander".
    """
    if on is None or found.kind is not ActorKind.UNNAMED:
        return None
    known = holders.holder(found.target.id, on)
    earlier = {term.name for term in holders.before(found.target.id, on) if titles.named(term.name)}
    name = known.name if known else ""
    reason = f"held that office on {on}, by the register"
    if not titles.named(name) and len(earlier) == 1:
        (name,) = earlier
        reason = f"held that office by {on}, by the register, and the report names them"
    if not name:
        return None
    score = round(found.target.score * BEARER, 2)
    target = Candidate(id=persons.identity(name), name=name, score=score, reason=f"{reason}; {found.target.reason}")
    return replace(found, target=target, kind=ActorKind.PERSON, runners_up=(found.target, *found.runners_up))
