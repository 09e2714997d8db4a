"""One report: its text as received, and what was read from each stretch of it."""

from __future__ import annotations

from dateline.records import Report
from dateline.store import Store
from dateline.web.facets import outlet_of
from dateline.web.marks import marks, pieces
from dateline.web.paint import Served, paint
from dateline.web.record import Record


def report_page(record: Record, id_: str, store: Store, *, url: Served, common: dict[str, object]) -> str:
    """Return the page of a report."""
    (report,) = store.reports([id_])
    told = sorted(
        (mention for at in record.facets["report"].at(id_) for mention in record.entries[at].event.mentions),
        key=lambda mention: (int(mention.partition("-")[2]), mention),
    )
    mine = [mention for mention in told if mention.startswith(f"m{id_[1:]}-")]
    mentions = record.mentions(store, mine)
    events = {}
    for mention in mentions:
        entry = record.entries[record.homes[mention]]
        events[mention] = (url.event(entry.event.id), entry.line)
    found = pieces(report, marks(report, [mentions[id_] for id_ in mine if id_ in mentions], events=events))
    positions = dict.fromkeys(record.homes[mention] for mention in mine)
    return paint(
        "report.html",
        report=report,
        outlet=outlet_of(report),
        pieces=found,
        entries=[record.row(at) for at in positions],
        copies=[one for one in record.copies if one.report == report.id],
        copied=[one for one in record.copies if one.first == report.id],
        reports=record.reports,
        set_aside=sum(f.span.end - f.span.start for f in report.furniture),
        **common,
    )


def reports_page(record: Record, *, common: dict[str, object]) -> str:
    """Return the page that lists the reports, by day."""

    def key(report: Report) -> tuple[str, str]:
        return (report.published.value if report.published else "~", report.id)

    stories = {id_: one for one in record.stories for id_ in one.story.reports}
    rows = [
        (report, outlet_of(report), stories.get(report.id), len(record.facets["report"].at(report.id)))
        for report in sorted(record.reports.values(), key=key)
    ]
    return paint("reports.html", rows=rows, **common)
