"""Corpora in, the acts that they tell as the coder reads them, with the kind that the lists give each, out.

Only texts whose licence lets what is trained on them ship are read (`training.manifest`). They are parsed by the model
that ships, so that the coder knows its errors. What the coder in place answers is left out: it must not learn from
itself.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eval import ecbplus
from eval.kinds import top

from dateline.extract import extract
from dateline.extract.coder import ACT, Word
from dateline.extract.kinds import children, placed
from dateline.parse import Parser
from dateline.read.sketch import sketch
from dateline.records import Format, Report
from dateline.resources import kinds
from dateline.resources.kinds import MEANING
from training.manifest import licensed
from training.names import read_columns
from training.treebanks import gum_files

MUC = "muc4/data/muc/raw_files/proc_output/doc_train"
PIECE = 30  # sentences of a corpus without documents read at once
DRAWS = 4  # of each word of a list's line that asks for words around
SPOTS = ("object", "object", "oblique", "with")  # where such words stand, objects as often as the others together


@dataclass(frozen=True, slots=True)
class Told:
    """An act, its kind by the lists ("" where they give none), and the words that tell it."""

    act: str
    kind: str
    words: tuple[Word, ...]
    listed: bool = False  # a line of a list, not a text


def texts(data: Path) -> Iterator[str]:
    """Yield every text that may train."""
    yield from (one.report.text for one in ecbplus.train(ecbplus.documents(data / "ecbplus")))
    for folder in sorted((data / "names").glob("re3d*")):
        lines = (folder / "documents.json").read_text(encoding="utf-8").splitlines()
        yield from (json.loads(line)["text"] for index, line in enumerate(lines) if index % 5 != 4)
    for path in [data / "english/ewt/en_ewt-ud-train.rebuilt.conllu", *gum_files(data / "english", "train")]:
        for document in path.read_text(encoding="utf-8").split("# newdoc"):
            lines = [line[8:] for line in document.splitlines() if line.startswith("# text =")]
            yield "\n\n".join(lines)
    for line in (data / MUC).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"].rpartition("[TEXT]")[2]
    columns = [data / "names/wikigold/CONLL-format/data/wikigold.conll.txt"]
    columns += [data / f"names/crossner/ner_data/politics/{part}.txt" for part in ("train", "dev", "test")]
    for path in columns:
        sentences = [" ".join(example.words) for example in read_columns(path, path.relative_to(data).parts[1])]
        for start in range(0, len(sentences), PIECE):
            yield "\n\n".join(sentences[start : start + PIECE])


@cache
def _parser() -> Parser:
    return Parser.load()


def acts(text: str) -> list[Told]:
    """Return the acts of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        id=f"r{digest[:16]}",
        sha256=digest,
        path=f"{digest[:16]}.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        sketch=sketch(text),
    )
    found = []
    for parsed in _parser().parse(report).items:
        tokens, below = parsed.tokens, children(parsed.tokens)
        for mention in extract(report, parsed).items:
            kind = "" if mention.kind_rule.startswith(MEANING) else mention.kind
            found.append(
                Told(
                    mention.act, kind, tuple(placed(tokens, top(tokens, mention.trigger), act=mention.act, below=below))
                )
            )
    return found


def read(data: Path) -> list[Told]:
    """Read every act of every text, in two processes."""
    with licensed(data):
        found = [text for text in texts(data) if text.strip()]
    with ProcessPoolExecutor(2) as pool:
        return [one for part in pool.map(acts, found, chunksize=8) for one in part]


def lines() -> list[Told]:
    """Return the lists' own lines as acts: each word alone, or with words drawn for what must stand around it."""
    draw = random.Random(0)  # noqa: S311 - a fixed sequence is wanted
    found = []
    for name in ("lexicon.tsv", "own.tsv"):
        for words, pattern, *rest in kinds.rows(name):
            kind = (*rest, "")[0]
            terms = [sorted(kinds.words_of(term)) for term in pattern.split()]
            for act in words.split() if kind else ():
                for _ in range(DRAWS if terms else 1):
                    near = [Word(draw.choice(SPOTS), draw.choice(term)) for term in terms]
                    found.append(Told(act, kind, (Word(ACT, act), *near), listed=True))
    return found
