"""How an event is told, in lines for `dateline why`: its lifecycle, the tree of its origins, the words used for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dateline.cli import dates
from dateline.records import Event, Framing, Origin, PhaseTold, Report


def lifecycle(
    event: Event, reports: Mapping[str, Report], names: dates.Names, *, today: date | None = None
) -> Iterator[str]:
    """Give the phases in the order of telling, by whom and by which words; and where nothing came of a plan."""
    yield ""
    yield "Lifecycle"
    for step in event.lifecycle:
        yield f"    {_told(reports.get(step.report)):<10}  {step.phase:<11} {_step(step, reports, names)}"
    since = event.unheard_since(today) if today else None
    if since:
        yield f"    {today}  not heard of since {since}, though it was to be by {event.when.last_day}"
    for other in names.events:
        for phase in dict.fromkeys(step.phase for step in other.lifecycle if step.event == event.id):
            yield f"    by which {names.readable(other.id)} is {phase}: “{' '.join(other.summary.split())}”"


def _told(report: Report | None) -> str:
    return report.published.value[: len("2020-01-03")] if report and report.published else "no date"


def _step(step: PhaseTold, reports: Mapping[str, Report], names: dates.Names) -> str:
    report = reports.get(step.report)
    words = "”, “".join(report.words(cue) for cue in step.cues) if report else ""
    by = f", by “{words}”" if words else ""
    where = f"in {names.readable(step.event)}" if step.event else names.numbered(step.mentions)
    return f"{' ← '.join(step.by)}{by} ({where})"


def origins(event: Event, reports: Mapping[str, Report], names: dates.Names) -> Iterator[str]:
    """Draw the tree of the event's sources: an origin at each root, who passed it on below, down to who printed it."""
    yield ""
    yield "Origins"
    for origin in event.origin_tree:
        yield f"    {origin.name} ({origin.kind})"
        yield from _routes(origin, reports, names)
    sourced = {mention for origin in event.origin_tree for route in origin.routes for mention in route.mentions}
    own = [mention for mention in event.mentions if mention not in sourced]
    if own:
        yield f"    in the reports' own voice beside these: {names.numbered(own)}"


def _routes(origin: Origin, reports: Mapping[str, Report], names: dates.Names) -> Iterator[str]:
    leaves = []
    for route in origin.routes:
        report = reports.get(route.report)
        day = f", {_told(report)}" if report and report.published else ""
        itself = not route.through and route.outlet == origin.name
        printed = f"{'its own report' if itself else route.outlet}{day}: {names.numbered(route.mentions)}"
        leaves.append((*route.through, printed))
    yield from _drawn(sorted(leaves), "    ")


def _drawn(paths: Sequence[tuple[str, ...]], indent: str) -> Iterator[str]:
    """Draw paths that share their first steps as one tree."""
    heads = list(dict.fromkeys(path[0] for path in paths))
    for head in heads:
        last = head == heads[-1]
        yield f"{indent}{'└─' if last else '├─'} {head}"
        below = [path[1:] for path in paths if path[0] == head and len(path) > 1]
        yield from _drawn(below, indent + ("   " if last else "│  "))


def framings(framed: Sequence[Framing], names: dates.Names) -> Iterator[str]:
    """Give the words that accounts use for one thing side by side, with who used them."""
    if framed:
        yield ""
        yield "Framing"
    for framing in framed:
        yield f"    {framing.of}: {framing.plain.replace('_', ' ')}"
        for wording in framing.wordings:
            words = ", ".join(f"“{word}”" for word in wording.words) or "not so called"
            users = "; ".join(wording.users)
            yield f"        {wording.stand:<11} {words}: {users} ({names.numbered(wording.mentions)})"
