"""A database in, its events brought up to date: only what new reports and judgements change is made anew."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from dateline import __version__
from dateline.run.progress import Tell, silent
from dateline.store import Store

MERGED_BY = f"dateline {__version__}, events 8"  # the number goes up with the shape of what merge makes


def refresh(store: Store, *, anew: bool = False, tell: Tell = silent) -> None:
    """Bring the events up to date with what they rest on; `anew` makes all of them once more.

    Reports that came are merged some hundreds at a time, each time in a transaction of its own, so that what is there
    holds together at every moment. All are made anew in one, since until the last of them what was there stays.
    """
    if not anew and store.fresh(by=MERGED_BY):
        return
    from dateline.run.growing import Growing

    while anew or not store.fresh(by=MERGED_BY):
        with _uncollected(), store.merging() as (rows, likeness):
            Growing(rows, likeness, tell).go_on(MERGED_BY, anew=anew)
        anew = False


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: it would walk again and again through millions of records, none of them garbage.

    That took a third of the time at 1,000 reports, and more the more there were.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
