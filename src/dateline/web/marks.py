"""A report and the mentions in it in, its text in pieces out, each with what was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.records import SAID, FurnitureKind, Mention, Report, Span
from dateline.timeline import date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a report that something was read from: of which sort, what, and the page that tells more."""

    span: Span
    sort: str  # event, actor, time, place, source, number, furniture
    note: str
    href: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that share their marks; `begins` are those that start here, which a keyboard stops at."""

    text: str
    sorts: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]  # sort and words
    href: str = ""
    anchor: str = ""
    begins: bool = False
    markup: bool = False  # tags of an HTML page, folded away


def marks(
    report: Report,
    mentions: Iterable[Mention],
    *,
    events: Mapping[str, tuple[str, str]],
) -> Iterator[Mark]:
    """Give every span of the mentions; `events` are each mention's event's address and summary."""
    for furniture in report.furniture:
        yield Mark(span=furniture.span, sort="furniture", note=f"{furniture.kind}: {furniture.reason}")
    for mention in mentions:
        href, summary = events.get(mention.id, ("", ""))
        kind = f", {mention.kind}" if mention.kind else ""
        note = f"{mention.act}{kind}, {mention.modality}: {summary}"
        yield Mark(span=mention.trigger, sort="event", note=note, href=href, anchor=mention.id)
        for one in mention.roles:
            if one.rule == SAID:
                continue  # no words tell whom a person named
            link = one.link
            who = f"{link.target.name} ({link.kind}) since {link.target.reason}" if link else one.name
            yield Mark(span=one.span, sort="actor", note=f"{one.role}: {who}; {one.rule}")
        if mention.when.phrase:
            steps = "; ".join(f"{step.rule}: {step.detail}" for step in mention.when.steps)
            yield Mark(span=mention.when.phrase, sort="time", note=f"{date_words(mention.when)}. {steps}")
        if mention.where and mention.where.span != mention.trigger:  # else a person named it, no words do
            where = mention.where
            point = f" ({where.latitude:.2f}, {where.longitude:.2f})" if where.latitude is not None else ""
            since = f", since {where.reason}" if where.reason else ""
            yield Mark(span=where.span, sort="place", note=f"{where.name}{point}{since}")
        for hop in mention.attribution.hops:
            note = f"{hop.name} ({hop.kind})"
            yield Mark(span=hop.span, sort="source", note=f"says so: {note}")
            yield Mark(span=hop.cue, sort="source", note=f"cue of {note}")
            if hop.hedge:
                yield Mark(span=hop.hedge, sort="source", note=f"leaves open what {note} says")
            if hop.reason:
                yield Mark(span=hop.reason, sort="source", note=f"why {hop.name} is not named")
        for cue in mention.stance.cues:
            yield Mark(span=cue, sort="modality", note=f"carries {mention.stance.code()}: {mention.modality}")
        for number in mention.numbers:
            bounds = f"{number.low}" if number.low == number.high else f"{number.low} to {number.high or 'more'}"
            yield Mark(span=number.span, sort="number", note=f"{number.what}: {bounds} {number.unit}".rstrip())


def pieces(report: Report, found: Iterable[Mark]) -> list[Piece]:
    """Cut a report's text where a mark begins or ends; every character is in just one piece."""
    length = len(report.text)
    marked = [mark for mark in found if mark.span.end <= length]
    hidden = {f.span for f in report.furniture if f.kind is FurnitureKind.MARKUP}
    edges = sorted({0, length, *(side for mark in marked for side in (mark.span.start, mark.span.end))})
    marked.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    made: list[Piece] = []
    live: list[Mark] = []
    at = 0
    for start, end in pairwise(edges):
        live = [mark for mark in live if mark.span.end > start]
        begun = []
        while at < len(marked) and marked[at].span.start <= start:
            begun.append(marked[at])
            at += 1
        live += begun
        made.append(_piece(report.text[start:end], live, begun, hidden))
    return made


def _piece(text: str, live: Sequence[Mark], begun: Sequence[Mark], hidden: set[Span]) -> Piece:
    told = dict.fromkeys((mark.sort, mark.note) for mark in live if mark.sort != "furniture")
    event = next((mark for mark in live if mark.sort == "event"), None)
    return Piece(
        text=text,
        sorts=tuple(dict.fromkeys(mark.sort for mark in live)),
        notes=tuple(told),
        href=event.href if event else "",
        anchor=next((mark.anchor for mark in begun if mark.anchor), ""),
        begins=any(mark.sort != "furniture" for mark in begun),
        markup=any(mark.sort == "furniture" and mark.span in hidden for mark in live),
    )
