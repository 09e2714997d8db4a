"""What is known of one event's time while a report is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records import Basis, Mention, Modality, Precision, Problem, Report, Span, Step, Stretch

AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.DEMANDED})


@dataclass(slots=True)
class Draft:
    """What is known of one event so far."""

    mention: Mention
    days: Stretch = field(default_factory=Stretch)
    precision: Precision = Precision.UNKNOWN
    edtf: str | None = None
    phrase: Span | None = None
    unread: Span | None = (
        None  # a phrase of its own that could not be worked out: nothing else may date it in its place
    )
    approximate: bool = False
    exact: bool = False  # a phrase of its own gave both ends
    bounded: bool = False
    basis: Basis = Basis.UNKNOWN
    steps: list[Step] = field(default_factory=list)


def is_ahead(mention: Mention) -> bool:
    """Say whether what a mention tells lies ahead of the telling."""
    return mention.modality in AHEAD or mention.tense == "future"


def shown(days: Stretch) -> str:
    """Write days as an analyst reads them."""
    return f"{days.earliest or '?'} to {days.last or '?'}"


def problem(report: Report, code: str, message: str, span: Span) -> Problem:
    """Return a problem of a report's times."""
    return Problem(code=code, stage="resolve", message=message, report=report.id, path=report.path, span=span)
