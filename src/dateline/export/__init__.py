"""Records in, one text per format out: the canonical JSON, an event a line, or a flat table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dateline.export.bare import without_text
from dateline.export.build import build, event
from dateline.export.csv import COLUMNS, to_csv
from dateline.export.document import Document
from dateline.export.json import line, schema, schema_text, to_json, to_jsonl
from dateline.records import Event, Mention, Report

FORMATS: dict[str, Callable[[Document], str]] = {"json": to_json, "jsonl": to_jsonl, "csv": to_csv}

__all__ = ["COLUMNS", "FORMATS", "Document", "build", "event", "one_line", "schema", "schema_text", "without_text"]


def one_line(
    one: Event, mentions: Mapping[str, Mention], reports: Mapping[str, Report], *, today: date | None = None
) -> str:
    """Return one event as a line of JSON, as in the format `jsonl`; `today` is the day by which plans are due."""
    return line(event(one, mentions, reports, today=today))
