"""A database in, what its pages are made from out: one moment of the chronology, indexed for filters."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from dateline import run, timeline
from dateline.errors import OptionsError
from dateline.records import (
    Chronology,
    Codebook,
    Copy,
    Disagreement,
    Event,
    Link,
    Mention,
    Redirect,
    Report,
    Storyline,
    Where,
    last_told,
)
from dateline.store import Store
from dateline.store.kept import Kept, Revisions, kept, revisions
from dateline.timeline import Entry, StoryEntry
from dateline.web.density import Density
from dateline.web.facets import DAYLESS, Facet, Index, Positions
from dateline.web.rows import Row, row
from dateline.web.viewpoint import Viewpoint

REMEMBERED = 4  # days that the record was asked for as of
WAIT = 3.0  # seconds a page waits for a database that another holds locked


class MissingError(OptionsError):
    """A page was asked for of what is not here."""


@dataclass(frozen=True, kw_only=True, eq=False)  # one is itself alone, so that what is made of it can be kept
class Record:
    """One moment of a chronology: entries in order of time, and every way in which they are found."""

    revisions: Revisions
    entries: tuple[Entry, ...]
    reports: Mapping[str, Report]  # without their text
    copies: tuple[Copy, ...]
    stories: tuple[StoryEntry, ...]
    disagreements: Mapping[str, tuple[Disagreement, ...]]  # by event
    short: Mapping[str, str]
    homes: Mapping[str, int]  # event's or mention's id to a position
    redirects: tuple[Redirect, ...]
    told_at: Positions  # of the event that tells the mention in a row of the database, -1 where none does
    first: Positions  # days as ordinals
    last: Positions
    codebooks: tuple[Codebook, ...]
    corrected: Mapping[str, Mention] | None  # all mentions, where a person's word or codebook is laid over them
    facets: Mapping[str, Facet]
    links: Mapping[str, Link]  # actors by id, as first told
    wheres: Mapping[str, Where]  # places by key, as first told
    notes: tuple[str, ...] = ()  # what the moment leaves out, in words

    @cached_property
    def places(self) -> Positions:
        """Return the place of each event among those that count most, 1 the first."""
        differ = dict.fromkeys(one for some in self.disagreements.values() for one in some)
        ranks = timeline.ranked(
            Chronology(
                events=tuple(entry.event for entry in self.entries),
                disagreements=tuple(differ),
                judgements=(),
                copies=(),
            )
        )
        return np.array([ranks[entry.event.id].place for entry in self.entries], dtype=np.int32)

    @cached_property
    def former_names(self) -> dict[str, str]:
        """Return by id the names of the actors that people said are others."""
        links = (one.link for mention in (self.corrected or {}).values() for one in mention.roles if one.link)
        return {told.id: told.name for link in links for told in link.runners_up}

    @cached_property
    def last_told(self) -> date | None:
        """Return the day of the last report, by which plans are due."""
        return last_told(entry.event for entry in self.entries)

    @cached_property
    def days(self) -> list[date]:
        """Return the days on which reports were published, in order, each once."""
        return sorted({report.day for report in self.reports.values() if report.day})

    def row(self, at: int, over: Density | None = None) -> Row:
        """Return the event at a position as a line."""
        return row(self.entries[at], self.short, over, today=self.last_told)

    def row_of(self, id_: str) -> Row | None:
        """Return the event of an id, or the one that tells a mention, as a line; None where there is none."""
        return self.row(self.homes[id_]) if id_ in self.homes else None

    def position(self, asked: str) -> int:
        """Return where the event of an id stands: whole, cut short, or its own before it was merged into another."""
        if asked in self.homes:
            return self.homes[asked]
        try:
            return self.homes[timeline.find((entry.event for entry in self.entries), asked).id]
        except OptionsError as error:
            for id_ in timeline.followed(self.redirects, asked):
                if id_ in self.homes:
                    return self.homes[id_]
            raise MissingError(str(error)) from error

    def mentions(self, store: Store, ids: Iterable[str]) -> dict[str, Mention]:
        """Return mentions with what a person says of their actors."""
        wanted = tuple(ids)
        if self.corrected is not None:
            return {id_: self.corrected[id_] for id_ in wanted if id_ in self.corrected}
        return {mention.id: mention for mention in store.mentions(wanted)}


class Keeper:
    """Holds the newest moment of one database; each page asks for it, and it is read again where it has changed."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._record: Record | None = None
        self._then: dict[tuple[Viewpoint, Revisions], Record] = {}  # the last few asked for

    def open(self) -> Store:
        """Open the database; raise where it is gone or another's."""
        return Store.open(self.path, wait=WAIT)

    def now(self, store: Store) -> Record:
        """Return the events kept last."""
        found = revisions(store)
        books = store.codebooks()
        record = self._record
        if record is None or (record.revisions, record.codebooks) != (found, books):
            with self._lock:
                record = self._record
                if record is None or (record.revisions.events, record.codebooks) != (found.events, books):
                    record = record_of(store)
                    gc.collect()
                    gc.freeze()  # else each full collection walks all of it again, a second for 50,000 events
                elif record.revisions != found:
                    record = replace(record, revisions=found)
                self._record = record
        return record

    def at(self, store: Store, view: Viewpoint) -> Record:
        """Return the events as a viewpoint shows them: as they stood then, merged anew, with the values it chooses."""
        record = self.now(store)
        if not view:
            return record
        key = (view, record.revisions)
        with self._lock:
            if key not in self._then:
                while len(self._then) >= REMEMBERED:
                    self._then.pop(next(iter(self._then)))
                self._then[key] = record_then(store, view) if view.moment else record_by(store, view)
            return self._then[key]


