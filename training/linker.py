"""Train the pair scorer of merging: `python -m training.linker DATA`, ECB+ train topics in, linker/model.json out.

Gradient-boosted trees of fixed depth over the features of `dateline.merge.features` (Friedman 2001; histograms of at
most 32 bins), fitted on pairs of gold mentions that the candidate step brings together. Train topics held out in turn
tell how the threshold of clustering does on unseen ones. Nothing is drawn by chance. Annotations
CC BY 3.0; no text of the corpus goes into the model, which holds numbers only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from eval import clusters, ecbplus
from eval.coref import gold_mentions
from numpy.typing import NDArray

from dateline.merge import score, trees
from dateline.merge.candidates import candidates
from dateline.merge.cluster import Pair, cluster
from dateline.merge.columns import columns
from dateline.merge.deciding import UNSCORED
from dateline.merge.facts import Facts, Prose, facts
from dateline.merge.features import LEARNED
from dateline.merge.mention_cells import TIED, Cells
from dateline.merge.pairs import compare
from dateline.parse import Parser
from dateline.records import Mention, Report

TARGET = Path(__file__).parent.parent / "src/dateline/resources/linker/model.json"
DEPTH, ROUNDS, RATE, BINS = 4, 100, 0.12, 32
KEPT = 3  # every third pair that is not one event stands for three
RIDGE, LEAST = 20.0, 40.0  # shrinks leaves; least weight of a leaf
FOLDS = 3
THRESHOLDS = np.arange(0.2, 0.71, 0.05)  # tried on held-out train topics, and told
THRESHOLD = 0.5  # best on the development stories with the weights of score.py; ECB+ alone is best at .35 to .5

Rows = NDArray[np.float64]


class Topic:
    """A topic's mentions, all their pairs with their features, and which pairs are candidates and which one event."""

    def __init__(self, reports: Sequence[Report], told: Sequence[tuple[Mention, ecbplus.Gold]]) -> None:
        told = sorted(told, key=lambda pair: pair[0].id)
        prose = {report.id: Prose(report) for report in reports}
        self.found: list[Facts] = facts([mention for mention, _ in told], prose)
        self.events = [gold.event for _, gold in told]
        left, right = np.triu_indices(len(told), 1)
        self.compared = compare(columns(self.found), left, right, np.zeros(len(left), dtype=bool))
        self.pairs = list(zip(left.tolist(), right.tolist(), strict=True))
        asked = set(candidates(self.found))
        self.asked = np.array([pair in asked for pair in self.pairs], dtype=bool)
        self.labels = np.array([self.events[i] == self.events[j] for i, j in self.pairs], dtype=np.float64)

    def grouped(self, model: trees.Trees, threshold: float) -> list[list[str]]:
        """Cluster the topic with a model, as merging does: cells by candidate pairs, and all pairs in a cell."""
        odds = model(self.compared.rows[:, : len(LEARNED)]) + score.weighed(self.compared.rows)
        chance = np.where(self.compared.must, TIED, 1 / (1 + np.exp(-odds)))
        scores = dict(zip(self.pairs, chance.tolist(), strict=True))
        must, cannot = (
            {self.pairs[i] for i in np.flatnonzero(found)} for found in (self.compared.must, self.compared.cannot)
        )
        links: dict[int, dict[int, float]] = {i: {} for i in range(len(self.found))}
        for i in np.flatnonzero(self.asked & ~self.compared.cannot):
            one, other = self.pairs[i]
            links[one][other] = links[other][one] = scores[one, other]
        cells = Cells(lambda asked: {one: links[one] for one in asked}, threshold).of(range(len(self.found)))
        return [
            [self.found[i].id for i in group]
            for cell in cells
            for group in _groups(sorted(cell), scores, must, cannot, threshold)
        ]

    def gold(self) -> list[list[str]]:
        """Return the true groups."""
        groups: dict[str, list[str]] = {}
        for one, event in zip(self.found, self.events, strict=True):
            groups.setdefault(event, []).append(one.id)
        return list(groups.values())


def _groups(
    cell: Sequence[int], scores: dict[Pair, float], must: set[Pair], cannot: set[Pair], threshold: float
) -> list[list[int]]:
    pairs = {(i, j): (cell[i], cell[j]) for i, j in combinations(range(len(cell)), 2)}
    found = cluster(
        len(cell),
        {place: scores[pair] for place, pair in pairs.items()},
        must={place: 1.0 for place, pair in pairs.items() if pair in must},
        cannot=frozenset(place for place, pair in pairs.items() if pair in cannot),
        threshold=threshold,
        unscored=UNSCORED,
    )
    return [[cell[i] for i in group] for group in found.groups]


