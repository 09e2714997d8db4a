"""The storylines of a pile in, a list of them for a person out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.errors import OptionsError
from dateline.records import Event, Report, Storyline

SHORTEST = 4  # hex digits of an id shown at the least


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """One line of a list of stories."""

    story: Storyline
    id: str  # cut as short as it stays unique
    first: date | None  # days between which it was told
    last: date | None
    line: str  # its main event, in a report's own words; the first report's title or path where it tells no event


def stories(
    storylines: Sequence[Storyline], events: Iterable[Event], reports: Mapping[str, Report]
) -> list[StoryEntry]:
    """Return the stories, the largest first; of those without events, `reports` give days and a title."""
    by_id = {event.id: event for event in events}
    bodies = [one.id[1:] for one in storylines]
    length = SHORTEST
    while len({body[:length] for body in bodies}) < len(bodies):
        length += 1
    found = []
    for one in storylines:
        told = [by_id[id_] for id_ in one.events]
        days = [day for event in told for day in (event.first_told, event.last_told)]
        days += [reports[id_].day for id_ in one.reports if id_ in reports]
        known = sorted(day for day in days if day)
        first, last = (known[0], known[-1]) if known else (None, None)
        line = by_id[one.main].summary if one.main else _title(reports.get(one.reports[0]))
        found.append(
            StoryEntry(story=one, id=one.id[: length + 1], first=first, last=last, line=" ".join(line.split()))
        )
    return sorted(found, key=lambda entry: (-len(entry.story.reports), entry.first or date.max, entry.story.id))


def story(storylines: Iterable[Storyline], asked: str) -> Storyline:
    """Return the story that an id means, whole or cut short, with its "s" or without."""
    body = asked.strip().removeprefix("s")
    found = [one for one in storylines if body and one.id[1:].startswith(body)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise OptionsError(f"no story {asked!r}. List the stories and their ids with: dateline stories")
    raise OptionsError(f"{asked!r} may be any of {len(found)} stories. Give more of the id.")


def _title(report: Report | None) -> str:
    if report is None:
        return ""
    return report.title.value if report.title else report.path
