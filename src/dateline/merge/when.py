"""The times of an event's mentions in, the event's own time out: what all that can agree have in common.

Times told by a phrase are firm: where they exclude each other, the days with most mentions behind them stand and the
rest are other accounts. Times that lean on the telling or on the order of events are soft: they narrow what is left
where they fit and yield where they do not, so they never make a dispute. Nothing is narrower than its mentions support.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.records import Basis, Precision, Step, When, edtf


def intersect(whens: Sequence[When]) -> tuple[When, bool, tuple[tuple[int, ...], ...]]:
    """Return the common time, whether firm times exclude each other, and, if so, the places of each account.

    The account that stands comes first. The order of the whens changes nothing but the places.
    """
    firm = [place for place, when in enumerate(whens) if when.known and not _soft(when)]
    groups = _accounts(whens, firm)
    chosen = [whens[place] for place in groups[0]] if groups else []
    used = list(chosen)
    days = _common(chosen)
    for when in sorted((when for when in whens if when.known and _soft(when)), key=_softness):
        narrowed = _meet(days, _ends(when))
        if narrowed is not None:
            days = narrowed
            used.append(when)
    accounts = tuple(groups) if len(groups) > 1 else ()
    return _written(days, used, whens), bool(accounts), accounts


_BASES = list(Basis)

Ends = tuple[date | None, date | None]


def _ends(when: When) -> Ends:
    return when.earliest, when.latest


def _soft(when: When) -> bool:
    return when.bounded or (when.edtf or "").endswith("~")


def _softness(when: When) -> tuple[bool, date, int, date, str]:
    """Order soft times: what is dated to a telling before mere bounds, then the first told, since news repeats."""
    both = when.earliest is not None and when.latest is not None
    width = (when.latest - when.earliest).days if when.latest and when.earliest else 0
    return not both, when.latest or date.max, width, when.earliest or date.min, when.edtf or ""


def _meet(one: Ends, other: Ends) -> Ends | None:
    starts = [day for day in (one[0], other[0]) if day]
    stops = [day for day in (one[1], other[1]) if day]
    start, stop = max(starts, default=None), min(stops, default=None)
    return None if start and stop and start >= stop else (start, stop)


def _common(whens: Sequence[When]) -> Ends:
    days: Ends = (None, None)
    for when in whens:
        days = _meet(days, _ends(when)) or days
    return days


def _accounts(whens: Sequence[When], places: Sequence[int]) -> list[tuple[int, ...]]:
    """Part times into accounts that can agree, the best supported first.

    Stretches that overlap two by two share a day, and one of their first days is such a day: trying those is enough.
    """
    left = list(places)
    out = []
    while left:
        starts = sorted({whens[place].earliest or date.min for place in left})
        best = max(starts, key=lambda day: _support(whens, left, day))
        group = tuple(place for place in left if _holds(whens[place], best))
        out.append(group)
        left = [place for place in left if place not in group]
    return out


def _support(whens: Sequence[When], places: Sequence[int], day: date) -> tuple[int, int, int]:
    """Rank a day: by how many times hold it, then by the narrowest of them, then the earlier."""
    inside = [whens[place] for place in places if _holds(whens[place], day)]
    widths = [(when.latest - when.earliest).days for when in inside if when.latest and when.earliest]
    return len(inside), -min(widths, default=date.max.toordinal()), -day.toordinal()


def _holds(when: When, day: date) -> bool:
    return (when.earliest is None or when.earliest <= day) and (when.latest is None or day < when.latest)


def _written(days: Ends, used: Sequence[When], whens: Sequence[When]) -> When:
    """Write the common time: a mention's own where it says just that, else a new one that says what made it."""
    if days == (None, None):
        return min(whens, key=_plain) if whens else When()
    same = [when for when in used if _ends(when) == days]
    if same:
        return min(same, key=_plain)
    earliest, latest = days
    first = [when for when in used if when.earliest == earliest]
    final = [when for when in used if when.latest == latest]
    bounded = any(bool(end) and all(when.bounded for when in end) for end in (first, final))
    last = When(earliest=earliest, latest=latest).last_day
    texts = sorted({when.edtf or "?" for when in used})
    return When(
        earliest=earliest,
        latest=latest,
        precision=Precision.DAY if earliest and earliest == last else Precision.INTERVAL,
        edtf=edtf(earliest, last),
        steps=(Step("common to its mentions", " and ".join(texts)),),
        bounded=bounded,
        basis=min((when.basis for when in used), key=_BASES.index),
    )


def _plain(when: When) -> tuple[bool, bool, str, int, str]:
    """Order times that say the same days: told by a phrase first."""
    return when.bounded, when.phrase is None, when.edtf or "", when.phrase.start if when.phrase else 0, repr(when.steps)
