"""Sentences as words in; what the model sees in each out: tags, lemmas, a tree, names, predicates with their roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dateline.parse.graphs import Floats, Graphs
from dateline.parse.inputs import TIERS, WINDOW, Array, Pieces, lay, number, to_arrays, to_pieces
from dateline.parse.paths import paths
from dateline.parse.spans import Bio
from dateline.parse.trees import decode

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH = 768  # word pieces in a batch: on one thread larger ones fall out of the cache
CELLS = 16384  # predicates times words in one run of the roles' graph
PREDICATE = 0.5
CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})
TRIGGER = 0.3  # below the best F1's threshold: what is no event is thrown out later, with more to go by


@dataclass(frozen=True, slots=True)
class Act:
    """A predicate in a sentence: its word, both probabilities, whether it happened, its roles and the word's state."""

    word: int
    score: float
    trigger: float
    happened: float  # -3 surely not, 3 surely
    roles: list[tuple[int, int, str]]
    vector: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model sees in one sentence; words count from 0 and the root's head is itself."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    script: list[str]
    head: list[int]
    deprel: list[str]
    names: list[tuple[int, int, str]]
    acts: list[Act]


class Model:
    """Graphs, tokenizer and label sets: reads any number of sentences, in batches of like length."""

    def __init__(self, graphs: Graphs, tokenizer: Tokenizer, labels: dict[str, list[str]]) -> None:
        self._graphs, self.tokenizer, self._labels = graphs, tokenizer, labels
        self._frame = (number(tokenizer, "[CLS]"), number(tokenizer, "[SEP]"))
        self._pad = number(tokenizer, "[PAD]")
        self._names, self._roles = Bio(labels["names"]), Bio(labels["roles"])

    def read(
        self, sentences: Sequence[Sequence[str]], *, predicates: Sequence[Iterable[int]] | None = None
    ) -> list[Reading]:
        """Read sentences; `predicates` names the words to find roles for, where they are known."""
        pieces = to_pieces(self.tokenizer, sentences)
        found: list[Reading | None] = [None] * len(sentences)
        for width, rows in _batches(pieces):
            members = [i for row in rows for i in row]
            arrays = to_arrays(
                [[pieces[i] for i in row] for row in rows], frame=self._frame, pad=self._pad, width=width
            )
            given = [list(predicates[i]) for i in members] if predicates is not None else None
            sizes = [len(pieces[i].first) for i in members]
            for i, reading in zip(members, self._batch(arrays, sizes, given), strict=True):
                found[i] = reading
        return [reading for reading in found if reading is not None]

    def _batch(self, arrays: dict[str, Array], sizes: list[int], given: list[list[int]] | None) -> Iterator[Reading]:
        states, upos, xpos, feats, script, names, marks, arcs = self._graphs.encoder(arrays)
        head: Array = np.zeros(arrays["first"].shape, np.int64)
        for k, size in enumerate(sizes):
            head[k, 1 : size + 1] = decode(arcs[k, : size + 1, : size + 1])
        relation = self._graphs.relations(states, head)
        row, word = _chosen(marks, sizes) if given is None else _given(given)
        roles = self._role_scores(states, head, relation, row, word)
        roles[np.arange(len(row)), word, 1:] = -1e9
        role_paths = self._roles.best(roles[:, 1:])
        chosen_scores = np.take_along_axis(roles[:, 1:], role_paths[..., None], 2)[..., 0]
        margins = chosen_scores - roles[:, 1:, 0]
        name_paths = self._names.best(names[:, 1:])
        vectors = _vectors(states[row, word])
        acts: list[list[Act]] = [[] for _ in sizes]
        for k in range(len(row)):
            r, w = int(row[k]), int(word[k])
            spans = _one_each(self._roles.spans(role_paths[k, : sizes[r]].tolist()), margins[k])
            score, trigger, happened = marks[r, w].tolist()
            acts[r].append(Act(w - 1, score, trigger, happened, spans, vectors[k]))
        for r, size in enumerate(sizes):
            inside = slice(1, size + 1)
            heads = head[r, inside].tolist()
            told = {
                layer: [self._labels[layer][k] for k in best[r, inside].tolist()]
                for layer, best in (
                    ("upos", upos), ("xpos", xpos), ("feats", feats), ("lemma", script), ("deprel", relation)
                )
            }  # fmt: skip
            yield Reading(
                upos=told["upos"],
                xpos=told["xpos"],
                feats=told["feats"],
                script=told["lemma"],
                head=[h - 1 if h else d for d, h in enumerate(heads)],
                deprel=_relations(told["deprel"], heads),
                names=self._names.spans(name_paths[r, :size].tolist()),
                acts=acts[r],
            )

    def _role_scores(self, states: Floats, head: Array, relation: Array, row: Array, word: Array) -> Floats:
        """Score roles, so many predicates at a time that memory stays bounded however many there are."""
        path = paths(head, relation, row, word, relations=len(self._labels["deprel"]))
        step = max(CELLS // states.shape[1], 1)
        parts = [slice(k, k + step) for k in range(0, max(len(row), 1), step)]
        found = [self._graphs.roles(states, row[part], word[part], path[part]) for part in parts]
        return found[0] if len(found) == 1 else np.concatenate(found)


def _chosen(marks: npt.NDArray[Any], sizes: list[int]) -> tuple[Array, Array]:
    """Return the sentence and the word of each predicate or trigger that the model sees."""
    chosen = (marks[..., 0] > PREDICATE) | (marks[..., 1] > TRIGGER)
    chosen[:, 0] = False
    chosen &= np.arange(chosen.shape[1])[None, :] <= np.asarray(sizes)[:, None]
    row, word = np.nonzero(chosen)
    return row.astype(np.int64), word.astype(np.int64)


def _given(words: list[list[int]]) -> tuple[Array, Array]:
    pairs = [(row, word + 1) for row, inside in enumerate(words) for word in inside]
    return np.asarray([p[0] for p in pairs], np.int64), np.asarray([p[1] for p in pairs], np.int64)


def _one_each(spans: list[tuple[int, int, str]], margins: npt.NDArray[Any]) -> list[tuple[int, int, str]]:
    """Keep one span for each numbered role: neighbours are joined, then the one with the surest words stays."""
    joined: list[tuple[int, int, str]] = []
    for span in spans:
        if joined and joined[-1][1] == span[0] and joined[-1][2] == span[2] and span[2] in CORE:
            joined[-1] = (joined[-1][0], span[1], span[2])
        else:
            joined.append(span)
    best: dict[str, tuple[float, tuple[int, int, str]]] = {}
    for span in joined:
        score = float(margins[span[0] : span[1]].mean())
        if span[2] in CORE and (span[2] not in best or score > best[span[2]][0]):
            best[span[2]] = (score, span)
    return [span for span in joined if span[2] not in CORE or best[span[2]][1] == span]


def _relations(labels: list[str], heads: list[int]) -> list[str]:
    """Return the labels with "root" on the root and nowhere else."""
    return [
        "root" if head == 0 else "dep" if label == "root" else label for label, head in zip(labels, heads, strict=True)
    ]


def _vectors(states: npt.NDArray[Any]) -> list[bytes]:
    norm = np.linalg.norm(states, axis=-1, keepdims=True)
    return [row.tobytes() for row in np.round(states / np.maximum(norm, 1e-9) * 127).astype(np.int8)]


def _batches(pieces: Sequence[Pieces]) -> Iterator[tuple[int, list[list[int]]]]:
    """Lay sentences into rows, and group rows of one width into batches."""
    for p in pieces:
        if len(p.ids) > WINDOW:
            raise ValueError(f"a sentence of {len(p.ids)} word pieces is over the window of {WINDOW}")
    rows = lay([len(p.ids) + 2 for p in pieces])
    for width in TIERS:
        wide = [row for size, row in rows if size == width]
        count = BATCH // width
        for k in range(0, len(wide), count):
            yield width, wide[k : k + count]
