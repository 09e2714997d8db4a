"""A document in, the same without the reports' text out: names, numbers, days, hashes and offsets stay."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from dateline.export import document as d

LEFT_OUT = frozenset(
    {"quote", "trigger", "summary", "title", "text", "detail", "reason", "message", "rule", "kind_rule"}
)
S = TypeVar("S", bound=msgspec.Struct)


def without_text(document: d.Document) -> d.Document:
    """Return the document with every field empty that holds words of a report, or tells about them in words.

    Who takes part is called as that actor is known, and "" where nobody knows it.
    """
    return _bare(document)


def _bare(struct: S) -> S:
    changed: dict[str, object] = {}
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        if name in LEFT_OUT and isinstance(value, str):
            changed[name] = ""
        elif isinstance(value, msgspec.Struct):
            changed[name] = _bare(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            changed[name] = tuple(_bare(one) for one in value)
    if isinstance(struct, d.Actor):
        changed["name"] = struct.known_as or ""
    if isinstance(struct, d.EventItem):
        known = {actor.name: actor.known_as for actor in struct.actors}
        for side in ("by", "to", "about"):
            names = (known.get(name) or "" for name in getattr(struct, side))
            changed[side] = tuple(dict.fromkeys(name for name in names if name))
    return replace(struct, **changed)
