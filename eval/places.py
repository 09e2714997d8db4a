"""Toponyms on XML laid out as LGL and TR-News: found in the text, resolved where they are given, and the two together.

Every XML file under the folder is read: `article` with `text`, `domain` and `toponym`s (`start`, `end`, `phrase`, and a
`gaztag` with the GeoNames id, `lat` and `lon` where the place is in GeoNames). Offsets that miss their phrase are moved
to its nearest place in the text. Figures as in A Pragmatic Guide to Geoparsing Evaluation (Gritta et al. 2020):
recognition over all toponyms as annotated, by exact characters (`toponym_f1`) and by overlap; with gold toponyms given,
over those with coordinates, the share within 161 km, the mean error, and the area under the curve of the logarithm of
the errors (0 is best). A place of the gold's own id is no distance away; one of another id and without a point, or none
at all, is as far away as a place can be. The joint figure is the share of all gold with coordinates that is found, by
exact characters, and lies within 161 km. `baseline_` gives each name the most populous place that bears it.
"""

from __future__ import annotations

import math
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.parse import Parser
from dateline.read import read
from dateline.records import Parsed, Report, Span, Told, kilometres
from dateline.resolve import toponyms
from dateline.resolve.context import Context
from dateline.resolve.scene import Scene
from dateline.resolve.where import resolve
from dateline.resources import countries, places

