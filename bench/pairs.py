"""Measure what comparing pairs of mentions costs: `python -m bench.pairs [--reports N] [--keep]`.

Reports are made by `bench.generate`, pairs by the candidate step. Microseconds are those of one processor, the least of
some rounds, since machines are shared: a pair's measures (words, parties, times, texts), its features, trees and rules.
Bytes are those that a mention takes in memory, all in one, and stored, a report at a time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import numpy as np

from bench.generate import generate
from dateline.merge import rules, score
from dateline.merge.both import both
from dateline.merge.candidates import candidates
from dateline.merge.columns import RAGGED, Columns, columns
from dateline.merge.facts import Prose, facts
from dateline.merge.pairs import CHUNK, compare, features

ROUNDS = 3


def measure(reports: int) -> dict[str, float]:
    """Return microseconds and bytes for so many reports."""
    readings = list(generate(reports))
    prose = {reading.report.id: Prose(reading.report) for reading in readings}
    found = facts([mention for reading in readings for mention in reading.mentions], prose)
    told = columns(found)
    left, right = np.array(list(candidates(found)), dtype=np.intp).T
    alone = np.zeros(len(left), dtype=bool)
    some = slice(0, CHUNK)
    used, place = np.unique(np.concatenate((left[some], right[some])), return_inverse=True)
    taken, asked = told.take(used), np.split(place, 2)
    pairs = both(taken, asked[0], asked[1], alone[some])
    rows = features(pairs)
    by_report: dict[str, list[int]] = {}
    for i, one in enumerate(found):
        by_report.setdefault(one.report, []).append(i)
    stored = [told.take(places).to_bytes() for places in by_report.values()]
    micro = {
        "columns_us_per_mention": (len(found), lambda: columns(found)),
        "join_us_per_mention": (len(found), lambda: Columns.join(list(map(Columns.from_bytes, stored)))),
        "compare_us_per_pair": (len(left), lambda: compare(told, left, right, alone)),
        "take_us_per_pair": (len(place) // 2, lambda: told.take(used)),
        "measures_us_per_pair": (len(place) // 2, lambda: both(taken, asked[0], asked[1], alone[some])),
        "features_us_per_pair": (len(place) // 2, lambda: features(pairs)),
        "scores_us_per_pair": (len(place) // 2, lambda: score.probabilities(rows)),
        "rules_us_per_pair": (len(place) // 2, lambda: rules.rule(pairs)),
    }
    return {
        "reports": reports,
        "mentions": len(found),
        "pairs": len(left),
        "bytes_per_mention": round(size(told) / len(found)),
        "stored_bytes_per_mention": round(sum(map(len, stored)) / len(found)),
        **{name: round(1e6 * seconds(act) / count, 2) for name, (count, act) in micro.items()},
    }


def size(told: Columns) -> int:
    """Return the bytes of all arrays."""
    bags = [getattr(told, name) for name in RAGGED]
    arrays = [told.mentions, told.vectors, told.reports, told.parties]
    return sum(array.nbytes for array in arrays) + sum(bag.counts.nbytes + bag.values.nbytes for bag in bags)


def seconds(act: Callable[[], object]) -> float:
    """Return the least processor time of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return min(spent)


@click.command()
@click.option("--reports", default=300, show_default=True, help="How many to make.")
@click.option("--keep", is_flag=True, help="Append the figures to bench/results.jsonl.")
def main(reports: int, keep: bool) -> None:
    """Print what a pair costs by part, and what a mention takes."""
    row = measure(reports)
    for name, value in row.items():
        click.echo(f"{name:26} {value}")
    if keep:
        line = {"date": datetime.now(UTC).date().isoformat(), "data": "made-up pairs", **row}
        with (Path(__file__).parent / "results.jsonl").open("a", encoding="utf-8") as results:
            results.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
