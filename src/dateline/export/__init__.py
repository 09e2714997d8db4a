"""Records in, one text per format out: the canonical JSON, an event a line, or a flat table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dateline.export.build import build
from dateline.export.build import event as _event
from dateline.export.csv import COLUMNS, to_csv
from dateline.export.document import Document
from dateline.export.json import line, schema, schema_text, to_json, to_jsonl
from dateline.records import Event, Mention, Report

FORMATS: dict[str, Callable[[Document], str]] = {"json": to_json, "jsonl": to_jsonl, "csv": to_csv}

__all__ = ["COLUMNS", "FORMATS", "Document", "build", "one_line", "schema", "schema_text"]


def one_line(
    event: Event, mentions: Mapping[str, Mention], reports: Mapping[str, Report], *, today: date | None = None
) -> str:
    """Return one event as a line of JSON, as in the format `jsonl`; `today` is the day by which plans are due."""
    return line(_event(event, mentions, reports, today=today))
