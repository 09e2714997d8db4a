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
from functools import cache
from importlib.resources import files

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
from dateline.resources import countries, places
from dateline.resources.places import Place, key

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
TOLD = 3.0  # the country stands in the same phrase: ", Kenya"
NAMED = 2.5  # weight of a country beside a town or a province of its name
COMMON = 1.5  # at most, for the country that the report tells of most
COMPANY = 1.0  # at most, for places of the report that lie in one country, and again in one province
NEIGHBOUR = 0.3
DIVISION = 0.8  # weight of a district: that of a town of 250
PROVINCE = 1.9  # weight of a province: that of a town of half a million
TOWN = 15_000  # people of a town that is meant before the province called after it
MOST = 4  # runners-up that are kept
PRECISION = {
    "city": PlacePrecision.PLACE,
    "admin1": PlacePrecision.PROVINCE,
    "admin2": PlacePrecision.DISTRICT,
}


@cache
def _regions() -> dict[str, tuple[str, str | None, str | None]]:
    text = (files("dateline.resources.places") / "regions.tsv").read_text(encoding="utf-8")
    rows = ([*line.split("\t"), "", ""][:3] for line in text.splitlines() if line and not line.startswith("#"))
    return {key(name): (name, country or None, id_ or None) for name, country, id_ in rows}


def locate(mention: Mention, context: Context) -> tuple[Where | None, Problem | None]:
    """Return the place of a mention, and what could not be made out of its words."""
    span = mention.place or _near(mention, context)
    if span is None:
        return None, None
    span = _typed(span, context.report.text)
    name = _name(span, context)
    found = resolve(name, span, context)
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


def resolve(name: str, span: Span, context: Context) -> Where:
    """Return the place that a name most likely means."""
    parts = [p for p in re.split(r"\s*[,(]\s*|\)", name) if p]
    first, rest = _plain(parts[0] if parts else name), parts[1:]
    first = places.spelled_out(first)
    inside = phrase.read(first)
    told = _countries_in(rest) or (inside.countries if inside.words else ()) or _following(span, context)
    division = any(kind.lower() in DIVISIONS for kind in TYPED.findall(first))
    if people := countries.by_adjective(first):
        country = countries.countries()[max(people, key=context.share)]
        reason = "the country of its adjective"
        level = PlacePrecision.COUNTRY
        return Where(
            span=span, name=country.name, id=country.geonames, country=country.alpha3, precision=level, reason=reason
        )
    part_of = COMPASS.sub("", first).strip()
    for attempt, reason in ((first, ""), (part_of, "a part of it"), *_pieces(part_of)):
        found = _exact(attempt, told, context, division=division) if attempt else None
        if found is not None:
            best, rivals = found
            note = f"{best.reason}; {reason}" if reason else best.reason
            shown = name if reason == "a part of it" else (parts[0] if parts else name)
            return replace(best, span=span, name=_shown(shown), reason=note, runners_up=rivals)
    whose = inside.countries or told
    if whose:
        country = countries.countries()[whose[0]]
        plain = all(w.lower() in SOIL for w in inside.words)
        return Where(
            span=span,
            name=_shown(parts[0]),
            id=country.geonames if plain else None,
            country=country.alpha3,
            precision=PlacePrecision.COUNTRY,
            reason="the country of its adjective" if plain else f"not in the gazetteer; it lies in {country.name}",
        )
    return Where(span=span, name=_shown(parts[0] if parts else name), reason="in no gazetteer")


def _shown(words: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their) ", "", words.strip(), flags=re.I) or words


def _plain(words: str) -> str:
    return phrase.bare(_shown(words))


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
        found += countries.by_name(_plain(part)) or phrase.read(part).countries
    return tuple(dict.fromkeys(found))


def _following(span: Span, context: Context) -> tuple[str, ...]:
    """Return the country that stands right behind the place: ", Kenya" or "in northern Kenya"."""
    text = context.report.text[span.end : span.end + 60]
    match = re.match(r"\s*,?\s*(?:in |east of |west of )?(?:\w+ern )?((?:[A-Z][\w.’'-]+ ?){1,4})", text)
    if match is None or text.lstrip()[:1] not in {",", "i"}:
        return ()
    words = match[1].split()
    for size in range(len(words), 0, -1):
        found = countries.by_name(phrase.bare(" ".join(words[:size])))
        if found:
            return found
        division = [p for p in places.find(places.spelled_out(" ".join(words[:size]))) if p.kind == "admin1"]
        if len(division) == 1 and (alpha3 := countries.alpha3(division[0].country)):
            return alpha3, division[0].admin1
    return ()


