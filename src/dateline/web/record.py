"""A database in, what its pages are made from out: one moment of the chronology, indexed for filters."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import numpy as np
from numpy.typing import NDArray

from dateline import run, timeline
from dateline.errors import OptionsError
from dateline.records import Codebook, Disagreement, Event, Link, Mention, Participant, Report, Where, event_codes
from dateline.store import Store
from dateline.store.kept import Kept, Revisions, kept, revisions
from dateline.timeline import Entry

WAIT = 3.0  # seconds a page waits for a database that another holds locked
DAYLESS = -1  # in place of a day's number, where it is not known

Positions = NDArray[np.int32]


class MissingError(OptionsError):
    """A page was asked for of what is not here."""


class Facet:
    """Values of one kind, such as places, and the positions of the events that have each."""

    def __init__(self) -> None:
        self._found: dict[str, set[int]] = {}
        self._arrays: dict[str, Positions] = {}

    def add(self, value: str, position: int) -> None:
        """Note that the event at a position has a value."""
        self._found.setdefault(value, set()).add(position)

    def at(self, value: str) -> Positions:
        """Return the positions of the events that have a value, none where no event has it."""
        if value not in self._arrays:
            self._arrays[value] = np.array(sorted(self._found.get(value, ())), dtype=np.int32)
        return self._arrays[value]

    def counts(self) -> list[tuple[str, int]]:
        """Return the values with how many events have each, the most frequent first."""
        return sorted(((value, len(found)) for value, found in self._found.items()), key=lambda v: (-v[1], v[0]))

    def values(self) -> Iterable[str]:
        """Return every value."""
        return self._found.keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One moment of a chronology: entries in order of time, and every way in which they are found."""

    revisions: Revisions
    entries: tuple[Entry, ...]
    reports: Mapping[str, Report]  # without their text
    families: Mapping[str, str]
    disagreements: Mapping[str, tuple[Disagreement, ...]]  # by event
    short: Mapping[str, str]
    homes: Mapping[str, int]  # event's or mention's id to a position
    first: Positions  # days as ordinals
    last: Positions
    codebooks: tuple[Codebook, ...]
    corrected: Mapping[str, Mention] | None  # all mentions, where a person's word or codebook is laid over them
    facets: Mapping[str, Facet]
    links: Mapping[str, Link]  # actors by id, as first told
    wheres: Mapping[str, Where]  # places by key, as first told

    def position(self, asked: str) -> int:
        """Return where the event of an id stands: whole, cut short, or its own before it was merged into another."""
        if asked in self.homes:
            return self.homes[asked]
        try:
            return self.homes[timeline.find((entry.event for entry in self.entries), asked).id]
        except OptionsError as error:
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
                elif record.revisions != found:
                    record = replace(record, revisions=found)
                self._record = record
        return record


def record_of(store: Store) -> Record:
    """Read the events kept last, with all mentions once, to index them."""
    found = kept(store)
    mentions = {mention.id: mention for mention in run.mentions(store)}
    books = store.codebooks()
    overlaid = bool(store.register() or store.actor_judgements() or books)
    return indexed(found, mentions, codebooks=books, keep=overlaid)


def indexed(
    found: Kept, mentions: Mapping[str, Mention], *, codebooks: tuple[Codebook, ...] = (), keep: bool = False
) -> Record:
    """Index events by all that they may be filtered by; `keep` holds the mentions too."""
    entries = tuple(timeline.select(found.events, {}))
    reports = {report.id: report for report in found.reports}
    days = [days_of(entry.event) for entry in entries]
    facets = {name: Facet() for name in FACETS}
    links: dict[str, Link] = {}
    wheres: dict[str, Where] = {}
    homes: dict[str, int] = {}
    for position, entry in enumerate(entries):
        event = entry.event
        homes[event.id] = position
        told = [mentions[id_] for id_ in event.mentions if id_ in mentions]
        for id_ in event.mentions:
            homes.setdefault(id_, position)
            homes.setdefault("e" + id_[1:], position)
        for one in (*event.participants, *(p for m in told for p in m.roles)):
            _note_actor(facets, links, one, position)
        for where in (event.where, *(m.where for m in told)):
            if where is not None:
                _note_place(facets, wheres, where, position)
        for code in (one.code for one in event_codes(told)):
            facets["code"].add(f"{code.codebook}/{code.type}", position)
            facets["code"].add(code.type, position)
        for mention in told:
            for hop in mention.attribution.hops:
                facets["source"].add(hop.name, position)
        facets["kind"].add(event.kind or "none", position)
        facets["modality"].add(event.modality.value, position)
        for field_ in event.disputed:
            facets["disputed"].add(field_.value, position)
        for report in {"r" + id_[1:].partition("-")[0] for id_ in event.mentions} & reports.keys():
            facets["outlet"].add(outlet_of(reports[report]), position)
            facets["story"].add(story_of(reports[report]), position)
            facets["report"].add(report, position)
    disagreements: dict[str, tuple[Disagreement, ...]] = {}
    for disagreement in found.disagreements:
        for id_ in disagreement.events:
            disagreements[id_] = (*disagreements.get(id_, ()), disagreement)
    return Record(
        revisions=found.revisions,
        entries=entries,
        reports=reports,
        families=dict(found.families),
        disagreements=disagreements,
        short=timeline.short_ids(entry.event for entry in entries),
        homes=homes,
        first=np.array([first for first, _ in days], dtype=np.int32),
        last=np.array([last for _, last in days], dtype=np.int32),
        codebooks=codebooks,
        corrected=mentions if keep else None,
        facets=facets,
        links=links,
        wheres=wheres,
    )


FACETS = (
    "actor", "name", "place", "place name", "country", "source", "kind", "code", "modality", "disputed", "outlet",
    "story", "report",
)  # fmt: skip


def outlet_of(report: Report) -> str:
    """Return who printed a report, as it is shown and filtered by."""
    told = report.outlet or report.agency
    return told.value if told else "(outlet not told)"


def title_of(report: Report) -> str:
    """Return a report's title, the name of its file where it tells none."""
    return report.title.value if report.title else PurePath(report.path.replace("\\", "/")).name or report.path


def story_of(report: Report) -> str:
    """Return the folder that a report came from: how a person keeps stories apart."""
    parent = PurePath(report.path.replace("\\", "/")).parent.name
    return parent or "(no folder)"


def place_key(where: Where) -> str:
    """Return the id of a place, its name where the gazetteer does not know it."""
    return where.id or where.name


def _note_actor(facets: Mapping[str, Facet], links: dict[str, Link], one: Participant, position: int) -> None:
    facets["name"].add(one.name, position)
    if one.link is None:
        return
    target = one.link.target
    links.setdefault(target.id, one.link)
    facets["name"].add(target.name, position)
    for id_ in (target.id, *one.link.parents):
        facets["actor"].add(id_, position)


def _note_place(facets: Mapping[str, Facet], wheres: dict[str, Where], where: Where, position: int) -> None:
    facets["place name"].add(where.name, position)
    facets["place"].add(place_key(where), position)
    wheres.setdefault(place_key(where), where)
    if where.country:
        facets["country"].add(where.country, position)


def days_of(event: Event) -> tuple[int, int]:
    """Return the ordinals of the first and last day that an event stands on, as `timeline.Options` says."""
    first = event.when.earliest or event.when.last_day
    last = event.when.last_day or event.when.earliest
    return (first.toordinal(), last.toordinal()) if first and last else (DAYLESS, DAYLESS)
