"""The word lists of attribution: a name in, its words out."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def _file(name: str) -> dict[str, list[str]]:
    text = (files("dateline.resources") / "attribution" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found


@cache
def lexicon(kind: str, file: str = "cues") -> frozenset[str]:
    """Return one class of words."""
    return frozenset(_file(file)[kind])
