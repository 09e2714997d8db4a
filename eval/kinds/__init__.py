"""Score the kinds of acts on our own sentences, some twenty for each of PLOVER's types and of ours.

Each line of examples.tsv is a kind, its mode where it has one, and a sentence with its trigger in brackets. The trigger
is given to `extract`, so that what is scored is the kind and not whether the word is found. The sentences were written
before own.tsv and then used to mend it: the figure says how well the lists hold what they are meant to hold, not how
well they do on unseen news.

`unseen` says how acts are coded that are in no list: the lists are not asked, and the coder of the four in `unseen.npz`
that was trained without the sentence's act, and without all acts that begin like it, is (`python -m training.coder`).
`acc` is the share of sentences whose likeliest kind is right, `answered` that of sentences with an answer at the
threshold of the coder that ships, `right` that of answers that are right.
"""

from __future__ import annotations

import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dateline.extract import extract
from dateline.extract.coder import Coder, load
from dateline.extract.kinds import children, placed
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Span, Tokens
from dateline.resources.kinds import PLOVER

HERE = Path(__file__).parent
UNSEEN = HERE / "unseen.npz"
LISTED = 30
FOLDS = 4
STEM = 5  # letters


class Example(NamedTuple):
    """A sentence, where its trigger stands, and its kind."""

    text: str
    trigger: Span
    kind: str
    mode: str


def examples(folder: Path = HERE) -> list[Example]:
    """Read the sentences.

    >>> one = examples()[0]
    >>> one.kind, one.trigger.of(one.text)
    ('AGREE', 'agreed')
    """
    found = []
    for line in (folder / "examples.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, sentence = line.split("\t")
            kind, _, mode = label.partition(" ")
            trigger = Span(sentence.index("["), sentence.index("]") - 1)
            found.append(Example(sentence.replace("[", "").replace("]", ""), trigger, kind, mode))
    return found


def fold(act: str) -> int:
    """Return the part that an act is held out with; words that begin alike are of one part.

    >>> fold("kidnap") == fold("kidnapping")
    True
    """
    return zlib.crc32(act.replace("-", "")[:STEM].encode()) % FOLDS


def top(tokens: Tokens, trigger: Span) -> int:
    """Return the word of a trigger that the others hang on."""
    inside = [i for i, span in enumerate(tokens.span) if span.overlaps(trigger)]
    return next(i for i in inside if tokens.head[i] == i or tokens.head[i] not in inside)


def unseen(shipped: Coder, path: Path = UNSEEN) -> list[Coder]:
    """Load the coders that were trained without a part of the acts, in the order of the parts."""
    with np.load(path, allow_pickle=False) as stored:
        weights = [
            {name.partition(" ")[2]: stored[name] for name in stored.files if name.startswith(f"{part} ")}
            for part in range(FOLDS)
        ]
    return [Coder(shipped.card, one) for one in weights]


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Return the share of sentences whose kind is right, and of those that have a mode whose mode is too."""
    parser = Parser.load()
    shipped = load()
    coders = unseen(shipped)
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    lines = []
    for number, one in enumerate(examples(data)):
        report = read(one.text.encode(), path=f"kind-{number}.txt").items[0]
        parsed = parser.parse(report).items[0]
        mentions = extract(report, parsed, given=[one.trigger]).items
        told = next((m for m in mentions if m.trigger.overlaps(one.trigger)), None)
        kind, mode = (told.kind, told.mode) if told else ("", "")
        if told:
            below, tokens = children(parsed.tokens), parsed.tokens
            words = placed(tokens, top(tokens, told.trigger), act=told.act, below=below)
            coded = coders[fold(told.act)].code(words)
            answered = coded is not None and coded.best != "" and coded.chances[coded.best] >= shipped.threshold
            counts["unseen"] += coded is not None and coded.runner_up("") == one.kind
            counts["answered"] += answered
            counts["answered right"] += answered and coded is not None and coded.best == one.kind
        side = "plover" if one.kind in PLOVER else "ours"
        counts.update({side: 1, f"{side} right": kind == one.kind, "none": not kind})
        counts.update({"modes": bool(one.mode), "mode right": bool(one.mode) and (kind, mode) == (one.kind, one.mode)})
        if kind != one.kind:
            wrong[f"{one.kind} {kind or '-'}"] += 1
            lines.append(f"{one.kind}\t{kind}\t{told.kind_rule if told else ''}\t{one.text}")
    if out is not None:
        (out / "wrong.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sentences = counts["plover"] + counts["ours"]
    return {
        "acc": round((counts["plover right"] + counts["ours right"]) / sentences, 4),
        "plover_acc": round(counts["plover right"] / counts["plover"], 4),
        "ours_acc": round(counts["ours right"] / counts["ours"], 4),
        "mode_acc": round(counts["mode right"] / counts["modes"], 4),
        "none": round(counts["none"] / sentences, 4),
        "sentences": sentences,
        "unseen": {
            "acc": round(counts["unseen"] / sentences, 4),
            "answered": round(counts["answered"] / sentences, 4),
            "right": round(counts["answered right"] / counts["answered"], 4),
        },
        "wrong": dict(wrong.most_common(LISTED)),
    }
