"""A database filled by hand: words and what is told in them in, readings kept, without a model."""

from __future__ import annotations

from tests.merge.build import mention
from tests.strategies import report_of

from dateline import run
from dateline.read.sketch import sketch
from dateline.records import Told
from dateline.store import Reading, Run, Store

RUN = Run(started="2026-03-01T00:00:00+00:00", version="0.1.0")


def news(text, *, published=None, outlet=None, path="made.txt", title=None, address=None):
    """Return the bytes of a text and its report."""
    told = {"published": published, "outlet": outlet, "title": title, "address": address}
    told = {name: Told(value=value, rule="test") for name, value in told.items() if value}
    return report_of(text, path=path, sketch=sketch(text), **told)


def keep(store: Store, raw, report, *mentions, again=False):
    """Write a reading and bring the events up to date."""
    kept = store.write(Reading(raw=raw, report=report, mentions=mentions), run=RUN, again=again)
    run.refresh(store)
    return kept


def shelling(store, place, day, outlet, *, path=None, **fields):
    """Keep a report that one place was shelled, and return its mention."""
    text = f"{outlet} says that rebels shelled the market of {place}. Nobody knows how many shells fell in {place}."
    raw, report = news(text, published=day, outlet=outlet, path=path or f"{outlet}.txt")
    told = mention(report, "shelled", "shell", **fields)
    keep(store, raw, report, told)
    return told
