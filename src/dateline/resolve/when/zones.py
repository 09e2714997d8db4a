"""A day, a clock time and the zone it is told in, in; the moment with its offset from UTC and how that is known, out.

An abbreviation of several zones is settled by the report's country. Where nothing settles it, where the time is only
"local", and where the clocks were changed over it, the moment is left without an offset and a step says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.records import Precision, Step
from dateline.resolve.when.country import Home
from dateline.resolve.when.value import Anchor, Value
from dateline.resources import zones

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d\d))?")
_UTC = frozenset({"GMT", "UTC", "Z"})
_QUARTER = timedelta(minutes=15)
_DAY = timedelta(days=1)
_EASTMOST, _WESTMOST = timedelta(hours=14), timedelta(hours=-12)


class Offset(NamedTuple):
    """How far a clock is from UTC, None where that is not known, and why."""

    by: timedelta | None
    why: str


def timed(value: Value, keys: dict[str, str], anchor: Anchor) -> Value:
    """Add a clock time, and its zone where one is told, to a value that is one day."""
    clock, day = keys["time"], value.days.earliest
    if day is None or not _CLOCK.fullmatch(clock):
        return value
    name = keys.get("zone", "").replace("_", " ")
    steps = [Step("time of day", f"{clock} {name}".strip())]
    doubts = value.doubts
    local = datetime.combine(day, time.fromisoformat(clock))
    offset = _offset(name, local, anchor.homes) if name else Offset(None, "")
    if "as" in keys:
        offset, clash = _beside(offset, local, keys["as"], anchor.homes)
        doubts += (("time/contradiction", clash),) if clash else ()
    if offset.why:
        steps.append(Step("time zone", offset.why))
    edtf = f"{day}T{clock}:00"
    if offset.by is not None:
        edtf += "Z" if name in _UTC else written(offset.by)
        steps += _in_utc(local, offset.by)
    return replace(value, edtf=edtf, precision=Precision.MINUTE, steps=(*value.steps, *steps), doubts=doubts)


def written(offset: timedelta) -> str:
    """Write an offset from UTC.

    >>> written(timedelta(hours=-5)), written(timedelta(hours=5, minutes=30))
    ('-05:00', '+05:30')
    """
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _in_utc(local: datetime, offset: timedelta) -> list[Step]:
    try:
        moment = (local - offset).replace(tzinfo=UTC)
    except OverflowError:
        return [Step("in UTC", "past the ends of the calendar")]
    steps = [Step("in UTC", f"{moment:%H:%M} on {moment.date()}")]
    if moment.date() != local.date():
        steps.append(Step("UTC day", f"in UTC the day is {moment.date()}; {local.date()} is kept as told"))
    return steps


def _offset(name: str, local: datetime, homes: tuple[Home, ...]) -> Offset:
    """Return what a zone's name means at a local time."""
    if name == "local":
        return Offset(None, "local time: its offset from UTC is not told")
    if match := _OFFSET.fullmatch(name):
        by = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        by = -by if match[1] == "-" else by
        inside = _WESTMOST <= by <= _EASTMOST
        return Offset(by if inside else None, f"{name} as told" if inside else f"{name} is the time of no place")
    readings = zones.readings(name)
    if not readings:
        return Offset(None, f"{name} time: which zone that is, is not known")
    if len(readings) == 1:
        return _at(readings[0].zone, name, local)
    for home in homes:
        for reading in readings:
            if home.code in reading.countries:
                found = _at(reading.zone, name, local)
                return Offset(found.by, f"{found.why}, as in {home.name}, {home.why}")
    several = ", ".join(sorted({reading.zone for reading in readings}))
    return Offset(None, f"{name} is told of {several}; the report's country does not tell which")


def _at(zone: str, name: str, local: datetime) -> Offset:
    """Return the offset of a zone at a local time; none in an hour that the change of clocks skips or repeats."""
    if zone[0] in "+-":
        return _fixed(zone, name)
    try:
        place = ZoneInfo(zone)
        first = local.replace(tzinfo=place, fold=0).utcoffset()
        second = local.replace(tzinfo=place, fold=1).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OverflowError, OSError):
        return Offset(None, f"{name}: the zone {zone} is not known here")
    if first is None or second is None or first.total_seconds() % 60:
        return Offset(None, f"{name}: before standard time, its offset from UTC is not told")
    if first < second:
        return Offset(None, f"{name} ({zone}): there was no {local:%H:%M} on {local.date()}, the clocks went forward")
    if first > second:
        both = f"at UTC{written(first)} and at UTC{written(second)}"
        return Offset(None, f"{name} ({zone}): {local:%H:%M} came twice on {local.date()}, {both}")
    return Offset(first, f"{name} ({zone}) is UTC{written(first)} on {local.date()}")


def _fixed(zone: str, name: str) -> Offset:
    by = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return Offset(-by if zone[0] == "-" else by, f"{name} is UTC{zone}")


def _beside(offset: Offset, local: datetime, told: str, homes: tuple[Home, ...]) -> tuple[Offset, str]:
    """Hold a clock time against another of the same moment; return the offset, and how the two disagree, if they do."""
    clock, _, name = told.partition("/")
    name = name.replace("_", " ")
    other = _offset(name, datetime.combine(local.date(), time.fromisoformat(clock)), homes)
    apart = timedelta(hours=local.hour - int(clock[:2]), minutes=local.minute - int(clock[3:]))
    if offset.by is not None and other.by is not None:
        if (apart - (offset.by - other.by)) % _DAY:
            return offset, f"{local:%H:%M} and {clock} {name} are not one moment"
        return Offset(offset.by, f"{offset.why}; {clock} {name} is the same moment"), ""
    if offset.by is not None:
        return Offset(offset.by, f"{offset.why}; told to be {clock} {name} as well"), ""
    if other.by is None:
        return Offset(None, f"{offset.why or 'no zone told'}; also {clock} {name}: {other.why}"), ""
    if apart % _QUARTER:
        return Offset(None, offset.why), f"{local:%H:%M} and {clock} {name} are not one moment in any zone"
    by = (apart + other.by) % _DAY
    fits = [at for at in (by, by - _DAY) if _WESTMOST < at <= _EASTMOST]
    if len(fits) != 1:
        return Offset(None, f"{clock} {name} is the same moment, on the same day or the one beside it"), ""
    return Offset(fits[0], f"{clock} {name} is the same moment, so that the clock is at UTC{written(fits[0])}"), ""
