"""A moment and what a database holds in, what of it had been published, or read, by then out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dateline.errors import OptionsError
from dateline.records import Report
from dateline.store import Contents
from dateline.timeline import day_of

MONTH = re.compile(r"\d{4}(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When to look from: `as_of` leaves out what was published later, `as_known` what was read or judged later."""

    as_of: date | None = None
    as_known: str | None = None  # ISO 8601 instant, UTC, to the second

    def __bool__(self) -> bool:
        return self.as_of is not None or self.as_known is not None


NOW = Moment()


def instant() -> str:
    """Return the instant at which something is said, fine enough to order what is said at once."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def moment(as_of: str | None = None, as_known: str | None = None) -> Moment:
    """Read a moment as a person types it: a day, month or year stands for its last instant.

    >>> moment("2020-01", "2026-11-25T09:30")
    Moment(as_of=datetime.date(2020, 1, 31), as_known='2026-11-25T09:30:00+00:00')
    """
    return Moment(
        as_of=day_of(as_of, last=True) if as_of else None, as_known=_instant(as_known.strip()) if as_known else None
    )


def _instant(text: str) -> str:
    if "T" not in text and " " not in text:
        return f"{day_of(text, last=True)}T23:59:59+00:00"
    try:
        told = datetime.fromisoformat(text)
    except ValueError as error:
        raise OptionsError(f"{text!r} is no instant. Write it as 2024-03-05 or 2024-03-05T14:30 (UTC).") from error
    told = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    return told.isoformat(timespec="seconds")


def published(contents: Contents, day: date) -> tuple[Contents, tuple[str, ...]]:
    """Leave out the reports that are not known to have been published by a day, and say in words which and why.

    What this database had read by then had been published. Else a report without a date is left out: its date is
    never guessed. One whose month alone is told counts from the month's last day on.
    """
    by_then = {report.id for report in contents.reports if _by(report, day, contents.arrived)}
    undated = sum(report.published is None for report in contents.reports if report.id not in by_then)
    notes = []
    if undated:
        some = "1 report without a date of publication is" if undated == 1 else f"{undated} reports without a date are"
        notes.append(f"{some} left out, since nothing says that they were published by {day}")
    left = replace(
        contents,
        reports=tuple(report for report in contents.reports if report.id in by_then),
        mentions=tuple(mention for mention in contents.mentions if mention.report in by_then),
    )
    return left, tuple(notes)


def _by(report: Report, day: date, arrived: Mapping[str, str]) -> bool:
    if arrived.get(report.id, "~")[:10] <= day.isoformat():
        return True
    return report.published is not None and _last_day(report.published.value) <= day


def _last_day(value: str) -> date:
    """Return the last day that a date of publication, told to the day or less finely, may be."""
    if MONTH.fullmatch(value):
        first = date(int(value[:4]), int(value[5:7] or 12), 1)
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(value[:10])
