"""Words in; the arrays that the model reads out: word pieces, their shapes, and the first piece of each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dateline.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = npt.NDArray[np.int64]
SHAPES = 8  # padding, lower, Title, UPPER, single capital, miXed, with a digit, other signs
WINDOW = 254  # word pieces in one sentence, beside the two of the frame


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as the model reads it, without its frame of [CLS] and [SEP]."""

    ids: list[int]
    shapes: list[int]
    first: list[int]  # for each word the index of its first piece


def load_tokenizer(path: Path) -> Tokenizer:
    """Load the word-piece tokenizer, with neither padding nor cutting."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def number(tokenizer: Tokenizer, piece: str) -> int:
    """Return the number of a piece that the vocabulary must have."""
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ModelError(f"the model's tokenizer has no {piece}. Install dateline again.")
    return found


def shape(word: str) -> int:
    """Return the word's shape: the model's vocabulary is uncased, this gives the case back.

    >>> [shape(w) for w in ("the", "Iraq", "NATO", "A", "al-Sadr", "2,000", "--")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if any(c.isdigit() for c in word):
        return 6
    if not any(c.isalpha() for c in word):
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


def to_pieces(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
    """Cut the words of every sentence into pieces; each word yields at least one."""
    found = []
    unknown = number(tokenizer, "[UNK]")
    encodings = tokenizer.encode_batch(
        [list(words) for words in sentences], is_pretokenized=True, add_special_tokens=False
    )
    for words, encoding in zip(sentences, encodings, strict=True):
        word_ids = encoding.word_ids
        ids: list[int] = []
        shapes: list[int] = []
        first: list[int] = []
        position = 0
        all_ids = encoding.ids
        count = len(all_ids)
        for index, word in enumerate(words):
            first.append(len(ids))
            form = shape(word)
            start = position
            while position < count and word_ids[position] == index:
                position += 1
            pieces = all_ids[start : min(position, start + 16)] or [unknown]
            ids += pieces
            shapes += [form] * len(pieces)
        found.append(Pieces(ids, shapes, first))
    return found


def to_arrays(
    batch: Sequence[Pieces], *, frame: tuple[int, int], pad: int, width: int = 0, words: int = 0
) -> dict[str, Array]:
    """Stack sentences into padded arrays: `ids`, `mask` and `shapes` by piece, `first` by word.

    Word 0 is the frame's [CLS], which stands for the root of the tree; padding words point at it too.
    """
    width = max(width, max(len(p.ids) for p in batch) + 2)
    words = max(words, max(len(p.first) for p in batch) + 1)
    ids = np.full((len(batch), width), pad, np.int64)
    mask = np.zeros((len(batch), width), np.int64)
    shapes = np.zeros((len(batch), width), np.int64)
    first = np.zeros((len(batch), words), np.int64)
    for row, pieces in enumerate(batch):
        size = len(pieces.ids)
        ids[row, 0], ids[row, size + 1] = frame
        ids[row, 1 : size + 1] = pieces.ids
        mask[row, : size + 2] = 1
        shapes[row, 1 : size + 1] = pieces.shapes
        first[row, 1 : len(pieces.first) + 1] = np.asarray(pieces.first, np.int64) + 1
    return {"ids": ids, "mask": mask, "shapes": shapes, "first": first}
