"""Our times beside other taggers': `python -m bench.taggers --data DIR [--only NAME] [--rounds N] [--json]`.

DIR holds TimeML, as for `python -m eval timex`. Every tagger reads the same texts with the same creation time in this
process, on one thread, its start and first text outside the clock; F1 as TempEval-3 has it. Reports per second are the
median of the rounds, of which a slow tagger makes one. A text on which a tool fails counts as nothing found. Tools that
are not installed drop out with a line that says how to get them; how each answer becomes TIMEX3 stands in
`bench/peers.py`.
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
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import click
from eval.timex import Timex, as_report, f1, load, pairs, predict
from rich.console import Console
from rich.table import Table

from bench import alone
from bench.__main__ import ROOT, machine
from bench.peers import PEERS, Tagger, cleaned

SLOW = 20.0  # seconds for all texts, above which one round is enough
OURS = ("dateline, after parsing", "dateline, from text")


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


def rate(act: Callable[[], Any], count: int, rounds: int) -> float:
    """Return how many of so many reports an act reads a second: the median of the rounds."""
    spent: list[float] = []
    while len(spent) < rounds and (not spent or spent[-1] < SLOW):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return count / statistics.median(spent)


def ours(texts: Sequence[Text], rounds: int) -> list[dict[str, Any]]:
    """Measure ours twice: time alone with the parsed reports given, and from text to TIMEX3."""
    from dateline.run.pipeline import parser

    reports = [as_report(one.text, one.created.isoformat(), one.name) for one in texts]
    calls = alone.of_reports(reports)  # loads the model too

    def read() -> list[list[Timex]]:
        return [predict(report, found) for report in reports for found in parser().parse(report).items]

    figures = scored(texts, read())
    rates = (rate(lambda: alone.again(calls), len(texts), rounds), rate(read, len(texts), rounds))
    version = metadata.version("dateline")
    return [
        {"tagger": name, "version": version, **figures, "per_second": round(speed, 1), "failed": 0}
        for name, speed in zip(OURS, rates, strict=True)
    ]


def measured(name: str, texts: Sequence[Text], rounds: int) -> dict[str, Any]:
    """Measure one peer."""
    peer = PEERS[name]
    tag = peer.load()
    failed: set[str] = set()
    given = [(one, *cleaned(one.text)) for one in texts]

    def read() -> list[list[Timex]]:
        return [_told(tag, one, clean, places, failed) for one, clean, places in given]

    _told(tag, *given[0], failed)
    found: list[list[Timex]] = []

    def first() -> None:
        found[:] = read()

    speed = rate(first, len(texts), rounds)
    version = metadata.version(re.split(r"[<=]", peer.packages[0])[0])
    figures = scored(texts, found)
    return {"tagger": name, "version": version, **figures, "per_second": round(speed, 1), "failed": len(failed)}


def _told(tag: Tagger, one: Text, clean: str, places: list[int], failed: set[str]) -> list[Timex]:
    """Return what a tool finds in a text, in the places of the text as it was; a failure is noted and finds nothing."""
    try:
        found = tag(clean, one.created)
    except Exception:
        failed.add(one.name)
        return []
    return [replace(each, start=places[each.start], end=places[each.end - 1] + 1) for each in found]


def shown(rows: Sequence[dict[str, Any]]) -> Table:
    """Lay the figures out."""
    table = Table("tagger", "version")
    for head in ("strict", "relaxed", "type", "value", "reports/s", "failed"):
        table.add_column(head, justify="right")
    for row in rows:
        scores = [f"{row[name]:.1f}" for name in ("strict", "relaxed", "type", "value", "per_second")]
        table.add_row(row["tagger"], row["version"], *scores, str(row["failed"] or ""))
    return table


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", multiple=True, help="Measure the taggers whose names hold this.")
@click.option("--rounds", default=5, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on the last line.")
def main(data: Path, only: tuple[str, ...], rounds: int, as_json: bool) -> None:
    """Measure our times and other taggers' on the TimeML of a folder."""
    texts = gather(data)
    if not texts:
        raise click.UsageError(f"{data}: no .tml files with a creation time in this folder")
    console = Console(stderr=False, width=110)
    rows = [] if only and not any(one in name for one in only for name in OURS) else ours(texts, rounds)
    for name, peer in PEERS.items():
        if only and not any(one in name for one in only):
            continue
        if importlib.util.find_spec(peer.module) is None:
            click.echo(f"{name}: not installed; pip install {' '.join(map(repr, peer.packages))}")
            continue
        try:
            rows.append(measured(name, texts, rounds))
        except (ImportError, OSError) as error:
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
