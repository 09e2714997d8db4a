"""What one report has taken from another, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dateline.records.spans import Span


class Relation(StrEnum):
    """How much of a report is another's text."""

    COPY = "copy"  # one text: reprinted, cut or lightly edited
    PARTLY = "partly"  # passages are taken over, the rest is its own
    PASSAGE = "passage"  # a standing passage, such as background, in two texts of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two reports share."""

    span: Span  # in the later report
    of: Span  # in the first
    text: str  # id of the report whose text the words are, which may lie further back than the first
    edited: bool  # not word for word


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a report shares with one that came first, and what was changed; quotations alone are no copying.

    `edited` passages, `added` and `left_out` are the changes: spans in this report, in this report, in the first.
    """

    report: str
    first: str
    family: str  # the first text of all, which the first report may itself be a copy of
    relation: Relation
    share: float  # of the report's own words, quotations aside, that stand in the first
    passages: tuple[Passage, ...]
    added: tuple[Span, ...]
    left_out: tuple[Span, ...]
    order: str  # why the other came first
    credit: str  # the agency or outlet that the report credits and the first is of, "" where there is none


def family_of(copies: Iterable[Copy]) -> dict[str, str]:
    """Return the family of each report that is a copy: the id of the first of its copies, which is in none itself."""
    return {copy.report: copy.family for copy in copies if copy.relation is Relation.COPY}
