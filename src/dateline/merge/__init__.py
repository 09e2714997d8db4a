"""Reports, mentions and people's judgements in, the chronology out: each event once.

The order is: copies of one text, pairs worth comparing, their scores, what must and cannot be joined, groups, events,
what dates events by one another, disagreements, storylines. All of it is a pure function of its input as a set:
neither order nor repetition changes anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.merge import people
from dateline.merge.answers import Answer
from dateline.merge.facts import Prose
from dateline.merge.families import copies, texts
from dateline.merge.meetings import moment, text
from dateline.merge.memory import Memory
from dateline.merge.pairing import Arrival, enter, pair_up
from dateline.merge.shelf import Met, Shelf
from dateline.merge.stories import StoryPile, Telling, storylines
from dateline.merge.stories import update as update_stories
from dateline.merge.update import Changes, Judged, settle, update
from dateline.records import (
    Chronology,
    Disagreement,
    Event,
    Judgement,
    Mention,
    Problem,
    Report,
    Storyline,
    family_of,
)

__all__ = [
    "Answer",
    "Arrival",
    "Changes",
    "Judged",
    "Met",
    "Shelf",
    "enter",
    "merge",
    "pair_up",
    "settle",
    "update",
]


def merge(reports: Sequence[Report], mentions: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> Chronology:
    """Group mentions into events."""
    by_id, twins = _once(reports)
    # Where two texts share an id, which of their mentions counts must not depend on their order either.
    among = sorted(mentions, key=repr, reverse=True) if twins else mentions
    told = {mention.id: mention for _, mention in sorted({mention.id: mention for mention in among}.items())}
    copied = copies(by_id.values())
    family = texts(copied, told.values())
    by_report: dict[str, list[Mention]] = {id_: [] for id_ in sorted(by_id)}
    for mention in told.values():
        by_report[mention.report].append(mention)
    judged = people.people(judgements)
    shelf = Memory(by_id.values())
    new = [Arrival(by_id[id_], many, family) for id_, many in by_report.items()]
    shelf.apply(update(shelf, new, (), Judged(now=judged, before={})))
    events, differences = _in_order(shelf)
    kept = shelf.judgements | {pair: one for pair, one in judged.items() if pair[0] in told and pair[1] in told}
    return Chronology(
        events=events,
        disagreements=differences,
        judgements=tuple(kept[pair] for pair in sorted(kept)),
        copies=tuple(sorted(copied, key=lambda one: (one.report, one.first))),
        problems=(*twins, *people.contradictions(judgements), *(one for _, one in sorted(shelf.problems.items()))),
        storylines=_storylines(by_id, family_of(copied), events, told),
    )


def _storylines(
    reports: Mapping[str, Report], families: Mapping[str, str], events: Sequence[Event], told: Mapping[str, Mention]
) -> tuple[Storyline, ...]:
    texts_ = [text(one, Prose(one).text) for one in reports.values() if one.id not in families]
    stories = {id_: story for story, ids in update_stories(StoryPile(), texts_, ()).items() for id_ in ids}
    tellings = [Telling(event.id, told[id_].report, told[id_].opening) for event in events for id_ in event.mentions]
    return storylines(map(moment, reports.values()), stories, families, tellings)


def _once(reports: Sequence[Report]) -> tuple[dict[str, Report], tuple[Problem, ...]]:
    """Return each report by its id, and those whose id another text has too: the one with the least checksum counts."""
    by_id: dict[str, Report] = {}
    problems = []
    for report in sorted(reports, key=lambda report: (report.id, report.sha256)):
        first = by_id.setdefault(report.id, report)
        if first.sha256 != report.sha256:
            message = f"{report.path}: left out, since {first.path} has its id {report.id} and other bytes"
            problems.append(
                Problem(code="merge/same-id", stage="merge", message=message, report=report.id, path=report.path)
            )
    return by_id, tuple(dict.fromkeys(problems))


def _in_order(shelf: Memory) -> tuple[tuple[Event, ...], tuple[Disagreement, ...]]:
    events = tuple(sorted(shelf.held.values(), key=lambda one: one.order))
    order = {one.id: place for place, one in enumerate(events)}
    differences = sorted(shelf.differences(), key=lambda one: (order[one.events[0]], one.field, one.events))
    return events, tuple(differences)
