"""What is known of one event's time while a report is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records import Mention, Modality, Precision, Span, Step
from dateline.resolve.when.calendar import Stretch

AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.DEMANDED})


@dataclass(slots=True)
class Draft:
    """What is known of one event so far."""

    mention: Mention
    days: Stretch = field(default_factory=Stretch)
    precision: Precision = Precision.UNKNOWN
    edtf: str | None = None
    phrase: Span | None = None
    approximate: bool = False
    exact: bool = False  # a phrase of its own gave both ends
    bounded: bool = False
    steps: list[Step] = field(default_factory=list)
