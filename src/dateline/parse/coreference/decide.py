"""Scored pairs in; for each mention the one that it refers back to, how surely, and the runner-up out.

From left to right, each mention joins the best of those before it that its group may join; below the least odds,
nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.parse.coreference.columns import HE, SHE, THEY, Columns
from dateline.parse.coreference.pairs import Floats, Pairs
from dateline.parse.coreference.sieve import Sieve
from dateline.parse.groups import Group
from dateline.records import EntityType

ALWAYS = frozenset({HE, SHE, THEY})  # such a pronoun always refers to somebody: its share leaves "nobody" out


@dataclass(frozen=True, slots=True)
class Choice:
    """What a mention refers back to: the earlier mention, its share among all that it may, and the next best."""

    antecedent: int
    score: float
    rival: int | None = None
    row: int = -1  # of the pair in its table


def decide(sieve: Sieve, columns: Columns, pairs: Pairs, odds: Floats, least: Sequence[float]) -> dict[int, Choice]:
    """Join groups by the odds, in the order of the text, and return each mention's choice."""
    chosen: dict[int, Choice] = {}
    if not len(odds):
        return chosen
    first = np.flatnonzero(np.r_[True, pairs.right[1:] != pairs.right[:-1]]).tolist()
    form, left, right = columns.form.tolist(), pairs.left.tolist(), pairs.right.tolist()
    for start, end in zip(first, [*first[1:], len(odds)], strict=True):
        k = right[start]
        bar = least[form[k]]
        here = odds[start:end]
        if here.max() < bar:
            continue
        order = np.argsort(-here, kind="stable").tolist()
        mine = sieve.group(k)
        open_to = (at for at in order if here[at] >= bar and may_join(mine, sieve.group(left[start + at])))
        best = next(open_to, None)
        if best is None:
            continue
        target = sieve.group(left[start + best])
        weight = np.exp(here - here[best])
        ours = sum(float(weight[at]) for at in order if sieve.group(left[start + at]) is target)
        others = [at for at in order if sieve.group(left[start + at]) is not target]
        nobody = 0.0 if columns.pronoun[k] in ALWAYS else float(np.exp(-here[best]))
        share = ours / (float(weight.sum()) + nobody)
        chosen[k] = Choice(
            left[start + best], round(share, 3), left[start + others[0]] if others else None, start + best
        )
        sieve.join(left[start + best], k)
    return chosen


def may_join(one: Group, other: Group) -> bool:
    """Say whether two groups may be one: of one gender and number, and not of two names without a common word."""
    if one is other:
        return False
    if one.female is not None and other.female is not None and one.female != other.female:
        return False
    if one.names and other.names:
        words, others = ({word for name in group.names for word in name} for group in (one, other))
        if one.type is not other.type or not words & others:
            return False
    person = EntityType.PERSON in {one.type, other.type}
    return not (person and one.plural is not None and other.plural is not None and one.plural != other.plural)
