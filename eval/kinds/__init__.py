"""Score the kinds of acts on our own sentences, some twenty for each of PLOVER's types and of ours.

Each line of examples.tsv is a kind, its mode where it has one, and a sentence with its trigger in brackets. The trigger
is given to `extract`, so that what is scored is the kind and not whether the word is found. The sentences were written
before own.tsv and then used to mend it: the figure says how well the lists hold what they are meant to hold, not how
well they do on unseen news.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Span
from dateline.resources.kinds import PLOVER

HERE = Path(__file__).parent
LISTED = 30


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


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Return the share of sentences whose kind is right, and of those that have a mode whose mode is too."""
    parser = Parser.load()
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    lines = []
    for number, one in enumerate(examples(data)):
        report = read(one.text.encode(), path=f"kind-{number}.txt").items[0]
        mentions = extract(report, parser.parse(report).items[0], given=[one.trigger]).items
        told = next((m for m in mentions if m.trigger.overlaps(one.trigger)), None)
        kind, mode = (told.kind, told.mode) if told else ("", "")
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
        "wrong": dict(wrong.most_common(LISTED)),
    }
