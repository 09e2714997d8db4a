"""Score when event mentions happened: gold mentions with a date in, how our intervals stand to it out.

Three layouts are read, whichever the folder holds. MEANTIME: CAT files, where a mention refers to an instance that
`list_instances.csv` gives a time, and else a TLINK puts it in or at a date. SemEval-2015 Task 4: `reports/` and
`gold/`, whose timelines give a trigger's date. TimeML: an EVENT that a TLINK puts in or at a TIMEX3 with a date. The
folder may be the one that holds them.

The gold triggers are given to the extraction, so that what is scored is the dating alone: that of the event which
holds the mention once all reports are merged, and `before_merging` that of the mention by its own report. A gold date
is a day, a month or a year; `exact` counts intervals that are just that, `overlap` those that share a day with it, an
open end reaching on. An event that stays undated, or that only the report's own day bounds, does neither: `fallback`
is the share that has nothing but that bound, `undated` that which has nothing. `width_days` is the mean length of
closed intervals; `same_day` is the baseline that dates every event to its report's day.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.extract import extract
from dateline.merge import merge
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Basis, Mention, Report, Span, When
from dateline.resolve import resolve
from eval import timex
from eval.timeline import lay_out, read_timeline, token_places

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold mention: the characters of its trigger, and its date as YYYY, YYYY-MM or YYYY-MM-DD."""

    span: Span
    date: str

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and the last day that the date holds."""
        parts = [int(part) for part in self.date.split("-")]
        first = date(parts[0], *(parts[1:2] or [1]), *(parts[2:3] or [1]))
        if len(parts) == 3:
            return first, first
        after = date(first.year + (len(parts) == 1 or first.month == 12), first.month % 12 + 1 if parts[1:] else 1, 1)
        return first, date.fromordinal(after.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Document:
    """One report's text, laid out like a scraped page, its own day and its gold mentions."""

    name: str
    text: str
    created: str
    gold: tuple[Gold, ...]


def documents(data: Path) -> Iterator[Document]:
    """Read the folder in whichever layout it has."""
    if (data / "gold").is_dir() and (data / "reports").is_dir():
        yield from _timelines(data)
        return
    marked = sorted(data.rglob("*.tml"))
    if marked:
        yield from map(_timeml, marked)
        return
    beside = (folder / "list_instances.csv" for folder in (data.resolve(), *data.resolve().parents[:3]))
    table = next((path for path in (*sorted(data.rglob("list_instances.csv")), *beside) if path.is_file()), None)
    times = _instances(table) if table else {}
    files = sorted(data.rglob("*.xml"))
    across = [path for path in files if "intra_cross-doc_annotation" in path.parts]
    for path in across or files:
        root = ET.parse(path).getroot()  # noqa: S314 the corpora are local and known
        if root.find("Markables") is not None:
            yield _meantime(path, root, times)


def _instances(table: Path) -> dict[str, str]:
    """Return the time of each event instance."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[7].removesuffix("-XX") for row in rows if len(row) > 7 and row[1] == "EVENT"}


def _meantime(path: Path, root: ET.Element, times: dict[str, str]) -> Document:
    laid, places = lay_out(path), token_places(path)
    stamps = {one.get("m_id", ""): one for one in root.iter("TIMEX3")}
    instance = {one.get("m_id", ""): one.get("instance_id", "") for one in root.iter("EVENT")}
    told: dict[str, str] = {}
    for link in root.iter("TLINK"):
        source, target = (link.find(end) for end in ("source", "target"))
        if source is None or target is None or link.get("reltype") not in {"SIMULTANEOUS", "IS_INCLUDED"}:
            continue
        anchor = stamps.get(target.get("m_id", ""))
        if anchor is not None:
            told[source.get("m_id", "")] = anchor.get("value", "")
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        time = times.get(instance.get(target.get("m_id", "") if target is not None else "", ""), "")
        for source in link.findall("source"):
            if _DATE.match(time):
                told[source.get("m_id", "")] = time
    gold = []
    for mention in root.iter("EVENT_MENTION"):
        anchors = [places[one.get("t_id", "")] for one in mention.iter("token_anchor")]
        time = told.get(mention.get("m_id", ""), "")
        if anchors and _DATE.match(time):
            gold.append(Gold(Span(anchors[0][0], anchors[-1][1]), time))
    return Document(path.stem, laid.text, _created(root), tuple(sorted(gold, key=lambda one: one.span.start)))


def _created(root: ET.Element) -> str:
    """Return the report's own day."""
    stamps = (one for one in root.iter("TIMEX3") if one.get("functionInDocument") == "CREATION_TIME")
    return next((one.get("value", "")[:10] for one in stamps), "")


