"""A story in, one file of HTML out: it opens offline, prints, and holds all that it shows."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files

import numpy as np
from markupsafe import Markup

from dateline import __version__, export
from dateline.export.document import EventItem
from dateline.records import Disagreement, Event, Mention, Report, last_told
from dateline.run import Story
from dateline.timeline import Entry, short_ids
from dateline.web.density import density
from dateline.web.facets import outlet_of, place_key
from dateline.web.filters import AHEAD
from dateline.web.maps import Spot, draw
from dateline.web.pages.event import Difference, Telling, difference, tellings
from dateline.web.paint import OneFile, paint
from dateline.web.record import days_of
from dateline.web.rows import Row, grouped, heading

PLACES = 60  # on the map


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One event with its accounts, as the file shows it."""

    row: Row
    item: EventItem
    tellings: tuple[Telling, ...]
    differences: tuple[Difference, ...]


def to_html(story: Story, *, title: str = "Chronology", text: bool = True, now: datetime | None = None) -> str:
    """Return a story as one file; without `text` no words of the reports stand in it, only their hashes and offsets."""
    entries = story.timeline()
    days = np.array([days_of(entry.event) for entry in entries], dtype=np.int32).reshape(-1, 2)
    over = density(days[:, 0], days[:, 1])
    reports = {report.id: report for report in story.reports}
    differ: dict[str, list[Disagreement]] = {}
    for one in story.chronology.disagreements:
        for id_ in one.events:
            differ.setdefault(id_, []).append(one)
    if not text:
        entries = [Entry(event=entry.event, when=entry.when, line=heading(entry.event)) for entry in entries]
    short = short_ids(entry.event for entry in entries)
    events = {entry.event.id: entry.event for entry in entries}

    today = last_told(story.chronology.events)

    def panels(some: list[Entry]) -> list[tuple[str, list[Panel]]]:
        return [
            (
                name,
                [_panel(row, events[row.id], story.mentions, reports, differ.get(row.id, ()), today) for row in rows],
            )
            for name, rows in grouped(some, short, over, today=today)
        ]

    ahead = [entry for entry in entries if entry.event.modality in AHEAD]
    style, script = (_asset(name) for name in ("page.css", "file.js"))
    return paint(
        "file.html",
        title=title,
        text=text,
        parted=(
            ("", panels([entry for entry in entries if entry.event.modality not in AHEAD])),
            ("Planned or demanded", panels(ahead)),
        ),
        density=over,
        map=draw(_spots(story)),
        reports=[(report, outlet_of(report)) for report in sorted(story.reports, key=_published)],
        ahead=len(ahead),
        total=len(entries),
        url=OneFile(),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
        "form-action 'none'",
        made=(now or datetime.now(UTC)).date().isoformat(),
        version=__version__,
    )


def _panel(
    row: Row,
    event: Event,
    mentions: Mapping[str, Mention],
    reports: Mapping[str, Report],
    differ: list[Disagreement] | tuple[()],
    today: date | None,
) -> Panel:
    item = export.event(event, mentions, reports, today=today)
    return Panel(
        row=row,
        item=item,
        tellings=tuple(tellings(item, event, mentions, reports)),
        differences=tuple(difference(one, event, mentions, reports) for one in differ),
    )


def _spots(story: Story) -> list[Spot]:
    found: dict[str, Spot] = {}
    for event in story.chronology.events:
        where = event.where
        if where is None or where.latitude is None or where.longitude is None:
            continue
        key = place_key(where)
        events = found[key].events + 1 if key in found else 1
        found[key] = Spot(
            name=where.name, latitude=where.latitude, longitude=where.longitude, radius=where.radius, events=events
        )
    return sorted(found.values(), key=lambda spot: -spot.events)[:PLACES]


def _published(report: Report) -> tuple[str, str]:
    return (report.published.value if report.published else "~", report.id)


def _asset(name: str) -> Markup:
    """Return one of our own files, to stand between its tags as it is."""
    words = (files("dateline.web") / "static" / name).read_text(encoding="utf-8")
    if "</" in words:
        raise ValueError(f"{name} would end its own tag")
    return Markup(words)  # noqa: S704  our own file


def _hash(words: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"
