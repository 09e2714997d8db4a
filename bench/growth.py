"""Sizes in, what a database of so many reports costs out: making all events anew, adding one more, and how that grows.

`python -m bench growth [--sizes 100,300,1000] [--adds 9] [--folder DIR] [--keep]`. The reports are those of
`bench.generate`. For each size a database is filled, all its events are made, as they are when they are made anew, and
then the reports that arrive next are added one by one, each with its events. Each of the three runs in a process of its
own, whose memory is summed with that of the processes it starts, so that a peak is of one thing alone. Seconds are
those of the clock and, beside them, of all processors together: on a shared machine read the latter.

The growth exponent between two sizes is the slope on logarithmic scales: 0 costs the same at any size, 1 grows with
the size, 2 with its square. `python docs/make_growth_picture.py` draws what is kept.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from datetime import UTC, datetime
from functools import partial
from itertools import islice, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, ParamSpec

import click

from bench.generate import generate
from bench.machine import commit, family, machine, resident
from dateline import run
from dateline.store import Reading, Run, Store

RESULTS = Path(__file__).with_name("results.jsonl")
RUN = Run(started="2026-01-01T00:00:00+00:00", version="bench")
DATA = "resampled stories, seed 0"
FIGURES = ("add_seconds", "add_cpu_seconds", "rebuild_seconds", "rebuild_cpu_seconds", "rebuild_peak_mb", "add_peak_mb")
BATCH = 200  # reports loaded in one transaction
BASE = 1000  # reports that adding at other sizes is held against
LOOK = 0.2  # seconds between two looks at the memory
Figures = dict[str, float]
P = ParamSpec("P")


class Spent(NamedTuple):
    """Seconds by the clock, and of all processors, ended child processes counted in."""

    wall: float
    cpu: float


def measure(reports: int, adds: int, folder: Path, processes: int) -> Figures:
    """Return the figures of a database of so many reports, which is made in a folder."""
    path = folder / f"growth-{reports}.db"
    loaded, _ = apart(load, path, reports, adds, processes)
    rebuilt, rebuild_peak = apart(rebuild, path)
    added, add_peak = apart(add, path)
    figures = {"reports": reports, **loaded, **added, "add_peak_mb": add_peak}
    figures |= {**rebuilt, "rebuild_peak_mb": rebuild_peak, "database_mb": path.stat().st_size / 1e6}
    figures["rebuild_ms_per_mention"] = figures["rebuild_cpu_seconds"] / figures["mentions"] * 1e3
    return {name: round(value, 3) for name, value in figures.items()}


def load(path: Path, reports: int, adds: int, processes: int) -> Figures:
    """Fill a new database, and leave those readings beside it that arrive next."""
    start = time.perf_counter()
    readings = generate(reports + adds, processes=processes)
    mentions = 0
    with Store.open(path, create=True) as store:
        first = islice(readings, reports)
        while batch := list(islice(first, BATCH)):
            mentions += sum(kept.mentions for kept in store.write_all(batch, run=RUN))
    loaded = time.perf_counter() - start
    path.with_suffix(".next").write_bytes(pickle.dumps(list(readings)))
    return {"mentions": mentions, "load_seconds": loaded}


def add(path: Path) -> Figures:
    """Add the reports that arrive next, each with its events, and return the median and the slowest."""
    readings = pickle.loads(path.with_suffix(".next").read_bytes())
    with Store.open(path) as store:

        def one(reading: Reading) -> None:
            store.write(reading, run=RUN)
            run.refresh(store)

        spent = [_spent(partial(one, reading)) for reading in readings]
    return {
        "adds": len(spent),
        "add_seconds": statistics.median(one.wall for one in spent),
        "add_cpu_seconds": statistics.median(one.cpu for one in spent),
        "add_slowest_seconds": max(one.wall for one in spent),
    }


def rebuild(path: Path) -> Figures:
    """Make all events of a database anew."""
    with Store.open(path) as store:
        spent = _spent(lambda: run.refresh(store, anew=True))
        return {"rebuild_seconds": spent.wall, "rebuild_cpu_seconds": spent.cpu, "events": store.event_count()}


def apart(act: Callable[P, Figures], *arguments: P.args, **options: P.kwargs) -> tuple[Figures, float]:
    """Do something in a process of its own; return what it returns, and the peak of megabytes that it held."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        done = pool.submit(act, *arguments, **options)
        peak = 0
        while wait([done], timeout=LOOK).not_done:
            peak = max(peak, sum(resident(pid) for pid in family(os.getpid())[1:]))
        return done.result(), peak / 1024


def exponents(rows: Sequence[Figures], name: str) -> list[float]:
    """Return the growth exponent of a figure from each size to the next.

    >>> exponents([{"reports": 10, "add": 2.0}, {"reports": 1000, "add": 20.0}], "add")
    [0.5]
    """
    return [
        round(math.log(late[name] / early[name]) / math.log(late["reports"] / early["reports"]), 2)
        for early, late in pairwise(rows)
        if early[name] and late[name]
    ]


def _spent(act: Callable[[], object]) -> Spent:
    start, before = time.perf_counter(), os.times()
    act()
    after = os.times()
    return Spent(time.perf_counter() - start, sum(after[:4]) - sum(before[:4]))


@click.command("growth")
@click.option("--sizes", default="100,300,1000", show_default=True, help="Numbers of reports, parted by commas.")
@click.option("--adds", default=9, show_default=True, help="How many more to add one by one.")
@click.option("--processes", default=2, show_default=True, help="Processes that make the reports.")
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where databases are kept."
)
@click.option("--keep", is_flag=True, help="Append the figures to bench/results.jsonl.")
def command(sizes: str, adds: int, processes: int, folder: Path | None, keep: bool) -> None:
    """Measure what adding a report and making all events anew cost at several sizes."""
    rows = []
    for size in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=folder) as made:
            rows.append(measure(size, adds, Path(made), processes))
        click.echo("  ".join(f"{name} {value:g}" for name, value in rows[-1].items()))
    growth = {name: exponents(rows, name) for name in FIGURES}
    for name, found in growth.items():
        click.echo(f"exponent of {name}: {', '.join(map(str, found))}")
    base = min(rows, key=lambda row: abs(math.log(row["reports"] / BASE)))
    for row in rows:
        more = row["add_cpu_seconds"] / base["add_cpu_seconds"]
        click.echo(f"adding at {row['reports']:g} reports costs {more:.2f} times what it costs at {base['reports']:g}")
    if keep:
        line = {"date": datetime.now(UTC).date().isoformat(), "commit": commit(), "machine": machine(), "data": DATA}
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line | {"sizes": rows, "growth": growth}) + "\n")
