"""How well raw text is cut into sentences and tokens, against every CoNLL-U file of a folder but its train parts.

The text of each document is put together again: a blank line before a paragraph (`# newpar`), a space between words
unless `SpaceAfter=No`. A sentence or token is found where its first and last character are, as in the CoNLL 2018 shared
task (Zeman et al. 2018); `ends_f1` counts the ends of sentences alone. `noisy` is the same text as it comes out of
careless scrapers: curled quotes, and a third of the spaces between sentences dropped.
"""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from dateline.parse.segments import segment
from dateline.records import Format, Report

DROPPED = 1 / 3
Range = tuple[int, int]


@dataclass
class Document:
    """A text with the ranges of its gold sentences and tokens."""

    name: str
    text: str = ""
    sentences: list[Range] = field(default_factory=list)
    tokens: list[Range] = field(default_factory=list)


def read(path: Path) -> Iterator[Document]:
    """Rebuild the documents of a CoNLL-U file."""
    document = Document(path.stem)
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        lines = sentence.splitlines()
        name = next((line.split("=", 1)[1].strip() for line in lines if line.startswith("# newdoc id")), "")
        if name:
            if document.tokens:
                yield document
            document = Document(name)
        if name or any(line.startswith("# newpar") for line in lines):
            document.text = document.text.rstrip() + "\n\n" * bool(document.tokens)
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        if not rows:
            continue
        first = len(document.tokens)
        _add(document, rows)
        document.sentences.append((document.tokens[first][0], document.tokens[-1][1]))
    if document.tokens:
        yield document


def _add(document: Document, rows: list[list[str]]) -> None:
    """Append a sentence: the words inside a multiword token ("daughter's") stand where its letters do."""
    within = 0
    for row in rows:
        number, _, last = row[0].partition("-")
        if "." in number:
            continue
        spaced = "" if "SpaceAfter=No" in row[9].split("|") else " "
        if last:
            document.text += row[1] + spaced
            within, at = int(last), len(document.text) - len(row[1] + spaced)
        elif int(number) <= within:
            document.tokens.append((at, at + len(row[1])))
            at += len(row[1])
        else:
            document.tokens.append((len(document.text), len(document.text) + len(row[1])))
            document.text += row[1] + spaced


def worsen(document: Document, noise: random.Random) -> Document:
    """Curl the quotes of a document and drop some of the spaces between its sentences."""
    text = document.text
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        text = re.sub(rf"(?<![^\s(\[—–“‘-]){straight}", opening, text).replace(straight, closing)
    ends = [end for _, end in document.sentences if text[end - 1] in '.!?"”' and text[end : end + 1] == " "]
    dropped = [end for end in ends if noise.random() < DROPPED]

    def moved(ranges: list[Range]) -> list[Range]:
        return [(begin - bisect_left(dropped, begin), end - bisect_left(dropped, end)) for begin, end in ranges]

    kept = "".join(text[begin + 1 : end] for begin, end in pairwise([-1, *dropped, len(text)]))
    return Document(document.name, kept, moved(document.sentences), moved(document.tokens))


def find(text: str) -> tuple[list[Range], list[Range]]:
    """Cut a text as the parser does; return its sentences and its tokens."""
    report = Report(
        id="r0", sha256="", path="", format=Format.TEXT, encoding="utf-8", language="en", text=text
    )  # fmt: skip
    sentences, tokens = [], []
    for block, cut in segment(report):
        spans = [block.span(a, b) for a, b in cut]
        tokens += [(span.start, span.end) for span in spans]
        sentences.append((spans[0].start, spans[-1].end))
    return sentences, tokens


def score(documents: Iterable[Document]) -> dict[str, float]:
    """Return the F1 of sentences, of their ends and of tokens, in percent."""
    counts: dict[str, list[int]] = {layer: [0, 0, 0] for layer in ("sentences", "ends", "tokens")}
    for document in documents:
        sentences, tokens = find(document.text)
        for layer, gold, found in (
            ("sentences", set(document.sentences), set(sentences)),
            ("ends", {end for _, end in document.sentences}, {end for _, end in sentences}),
            ("tokens", set(document.tokens), set(tokens)),
        ):
            for k, size in enumerate((len(gold & found), len(gold), len(found))):
                counts[layer][k] += size
    return {
        f"{layer}_f1": round(200 * both / ((gold + found) or 1), 2) for layer, (both, gold, found) in counts.items()
    }


def parts(data: Path) -> dict[str, list[Path]]:
    """Group the CoNLL-U files: GUM's by genre and published part, others by name, without their train parts."""
    published: dict[str, str] = {}
    for splits in data.glob("**/splits.md"):
        part = ""
        for line in splits.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                part = line[3:].strip()
            elif line.strip().startswith("* "):
                published[line.strip()[2:].strip()] = part
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(data.glob("**/*.conllu")):
        if path.stem in published:
            found[f"gum_{path.stem.split('_')[1]}_{published[path.stem]}"].append(path)
        elif "train" not in path.name and "up" not in path.relative_to(data).parts:
            found[path.stem].append(path)
    return found


def run(data: Path, out: Path | None = None) -> dict[str, dict[str, float]]:
    """Score every group of files, clean and noisy."""
    scores: dict[str, dict[str, float]] = {}
    for name, paths in sorted(parts(data).items()):
        noise = random.Random(0)  # noqa: S311
        clean = [document for path in paths for document in read(path)]
        noisy = [worsen(document, noise) for document in clean]
        scores[name] = score(clean) | {f"noisy_{key}": value for key, value in score(noisy).items()}
    if out is not None:
        (out / "sentences.json").write_text(json.dumps(scores) + "\n", encoding="utf-8")
    return scores
