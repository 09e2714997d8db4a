"""A database in, its events brought up to date: only what new reports and judgements change is made anew."""

from __future__ import annotations

from dateline import __version__
from dateline.store import Store

MERGED_BY = f"dateline {__version__}, events 5"  # the number goes up with the shape of what merge makes


def refresh(store: Store, *, anew: bool = False) -> None:
    """Bring the events up to date with what they rest on; `anew` makes all of them once more.

    Reports that came are merged some hundreds at a time, each time in a transaction of its own, so that what is there
    holds together at every moment. All are made anew in one, since until the last of them what was there stays.
    """
    if not anew and store.fresh(by=MERGED_BY):
        return
    from dateline.run.growing import Growing

    while anew or not store.fresh(by=MERGED_BY):
        with store.merging() as (rows, likeness):
            growing = Growing(rows, likeness)
            growing.begin(MERGED_BY)
            if anew or growing.outdated(MERGED_BY):
                growing.rebuild(MERGED_BY)
            else:
                growing.advance()
        anew = False
