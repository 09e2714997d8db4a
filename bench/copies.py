"""Measure what it costs to find copies and storylines: `python -m bench.copies [--sizes 1000,10000,100000] [--keep]`.

Seconds are those of one processor, since machines are shared; a comparison is of two reports by their words, one way.
The pile is made up with a fixed seed: a new report is on a story that runs for some days, tells four to fourteen
sentences of words drawn by a Zipf law over the stems that merging weighs, a third of them its story's own, and is then
printed again by as many outlets as a heavy tail gives (one report in ten thousand by hundreds): whole, cut, with words
changed, or two of its paragraphs in a report of another.
"""

from __future__ import annotations

import json
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from math import log
from pathlib import Path
from statistics import mean
from typing import Any

import click

from dateline.merge import families, stories
from dateline.merge.meetings import text
from dateline.merge.words import weights
from dateline.read.sketch import prints
from dateline.records import Format, Report, Told, family_of

FIRST = date(2021, 1, 1)
OUTLETS = 400
MORE = 20  # reports that come one by one


@dataclass(frozen=True)
class Vocabulary:
    """Words by falling frequency, with the running sum of how often each is drawn."""

    words: tuple[str, ...]
    sums: tuple[float, ...]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Return so many words."""
        return chance.choices(self.words, cum_weights=self.sums, k=count)


def vocabulary() -> Vocabulary:
    """Return the stems of the word list, the commonest first."""
    words = tuple(sorted(weights(), key=lambda word: (weights()[word], word)))
    sums, total = [], 0.0
    for rank in range(1, len(words) + 1):
        total += 1 / rank
        sums.append(total)
    return Vocabulary(words, tuple(sums))


def pile(seed: int = 7) -> Iterator[Report]:
    """Yield reports without end."""
    chance, known = random.Random(seed), vocabulary()  # noqa: S311 - made alike each time
    day, running = 0, [known.words[i : i + 12] for i in range(2000, len(known.words) - 12, 12)]
    for number in range(1 << 30):
        day += chance.random() < 1 / 300
        story = running[(day // 5 * 40 + int(chance.paretovariate(0.8))) % len(running)]
        body = [_sentence(chance, known, story) for _ in range(chance.randint(4, 14))]
        yield _report(body, day, chance, f"{number}")
        if chance.random() < 0.12:
            for copy in range(min(500, int(chance.paretovariate(0.9)))):
                yield _report(_reprint(body, chance, known, story), day + 1, chance, f"{number}-{copy}")


def _sentence(chance: random.Random, known: Vocabulary, story: tuple[str, ...]) -> str:
    words = known.draw(chance, chance.randint(10, 26))
    return " ".join(chance.choice(story) if chance.random() < 1 / 3 else word for word in words).capitalize() + "."


def _reprint(body: list[str], chance: random.Random, known: Vocabulary, story: tuple[str, ...]) -> list[str]:
    way = chance.random()
    if way < 0.3:
        return body
    if way < 0.6:
        return body[: max(2, len(body) * 2 // 3)]
    if way < 0.85:
        return [" ".join(word if chance.random() > 0.06 else "changed" for word in one.split(" ")) for one in body]
    return [*body[:2], *(_sentence(chance, known, story) for _ in range(8))]


def _report(body: list[str], day: int, chance: random.Random, name: str) -> Report:
    text = "\n\n".join(body)
    return Report(
        id=f"r{sha256(name.encode()).hexdigest()[:16]}",
        sha256=name,
        path=f"{name}.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        outlet=Told(value=f"Outlet {chance.randrange(OUTLETS)}", rule="made"),
        published=Told(value=str(FIRST + timedelta(days=day)), rule="made"),
        prints=prints(text),
    )


class Counted:
    """A shelf that counts what is looked up and written."""

    def __init__(self, shelf: object) -> None:
        self.shelf, self.count = shelf, 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        act = getattr(self.shelf, name)

        def call(*args: Any) -> Any:  # noqa: ANN401 (passed on)
            self.count += len(args[0]) if name in {"first", "before", "after"} and not isinstance(args[0], int) else 1
            return act(*args)

        return call


def measure(size: int) -> dict[str, Any]:
    """Return seconds and counts for a pile of so many reports."""
    reports = list(islice(pile(), size + MORE))
    held = reports[:: len(reports) // MORE][:MORE]
    kept = [report for report in reports if report not in held]
    made = 0
    plain = families.compare

    def counted(*sides: families.Words) -> families.Comparison:
        nonlocal made
        made += 1
        return plain(*sides)

    families.compare = counted
    start = time.process_time()
    shelf = families.CopyPile(kept)
    found = families.update(shelf, kept, ())
    shelf.keep(found)
    copies_seconds = time.process_time() - start
    comparisons, made = made, 0
    copying = [_one_copied(shelf, report) for report in held]
    families.compare = plain
    copied = family_of(one for taken in found.values() for one in taken)
    start = time.process_time()
    texts = [text(report, report.text) for report in kept if report.id not in copied]
    pile_of_texts = stories.StoryPile()
    told = stories.update(pile_of_texts, texts, ())
    stories_seconds = time.process_time() - start
    telling = [_one_told(pile_of_texts, report) for report in held]
    return {
        "reports": size,
        "copies_seconds": round(copies_seconds, 2),
        "comparisons": comparisons,
        "copies": len(copied),
        "storylines_seconds": round(stories_seconds, 2),
        "storylines": len(told),
        "one_more": {
            "copies_ms": round(mean(seconds for seconds, _ in copying) * 1000, 2),
            "copies_lookups": round(mean(count for _, count in copying)),
            "comparisons": made / len(held),
            "storylines_ms": round(mean(seconds for seconds, _ in telling) * 1000, 2),
            "storylines_lookups": round(mean(count for _, count in telling)),
        },
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _one_copied(shelf: families.CopyPile, report: Report) -> tuple[float, int]:
    start = time.process_time()
    shelf.put(report)
    counting: Any = Counted(shelf)
    shelf.keep(families.update(counting, [report], ()))
    return time.process_time() - start, counting.count


def _one_told(shelf: stories.StoryPile, report: Report) -> tuple[float, int]:
    start = time.process_time()
    counting: Any = Counted(shelf)
    stories.update(counting, [text(report, report.text)], ())
    return time.process_time() - start, counting.count


@click.command()
@click.option("--sizes", default="1000,10000", help="Reports of the piles, the smallest first.")
@click.option("--keep", is_flag=True, help="Append the figures to bench/results.jsonl.")
def main(sizes: str, keep: bool) -> None:
    """Print the cost for each size, and the exponents of growth between the smallest and the largest."""
    rows = [measure(int(size)) for size in sizes.split(",")]
    for row in rows:
        click.echo(json.dumps(row))
    growth = {
        name: round(log(rows[-1][name] / rows[0][name]) / log(rows[-1]["reports"] / rows[0]["reports"]), 3)
        for name in ("copies_seconds", "comparisons", "storylines_seconds")
        if len(rows) > 1 and rows[0][name]
    }
    click.echo(json.dumps({"growth": growth}))
    if keep:
        line = {"date": datetime.now(UTC).date().isoformat(), "data": "made-up copies", "sizes": rows, "growth": growth}
        with (Path(__file__).parent / "results.jsonl").open("a", encoding="utf-8") as results:
            results.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
