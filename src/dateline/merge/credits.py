"""Whom a report credits with its words: a report in, the names of agencies and outlets out."""

from __future__ import annotations

import re

from dateline.records import Report
from dateline.resources import outlets

HEAD, TAIL = 400, 500  # characters at either end of a report where credits stand
_NAME = r"[A-Z][\w.'’&-]*(?:[ -](?:of |the |de )?[A-Z][\w.'’&-]*){0,4}"
_SLASHED = re.compile(rf"\(?({_NAME})\s?/\s?({_NAME})")
_BRACKETS = re.compile(rf"\(({_NAME})\)")
_GIVEN = re.compile(
    rf"(?:\b(?:[Ww]ith (?:additional )?(?:files|reporting|inputs?|material) (?:from|by)|[Ss]ource:|[Rr]eporting by|"
    rf"[Aa]dditional reporting by|©)\s(?:the )?({_NAME})(?: and ({_NAME}))?)|"
    rf"\b({_NAME})(?: and (?:the )?({_NAME}))? contributed\b"
)


def publisher(name: str) -> str:
    """Return the name that the register keeps for an outlet or agency: "AFP" is Agence France-Presse."""
    known = outlets.identify(name)
    return known.name if known else name


def credited(report: Report) -> frozenset[str]:
    """Return who is credited, case folded.

    The agency of the report's head counts; of what its first and last lines name ("Pakistan Point News / Sputnik",
    "(AP)", "Reuters contributed to this report"), what the register of outlets knows.
    """
    found = {report.agency.value} if report.agency else set()
    for part in (report.text[:HEAD], report.text[-TAIL:]):
        for pattern in (_SLASHED, _BRACKETS, _GIVEN):
            names = (name for match in pattern.finditer(part) for name in match.groups() if name)
            found |= {name for name in names if outlets.identify(name)}
    own = {publisher(report.outlet.value).casefold()} if report.outlet else set()
    return frozenset(publisher(name).casefold() for name in found) - own


def printed_by(report: Report) -> str:
    """Return who printed a report, case folded, "" where it does not tell; an agency prints its own wire."""
    told = report.outlet or report.agency
    return publisher(told.value).casefold() if told else ""
