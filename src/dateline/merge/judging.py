"""Groups and the pairs between them in, why each was made or kept apart out: the ledger's judgements by rule and model.

A judgement is kept for each two groups that were made one, with their best pair, and for each two events that were
nearly made one, with their nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.merge import rules, score, trees
from dateline.merge.deciding import Decided, Join
from dateline.merge.desk import Desk
from dateline.merge.features import NAMES
from dateline.merge.pairing import NEAR
from dateline.merge.shelf import Pair, Shelf, compared, numbered, pair_of
from dateline.records import Judgement, Maker, Verdict

UNSURE = (0.35, 0.65)  # between them a model's answer is right about as often as not; a person may settle it


class _Made(NamedTuple):
    """An answer about a pair, before it is told in words."""

    verdict: Verdict
    score: float
    rule: int  # the one that answers, 0 where the model does
    flip: Pair  # that would turn it, were it judged the other way


class _Miss(NamedTuple):
    """A pair of two events, so that the nearest is the least."""

    weight: float
    ids: tuple[str, str]
    pair: Pair
    rule: int


def judgements(
    desk: Desk,
    decided: Sequence[Decided],
    mentions: AbstractSet[int],
    home: Mapping[int, str],
    people: AbstractSet[Pair],
    new: AbstractSet[int] | None,
) -> list[Judgement]:
    """Return why groups were joined or not, those of some mentions; pairs that `people` judged say so themselves.

    `home` gives the events of mentions as they are now; of those that it does not hold, the shelf does. What is said of
    two mentions that are not `new` is what was said before, where the answer is: None says that all are.
    """
    made: dict[Pair, _Made] = {}
    for one in decided:
        joins = (join for join in one.joins if join.pair[0] in mentions)
        made |= {join.pair: _Made(Verdict.SAME, join.weight, _tied(one, join), join.flip) for join in joins}
    for pair, miss in _near_misses(desk.shelf, decided, mentions, home).items():
        made.setdefault(pair, miss)
    pairs = sorted(made.keys() - people)
    ids = desk.shelf.ids({number for pair in pairs for number in (*pair, *made[pair].flip)})
    said = {} if new is None else _said(desk.shelf, ids, {pair: made[pair] for pair in pairs if new.isdisjoint(pair)})
    pairs = [pair for pair in pairs if pair not in said]
    desk.lay(number for pair in pairs if made[pair].rule for number in pair)
    rows = _rows(desk.shelf, pairs)
    plain = [at for at, pair in enumerate(pairs) if not made[pair].rule]
    words = dict(zip(plain, score.reasons(rows[plain]), strict=True))
    return [
        *said.values(),
        *(
            _judgement(ids, pair, made[pair], rows[at], words.get(at) or _reason(desk, pair, made[pair].rule))
            for at, pair in enumerate(pairs)
        ),
    ]


def _said(shelf: Shelf, ids: Mapping[int, str], made: Mapping[Pair, _Made]) -> dict[Pair, Judgement]:
    """Return the judgements on pairs that say what was made of them already: why depends on the two alone."""
    held = shelf.judged({_ordered(ids, pair) for pair in made})
    found = {}
    for pair, one in made.items():
        before = held.get(_ordered(ids, pair))
        if before and _answer(before) == (one.verdict, round(one.score, 4), bool(one.rule), _ordered(ids, one.flip)):
            found[pair] = before
    return found


def _answer(one: Judgement) -> tuple[Verdict, float, bool, tuple[str, str] | None]:
    return one.verdict, one.score, one.by is Maker.RULE, one.flip


def _ordered(ids: Mapping[int, str], pair: Pair) -> tuple[str, str]:
    left, right = ids[pair[0]], ids[pair[1]]
    return (left, right) if left < right else (right, left)


def _near_misses(
    shelf: Shelf, decided: Iterable[Decided], mentions: AbstractSet[int], home: Mapping[int, str]
) -> dict[Pair, _Made]:
    """Return the nearest pair of each two events that were nearly one, with the pair that stands between them."""
    cell = {number: one for one in decided for group in one.groups for number in group}
    group = {number: group for one in decided for group in one.groups for number in group}
    kept = shelf.pairs(mentions)
    around = {*mentions, *(met.other for many in kept.values() for met in many)}
    homes = {**shelf.homes(around - home.keys()), **home}
    near: dict[tuple[str, ...], list[_Miss]] = defaultdict(list)
    ids = shelf.ids({*cell, *around})
    for number, many in kept.items():
        for met in many:
            settled = met.other in homes and homes[number] != homes[met.other]
            if settled and (met.score >= NEAR or rules.parts(met.rule)):
                (first, one), (second, other) = sorted(((ids[number], number), (ids[met.other], met.other)))
                events = tuple(sorted((homes[number], homes[met.other])))
                near[events].append(_Miss(-met.score, (first, second), (one, other), met.rule))
    found = {}
    for misses in near.values():
        weight, _, (one, other), rule = min(misses)
        pair = pair_of(one, other)
        here = cell[pair[0]] if pair[0] in cell else cell[pair[1]]
        between = None
        if cell.get(pair[0]) is cell.get(pair[1]):
            between = here.between(*sorted((group[pair[0]], group[pair[1]]), key=lambda one: ids[one[0]]))
        parted = rule if rules.parts(rule) else 0
        flip = pair if parted or between is None else between
        found[pair] = _Made(Verdict.DIFFERENT, -weight, parted, flip)
    return found


def _rows(shelf: Shelf, pairs: Sequence[Pair]) -> NDArray[np.float32]:
    if not pairs:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    found, _, _ = compared(shelf, numbered(pairs))
    return found.rows


def _tied(decided: Decided, join: Join) -> int:
    return decided.rules.get(join.pair, 0) if join.tied else 0


def _reason(desk: Desk, pair: Pair, rule: int) -> str:
    left, right = sorted(desk.of(pair), key=lambda one: one.id)
    return rules.reason(rule, left, right)


def _judgement(ids: Mapping[int, str], pair: Pair, made: _Made, row: NDArray[np.float32], reason: str) -> Judgement:
    doubt = made.score >= UNSURE[0] if made.verdict is Verdict.DIFFERENT else made.score < UNSURE[1]
    left, right = _ordered(ids, pair)
    return Judgement(
        left=left,
        right=right,
        verdict=made.verdict,
        by=Maker.RULE if made.rule else Maker.MODEL,
        score=round(made.score, 4),
        threshold=None if made.rule else trees.load().threshold,
        unsure=not made.rule and doubt,
        flip=_ordered(ids, made.flip),
        features=score.features(row.tolist()),
        reason=reason,
    )
