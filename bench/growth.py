"""Sizes in, what a database of so many reports costs out: adding one more, making all events anew, and how that grows.

The reports are made by `bench.generate`. Each size is measured in a process of its own, so that its peak of memory is
its own. The growth exponent between two sizes is the slope on logarithmic scales: 0 costs the same at any size, 1
grows with the size, 2 with its square.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path

import click

from bench.generate import generate
from dateline import run
from dateline.store import Reading, Run, Store

RUN = Run(started="2026-01-01T00:00:00+00:00", version="bench")


def measure(reports: int, adds: int) -> dict[str, float]:
    """Return seconds of this process and megabytes for a database of so many reports."""
    readings = generate(reports + adds)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "growth.db", create=True) as store:
        mentions = sum(store.write(reading, run=RUN).mentions for reading in islice(readings, reports))
        rebuild = _seconds(lambda: run.refresh(store))
        more = [_added(store, reading) for reading in readings]
        show = _seconds(lambda: run.View(store).chronology)
        size = store.path.stat().st_size / 1e6
    return {
        "reports": reports,
        "mentions": mentions,
        "rebuild_seconds": round(rebuild, 3),
        "rebuild_ms_per_mention": round(rebuild / mentions * 1e3, 3),
        "add_seconds": round(sum(more) / len(more), 3) if more else 0.0,
        "load_events_seconds": round(show, 3),
        "database_mb": round(size, 1),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _added(store: Store, reading: Reading) -> float:
    def add() -> None:
        store.write(reading, run=RUN)
        run.refresh(store)

    return _seconds(add)


def _seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def exponents(rows: list[dict[str, float]], name: str) -> list[float]:
    """Return the growth exponent of a figure from each size to the next.

    >>> exponents([{"reports": 10, "add": 2.0}, {"reports": 1000, "add": 20.0}], "add")
    [0.5]
    """
    return [
        round(math.log(late[name] / early[name]) / math.log(late["reports"] / early["reports"]), 2)
        for early, late in pairwise(rows)
        if early[name] and late[name]
    ]


@click.command("growth")
@click.option("--sizes", default="100,300,1000", show_default=True, help="Numbers of reports, parted by commas.")
@click.option("--adds", default=1, show_default=True, help="How many more to add one by one.")
@click.option("--one", type=int, hidden=True)
def command(sizes: str, adds: int, one: int | None) -> None:
    """Measure what adding a report and making all events anew cost at several sizes, in seconds of one processor."""
    if one is not None:
        click.echo(json.dumps(measure(one, adds)))
        return
    rows = []
    for size in map(int, sizes.split(",")):
        words = [sys.executable, "-m", "bench", "growth", "--one", str(size), "--adds", str(adds)]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603
        rows.append(json.loads(told.splitlines()[-1]))
        click.echo("  ".join(f"{name} {value}" for name, value in rows[-1].items()))
    for name in ("add_seconds", "rebuild_seconds", "load_events_seconds", "peak_memory_mb"):
        click.echo(f"exponent of {name}: {', '.join(map(str, exponents(rows, name)))}")
    few, many = rows[0], rows[-1]
    times = many["add_seconds"] / few["add_seconds"] if few["add_seconds"] else math.nan
    click.echo(f"adding at {many['reports']} reports costs {times:.1f} times what it costs at {few['reports']}")
