"""Text in, the words out that must be read as others: entities, broken encoding, ligatures, what does not print.

The text itself is never changed. Broken encoding is UTF-8 that someone read as Windows-1252; the method is ftfy's
(Speer 2019, https://doi.org/10.5281/zenodo.2591652) cut down to the characters of Western news.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from dateline.records import Repair, Span

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
LIGATURE = re.compile(r"[\ufb00-\ufb06]")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


BYTE = {_cp1252(byte): byte for byte in range(0x80, 0x100)}
TAIL = "".join(re.escape(_cp1252(byte)) for byte in range(0x80, 0xC0))
SURE = re.compile(f"[\u00c2\u00c3][{TAIL}]|\u00e2[\u20ac\u201a\u201e][{TAIL}]|\u00f0\u0178[{TAIL}]{{2}}")
LIKELY = re.compile(f"{SURE.pattern}|[\u00c4\u00c5][{TAIL}]")


def repairs(text: str) -> tuple[Repair, ...]:
    """Return every repair, in order of the text."""
    found = [*_entities(text), *_mojibake(text), *_ligatures(text), *_unseen(text)]
    found.sort(key=lambda repair: repair.span.start)
    apart: list[Repair] = []
    for repair in found:
        if not apart or apart[-1].span.end <= repair.span.start:
            apart.append(repair)
    return tuple(apart)


def _entities(text: str) -> Iterator[Repair]:
    for match in ENTITY.finditer(text):
        meant = html.unescape(match[0])
        if meant != match[0] and meant.strip("\x00") and not any("\ud800" <= letter <= "\udfff" for letter in meant):
            # a hyphen that only shows at the end of a line ("&shy;") parts no word
            yield Repair(span=Span(*match.span()), text=INVISIBLE.sub("", meant), reason="character entity")


def _mojibake(text: str) -> Iterator[Repair]:
    # "Ä" and "Å" before a quotation mark can be honest, so they need a sure case in the same text.
    pattern = LIKELY if SURE.search(text) else SURE
    for match in pattern.finditer(text):
        try:
            meant = INVISIBLE.sub("", bytes(BYTE[letter] for letter in match[0]).decode("utf-8"))
        except (KeyError, UnicodeDecodeError):
            continue
        yield Repair(span=Span(*match.span()), text=meant, reason="UTF-8 read as Windows-1252")


def _unseen(text: str) -> Iterator[Repair]:
    for match in INVISIBLE.finditer(text):
        yield Repair(span=Span(*match.span()), text="", reason="characters that do not print")


def _ligatures(text: str) -> Iterator[Repair]:
    for match in LIGATURE.finditer(text):
        yield Repair(span=Span(*match.span()), text=unicodedata.normalize("NFKC", match[0]), reason="ligature")
