"""Measure the pages: `python -m bench.pages [--events N] [--requests N] [--keep]`.

A database of N events is made by resampling the development stories: each copy gets bytes, ids and days of its own, so
that nothing is read or merged here. Then `dateline serve` runs, four clients ask for a page of the chronology, an
event and a search as fast as they can, each sort alone, and the seconds of each answer are kept. The exported file of
200 events is opened from disk in headless Chromium, where there is one.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import click

from bench.__main__ import HERE, ROOT
from bench.machine import commit, machine, resident
from dateline import run
from dateline.records import Chronology, Copy, Mention, Told, When, edtf, plus
from dateline.run.refresh import MERGED_BY
from dateline.store import Placed, Reading, Run, Store
from dateline.store.codec import decode, encode
from dateline.store.kept import revisions

T = TypeVar("T")
CLIENTS = 4
APART = 9  # days from one copy of the stories to the next
ID = re.compile(r"\b([emrs])([0-9a-f]{16})")
FILTERS = ("", "?shown=all", "?page=7", "?shown=all&page=211", "?kind=ASSAULT", "?who=police",
           "?modality=denied&shown=all", "?from=2018-01&to=2018-06", "?disputed=1", "?where=Jakarta",
           "?top=20&shown=all")  # fmt: skip


def copy_of(story: run.Story, number: int) -> tuple[list[Reading], Chronology]:
    """Return the readings of a copy, and its chronology: ids are those of its own bytes, days lie later."""
    raws = {report.id: f"{report.text}\n\nCopy {number}.".encode() for report in story.reports}
    digests = {id_: sha256(raw).hexdigest() for id_, raw in raws.items()}
    ids = {id_[1:]: digest[:16] for id_, digest in digests.items()}
    readings = []
    for report in story.reports:
        made = replace(
            renamed(report, ids), sha256=digests[report.id], text=raws[report.id].decode(), encoding="utf-8",
            published=later(report.published, number), path=f"copy-{number:04}/{Path(report.path).name}",
        )  # fmt: skip
        mentions = (renamed(one, ids) for one in story.mentions.values() if one.report == report.id)
        told = tuple(replace(one, when=when_of(one.when, number)) for one in mentions)
        readings.append(Reading(raw=raws[report.id], report=made, mentions=told))
    chronology = renamed(replace(story.chronology, judgements=()), ids)
    events = tuple(
        replace(one, when=when_of(one.when, number), mentions=tuple(sorted(one.mentions))) for one in chronology.events
    )
    judgements = []
    for one in story.chronology.judgements:
        left, right = sorted(ID.sub(lambda match: match[1] + ids[match[2]], id_) for id_ in (one.left, one.right))
        judgements.append(replace(one, left=left, right=right))
    return readings, replace(chronology, events=events, judgements=tuple(judgements))


def renamed(record: T, ids: dict[str, str]) -> T:
    """Put the digits of the copies' reports into all ids of a record."""
    return decode(type(record), ID.sub(lambda match: match[1] + ids.get(match[2], match[2]), encode(record)))


def later(told: Told | None, number: int) -> Told | None:
    """Move a date of publication."""
    if told is None or len(told.value) < 10:
        return told
    day = plus(date.fromisoformat(told.value[:10]), APART * number)
    return replace(told, value=f"{day}{told.value[10:]}")


def when_of(when: When, number: int) -> When:
    """Move a time."""
    first, last = (day and plus(day, APART * number) for day in (when.earliest, when.latest))
    return replace(when, earliest=first, latest=last, edtf=edtf(first, last - timedelta(days=1) if last else None))


