"""The reports of an event and what they have taken from one another in, lines for `dateline why` out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from dateline.records import Copy, Relation, Report, Span

WORDS = {
    Relation.COPY: "a copy of",
    Relation.PARTLY: "partly taken from",
    Relation.PASSAGE: "shares a passage with",
}
LONG = 60  # characters of a passage that are shown


def copied(copies: Iterable[Copy], printed: Collection[str], reports: Mapping[str, Report]) -> Iterator[str]:
    """Tell of each report that printed an event what it has taken from which, why that came first, what was changed."""
    mine = [copy for copy in copies if copy.report in printed]
    if mine:
        yield ""
        yield "Copies"
    for copy in mine:
        report, first = reports[copy.report], reports.get(copy.first)
        told = first.path if first else copy.first
        yield f"    {report.path}: {WORDS[copy.relation]} {told} ({copy.share:.0%} of its own words; {copy.order})"
        if copy.credit:
            yield f"        credits {copy.credit}"
        edited = [passage.span for passage in copy.passages if passage.edited]
        if first and first.title and report.title and first.title.value != report.title.value:
            yield f"        headline “{first.title.value}” became “{report.title.value}”"
        yield from _spans("left out", copy.left_out, first)
        yield from _spans("edited", edited, report)
        yield from _spans("added", copy.added, report)


def _spans(name: str, spans: Iterable[Span], report: Report | None) -> Iterator[str]:
    """Tell how many stretches there are, and how the first begins."""
    found = list(spans)
    if found:
        words = report.words(found[0]) if report else ""
        begins = f": “{words[:LONG]}{'…' if len(words) > LONG else ''}”" if words else ""
        yield f"        {name} {len(found)} {'passage' if len(found) == 1 else 'passages'}{begins}"
