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
TIERS = (64, 128, 256)  # widths of a row, in word pieces
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


def lay(lengths: Sequence[int], *, tiers: Sequence[int] = TIERS) -> list[tuple[int, list[int]]]:
    """Lay sentences of these lengths into rows without waste; return each row's width and its sentences.

    The longest come first; each goes into the first row that has room (first-fit decreasing), or begins a row as wide
    as the narrowest tier that holds it. The last tier must hold the longest.
    """
    rows: list[tuple[int, list[int]]] = []
    room: list[int] = []
    shortest = min(lengths, default=0)
    free: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda k: (-lengths[k], k)):
        at = next((r for r in free if room[r] >= lengths[i]), None)
        if at is None:
            at = len(rows)
            rows.append((next(t for t in tiers if t >= lengths[i]), []))
            room.append(rows[at][0])
            free.append(at)
        rows[at][1].append(i)
        room[at] -= lengths[i]
        if room[at] < shortest:
            free.remove(at)
    return rows


def to_arrays(
    rows: Sequence[Sequence[Pieces]], *, frame: tuple[int, int], pad: int, width: int, words: int = 0
) -> dict[str, Array]:
    """Stack rows of sentences into arrays `width` pieces wide: `ids`, `shapes`, `segments`, `positions`, and `first`.

    Sentences that share a row do not see each other: `segments` counts them, 0 is padding, and `positions` begins anew
    in each. `first` is (sentences, words): where in the flattened pieces each word begins. Word 0 is the sentence's
    [CLS], which stands for the root of the tree; padding words point at it too.
    """
    sentences = [pieces for row in rows for pieces in row]
    words = max(words, max(len(p.first) for p in sentences) + 1)
    shape_ = (len(rows), width)
    ids = np.full(shape_, pad, np.int64)
    shapes, segments, positions = (np.zeros(shape_, np.int64) for _ in range(3))
    first = np.zeros((len(sentences), words), np.int64)
    number_ = 0
    for r, row in enumerate(rows):
        at = 0
        for pieces in row:
            size = len(pieces.ids)
            end = at + size + 2
            ids[r, at], ids[r, end - 1] = frame
            ids[r, at + 1 : end - 1] = pieces.ids
            shapes[r, at + 1 : end - 1] = pieces.shapes
            segments[r, at:end] = number_ + 1
            positions[r, at:end] = np.arange(size + 2)
            first[number_] = r * width + at
            first[number_, 1 : len(pieces.first) + 1] += np.asarray(pieces.first, np.int64) + 1
            at, number_ = end, number_ + 1
    return {"ids": ids, "shapes": shapes, "segments": segments, "positions": positions, "first": first}
