"""Sentences as words in; what the model sees in each out: tags, lemmas, a tree, names, predicates with their roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dateline.parse.graphs import Graphs
from dateline.parse.inputs import WINDOW, Array, Pieces, number, to_arrays, to_pieces
from dateline.parse.spans import Bio
from dateline.parse.trees import decode

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH = 768  # word pieces in a batch: on one thread larger ones fall out of the cache
PREDICATE = 0.5
CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})
TRIGGER = 0.3  # below the best F1's threshold: what is no event is thrown out later, with more to go by


@dataclass(frozen=True, slots=True)
class Act:
    """A predicate in a sentence: its word, both probabilities, its roles and the word's state."""

    word: int
    score: float
    trigger: float
    roles: list[tuple[int, int, str]]
    vector: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model sees in one sentence; words count from 0 and the root's head is itself."""

    upos: list[str]
    xpos: list[str]
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
        for members in _batches(pieces):
            batch = [pieces[i] for i in members]
            given = [list(predicates[i]) for i in members] if predicates is not None else None
            for i, reading in zip(members, self._batch(batch, given), strict=True):
                found[i] = reading
        return [reading for reading in found if reading is not None]

    def _batch(self, batch: list[Pieces], given: list[list[int]] | None) -> Iterator[Reading]:
        arrays = to_arrays(batch, frame=self._frame, pad=self._pad)
        states, upos, xpos, script, names, marks, arcs = self._graphs.first(arrays)
        sizes = [len(p.first) for p in batch]
        head: Array = np.zeros(arrays["first"].shape, np.int64)
        for k, size in enumerate(sizes):
            head[k, 1 : size + 1] = decode(arcs[k, : size + 1, : size + 1])
        row, word = _chosen(marks, sizes) if given is None else _given(given)
        relation, roles = self._graphs.second(states, head, row, word)
        roles[np.arange(len(row)), word, 1:] = -1e9
        role_paths = self._roles.best(roles[:, 1:])
        chosen_scores = np.take_along_axis(roles[:, 1:], role_paths[..., None], 2)[..., 0]
        margins = chosen_scores - roles[:, 1:, 0]
        name_paths = self._names.best(names[:, 1:])
        vectors = _vectors(states[row, word])
        acts: list[list[Act]] = [[] for _ in batch]
        for k in range(len(row)):
            r, w = int(row[k]), int(word[k])
            spans = _one_each(self._roles.spans(role_paths[k, : sizes[r]].tolist()), margins[k])
            acts[r].append(Act(w - 1, float(marks[r, w, 0]), float(marks[r, w, 1]), spans, vectors[k]))
        for r, size in enumerate(sizes):
            inside = slice(1, size + 1)
            yield Reading(
                [self._labels["upos"][k] for k in upos[r, inside].tolist()],
                [self._labels["xpos"][k] for k in xpos[r, inside].tolist()],
                [self._labels["lemma"][k] for k in script[r, inside].tolist()],
                [h - 1 if h else d for d, h in enumerate(head[r, inside].tolist())],
                _relations([self._labels["deprel"][k] for k in relation[r, inside].tolist()], head[r, inside].tolist()),
                self._names.spans(name_paths[r, :size].tolist()),
                acts[r],
            )


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


def _batches(pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    """Group sentences of like length, so that little of a batch is padding."""
    members: list[int] = []
    for i in sorted(range(len(pieces)), key=lambda k: len(pieces[k].ids)):
        if len(pieces[i].ids) > WINDOW:
            raise ValueError(f"a sentence of {len(pieces[i].ids)} word pieces is over the window of {WINDOW}")
        if members and (len(members) + 1) * (len(pieces[i].ids) + 2) > BATCH:
            yield members
            members = []
        members.append(i)
    if members:
        yield members
