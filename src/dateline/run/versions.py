"""Reports in, which of them are older versions of others out: the same address or path, with another text.

Both versions are kept and linked. The newest counts; the older counts where one asks for a day before the newest was
published. So one outlet's two versions are never two accounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dateline.records import Report

# Estimated Jaccard likeness of two texts from which they may be one report's. A site may give all of its pages one
# address, and a person may save every report under one name, so neither is enough on its own.
OF_ADDRESS, OF_PATH = 0.05, 0.2
NAMELESS = "-"  # standard input


def versions(reports: Iterable[Report], arrived: Mapping[str, str]) -> dict[str, str]:
    """Return for each report that a newer version stands in for the id of the newest; `arrived` gives their order."""
    place = {id_: number for number, id_ in enumerate(arrived)}
    groups: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda one: (place.get(one.id, len(place)), one.id)):
        for key in _keys(report):
            groups[key].append(report)
    newer: dict[str, str] = {}
    for (what, _), group in sorted(groups.items()):
        for older, newest in pairwise(_ordered(group)):
            if _one(older, newest, OF_ADDRESS if what == "address" else OF_PATH):
                newer.setdefault(older.id, newest.id)
    return {id_: _last(id_, newer) for id_ in newer}


def names(report: Report) -> list[str]:
    """Return what versions of a report share with it."""
    return [f"{what} {name}" for what, name in _keys(report)]


def _keys(report: Report) -> list[tuple[str, str]]:
    keys = [] if report.path == NAMELESS else [("path", report.path)]
    if report.address:
        host, _, rest = report.address.value.partition("#")[0].partition("://")[2].partition("/")
        if rest.strip("/"):
            keys.append(("address", f"{host.lower().removeprefix('www.')}/{rest.rstrip('/')}"))
    return keys


def _ordered(group: Sequence[Report]) -> list[Report]:
    """Order versions by publication where all tell it, else as they came."""
    if all(report.published for report in group):
        return sorted(group, key=lambda report: report.published.value if report.published else "")
    return list(group)


def _one(left: Report, right: Report, least: float) -> bool:
    if left.title and right.title and left.title.value == right.title.value:
        return True
    if not left.sketch or len(left.sketch) != len(right.sketch):
        return False
    return sum(a == b for a, b in zip(left.sketch, right.sketch, strict=True)) / len(left.sketch) >= least


def _last(id_: str, newer: Mapping[str, str]) -> str:
    seen = {id_}
    while (after := newer.get(id_)) and after not in seen:
        id_ = after
        seen.add(id_)
    return id_
