"""A token-classification model of Hugging Face as an engine: its names, or its tags, on Dateline's own tokens.

A word takes the answer of its first piece. A sentence longer than the model can read goes through in windows that
overlap, each word in the one that shows more of what stands around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import ModelError
from dateline.parse.engines.labels import NameLabels
from dateline.parse.engines.layers import Layer, Layers, Words
from dateline.parse.engines.needs import Choice, checksum, chosen, library, readable
from dateline.parse.engines.tags import UPOS, penn

LETTERS = 48  # of a word: no name or tag needs more of it, and a window must hold a word whole
OVERLAP = 16  # words that two windows share
BATCH = {"cpu": 1024, "gpu": 16384}  # pieces, padding counted
LONGEST = 512  # pieces, where the model names no limit of its own
WEIGHTS = (".json", ".txt", ".model", ".safetensors", ".bin")

Predict = Callable[[list[list[int]]], list[list[int]]]  # pieces of sentences in; the best label of each piece out


class TokenClassifier:
    """A fast tokenizer, a function that labels pieces, and what the labels mean; use `load`."""

    def __init__(
        self, tokenizer: Any, predict: Predict, labels: Sequence[str], *, choice: Choice, window: int,  # noqa: ANN401
        name: str = "", folder: Path | None = None,
    ) -> None:  # fmt: skip
        self._tokenizer, self._predict, self._labels = tokenizer, predict, list(labels)
        self._window = window
        self.name = name or str(choice)
        kinds = {label for label in labels if label not in {"O", "<pad>"}}
        self._upos = len(kinds & UPOS) > 1 and kinds <= UPOS | {"_"}
        self._xpos = not self._upos and len(kinds) > 1 and all(penn(kind) for kind in kinds)
        if self._upos or self._xpos:
            has = frozenset({Layer.TAGS})
        else:
            self._names = NameLabels(kinds, where=str(choice), folder=folder)
            has = frozenset({Layer.NAMES} if self._names.covers else ())
        self.layers = chosen(choice, has=has, labels=" ".join(self._labels))

    def read(self, sentences: Sequence[Words]) -> list[Layers]:
        """Read sentences; a word of which the tokenizer leaves nothing has no tag and is in no name."""
        texts = [[readable(word[:LETTERS]) for word in words.text] for words in sentences]
        pieces = self._tokenizer(texts, is_split_into_words=True, add_special_tokens=False, verbose=False)
        windows = [
            (number, *window)
            for number, text in enumerate(texts)
            for window in _windows(_sizes(pieces.word_ids(number), len(text)), self._room())
        ]
        labels: list[list[str | None]] = [[None] * len(text) for text in texts]
        parts = [texts[number][first:last] for number, first, _, last in windows]
        for (number, first, begin, last), found in zip(windows, self._label(parts), strict=True):
            labels[number][begin:last] = found[begin - first :]
        return [self._layers(found) for found in labels]

    def _room(self) -> int:
        frame: int = self._tokenizer.num_special_tokens_to_add(pair=False)
        return max(1, self._window - frame)

    def _label(self, parts: list[list[str]]) -> list[list[str | None]]:
        """Return the label of each word of each part."""
        if not parts:
            return []
        encoded = self._tokenizer(
            parts, is_split_into_words=True, add_special_tokens=True, truncation=True, max_length=self._window
        )
        best = self._predict(encoded["input_ids"])
        found = []
        for number, part in enumerate(parts):
            labels: list[str | None] = [None] * len(part)
            for word, label in zip(encoded.word_ids(number), best[number], strict=True):
                if word is not None and labels[word] is None:
                    labels[word] = self._labels[label]
            found.append(labels)
        return found

    def _layers(self, labels: list[str | None]) -> Layers:
        if self._upos:
            return Layers(upos=[label if label in UPOS else None for label in labels])
        if self._xpos:
            return Layers(xpos=[penn(label) if label else None for label in labels])
        return Layers(names=self._names.spans([label or "O" for label in labels]), covers=self._names.covers)


def _sizes(word_ids: Sequence[int | None], words: int) -> list[int]:
    """Return how many pieces each word has."""
    sizes = [0] * words
    for word in word_ids:
        if word is not None:
            sizes[word] += 1
    return sizes


def _windows(sizes: Sequence[int], room: int) -> Iterator[tuple[int, int, int]]:
    """Cut words of so many pieces each into stretches that fit; a word that fits nowhere stands alone.

    Each stretch is its first word, the first that it answers for, and one past its last.
    """
    first = begin = 0
    while first < len(sizes):
        last, total = first, 0
        while last < len(sizes) and (last == first or total + sizes[last] <= room):
            total += sizes[last]
            last += 1
        yield first, begin, last
        if last == len(sizes):
            return
        shared = OVERLAP if last - first > 2 * OVERLAP else 0
        first, begin = last - shared, last - shared // 2


def load(choice: Choice, *, device: str) -> TokenClassifier:
    """Load a model from a folder, or from the cache of Hugging Face by its name; nothing is fetched."""
    torch, transformers = library("torch", extra="hf"), library("transformers", extra="hf")
    where = _device(torch, device, choice)
    local = {"local_files_only": True}
    progress = transformers.utils.logging
    shown = progress.is_progress_bar_enabled()
    progress.disable_progress_bar()
    try:
        config = transformers.AutoConfig.from_pretrained(choice.where, **local)
        tokenizer = transformers.AutoTokenizer.from_pretrained(choice.where, add_prefix_space=True, **local)
        model = transformers.AutoModelForTokenClassification.from_pretrained(choice.where, **local)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise ModelError(
            f"{choice}: this model cannot be loaded ({error}). Give the folder that save_pretrained wrote, with the "
            "tokenizer in it, or fetch the model into the cache first (hf download NAME). Dateline fetches nothing."
        ) from error
    finally:
        if shown:
            progress.enable_progress_bar()
    if not tokenizer.is_fast:
        raise ModelError(
            f"{choice}: its tokenizer ({type(tokenizer).__name__}) does not say which piece belongs to which word. "
            "Convert it to a fast one and save it beside the model: see docs/engines.md."
        )
    if not any(tokenizer([["strike"]], is_split_into_words=True, add_special_tokens=False)["input_ids"]):
        raise ModelError(f"{choice}: its tokenizer makes nothing of a word. Save it beside the model again.")
    labels = [str(config.id2label[k]) for k in sorted(config.id2label)]
    folder = Path(choice.where) if Path(choice.where).is_dir() else None
    files = folder or Path(transformers.utils.cached_file(choice.where, "config.json", **local)).parent
    sums = checksum(path for path in files.iterdir() if path.suffix in WEIGHTS and path.is_file())
    return TokenClassifier(
        tokenizer,
        _predict(torch, model.to(where).eval(), pad=tokenizer.pad_token_id or 0),
        labels,
        choice=choice,
        window=_limit(config, tokenizer),
        name=f"hf:{Path(choice.where).name if folder else choice.where} {sums}",
        folder=folder,
    )


def _device(torch: Any, device: str, choice: Choice) -> str:  # noqa: ANN401
    """Return the device to use: where none is named the graphics card, if there is one."""
    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{choice}: the device {device} cannot be used ({reason}). Use --device cpu.") from error
    return device


def _limit(config: Any, tokenizer: Any) -> int:  # noqa: ANN401
    """Return how many pieces the model reads at once; RoBERTa counts its positions from two on."""
    positions = getattr(config, "max_position_embeddings", None)
    room = positions - 2 if isinstance(positions, int) and positions > 8 else LONGEST
    return int(min(room, tokenizer.model_max_length, LONGEST))


def _predict(torch: Any, model: Any, *, pad: int) -> Predict:  # noqa: ANN401
    size = BATCH["cpu" if model.device.type == "cpu" else "gpu"]

    def predict(rows: list[list[int]]) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in rows]
        for members in _batches([len(row) for row in rows], size):
            width = len(rows[members[-1]])
            padded = [rows[k] + [pad] * (width - len(rows[k])) for k in members]
            marks = [[1] * len(rows[k]) + [0] * (width - len(rows[k])) for k in members]
            ids, mask = (torch.tensor(one, device=model.device) for one in (padded, marks))
            with torch.inference_mode():
                logits = model(input_ids=ids, attention_mask=mask).logits
            for k, labels in zip(members, logits.argmax(-1).tolist(), strict=True):
                found[k] = labels[: len(rows[k])]
        return found

    return predict


def _batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Group rows of like length, the shortest first, so that little of a batch is padding."""
    members: list[int] = []
    for k in sorted(range(len(lengths)), key=lambda k: lengths[k]):
        if members and (len(members) + 1) * lengths[k] > size:
            yield members
            members = []
        members.append(k)
    if members:
        yield members