def fit(rows: Rows, labels: NDArray[np.float64]) -> dict[str, Any]:
    """Fit boosted trees to log loss; return them in their stored form."""
    chosen = np.flatnonzero((labels > 0) | (np.arange(len(labels)) % KEPT == 0))
    rows, labels = rows[chosen], labels[chosen]
    weight = np.where(labels > 0, 1.0, float(KEPT))
    cuts = [np.unique(np.quantile(rows[:, f], np.linspace(0, 1, BINS + 1)[1:-1])) for f in range(rows.shape[1])]
    binned = np.stack([np.searchsorted(cut, rows[:, f], side="right") for f, cut in enumerate(cuts)], axis=1)
    base = float((labels * weight).sum() / weight.sum())
    bias = float(np.log(base / (1 - base)))
    odds = np.full(len(rows), bias)
    split, cut_at, leaf = [], [], []
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-odds))
        tree = _tree(binned, cuts, weight * (labels - chance), weight * chance * (1 - chance))
        split.append(tree[0])
        cut_at.append(tree[1])
        leaf.append(tree[2])
        odds += np.array(tree[2])[tree[3]]
    return {"features": list(LEARNED), "bias": bias, "split": split, "cut": cut_at, "leaf": leaf, "threshold": 0.5}


def _tree(
    binned: NDArray[np.int64], cuts: Sequence[Rows], slope: Rows, curve: Rows
) -> tuple[list[int], list[float], list[float], NDArray[np.int64]]:
    """Grow one full tree, a level at a time: the split of every inner node, then the leaves, then each row's leaf."""
    node = np.zeros(len(binned), dtype=np.int64)
    split, cut_at = [], []
    features = binned.shape[1]
    for level in range(DEPTH):
        width = 2**level
        cells = (node[:, None] * features + np.arange(features)) * BINS + binned
        size = width * features * BINS
        down = np.bincount(cells.ravel(), weights=np.repeat(slope, features), minlength=size)
        over = np.bincount(cells.ravel(), weights=np.repeat(curve, features), minlength=size)
        down, over = (part.reshape(width, features, BINS).cumsum(axis=2) for part in (down, over))
        total, weight = down[:, :1, -1:], over[:, :1, -1:]
        gain = down**2 / (over + RIDGE) + (total - down) ** 2 / (weight - over + RIDGE) - total**2 / (weight + RIDGE)
        gain[(over < LEAST) | (weight - over < LEAST)] = 0.0
        best = gain.reshape(width, -1).argmax(axis=1)
        feature, place = best // BINS, best % BINS
        # A node that nothing splits sends all its rows left.
        stuck = gain.reshape(width, -1).max(axis=1) <= 0
        split += [int(f) for f in feature]
        cut_at += [1e9 if halt else float(cuts[f][p]) for f, p, halt in zip(feature, place, stuck, strict=True)]
        right = binned[np.arange(len(binned)), feature[node]] > place[node]
        node = 2 * node + (right & ~stuck[node])
    down = np.bincount(node, weights=slope, minlength=2**DEPTH)
    over = np.bincount(node, weights=curve, minlength=2**DEPTH)
    leaf = (RATE * down / (over + RIDGE)).round(5)
    return split, cut_at, leaf.tolist(), node


def pooled(topics: Sequence[Topic]) -> tuple[Rows, NDArray[np.float64]]:
    """Put the candidate pairs of topics together."""
    rows = np.concatenate([topic.compared.rows[topic.asked] for topic in topics])[:, : len(LEARNED)]
    return rows.astype(np.float64), np.concatenate([topic.labels[topic.asked] for topic in topics])


def scores(topics: Sequence[Topic], models: Sequence[trees.Trees], threshold: float) -> dict[str, float]:
    """Score a clustering of topics, each with its own model."""
    system = [group for topic, model in zip(topics, models, strict=True) for group in topic.grouped(model, threshold)]
    return clusters.score([group for topic in topics for group in topic.gold()], system)


def held_out(topics: Sequence[Topic]) -> list[trees.Trees]:
    """Return for each topic a model that has not seen it."""
    models: dict[int, trees.Trees] = {}
    for fold in range(FOLDS):
        seen = [topic for i, topic in enumerate(topics) if i % FOLDS != fold]
        model = trees.of(fit(*pooled(seen)))
        models.update(dict.fromkeys(range(fold, len(topics), FOLDS), model))
    return [models[i] for i in range(len(topics))]


def read(documents: Sequence[ecbplus.Document], parser: Parser) -> Topic:
    """Work out a topic from its reports."""
    told = [pair for one in documents for pair in gold_mentions(one, parser)]
    return Topic([one.report for one in documents], told)


def main(data: Path) -> None:
    """Train, set the threshold and write the model."""
    parser = Parser.load()
    documents = ecbplus.documents(data / "ecbplus")
    topics = [read(one, parser) for _, one in ecbplus.topics(ecbplus.train(documents))]
    unseen = [read(one, parser) for _, one in ecbplus.topics(ecbplus.development(documents))]
    write(topics, unseen)


def write(topics: Sequence[Topic], unseen: Sequence[Topic]) -> None:
    """Tell how held-out topics do, fit the model on all of them and write it."""
    models = held_out(topics)
    found = {float(at): scores(topics, models, at) for at in THRESHOLDS}
    best = max(found, key=lambda at: (found[at]["conll_f1"], at))
    sys.stdout.write(f"held-out train topics, best at {best:.2f}: {found[best]}\n")
    model = fit(*pooled(topics)) | {"threshold": THRESHOLD}
    TARGET.write_text(json.dumps(model), encoding="utf-8")
    sys.stdout.write(f"development topics: {scores(unseen, [trees.of(model)] * len(unseen), THRESHOLD)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
