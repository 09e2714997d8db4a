"""Which events deny which: events and pair scores in, disagreements on what is real out.

A denial answers an account. Where it resembles the account too little to be one event with it ("no live rounds were
used", "a cutter fired at the ship"), the two stay two events, and the disagreement joins them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dateline.merge.facts import Facts
from dateline.records import Account, Disagreement, Event, Field, Modality

ANSWERS = 0.04  # score of a pair from which a denial may answer an account; most pairs of one story score lower


def denials(
    events: Sequence[Event], facts_of: Mapping[str, Sequence[Facts]], score: Callable[[str, str], float]
) -> list[Disagreement]:
    """Return for each event that is only denied the one asserted event that it answers best."""
    asserted = [event for event in events if event.modality is Modality.ASSERTED]
    found = []
    for event in events:
        if event.modality is not Modality.DENIED:
            continue
        near = [
            (best, other)
            for other in asserted
            if (best := _best(facts_of[event.id], facts_of[other.id], score)) >= ANSWERS
        ]
        if near:
            _, other = min(near, key=lambda pair: (-pair[0], pair[1].id))
            values = (
                Account(value=Modality.ASSERTED.value, mentions=other.mentions),
                Account(value=Modality.DENIED.value, mentions=event.mentions),
            )
            found.append(Disagreement(events=(other.id, event.id), field=Field.MODALITY, values=values))
    return found


def _best(left: Sequence[Facts], right: Sequence[Facts], score: Callable[[str, str], float]) -> float:
    voices = ((one, other) for one in left for other in right if one.mention.attribution != other.mention.attribution)
    return max((score(one.id, other.id) for one, other in voices if _kin(one, other)), default=0.0)


def _kin(left: Facts, right: Facts) -> bool:
    """Say whether a denial and an account are of one sort of act."""
    kind = left.mention.kind
    return bool(kind and kind == right.mention.kind) or not left.classes.isdisjoint(right.classes)
