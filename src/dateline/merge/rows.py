"""A mention, a report and a party as rows of numbers: facts in, rows of `Columns` out."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from dateline.merge.converses import End
from dateline.merge.counters import lists
from dateline.merge.facts import Facts, Prose
from dateline.merge.features import FINE, UNREAL, exact
from dateline.merge.marks import identity, mark
from dateline.merge.parties import Party
from dateline.merge.terms import DIES, HARMS
from dateline.merge.tolls import group
from dateline.records import Basis, Correctable, Mention, Modality, Number, Role, When
from dateline.resources.kinds import WITH

SKETCH = 64  # positions of a report's sketch
COUNTED = frozenset(("killed", "wounded", "arrested"))
ANSWERING = frozenset((Modality.DENIED, Modality.PLANNED))
SIDES = (Role.BY, Role.TO, Role.ABOUT)  # a party's side is its place here, or ELSEWHERE
ELSEWHERE = len(SIDES)

MENTION = np.dtype(
    [
        ("id", "<u8"),
        ("report", "<u4"),  # its place among the reports
        ("term", "<u4"),
        ("kind", "<u4"),
        ("mode", "<u4"),
        ("modality", "<u4"),
        ("said", "<u4"),  # the source nearest to the event
        ("earliest", "<i4"),  # days of the calendar, 0 where not known
        ("latest", "<i4"),
        ("sentence", "<i4"),
        ("start", "<i4"),
        ("where", "<u8"),
        ("country", "<u4"),
        ("latitude", "<f4"),  # not a number where there is no point
        ("longitude", "<f4"),
        ("rivals", "<u2"),
        ("unreal", "?"),
        ("negated", "?"),
        ("nominal", "?"),
        ("definite", "?"),
        ("another", "?"),
        ("habit", "?"),
        ("bounded", "?"),
        ("exact", "?"),
        ("rough", "?"),
        ("whole", "?"),  # words give both ends of its time
        ("dated", "?"),  # a person set its time
        ("located", "?"),  # a person set its place
        ("doer_set", "?"),  # a person set who acts
        ("victim_set", "?"),  # a person set who is acted on
        ("fine", "?"),
        ("many", "?"),  # it counts two or more people
        ("single", "?"),  # it counts one and no more
        ("befell", "?"),  # it kills or hurts, and nobody does it: "a train derailed, killing four"
        ("inflicted", "?"),  # it kills or hurts, and is told with who does it
        ("answering", "?"),  # it may deny another, set it right, or plan what that tells as done
        ("opposed", "?"),  # another act may undo it, or not be true if it is
    ]
)
REPORT = np.dtype([("id", "<u8"), ("sketched", "?"), ("sketch", "<u4", (SKETCH,))])
PARTY = np.dtype(
    [
        ("told", "<u8"),  # equal for two that are told alike
        ("id", "<u8"),
        ("kind", "<u4"),
        ("country", "<u4"),
        ("sector", "<u4"),
        ("head", "<u4"),
        ("named", "?"),
    ]
)
ENDS = 3  # ends of dealings that one act tells at most
SEAT = np.dtype([("party", "<u4"), ("sides", "u1", (1 + ENDS,))])  # as told, and from the other end of each dealing
END = np.dtype([("dealing", "<u4"), ("far", "?"), ("place", "u1")])  # `place` is that of its sides in SEAT
NUMBER = np.dtype([("what", "<u4"), ("count", "<u4"), ("toll", "<u4")])  # `toll`: of whom, 0 where it is not exact
Row = tuple[Any, ...]


def row(one: Facts, report: int, term: int) -> Row:
    """Return a row of MENTION."""
    mention, when, where = one.mention, one.mention.when, one.mention.where
    hops = mention.attribution.hops
    located = where is not None and where.latitude is not None
    return (
        identity(one.id),
        report,
        term,
        mark(mention.kind),
        mark(mention.mode),
        mark(mention.modality),
        mark(f"by {hops[-1].name.casefold()}") if hops else 0,
        _day(when.earliest),
        _day(when.latest),
        mention.sentence,
        mention.trigger.start,
        identity(where.id or "") if where else 0,
        mark(where.country or "") if where else 0,
        where.latitude if where and located else np.nan,
        where.longitude if where and located else np.nan,
        min(one.rivals, 65535),
        mention.modality in UNREAL,
        mention.negated,
        one.nominal,
        one.definite,
        one.another,
        one.habit,
        when.bounded,
        exact(when),
        _rough(when),
        _whole(when),
        when.basis is Basis.PERSON,
        mention.set_right(Correctable.WHERE),
        mention.set_right(Correctable.BY),
        mention.set_right(Correctable.TO),
        bool(where and where.precision in FINE),
        _many(mention),
        _single(mention),
        _harms(one) and mention.kind == "DEATH" and WITH in mention.kind_rule,
        _harms(one) and mention.kind == "ASSAULT" and Role.BY in one.sides,
        mention.modality in ANSWERING or mention.correction is not None,
        bool(lists(one.act, one.classes)),
    )


def _harms(one: Facts) -> bool:
    """Say whether it is told as done to somebody: killed, but not died."""
    return not one.classes.isdisjoint(HARMS) and DIES not in one.classes


def _rough(when: When) -> bool:
    return bool(when.edtf and "~" in when.edtf)


def _whole(when: When) -> bool:
    """Say whether words give both ends of a time: a phrase, or the news that it was told as when it was new."""
    return not when.bounded or (when.basis is Basis.NEWS and when.earliest is not None and when.latest is not None)


def _many(mention: Mention) -> bool:
    """Say whether a mention counts two or more who were killed, wounded or arrested."""
    return any(number.low > 1 and number.what in COUNTED for number in mention.numbers)


def _single(mention: Mention) -> bool:
    """Say whether a mention counts one who was killed, wounded or arrested, and no more."""
    counted = [number for number in mention.numbers if number.what in COUNTED]
    return len(counted) == 1 and counted[0].low == counted[0].high == 1


def seats(one: Facts, places: dict[Party, int]) -> list[Row]:
    """Return a row of SEAT for each party."""
    told = [participant.role for participant in one.mention.roles]
    ways = [told, *list(one.ends.values())[:ENDS]]
    ways += [told] * (1 + ENDS - len(ways))
    return [
        (places.setdefault(party, len(places)), tuple(_side(way[i]) for way in ways))
        for i, party in enumerate(one.parties)
    ]


def _side(role: Role) -> int:
    """Return the number of a side; both sides of a mutual act are on the first."""
    on = Role.BY if role is Role.WITH else role
    return SIDES.index(on) if on in SIDES else ELSEWHERE


def end(place: int, told: End) -> Row:
    """Return a row of END."""
    return mark(told.dealing), told.far, 1 + place


def party(one: Party) -> Row:
    """Return a row of PARTY."""
    return (
        identity(repr(one.told)),
        identity(one.id),
        mark(one.kind or ""),
        mark(one.country or ""),
        mark(one.sector or ""),
        mark(one.head),
        one.named,
    )


def number(told: Number) -> Row:
    """Return a row of NUMBER."""
    low, high = (repr(end).removesuffix(".0") for end in (told.low, told.high))
    exact_ = told.low == told.high and not (told.approximate or told.earlier or told.of)
    toll = mark(f"{told.what} {group(told)}") if exact_ and told.what in COUNTED else 0
    return mark(f"of {told.what}"), mark(f"{low} {high} {told.what}"), toll


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def report(id_: str, own: Prose) -> Row:
    """Return a row of REPORT."""
    sketched = len(own.sketch) == SKETCH
    return identity(id_), sketched, own.sketch if sketched else (0,) * SKETCH