def _timeml(path: Path) -> Document:
    """Read one TimeML file: the text is laid out as it stands, behind a crawler's date line."""
    raw = path.read_text(encoding="utf-8")
    text, created, _ = timex.load(path)
    head = f"date {created}\n\n" if created else ""
    values = {timex.attribute(tag, "tid"): timex.attribute(tag, "value") for tag in re.findall(r"<TIMEX3[^>]*>", raw)}
    event_of = {
        timex.attribute(tag, "eiid"): timex.attribute(tag, "eventID") for tag in re.findall(r"<MAKEINSTANCE[^>]*>", raw)
    }
    told: dict[str, str] = {}
    for tag in re.findall(r"<TLINK[^>]*>", raw):
        event = event_of.get(timex.attribute(tag, "eventInstanceID"), "")
        value = values.get(timex.attribute(tag, "relatedToTime"), "")[:10]
        if timex.attribute(tag, "relType") in {"IS_INCLUDED", "SIMULTANEOUS", "DURING"} and _DATE.match(value):
            told[event] = min(told.get(event, value), value, key=lambda one: (-len(one), one))
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    gold, length, at = [], len(head), 0
    source = body[1] if body else ""
    for tag in re.finditer(r'<EVENT [^>]*eid="([^"]+)"[^>]*>([^<]*)</EVENT>|<[^>]+>', source):
        length += len(html.unescape(source[at : tag.start()]))
        at = tag.end()
        words = html.unescape(tag[2] or "")
        if words and tag[1] in told:
            gold.append(Gold(Span(length, length + len(words)), told[tag[1]]))
        length += len(words)
    return Document(path.stem, head + text, created, tuple(gold))


def _timelines(data: Path) -> Iterator[Document]:
    lines = [line for path in sorted((data / "gold").glob("*.txt")) for line in read_timeline(path.read_text("utf-8"))]
    dated = {name: line.date.removesuffix("-XX").removesuffix("-XX") for line in lines for name in line.names}
    for path in sorted((data / "reports").glob("*.xml")):
        laid, root = lay_out(path), ET.parse(path).getroot()  # noqa: S314
        gold: dict[Span, Gold] = {}
        for name, time in dated.items():
            doc, number, words = name.split("-", 2)
            if doc != laid.doc or not _DATE.match(time):
                continue
            first = words.split("_")[0]
            for token, start, sentence in zip(root.iter("token"), laid.starts, laid.sentences, strict=True):
                if sentence == int(number) and token.text == first:
                    span = Span(start, start + len(first))
                    gold.setdefault(span, Gold(span, time))
                    break
        told = tuple(sorted(gold.values(), key=lambda one: one.span.start))
        yield Document(path.stem, laid.text, _created(root), told)


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score every gold mention that has a date; with `out`, keep each with our answer and its steps."""
    parser = Parser.load()
    found = list(documents(data))
    reports: dict[str, Report] = {}
    mentions: dict[str, tuple[Mention, ...]] = {}
    for document in found:
        report = read(document.text.encode(), path=f"{document.name}.txt").items[0]
        parsed = parser.parse(report).items[0]
        told = extract(report, parsed, given=[one.span for one in document.gold]).items
        reports[document.name] = report
        mentions[document.name] = resolve(report, parsed, told).items
    chronology = merge(list(reports.values()), [one for told in mentions.values() for one in told])
    merged = {id_: event.when for event in chronology.events for id_ in event.mentions}
    own, together = Score(), Score()
    for document in found:
        for gold in document.gold:
            mention = next((one for one in mentions[document.name] if one.trigger.overlaps(gold.span)), None)
            own.add(document, gold, mention.when if mention else When())
            together.add(document, gold, merged[mention.id] if mention else When())
    if out is not None:
        (out / "eventdate.tsv").write_text("\n".join(sorted(together.rows)) + "\n", encoding="utf-8")
    return {**together.figures(), "before_merging": own.figures()}


class Score:
    """Counts of how times stand to gold dates."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.widths: list[int] = []
        self.rows: list[str] = []

    def add(self, document: Document, gold: Gold, when: When) -> None:
        """Count one mention."""
        first, last = gold.days
        dated = when.known and when.basis is not Basis.REPORT
        overlap = dated and when.may_equal(When(earliest=first, latest=date.fromordinal(last.toordinal() + 1)))
        exact = dated and (when.earliest, when.last_day) == (first, last)
        self.counts.update(events=1, overlap=overlap, exact=exact, undated=not when.known)
        self.counts.update(fallback=when.basis is Basis.REPORT, same_day=document.created == gold.date)
        self.counts.update({f"basis.{when.basis}": 1})
        if dated and when.earliest and when.latest:
            self.widths.append((when.latest - when.earliest).days)
        verdict = "exact" if exact else "overlap" if overlap else "wrong" if dated else "fallback"
        steps = "; ".join(f"{step.rule}: {step.detail}" for step in when.steps)
        words = " ".join(document.text[max(0, gold.span.start - 80) : gold.span.end + 80].split())
        days = f"{when.earliest}..{when.last_day}"
        trigger = " ".join(gold.span.of(document.text).split())
        self.rows.append("\t".join((verdict, document.name, trigger, gold.date, days, steps, words)))

    def figures(self) -> dict[str, Any]:
        """Return the shares, the mean width and the number of mentions."""
        events = max(1, self.counts["events"])
        shares = ("overlap", "exact", "fallback", "undated", "same_day")
        return {
            **{name: round(self.counts[name] / events, 4) for name in shares},
            "width_days": round(sum(self.widths) / max(1, len(self.widths)), 2),
            "events": self.counts["events"],
            "basis": {name.value: self.counts[f"basis.{name}"] for name in Basis},
        }
