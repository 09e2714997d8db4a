"""Score the order of importance of events: stories with `gold.json` in, mean average precision out.

A system event is right where one of its mentions overlaps a mention of a gold event marked `core`; `main` counts only
core events with at least three gold mentions. `in_time` is the baseline that ranks events in order of time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.run import build
from dateline.timeline import ranked

STORIES = Path(__file__).parent / "stories"
MAIN = 3  # gold mentions of an event that a story turns on


def average_precision(order: Sequence[str], right: Mapping[str, bool]) -> float:
    """Return the mean of the precision at each right one; 1 where all of them come first.

    >>> average_precision(["a", "b", "c"], {"a": True, "b": False, "c": True})
    0.8333333333333333
    """
    hits, total = 0, 0.0
    for place, one in enumerate(order, start=1):
        if right[one]:
            hits += 1
            total += hits / place
    return total / hits if hits else 0.0


def _told(folder: Path) -> tuple[list[str], list[str], dict[str, str | None], Counter[str], set[str]]:
    """Return the events by rank and by time, the gold event of each, how often each of those is told, the core ones."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    often = Counter(one["event"] for one in gold["mentions"])
    paths = [folder / name for name in gold["documents"].values()]
    story = build([str(path) for path in paths])
    names = {report.id: Path(report.path).name for report in story.reports}
    of: dict[str, str | None] = {}
    for event in story.chronology.events:
        found = [
            one["event"]
            for mention in (story.mentions[id_] for id_ in event.mentions)
            for one in gold["mentions"]
            if gold["documents"][one["doc"]] == names[mention.report]
            and one["start"] < mention.trigger.end
            and mention.trigger.start < one["end"]
        ]
        of[event.id] = max(found, key=lambda one: (often[one], one), default=None)
    ranks = ranked(story.chronology)
    core = {event["id"] for event in gold["events"] if event.get("core")}
    return sorted(ranks, key=lambda id_: ranks[id_].place), [e.id for e in story.chronology.events], of, often, core


def _story(folder: Path) -> dict[str, float]:
    order, in_time, of, often, core = _told(folder)
    right = {id_: one in core for id_, one in of.items()}
    turning = {id_: one in core and often[str(one)] >= MAIN for id_, one in of.items()}
    return {
        "core": average_precision(order, right),
        "core_in_time": average_precision(in_time, right),
        "main": average_precision(order, turning),
        "main_in_time": average_precision(in_time, turning),
    }


def run(data: Path = STORIES, out: Path | None = None) -> dict[str, float]:  # noqa: ARG001  every task takes `out`
    """Score a story, or a folder of them; means over stories."""
    folders = [data] if (data / "gold.json").exists() else sorted(path.parent for path in data.glob("*/gold.json"))
    found = [_story(folder) for folder in folders]
    return {name: round(sum(one[name] for one in found) / len(found), 4) for name in found[0]}
