"""Train the coder of kinds: `python -m training.coder DATA`, resources/coder/ and eval/kinds/unseen.npz out.

It learns from the acts that the lists code (distant supervision, Mintz et al. 2009), each kind of each act about once
however often it is told. Whole acts, with all that begin like them, are held out in turn; those four networks say how
the coder does on acts that are in no list, and stand beside the measure (`python -m eval kinds`). The one that ships
has seen all. Acts that no list codes though they are common are taken for acts of no kind, at a low weight.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from eval.kinds import FOLDS, UNSEEN, fold
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from dateline.extract.coder import ACT, STRETCH
from dateline.resources import kinds, meanings
from training import told
from training.told import Told

VERSION = "coder 1"
SHIPS = Path(__file__).parent.parent / "src/dateline/resources/coder"
KINDS = ("", *sorted(kinds.PLOVER | kinds.OURS))
PLACES = (ACT, "object", "subject", "oblique", "with", "clause", "head")
WIDTH = 96
HIDDEN, DROP, LOST = 128, 0.5, 0.15  # LOST: share of places that training hides
EPOCHS, BATCH, RATE, DECAY = 12, 256, 5e-3, 1e-2
MOST = 20  # tellings kept of one act of one kind
FLAT = 0.6  # each weighs the number of such tellings to this power less
NONE, COMMON = 0.2, 12  # what acts of no kind weigh, and how often they must be told
LINE = 0.7  # least weight of a list's line
THRESHOLD = 0.7  # least chance that is an answer: .79 right on unseen acts
TRIED = (0.5, 0.6, 0.7, 0.8)


def chosen(found: Sequence[Told]) -> list[Told]:
    """Keep acts whose word has a meaning, at most `MOST` tellings of each kind of each."""
    order = np.random.default_rng(0).permutation(len(found))
    often: Counter[tuple[str, str]] = Counter()
    kept = []
    for i in order:
        one = found[i]
        often[one.act, one.kind] += 1
        if meanings.vector(one.act) is not None and (one.listed or often[one.act, one.kind] <= MOST):
            kept.append(int(i))
    return [found[i] for i in sorted(kept)]


def rows(found: Sequence[Told]) -> Tensor:
    """Return, for each act and place, the sum of the meanings that stand there."""
    out = np.zeros((len(found), len(PLACES), WIDTH), dtype=np.float32)
    for i, one in enumerate(found):
        for word in one.words:
            vector = meanings.vector(word.lemma)
            if vector is not None:
                out[i, PLACES.index(word.place)] += word.weight * vector
    return torch.tensor(out)


def weights(found: Sequence[Told]) -> Tensor:
    """Return what each act weighs."""
    often = Counter((one.act, one.kind) for one in found)
    out = []
    for one in found:
        number = often[one.act, one.kind]
        weight = number**-FLAT
        if not one.kind:
            weight = NONE * weight if number >= COMMON else 0.0
        out.append(max(weight, LINE) if one.listed else weight)
    return torch.tensor(out)


class Network(nn.Module):
    """What `dateline.extract.coder` computes, on rows."""

    def __init__(self) -> None:
        super().__init__()
        self.up, self.out = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, len(KINDS), bias=False)
        self.word = nn.Parameter(torch.zeros(len(PLACES), WIDTH, len(KINDS)))
        self.bias = nn.Parameter(torch.zeros(len(KINDS)))
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor) -> Tensor:
        """Return the scores of all kinds."""
        if self.training:
            x = x * (torch.rand(*x.shape[:2], 1) > LOST)
        hidden = self.drop(F.relu(self.up(STRETCH * x[:, 0])))
        scores: Tensor = self.out(hidden) + x.flatten(1) @ self.word.flatten(0, 1) + self.bias
        return scores

    def stored(self) -> dict[str, NDArray[np.float16]]:
        """Return the weights by the names that the coder reads."""
        named = {
            "up": self.up.weight.T, "up_bias": self.up.bias, "out": self.out.weight.T, "word": self.word,
            "bias": self.bias,
        }  # fmt: skip
        return {name: value.detach().numpy().astype(np.float16) for name, value in named.items()}


def fit(x: Tensor, y: Tensor, weight: Tensor) -> Network:
    """Train one network on the rows that weigh anything."""
    torch.manual_seed(0)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    used = torch.nonzero(weight).squeeze(1)
    steps = EPOCHS * -(-len(used) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    for _ in range(EPOCHS):
        for batch in used[torch.randperm(len(used))].split(BATCH):
            loss = F.cross_entropy(network(x[batch]), y[batch], reduction="none")
            optimizer.zero_grad()
            ((loss * weight[batch]).sum() / weight[batch].sum()).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval()


def figures(found: Sequence[Told], chances: NDArray[np.float32], y: NDArray[np.int64]) -> dict[str, object]:
    """Say how held-out acts of texts are coded, each act weighing the root of how often it is told.

    `acc` is without "none" and without threshold; at each threshold: the share of answers that are right, the share of
    listed acts that have one, and the share of acts in no list that have one (right or not, nobody knows).
    """
    texts = np.array([not one.listed for one in found])
    often = Counter(one.act for one in found)
    weight = np.array([often[one.act] ** -0.5 for one in found]) * texts
    known = y > 0
    best, chance = chances.argmax(axis=1), chances.max(axis=1)
    forced = 1 + chances[:, 1:].argmax(axis=1)
    out: dict[str, object] = {"acc": round(float((weight * known)[forced == y].sum() / (weight * known).sum()), 3)}
    for least in TRIED:
        answered = (chance >= least) & (best > 0)
        right = weight[answered & known & (best == y)].sum() / weight[answered & known].sum()
        share = weight[answered & known].sum() / (weight * known).sum()
        others = weight[answered & ~known].sum() / (weight * ~known).sum()
        out[str(least)] = {
            "right": round(float(right), 3), "answered": round(float(share), 3), "unlisted": round(float(others), 3)
        }  # fmt: skip
    return out


def main() -> None:
    """Read, train five networks, measure and write."""
    options = argparse.ArgumentParser(prog="python -m training.coder", description=__doc__)
    options.add_argument("data", type=Path)
    torch.set_num_threads(1)  # the network is too small for more to help
    found = chosen([*told.read(options.parse_args().data), *told.lines()])
    x, weight = rows(found), weights(found)
    y = torch.tensor([KINDS.index(one.kind) for one in found])
    part = torch.tensor([fold(one.act) for one in found])
    chances = np.zeros((len(found), len(KINDS)), dtype=np.float32)
    unseen: dict[str, NDArray[np.float16]] = {}
    for number in range(FOLDS):
        network = fit(x, y, weight * (part != number))
        unseen |= {f"{number} {name}": value for name, value in network.stored().items()}
        with torch.inference_mode():
            chances[part == number] = torch.softmax(network(x[part == number]), dim=1).numpy()
    measured = figures(found, chances, y.numpy())
    card = {
        "version": VERSION,
        "threshold": THRESHOLD,
        "kinds": KINDS,
        "places": PLACES,
        "tellings": sum(not one.listed for one in found),
        "acts": len({one.act for one in found if one.kind}),
        "unseen": measured,
    }
    (SHIPS / "coder.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    np.savez(SHIPS / "coder.npz", allow_pickle=False, **fit(x, y, weight).stored())
    np.savez(UNSEEN, allow_pickle=False, **unseen)
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
