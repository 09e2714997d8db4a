"""Where an event happened: the place as written to a place of the gazetteer, with its rivals and the reason.

A country or a region has no point: only towns have coordinates here. The dateline's place is where a report was filed
and never stands in for the event's; it only helps to choose between places of one name. The ranking follows the
population and one-country-per-report heuristics of Leidner (Toponym Resolution in Text, 2007).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.records import (
    Candidate,
    EntityForm,
    Mention,
    PlacePrecision,
    Problem,
    Span,
    Where,
)
from dateline.resolve import phrase
from dateline.resolve.context import Context
from dateline.resolve.scene import Ranked, Scene, following, plain
from dateline.resources import countries, places

AT = frozenset("in at near outside inside across around off on within throughout".split())
_SIDE = r"(?:north|south|east|west|central|upper|lower)(?:ern)?(?:[- ]?(?:east|west|central)(?:ern)?)?"
COMPASS = re.compile(
    rf"^(?:(?:the )?(?:far |extreme )?{_SIDE}|(?:north|south)(?:east|west)(?:ern)?|occupied|rural|downtown|greater)\b"
    r"[- ]?(?:of )?",
    re.I,
)
TYPED = re.compile(
    r"\b(province|governorate|region|state|district|county|oblast|prefecture|city|town|village|municipality|capital"
    r"|suburb|neighbou?rhood|area|camp|island|peninsula|department|division|territory)\b",
    re.I,
)
DIVISIONS = frozenset("province governorate region state oblast prefecture department division".split())
SPOTS = frozenset(
    """airport airbase base air airfield international hospital university prison jail port harbour harbor station
    bridge embassy consulate square street road highway market mosque church cathedral temple synagogue school stadium
    camp border crossing suburb suburbs outskirts countryside dam refinery mine factory plant field naval military
    central old city town district province region area""".split()
)
SOIL = frozenset("soil territory land side border borders waters airspace north south east west".split())
MOST = 4  # runners-up that are kept


def locate(mention: Mention, scene: Scene) -> tuple[Where | None, Problem | None]:
    """Return the place of a mention, and what could not be made out of its words."""
    context = scene.context
    span = mention.place or _near(mention, context)
    if span is None:
        return None, None
    span = _typed(span, context.report.text)
    name = _name(span, context)
    found = resolve(name, span, scene)
    if found.id is None and found.country is None and found.precision is None:
        return found, Problem(
            code="resolve/unknown-place",
            stage="resolve",
            message=f'"{found.name}" is in no gazetteer; the event keeps its words without coordinates.',
            report=context.report.id,
            path=context.report.path,
            span=span,
        )
    return found, None


def _typed(span: Span, text: str) -> Span:
    """Take in "region" or "province" right behind the name, and the rest of a name with a hyphen."""
    if (joined := re.match(r"[-‑]\w+", text[span.end : span.end + 20])) is not None:
        span = Span(span.start, span.end + joined.end())
    behind = re.match(r" (\w+)\b", text[span.end : span.end + 20])
    return Span(span.start, span.end + behind.end()) if behind and TYPED.fullmatch(behind[1]) else span


def _near(mention: Mention, context: Context) -> Span | None:
    """Find a place named in the mention's clause behind a locative word: "in Goma"."""
    texts = context.parsed.tokens.text
    for entity in context.places:
        if not mention.clause.covers(entity.span) or entity.first == 0:
            continue
        before = texts[entity.first - 1].lower()
        if before == "the" and entity.first > 1:
            before = texts[entity.first - 2].lower()
        if before in AT:
            return entity.span
    return None


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
    parts = [p for p in re.split(r"\s*[,(]\s*|\)", name) if p]
    first, rest = plain(parts[0] if parts else name), parts[1:]
    first = places.spelled_out(first)
    inside = phrase.read(first)
    told = _countries_in(rest) or (inside.countries if inside.words else ())
    told = told or following(span, scene.context.report.text) or scene.qualified.get(plain(name), ())
    division = any(kind.lower() in DIVISIONS for kind in TYPED.findall(first))
    if people := countries.by_adjective(first):
        country = countries.countries()[max(people, key=scene.share)]
        reason = "the country of its adjective"
        level = PlacePrecision.COUNTRY
        return Where(
            span=span, name=country.name, id=country.geonames, country=country.alpha3, precision=level, reason=reason
        )
    part_of = COMPASS.sub("", first).strip()
    for attempt, reason in ((first, ""), (part_of, "a part of it"), *_pieces(part_of)):
        found = _exact(attempt, told, scene, division=division) if attempt else None
        if found is not None:
            best, rivals = found
            note = f"{best.reason}; {reason}" if reason else best.reason
            shown = name if reason == "a part of it" else (parts[0] if parts else name)
            return replace(best, span=span, name=_shown(shown), reason=note, runners_up=rivals)
    whose = inside.countries or told
    if whose:
        country = countries.countries()[whose[0]]
        soil = all(w.lower() in SOIL for w in inside.words)
        return Where(
            span=span,
            name=_shown(parts[0] if parts else name),
            id=country.geonames if soil else None,
            country=country.alpha3,
            precision=PlacePrecision.COUNTRY,
            reason="the country of its adjective" if soil else f"not in the gazetteer; it lies in {country.name}",
        )
    return Where(span=span, name=_shown(parts[0] if parts else name), reason="in no gazetteer")


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


def _exact(
    name: str, told: tuple[str, ...], scene: Scene, *, division: bool = False
) -> tuple[Where, tuple[Candidate, ...]] | None:
    """Rank all that bears the name: countries, regions, towns and divisions."""
    told = tuple(c for c in told if c not in countries.by_name(name))  # "northern Chad" tells of no town called Chad
    ranked = scene.rank(name, told, division=division)
    if not ranked:
        return None
    total = sum(math.exp(one.score) for one in ranked)
    rivals = tuple(
        Candidate(
            id=f"geonames:{one.sense.id}" if one.sense.id else one.sense.name,
            name=f"{one.sense.name}, {one.sense.country}" if one.sense.country else one.sense.name,
            score=round(math.exp(one.score) / total, 3),
            reason=_reason(one),
        )
        for one in ranked[1 : 1 + MOST]
    )
    sense = ranked[0].sense
    latitude, longitude = sense.point or (None, None)
    best = Where(
        span=Span(0, 1),
        name=sense.name,
        id=sense.id,
        country=sense.country,
        latitude=latitude,
        longitude=longitude,
        precision=sense.precision,
        reason=_reason(ranked[0]),
    )
    return best, rivals


def _reason(one: Ranked) -> str:
    """Say what a sense is and why it ranks where it does."""
    why = ", ".join(one.why)
    if one.sense.precision in {PlacePrecision.COUNTRY, PlacePrecision.REGION} or one.sense.country is None:
        return one.why[0]
    return f"{one.sense.name}, {countries.countries()[one.sense.country].name}: {why}"
