"""Make the table of word meanings: `python -m training.meanings WORDNET_DIR DATA`, resources/meanings/ out.

In: the `dict` folder of WordNet 3.0 (Debian package wordnet-base), the treebanks EWT and GUM, and the published encoder
(see `__main__`). A word is encoded bare, and in each of its commonest senses with the words that share it and its
gloss; a sense leans on the senses right above it and those derived from it (after Faruqui et al. 2015); the mean, each
sense weighing what its use in WordNet's tagged texts says, is the word's meaning. Names stay out: words that WordNet or
the treebanks write with a capital, and names of peoples. The first principal components of all vectors are kept, one
byte each.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from dateline.parse.inputs import load_tokenizer
from dateline.resources import kinds
from training.__main__ import encoder_folder
from training.linker_words import treebanks
from training.manifest import licensed
from training.model import Encoder
from training.names import DEMONYMS

TARGET = Path(__file__).parent.parent / "src/dateline/resources/meanings"
RESOURCES = TARGET.parent
WIDTH = 96
SENSES = 6  # of a word, the most used first
ONCE = 0.5  # what a sense counts beside its uses
BARE = 0.3  # what the bare word weighs beside its senses together
LEAN = 0.8  # what related senses together weigh beside a sense's own gloss
ROWS = 96  # texts encoded at once
POS = {"noun": "1", "verb": "2", "adj": "3", "adv": "4"}
DIGIT = {"n": "1", "v": "2", "a": "3", "s": "3", "r": "4"}
RELATED = frozenset("@+")  # WordNet's signs for the sense right above, and for one derived from this or the reverse
WORD = re.compile(r"[a-z]+(?:[-' ][a-z]+)*")
EXAMPLE = '; "'  # what parts a gloss from its examples
COMMON = 2  # times a word stands in the treebanks

Vectors = NDArray[np.float32]


@dataclass(slots=True)
class WordNet:
    """The senses of each word, with their uses; the words and the gloss of each sense, and the senses it leans on."""

    senses: dict[str, list[tuple[str, float]]] = field(default_factory=lambda: defaultdict(list))
    text: dict[str, str] = field(default_factory=dict)
    common: dict[str, frozenset[str]] = field(default_factory=dict)  # the words of a sense that are no names
    related: dict[str, list[str]] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)


def wordnet(folder: Path) -> WordNet:
    """Read WordNet's files; a word that a sense writes with a capital is a name in that sense."""
    found = WordNet()
    uses: Counter[tuple[str, str, int]] = Counter()
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        pos = "3" if rest[0] == "5" else rest[0]
        uses[word, pos, int(number)] += int(count)
        found.used[word.replace("_", " ")] += int(count)
    for pos, digit in POS.items():
        for line in (folder / f"data.{pos}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            fields, gloss = line.split(" | ")[0].split(), line.partition(" | ")[2]
            size = int(fields[3], 16)
            words = [re.sub(r"\(.*\)", "", fields[4 + 2 * i]) for i in range(size)]
            start = 5 + 2 * size
            pointers = [fields[start + 4 * i : start + 4 + 4 * i] for i in range(int(fields[start - 1]))]
            common = [word for word in words if word.islower()]
            if common:
                plain = ", ".join(word.replace("_", " ") for word in words)
                found.common[digit + fields[0]] = frozenset(common)
                found.text[digit + fields[0]] = f"{plain}: {gloss.partition(EXAMPLE)[0].strip()}"
                found.related[digit + fields[0]] = [DIGIT[p] + at for sign, at, p, _ in pointers if sign in RELATED]
        for line in (folder / f"index.{pos}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            for number, sense in enumerate(fields[-int(fields[2]) :], start=1):
                if fields[0] in found.common.get(digit + sense, ()):
                    weight = ONCE / number + uses[fields[0], digit, number]
                    found.senses[fields[0].replace("_", " ")].append((digit + sense, weight))
    return found


def listed() -> Iterator[str]:
    """Yield the words of the lists that ship, since each is read for its meaning."""
    for name in ("lexicon.tsv", "own.tsv"):
        for words, pattern, *_ in kinds.rows(name):
            yield from words.split()
            yield from (word for term in pattern.split() for word in term.split("|") if not word.startswith("@"))
    yield from (word for _, words in kinds.rows("groups.tsv") for word in words.split())
    yield from (word for row in [*kinds.rows("acts.tsv"), *kinds.rows("own_acts.tsv")] for word in row)
    yield from (RESOURCES / "words/verbs.txt").read_text(encoding="utf-8").split()


def treebank_words(data: Path) -> Counter[str]:
    """Count the lemmas of common words in the treebanks, in lower case."""
    counts: Counter[str] = Counter()
    for path in treebanks(data):
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) > 3 and fields[3] in {"NOUN", "VERB", "ADJ", "ADV", "ADP"} and fields[2].islower():
                counts[fields[2]] += 1
    return counts


def vocabulary(net: WordNet, data: Path) -> list[str]:
    """Return the words that have a line in the table, in order."""
    counts = treebank_words(data)
    phrasal = {word for word in net.used if word.count(" ") == 1 and any(s[0] == "2" for s, _ in net.senses[word])}
    wanted = set(listed()) | {word for word, count in counts.items() if count >= COMMON}
    wanted |= {word for word in net.used if " " not in word} | phrasal
    named = {word for word in net.used if word not in net.senses}
    return sorted(word for word in wanted - named - DEMONYMS if WORD.fullmatch(word) and len(word) > 1)


class Reader:
    """The published encoder: a text's vector is the mean of its pieces' states (Reimers and Gurevych 2019)."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        size = self.tokenizer.get_vocab_size()
        self.encoder = Encoder.pretrained(folder / "model.safetensors", list(range(size))).eval()
        self.encoder.shapes.weight.data.zero_()

    @torch.inference_mode()
    def read(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector for each text."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out: Vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), ROWS):
            rows = order[start : start + ROWS]
            pieces = [one.ids[:128] for one in self.tokenizer.encode_batch([texts[i] for i in rows])]
            width = max(map(len, pieces))
            ids = torch.zeros(len(rows), width, dtype=torch.long)
            real = torch.zeros(len(rows), width, dtype=torch.long)
            for i, one in enumerate(pieces):
                ids[i, : len(one)] = torch.tensor(one)
                real[i, : len(one)] = 1
            every = torch.arange(len(rows) * width).view(len(rows), width)
            places = torch.arange(width).expand(len(rows), width)
            states = self.encoder(ids, torch.zeros_like(ids), real, places, every) * real.unsqueeze(-1)
            mean = states.sum(dim=1) / real.sum(dim=1, keepdim=True)
            out[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
        return out


def meanings(words: Sequence[str], net: WordNet, reader: Reader) -> Vectors:
    """Return the meaning of each word, of full width."""
    kept = {word: sorted(net.senses.get(word, ()), key=lambda s: -s[1])[:SENSES] for word in words}
    senses = sorted({sense for found in kept.values() for sense, _ in found})
    place = {sense: i for i, sense in enumerate(senses)}
    glosses = reader.read([net.text[sense] for sense in senses])
    told = glosses.copy()
    for i, sense in enumerate(senses):
        if near := [place[one] for one in net.related[sense] if one in place]:
            told[i] += LEAN * glosses[near].mean(axis=0)
    told /= np.linalg.norm(told, axis=1, keepdims=True)
    bare = reader.read(words)
    out = np.zeros_like(bare)
    for i, word in enumerate(words):
        weights = np.array([weight for _, weight in kept[word]], dtype=np.float32)
        out[i] = BARE * bare[i]
        if len(weights):
            out[i] += weights / weights.sum() @ told[[place[sense] for sense, _ in kept[word]]]
    return out / np.linalg.norm(out, axis=1, keepdims=True)


def reduced(vectors: Vectors, width: int = WIDTH) -> NDArray[np.int8]:
    """Return the first components in one byte each, all words of one length."""
    centred = vectors - vectors.mean(axis=0)
    variance, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    kept = np.argsort(-variance)[:width]
    found = centred @ axes[:, kept]
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return np.clip(np.rint(found / np.abs(found).max() * 127), -127, 127).astype(np.int8)


def write(words: Iterable[str], rows: NDArray[np.int8], folder: Path = TARGET) -> None:
    """Write the words, one a line, and their rows of bytes."""
    (folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    (folder / "vectors.int8").write_bytes(rows.tobytes())


def main() -> None:
    """Make the table."""
    options = argparse.ArgumentParser(prog="python -m training.meanings", description=__doc__)
    options.add_argument("wordnet", type=Path)
    options.add_argument("data", type=Path)
    options.add_argument("--encoder", type=Path, default=encoder_folder())
    given = options.parse_args()
    net = wordnet(given.wordnet)
    with licensed(given.data):
        words = vocabulary(net, given.data)
    write(words, reduced(meanings(words, net, Reader(given.encoder))))
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
