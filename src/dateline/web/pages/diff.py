"""Two days in, what changed in the record between them out, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline import run, timeline
from dateline.errors import OptionsError
from dateline.store import Store
from dateline.web.paint import paint
from dateline.web.record import Record

SORTS = {
    "new": "New",
    "merged": "Found to be one",
    "split": "Found to be several",
    "dated": "Dates",
    "placed": "Places",
    "counted": "Counts",
    "told as": "Told otherwise",
    "sides": "Who took part",
    "origins": "More origins",
    "disputed": "Disputes opened",
    "settled": "Disputes settled",
    "gone": "No longer told",
}


def diff_page(record: Record, days: Sequence[date | None], store: Store, *, common: dict[str, object]) -> str:
    """Return the page of what changed from one day to another; without days, the form alone."""
    first, last = days
    found: list[timeline.Change] = []
    if first and last:
        if last < first:
            raise OptionsError(f"the window ends on {last}, before it starts on {first}. Swap the two days.")
        before, after = (run.View(store, run.moment(day.isoformat())).chronology for day in (first, last))
        found = list(timeline.changes(before, after))
    groups = [(words, [one for one in found if one.sort == sort]) for sort, words in SORTS.items()]
    rest = [one for one in found if one.sort not in SORTS]
    told = record.days
    return paint(
        "diff.html",
        first=first or (told[0] if told else None),
        last=last or (told[-1] if told else None),
        asked=bool(first and last),
        groups=[(words, some) for words, some in (*groups, ("Else", rest)) if some],
        total=len(found),
        there=record.homes,
        **common,
    )
