"""Cases as lines in files: one JSON object a line, with a `label`; a known failure must fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def load(path: Path) -> list[object]:
    """Return one pytest parameter per line of a file."""
    fails = pytest.mark.xfail(strict=True)
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [pytest.param(row, id=row["label"], marks=fails if row.get("known_failure") else ()) for row in rows]
