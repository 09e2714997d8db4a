"""How many outlets, texts and independent origins stand behind an event: its mentions in, three counts out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dateline.merge.credits import publisher
from dateline.merge.words import WORD, stem
from dateline.records import Mention, Report, SourceKind

HEDGE = "reports"  # the name that extract gives a hedge without a source


class Counts(NamedTuple):
    """Who printed it, in how many different texts, going back to how many sources."""

    outlets: int
    texts: int
    origins: int


def counts(mentions: Iterable[Mention], reports: Mapping[str, Report], families: Mapping[str, str]) -> Counts:
    """Count what stands behind mentions of one event."""
    told = list(mentions)
    ids = {mention.report for mention in told}
    return Counts(
        outlets=len({outlet(reports[id_]) for id_ in ids}),
        texts=len({families[mention.id] for mention in told}),
        origins=len(origins(told, reports, families)),
    )


def outlet(report: Report) -> str:
    """Return who printed a report; a report that does not tell counts as one of its own."""
    told = report.outlet or report.agency
    return publisher(told.value).casefold() if told else report.id


def origins(mentions: Iterable[Mention], reports: Mapping[str, Report], families: Mapping[str, str]) -> frozenset[str]:
    """Return the independent sources of mentions.

    The source nearest to the event counts. A text that names a source is not a source itself, so its narrator counts
    only where it names none; then the agency that it credits, or the outlet. Copies of one text are one narrator, who
    is that of the first: `families` gives the report whose text each mention stands in.
    """
    named: dict[str, set[str]] = {}
    for mention in mentions:
        family = families[mention.id]
        found = named.setdefault(family, set())
        hops = [hop for hop in mention.attribution.hops if hop.name != HEDGE]
        if hops:
            found.add(_key(hops[-1].name, hops[-1].kind, family))
    return frozenset(key for family, found in named.items() for key in (found or {_narrator(reports[family], family)}))


def _key(name: str, kind: SourceKind, family: str) -> str:
    name = publisher(name) if kind in {SourceKind.AGENCY, SourceKind.OUTLET} else name
    words = sorted({stem(word) for word in WORD.findall(name)} - {"the", "a", "an", "of", "s"})
    # Two texts that cite "a source" need not cite the same one; two that cite "defence officials" may: count low.
    alone = kind is SourceKind.UNNAMED and len(words) < 2
    return " ".join(words) + (f" in {family}" if alone else "")


def _narrator(report: Report, family: str) -> str:
    if report.agency:
        return _key(report.agency.value, SourceKind.AGENCY, family)
    return _key(report.outlet.value, SourceKind.OUTLET, family) if report.outlet else family
