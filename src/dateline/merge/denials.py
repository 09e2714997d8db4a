"""Which events deny which: events and pair scores in, disagreements on what is real out.

A denial answers an account. Where it resembles the account too little to be one event with it ("no live rounds were
used", "a cutter fired at the ship"), the two stay two events, and the disagreement joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.merge.facts import Facts
from dateline.records import Account, Disagreement, Event, Field, Modality

ANSWERS = 0.04  # score of a pair from which a denial may answer an account; most pairs of one story score lower


def denials(
    events: Sequence[Event], facts_of: Mapping[str, Sequence[Facts]], scores: Mapping[tuple[str, str], float]
) -> list[Disagreement]:
    """Return for each event that is only denied the one asserted event that it answers best.

    `scores` are those of the mentions that were compared; no others answer each other.
    """
    by_id = {event.id: event for event in events}
    home = {one.id: (event, one) for event in events for one in facts_of[event.id]}
    best: dict[str, tuple[float, str]] = {}
    for pair, score in scores.items():
        for left, right in (pair, pair[::-1]):
            (denied, answer), (told, account) = home[left], home[right]
            if denied.modality is not Modality.DENIED or told.modality is not Modality.ASSERTED or score < ANSWERS:
                continue
            two = answer.mention.attribution != account.mention.attribution
            if two and _kin(answer, account) and (-score, told.id) < best.get(denied.id, (0.0, "")):
                best[denied.id] = (-score, told.id)
    found = []
    for denied in events:
        if denied.id in best:
            told = by_id[best[denied.id][1]]
            values = (
                Account(value=Modality.ASSERTED.value, mentions=told.mentions),
                Account(value=Modality.DENIED.value, mentions=denied.mentions),
            )
            found.append(Disagreement(events=(told.id, denied.id), field=Field.MODALITY, values=values))
    return found


def _kin(left: Facts, right: Facts) -> bool:
    """Say whether a denial and an account are of one sort of act."""
    kind = left.mention.kind
    return bool(kind and kind == right.mention.kind) or not left.classes.isdisjoint(right.classes)
