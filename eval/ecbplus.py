"""Read ECB+ (Cybulska and Vossen 2014): topic folders of XML in, reports with gold event mentions out.

Only validated sentences count. Tokens are written out as plain text, a sentence to a paragraph; the first sentence of
the `ecbplus` files is an address and is left out. Train topics are those of the usual split of 1-35; the other eight
are development, and any other topic is test.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dateline.read.sketch import sketch
from dateline.records import Format, Report, Span

DEVELOPMENT = frozenset((2, 5, 12, 18, 21, 23, 34, 35))
TRAIN = frozenset(range(1, 36)) - DEVELOPMENT
ACTION = re.compile(r"^(NEG_)?ACTION_")
NO_SPACE_BEFORE = frozenset((".", ",", ";", ":", "!", "?", ")", "]", "%", "'", "''", "'s", "n't", "’", "’s", "”"))
NO_SPACE_AFTER = frozenset(("(", "[", "$", "``", "“", "#"))
NAME = re.compile(r"^(\d+)_(\d+)(ecb(?:plus)?)\.xml$")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated mention: where it stands, and the event it tells."""

    report: str
    span: Span
    event: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report with its gold mentions in validated sentences."""

    topic: int
    report: Report
    gold: tuple[Gold, ...]
    validated: tuple[Span, ...]


def documents(data: Path) -> list[Document]:
    """Read every report below a folder, in order of name."""
    table = next(iter(sorted(data.rglob("*entences.csv"))), None)
    if table is None:
        raise FileNotFoundError(f"{data}: no CSV of validated sentences; give the folder that holds it and the topics")
    validated: dict[tuple[str, str], set[int]] = {}
    with table.open(encoding="utf-8") as lines:
        for row in csv.reader(lines):
            if row[0].isdigit():
                validated.setdefault((row[0], row[1]), set()).add(int(row[2]))
    found = []
    for path in sorted(data.rglob("*.xml")):
        if name := NAME.match(path.name):
            topic, number, part = name.groups()
            found.append(_document(path, int(topic), validated.get((topic, f"{number}{part}"), set())))
    return found


def development(found: list[Document]) -> list[Document]:
    """Leave out the train topics."""
    return [one for one in found if one.topic not in TRAIN]


def train(found: list[Document]) -> list[Document]:
    """Keep the train topics."""
    return [one for one in found if one.topic in TRAIN]


def _document(path: Path, topic: int, sentences: set[int]) -> Document:
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a corpus that the person has chosen to read
    text, spans, sentence_of = _text(root, skip_first=path.name.endswith("ecbplus.xml"))
    raw = text.encode()
    digest = hashlib.sha256(path.name.encode() + raw).hexdigest()
    report = Report(
        id=f"r{digest[:16]}",
        sha256=digest,
        path=path.name,
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        sketch=sketch(text),
    )
    events = _events(root, path.stem, topic)
    gold = []
    for markable in root.findall("./Markables/*"):
        tokens = [
            spans[anchor.get("t_id", "")] for anchor in markable.findall("token_anchor") if anchor.get("t_id") in spans
        ]
        first = markable.find("token_anchor")
        if not ACTION.match(markable.tag) or not tokens or first is None:
            continue
        if sentence_of[first.get("t_id", "")] not in sentences:
            continue
        span = Span(min(one.start for one in tokens), max(one.end for one in tokens))
        event = events.get(markable.get("m_id", ""), f"{path.stem} {markable.get('m_id')}")
        gold.append(Gold(report.id, span, event))
    kept = {}
    for one in gold:  # a few tokens are annotated twice
        kept.setdefault(one.span, one)
    places: dict[int, list[Span]] = {}
    for token, span in spans.items():
        places.setdefault(sentence_of[token], []).append(span)
    valid = tuple(
        Span(min(s.start for s in found), max(s.end for s in found))
        for number, found in sorted(places.items())
        if number in sentences
    )
    return Document(topic, report, tuple(kept.values()), valid)


def _text(root: ElementTree.Element, *, skip_first: bool) -> tuple[str, dict[str, Span], dict[str, int]]:
    text, spans, sentence_of, last, before = "", {}, {}, -1, ""
    for token in root.findall("token"):
        sentence, word = int(token.get("sentence", "0")), (token.text or "").strip()
        if (skip_first and sentence == 0) or not word:
            continue
        if last >= 0 and sentence != last:
            text += "\n\n"
        elif text and word not in NO_SPACE_BEFORE and before not in NO_SPACE_AFTER:
            text += " "
        last, before = sentence, word
        spans[token.get("t_id", "")] = Span(len(text), len(text) + len(word))
        sentence_of[token.get("t_id", "")] = sentence
        text += word
    return text, spans, sentence_of


def _events(root: ElementTree.Element, name: str, topic: int) -> dict[str, str]:
    instance = {one.get("m_id", ""): one.get("instance_id", "") for one in root.findall("./Markables/*")}
    found = {}
    for relation in root.findall("./Relations/*"):
        target = relation.find("target")
        known = instance.get(target.get("m_id", ""), "") if target is not None else ""
        event = f"{topic} {known}" if known else f"{name} r{relation.get('r_id')}"
        for source in relation.findall("source"):
            found[source.get("m_id", "")] = event
    return found


def topics(found: list[Document]) -> Iterator[tuple[int, list[Document]]]:
    """Yield the reports of each topic."""
    for topic in sorted({one.topic for one in found}):
        yield topic, [one for one in found if one.topic == topic]
