"""Events in, every value they may be found by out, with the positions of the events that have each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from dateline.records import Event, Link, Mention, Participant, Report, Where, event_codes

Positions = NDArray[np.int32]

DAYLESS = -1  # in place of a day's number, where it is not known

FACETS = (
    "actor", "name", "place", "place name", "country", "source", "kind", "code", "modality", "disputed", "outlet",
    "story", "report",
)  # fmt: skip


class Facet:
    """Values of one kind, such as places, and the positions of the events that have each."""

    def __init__(self) -> None:
        self._found: dict[str, set[int]] = {}
        self._arrays: dict[str, Positions] = {}
        self._counts: list[tuple[str, int]] | None = None

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
        if self._counts is None:
            found = ((value, len(positions)) for value, positions in self._found.items())
            self._counts = sorted(found, key=lambda pair: (-pair[1], pair[0]))
        return self._counts

    def values(self) -> Iterable[str]:
        """Return every value."""
        return self._found.keys()


class Index:
    """Facets of events, and the actors and places that they name."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self.facets = {name: Facet() for name in FACETS}
        self.links: dict[str, Link] = {}  # actors by id, as first told
        self.wheres: dict[str, Where] = {}  # places by key, as first told
        self._reports = reports

    def add(self, event: Event, told: Sequence[Mention], position: int) -> None:
        """Note all that an event at a position, and each mention of it, may be found by."""
        for one in (*event.participants, *(p for m in told for p in m.roles)):
            self._add_actor(one, position)
        for where in (event.where, *(m.where for m in told)):
            if where is not None:
                self._add_place(where, position)
        for code in (one.code for one in event_codes(told)):
            self._add("code", f"{code.codebook}/{code.type}", position)
            self._add("code", code.type, position)
        for hop in (hop for mention in told for hop in mention.attribution.hops):
            self._add("source", hop.name, position)
        self._add("kind", event.kind or "none", position)
        self._add("modality", event.modality.value, position)
        for field in event.disputed:
            self._add("disputed", field.value, position)
        for id_ in {"r" + id_[1:].partition("-")[0] for id_ in event.mentions} & self._reports.keys():
            self._add("outlet", outlet_of(self._reports[id_]), position)
            self._add("report", id_, position)

    def _add(self, facet: str, value: str, position: int) -> None:
        self.facets[facet].add(value, position)

    def _add_actor(self, one: Participant, position: int) -> None:
        self._add("name", one.name, position)
        if one.link is None:
            return
        target = one.link.target
        self.links.setdefault(target.id, one.link)
        self._add("name", target.name, position)
        for id_ in (target.id, *one.link.parents):
            self._add("actor", id_, position)

    def _add_place(self, where: Where, position: int) -> None:
        self._add("place name", where.name, position)
        self._add("place", place_key(where), position)
        self.wheres.setdefault(place_key(where), where)
        if where.country:
            self._add("country", where.country, position)


def outlet_of(report: Report) -> str:
    """Return who printed a report, as it is shown and filtered by."""
    told = report.outlet or report.agency
    return told.value if told else "(outlet not told)"


def printed_by(report: Report) -> str:
    """Return who printed a report, its title where that is not told, so that accounts can be told apart."""
    told = report.outlet or report.agency
    return told.value if told else title_of(report)


def title_of(report: Report) -> str:
    """Return a report's title, the name of its file where it tells none."""
    return report.title.value if report.title else PurePath(report.path.replace("\\", "/")).name or report.path


def place_key(where: Where) -> str:
    """Return the id of a place, its name where the gazetteer does not know it."""
    return where.id or where.name
