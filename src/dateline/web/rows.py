"""Entries of a timeline in, the lines that pages show out."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dateline.records import Event, Modality, Role, When
from dateline.timeline import Entry, reality_words
from dateline.web.density import Density

MODALITIES: Mapping[Modality, str] = {
    Modality.ASSERTED: "told as done",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "conditional",
    Modality.DEMANDED: "demanded",
    Modality.DENIED: "denied",
}
LEAST = 0.008  # share of the width that a day takes at the least, to be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Where an event's days lie in the picture over the list; an arrow points where an end is not known."""

    left: float  # per cent
    width: float
    open_left: bool
    open_right: bool
    sure: bool  # one day


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event as a line."""

    id: str
    short: str
    when: str
    line: str
    kind: str
    modality: str
    told_as: str  # "" where a report tells it as done in its own voice
    disputed: tuple[str, ...]
    outlets: int
    texts: int
    origins: int
    where: str
    strip: Strip | None


def row(entry: Entry, short: Mapping[str, str], over: Density | None = None, *, today: date | None = None) -> Row:
    """Return an entry as a line; `over` is the picture that its days are drawn under, plans are due by `today`."""
    event = entry.event
    return Row(
        id=event.id,
        short=short.get(event.id, event.id),
        when=entry.when,
        line=headed(entry.line) or heading(event),
        kind=event.kind.lower() or "no kind",
        modality=event.modality.value,
        told_as=reality_words(event, today),
        disputed=tuple(field.value for field in event.disputed),
        outlets=event.outlets,
        texts=event.texts,
        origins=event.origins,
        where=event.where.name if event.where else "",
        strip=strip(event.when, over) if over else None,
    )


def headed(line: str) -> str:
    """Begin a line with a capital, as a sentence is printed; its words stay the report's.

    >>> headed("the missiles hit a road"), headed("iPhone sales fell"), headed("… a road to close")
    ('The missiles hit a road', 'iPhone sales fell', '… a road to close')
    """
    first = line.partition(" ")[0]
    return line[:1].upper() + line[1:] if first.islower() else line


def heading(event: Event) -> str:
    """Say an event without a report's words: who, the kind of act, whom, each as they are known."""
    sides: dict[Role, list[str]] = {role: [] for role in Role}
    for one in event.participants:
        target = one.link.target if one.link else None
        if target and not target.id.startswith("noun:") and target.name not in sides[one.role]:
            sides[one.role].append(target.name)
    kind = f"{event.kind.lower() or 'event'}{f' ({event.mode})' if event.mode else ''}"
    parts = (", ".join(sides[Role.BY]), kind, ", ".join(sides[Role.TO] + sides[Role.WITH]))
    return " → ".join(part for part in parts if part)


def strip(when: When, over: Density) -> Strip | None:
    """Return where a time lies under the picture, None where it is not known or outside."""
    if not when.known:
        return None
    first = when.earliest or when.last_day or date.min
    last = when.last_day or when.earliest or date.max
    if last < over.first or first > over.last:
        return None
    left, right = over.at(first), over.at(min(last, date.max - timedelta(days=1)) + timedelta(days=1))
    width = max(LEAST, right - left)
    return Strip(
        left=round(100 * min(left, 1 - width), 2),
        width=round(100 * width, 2),
        open_left=when.earliest is None,
        open_right=when.latest is None,
        sure=when.earliest is not None and first == last,
    )


SPARSE = 8  # events of a year on a page from which its months are the headings


def grouped(
    entries: Sequence[Entry], short: Mapping[str, str], over: Density | None = None, *, today: date | None = None
) -> list[tuple[str, Sequence[Row]]]:
    """Return entries under the months they begin in, or the years where these hold few."""
    groups: list[tuple[str, Sequence[Row]]] = []
    for year, of_year in groupby(entries, key=lambda entry: _begins(entry.event)[0]):
        mine = list(of_year)
        if not year or len(mine) < SPARSE:
            groups.append((str(year or "Undated"), [row(entry, short, over, today=today) for entry in mine]))
            continue
        for month, some in groupby(mine, key=lambda entry: _begins(entry.event)[1]):
            name = f"{calendar.month_name[month]} {year}"
            groups.append((name, [row(entry, short, over, today=today) for entry in some]))
    return groups


def _begins(event: Event) -> tuple[int, int]:
    day = event.when.earliest or event.when.last_day
    return (day.year, day.month) if day else (0, 0)
