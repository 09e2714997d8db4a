"""The times of an event's mentions in, the event's own time out: what all that can agree have in common.

Times told by a phrase are firm: where they exclude each other, the days with most mentions behind them stand and the
rest are other accounts. Times that lean on the telling or on the order of events are soft: they narrow what is left
where they fit and yield where they do not, so they never make a dispute. Nothing is narrower than its mentions support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.records import Basis, Precision, Step, Stretch, When, edtf

_BASES = list(Basis)
_PRECISIONS = {len("2020-01-31"): Precision.DAY, len("2020-01"): Precision.MONTH, len("2020"): Precision.YEAR}
_NAMED = 3  # mentions named in one step


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What the times of an event's mentions have in common; mentions are told by their places."""

    when: When
    firm: Stretch  # what the firm times of the account that stands say on their own
    sure: Stretch  # what holds whichever of them and of the times left aside is right
    accounts: tuple[tuple[int, ...], ...]  # firm times that exclude each other, what stands first; empty where none do
    first: tuple[int, ...]  # who gives the first day
    last: tuple[int, ...]  # who gives the last day
    yielded: tuple[int, ...]  # soft times that do not fit

    @property
    def fixed(self) -> bool:
        """Say whether a phrase alone gives the ends that are known, so that nothing else may move them."""
        return self.when.known and self.when.days == self.firm


def intersect(whens: Sequence[When]) -> Common:
    """Work out the common time of whens; their order changes nothing but the places."""
    firm = [place for place, when in enumerate(whens) if when.known and not is_soft(when)]
    groups = _accounts(whens, firm)
    used = list(groups[0]) if groups else []
    days = certain = _common([whens[place] for place in used])
    yielded = []
    for place in sorted(
        (place for place, when in enumerate(whens) if when.known and is_soft(when)), key=lambda at: _softness(whens[at])
    ):
        met = days.meet(whens[place].days)
        if met.empty:
            yielded.append(place)
        else:
            days = met
            used.append(place)
    used.sort()
    apart = [_common([whens[place] for place in group]) for group in groups[1:]]
    apart += [whens[place].days for place in yielded]
    return Common(
        when=_written(days, [whens[place] for place in used], whens),
        firm=certain,
        sure=_hull([certain, *apart]) if certain != Stretch() else Stretch(),
        accounts=tuple(groups) if len(groups) > 1 else (),
        first=tuple(at for at in used if days.earliest and whens[at].earliest == days.earliest),
        last=tuple(at for at in used if days.latest and whens[at].latest == days.latest),
        yielded=tuple(sorted(yielded)),
    )


def is_soft(when: When) -> bool:
    """Say whether a time leans on the telling or on the order of events, or is told as about so."""
    return when.bounded or is_about(when)


def put_together(common: Common, whens: Sequence[When], names: Sequence[str]) -> tuple[Step, ...]:
    """Say which mention gave which end, and which were left aside; nothing where all tell the same."""
    if len({(when.earliest, when.latest) for when in whens if when.known}) < 2:
        return ()
    days = common.when.days
    both = [at for at in common.first if at in common.last]
    steps = []
    if both:
        steps.append(Step("as told by", _named(both, names)))
    else:
        if common.first:
            steps.append(Step("first day", f"{days.earliest}, from {_named(common.first, names)}"))
        if common.last:
            steps.append(Step("last day", f"{days.last}, from {_named(common.last, names)}"))
    for account in common.accounts[1:]:
        told = sorted({whens[at].edtf or "?" for at in account})
        steps.append(Step("another account", f"{' and '.join(told)}, from {_named(account, names)}"))
    if common.yielded:
        told = sorted({whens[at].edtf or "?" for at in common.yielded})
        steps.append(
            Step("left aside", f"{' and '.join(told)}, which no phrase tells, from {_named(common.yielded, names)}")
        )
    return tuple(steps)


def _named(places: Sequence[int], names: Sequence[str]) -> str:
    shown = [names[place] for place in places[:_NAMED]]
    more = [f"{len(places) - _NAMED} more"] if len(places) > _NAMED else []
    return " and ".join(shown + more)


def _softness(when: When) -> tuple[date, bool, int, date, str]:
    """Order soft times by when they are over at the latest, since news repeats.

    What an early report tells as done is over by then, whatever a later report's telling makes of it.
    """
    both = when.earliest is not None and when.latest is not None
    width = (when.latest - when.earliest).days if when.latest and when.earliest else 0
    return when.latest or date.max, not both, width, when.earliest or date.min, when.edtf or ""


def _common(whens: Sequence[When]) -> Stretch:
    days = Stretch()
    for when in whens:
        met = days.meet(when.days)
        days = days if met.empty else met
    return days


def _hull(stretches: Sequence[Stretch]) -> Stretch:
    """Return the days from the first of any to the last of any."""
    starts = [days.earliest for days in stretches if days.earliest]
    stops = [days.latest for days in stretches if days.latest]
    return Stretch(
        min(starts) if len(starts) == len(stretches) else None, max(stops) if len(stops) == len(stretches) else None
    )


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


def _written(days: Stretch, used: Sequence[When], whens: Sequence[When]) -> When:
    """Write the common time: a mention's own where it says just that, else a new one that says what made it."""
    if days == Stretch():
        return min(whens, key=_plain) if whens else When()
    same = [when for when in used if when.days == days]
    if same:
        return min(same, key=_plain)
    first = [when for when in used if days.earliest and when.earliest == days.earliest]
    final = [when for when in used if days.latest and when.latest == days.latest]
    texts = sorted({when.edtf or "?" for when in used})
    return written(
        days,
        basis=min((when.basis for when in [*first, *final]), key=_BASES.index),
        bounded=any(bool(end) and all(when.bounded for when in end) for end in (first, final)),
        approximate=any(bool(end) and all(is_about(when) for when in end) for end in (first, final)),
        steps=(Step("common to its mentions", " and ".join(texts)),),
    )


def written(days: Stretch, *, basis: Basis, bounded: bool, approximate: bool, steps: tuple[Step, ...]) -> When:
    """Write a time that no mention tells in just these days."""
    text = edtf(days.earliest, days.last, approximate=approximate)
    return When(
        earliest=days.earliest,
        latest=days.latest,
        precision=_PRECISIONS.get(len((text or "").rstrip("~")), Precision.INTERVAL),
        edtf=text,
        steps=steps,
        bounded=bounded,
        basis=basis,
    )


def is_about(when: When) -> bool:
    """Say whether a time is told as about so."""
    return (when.edtf or "").endswith("~")


def _plain(when: When) -> tuple[bool, int, bool, str, int, str]:
    """Order times that say the same days: told by a phrase first."""
    start = when.phrase.start if when.phrase else 0
    return when.bounded, _BASES.index(when.basis), when.phrase is None, when.edtf or "", start, repr(when.steps)