def make(path: Path, story: run.Story, events: int) -> int:
    """Write the database; return how many events it has."""
    made_by = Run(started=datetime.now(UTC).isoformat(timespec="seconds"), version="bench")
    with Store.open(path, create=True) as store:
        copies = []
        for number in range(-(-events // len(story.chronology.events))):
            readings, chronology = copy_of(story, number)
            for reading in readings:
                store.write(reading, run=made_by)
            copies.append(chronology)
        whole = Chronology(
            **{
                one.name: tuple(chain.from_iterable(getattr(copy, one.name) for copy in copies))
                for one in fields(Chronology)
            }
        )
        lay(store, whole)
    return len(whole.events)


def lay(store: Store, whole: Chronology) -> None:
    """Write a chronology as though it had been merged here; what only merging asks for is left out."""
    revision = revisions(store).contents
    numbers = store_numbers(store)
    event_of = {id_: event.id for event in whole.events for id_ in event.mentions}
    story_of = {report: story.id for story in whole.storylines for report in story.reports}
    taken: dict[str, list[Copy]] = defaultdict(list)
    for one in whole.copies:
        taken[one.report].append(one)
    with store.merging() as (rows, likeness):
        for report, many in numbers.items():
            placed = [
                Placed(number, one.id, report, at, report, int(one.opening), b"", event_of.get(one.id))
                for at, (number, one) in enumerate(many)
            ]
            rows.place(report, "9", b"", placed)
            likeness.put_text(report, "9", "", ())
        likeness.settle((), [story_of])
        likeness.put_copies(taken)
        rows.put_events(whole.events, ())
        rows.put_disagreements(
            [(one.events[0], "".join(one.events[1:]), one.field, encode(one)) for one in whole.disagreements], (), ()
        )
        rows.put_judgements(whole.judgements, ())
        rows.put("merged_by", MERGED_BY)
        rows.put("merged_revision", str(revision))


def store_numbers(store: Store) -> dict[str, list[tuple[int, Mention]]]:
    """Return the mentions of all reports with their numbers."""
    with store.merging() as (rows, _):
        return rows.read(store.report_ids())


class Server:
    """`dateline serve` over a database, as a process of its own."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "dateline", "serve", "--db", str(path), "--port", "0"]
        start = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603
        assert self.process.stdout is not None  # noqa: S101
        address = self.process.stdout.readline().strip()
        self.host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
        self.port = int(port)
        self.get(http.client.HTTPConnection(self.host, self.port, timeout=300), "/")
        self.start_seconds = time.perf_counter() - start

    @staticmethod
    def get(connection: http.client.HTTPConnection, path: str) -> float:
        """Return the seconds of one answer."""
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return time.perf_counter() - start

    def measure(self, paths: Callable[[random.Random], str], requests: int) -> list[float]:
        """Return the seconds of each answer to several clients at once."""

        def client(seed: int) -> list[float]:
            chance = random.Random(seed)  # noqa: S311
            connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
            return [self.get(connection, paths(chance)) for _ in range(requests // CLIENTS)]

        with ThreadPoolExecutor(CLIENTS) as pool:
            return [one for some in pool.map(client, range(CLIENTS)) for one in some]

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(30)


def figures_of(name: str, seconds: list[float]) -> dict[str, float]:
    """Return the middle, the 95th of a hundred and the slowest, in milliseconds."""
    cut = statistics.quantiles(seconds, n=100)
    return {f"{name}_p50_ms": cut[49] * 1000, f"{name}_p95_ms": cut[94] * 1000, f"{name}_max_ms": max(seconds) * 1000}


def exported(story: run.Story, folder: Path, rounds: int = 5) -> dict[str, float]:
    """Return the size of the file of 200 events and the milliseconds to its first paint, the median of some rounds."""
    from dateline.web.file import to_html

    some = story.chronology.events[:200]
    path = folder / "200.html"
    path.write_text(to_html(replace(story, chronology=replace(story.chronology, events=some))), encoding="utf-8")
    figures = {"file_of_200_events_kb": path.stat().st_size / 1000}
    chromium = shutil.which("chromium")
    if chromium is None:
        return figures
    from playwright.sync_api import sync_playwright

    paints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(rounds):
            page = browser.new_page()
            page.goto(path.as_uri())
            paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            page.close()
        browser.close()
    return figures | {"file_of_200_events_first_paint_ms": statistics.median(paints)}


@click.command()
@click.option("--events", default=50_000, show_default=True)
@click.option("--requests", default=400, show_default=True, help="Of each sort, all clients together.")
@click.option("--keep", is_flag=True, help="Append a line to bench/results.jsonl.")
def main(events: int, requests: int, keep: bool) -> None:
    """Measure the pages."""
    story = run.build([str(ROOT / "eval" / "stories")])
    words = sorted({word.lower() for report in story.reports for word in re.findall(r"[A-Za-z]{4,}", report.text)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        count = make(path, story, events)
        with Store.open(path) as store:
            kept = set(store.mention_ids())  # `run.build` has those too that a database refuses
            ids = [event.id for event in run.kept(store).events if kept.issuperset(event.mentions)]
        server = Server(path)
        try:
            sorts: dict[str, Callable[[random.Random], str]] = {
                "chronology": lambda chance: f"/{chance.choice(FILTERS)}",
                "event": lambda chance: f"/event/{chance.choice(ids)}",
                "search": lambda chance: f"/search?q={quote(' '.join(chance.sample(words, chance.choice((1, 1, 2)))))}",
            }
            figures: dict[str, float] = {"page_events": count, "page_clients": CLIENTS}
            for name, paths in sorts.items():
                server.measure(paths, CLIENTS * 10)
                figures |= figures_of(name, server.measure(paths, requests))
            figures |= {
                "serve_start_seconds": server.start_seconds,
                "serve_memory_mb": resident(server.process.pid) / 1024,
            }
        finally:
            server.stop()
        figures |= exported(story, Path(folder))
    for name, value in figures.items():
        click.echo(f"{name:42} {value:.1f}")
    if keep:
        row = {"date": datetime.now(UTC).date().isoformat(), "commit": commit()}
        row |= {"machine": machine(), "data": "stories, resampled"}
        with (HERE / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row | {name: round(value, 1) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
