"""Where an event happened: the place as written to a place of the gazetteer, with its rivals and the reason.

A country or a region has no point: only towns have coordinates here. The dateline's place is where a report was filed
and never stands in for the event's; it only helps to choose between places of one name. The ranking follows the
population and one-country-per-report heuristics of Leidner (Toponym Resolution in Text, 2007).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from dateline.records import Candidate, EntityForm, Mention, PlacePrecision, Problem, Span, Where, kilometres
from dateline.resolve import phrase
from dateline.resolve.context import Context
from dateline.resolve.located import KINDS, SPOTS
from dateline.resolve.scene import Ranked, Scene, following, plain
from dateline.resolve.senses import Sense
from dateline.resources import countries, places

_SIDE = r"(?:north|south|east|west|central|upper|lower)(?:ern)?(?:[- ]?(?:east|west|central)(?:ern)?)?"
COMPASS = re.compile(
    rf"^(?:(?:the )?(?:far |extreme )?{_SIDE}|(?:north|south)(?:east|west)(?:ern)?|occupied|rural|downtown|greater)\b"
    r"[- ]?(?:of )?",
    re.I,
)
TYPED = re.compile(rf"\b({'|'.join(sorted(KINDS))})\b", re.I)
DIVISIONS = frozenset("province governorate region state oblast prefecture department division".split())
SOIL = frozenset("soil territory land side border borders waters airspace north south east west".split())
MOST = 5  # senses of a name that are kept, the best among them
BESIDE = 25.0  # km: how far "near", "outside" and "around" a place may be
CLOSE = 0.2  # difference of scores under which a name is in doubt: its second sense is .8 as likely as its first
ELSEWHERE = 161.0  # km, between places of one name that are not the same for a reader


def locate(mention: Mention, scene: Scene) -> tuple[Where | None, Problem | None]:
    """Return the place of a mention, and what could not be made out of its words."""
    context = scene.context
    span = mention.place or next((one for one in scene.located if mention.clause.covers(one)), None)
    if span is None:
        return None, None
    span = _typed(span, context.report.text)
    name = _name(span, context)
    found, doubt = _resolved(name, span, scene)
    found = _around(found, context)
    told = partial(Problem, stage="resolve", report=context.report.id, path=context.report.path, span=span)
    if found.id is None and found.country is None and found.precision is None:
        message = f'"{found.name}" is in no gazetteer; the event keeps its words without coordinates.'
        return found, told(code="resolve/unknown-place", message=message)
    if doubt:
        message = f'"{found.name}" may mean {doubt}; neither the report nor its outlet tells which.'
        return found, told(code="resolve/ambiguous-place", message=message)
    return found, None


def _around(where: Where, context: Context) -> Where:
    """Widen a place that something happened near, not in."""
    before = context.report.text[max(0, where.span.start - 12) : where.span.start].lower()
    if where.radius is None or not re.search(r"\b(?:near|outside|around)\s+(?:the\s+)?$", before):
        return where
    return replace(where, radius=where.radius + BESIDE)


def _typed(span: Span, text: str) -> Span:
    """Take in "region" or "province" right behind the name, and the rest of a name with a hyphen."""
    if (joined := re.match(r"[-‑]\w+", text[span.end : span.end + 20])) is not None:
        span = Span(span.start, span.end + joined.end())
    behind = re.match(r" (\w+)\b", text[span.end : span.end + 20])
    return Span(span.start, span.end + behind.end()) if behind and TYPED.fullmatch(behind[1]) else span


def _name(span: Span, context: Context) -> str:
    """Return the words of a place; the name that stands behind "the country" or "there" where the report tells it."""
    words = context.words(span)
    entity = context.entity(span)
    if entity is None or entity.form is EntityForm.NAME:
        return words
    names = context.named(entity.chain)
    return names[0] if names and not any(w[:1].isupper() for w in words.split()) else words


def resolve(name: str, span: Span, scene: Scene) -> Where:
    """Return the place that a name most likely means."""
    return _resolved(name, span, scene)[0]


def _resolved(name: str, span: Span, scene: Scene) -> tuple[Where, str]:
    """Return the place that a name most likely means, and what it may mean as well where that is in doubt."""
    parts = [p for p in re.split(r"\s*[,(]\s*|\)", name) if p]
    first, rest = plain(parts[0] if parts else name), parts[1:]
    inside = phrase.read(first)
    told = _countries_in(rest) or (inside.countries if inside.words else ())
    told = told or following(span, scene.context.report.text) or scene.qualified.get(plain(name), ())
    division = any(kind.lower() in DIVISIONS for kind in TYPED.findall(first))
    if people := countries.by_adjective(first):
        return _of_people(people, span, scene)
    part_of = COMPASS.sub("", first).strip()
    for attempt, reason in ((first, ""), (part_of, "a part of it"), *_pieces(part_of)):
        found = _exact(attempt, told, scene, division=division) if attempt else None
        if found is not None:
            best, doubt = found
            note = f"{best.reason}; {reason}" if reason else best.reason
            shown = name if reason == "a part of it" else (parts[0] if parts else name)
            return replace(best, span=span, name=_shown(shown), reason=note), doubt
    whose = inside.countries or told
    if whose:
        country = countries.countries()[whose[0]]
        shown = _shown(parts[0] if parts else name)
        if all(w.lower() in SOIL for w in inside.words):
            return replace(_whole(country, span, "the country of its adjective"), name=shown), ""
        where = _whole(country, span, f"not in the gazetteer; it lies in {country.name}")
        return replace(where, name=shown, id=None), ""
    return Where(span=span, name=_shown(parts[0] if parts else name), reason="in no gazetteer"), ""


def _of_people(people: tuple[str, ...], span: Span, scene: Scene) -> tuple[Where, str]:
    """Return the country of an adjective; of several ("Korean"), the one that the report tells of most."""
    shares = sorted(((scene.share(one, scene.context.words(span)), one) for one in people), reverse=True)
    best = countries.countries()[shares[0][1]]
    if len(shares) == 1 or shares[0][0] > shares[1][0]:
        return _whole(best, span, "the country of its adjective"), ""
    doubt = f"{best.name} or {countries.countries()[shares[1][1]].name}"
    level, reason = PlacePrecision.COUNTRY, f"in doubt: {doubt}; the country of its adjective"
    return Where(span=span, name=_shown(scene.context.words(span)), precision=level, reason=reason), doubt


def _whole(country: countries.Country, span: Span, reason: str) -> Where:
    """Return a country as a place, without a point."""
    return Where(
        span=span,
        name=country.name,
        id=country.geonames,
        country=country.alpha3,
        radius=places.extent(country.alpha2, "country"),
        precision=PlacePrecision.COUNTRY,
        reason=reason,
    )


def _shown(words: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their) ", "", words.strip(), flags=re.I) or words


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """Yield the names inside a longer name, with the reason they serve: "Aleppo airport", "city of Goma"."""
    taken = [phrase.bare(w) for w in words.split()]
    possessed = next((i for i, w in enumerate(words.split()) if w != phrase.bare(w)), -1) + 1
    inner = taken[possessed:]
    untyped = [w for w in inner if not TYPED.fullmatch(w) and w.lower() not in {"of", "the"}]
    if possessed:
        yield " ".join(inner), "named with what it lies in"
    yield " ".join(untyped), "the kind of place is told with it"
    for size in range(len(inner) - 1, 0, -1):
        if all(w.lower() in SPOTS for w in inner[size:]):
            yield " ".join(inner[:size]), "a spot in it"
    if possessed:
        yield " ".join(taken[:possessed]), "a spot in it"


def _countries_in(parts: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for part in parts:
        found += countries.by_name(plain(part)) or phrase.read(part).countries
    return tuple(dict.fromkeys(found))


def _exact(name: str, told: tuple[str, ...], scene: Scene, *, division: bool = False) -> tuple[Where, str] | None:
    """Rank all that bears the name: countries, regions, towns and divisions; tell what the best is as likely as."""
    told = tuple(c for c in told if c not in countries.by_name(name))  # "northern Chad" tells of no town called Chad
    ranked = scene.rank(name, told, division=division)
    if not ranked:
        return None
    total = sum(math.exp(one.score) for one in ranked)
    rivals = tuple(
        Candidate(
            id=f"geonames:{one.sense.id}" if one.sense.id else one.sense.name,
            name=_title(one.sense),
            score=round(math.exp(one.score) / total, 3),
            reason=_reason(one),
        )
        for one in ranked[:MOST]
    )
    sense, doubt, reason = ranked[0].sense, "", _reason(ranked[0])
    radius = sense.radius
    rival = _rival(ranked)
    if rival is not None:
        doubt = f"{_title(sense)} or {_title(rival)}"
        reason = f"in doubt: {doubt}; {reason}"
        if sense.precision is rival.precision is PlacePrecision.COUNTRY:
            level = PlacePrecision.COUNTRY
            return Where(span=Span(0, 1), name=name, precision=level, runners_up=rivals, reason=reason), doubt
        radius = kilometres(sense.point, rival.point) if sense.point and rival.point else None
    latitude, longitude = sense.point or (None, None)
    best = Where(
        span=Span(0, 1),
        name=sense.name,
        id=sense.id,
        country=sense.country,
        latitude=latitude,
        longitude=longitude,
        radius=None if radius is None else round(radius, 1),
        precision=sense.precision,
        runners_up=rivals[1:],
        reason=reason,
    )
    return best, doubt


def _rival(ranked: Sequence[Ranked]) -> Sense | None:
    """Return the second sense where it is about as likely as the first and lies elsewhere."""
    if len(ranked) < 2 or ranked[0].score - ranked[1].score >= CLOSE:
        return None
    best, second = ranked[0].sense, ranked[1].sense
    if best.point and second.point:
        return second if kilometres(best.point, second.point) > ELSEWHERE else None
    return second if best.division != second.division else None


def _title(sense: Sense) -> str:
    """Name a sense with its division and country: "Lexington, KY, USA"."""
    division = sense.division[1] if sense.division and sense.division[1].isalpha() else ""
    kind = sense.precision.value if sense.precision in {PlacePrecision.DISTRICT, PlacePrecision.PROVINCE} else ""
    name = f"{sense.name} ({kind})" if kind else sense.name
    country = sense.country if sense.precision is not PlacePrecision.COUNTRY else ""
    return ", ".join(part for part in (name, division, country) if part)


def _reason(one: Ranked) -> str:
    """Say what a sense is and why it ranks where it does."""
    why = ", ".join(one.why)
    if one.sense.precision in {PlacePrecision.COUNTRY, PlacePrecision.REGION} or one.sense.country is None:
        return one.why[0]
    return f"{one.sense.name}, {countries.countries()[one.sense.country].name}: {why}"
