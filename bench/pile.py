"""Measure what a pile of reports is to the merging: `python -m bench.pile --reports 300`, or `--pile FILE`.

How many pairs of mentions are kept, how their scores spread, and how large the groups are that pairs of at least one
half tie together, each counted for a mention. A pile of real reports is a pickle of pairs, each a report and its
mentions; by these figures `bench.generate` was set.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import numpy as np

from bench.generate import generate
from dateline.merge import Arrival, Met, rules
from dateline.merge.memory import Memory
from dateline.merge.pairing import meet
from dateline.merge.shelf import Pair
from dateline.records import Mention, Report

STEPS = (0.25, 0.5, 0.7, 0.9)  # pairs below are kept only where one may answer the other
TIED = 0.5
Pile = Sequence[tuple[Report, Sequence[Mention]]]


def measure(pile: Pile) -> dict[str, float]:
    """Return the figures of a pile."""
    shelf = Memory(report for report, _ in pile)
    told = {report.id: (report, sorted(mentions, key=lambda one: one.id)) for report, mentions in pile}
    arrivals = [
        Arrival(report, mentions, {mention.id: id_ for mention in mentions})
        for id_, (report, mentions) in sorted(told.items())
    ]
    kept = meet(shelf, arrivals, ()).kept
    count = sum(len(one.mentions) for one in arrivals)
    scores = np.array([met.score for met in kept.values()])
    inside = np.array([not met.by_key for met in kept.values()])
    sizes = groups(kept)
    figures: dict[str, float] = {"reports": len(told), "mentions_per_report": count / len(told)}
    figures |= {f"pairs_from_{step}": int((scores >= step).sum()) / count for step in STEPS}
    figures |= {f"without_a_key_from_{step}": int((scores[inside] >= step).sum()) / count for step in STEPS}
    figures |= {f"group_{place}": size for place, size in enumerate(sizes[:3], 1)}
    figures["group_of_a_mention"] = (sum(size * size for size in sizes) + count - sum(sizes)) / count
    return figures


def groups(kept: Mapping[Pair, Met]) -> list[int]:
    """Return the sizes of the groups that pairs which can be one tie together, the largest first."""
    home = {number: number for pair in kept for number in pair}

    def root(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for (i, j), met in kept.items():
        if rules.ties(met.rule) or (met.score >= TIED and not rules.parts(met.rule)):
            home[root(i)] = root(j)
    return sorted(Counter(map(root, home)).values(), reverse=True)


@click.command()
@click.option("--reports", default=300, show_default=True, help="So many reports.")
@click.option("--seed", default=0, show_default=True)
@click.option("--pile", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A pickle of real reports.")
@click.option("--suffix", default="", help="Of the pickle, only reports whose path ends so.")
def main(reports: int, seed: int, pile: Path | None, suffix: str) -> None:
    """Print how many pairs a mention has, from each score on."""
    if pile:
        known: Pile = pickle.loads(pile.read_bytes())
        made = [(report, mentions) for report, mentions in known if report.path.endswith(suffix)][:reports]
    else:
        made = [(one.report, one.mentions) for one in generate(reports, seed=seed)]
    for name, value in measure(made).items():
        click.echo(f"{name:28} {value:.2f}")


if __name__ == "__main__":
    main()
