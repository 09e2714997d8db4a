"""The chronology: what passes the filters, in order of time, under a picture of when it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from dateline.records import Modality
from dateline.store import Store
from dateline.web.density import Density, density
from dateline.web.facets import Positions
from dateline.web.filters import Asked, Shown, parted, passing
from dateline.web.paint import paint
from dateline.web.record import Record
from dateline.web.rows import MODALITIES, grouped
from dateline.web.viewpoint import WORDS

SIZE = 100  # events on one page
BACKGROUND = 10  # events from before the first report, from which a way past them is offered
STOPS = 100  # of the slider
OFFERED = 300  # names suggested as one types


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which page of how many."""

    page: int
    pages: int
    first: int  # number of the first event on it, from 1
    last: int
    total: int

    @classmethod
    def of(cls, total: int, page: int, *, size: int = SIZE) -> Paging:
        """Return the page asked for, the last one where there are not so many."""
        pages = max(1, -(-total // size))
        page = min(max(1, page), pages)
        first = (page - 1) * size
        return cls(page=page, pages=pages, first=min(total, first + 1), last=min(total, first + size), total=total)

    @property
    def cut(self) -> slice:
        """Return which items stand on the page."""
        return slice(max(0, self.first - 1), self.last)


def chronology(
    record: Record, asked: Asked, store: Store, *, page: int, days: Sequence[date], common: dict[str, object]
) -> str:
    """Return the page of a chronology; `days` are those on which reports were published."""
    found = passing(record, asked, store)
    parts = parted(record, found, top=asked.top)
    listed = parts[asked.shown]
    over = density_of(record, listed, start=asked.start, end=asked.end)
    paging = Paging.of(len(listed), page)
    first_told = days[0] if days else None
    # Only what ends before the first report is background for certain.
    earlier = 0 if asked.start or first_told is None else int((record.last[listed] < first_told.toordinal()).sum())
    some = [record.entries[at] for at in listed[paging.cut]]
    return paint(
        "chronology.html",
        asked=asked,
        counts={shown.value: len(part) for shown, part in parts.items()},
        density=over,
        groups=grouped(some, record.short, over, today=record.last_told),
        paging=paging,
        choices=choices(record),
        days=stops(days),
        suggestions=suggestions(record),
        total=len(record.entries),
        query=asked.query,
        first_told=first_told,
        earlier=earlier if earlier >= BACKGROUND and paging.page == 1 else 0,
        policies=WORDS,
        narrowed=lambda first, last: asked.query(start=first, end=last),
        without=lambda name, value=None: without(asked, name, value),
        **common,
    )


def stops(days: Sequence[date]) -> list[date]:
    """Return the days that the slider stops at: all of them, or so many of them at even steps, both ends kept."""
    if len(days) <= STOPS:
        return list(days)
    return [days[round(at * (len(days) - 1) / (STOPS - 1))] for at in range(STOPS)]


def density_of(
    record: Record, found: Positions, *, start: date | None = None, end: date | None = None
) -> Density | None:
    """Return the picture of some events over time."""
    return density(record.first[found], record.last[found], start=start, end=end)


@lru_cache(maxsize=1)
def suggestions(record: Record) -> Markup:
    """Return the names suggested as one types, painted once."""
    names = {
        "who": [name for name, _ in record.facets["name"].counts()[:OFFERED]],
        "where": [name for name, _ in record.facets["place name"].counts()[:OFFERED]],
        "source": [name for name, _ in record.facets["source"].counts()[:OFFERED]],
    }
    return Markup(paint("suggestions.html", names=names))  # noqa: S704  escaped by the template


@lru_cache(maxsize=1)
def choices(record: Record) -> dict[str, object]:
    """Return what each filter offers, the most frequent first."""

    def of(name: str) -> list[tuple[str, int]]:
        return record.facets[name].counts()

    return {
        "kind": of("kind"),
        "code": [(value, count) for value, count in of("code") if "/" in value],
        "modality": [(value, MODALITIES[Modality(value)], count) for value, count in of("modality")],
        "outlet": of("outlet"),
        "story": [(one.story.id, one.line, len(one.story.events)) for one in record.stories[:OFFERED]],
        "story_lines": {one.story.id: one.line for one in record.stories},
    }


def without(asked: Asked, name: str, value: str | None) -> str:
    """Return the query that a filter is taken out of."""
    kept = getattr(asked, name)
    if isinstance(kept, tuple):
        changed: object = tuple(one for one in kept if one != value)
    else:
        changed = next(one.default for one in fields(asked) if one.name == name)
    return asked.query(**{name: changed})


__all__ = ["SIZE", "Paging", "Shown", "choices", "chronology", "density_of"]
