"""When something happened, and the steps that led from the words to the days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateline.records.spans import Span


def plus(day: date, days: float) -> date:
    """Add days, stopping at the first and last day of the calendar."""
    try:
        return day + timedelta(days=round(days))
    except OverflowError:
        return date.max if days > 0 else date.min


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days [earliest, latest); a missing end is not known."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def empty(self) -> bool:
        """Say whether no day lies inside."""
        return self.latest is not None and self.latest <= (self.earliest or date.min)

    @property
    def closed(self) -> bool:
        """Say whether both ends are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def last(self) -> date | None:
        """Return the last day inside."""
        return self.latest - timedelta(days=1) if self.latest else None

    def meet(self, other: Stretch) -> Stretch:
        """Return the days that lie in both; it may be empty."""
        starts = [day for day in (self.earliest, other.earliest) if day]
        ends = [day for day in (self.latest, other.latest) if day]
        return Stretch(max(starts, default=None), min(ends, default=None))

    def widened(self, days: int) -> Stretch:
        """Return the stretch with so many days more at each end."""
        return Stretch(
            plus(self.earliest, -days) if self.earliest else None, plus(self.latest, days) if self.latest else None
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: the rule, and what it did in words that an analyst reads."""

    rule: str
    detail: str


def edtf(first: date | None, last: date | None, *, approximate: bool = False) -> str | None:
    """Write days, both ends inside, as an Extended Date/Time (ISO 8601-2, levels 0 and 1); an unknown end is left out.

    >>> edtf(date(2020, 1, 1), date(2020, 1, 31)), edtf(None, date(2020, 1, 16))
    ('2020-01', '/2020-01-16')
    """
    mark = "~" if approximate else ""
    if first is None or last is None:
        return f"{first or ''}/{last or ''}" if first or last else None
    if first == last:
        return f"{first}{mark}"
    ends = last == date.max or (last + timedelta(days=1)).day == 1
    whole = first.day == 1 and first.year == last.year and ends
    if whole and first.month == last.month:
        return f"{first.year:04}-{first.month:02}{mark}"
    if whole and (first.month, last.month) == (1, 12):
        return f"{first.year:04}{mark}"
    return f"{first}{mark}/{last}{mark}"


class Precision(StrEnum):
    """How finely a time is told."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What dates an event, the surest first."""

    PERSON = "person"  # a person said so (docs/ledger.md)
    PHRASE = "phrase"  # a time expression that belongs to it
    NEWS = "news"  # it is told as news of the day on which the report, its lead or a source tells it
    ORDER = "order"  # other events that it comes before, after or with
    REPORT = "report"  # nothing but the report's own day, which bounds it from one side
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A stretch of days [earliest, latest) that holds the event; a missing end is not known.

    The publication date never stands in for the event's own: where it bounds the event from above, `bounded` says so
    and `steps` names it.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN
    edtf: str | None = None
    phrase: Span | None = None
    steps: tuple[Step, ...] = ()
    bounded: bool = False  # True: an end comes from the report's own date or from the order of events, not a phrase
    basis: Basis = Basis.UNKNOWN

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest >= self.latest:
            raise ValueError(f"when must be non-empty and forward, got {self.earliest}..{self.latest}")
        if self.latest == date.min:
            raise ValueError(f"no day of the calendar lies before {self.latest}")

    @property
    def days(self) -> Stretch:
        """Return the days alone."""
        return Stretch(self.earliest, self.latest)

    @property
    def known(self) -> bool:
        """Say whether either end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def last_day(self) -> date | None:
        """Return the last day inside, None where the end is open."""
        return self.latest - timedelta(days=1) if self.latest else None

    def may_equal(self, other: When) -> bool:
        """Say whether one moment can lie in both."""
        return not (
            (self.latest and other.earliest and self.latest <= other.earliest)
            or (other.latest and self.earliest and other.latest <= self.earliest)
        )


UNKNOWN = When()
