"""A country by its name in; the division or town of that name out, where the report's other places tell of it.

"Georgia signed the bill" is no act of the country in a report on Atlanta and Savannah.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.records import ActorKind, Candidate, Link, Participant, PlacePrecision
from dateline.resolve import where
from dateline.resolve.context import is_shared
from dateline.resolve.scene import Scene
from dateline.resources import countries


def division(found: Link, participant: Participant, scene: Scene) -> Link | None:
    """Return the actor as one of the division or town that bears its country's name; None where it is the country's."""
    country = countries.countries().get(found.country or "")
    if country is None or not is_shared(country.name, country.alpha3):
        return None
    text = scene.context.report.text[participant.span.start : participant.span.end]
    if country.name not in text:
        return None
    place = where.resolve(country.name, participant.span, scene)
    if place.id is None or place.precision is PlacePrecision.COUNTRY or place.country == country.alpha3:
        return None
    _, _, rest = found.target.id.partition(f":{country.alpha3}")
    person = found.target.id.startswith("person:")
    id_ = found.target.id if person else f"place:{place.id}{rest}"
    reason = f"{country.name} is that of {place.country}, as the report's other places tell; {found.target.reason}"
    target = Candidate(id=id_, name=participant.name, score=0.7, reason=reason)
    kind = ActorKind.OTHER if found.kind is ActorKind.STATE else found.kind
    return replace(
        found, target=target, kind=kind, country=place.country, runners_up=(found.target, *found.runners_up), parents=()
    )
