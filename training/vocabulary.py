"""The published tokenizer in; one without the rows that English news never uses out, and the rows kept."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path


def prune(given: Path, out: Path) -> list[int]:
    """Drop `[unused]` entries and pieces in other scripts than Latin; return the old numbers of the entries kept."""
    document = json.loads(given.read_text(encoding="utf-8"))
    vocabulary = sorted(document["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [(piece, number) for piece, number in vocabulary if _useful(piece)]
    document["model"]["vocab"] = {piece: new for new, (piece, _) in enumerate(kept)}
    renumbered = document["model"]["vocab"]
    for added in document.get("added_tokens", []):
        added["id"] = renumbered[added["content"]]
    document["truncation"] = document["padding"] = None
    if document.get("post_processor"):
        document["post_processor"] = None
    out.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return [number for _, number in kept]


def _useful(piece: str) -> bool:
    if piece.startswith("[unused"):
        return False
    return all(
        not c.isalpha() or c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in piece.removeprefix("##")
    )
