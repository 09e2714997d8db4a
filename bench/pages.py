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
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import click

from bench.__main__ import HERE, ROOT, machine, resident
from dateline import run
from dateline.records import Chronology, Event, Judgement, Mention, Told, When, edtf, plus
from dateline.run.local import MERGED_BY
from dateline.store import Reading, Run, Store
from dateline.store.kept import revisions

CLIENTS = 4
APART = 9  # days from one copy of the stories to the next
ID = re.compile(r"\b([erm])([0-9a-f]{16})")
FILTERS = ("", "?shown=all", "?page=7", "?shown=all&page=211", "?kind=ASSAULT", "?who=police",
           "?modality=denied&shown=all", "?from=2018-01&to=2018-06", "?disputed=1", "?where=Jakarta")  # fmt: skip


def copy_of(story: run.Story, number: int) -> Iterator[tuple[Reading, dict[str, str]]]:
    """Give each report of a copy with its mentions, and the digits of ids that it changed."""
    for report in story.reports:
        raw = f"{report.text}\n\nCopy {number}.".encode()
        digest = sha256(raw).hexdigest()
        ids = {report.id[1:]: digest[:16]}
        mentions = tuple(moved(m, number, ids) for m in story.mentions.values() if m.report == report.id)
        made = replace(
            report, id="r" + digest[:16], sha256=digest, text=raw.decode(), encoding="utf-8",
            published=later(report.published, number), path=f"copy-{number:04}/{Path(report.path).name}",
        )  # fmt: skip
        yield Reading(raw=raw, report=made, mentions=mentions), ids


def later(told: Told | None, number: int) -> Told | None:
    """Move a date of publication."""
    if told is None or len(told.value) < 10:
        return told
    day = plus(datetime.fromisoformat(told.value[:10]).date(), APART * number)
    return replace(told, value=f"{day}{told.value[10:]}")


def moved(mention: Mention, number: int, ids: dict[str, str]) -> Mention:
    """Move a mention to the report of a copy."""
    return replace(
        mention,
        id=renamed(mention.id, ids),
        report=renamed(mention.report, ids),
        same_as=tuple(renamed(one, ids) for one in mention.same_as),
        times=tuple(replace(one, mention=one.mention and renamed(one.mention, ids)) for one in mention.times),
        when=when_of(mention.when, number),
    )


def when_of(when: When, number: int) -> When:
    """Move a time."""
    first, last = (day and plus(day, APART * number) for day in (when.earliest, when.latest))
    return replace(when, earliest=first, latest=last, edtf=edtf(first, last - timedelta(days=1) if last else None))


def renamed(id_: str, ids: dict[str, str]) -> str:
    """Put the digits of the copy's report into an id."""
    return ID.sub(lambda match: match[1] + ids.get(match[2], match[2]), id_)


def make(path: Path, story: run.Story, events: int) -> int:
    """Write the database; return how many events it has."""
    kept: list[Event] = []
    judgements: list[Judgement] = []
    families: list[tuple[str, str]] = []
    disagreements = []
    with Store.open(path, create=True) as store:
        made_by = Run(started=datetime.now(UTC).isoformat(timespec="seconds"), version="bench")
        for number in range(-(-events // len(story.chronology.events))):
            ids: dict[str, str] = {}
            for reading, changed in copy_of(story, number):
                store.write(reading, run=made_by)
                ids |= changed
            for event in story.chronology.events:
                mentions = tuple(sorted(renamed(one, ids) for one in event.mentions))
                kept.append(
                    replace(
                        event, id=renamed(event.id, ids), mentions=mentions, when=when_of(event.when, number),
                        summary_of=renamed(event.summary_of, ids),
                        tolls=tuple(
                            replace(t, told=tuple(replace(s, mentions=tuple(renamed(m, ids) for m in s.mentions))
                                                  for s in t.told))
                            for t in event.tolls
                        ),
                    )
                )  # fmt: skip
            for one in story.chronology.judgements:
                left, right = sorted((renamed(one.left, ids), renamed(one.right, ids)))
                judgements.append(replace(one, left=left, right=right))
            for differ in story.chronology.disagreements:
                values = tuple(replace(a, mentions=tuple(renamed(m, ids) for m in a.mentions)) for a in differ.values)
                disagreements.append(
                    replace(differ, events=tuple(renamed(e, ids) for e in differ.events), values=values)
                )
            families += [(renamed(r, ids), renamed(f, ids)) for r, f in story.chronology.families]
        chronology = Chronology(
            events=tuple(kept), disagreements=tuple(disagreements), judgements=tuple(judgements),
            families=tuple(families),
        )  # fmt: skip
        store.keep(chronology, revision=revisions(store).contents, by=MERGED_BY)
    return len(kept)


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
            ids = [event.id for event in run.refresh(store).events]
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
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, check=True, capture_output=True)  # noqa: S607
        row = {"date": datetime.now(UTC).date().isoformat(), "commit": commit.stdout.decode().strip()}
        row |= {"machine": machine(), "data": "stories, resampled"}
        with (HERE / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row | {name: round(value, 1) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
