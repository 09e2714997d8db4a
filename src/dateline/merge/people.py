"""What people judged in, the verdict that holds for each pair out, and whose verdicts contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.records import Judgement, Maker, Problem, Verdict

Pair = tuple[str, str]


def people(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Return what people have judged of each pair: the latest that is not undone."""
    return {pair: told[-1] for pair, told in _told(judgements).items()}


def contradictions(judgements: Iterable[Judgement]) -> tuple[Problem, ...]:
    """Return the pairs on which the last words of two people differ; the later holds."""
    found = []
    for (left, right), told in sorted(_told(judgements).items()):
        last = {one.person: one for one in told}
        others = [one for one in last.values() if one.verdict is not told[-1].verdict]
        if others:
            said = "; ".join(f"{_who(one)} judged them {one.verdict}" for one in [*others, told[-1]])
            found.append(
                Problem(
                    code="merge/contradiction",
                    stage="merge",
                    message=f"of {left} and {right} {said}: the latest holds until it is undone",
                    report="r" + left[1:].partition("-")[0],
                )
            )
    return tuple(found)


def _told(judgements: Iterable[Judgement]) -> Mapping[Pair, list[Judgement]]:
    """Return the live judgements of people for each pair, in the order in which they were made."""
    live = [one for one in judgements if one.by is Maker.PERSON and not one.undone]
    live.sort(key=lambda one: (one.made, one.verdict is Verdict.DIFFERENT, one.person, one.reason))
    told: dict[Pair, list[Judgement]] = defaultdict(list)
    for one in live:
        told[one.left, one.right].append(one)
    return told


def _who(one: Judgement) -> str:
    return (one.person or "somebody") + (f" ({one.made[:10]})" if one.made else "")
