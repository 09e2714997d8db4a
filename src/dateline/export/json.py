"""A document in, the canonical JSON out; and the JSON Schema that it keeps to."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.export.document import Document, EventItem


def to_json(document: Document) -> str:
    """Return the document as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def to_jsonl(document: Document) -> str:
    """Return one event a line, each a JSON object as in the canonical JSON's `events`."""
    return "".join(line(event) for event in document.events)


def line(event: EventItem) -> str:
    """Return one event as a line of JSON."""
    return msgspec.json.encode(event).decode() + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the canonical JSON."""
    made = msgspec.json.schema(Document, ref_template="#/$defs/{name}")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dateline chronology, version 1",
        "description": "What `dateline export --format json` writes. Later releases may add keys, never take one away.",
    }
    return {**head, **made}


def schema_text() -> str:
    """Return the JSON Schema as it is published."""
    return msgspec.json.format(msgspec.json.encode(schema(), order="deterministic"), indent=2).decode() + "\n"
