"""Where an event's accounts come from: its mentions in, the independent sources they go back to out.

The source nearest to the event counts, not who passes it on. A text that names a source is no source itself, so its
narrator counts only where it names none: the agency that it credits, else the outlet. Copies of one text are one
narrator, that of the first: `families` gives the report whose text each mention stands in. Who cites a press whose own
report of the event is at hand goes back to that report's sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from dateline.merge.credits import publisher
from dateline.merge.groups import Groups
from dateline.merge.participants import PRONOUNS
from dateline.merge.words import WORD, stem
from dateline.records import ActorKind, Hop, Mention, Origin, Report, Route, SourceKind

HEDGE = "reports"  # the name that extract gives a hedge without a source
PRESS = frozenset({SourceKind.AGENCY, SourceKind.OUTLET})
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
SMALL = frozenset({"the", "a", "an", "of", "s"})
# People of whom there are many: "an official" in two texts need not be one, "the mayor" is.
MANY = frozenset(
    stem(word)
    for word in """official source witness eyewitness resident villager survivor diplomat aide insider analyst expert
    medic doctor soldier officer lawmaker activist worker protester person people man woman someone neighbour neighbor
    local relative colleague""".split()
)
BODIES = frozenset(stem(word) for word in "authorities forces troops media news rebels police prosecutors".split())


@dataclass(frozen=True, slots=True)
class _Telling:
    """One mention's way back: the key and the words of its far end, and who passed it on."""

    key: str
    actor: str  # the id of who that is, "" where it is only described, or nobody knows
    name: str
    kind: SourceKind
    through: tuple[str, ...]  # from the far end's side
    family: str
    mention: Mention


def origins(
    mentions: Iterable[Mention], reports: Mapping[str, Report], families: Mapping[str, str]
) -> tuple[Origin, ...]:
    """Return the independent sources of one event's mentions, with every route from each into print.

    A mention in a report's own voice goes back to no source where another mention in the same text names one.
    """
    told = sorted(mentions, key=lambda mention: mention.id)
    named = [_named(mention, reports[mention.report], families[mention.id]) for mention in told if _chain(mention)]
    naming = {one.family for one in named}
    voiced = [
        _voiced(mention, reports[families[mention.id]], families[mention.id])
        for mention in told
        if families[mention.id] not in naming
    ]
    tellings = [*_followed(_without_pronouns(named, reports), reports), *voiced]
    groups = _alike(tellings)
    found: dict[str, list[_Telling]] = defaultdict(list)
    for one in tellings:
        found[groups.of(one.key)].append(one)
    made = [_origin(each, reports) for each in found.values()]
    return tuple(sorted(made, key=lambda one: (one.name, one.kind, one.routes[0].mentions)))


def outlet(report: Report) -> str:
    """Return who printed a report; a report that does not tell counts as one of its own."""
    told = report.outlet or report.agency
    return publisher(told.value).casefold() if told else report.id


def printed_by(report: Report) -> str:
    """Return the name to show of who printed a report: the file's where the report does not tell."""
    told = report.outlet or report.agency
    return told.value if told else PurePath(report.path).name


def _chain(mention: Mention) -> list[Hop]:
    return [hop for hop in mention.attribution.hops if hop.name != HEDGE]


def _named(mention: Mention, report: Report, family: str) -> _Telling:
    *passing, far = _chain(mention)
    through = [hop.name for hop in reversed(passing)]
    if report.agency and report.outlet and publisher(report.agency.value) != publisher(far.name):
        through.append(report.agency.value)
    near = next((publisher(hop.name).casefold() for hop in reversed(passing) if hop.kind in PRESS), "")
    key = _identity(far, near or _credited(report, family))
    return _Telling(key, _actor(far), far.name, far.kind, tuple(through), family, mention)


def _voiced(mention: Mention, first: Report, family: str) -> _Telling:
    """Return the way back of a mention in the own voice of a text, whose first copy is given."""
    press = first.agency or first.outlet
    kind = SourceKind.AGENCY if first.agency else SourceKind.OUTLET
    name = press.value if press else PurePath(first.path).name
    return _Telling(_key(name, kind) if press else family, "", name, kind, (), family, mention)


def _identity(hop: Hop, scope: str) -> str:
    """Return what stands for a source. `scope` is who alone knows one that is only described."""
    key = _key(hop.name, hop.kind)
    return f"{key} in {scope}" if _described(hop) else key


