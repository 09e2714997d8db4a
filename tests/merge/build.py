"""Make reports and mentions by hand: words in, records out, without a parser."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from dateline.read.sketch import prints, sketch
from dateline.records import (
    ActorKind,
    Attribution,
    Basis,
    Candidate,
    Format,
    Hop,
    Link,
    Mention,
    Modality,
    Participant,
    Precision,
    Report,
    Role,
    SourceKind,
    Span,
    Told,
    When,
)
from dateline.resources import kinds


def report(text: str, *, published: str | None = None, outlet: str | None = None, agency: str | None = None) -> Report:
    digest = hashlib.sha256(f"{outlet}{published}{text}".encode()).hexdigest()
    return Report(
        id=f"r{digest[:16]}",
        sha256=digest,
        path="made.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        published=Told(value=published, rule="test") if published else None,
        outlet=Told(value=outlet, rule="test") if outlet else None,
        agency=Told(value=agency, rule="test") if agency else None,
        sketch=sketch(text),
        prints=prints(text),
    )


def day(text: str, days: int = 1) -> When:
    first = date.fromisoformat(text)
    return When(
        earliest=first, latest=first + timedelta(days=days), precision=Precision.DAY, edtf=text, basis=Basis.PHRASE
    )


def party(of: Report, words: str, role: Role, kind: ActorKind, *, id_: str | None = None, country: str | None = None):
    at = of.text.index(words)
    link = Link(
        target=Candidate(id=id_ or f"{kind}:{words}", name=words, score=1, reason=""), kind=kind, country=country
    )
    return Participant(role=role, span=Span(at, at + len(words)), name=words, rule="test", link=link)


def mention(
    of: Report, trigger: str, act: str, *roles: Participant, nth: int = 1, said_by: str = "", **fields
) -> Mention:
    at = -1
    for _ in range(nth):
        at = of.text.index(trigger, at + 1)
    first = of.text.rfind(".", 0, at) + 1
    last = of.text.find(".", at)
    last = len(of.text) if last < 0 else last
    while of.text[first].isspace():
        first += 1
    span = Span(at, at + len(trigger))
    hops = (Hop(name=said_by, kind=SourceKind.OFFICIAL, span=span, cue=span),) if said_by else ()
    kind = kinds.lookup(act)
    return Mention(
        **{
            "id": f"m{of.id[1:]}-{at}",
            "report": of.id,
            "sentence": of.text.count(".", 0, at),
            "trigger": span,
            "clause": Span(first, last),
            "act": act,
            "kind": kind.type,
            "mode": kind.mode,
            "roles": roles,
            "modality": Modality.ASSERTED,
            "attribution": Attribution(hops=hops),
            "tense": "past",
        }
        | fields
    )
