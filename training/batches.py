"""Training sentences in; padded batches of a few fixed shapes out, so that every kernel meets its shape again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.parse.inputs import WINDOW, Pieces, number, to_arrays, to_pieces
from training.examples import Example
from training.labels import lemma_script
from training.noise import Noise, Slot, slots

WIDTHS = (16, 24, 32, 40, 48, 64, 96, 128, WINDOW + 2)
PIECES = 4096
NONE = -100
ROLE_BLOCK = 64


@dataclass(slots=True)
class Row:
    """One sentence, ready to be stacked."""

    corpus: str
    pieces: Pieces
    labels: dict[str, np.ndarray]
    predicates: list[tuple[int, np.ndarray]]
    words: list[str]
    named: list[Slot]


@dataclass(frozen=True, slots=True)
class Signs:
    """The numbers of the tokenizer's own signs."""

    frame: tuple[int, int]
    pad: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Signs:
        """Look the signs up."""
        begin, end, pad = (number(tokenizer, f"[{sign}]") for sign in ("CLS", "SEP", "PAD"))
        return cls((begin, end), pad)


def encode(examples: list[Example], labels: dict[str, list[str]], tokenizer: Tokenizer) -> list[Row]:
    """Turn every label into its number; sentences beyond the window are left out."""
    index = {layer: {label: i for i, label in enumerate(names)} for layer, names in labels.items()}
    rows = []
    for example, pieces in zip(examples, to_pieces(tokenizer, [e.words for e in examples]), strict=True):
        if len(pieces.ids) > WINDOW:
            continue
        size = len(example.words)
        found = {
            layer: np.full(size, NONE, np.int64)
            for layer in ("upos", "xpos", "feats", "lemma", "head", "deprel", "names")
        }
        found["marks"] = np.full((size, 2), NONE, np.int64)
        found["happened"] = np.full(size, np.nan, np.float32)
        for layer in ("upos", "xpos", "feats", "deprel"):
            values = getattr(example, layer)
            if values is not None:
                found[layer][:] = [index[layer].get(v, NONE) for v in values]
        if example.lemma is not None:
            scripts = map(lemma_script, example.words, example.lemma)
            found["lemma"][:] = [index["lemma"].get(s, NONE) for s in scripts]
        if example.head is not None:
            found["head"][:] = np.asarray(example.head) + 1
        if example.names is not None:
            found["names"][:] = [sum(1 << index["names"][name] for name in allowed) for allowed in example.names]
        if example.triggers is not None:
            found["marks"][:, 1] = example.triggers
        for word, sure in (example.happened or {}).items():
            found["happened"][word] = sure
        roles = []
        if example.predicates is not None:
            found["marks"][:, 0] = 0
            for predicate, tags in example.predicates:
                found["marks"][predicate, 0] = 1
                roles.append((predicate, np.asarray([index["roles"].get(t, 0) for t in tags], np.int64)))
        rows.append(Row(example.corpus, pieces, found, roles, example.words, slots(example)))
    return rows


def batches(rows: list[Row], signs: Signs, noise: Noise, seed: int) -> Iterator[dict[str, Tensor]]:
    """Shuffle, bucket by width, and stack; the last batch of a bucket is filled up with rows drawn again."""
    draw = random.Random(seed)  # noqa: S311
    buckets: dict[int, list[int]] = {width: [] for width in WIDTHS}
    for i, row in enumerate(rows):
        buckets[next(w for w in WIDTHS if w >= len(row.pieces.ids) + 2)].append(i)
    plan: list[tuple[int, list[int]]] = []
    for width, members in buckets.items():
        size = max(PIECES // width, 1)
        draw.shuffle(members)
        while members and len(members) % size:
            members.append(draw.choice(members))
        plan += [(width, members[k : k + size]) for k in range(0, len(members), size)]
    draw.shuffle(plan)
    for width, members in plan:
        yield stack([rows[i] for i in members], signs, noise, width, draw)


def stack(rows: list[Row], signs: Signs, noise: Noise, width: int, draw: random.Random) -> dict[str, Tensor]:
    """Stack rows into one batch, with noise in their names, case and words."""
    noisy = [[noise(row.words, row.pieces, row.named, width, draw)] for row in rows]
    arrays = to_arrays(noisy, frame=signs.frame, pad=signs.pad, width=width, words=width)
    batch: dict[str, np.ndarray] = dict(arrays)
    for layer, sample in rows[0].labels.items():
        batch[layer] = np.full(
            (len(rows), width, *sample.shape[1:]), np.nan if layer == "happened" else NONE, sample.dtype
        )
    which, where, roles = [], [], []
    for i, row in enumerate(rows):
        for layer, values in row.labels.items():
            batch[layer][i, 1 : len(values) + 1] = values
        for predicate, tags in row.predicates:
            which.append(i)
            where.append(predicate + 1)
            padded = np.full(width, NONE, np.int64)
            padded[1 : len(tags) + 1] = tags
            roles.append(padded)
    while len(which) % ROLE_BLOCK:
        which.append(0)
        where.append(0)
        roles.append(np.full(width, NONE, np.int64))
    batch["row"], batch["predicate"] = np.asarray(which, np.int64), np.asarray(where, np.int64)
    batch["roles"] = np.stack(roles) if roles else np.zeros((0, width), np.int64)
    return {name: torch.from_numpy(array) for name, array in batch.items()}
