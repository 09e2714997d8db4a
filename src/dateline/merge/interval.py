"""The time of an event from its mentions: intersection of what is known (stands in for when.py)."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import When


def intersect(whens: Sequence[When]) -> tuple[When, bool, tuple[tuple[int, ...], ...]]:
    """Return the common time, whether exact times exclude each other, and places of equal accounts."""
    known = sorted(
        (one for one in whens if one.known),
        key=lambda one: (
            one.bounded,
            (one.latest - one.earliest).days if one.latest and one.earliest else 9999,
            one.edtf or "",
        ),
    )
    if not known:
        return (whens[0] if whens else When()), False, ()
    best, disputed = known[0], False
    for one in known[1:]:
        if not best.may_equal(one):
            disputed = disputed or not one.bounded
    return best, disputed, ()
