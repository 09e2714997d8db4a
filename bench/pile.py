"""Measure what a pile of reports is to the merging: `python -m bench.pile --reports 300`, or `--pile FILE`.

How many pairs of mentions are compared, how their scores spread, and how large the groups are that pairs of at least
one half tie together, each counted for a mention. A pile of real reports is a pickle of pairs, each a report and its
mentions; by these figures `bench.generate` was set.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from bench.generate import generate
from dateline.merge import rules, score
from dateline.merge.candidates import candidates
from dateline.merge.facts import Facts, Prose, facts
from dateline.merge.features import Pairs
from dateline.records import Mention, Report

STEPS = (0.01, 0.04, 0.25, 0.5, 0.7, 0.9)
TIED = 0.5
PART = 50_000  # pairs scored at a time
Pile = Sequence[tuple[Report, Sequence[Mention]]]


def measure(pile: Pile) -> dict[str, float]:
    """Return the figures of a pile."""
    prose = {report.id: Prose(report) for report, _ in pile}
    told = {mention.id: mention for _, mentions in pile for mention in mentions}
    found = facts([told[id_] for id_ in sorted(told)], prose)
    pairs, scores = scored(found, prose)
    sizes = groups(found, pairs[scores >= TIED])
    figures: dict[str, float] = {"reports": len(prose), "mentions_per_report": len(found) / len(prose)}
    figures["pairs"] = len(pairs) / len(found)
    figures |= {f"pairs_from_{step}": int((scores >= step).sum()) / len(found) for step in STEPS}
    within = np.array([found[i].report == found[j].report for i, j in pairs.tolist()], dtype=bool)
    figures |= {f"within_a_report_from_{step}": int((scores[within] >= step).sum()) / len(found) for step in STEPS}
    figures |= {f"group_{place}": size for place, size in enumerate(sizes[:3], 1)}
    figures["group_of_a_mention"] = sum(size * size for size in sizes) / len(found)
    return figures


def scored(found: Sequence[Facts], prose: dict[str, Prose]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of places that merging compares, and the probability of each."""
    features = Pairs(prose)
    pairs = candidates(found)
    parts: list[list[tuple[int, int]]] = []
    scores: list[NDArray[np.float64]] = []
    while part := list(islice(pairs, PART)):
        rows = np.array([features.row(found[i], found[j]) for i, j in part], dtype=np.float64)
        parts.append(part)
        scores.append(score.probabilities(rows))
    return np.concatenate([np.array(part) for part in parts]), np.concatenate(scores)


def groups(found: Sequence[Facts], pairs: NDArray[np.int64]) -> list[int]:
    """Return the sizes of the groups that pairs which can be one tie together, the largest first."""
    home = list(range(len(found)))

    def root(place: int) -> int:
        while home[place] != place:
            home[place] = home[home[place]]
            place = home[place]
        return place

    for i, j in pairs.tolist():
        if not rules.cannot(found[i], found[j]):
            home[root(i)] = root(j)
    return sorted(Counter(map(root, range(len(found)))).values(), reverse=True)


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
