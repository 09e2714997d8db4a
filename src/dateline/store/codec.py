"""Records in, JSON text out, and back: what crosses the database's border is checked by msgspec."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from dateline.errors import StoreError
from dateline.records import Report
from dateline.store.spans import text_of

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}  # making one costs more than a thousand uses


def encode(record: object) -> str:
    """Return a record as JSON; equal records give equal text."""
    return _encoder.encode(record).decode()


def decode(kind: type[T], record: str) -> T:
    """Return the record that the JSON holds; raise where it is not one of its kind."""
    try:
        found = _decoder(kind).decode(record)
    except msgspec.MsgspecError as error:
        raise StoreError(
            f"a stored {kind.__name__.lower()} cannot be read ({error}). "
            "The database was changed from outside; find out what with: dateline verify"
        ) from error
    return found


def squeeze(raw: bytes) -> bytes:
    """Compress a report's bytes."""
    return zlib.compress(raw, 6)


def unsqueeze(squeezed: bytes) -> bytes:
    """Return a report's bytes as they were received."""
    try:
        return zlib.decompress(squeezed)
    except zlib.error as error:
        raise StoreError(
            f"a stored report's bytes cannot be read ({error}). "
            "The database was changed from outside; find out what with: dateline verify"
        ) from error


def encode_report(report: Report) -> str:
    """Return a report as JSON without its text, which its bytes hold already."""
    return encode(replace(report, text=""))


def decode_report(record: str, squeezed: bytes) -> Report:
    """Return a report with the text that its bytes spell."""
    report = decode(Report, record)
    text = text_of(unsqueeze(squeezed), report.encoding)
    if text is None:
        raise StoreError(f"the stored report {report.id} names an encoding that there is not: {report.encoding!r}")
    return replace(report, text=text)


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]
