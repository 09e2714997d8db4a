"""One event from all its mentions: facts of one group in, the event out.

Nothing is averaged: each field is what most accounts say, or what they can all agree on; what differs is kept by
disagreements.py. The law of time: an event is never dated more narrowly than its mentions support (when.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.merge.facts import Facts, Prose
from dateline.merge.features import FINE
from dateline.merge.origins import origins, outlet
from dateline.merge.participants import participants
from dateline.merge.summary import summary
from dateline.merge.tolls import tolls
from dateline.merge.when import intersect, put_together
from dateline.records import (
    Correctable,
    Event,
    Field,
    Mention,
    Modality,
    PlacePrecision,
    Polarity,
    Report,
    Role,
    When,
    Where,
)

FINENESS = list(PlacePrecision)
SHORT, LONG = 30, 240  # characters of a clause that reads well as a line of a chronology


def event(
    found: Sequence[Facts],
    *,
    reports: Mapping[str, Report],
    prose: Mapping[str, Prose],
    families: Mapping[str, str],
    disputed: Sequence[Field] = (),
) -> Event:
    """Build the event that mentions tell."""
    told = sorted(found, key=lambda one: told_order(one, reports))
    mentions = [one.mention for one in told]
    kind, mode = _kind(mentions)
    days = sorted(day for mention in mentions if (day := reports[mention.report].day))
    told_in = {mention.report for mention in mentions}
    sources = origins(mentions, reports, families)
    clearest = min(told, key=lambda one: (-_clearness(one, prose[one.report]), told_order(one, reports)))
    return Event(
        id="e" + mentions[0].id[1:],
        mentions=tuple(mention.id for mention in mentions),
        kind=kind,
        mode=mode,
        when=when(mentions),
        where=_where(mentions),
        participants=participants(told, beside=clearest),
        modality=_modality(mentions),
        disputed=tuple(name for name in Field if name in disputed),
        outlets=len({outlet(reports[id_]) for id_ in told_in}),
        texts=len({families[mention.id] for mention in mentions}),
        origins=len(sources),
        first_told=days[0] if days else None,
        last_told=days[-1] if days else None,
        summary=summary(clearest.mention, reports[clearest.report]),
        summary_of=clearest.id,
        tolls=tolls(told),
        origin_tree=sources,
    )


def told_order(one: Facts, reports: Mapping[str, Report]) -> tuple[str, str, int]:
    """Return what orders mentions by when they were told: publication, then report, then place."""
    published = reports[one.report].published
    return (published.value if published else "9", one.report, one.mention.trigger.start)


def when(mentions: Sequence[Mention]) -> When:
    """Return the time that all mentions support, with who gave which end of it.

    It carries no phrase: spans belong to one report, and an event's words stand with its mentions.
    """
    told = telling(mentions)
    whens = [mention.when for mention in told]
    common = intersect(whens)
    steps = put_together(common, whens, [mention.id for mention in told])
    return replace(common.when, phrase=None, steps=(*common.when.steps, *steps))


def telling(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions whose times count: a plan's only where nothing is dated that is told as done."""
    mentions = heard(mentions, Correctable.WHEN)
    done = [mention for mention in mentions if mention.modality is Modality.ASSERTED]
    return done if any(mention.when.known for mention in done) else list(mentions)


def heard(mentions: Sequence[Mention], field: Correctable) -> Sequence[Mention]:
    """Return the mentions that count for a field: those that a person set right, where there are any."""
    return [mention for mention in mentions if mention.set_right(field)] or mentions


def _kind(mentions: Sequence[Mention]) -> tuple[str, str]:
    mentions = heard(mentions, Correctable.KIND)
    kinds = Counter(mention.kind for mention in mentions if mention.kind)
    if not kinds:
        return "", ""
    kind = kinds.most_common(1)[0][0]  # among equals the first told, since a counter keeps the order of arrival
    modes = Counter(mention.mode for mention in mentions if mention.kind == kind and mention.mode)
    return kind, modes.most_common(1)[0][0] if modes else ""


def _modality(mentions: Sequence[Mention]) -> Modality:
    counted = Counter(_reality(mention) for mention in heard(mentions, Correctable.MODALITY))
    for outranks in (Modality.ASSERTED, Modality.DENIED):
        if counted[outranks]:
            return outranks
    return counted.most_common(1)[0][0]


def _reality(mention: Mention) -> Modality:
    """Return how a mention counts: what a report itself calls false is denied, whoever claims it."""
    false = mention.by_source is not None and mention.by_narrator.polarity is Polarity.NEGATIVE
    return Modality.DENIED if false and mention.modality is Modality.ASSERTED else mention.modality


def _where(mentions: Sequence[Mention]) -> Where | None:
    places = [mention.where for mention in heard(mentions, Correctable.WHERE) if mention.where]
    if not places:
        return None
    countries = Counter(place.country for place in places if place.country)
    country = countries.most_common(1)[0][0] if countries else None
    inside = [place for place in places if not place.country or place.country == country] or places
    often = Counter(place.id or place.name for place in inside)
    return min(
        inside,
        key=lambda place: (
            FINENESS.index(place.precision) if place.precision not in FINE and place.precision else 0,
            place.precision is None,
            -often[place.id or place.name],
        ),
    )


def _clearness(one: Facts, prose: Prose) -> float:
    """Score how well a mention's clause says on its own who did what to whom."""
    mention = one.mention
    roles = {participant.role for participant in mention.roles}
    length = len(mention.clause.of(prose.text).split())
    letters = mention.clause.end - mention.clause.start
    return (
        1.5 * (Role.BY in roles)
        + 1.0 * bool(roles & {Role.TO, Role.ABOUT, Role.WITH})
        + 1.0 * (mention.modality is Modality.ASSERTED)
        + 1.0 * (not one.nominal)
        + 0.5 * (not mention.attribution.hops)
        + 0.5 * bool(mention.where)
        + 0.5 * bool(mention.when.phrase)
        + 0.5 * sum(party.named for party in one.parties)
        + 1.0 * (SHORT <= letters <= LONG)
        - 0.02 * length
    )
