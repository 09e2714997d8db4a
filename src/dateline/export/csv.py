"""A document in, a flat table out: one event a row, lists joined by "; "."""

from __future__ import annotations

import csv
import io

from dateline.export.document import Document, EventItem

# Column: what it holds. docs/cli.md shows this table.
COLUMNS = {
    "id": "the event's id",
    "earliest": "first day that it may have happened on, empty where not known",
    "latest": "last day, inclusive, empty where not known",
    "edtf": "the same in Extended Date/Time Format",
    "bounded": "yes where a day comes from the report's date or the order of events, not from a phrase",
    "basis": "what dates it: person, phrase, news, order, report (its day only bounds the event) or unknown",
    "kind": "PLOVER type or a kind of ours (docs/kinds.md), empty where none fits",
    "mode": "PLOVER mode",
    "codes": "types of your own codebooks, as labour/STRIKE",
    "contexts": "PLOVER contexts of the clauses and of who takes part",
    "cameo": "CAMEO code of the PLOVER type and mode",
    "modality": "asserted, planned, possible, conditional, demanded or denied",
    "lifecycle": "how it was told over time: each phase once, in the order of telling",
    "unheard_since": "of a plan whose date has passed with no account of it: the day it was last told",
    "summary": "what happened, in a report's own words",
    "by": "who did it",
    "to": "to whom, or with whom",
    "about": "on what",
    "tolls": "what is counted, as told over time: killed 12 → 17 → 21; 5+ is 5 or more, ≤5 up to 5",
    "where": "the place's name",
    "country": "ISO 3166-1 alpha-3",
    "latitude": "WGS 84, empty for a country, a region or a division",
    "longitude": "WGS 84, empty for a country, a region or a division",
    "radius_km": "how far from its point or its middle the place may reach, empty where not known",
    "place_precision": "address, place, district, province, country or region",
    "geonames": "the place's GeoNames id",
    "outlets": "how many outlets print it",
    "texts": "in how many different texts",
    "origins": "that go back to how many sources",
    "origin_names": "these sources",
    "disputed": "the fields that accounts differ on",
    "first_told": "day of the first report of it",
    "last_told": "day of the last",
    "said_by": "who says so, each chain from the narrator's side, joined by <",
    "reports": "the files that tell it",
}


def to_csv(document: Document) -> str:
    """Return the table with its header; lines end as RFC 4180 says."""
    paths = {report.id: report.path for report in document.reports}
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS))
    writer.writeheader()
    for event in document.events:
        writer.writerow(_row(event, paths))
    return out.getvalue()


def _row(event: EventItem, paths: dict[str, str]) -> dict[str, object]:
    place = event.place
    return {
        "id": event.id,
        "earliest": event.when.earliest,
        "latest": event.when.latest,
        "edtf": event.when.edtf,
        "bounded": "yes" if event.when.bounded else "no",
        "basis": event.when.basis,
        "kind": event.kind,
        "mode": event.mode,
        "codes": "; ".join(f"{code.codebook}/{code.type}" for code in event.codes),
        "contexts": "; ".join(event.contexts),
        "cameo": event.cameo,
        "modality": event.modality,
        "lifecycle": "; ".join(dict.fromkeys(step.phase for step in event.lifecycle)),
        "unheard_since": event.unheard_since,
        "summary": event.summary,
        "by": "; ".join(event.by),
        "to": "; ".join(event.to),
        "about": "; ".join(event.about),
        "tolls": "; ".join(toll.words for toll in event.tolls),
        "where": event.where,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_km": place.radius_km if place else None,
        "place_precision": place.precision if place else None,
        "geonames": place.id if place else None,
        "outlets": event.outlets,
        "texts": event.texts,
        "origins": event.origins,
        "origin_names": "; ".join(origin.name for origin in event.origin_tree),
        "disputed": "; ".join(event.disputed),
        "first_told": event.first_told,
        "last_told": event.last_told,
        "said_by": "; ".join(sorted({" < ".join(mention.said_by) for mention in event.mentions if mention.said_by})),
        "reports": "; ".join(sorted({paths[mention.report] for mention in event.mentions})),
    }