def _exact(
    name: str, told: tuple[str, ...], context: Context, *, division: bool = False
) -> tuple[Where, tuple[Candidate, ...]] | None:
    """Rank all that bears the name: countries, regions, towns and divisions."""
    told = tuple(c for c in told if c not in countries.by_name(name))  # "northern Chad" tells of no town called Chad
    ranked = [*_named_countries(name, context), *_named_places(name, told, context, division=division)]
    if (region := _regions().get(key(name))) is not None:
        reason = "a part of the world, without a point"
        title, country, id_ = region
        ranked.append(
            (
                3.0,
                Where(
                    span=Span(0, 1), name=title, id=id_, country=country, precision=PlacePrecision.REGION, reason=reason
                ),
            )
        )
    if not ranked:
        return None
    ranked.sort(key=lambda pair: -pair[0])
    total = sum(math.exp(score) for score, _ in ranked)
    rivals = tuple(
        Candidate(
            id=f"geonames:{w.id}" if w.id else w.name,
            name=f"{w.name}, {w.country}" if w.country else w.name,
            score=round(math.exp(score) / total, 3),
            reason=w.reason,
        )
        for score, w in ranked[1 : 1 + MOST]
    )
    return ranked[0][1], rivals


def _named_countries(name: str, context: Context) -> Iterator[tuple[float, Where]]:
    for alpha3 in countries.by_name(name):
        country = countries.countries()[alpha3]
        score = NAMED + context.share(alpha3) * COMMON
        yield (
            score,
            Where(
                span=Span(0, 1),
                name=country.name,
                id=country.geonames,
                country=alpha3,
                precision=PlacePrecision.COUNTRY,
                reason="a country, without a point",
            ),
        )


def _named_places(
    name: str, told: tuple[str, ...], context: Context, *, division: bool
) -> Iterator[tuple[float, Where]]:
    if not name[:1].isupper():
        return
    found = places.find(name)
    towns = {(p.country, p.admin1) for p in found if p.kind == "city" and p.population >= TOWN}
    for place in found:
        alpha3 = countries.alpha3(place.country)
        if alpha3 is None:
            continue
        score, why = _score(place, alpha3, told, context)
        near, beside = context.company(name, place.country, place.admin1)
        if near > 0:
            score += COMPANY * min(1.0, near / 3)
            why.append("other places of the report lie in its country")
        if beside > 0:
            score += COMPANY * min(1.0, beside)
            why.append("and in its province")
        if place.kind == "admin1" and (place.country, place.admin1) in towns and not division:
            score -= PROVINCE - DIVISION  # the town it is called after is meant
        elif place.kind != "city" and not division and key(place.name) != key(name):
            score -= 0.5  # known by that name with "Province" or the like behind it
        elif place.kind == "admin1" and division:
            score, why = score + 2, [*why, "told as a division"]
        yield (
            score,
            Where(
                span=Span(0, 1),
                name=place.name,
                id=place.id,
                country=alpha3,
                latitude=place.latitude,
                longitude=place.longitude,
                precision=PRECISION[place.kind],
                reason=f"{place.name}, {countries.countries()[alpha3].name}: {', '.join(why)}",
            ),
        )


def _score(place: Place, alpha3: str, told: tuple[str, ...], context: Context) -> tuple[float, list[str]]:
    """Weigh a place by its size and by how much the report tells of its country."""
    why = []
    if place.kind == "city":
        score = math.log10(place.population + 10) / 3
        why.append(f"population {place.population:,}" if place.population else "population unknown")
    else:
        score = PROVINCE if place.kind == "admin1" else DIVISION
        why.append("a first-order division" if place.kind == "admin1" else "a second-order division")
    if alpha3 in told:
        score += TOLD
        why.append("its country stands beside it")
        if place.admin1 in told:
            score += TOLD
            why.append("with its division")
    if (share := context.share(alpha3)) > 0:
        score += COMMON * share
        why.append("the report tells of its country")
    elif any(context.share(n) > 0 for n in _around(alpha3)):
        score += NEIGHBOUR
        why.append("the report tells of a neighbour")
    return score, why


def _around(alpha3: str) -> Iterator[str]:
    for alpha2 in countries.countries()[alpha3].neighbours:
        if (found := countries.alpha3(alpha2)) is not None:
            yield found
