"""What is asked of a chronology in, the positions of the events that pass out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from urllib.parse import urlencode

import numpy as np

from dateline import timeline
from dateline.errors import OptionsError
from dateline.records import Modality
from dateline.resources.actors import ACRONYM
from dateline.resources.actors.asked import named
from dateline.store import Store, search
from dateline.timeline import Policy
from dateline.web.facets import DAYLESS, Positions
from dateline.web.record import Record
from dateline.web.viewpoint import Viewpoint, viewpoint

AHEAD = (Modality.PLANNED, Modality.DEMANDED)  # kept apart from what is told as happening


class Shown(StrEnum):
    """Which part of the chronology is listed."""

    TOLD = "told"
    AHEAD = "ahead"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to show; an empty field lets everything through. Who, where and dates mean what `timeline.Options` says."""

    q: str = ""
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    disputed: bool = False
    start: date | None = None
    end: date | None = None
    top: int = 0  # only so many, those that count most
    as_of: date | None = None
    as_known: str = ""
    policy: Policy | None = None
    shown: Shown = Shown.TOLD

    @property
    def view(self) -> Viewpoint:
        """Return from when to look, and at which values."""
        return Viewpoint(as_of=self.as_of, as_known=self.as_known, policy=self.policy)

    @property
    def empty(self) -> bool:
        """Say whether nothing is asked for but the whole."""
        return replace(self, shown=Shown.TOLD) == Asked()

    def query(self, **changes: object) -> str:
        """Write what is asked as an address's query, with changes."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # each caller names a field and gives its type
        pairs: list[tuple[str, str]] = []
        for one in fields(asked):
            value = getattr(asked, one.name)
            if value and value != one.default:
                name = {"start": "from", "end": "to"}.get(one.name, one.name)
                values = value if isinstance(value, tuple) else ("1" if value is True else str(value),)
                pairs += [(name, each) for each in values]
        return urlencode(pairs)


def read(given: Mapping[str, Sequence[str]]) -> Asked:
    """Read what is asked from an address's parameters; raise where a value cannot be."""

    def several(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value.strip() for value in given.get(name, ()) if value.strip()))

    def one(name: str) -> str:
        return " ".join(several(name))

    shown = one("shown") or Shown.TOLD.value
    if shown not in set(Shown):
        raise OptionsError(f"{shown!r} is no part of a chronology. Use one of {', '.join(Shown)}.")
    start, end = one("from"), one("to")
    view = viewpoint(one("as_of"), one("as_known"), one("policy"))
    asked = Asked(
        q=one("q"),
        who=several("who"),
        where=several("where"),
        kind=several("kind"),
        code=several("code"),
        modality=several("modality"),
        outlet=several("outlet"),
        story=several("story"),
        source=several("source"),
        disputed=one("disputed") in {"1", "true", "on"},
        start=timeline.day_of(start) if start else None,
        end=timeline.day_of(end, last=True) if end else None,
        top=_count(one("top")),
        as_of=view.as_of,
        as_known=view.as_known,
        policy=view.policy,
        shown=Shown(shown),
    )
    if asked.start and asked.end and asked.end < asked.start:
        raise OptionsError(f"the window ends on {asked.end}, before it starts on {asked.start}. Swap the two days.")
    for value in asked.modality:
        _known(value, list(Modality), "modality")
    return asked


def _count(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal() and int(text)):
        raise OptionsError(f"{text!r} is no number of events. Write one such as 20.")
    return int(text or 0)


def _known(value: str, values: Iterable[str], what: str) -> None:
    values = tuple(values)
    if value not in values:
        near = get_close_matches(value, values, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(values)}."
        raise OptionsError(f"no {what} is called {value!r}. {hint}")


def passing(record: Record, asked: Asked, store: Store) -> Positions:
    """Return the positions of the events that pass, in order, whichever part is shown."""
    mask = np.ones(len(record.entries), dtype=bool)
    for who in asked.who:
        mask &= _among(record, takes_part(record, who))
    for where in asked.where:
        mask &= _among(record, lies_at(record, where))
    if asked.story:
        lines = [entry.story for entry in record.stories]
        found = [timeline.story(lines, story).id for story in asked.story]
        mask &= _among(record, [record.facets["story"].at(id_) for id_ in found])
    for name in ("kind", "code", "modality", "outlet", "source"):
        values = getattr(asked, name)
        if values:
            facet = record.facets[name]
            mask &= _among(
                record, [facet.at(value.upper() if name == "kind" and value != "none" else value) for value in values]
            )
    if asked.disputed:
        facet = record.facets["disputed"]
        mask &= _among(record, [facet.at(value) for value in facet.values()])
    if asked.start:
        mask &= (record.last != DAYLESS) & (record.last >= asked.start.toordinal())
    if asked.end:
        mask &= (record.first != DAYLESS) & (record.first <= asked.end.toordinal())
    if asked.q:
        mask &= _among(record, [holds(record, asked.q, store)])
    return np.flatnonzero(mask).astype(np.int32)


def foremost(record: Record, found: Positions, top: int) -> Positions:
    """Return so many of the events that pass, those that count most, in order; all of them for 0."""
    return np.sort(found[np.argsort(record.places[found])[:top]]) if top else found


def parted(record: Record, found: Positions, *, top: int = 0) -> dict[Shown, Positions]:
    """Part what passes into what is told as happening and what is planned or demanded, of each so many."""
    ahead = _among(record, [record.facets["modality"].at(modality.value) for modality in AHEAD])[found]
    parts = {Shown.TOLD: found[~ahead], Shown.AHEAD: found[ahead], Shown.ALL: found}
    return {shown: foremost(record, part, top) for shown, part in parts.items()}


def takes_part(record: Record, asked: str) -> list[Positions]:
    """Return the events in which one takes part, or what is part of them, by id, name or words of a name."""
    wanted = named(asked) | {asked}
    found = [record.facets["actor"].at(id_) for id_ in sorted(wanted)]
    if len(wanted) > 1 and asked.isupper() and len(asked) <= ACRONYM:
        return found
    facet = record.facets["name"]
    return found + [facet.at(name) for name in facet.values() if timeline.named_in(asked, [name])]


def lies_at(record: Record, asked: str) -> list[Positions]:
    """Return the events at a place, by its id, words of its name or its country's code."""
    found = [record.facets["place"].at(asked)]
    for name in ("place name", "country"):
        facet = record.facets[name]
        found += [facet.at(value) for value in facet.values() if timeline.named_in(asked, [value])]
    return found


def holds(record: Record, words: str, store: Store) -> Positions:
    """Return the events that are told with all these words."""
    rows = np.array(search.numbers(store, words), dtype=np.int64)
    found = np.unique(record.told_at[rows[rows < len(record.told_at)]])
    return found[found >= 0].astype(np.int32)


def _among(record: Record, found: Iterable[Positions]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(len(record.entries), dtype=bool)
    for positions in found:
        mask[positions] = True
    return mask
