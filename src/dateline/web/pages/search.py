"""Words in, the events told with them and the reports that hold them out, hits marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Report, Span
from dateline.store import Store, search
from dateline.web.facets import outlet_of
from dateline.web.filters import Asked, holds
from dateline.web.pages.chronology import Paging
from dateline.web.paint import paint
from dateline.web.record import Record
from dateline.web.rows import Row

SHOWN = 10  # reports on one page
EVENTS = 10
AROUND = 90  # characters shown on either side of a hit
SNIPPETS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a text, and whether they were asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that holds the words, and where."""

    report: Report
    outlet: str
    snippets: tuple[tuple[Part, ...], ...]
    more: int
    events: tuple[Row, ...]


def search_page(record: Record, words: str, store: Store, *, page: int, common: dict[str, object]) -> str:
    """Return the page of a search; without words, the form alone."""
    positions = holds(record, words, store)
    found = [id_ for id_ in search.reports(store, words) if id_ in record.reports]
    paging = Paging.of(len(found), page, size=SHOWN)
    some = found[paging.cut]
    hits = report_hits(record, store.reports(some), words)
    hits.sort(key=lambda hit: some.index(hit.report.id))
    entries = [record.row(at) for at in positions[:EVENTS]]
    lines = search.marked([entry.line for entry in entries], words)
    return paint(
        "search.html",
        words=words,
        hits=hits,
        paging=paging,
        events=[(entry, parts(entry.line, spans)) for entry, spans in zip(entries, lines, strict=True)],
        total=len(positions),
        query=Asked(q=words).query(),
        **common,
    )


def report_hits(record: Record, reports: Sequence[Report], words: str) -> list[Hit]:
    """Mark the words in reports, furniture left as it is, and name the events told where they stand."""
    made = []
    for report, spans in zip(reports, search.marked([report.text for report in reports], words), strict=True):
        prose = [span for span in spans if not any(_covers(f.span, span) for f in report.furniture)] or spans
        made.append(
            Hit(
                report=report,
                outlet=outlet_of(report),
                snippets=tuple(_snippet(report.text, spans, group) for group in _near(prose)[:SNIPPETS]),
                more=max(0, len(prose) - sum(len(group) for group in _near(prose)[:SNIPPETS])),
                events=_events(record, report, prose),
            )
        )
    return made


def _covers(span: Span, hit: tuple[int, int]) -> bool:
    return span.start <= hit[0] and hit[1] <= span.end


def _near(spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    for span in spans:
        if groups and span[0] - groups[-1][-1][1] < 2 * AROUND:  # so that no words are shown twice
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _snippet(text: str, spans: Sequence[tuple[int, int]], group: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    start, end = max(0, group[0][0] - AROUND), min(len(text), group[-1][1] + AROUND)
    start = text.find(" ", start, group[0][0]) + 1 or start if start else 0  # at whole words, where there are any
    end = text.rfind(" ", group[-1][1], end) if end < len(text) and " " in text[group[-1][1] : end] else end
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= end]
    cut = parts(text[start:end], inside)
    before = (Part("… ", hit=False),) if start else ()
    after = (Part(" …", hit=False),) if end < len(text) else ()
    return (*before, *cut, *after)


def parts(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """Part a text at the words that were asked for."""
    made, at = [], 0
    for start, end in spans:
        made += [Part(text[at:start], hit=False), Part(text[start:end], hit=True)]
        at = end
    made.append(Part(text[at:], hit=False))
    return tuple(part for part in made if part.text)


def _events(record: Record, report: Report, spans: Sequence[tuple[int, int]]) -> tuple[Row, ...]:
    """Return the events told within a sentence's reach of the words."""
    found = {}
    for at in record.facets["report"].at(report.id):
        for mention in record.entries[at].event.mentions:
            if not mention.startswith(f"m{report.id[1:]}-"):
                continue
            trigger = int(mention.partition("-")[2])
            if any(start - AROUND <= trigger <= end + AROUND for start, end in spans):
                found[at] = record.row(at)
    return tuple(found.values())[:SNIPPETS]
