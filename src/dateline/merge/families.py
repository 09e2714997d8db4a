"""Which reports are copies of one text: reports in, a family for each out.

Sketches (MinHash of word 5-grams, made by `read`) are cut into bands, reports that share a band are compared, and those
above the threshold are joined (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.merge.groups import Groups
from dateline.records import Report

COPY = (
    0.4  # likeness at which two texts are one: a copy with an edit in every third sentence is at .5, rewrites under .2
)
ROWS = 3  # positions a band: of 64 positions, 21 bands; two texts at .5 share one in 94 % of cases, two at .15 in 7 %
CROWD = 20  # within a band, a report is compared with this many before it: copies chain


def families(reports: Sequence[Report]) -> dict[str, str]:
    """Return the family of each report: the id of its earliest copy."""
    ordered = sorted(reports, key=lambda report: (report.published.value if report.published else "9", report.id))
    groups = Groups(report.id for report in ordered)
    bands: dict[tuple[int, ...], list[Report]] = defaultdict(list)
    for report in ordered:
        for first in range(0, len(report.sketch) - ROWS + 1, ROWS):
            band = bands[(first, *report.sketch[first : first + ROWS])]
            for other in band[:CROWD]:
                if not groups.together(other.id, report.id) and _alike(other, report) >= COPY:
                    groups.join(other.id, report.id)
            band.append(report)
    earliest: dict[str, str] = {}
    for report in ordered:
        earliest.setdefault(groups.of(report.id), report.id)
    return {report.id: earliest[groups.of(report.id)] for report in ordered}


def _alike(left: Report, right: Report) -> float:
    if len(left.sketch) != len(right.sketch):
        return 0.0
    return sum(a == b for a, b in zip(left.sketch, right.sketch, strict=True)) / len(left.sketch)
