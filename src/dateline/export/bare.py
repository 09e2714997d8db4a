"""A document in, the same without the reports' text out: names, numbers, days, hashes and offsets stay."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from dateline.export import document as d

LEFT_OUT = frozenset(
    {"quote", "trigger", "summary", "title", "text", "detail", "reason", "message", "rule", "kind_rule"}
)
LONGEST = 4  # words of a source's name; a longer one is a description
S = TypeVar("S", bound=msgspec.Struct)


def without_text(document: d.Document) -> d.Document:
    """Return the document with every field empty that holds words of a report, or tells about them in words.

    Who takes part is called as that actor is known; one told by a noun alone has no name, nor has a place that the
    gazetteer does not know.
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
    return replace(struct, **(changed | _names(struct) | _event(struct)))


def _names(struct: msgspec.Struct) -> dict[str, object]:
    """Return the fields that hold names, with those that are descriptions left out."""
    if isinstance(struct, d.Actor):
        named = not (struct.id or "noun:").startswith("noun:")
        return {
            "name": (struct.known_as or "") if named else "",
            "id": struct.id if named else None,
            "known_as": struct.known_as if named else None,
            "parents": tuple(one for one in struct.parents if not one.startswith("noun:")),
        }
    if isinstance(struct, d.Place):
        return {"name": "" if struct.id is None and struct.country is None else struct.name}
    if isinstance(struct, d.CorrectionItem):
        return {"before": "" if struct.field == "where" else struct.before}
    if isinstance(struct, d.Source | d.OriginItem | d.CarrierItem):
        return {"name": _short(struct.name)}
    if isinstance(struct, d.WordingItem):
        return {"words": (), "users": tuple(map(_short, struct.users))}
    if isinstance(struct, d.FramingItem):
        return {"plain": ""}
    if isinstance(struct, d.PhaseItem):
        return {"by": tuple(map(_short, struct.by))}
    if isinstance(struct, d.RouteItem):
        return {"through": tuple(map(_short, struct.through))}
    if isinstance(struct, d.MentionItem):
        return {"said_by": tuple(map(_short, struct.said_by))}
    return {}


def _event(struct: msgspec.Struct) -> dict[str, object]:
    """Return the fields of an event that are drawn from its actors and place, as these are then called."""
    if not isinstance(struct, d.EventItem):
        return {}
    shown = {one.name: _bare(one).name for one in struct.actors}
    changed: dict[str, object] = {}
    for side in ("by", "to", "about"):
        names = (shown.get(name, "") for name in getattr(struct, side))
        changed[side] = tuple(dict.fromkeys(name for name in names if name))
    changed["where"] = _bare(struct.place).name if struct.place else None
    return changed


def _short(name: str) -> str:
    """Leave a name out that is a description of many words."""
    return name if len(name.split()) <= LONGEST else ""
