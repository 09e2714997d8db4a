"""Our times beside other taggers': `python -m bench.taggers --data DIR [--only NAME] [--rounds N] [--json]`.

DIR holds TimeML, as for `python -m eval timex`. Every tagger reads the same texts with the same creation time, each
once, on one thread of a process of its own, its start and a first text outside the clock; F1 as TempEval-3 has it.
Reports per second are the median of the rounds, of which a slow tagger makes one. A text on which a tool fails counts
as nothing found. Tools that are not installed drop out with a line that says how to get them; how each answer becomes
TIMEX3 stands in `bench/peers.py`.
"""

from __future__ import annotations

import importlib.util
import json
import re
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import click
from eval.timex import Timex, as_report, f1, load, pairs, predict
from rich import box
from rich.console import Console
from rich.table import Table

from bench import alone
from bench.__main__ import ROOT
from bench.machine import machine
from bench.peers import PEERS, Tagger, cleaned
from dateline.run.pipeline import parser

SLOW = 60.0  # seconds for all texts, above which one round is enough
WARM = "They met on Thursday, two weeks after the vote in May 2019, and will meet every Friday at 5 p.m. this year."
OURS = ("dateline, after parsing", "dateline, from text")
Measured = tuple[dict[str, Any], float]  # a line of the table and its seconds


class Text(NamedTuple):
    """A text with its creation time and what annotators marked in it."""

    name: str
    text: str
    created: date
    gold: list[Timex]


def gather(data: Path) -> list[Text]:
    """Return the texts under a folder that have a creation time."""
    found = []
    for path in sorted(data.rglob("*.tml")):
        text, created, gold = load(path)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", created):
            found.append(Text(path.name, text, date.fromisoformat(created), gold))
    return found


def scored(texts: Sequence[Text], found: Sequence[list[Timex]]) -> dict[str, float]:
    """Return strict, relaxed, type and value F1."""
    counts: Counter[str] = Counter()
    for one, ours in zip(texts, found, strict=True):
        matched = pairs(one.gold, ours)
        counts.update(gold=len(one.gold), ours=len(ours), relaxed=len(matched))
        for gold, other in matched:
            counts["strict"] += (gold.start, gold.end) == (other.start, other.end)
            counts["type"] += gold.type == other.type
            counts["value"] += gold.value == other.value
    return {name: f1(counts[name], counts["gold"], counts["ours"]) for name in ("strict", "relaxed", "type", "value")}


def seconds(act: Callable[[], Any]) -> float:
    """Return how long an act took."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def row(name: str, version: str, scores: dict[str, float], failed: int = 0) -> dict[str, Any]:
    """Return one line of the table, without its speed."""
    return {"tagger": name, "version": version, **scores, "failed": failed}


def ours(texts: Sequence[Text]) -> list[Measured]:
    """Measure ours twice, with seconds: time alone with the parsed reports given, and from text to TIMEX3."""
    reports = [as_report(one.text, one.created.isoformat(), one.name) for one in texts]
    calls = alone.of_reports(reports)  # loads the model too
    found: list[list[Timex]] = []

    def read() -> None:
        found.extend(predict(report, parsed) for report in reports for parsed in parser().parse(report).items)

    spent = (seconds(lambda: alone.again(calls)), seconds(read))
    line = row("", metadata.version("dateline"), scored(texts, found))
    return [(line | {"tagger": name}, each) for name, each in zip(OURS, spent, strict=True)]


def measured(name: str, texts: Sequence[Text]) -> list[Measured]:
    """Measure one peer, with seconds; what it must load and its first text are outside them."""
    peer = PEERS[name]
    tag = peer.load()
    failed: list[str] = []
    given = [(one, *cleaned(one.text)) for one in texts]
    found: list[list[Timex]] = []

    def read() -> None:
        found.extend(_told(tag, one, clean, places, failed) for one, clean, places in given)

    tag(WARM, date(2020, 1, 3))
    spent = seconds(read)
    version = metadata.version(re.split(r"[<=]", peer.packages[0])[0])
    return [(row(name, version, scored(texts, found), len(failed)), spent)]


def _told(tag: Tagger, one: Text, clean: str, places: list[int], failed: list[str]) -> list[Timex]:
    """Return what a tool finds in a text, in the places of the text as it was; a failure is noted and finds nothing."""
    try:
        found = tag(clean, one.created)
    except Exception:
        failed.append(one.name)
        return []
    return [replace(each, start=places[each.start], end=places[each.end - 1] + 1) for each in found]


def in_rounds(measure: Callable[[], list[Measured]], count: int, rounds: int) -> list[dict[str, Any]]:
    """Measure in a new process each round, since tools remember what they have read; give the median speed."""
    runs: list[list[Measured]] = []
    while len(runs) < rounds and (not runs or runs[-1][-1][1] < SLOW):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            runs.append(pool.submit(measure).result())
    lines = []
    for place, (line, _) in enumerate(runs[0]):
        spent = statistics.median(run[place][1] for run in runs)
        lines.append(line | {"per_second": round(count / spent, 1), "rounds": len(runs)})
    return lines


def shown(rows: Sequence[dict[str, Any]]) -> Table:
    """Lay the figures out, as a page of documentation can take them over."""
    table = Table("tagger", "version", box=box.MARKDOWN)
    for head in ("strict", "relaxed", "type", "value", "reports/s", "failed"):
        table.add_column(head, justify="right")
    for row in rows:
        scores = [f"{row[name]:.1f}" for name in ("strict", "relaxed", "type", "value", "per_second")]
        table.add_row(row["tagger"], row["version"], *scores, str(row["failed"] or ""))
    return table


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", multiple=True, help="Measure the taggers whose names hold this.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on the last line.")
def main(data: Path, only: tuple[str, ...], rounds: int, as_json: bool) -> None:
    """Measure our times and other taggers' on the TimeML of a folder."""
    texts = gather(data)
    if not texts:
        raise click.UsageError(f"{data}: no .tml files with a creation time in this folder")
    console = Console(stderr=False, width=110)
    rows: list[dict[str, Any]] = []
    if not only or any(one in name for one in only for name in OURS):
        rows += in_rounds(partial(ours, texts), len(texts), rounds)
    for name, peer in PEERS.items():
        if only and not any(one in name for one in only):
            continue
        if importlib.util.find_spec(peer.module) is None:
            click.echo(f"{name}: not installed; pip install {' '.join(map(repr, peer.packages))}")
            continue
        try:
            rows += in_rounds(partial(measured, name, texts), len(texts), rounds)
        except (ImportError, OSError, BrokenProcessPool) as error:
            click.echo(f"{name}: does not load here ({error})")
    words = sum(len(one.text.split()) for one in texts) / len(texts)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, check=False, capture_output=True)  # noqa: S607
    about = {
        "date": datetime.now(UTC).date().isoformat(), "commit": commit.stdout.decode().strip(), "machine": machine(),
        "reports": len(texts), "words_per_report": round(words, 1), "expressions": sum(len(one.gold) for one in texts),
    }  # fmt: skip
    console.print(shown(rows))
    click.echo(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in about.items()))
    if as_json:
        click.echo(json.dumps(about | {"taggers": rows}))


if __name__ == "__main__":
    main()