def record_then(store: Store, asked: Viewpoint) -> Record:
    """Merge what was published, or known, by then."""
    view = run.View(store, asked.moment, asked.policy)
    chronology = view.chronology
    mentions = {mention.id: mention for mention in view.mentions()}
    then = replace(
        kept(store),
        events=chronology.events,
        disagreements=chronology.disagreements,
        copies=chronology.copies,
        reports=tuple(replace(report, text="") for report in view.reports()),
    )
    record = indexed(then, mentions, chronology.storylines, codebooks=store.codebooks(), keep=True)
    return replace(record, notes=view.notes)


def record_by(store: Store, asked: Viewpoint) -> Record:
    """Read the events kept last, with the values that a policy chooses; nothing is merged."""
    found = kept(store)
    mentions = {mention.id: mention for mention in run.mentions(store)}
    chronology = Chronology(events=found.events, disagreements=found.disagreements, judgements=(), copies=())
    chosen = timeline.chosen(chronology, mentions, asked.policy)
    told = run.storylines(store, found.copies)
    return indexed(replace(found, events=chosen.events), mentions, told, codebooks=store.codebooks(), keep=True)


def record_of(store: Store) -> Record:
    """Read the events kept last, with all mentions once, to index them."""
    found = kept(store)
    mentions = {mention.id: mention for mention in run.mentions(store)}
    books = store.codebooks()
    overlaid = run.overlaid(store) or bool(books)
    return indexed(found, mentions, run.storylines(store, found.copies), codebooks=books, keep=overlaid)


def indexed(
    found: Kept,
    mentions: Mapping[str, Mention],
    storylines: Sequence[Storyline],
    *,
    codebooks: tuple[Codebook, ...] = (),
    keep: bool = False,
) -> Record:
    """Index events by all that they may be filtered by; `keep` holds the mentions too."""
    entries = tuple(timeline.select(found.events, {}))
    reports = {report.id: report for report in found.reports}
    days = [days_of(entry.event) for entry in entries]
    index = Index(reports)
    homes: dict[str, int] = {}
    for position, entry in enumerate(entries):
        homes[entry.event.id] = position
        for id_ in entry.event.mentions:
            homes.setdefault(id_, position)
            homes.setdefault("e" + id_[1:], position)
        index.add(entry.event, [mentions[id_] for id_ in entry.event.mentions if id_ in mentions], position)
    told_at = np.full(found.numbers[-1][0] + 1 if found.numbers else 1, -1, dtype=np.int32)
    for number, id_ in found.numbers:
        told_at[number] = homes.get(id_, -1)
    stories = timeline.stories(storylines, found.events, reports)
    for story in stories:
        for id_ in story.story.events:
            index.facets["story"].add(story.story.id, homes[id_])
    disagreements: dict[str, tuple[Disagreement, ...]] = {}
    for disagreement in found.disagreements:
        for id_ in disagreement.events:
            disagreements[id_] = (*disagreements.get(id_, ()), disagreement)
    return Record(
        revisions=found.revisions,
        entries=entries,
        reports=reports,
        copies=found.copies,
        stories=tuple(stories),
        disagreements=disagreements,
        short=timeline.short_ids(entry.event for entry in entries),
        homes=homes,
        redirects=found.redirects,
        told_at=told_at,
        first=np.array([first for first, _ in days], dtype=np.int32),
        last=np.array([last for _, last in days], dtype=np.int32),
        codebooks=codebooks,
        corrected=mentions if keep else None,
        facets=index.facets,
        links=index.links,
        wheres=index.wheres,
    )


def days_of(event: Event) -> tuple[int, int]:
    """Return the ordinals of the first and last day that an event stands on, as `timeline.Options` says."""
    first = event.when.earliest or event.when.last_day
    last = event.when.last_day or event.when.earliest
    return (first.toordinal(), last.toordinal()) if first and last else (DAYLESS, DAYLESS)
