"""SHIM until pair features come in columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dateline.merge import rules, score
from dateline.merge.columns import Columns
from dateline.merge.features import Pairs


class Compared(NamedTuple):
    rows: np.ndarray
    scores: np.ndarray
    rules: np.ndarray


def compare(columns: Columns, left, right, copies) -> Compared:
    features = Pairs({one.report: one.prose for one in columns.found})
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    found = columns.found
    rows = np.array([features.row(found[i], found[j]) for i, j in pairs], dtype=np.float64).reshape(len(pairs), -1)
    cannot = np.array([bool(rules.cannot(found[i], found[j])) for i, j in pairs], dtype=bool)
    must = np.array([bool(rules.must(found[i], found[j], copies=c)) for (i, j), c in zip(pairs, copies.tolist())], dtype=bool)
    return Compared(rows, np.round(score.probabilities(rows), 6), np.where(cannot, 1, np.where(must, -1, 0)))
