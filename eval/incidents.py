"""Score the grouping of reports by what they are on: JSONL of reports, the story clusters of Giveme5W1H, or ECB+.

Layouts, the first that is found anywhere under the folder: `*.jsonl` with a report a line (`text`, `incident`, and
where known `title` and `published`, or `date`, in ISO 8601); `news_cluster/data/*.json` (`text`, `title`,
`date_publish`, `newsCluster.EventId`); or ECB+, where each half of a topic is an incident and no report has a date. All
reports are read as one pile; `b3_f1` is a share from 0 to 1, `over_count` the stories found for each true one.
`same_day` is the baseline that calls the reports of one day one story.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dateline.merge import merge
from dateline.read import read
from dateline.records import Report
from eval.clusters import b_cubed
from eval.ecbplus import documents


class Labelled(NamedTuple):
    """A report and the incident that it is on."""

    report: Report
    incident: str


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score the reports of a folder."""
    labelled = {one.report.id: one for one in load(data)}
    reports = [one.report for one in labelled.values()]
    gold = _groups((one.incident, one.report.id) for one in labelled.values())
    found = [one.reports for one in merge(reports, ()).storylines]
    days = _groups((one.report.day or one.report.id, one.report.id) for one in labelled.values())
    if out is not None:
        lines = [
            [{"incident": labelled[id_].incident, "path": labelled[id_].report.path} for id_ in ids] for ids in found
        ]
        (out / "incidents.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return _score(gold, found) | {"reports": len(reports), "incidents": len(gold), "same_day": _score(gold, days)}


def load(data: Path) -> Iterator[Labelled]:
    """Read the labelled reports of a folder; those without a word of prose are left out."""
    rows = [
        (row, f"{path.name}:{number}")
        for path in sorted(data.rglob("*.jsonl"))
        for number, row in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines()), start=1)
    ]
    rows = rows or [
        (_clustered(json.loads(path.read_text(encoding="utf-8"))), path.name)
        for path in sorted(data.rglob("news_cluster/data/*.json"))
    ]
    if not rows and any(data.rglob("*_*ecb*.xml")):
        for one in documents(data):
            yield Labelled(one.report, re.sub(r"_\d+(ecb(?:plus)?)\.xml$", r"\1", one.report.path))
    elif not rows:
        message = f"{data}: no *.jsonl, no news_cluster/data/*.json and no ECB+; give the folder that holds them"
        raise FileNotFoundError(message)
    for row, path in rows:
        title, text, published = row.get("title") or "", row["text"], row.get("published") or row.get("date")
        head = "" if text.lstrip().startswith(title) else f"{title}\n\n"
        told = f"date {published[:10]}\n" if published else ""
        for report in read(f"{told}{head}{text}".encode(), path=path).items:
            yield Labelled(report, str(row["incident"]))


def _clustered(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "text": row["text"],
        "published": row["date_publish"],
        "incident": row["newsCluster"]["EventId"],
    }


def _groups(labels: Iterable[tuple[Hashable, str]]) -> list[list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for label, id_ in labels:
        groups[label].append(id_)
    return list(groups.values())


def _score(gold: Iterable[Iterable[str]], found: Iterable[Iterable[str]]) -> dict[str, float]:
    key, answer = [frozenset(group) for group in gold], [frozenset(group) for group in found]
    score = b_cubed(key, answer)
    return {
        "b3_f1": round(score.f1 / 100, 4),
        "b3_precision": round(score.precision / 100, 4),
        "b3_recall": round(score.recall / 100, 4),
        "over_count": round(len(answer) / len(key), 4),
    }