def _actor(hop: Hop) -> str:
    """Return the id of the actor that a source is; a noun that names nobody is no actor."""
    if hop.link is None or _described(hop) or hop.link.kind in {ActorKind.CROWD, ActorKind.UNNAMED, ActorKind.OTHER}:
        return ""
    return hop.link.target.id


def _described(hop: Hop) -> bool:
    """Say whether a source has no name, so that the same words elsewhere may be someone else's."""
    words = hop.name.split()
    last = words[-1] if words else ""
    pronoun = bool(words) and words[0].casefold() in PRONOUNS | POSSESSIVE
    return (
        pronoun
        or hop.kind in {SourceKind.UNNAMED, SourceKind.WITNESS}
        or (last.islower() and (stem(last) in MANY or (last.endswith("s") and stem(last) not in BODIES)))
    )


def _key(name: str, kind: SourceKind) -> str:
    name = publisher(name) if kind in PRESS else name
    return " ".join(sorted({stem(word) for word in WORD.findall(name)} - SMALL)) or name


def _credited(report: Report, family: str) -> str:
    """Return the press that a text goes back to: the agency it credits, its outlet, else itself."""
    told = report.agency or report.outlet
    return publisher(told.value).casefold() if told else family


def _without_pronouns(named: Sequence[_Telling], reports: Mapping[str, Report]) -> list[_Telling]:
    """Put, for a source that a text only calls "it", the one source that the same press names for the event."""
    by_press: dict[str, dict[str, _Telling]] = defaultdict(dict)
    for one in named:
        if one.name.casefold() not in PRONOUNS:
            by_press[_credited(reports[one.mention.report], one.family)][one.key] = one
    found = []
    for one in named:
        others = list(by_press[_credited(reports[one.mention.report], one.family)].values())
        if one.name.casefold() in PRONOUNS and len(others) == 1:
            found.append(replace(one, **_end(others[0])))
        else:
            found.append(one)
    return found


def _followed(named: Sequence[_Telling], reports: Mapping[str, Report]) -> Iterator[_Telling]:
    """Put, for a press that a text cites, the sources that its own report of the event, told before, names."""
    own: dict[str, list[_Telling]] = defaultdict(list)
    for one in named:
        report = reports[one.mention.report]
        if one.kind not in PRESS:
            for told in filter(None, (report.outlet, report.agency)):
                own[publisher(told.value)].append(one)
    for one in named:
        behind = own.get(publisher(one.name), ()) if one.kind in PRESS else ()
        ends = {end.key: end for end in behind if end.family != one.family and _by(end, one, reports)}
        if not ends:
            yield one
        for _, end in sorted(ends.items()):
            yield replace(one, **_end(end), through=(one.name, *one.through))


def _by(one: _Telling, other: _Telling, reports: Mapping[str, Report]) -> bool:
    """Say whether a report was out by the day of another."""
    left, right = reports[one.mention.report].day, reports[other.mention.report].day
    return left is None or right is None or left <= right


def _alike(tellings: Sequence[_Telling]) -> Groups:
    """Join names of one source: of one actor, or one part of just one other and both end alike ("Javad Zarif")."""
    groups = Groups(one.key for one in tellings)
    known: dict[str, str] = {}
    for one in tellings:
        if one.actor:
            groups.join(one.key, known.setdefault(one.actor, one.key))
    words = {one.key: frozenset(one.key.split()) for one in tellings}
    ends = {one.key: one.name.split()[-1] for one in tellings if one.name.strip() and one.kind not in PRESS}
    for key, last in sorted(ends.items()):
        wider = [other for other in ends if words[key] < words[other] and ends[other] == last]
        if len(wider) == 1:
            groups.join(key, wider[0])
    return groups


def _end(one: _Telling) -> dict[str, Any]:
    """Return the fields that say who stands at the far end."""
    return {"key": one.key, "actor": one.actor, "name": one.name, "kind": one.kind}


def _origin(tellings: Sequence[_Telling], reports: Mapping[str, Report]) -> Origin:
    shown = min(tellings, key=lambda one: (-len(one.name), one.name, one.kind))
    routes: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for one in tellings:
        routes[one.mention.report, one.through].append(one.mention.id)
    return Origin(
        name=shown.name,
        kind=shown.kind,
        routes=tuple(
            Route(through=through, outlet=printed_by(reports[report]), report=report, mentions=tuple(sorted(ids)))
            for (report, through), ids in sorted(routes.items())
        ),
    )
