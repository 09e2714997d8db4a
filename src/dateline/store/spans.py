"""A report, its bytes and a mention in, the reason to refuse it out: law 1, nothing without a source.

A mention re-reads when its report's text is what the bytes say, every span lies in that text and covers a word, and
every name shown for a participant or a source stands in the report: its letters in a row, or each of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.records import Mention, Report, SourceKind, Span

HEDGE = "reports"  # the name of a source that is only a hedge ("reportedly"); see `records.Hop`
_BREAK = re.compile(r"[\W_]+")


def report_refusal(report: Report, raw: bytes, sha256: str) -> str | None:
    """Say why a report is not what its bytes say, None where it is."""
    if report.sha256 != sha256:
        return f"the SHA-256 is {report.sha256}, that of the bytes {sha256}"
    if report.id != "r" + sha256[:16]:
        return f"the id is {report.id}, that of the bytes r{sha256[:16]}"
    if text_of(raw, report.encoding) != report.text:
        return f"the text is not what the bytes say in {report.encoding}"
    length = len(report.text)
    marked = [f.span for f in report.furniture] + [r.span for r in report.repairs]
    told = (
        report.title,
        report.outlet,
        report.agency,
        report.byline,
        report.dateline_place,
        report.published,
        report.address,
    )
    for span in marked + [value.span for value in told if value and value.span]:
        if span.end > length:
            return f"{span.start}..{span.end} lies outside the text of {length} characters"
    return None


def refusal(report: Report, mention: Mention) -> str | None:
    """Say why a mention does not re-read from its report, None where it does."""
    if mention.report != report.id:
        return f"it names the report {mention.report}"
    if mention.id != f"m{report.id[1:]}-{mention.trigger.start}":
        return f"its id does not name its trigger at {mention.trigger.start}"
    for what, span in spans(mention):
        if span.end > len(report.text):
            return f"the {what} at {span.start}..{span.end} lies outside the text of {len(report.text)} characters"
        if not span.of(report.text).strip():
            return f"the {what} at {span.start}..{span.end} covers no word"
    letters, words = _letters(report)
    for what, name in _names(mention):
        joined = _BREAK.sub("", name.casefold())
        if joined not in letters and not all(word in words for word in _BREAK.split(name.casefold()) if word):
            return f"the {what} {name!r} does not stand in the report"
    return None


def spans(mention: Mention) -> Iterator[tuple[str, Span]]:
    """Give every span of a mention, and what it is."""
    yield "trigger", mention.trigger
    yield "clause", mention.clause
    for participant in mention.roles:
        yield f"participant ({participant.role})", participant.span
    for hop in mention.attribution.hops:
        yield "source", hop.span
        yield "cue of a source", hop.cue
        yield from ((what, span) for what, span in (("hedge", hop.hedge), ("reason", hop.reason)) if span)
    yield from (("carrier", carrier.span) for carrier in mention.carriers if carrier.span)
    if mention.attribution.content:
        yield "words attributed", mention.attribution.content
    for number in mention.numbers:
        yield "number", number.span
        yield from (("words counted", span) for span in (number.counted, number.of) if span)
    for stance in filter(None, (mention.by_narrator, mention.by_source)):
        for span in stance.cues:
            yield "cue of the modality", span
    if mention.correction:
        yield "words of a correction", mention.correction
    if mention.when.phrase:
        yield "time", mention.when.phrase
    if mention.place:
        yield "place", mention.place
    if mention.where:
        yield "place", mention.where.span


def text_of(raw: bytes, encoding: str) -> str | None:
    """Decode bytes as reading does: a byte that says nothing becomes U+FFFD; None for an unknown encoding."""
    try:
        return raw.decode(encoding, "replace")
    except LookupError:
        return None


def _names(mention: Mention) -> Iterator[tuple[str, str]]:
    for participant in mention.roles:
        yield f"participant ({participant.role})", participant.name
    for hop in mention.attribution.hops:
        if not (hop.name == HEDGE and hop.kind is SourceKind.UNNAMED):
            yield "source", hop.name


@lru_cache(maxsize=4)
def _letters(report: Report) -> tuple[str, frozenset[str]]:
    """Return a report's letters and digits in a row, and its words."""
    prose = report.words(Span(0, len(report.text))) if report.text else ""
    both = f"{report.text} {prose}".casefold()  # a name may stand in what was set aside, such as a caption
    return _BREAK.sub("", both), frozenset(_BREAK.split(both))
