"""Read MEANTIME (Minard et al. 2016): CAT files in, reports with gold event mentions out.

Read are the files of `intra_cross-doc_annotation`, where an event mention refers to an instance that all reports of the
corpus share. Reports are laid out like a scraped page and read as any others, so that they have their dates. A mention
that refers to no instance is left out.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from dateline.read import read
from dateline.records import Span
from eval.ecbplus import Document, Gold
from eval.timeline import lay_out, token_places


def documents(data: Path) -> list[Document]:
    """Read every report below a folder, in order of name."""
    files = sorted(data.rglob("*.xml"))
    across = [path for path in files if "intra_cross-doc_annotation" in path.parts]
    return [one for one in map(_document, across or files) if one.gold]


def _document(path: Path) -> Document:
    report = read(lay_out(path).text.encode(), path=f"{path.stem}.txt").items[0]
    root = ET.parse(path).getroot()  # noqa: S314 the corpora are local and known
    places = token_places(path)
    instance = {
        one.get("m_id", ""): one.get("instance_id") or f"{path.stem} {one.get('m_id')}" for one in root.iter("EVENT")
    }
    refers: dict[str, str] = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        event = instance.get(target.get("m_id", "") if target is not None else "")
        if event is not None:
            refers |= {source.get("m_id", ""): event for source in link.findall("source")}
    gold: dict[Span, Gold] = {}
    for mention in root.iter("EVENT_MENTION"):
        anchors = [places[one.get("t_id", "")] for one in mention.iter("token_anchor")]
        event = refers.get(mention.get("m_id", ""))
        if anchors and event is not None:
            span = Span(min(start for start, _ in anchors), max(end for _, end in anchors))
            gold.setdefault(span, Gold(report.id, span, event))
    found = tuple(sorted(gold.values(), key=lambda one: (one.span.start, one.span.end)))
    return Document(0, report, found, ())
