"""Score codebooks on sentences of our own: the type that each gives, and whether it keeps silent where none fits.

`sentences.tsv` names a codebook and a type, the part (`development` or `heldout`) and a sentence with its trigger in
brackets; the codebooks lie beside it as `NAME.toml`. Types, examples and sentences were written before any answer was
seen; thresholds were chosen on other data (`training/likeness.py`), and only the development part was looked into.
`right` is the share of sentences with a type that get it, `precision` the share of types given that are right, `silent`
the share of sentences without a type that get none.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Mention, Span
from dateline.resolve.coded import coded
from dateline.run import load_codebook

HERE = Path(__file__).parent


class Sentence(NamedTuple):
    """A sentence, its trigger, and what a codebook should call it, "-" for nothing."""

    codebook: str
    type: str
    part: str
    text: str
    trigger: Span


def sentences(folder: Path = HERE) -> list[Sentence]:
    """Read the sentences.

    >>> one = sentences()[0]
    >>> one.codebook, one.type, one.trigger.of(one.text)
    ('labour', 'STRIKE', 'refused')
    """
    found = []
    for line in (folder / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, part, text = line.split("\t")
            codebook, _, type_ = label.partition("/")
            trigger = Span(text.index("["), text.index("]") - 1)
            found.append(Sentence(codebook, type_, part, text.replace("[", "").replace("]", ""), trigger))
    return found


def mention_of(text: str, trigger: Span, parser: Parser) -> Mention:
    """Return the mention that a trigger tells."""
    report = read(text.encode(), path="sentence.txt").items[0]
    mentions = extract(report, parser.parse(report).items[0], given=[trigger]).items
    return next(one for one in mentions if one.trigger.overlaps(trigger))


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Return the figures of each part."""
    parser = Parser.load()
    books = {path.stem: load_codebook(str(path)) for path in sorted(data.glob("*.toml"))}
    counts: dict[str, Counter[str]] = {}
    wrong: Counter[str] = Counter()
    lines = []
    for one in sentences(data):
        (mention,) = coded([mention_of(one.text, one.trigger, parser)], [books[one.codebook]])
        given = mention.codes[0].type if mention.codes else "-"
        tally = counts.setdefault(one.part, Counter())
        side = "typed" if one.type != "-" else "other"
        tally.update({side: 1, f"{side} right": given == one.type, "given": given != "-"})
        if given != one.type:
            wrong[f"{one.part} {one.type} {given}"] += 1
            lines.append(f"{one.part}\t{one.type}\t{mention.codes[0] if mention.codes else ''}\t{one.text}")
    if out is not None:
        (out / "wrong.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {
        part: {
            "right": round(tally["typed right"] / tally["typed"], 4),
            "precision": round(tally["typed right"] / tally["given"], 4) if tally["given"] else 0.0,
            "silent": round(tally["other right"] / tally["other"], 4),
            "sentences": tally["typed"] + tally["other"],
        }
        for part, tally in sorted(counts.items())
    } | {"wrong": dict(wrong.most_common(20))}
