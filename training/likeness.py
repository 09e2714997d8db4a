"""Fit what each likeness weighs in a codebook: `python -m training.likeness`, likeness.json of resources/meanings out.

The data are the sentences of `eval/kinds`, which are ours, some twenty for each of 33 kinds. An episode is a codebook
made up of a few kinds, each with a definition and two of its sentences as examples, and other sentences to be coded: of
these kinds, and of others, which should get none. The weights are those of a softmax over the types and "none of them",
fitted by gradient descent on episodes of two kinds in three; the threshold is the least share from which on 80 % of the
types given are right, on episodes of the kinds left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from eval.codebook import mention_of
from eval.kinds import examples
from numpy.typing import NDArray

from dateline.parse import Parser
from dateline.records import CodebookType, Exemplar
from dateline.resolve.likeness import FEATURES, Likeness, mention_told
from dateline.run.codebook import gist

TARGET = Path(__file__).parent.parent / "src/dateline/resources/meanings/likeness.json"
DEFINITIONS = Path(__file__).parent / "likeness.tsv"
TYPES = 6  # of an episode
SHOWN = 2  # examples of a type
ASKED = 3  # sentences of each type to be coded, and as many in all of other kinds
EPISODES = 400
RIGHT = 0.8  # share of the types given that must be right
STEPS, RATE, DECAY = 2000, 0.5, 1e-3
# What the same kind of ours weighs. In the episodes it is the answer itself, so that it is left out there and was
# chosen on the development sentences of `eval/codebook`: .5 to 2 are alike.
KIND = 1.0
WITHOUT_KIND = np.array([name != "kind" for name in FEATURES], np.float32)


def read() -> dict[str, list[Exemplar]]:
    """Return the mentions of each kind."""
    parser = Parser.load()
    found = defaultdict(list)
    for one in examples():
        found[one.kind].append(Exemplar(text=one.text, mention=mention_of(one.text, one.trigger, parser)))
    return found


def definitions() -> dict[str, str]:
    """Return the definition of each kind, in words of our own."""
    lines = DEFINITIONS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def episodes(
    told: dict[str, list[Exemplar]], names: list[str], rng: np.random.Generator, count: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Give the likenesses of sentences to the types of made-up codebooks, and which type each is of, TYPES for none."""
    meant = {name: gist(text) for name, text in definitions().items()}
    rows, answers = [], []
    for _ in range(count):
        chosen = list(rng.permutation(names)[:TYPES])
        shown, asked = [], []
        for place, name in enumerate(chosen):
            order = rng.permutation(len(told[name]))
            ones = [told[name][i] for i in order]
            how = rng.integers(3)  # examples alone, a definition alone, or both
            shown.append(
                CodebookType(
                    name=name, exemplars=tuple(ones[:SHOWN]) if how != 1 else (), gist=meant[name] if how != 0 else ()
                )
            )
            asked += [(one, place) for one in ones[SHOWN : SHOWN + ASKED]]
        others = [one for name in names if name not in chosen for one in told[name]]
        asked += [(others[i], TYPES) for i in rng.permutation(len(others))[: ASKED * TYPES]]
        likeness = Likeness(shown)
        for one, place in asked:
            rows.append(likeness.features(mention_told(one.mention)) * WITHOUT_KIND)
            answers.append(place)
    return np.array(rows), np.array(answers)


def shares(rows: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the shares of the types and of none (sentences, TYPES + 1); the last weight is that of none."""
    logits = np.concatenate([rows @ weights[:-1], np.full((len(rows), 1), weights[-1])], axis=1)
    found = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def fit(rows: NDArray[np.float32], answers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the weights of the likenesses, none of them negative, and of none."""
    weights = np.zeros(len(FEATURES) + 1)
    truth = np.eye(TYPES + 1)[answers]
    for _ in range(STEPS):
        gap = truth - shares(rows, weights)
        slope = np.einsum("nt,ntf->f", gap[:, :-1], rows) / len(rows)
        weights += RATE * np.append(slope, gap[:, -1].mean()) - RATE * DECAY * weights
        weights[:-1] = weights[:-1].clip(min=0)
    return weights


def measure(found: NDArray[np.float64], answers: NDArray[np.int64], threshold: float) -> dict[str, float]:
    """Return the share of sentences with a type that get it, of types given that are right, and of silence."""
    best = found[:, :-1].argmax(axis=1)
    given = found[np.arange(len(best)), best] >= threshold
    right = given & (best == answers)
    return {
        "right": round(float(right.sum() / (answers < TYPES).sum()), 4),
        "precision": round(float(right.sum() / max(1, given.sum())), 4),
        "silent": round(float((~given & (answers == TYPES)).sum() / (answers == TYPES).sum()), 4),
    }


def main() -> None:
    """Fit on two kinds in three, choose the threshold on the others, and print what is reached there."""
    told = read()
    rng = np.random.default_rng(0)
    names = [str(name) for name in rng.permutation(sorted(told))]
    cut = len(names) * 2 // 3
    weights = fit(*episodes(told, names[:cut], rng, EPISODES))
    rows, answers = episodes(told, names[cut:], rng, EPISODES)
    found = shares(rows, weights)
    grid = [round(float(one), 2) for one in np.arange(0.2, 0.96, 0.01)]
    threshold = next((one for one in grid if measure(found, answers, one)["precision"] >= RIGHT), grid[-1])
    reached = measure(found, answers, threshold)
    made = {
        "weights": {name: round(float(one), 4) for name, one in zip(FEATURES, weights, strict=False)} | {"kind": KIND},
        "none": round(float(weights[-1]), 4),
        "threshold": threshold,
        "reached": reached,
    }
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made))


if __name__ == "__main__":
    main()
