"""Score the chronology of a folder of reports against its hand-made `gold.json`.

Gold and system agree on reports by file name, and on text by code points of the raw file. A system mention answers a
gold mention where their spans overlap. 1.0 is perfect for every figure but `extra`, where it is 0.0; `split` and
`lumped` grow above 1.0. The conventions of the gold stand in eval/stories/README.md.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from eval.chronicle import chronicle

SMALL_WORDS = {"the", "of", "a", "an", "s", "and", "us", "u", "led"}
SLACK = dt.timedelta(days=3)  # how much wider than the gold a date may be and still count

Scores = dict[str, float | None]


@dataclass(frozen=True)
class Hit:
    """A core gold mention, and the system's event and mention that cover it."""

    gold: dict[str, Any]
    event: str
    mention: dict[str, Any]


def words(name: str | None) -> set[str]:
    """Return the telling words of a name; all of them where none is left."""
    found = set(re.findall(r"\w+", (name or "").lower()))
    return found - SMALL_WORDS or found


def same_name(left: str | None, right: str | None) -> bool:
    """Say whether half of the shorter name's words stand in the other."""
    a, b = words(left), words(right)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5


def day(text: str, *, last: bool) -> dt.date:
    """Return the first or last day of a date of any precision."""
    parts = [int(part) for part in text.strip().rstrip("~?%")[:10].split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def share(part: float, whole: float) -> float | None:
    """Return part of whole, None where there is no whole."""
    return round(part / whole, 4) if whole else None


def find_hits(gold: dict[str, Any], told: dict[str, list[tuple[int, int, str, dict[str, Any]]]]) -> list[Hit]:
    """Pair each core gold mention with the system mention that overlaps it most."""
    core = {event["id"] for event in gold["events"] if event.get("core")}
    hits = []
    for wanted in gold["mentions"]:
        if wanted["event"] not in core:
            continue
        over = [
            (min(end, wanted["end"]) - max(start, wanted["start"]), event, mention)
            for start, end, event, mention in told[gold["documents"][wanted["doc"]]]
            if start < wanted["end"] and wanted["start"] < end
        ]
        if over:
            _, event, mention = max(over, key=lambda entry: entry[0])
            hits.append(Hit(wanted, event, mention))
    return hits


def grouping(hits: list[Hit]) -> Scores:
    """Score how the system grouped what it found: B-cubed F1 (Bagga & Baldwin 1998), split and lumped."""
    by_gold, by_system = defaultdict(set), defaultdict(set)
    for index, hit in enumerate(hits):
        by_gold[hit.gold["event"]].add(index)
        by_system[hit.event].add(index)
    common = [len(by_gold[hit.gold["event"]] & by_system[hit.event]) for hit in hits]
    precision = sum(n / len(by_system[hit.event]) for n, hit in zip(common, hits, strict=True)) / max(1, len(hits))
    recall = sum(n / len(by_gold[hit.gold["event"]]) for n, hit in zip(common, hits, strict=True)) / max(1, len(hits))
    pairs = {(hit.gold["event"], hit.event) for hit in hits}
    return {
        "b3_f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "split": share(len(pairs), len(by_gold)),
        "lumped": share(len(pairs), len(by_system)),
    }


def date_fits(wanted: str, when: dict[str, Any]) -> bool:
    """Say whether the system's interval meets the gold's and is little wider."""
    if not (when.get("earliest") and when.get("latest")):
        return False
    first, _, final = wanted.partition("/")
    low, high = day(first, last=False), day(final or first, last=True)
    start, end = day(when["earliest"], last=False), day(when["latest"], last=True)
    return start <= high and low <= end and (end - start) <= (high - low) + SLACK


def names_f1(wanted: dict[str, list[str]], events: list[dict[str, Any]]) -> float:
    """Score the participants, both sides together."""
    want = wanted.get("by", []) + wanted.get("to", [])
    got = sorted({name for event in events for name in event.get("by", []) + event.get("to", [])})
    precision = sum(any(same_name(x, y) for y in want) for x in got) / len(got) if got else 0.0
    recall = sum(any(same_name(x, y) for y in got) for x in want) / len(want) if want else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def fields(gold: dict[str, Any], events: dict[str, dict[str, Any]], hits: list[Hit]) -> Scores:
    """Score dates and participants by event, attribution and modality by mention."""
    dated = right = 0
    who = []
    for wanted in (event for event in gold["events"] if event.get("core")):
        found = [events[name] for name in {hit.event for hit in hits if hit.gold["event"] == wanted["id"]}]
        if wanted.get("when"):
            dated += 1
            right += any(date_fits(wanted["when"], event.get("when") or {}) for event in found)
        if found and wanted.get("actors"):
            who.append(names_f1(wanted["actors"], found))
    said = 0
    for hit in hits:
        chain = hit.mention.get("said_by") or []
        wants = hit.gold["said_by"]
        said += all(any(same_name(x, y) for y in chain) for x in wants) if wants else not chain
    modality = sum(hit.mention.get("modality") == hit.gold["modality"] for hit in hits)
    return {
        "dated": share(right, dated),
        "said_by": share(said, len(hits)),
        "modality": share(modality, len(hits)),
        "who": share(sum(who), len(who)),
    }


def heads(gold: dict[str, Any], reports: dict[str, dict[str, Any]]) -> Scores:
    """Score the furniture set aside and the fields of the reports."""
    aside = defaultdict(set)
    for name, report in reports.items():
        for part in report.get("furniture", []):
            aside[name].update(range(part["start"], part["end"]))
    wanted = [(gold["documents"][f["doc"]], i) for f in gold.get("furniture", []) for i in range(f["start"], f["end"])]
    total = right = 0
    for doc, values in gold.get("reports", {}).items():
        report = reports.get(gold["documents"][doc], {})
        for field, value in values.items():
            total += 1
            got = str(report.get(field) or "")
            if field == "published":
                right += got.startswith(value)
            else:
                right += got.strip() == value if field == "title" else same_name(got, value)
    return {
        "furniture": share(sum(i in aside[name] for name, i in wanted), len(wanted)),
        "report_meta": share(right, total),
    }


def differences(gold: dict[str, Any], system: dict[str, Any], hits: list[Hit]) -> float | None:
    """Return the share of the gold's disagreements that the system reports on one of their fields."""
    wanted = gold.get("disagreements", [])
    found = 0
    for one in wanted:
        events = {hit.event for hit in hits if hit.gold["event"] in one["events"]}
        found += any(
            told.get("field") in one["fields"] and events & set(told.get("events", []))
            for told in system.get("disagreements", [])
        )
    return share(found, len(wanted))


def score(gold: dict[str, Any], system: dict[str, Any]) -> Scores:
    """Score a chronology, as exported to JSON, against a gold story."""
    name_of = {report["id"]: PurePath(report["path"]).name for report in system["reports"]}
    told = defaultdict(list)
    for event in system["events"]:
        for mention in event["mentions"]:
            told[name_of[mention["report"]]].append((mention["start"], mention["end"], event["id"], mention))
    hits = find_hits(gold, told)
    core = [event["id"] for event in gold["events"] if event.get("core")]
    spans = defaultdict(list)
    for mention in gold["mentions"]:
        spans[gold["documents"][mention["doc"]]].append((mention["start"], mention["end"]))
    extra = sum(
        not any(start < b and a < end for a, b in spans[name])
        for name in gold["documents"].values()
        for start, end, _, _ in told[name]
    )
    return {
        "found": share(len(hits), sum(mention["event"] in core for mention in gold["mentions"])),
        "events_found": share(len({hit.gold["event"] for hit in hits}), len(core)),
        **grouping(hits),
        **fields(gold, {event["id"]: event for event in system["events"]}, hits),
        **heads(gold, {name_of[report["id"]]: report for report in system["reports"]}),
        "extra": share(extra, len(gold["mentions"])),
        "differences": differences(gold, system, hits),
    }


def run(data: Path, out: Path | None) -> Scores:
    """Read the reports of one story and score them; `out` keeps the chronology."""
    gold = json.loads((data / "gold.json").read_text(encoding="utf-8"))
    system = chronicle([data / name for name in gold["documents"].values()])
    if out is not None:
        (out / "chronology.json").write_text(json.dumps(system, indent=1), encoding="utf-8")
    return score(gold, system)
