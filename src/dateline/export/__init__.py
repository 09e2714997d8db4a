"""Records in, one text per format out: the canonical JSON, an event a line, or a flat table."""

from __future__ import annotations

from collections.abc import Callable

from dateline.export.build import build
from dateline.export.csv import COLUMNS, to_csv
from dateline.export.document import Document
from dateline.export.json import schema, schema_text, to_json, to_jsonl

FORMATS: dict[str, Callable[[Document], str]] = {"json": to_json, "jsonl": to_jsonl, "csv": to_csv}

__all__ = ["COLUMNS", "FORMATS", "Document", "build", "schema", "schema_text"]
