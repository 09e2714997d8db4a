"""Bytes in, the text they spell and the name of their encoding out.

`Decoded.text` is what `raw.decode(encoding)` gives, character for character: newlines stay as they came and nothing is
normalised, so that offsets hold for every other reader of the file. A byte order mark belongs to the encoding
("utf-8-sig", "utf-16"), not to the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from dateline.records import Problem

MARKS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF document", "save its text as .txt and add that"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it or save its text as .txt"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\x89PNG", "a PNG image", "give the report's text instead"),
    (b"\xff\xd8\xff", "a JPEG image", "give the report's text instead"),
    (b"GIF8", "a GIF image", "give the report's text instead"),
    (b"SQLite format 3\x00", "an SQLite database", "pass it with --db if it is Dateline's"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save its text as .txt and add that"),
    (b"{\\rtf", "a rich text document", "save its text as .txt and add that"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SAMPLE = 65_536  # characters and bytes looked at to guess; a report's first pages settle it
BINARY_SHARE = 0.02  # control characters in running text are strays; in binary data every tenth byte is one
RARE_SHARE = 0.03  # English in a Western code page has a few typographic marks and no more
TYPOGRAPHY = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb")  # Windows-1252's marks
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that spells it, and what was odd about the bytes."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def _problem(code: str, message: str, path: str) -> Problem:
    return Problem(code=f"read/{code}", stage="read", message=f"{path}: {message}", path=path)


def decode(raw: bytes, *, path: str, limit: int) -> Decoded | Problem:
    """Decode one file's bytes, or say why they are no text."""
    if len(raw) > limit:
        return _problem(
            "too-large",
            f"larger than the limit of {limit / 1e6:g} MB for one report; split it into one file a report",
            path,
        )
    if not raw.strip(b" \t\r\n\x0b\x0c"):
        return _problem("empty", "the file is empty; fetch the report again or remove the file", path)
    for signature, what, step in SIGNATURES:
        if raw.startswith(signature):
            return _problem("binary", f"this is {what}, not text; {step}", path)
    decoded = _marked(raw, path) or _utf8(raw, path) or _unmarked_wide(raw) or _legacy(raw, path)
    if not decoded.text.strip():
        return _problem("empty", "the file holds no text; fetch the report again or remove the file", path)
    sample = decoded.text[:SAMPLE]
    if len(CONTROL.findall(sample)) > max(2, BINARY_SHARE * len(sample)):
        return _problem("binary", "this is binary data, not text; give the report as text or HTML", path)
    return decoded


def _marked(raw: bytes, path: str) -> Decoded | None:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                return Decoded(raw.decode(encoding, "replace"), encoding, (_damage(raw, error, path, encoding),))
    return None


def _utf8(raw: bytes, path: str) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        damage = _damage(raw, error, path, "utf-8")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    broken = text.count("\ufffd")
    cut = damage.code == "read/truncated" and broken == 1
    # A code page read as UTF-8 breaks at nearly every letter; a damaged UTF-8 file at a few.
    if cut or whole > 2 * broken:
        return Decoded(text, "utf-8", (damage,))
    return None


def _damage(raw: bytes, error: UnicodeDecodeError, path: str, encoding: str) -> Problem:
    if error.start >= len(raw) - 4:
        return _problem(
            "truncated", "the file stops in the middle of a character; it may be cut short: fetch it again", path
        )
    return _problem(
        "damaged", f"not all of it is {encoding}: bytes from {error.start} on are broken; fetch it again", path
    )


def _unmarked_wide(raw: bytes) -> Decoded | None:
    """Read UTF-16 without its mark: every other byte of English is zero."""
    sample = raw[:SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset::2]
        other = sample[1 - offset :: 2]
        if len(half) > 1 and half.count(0) > 0.6 * len(half) and other.count(0) < 0.05 * len(other):
            return Decoded(raw.decode(encoding, "replace"), encoding)
    return None


def _legacy(raw: bytes, path: str) -> Decoded:
    declared = META_CHARSET.search(raw[:4096])
    if declared:
        decoded = _as_named(raw, declared[1].decode("ascii"))
        if decoded:
            return decoded
    high = [byte for byte in raw[:SAMPLE] if byte > 127]
    if len(high) <= RARE_SHARE * min(len(raw), SAMPLE) or TYPOGRAPHY.issuperset(high):
        return Decoded(raw.decode("cp1252", "replace"), "cp1252")
    guess = charset_normalizer.from_bytes(raw[:SAMPLE], cp_exclusion=["utf_7", "utf_8"]).best()
    encoding = guess.encoding if guess else "cp1252"
    text = raw.decode(encoding, "replace")
    if "\ufffd" not in text:
        return Decoded(text, encoding)
    problem = _problem("damaged", f"not all of it is {encoding}, the likeliest encoding; save it as UTF-8", path)
    return Decoded(text, encoding, (problem,))


def _as_named(raw: bytes, name: str) -> Decoded | None:
    """Read in the encoding that a page names, if Python knows it as one of text."""
    try:
        if name.lower() in {"iso-8859-1", "latin-1", "ascii", "us-ascii"}:
            name = "cp1252"  # as browsers do: https://encoding.spec.whatwg.org/#names-and-labels
        known = codecs.lookup(name).name
        text = raw.decode(known)
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, known) if known not in {"utf-7", "punycode", "idna", "raw_unicode_escape"} else None
