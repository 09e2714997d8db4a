"""Scores of a clustering of mentions against a gold one: MUC, B-cubed, CEAFe, CoNLL and LEA, in percent.

In: two clusterings, each a collection of sets of hashable mentions (singletons are kept). Out: precision, recall, F1.
MUC: Vilain et al. 1995. B-cubed: Bagga and Baldwin 1998, extended to mentions that only one side has as in Pradhan et
al. 2014. CEAFe: Luo 2005. LEA: Moosavi and Strube 2016, where a singleton is one link to itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import NamedTuple

Cluster = frozenset[Hashable]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, in percent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Iterable[Collection[Hashable]], system: Iterable[Collection[Hashable]]) -> dict[str, float]:
    """Return every F1, CoNLL's mean of three, and the share of system clusters that join two gold events."""
    key = [frozenset(cluster) for cluster in gold if cluster]
    answer = [frozenset(cluster) for cluster in system if cluster]
    found = {"muc": muc(key, answer), "b3": b_cubed(key, answer), "ceafe": ceaf_e(key, answer), "lea": lea(key, answer)}
    return {
        "conll_f1": round((found["muc"].f1 + found["b3"].f1 + found["ceafe"].f1) / 3, 2),
        **{f"{name}_f1": round(one.f1, 2) for name, one in found.items()},
        "false_bridges": round(false_bridges(key, answer), 4),
    }


def muc(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Count the links that a clustering would need to lose to fit the other."""
    return Score(_muc_recall(system, gold), _muc_recall(gold, system))


def b_cubed(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Average over mentions how much of its cluster each one shares on both sides."""
    return Score(_b_cubed_recall(system, gold), _b_cubed_recall(gold, system))


def ceaf_e(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Match clusters one to one so that their likeness, 2|A and B| / (|A| + |B|), is greatest."""
    home = _home(system)
    likeness: dict[tuple[int, int], float] = {}
    for i, cluster in enumerate(gold):
        for j in {home[mention] for mention in cluster if mention in home}:
            likeness[i, j] = 2 * len(cluster & system[j]) / (len(cluster) + len(system[j]))
    best = _assign(likeness)
    return Score(100 * best / len(system) if system else 0.0, 100 * best / len(gold) if gold else 0.0)


def lea(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Weigh each cluster by its size and by the share of its links that the other side resolves."""
    return Score(_lea_recall(system, gold), _lea_recall(gold, system))


def false_bridges(gold: Sequence[Cluster], system: Sequence[Cluster]) -> float:
    """Return the share of system clusters that hold mentions of two or more gold events."""
    home = _home(gold)
    bridges = sum(len({home[mention] for mention in cluster if mention in home}) > 1 for cluster in system)
    return bridges / len(system) if system else 0.0


def _home(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: i for i, cluster in enumerate(clusters) for mention in cluster}


def _muc_recall(key: Sequence[Cluster], answer: Sequence[Cluster]) -> float:
    home = _home(answer)
    kept = total = 0
    for cluster in key:
        parts = {home[mention] for mention in cluster if mention in home}
        missing = sum(mention not in home for mention in cluster)
        kept += len(cluster) - len(parts) - missing
        total += len(cluster) - 1
    return 100 * kept / total if total else 0.0


def _b_cubed_recall(key: Sequence[Cluster], answer: Sequence[Cluster]) -> float:
    home = _home(answer)
    shared = sum(
        len(cluster & answer[home[mention]]) / len(cluster) for cluster in key for mention in cluster if mention in home
    )
    total = sum(len(cluster) for cluster in key)
    return 100 * shared / total if total else 0.0


def _lea_recall(key: Sequence[Cluster], answer: Sequence[Cluster]) -> float:
    home = _home(answer)
    kept = 0.0
    for cluster in key:
        if len(cluster) == 1:
            (mention,) = cluster
            kept += float(mention in home and len(answer[home[mention]]) == 1)
            continue
        counts: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in home:
                counts[home[mention]] += 1
        links = sum(n * (n - 1) // 2 for n in counts.values())
        kept += len(cluster) * links / (len(cluster) * (len(cluster) - 1) / 2)
    total = sum(len(cluster) for cluster in key)
    return 100 * kept / total if total else 0.0


def _assign(likeness: dict[tuple[int, int], float]) -> float:
    """Return the greatest total likeness of a one-to-one match, solved apart for each connected part."""
    total = 0.0
    for rows, columns in _parts(likeness):
        small, large = (rows, columns) if len(rows) <= len(columns) else (columns, rows)
        turned = small is not rows
        total += _hungarian(
            [[likeness.get((large[j], i) if turned else (i, large[j]), 0.0) for j in range(len(large))] for i in small]
        )
    return total


def _parts(pairs: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    right_of: dict[int, list[int]] = defaultdict(list)
    left_of: dict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        right_of[i].append(j)
        left_of[j].append(i)
    seen: set[int] = set()
    parts = []
    for first in right_of:
        if first in seen:
            continue
        seen.add(first)
        rows, columns, todo = [], set(), [first]
        while todo:
            i = todo.pop()
            rows.append(i)
            for j in right_of[i]:
                if j not in columns:
                    columns.add(j)
                    todo += [k for k in left_of[j] if k not in seen]
                    seen.update(left_of[j])
        parts.append((rows, sorted(columns)))
    return parts


def _hungarian(gain: list[list[float]]) -> float:
    """Return the greatest total gain, one column for each row (Kuhn 1955, with the potentials of Jonker-Volgenant)."""
    n, m = len(gain), len(gain[0])
    row_price, column_price = [0.0] * (n + 1), [0.0] * (m + 1)
    owner = [0] * (m + 1)
    for i in range(1, n + 1):
        owner[0] = i
        column, slack, came, used = 0, [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while owner[column]:
            used[column] = True
            row, step, nearest = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -gain[row - 1][j - 1] - row_price[row] - column_price[j]
                if cost < slack[j]:
                    slack[j], came[j] = cost, column
                if slack[j] < step:
                    step, nearest = slack[j], j
            for j in range(m + 1):
                if used[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = nearest
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    return sum(gain[owner[j] - 1][j - 1] for j in range(1, m + 1) if owner[j])
