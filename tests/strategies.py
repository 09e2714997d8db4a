"""Hypothesis strategies: any record at all, and readings whose mentions re-read from their bytes."""

from __future__ import annotations

import hashlib
import types
import typing
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dateline.records import (
    Attribution,
    Basis,
    Candidate,
    Format,
    Hop,
    Judgement,
    Maker,
    Mention,
    Modality,
    Participant,
    PlacePrecision,
    Precision,
    Report,
    Role,
    SourceKind,
    Span,
    Step,
    Verdict,
    When,
    Where,
)

PROSE = "Rebels shelled the port on Monday, said Ana Silva.\nTwo dockers died – the mayor denied it. Café Ñandú. "
SHORT = st.text(max_size=8)


def spans(length: int = 10_000) -> st.SearchStrategy[Span]:
    """Return spans that lie inside a text of that length."""
    starts = st.integers(0, length - 1)
    return starts.flatmap(lambda start: st.integers(start + 1, length).map(lambda end: Span(start, end)))


@cache
def records(kind: Any) -> st.SearchStrategy[Any]:
    """Return any value that a field of this type may hold."""
    special = {
        Span: spans(),
        When: whens(),
        Where: wheres(),
        Judgement: judgements(),
        str: SHORT,
        bytes: st.binary(max_size=8),
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**63 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        date: st.dates(),
        type(None): st.none(),
    }
    if kind in special:
        return special[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*(records(argument) for argument in arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(records(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(records(argument) for argument in arguments))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: records(hints[field.name]) for field in fields(kind)})


@st.composite
def wheres(draw: st.DrawFn) -> Where:
    """Return places: their points on earth, none for a country or a region."""
    precision = draw(st.none() | st.sampled_from(list(PlacePrecision)))
    pointless = precision in {PlacePrecision.COUNTRY, PlacePrecision.REGION} or draw(st.booleans())
    latitude, longitude = (None, None) if pointless else (draw(st.floats(-90, 90)), draw(st.floats(-180, 180)))
    return Where(
        span=draw(spans()),
        name=draw(SHORT),
        id=draw(st.none() | SHORT),
        country=draw(st.none() | SHORT),
        latitude=latitude,
        longitude=longitude,
        radius=draw(st.none() | st.floats(0, 20_039)),
        precision=precision,
        runners_up=tuple(draw(st.lists(records(Candidate), max_size=2))),
        reason=draw(SHORT),
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return times whose ends, where told, run forward."""
    first, last = draw(st.none() | st.dates()), draw(st.none() | st.dates(min_value=date(1, 1, 2)))
    if first and last and first >= last:
        first, last = (last, first) if last < first else (first, None)
    return When(
        earliest=first,
        latest=last,
        precision=draw(st.sampled_from(list(Precision))),
        edtf=draw(st.none() | SHORT),
        phrase=draw(st.none() | spans()),
        steps=tuple(draw(st.lists(st.builds(Step, SHORT, SHORT), max_size=2))),
        bounded=draw(st.booleans()),
        basis=draw(st.sampled_from(list(Basis))),
    )


@st.composite
def judgements(draw: st.DrawFn, ids: st.SearchStrategy[str] = SHORT, by: Maker | None = None) -> Judgement:
    """Return judgements that order their pair."""
    left, right = sorted(draw(st.lists(ids, min_size=2, max_size=2, unique=True)))
    return Judgement(
        left=left,
        right=right,
        verdict=draw(st.sampled_from(list(Verdict))),
        by=by or draw(st.sampled_from(list(Maker))),
        score=draw(st.floats(0, 1)),
        features=tuple(draw(st.lists(st.tuples(SHORT, st.floats(-9, 9)), max_size=2))),
        reason=draw(SHORT),
        made=draw(SHORT),
        undone=draw(st.none() | SHORT),
    )


def report_of(text: str, *, path: str = "report.txt", **others: Any) -> tuple[bytes, Report]:
    """Return the bytes of a text and the report that holds them."""
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    values: dict[str, Any] = {"format": Format.TEXT, "encoding": "utf-8", "language": "en", **others}
    return raw, Report(id="r" + sha256[:16], sha256=sha256, path=path, text=text, **values)


@st.composite
def readings(draw: st.DrawFn) -> tuple[bytes, Report, tuple[Mention, ...]]:
    """Return the bytes of a report, the report, and mentions that re-read from it."""
    text = PROSE + draw(st.text(max_size=40))
    raw, report = report_of(text, path=draw(SHORT))
    words = [Span(0, 6), Span(7, 14), Span(19, 23), Span(27, 33), Span(40, 49), Span(51, 62)]
    triggers = draw(st.lists(st.sampled_from(words), max_size=4, unique=True))
    return raw, report, tuple(draw(_mentions(report, trigger, words)) for trigger in triggers)


@st.composite
def _mentions(draw: st.DrawFn, report: Report, trigger: Span, words: list[Span]) -> Mention:
    word = st.sampled_from(words)
    participants = word.flatmap(
        lambda span: st.builds(
            Participant,
            role=st.sampled_from(list(Role)),
            span=st.just(span),
            name=word.map(lambda other: other.of(report.text)),
            rule=SHORT,
        )
    )
    hops = word.flatmap(
        lambda span: st.builds(
            Hop,
            name=st.just(span.of(report.text)),
            kind=st.sampled_from(list(SourceKind)),
            span=st.just(span),
            cue=word,
            hedge=st.none() | word,
            reason=st.none() | word,
        )
    )
    return Mention(
        id=f"m{report.id[1:]}-{trigger.start}",
        report=report.id,
        sentence=draw(st.integers(0, 3)),
        trigger=trigger,
        clause=Span(0, 49),
        act=draw(SHORT),
        kind=draw(st.sampled_from(["ASSAULT", "CONSULT", ""])),
        roles=tuple(draw(st.lists(participants, max_size=2))),
        modality=draw(st.sampled_from(list(Modality))),
        attribution=Attribution(hops=tuple(draw(st.lists(hops, max_size=2)))),
        when=When(phrase=draw(st.none() | word), precision=Precision.DAY),
        place=draw(st.none() | word),
        vector=draw(st.binary(max_size=4)),
    )