NEAR = 161.0  # km: a hundred miles
FARTHEST = 20_039.0  # km: half the equator, which the guide takes for the greatest error


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated toponym, with its place where it has one."""

    span: Span
    phrase: str
    id: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is marked in it."""

    id: str
    text: str
    domain: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of one toponym: a GeoNames id, a point, either or none."""

    id: str | None = None
    point: tuple[float, float] | None = None


def moved(text: str, start: int, phrase: str) -> Span | None:
    """Return where the phrase stands, nearest to where it is said to; None where it is not in the text.

    >>> moved("Rain in Lagos", 7, "Lagos")
    Span(start=8, end=13)
    """
    starts = [match.start() for match in re.finditer(re.escape(phrase), text)] if phrase else []
    at = min(starts, key=lambda one: abs(one - start), default=None)
    return None if at is None else Span(at, at + len(phrase))


def load(path: Path) -> Iterator[Article]:
    """Read the articles of a file."""
    for article in ElementTree.parse(path).getroot().iter("article"):  # noqa: S314 (a corpus that the person names)
        text = article.findtext("text") or ""
        found = []
        for toponym in article.iter("toponym"):
            phrase = toponym.findtext("phrase") or ""
            span = moved(text, int(toponym.findtext("start") or 0), phrase)
            if span is None:
                continue
            tag = toponym.find("gaztag")
            point = _coordinates(tag, f"{path.name}, article {article.get('docid')}, {phrase!r}")
            found.append(Gold(span, phrase, tag.get("geonameid", "") if tag is not None else "", point))
        domain = (article.findtext("domain") or "").strip().removeprefix("www.")
        yield Article(article.get("docid", ""), text, domain, tuple(sorted(set(found), key=lambda g: g.span.start)))


def _coordinates(tag: ElementTree.Element | None, where: str) -> tuple[float, float] | None:
    """Return the coordinates of a tag; those that are none, or nowhere on earth, are told and left out."""
    latitude, longitude = (tag.findtext(name) if tag is not None else None for name in ("lat", "lon"))
    if not latitude or not longitude:
        return None
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        point = math.nan, math.nan
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        print(f"{where}: no coordinates on earth: {latitude}, {longitude}", file=sys.stderr)
        return None
    return point


def distance(gold: Gold, answer: Answer) -> float:
    """Return how far an answer is from the gold place."""
    if gold.point is None:
        raise ValueError("a place without coordinates has no distance")
    if answer.id is not None and answer.id == gold.id:
        return 0.0
    return kilometres(gold.point, answer.point) if answer.point else FARTHEST


def area(errors: Sequence[float]) -> float:
    """Return the area under the curve of the logarithms of the errors, in order, from 0 (all right) to 1."""
    logs = sorted(math.log(error + 1) for error in errors)
    if len(logs) < 2:
        return min(1.0, logs[0] / math.log(FARTHEST)) if logs else 0.0
    under = sum((one + other) / 2 for one, other in pairwise(logs))
    return min(1.0, under / (math.log(FARTHEST) * (len(logs) - 1)))


def f1(right: int, gold: int, ours: int) -> float:
    """Return F1 in percent."""
    return round(200 * right / (gold + ours), 2) if gold + ours else 0.0


def overlapping(gold: Sequence[Span], ours: Sequence[Span]) -> int:
    """Count the pairs of spans that share a character, each span in at most one pair, in order of the text."""
    free = sorted(ours, key=lambda span: (span.start, span.end))
    count = 0
    for span in sorted(gold, key=lambda one: (one.start, one.end)):
        other = next((one for one in free if one.overlaps(span)), None)
        if other is not None:
            free.remove(other)
            count += 1
    return count


@dataclass
class Tally:
    """Counts of one file, or of several together."""

    gold: int = 0
    ours: int = 0
    exact: int = 0
    overlap: int = 0
    joint: int = 0
    pointed: int = 0
    names: tuple[int, int, int] = (0, 0, 0)  # right, gold, ours: without adjectives and peoples
    errors: tuple[float, ...] = ()
    baseline: tuple[float, ...] = ()

    def add(self, other: Tally) -> None:
        """Take in the counts of another."""
        for name in ("gold", "ours", "exact", "overlap", "joint", "pointed", "errors", "baseline"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        right, gold, ours = (one + two for one, two in zip(self.names, other.names, strict=True))
        self.names = (right, gold, ours)

    def scores(self) -> dict[str, float]:
        """Return the figures."""
        errors, baseline = self.errors, self.baseline
        return {
            "toponym_f1": f1(self.exact, self.gold, self.ours),
            "precision": round(100 * self.exact / self.ours, 2) if self.ours else 0.0,
            "recall": round(100 * self.exact / self.gold, 2) if self.gold else 0.0,
            "overlap_f1": f1(self.overlap, self.gold, self.ours),
            "names_f1": f1(*self.names),
            "acc161": _share(errors),
            "mean_km": _mean(errors),
            "auc": round(area(errors), 4),
            "joint_acc161": round(self.joint / self.pointed, 4) if self.pointed else 0.0,
            "pointless": round(sum(e >= FARTHEST for e in errors) / len(errors), 4) if errors else 0.0,
            "mean_km_located": _mean([e for e in errors if e < FARTHEST]),
            "baseline_acc161": _share(baseline),
            "baseline_mean_km": _mean(baseline),
            "baseline_auc": round(area(baseline), 4),
            "toponyms": self.gold,
            "with_coordinates": self.pointed,
        }


def _share(errors: Sequence[float]) -> float:
    return round(sum(error <= NEAR for error in errors) / len(errors), 4) if errors else 0.0


def _mean(errors: Sequence[float]) -> float:
    return round(sum(errors) / len(errors), 1) if errors else 0.0


def most_populous(name: str) -> Answer:
    """Return the country of that name or adjective, else the most populous place: the baseline."""
    for alpha3 in countries.by_name(name) or countries.by_adjective(name):
        return Answer(countries.countries()[alpha3].geonames)
    for place in places.find(places.spelled_out(name)):
        return Answer(place.id, _point(place.latitude, place.longitude))
    return Answer()


def ours(gold: Gold, scene: Scene) -> Answer:
    """Return what we make of a toponym."""
    where = resolve(" ".join(gold.phrase.split()), gold.span, scene)
    return Answer(where.id, _point(where.latitude, where.longitude))


def _point(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def as_report(article: Article) -> Report | None:
    """Return the text read as any report is, with the domain as its outlet; None where there is no text."""
    found = read(article.text.encode(), path=f"{article.id}.txt").items
    outlet = Told(value=article.domain, rule="the corpus") if article.domain else None
    return replace(found[0], outlet=outlet or found[0].outlet) if found else None


def measure(article: Article, report: Report, parsed: Parsed) -> tuple[Tally, list[str]]:
    """Return the counts of one text, and its errors as lines."""
    found = toponyms.find(Context(report, parsed))
    spans = {one.span for one in found}
    adjectives = {one.span for one in found if one.adjective}
    given = Scene(Context(report, parsed), [gold.span for gold in article.gold])
    free = Scene(Context(report, parsed))
    marked = {gold.span for gold in article.gold}
    peoples = {g.span for g in article.gold if countries.by_adjective(g.phrase) and not countries.by_name(g.phrase)}
    tally = Tally(gold=len(marked), ours=len(spans), exact=len(spans & marked))
    tally.overlap = overlapping(list(marked), list(spans))
    names, named = marked - peoples, spans - adjectives
    tally.names = (len(names & named), len(names), len(named))
    lines = [_line("missed", span, report) for span in sorted(marked - spans, key=lambda s: s.start)]
    lines += [_line("extra", span, report) for span in sorted(spans - marked, key=lambda s: s.start)]
    for gold in article.gold:
        if gold.point is None:
            continue
        answer = ours(gold, given)
        error = distance(gold, answer)
        tally.errors += (error,)
        tally.baseline += (distance(gold, most_populous(gold.phrase)),)
        tally.pointed += 1
        tally.joint += gold.span in spans and distance(gold, ours(gold, free)) <= NEAR
        if error > NEAR:
            lines.append(_line("far", gold.span, report, f"{gold.id} {gold.point}", f"{answer.id} {answer.point}"))
    return tally, [f"{article.id}\t{line}" for line in lines]


def _line(kind: str, span: Span, report: Report, *more: str) -> str:
    around = report.text[max(0, span.start - 40) : span.end + 40].replace("\n", " ")
    return "\t".join((kind, span.of(report.text), *more, around))


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score every XML file under a folder; keep the errors, a line each, where a folder is given for them."""
    parser = Parser.load()
    whole = Tally()
    parts: dict[str, dict[str, float]] = {}
    for path in sorted(data.rglob("*.xml")):
        part = Tally()
        lines: list[str] = []
        for article in load(path):
            report = as_report(article)
            parsed = parser.parse(report).items if report else ()
            if report is None or not parsed:
                part.add(_lost(article))
                continue
            tally, errors = measure(article, report, parsed[0])
            part.add(tally)
            lines += errors
        if part.gold:
            parts[path.stem] = part.scores()
            whole.add(part)
        if out is not None:
            (out / f"places-{path.stem}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return whole.scores() | {"files": parts}


def _lost(article: Article) -> Tally:
    """Count a text that could not be read as found in nothing."""
    pointed = [gold for gold in article.gold if gold.point]
    errors = (FARTHEST,) * len(pointed)
    baseline = tuple(distance(gold, most_populous(gold.phrase)) for gold in pointed)
    return Tally(gold=len(article.gold), pointed=len(pointed), errors=errors, baseline=baseline)
