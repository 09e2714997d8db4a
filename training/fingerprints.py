"""Sentences with their labels in; one checksum for each corpus out, so that scores say what they were measured on.

Labels are taken as they were read: a reader that is changed gives other sentences to measure, and another checksum.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json

from training.examples import Example


def fingerprints(held: dict[str, list[Example]]) -> dict[str, str]:
    """Return the SHA-256 of every corpus."""
    return {name: _digest(examples) for name, examples in sorted(held.items())}


def _digest(examples: list[Example]) -> str:
    total = hashlib.sha256()
    for example in examples:
        fields = dataclasses.asdict(example)
        total.update(json.dumps(fields, sort_keys=True, default=sorted).encode() + b"\n")
    return total.hexdigest()
