"""Score timelines of target entities: SemEval-2015 Task 4, Track A, from raw text (Minard et al. 2015).

Each date is a TIMEX3 and each line an event SIMULTANEOUS with its date; neighbours in a timeline are BEFORE or
SIMULTANEOUS. Temporal awareness (UzZaman & Allen 2011): precision is the share of the system's reduced relations that
hold in the closure of the gold, recall the share of the gold's that hold in the closure of the system. A line is one
event, known by any of its mentions. Figures are micro-averaged over targets, in percent.
"""

from __future__ import annotations

import re
import tempfile
import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.chronicle import chronicle

UNDATED = "XXXX-XX-XX"


@dataclass(frozen=True)
class Line:
    """One event of a timeline: its place in the order, its date, and the mentions it is known by."""

    order: int
    date: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A report laid out as plain text, with the sentence that each token stands in."""

    doc: str
    text: str
    starts: tuple[int, ...]
    sentences: tuple[int, ...]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return self.sentences[max(0, bisect_right(self.starts, offset) - 1)]


def read_timeline(text: str) -> list[Line]:
    """Read a timeline in the task's format; the first line is the target."""
    lines = []
    for row in text.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) > 2 and cells[0].isdigit():
            lines.append(Line(int(cells[0]), cells[1], tuple(cells[2:])))
    return lines


def write_timeline(target: str, lines: Iterable[Line]) -> str:
    """Lay out a timeline in the task's format."""
    rows = ["\t".join((str(line.order), line.date, *line.names)) for line in lines]
    return "\n".join((target, *rows)) + "\n"


def relations(lines: list[Line]) -> list[tuple[Line, str, Line | str]]:
    """Return a timeline's reduced relations: each event with its date, and with its neighbour."""
    ordered = sorted((line for line in lines if line.order > 0), key=lambda line: line.order)
    found: list[tuple[Line, str, Line | str]] = [
        (line, "SIMULTANEOUS", line.date) for line in ordered if line.date != UNDATED
    ]
    for left, right in pairwise(ordered):
        found.append((left, "SIMULTANEOUS" if left.order == right.order else "BEFORE", right))
    return found


def hold(claims: list[tuple[Line, str, Line | str]], lines: list[Line]) -> int:
    """Count the relations that hold in the closure of a timeline."""
    by_name = {name: line for line in lines if line.order > 0 for name in line.names}

    def find(line: Line) -> Line | None:
        return next((by_name[name] for name in line.names if name in by_name), None)

    count = 0
    for left, relation, right in claims:
        mine = find(left)
        if mine is None:
            continue
        if isinstance(right, str):
            count += mine.date == right
            continue
        other = find(right)
        if other is not None:
            count += mine.order == other.order if relation == "SIMULTANEOUS" else mine.order < other.order
    return count


def lay_out(path: Path) -> Text:
    """Turn a CAT file into the plain text of a scraped page, a sentence a line after a crawler's date line."""
    tree = ET.parse(path).getroot()  # noqa: S314 the corpora are local and known
    created = next(
        (t.get("value") for t in tree.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None
    )
    text = f"date {created}\n\n" if created else ""
    starts, sentences = [], []
    for token in tree.iter("token"):
        sentence, word = int(token.get("sentence", "0")), token.text or ""
        if sentences and sentence != sentences[-1]:
            text += "\n\n" if sentence < 3 else "\n"
        elif sentences and not re.fullmatch(r"[.,;:!?%)\]]|'s|n't|''", word) and text[-1] not in "([$":
            text += " "
        starts.append(len(text))
        sentences.append(sentence)
        text += word
    return Text(path.name.split("-")[0].split("_")[0], text + "\n", tuple(starts), tuple(sentences))


def token_places(path: Path) -> dict[str, tuple[int, int]]:
    """Return where each token stands in the laid-out text."""
    laid = lay_out(path)
    tokens = list(ET.parse(path).getroot().iter("token"))  # noqa: S314
    return {
        token.get("t_id", ""): (start, start + len(token.text or ""))
        for token, start in zip(tokens, laid.starts, strict=True)
    }


def granule(when: dict[str, Any]) -> str | None:
    """Return the finest day, month or year that holds the whole interval."""
    first, last = when.get("earliest"), when.get("latest")
    if not first or not last:
        return None
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)


def names_target(event: dict[str, Any], target: str) -> bool:
    """Say whether a participant is, or names, the target."""
    wanted = re.findall(r"\w+", target.lower())
    for name in event["by"] + event["to"] + event.get("about", []):
        found = re.findall(r"\w+", name.lower())
        if found and (set(wanted) <= set(found) or (len(found) == 1 and found[0] == wanted[-1])):
            return True
    return False


def timeline_of(target: str, system: dict[str, Any], texts: dict[str, Text]) -> list[Line]:
    """Make a target's timeline out of an exported chronology."""
    dated = []
    for event in system["events"]:
        if not names_target(event, target):
            continue
        names = []
        for mention in event["mentions"]:
            text = texts[mention["report"]]
            trigger = "_".join(text.text[mention["start"] : mention["end"]].split())
            names.append(f"{text.doc}-{text.sentence_at(mention['start'])}-{trigger}")
        dated.append((granule(event.get("when") or {}), tuple(names)))
    days = sorted({date for date, _ in dated if date})
    order = {date: index for index, date in enumerate(days, start=1)}
    lines = [Line(order.get(date or "", 0), date or UNDATED, names) for date, names in dated]
    return sorted(lines, key=lambda line: (line.order, line.names))


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Read all reports, make a timeline for each target and score it; `out` keeps the timelines."""
    laid = {path.stem: lay_out(path) for path in sorted((data / "reports").glob("*.xml"))}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in laid.items():
            paths.append(Path(folder) / f"{name}.txt")
            paths[-1].write_text(text.text, encoding="utf-8")
        system = chronicle(paths)
    texts = {report["id"]: laid[Path(report["path"]).stem] for report in system["reports"]}
    right = told = kept = wanted = 0
    targets = (data / "targets.txt").read_text(encoding="utf-8").split("\n")
    targets = [target.strip() for target in targets if target.strip()]
    for target in targets:
        name = f"{target.lower().replace(' ', '_')}.txt"
        gold = read_timeline((data / "gold" / name).read_text(encoding="utf-8"))
        lines = timeline_of(target, system, texts)
        if out is not None:
            (out / name).write_text(write_timeline(target, lines), encoding="utf-8")
        system_claims, gold_claims = relations(lines), relations(gold)
        right += hold(system_claims, gold)
        told += len(system_claims)
        kept += hold(gold_claims, lines)
        wanted += len(gold_claims)
    precision, recall = right / max(1, told), kept / max(1, wanted)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "f1": round(100 * f1, 2),
        "precision": round(100 * precision, 2),
        "recall": round(100 * recall, 2),
        "targets": len(targets),
    }
