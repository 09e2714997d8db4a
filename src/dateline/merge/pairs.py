"""Pairs of mentions, thousands at a time: columns and places in, features, probabilities and rules that apply out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.merge import rules, score
from dateline.merge.both import Both, both
from dateline.merge.columns import Columns
from dateline.merge.features import NAMES
from dateline.merge.ragged import Places
from dateline.merge.sides import Bools, Floats

CHUNK = 1 << 16  # pairs at a time: bounds the memory whatever is asked
FAR = 10.0  # sentences between two mentions that count as apart, as do those of two reports
OPENING = 2  # sentences that are a report's title and lead


class Compared(NamedTuple):
    """A row for each pair, in the order asked for."""

    rows: NDArray[np.float32]  # features, in the order of NAMES
    scores: NDArray[np.float64]  # probability of being one event
    rules: NDArray[np.int8]  # the first rules.Rule that applies

    @property
    def cannot(self) -> Bools:
        """Say which pairs cannot be one event."""
        return rules.apart(self.rules)

    @property
    def must(self) -> Bools:
        """Say which pairs must be one event."""
        return rules.joined(self.rules)


def compare(columns: Columns, left: Places, right: Places, copies: Bools) -> Compared:
    """Compare the mentions at the places `left` and `right`; `copies` says whose reports are copies of one text."""
    parts = [
        _compare(columns, left[start : start + CHUNK], right[start : start + CHUNK], copies[start : start + CHUNK])
        for start in range(0, len(left), CHUNK)
    ]
    if not parts:
        return Compared(np.zeros((0, len(NAMES)), dtype=np.float32), np.zeros(0), np.zeros(0, dtype=np.int8))
    return Compared(*map(np.concatenate, zip(*parts, strict=True)))


def _compare(columns: Columns, left: Places, right: Places, copies: Bools) -> Compared:
    ids = columns.mentions["id"]
    turned = ids[left] > ids[right]  # so that a pair is the same whichever way round it is asked for
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    used, place = np.unique(np.concatenate((left, right)), return_inverse=True)
    pair = both(columns.take(used), place[: len(left)], place[len(left) :], copies)
    rows = features(pair)
    return Compared(rows, score.probabilities(rows), rules.rule(pair))


def features(pair: Both) -> NDArray[np.float32]:
    """Return the features of pairs."""
    one, other, terms, met = pair.one, pair.other, pair.terms, pair.sides
    firm = ~(one["bounded"] | other["bounded"])
    kind = _agree(one["kind"], other["kind"])
    columns = (
        terms["act"],
        terms["class"],
        terms["weight"],
        terms["prefix"],
        # As far as the words are not of one class: "halt" a drill, "suspend" trade.
        np.where(terms["class"], np.maximum(kind, 0.0), kind),
        _agree(one["mode"], other["mode"]),
        pair.cosine,
        met.by,
        met.to,
        met.about,
        met.anyone,
        met.turned,
        pair.clause,
        pair.context,
        pair.same_report,
        np.where(pair.same_report, np.minimum(np.abs(one["sentence"] - other["sentence"]), FAR), FAR),
        pair.subject,
        # 1 for one modality, -1 where one tells a deed and the other a plan.
        np.where(one["modality"] == other["modality"], 1.0, np.where(one["unreal"] != other["unreal"], -1.0, 0.0)),
        one["negated"] != other["negated"],
        one["nominal"].astype(int) + other["nominal"],
        one["definite"].astype(int) + other["definite"],
        pair.numbers,
        terms["near"],
        # 1 where each of the two is the only act of its class in its report, less the more there are.
        1.0 / np.maximum(one["rivals"], other["rivals"]),
        (one["sentence"] < OPENING).astype(int) + (other["sentence"] < OPENING),
        np.where(firm, pair.gap, 0.0),
        np.where(firm, 0.0, pair.gap),
        pair.same_days,
        pair.place,
        np.where(pair.same_report, 0.0, pair.copied),
        pair.said,
        pair.once,
        pair.result,
        pair.taken_up,
        # One is harmed in one account, several in the other.
        (one["single"] & other["many"]) | (one["many"] & other["single"]),
    )
    rows = np.empty((len(one), len(NAMES)), dtype=np.float32)
    for place, (_, column) in enumerate(zip(NAMES, columns, strict=True)):
        rows[:, place] = column
    return rows


def _agree(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> Floats:
    """Return 1 for equal labels, -1 for different ones, 0 where either is missing."""
    return np.where((left == 0) | (right == 0), 0.0, np.where(left == right, 1.0, -1.0))
