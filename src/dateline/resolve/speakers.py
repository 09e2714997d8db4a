"""Who the sources of an attribution are: mentions as extracted in; the actor of each hop, and who carried it, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.records import (
    ActorKind,
    Attribution,
    Candidate,
    Carrier,
    Hop,
    Link,
    Participant,
    Report,
    Role,
    SourceKind,
    Span,
    Told,
)
from dateline.resolve.asked import slug
from dateline.resolve.context import Context
from dateline.resolve.linked import linked
from dateline.resolve.scene import Scene
from dateline.resolve.titles import Titles
from dateline.resources import outlets

PRESS = {SourceKind.AGENCY: ActorKind.AGENCY, SourceKind.OUTLET: ActorKind.OUTLET}
UNREGISTERED = 0.6  # score of an outlet known by its name alone
JOURNALISM = "JRN"  # PLOVER's sector
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})  # PLOVER's sectors of a state
KINDS = {
    ActorKind.STATE: SourceKind.OFFICIAL,
    ActorKind.ORGAN: SourceKind.OFFICIAL,
    ActorKind.INTERNATIONAL: SourceKind.OFFICIAL,
    ActorKind.ARMED_GROUP: SourceKind.PARTY,
    ActorKind.CROWD: SourceKind.PARTY,
    ActorKind.OUTLET: SourceKind.OUTLET,
    ActorKind.AGENCY: SourceKind.AGENCY,
}


class Speakers:
    """The sources of one report; each is looked up once, however many events it tells."""

    def __init__(self, context: Context, titles: Titles, scene: Scene) -> None:
        self._context, self._titles, self._scene = context, titles, scene
        self._known: dict[tuple[Span, str], Link | None] = {}
        self.carriers = tuple(_carriers(context.report))

    def of(self, attribution: Attribution) -> Attribution:
        """Link each hop to the actor that it is."""
        if not attribution.hops:
            return attribution
        return replace(attribution, hops=tuple(_known(hop, self._link(hop)) for hop in attribution.hops))

    def _link(self, hop: Hop) -> Link | None:
        key = hop.span, hop.name
        if key not in self._known:
            self._known[key] = self._found(hop)
        return self._known[key]

    def _found(self, hop: Hop) -> Link | None:
        """Return who a source is: a publisher of the register, else as a participant; nobody for a bare hedge."""
        if hop.span == hop.cue and hop.kind is SourceKind.UNNAMED:
            return None
        if hop.kind in PRESS:
            publisher = _publisher(hop.name, PRESS[hop.kind])
            if publisher is not None:
                return publisher
        entity = self._context.entity(hop.span)
        source = Participant(
            role=Role.BY,
            span=hop.span,
            name=hop.name,
            rule="source",
            chain=entity.chain if entity is not None else None,
        )
        return linked(source, self._context, titles=self._titles, scene=self._scene)


def _known(hop: Hop, link: Link | None) -> Hop:
    """Give a hop its link, and the kind that the link tells where the words told none or only an organisation."""
    told = KINDS.get(link.kind) if link is not None else None
    if link is not None and link.kind is ActorKind.PERSON and link.sector in STATE:
        told = SourceKind.OFFICIAL
    open_ = hop.kind is SourceKind.OTHER or (hop.kind is SourceKind.PARTY and told is SourceKind.OFFICIAL)
    return replace(hop, link=link, kind=told if told is not None and open_ else hop.kind)


def _publisher(name: str, kind: ActorKind) -> Link | None:
    """Return an outlet or agency by the register, else by its own name; None where it is told by a noun alone."""
    found = outlets.identify(name)
    if found is None:
        own = " ".join(word for word in name.split() if word[:1].isupper() and word != "The")
        if not own:
            return None
        target = Candidate(id=f"outlet:{slug(own)}", name=own, score=UNREGISTERED, reason="an outlet in no register")
        return Link(target=target, kind=kind, sector=JOURNALISM)
    target = Candidate(
        id=f"outlet:{found.domain}", name=found.name, score=1.0, reason=f'"{name}" is in the register of outlets'
    )
    kind = ActorKind.AGENCY if found.agency else ActorKind.OUTLET
    return Link(target=target, kind=kind, country=found.country or None, sector=JOURNALISM)


def _carriers(report: Report) -> Iterator[Carrier]:
    """Give the outlet that printed a report, then the agency that it credits."""
    for told, kind in ((report.outlet, SourceKind.OUTLET), (report.agency, SourceKind.AGENCY)):
        if told is not None:
            yield _carrier(told, kind)


def _carrier(told: Told, kind: SourceKind) -> Carrier:
    return Carrier(name=told.value, kind=kind, span=told.span, link=_publisher(told.value, PRESS[kind]))
