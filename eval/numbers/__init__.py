"""How well counts and amounts are read from sentences and bound to their event.

Each line of a `*.jsonl` file is a sentence of our own, about nothing that happened, with its numbers: where they belong
(`at`: words of the event's trigger, any of which will do, `killed#2` being the second place of the word), `what` is
counted, `low` and `high` (null where open), and `as`: "part" of a number told beside it, or what was told "earlier".
A number is found where a mention whose trigger holds one of the words has one with the same values; one that answers no
gold number is wrong, but for a second answer to the same. `bare` leaves the binding aside: the values alone count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Span

HERE = Path(__file__).parent


class Told(NamedTuple):
    """A number as it is compared: what is counted, the bounds, and how it stands to others told."""

    what: str
    low: float
    high: float | None
    as_: str = ""


class Bound(NamedTuple):
    """A number and the triggers that it may belong to."""

    told: Told
    triggers: tuple[Span, ...]


class Counts(NamedTuple):
    """Numbers that are right, that the system tells and that the gold tells."""

    right: int = 0
    system: int = 0
    gold: int = 0

    def plus(self, other: Counts) -> Counts:
        """Add up, field by field."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1.

        >>> Counts(1, 2, 1).scores()
        {'precision': 0.5, 'recall': 1.0, 'f1': 0.6667}
        """
        both = self.system + self.gold
        return {
            "precision": round(self.right / self.system, 4) if self.system else 0.0,
            "recall": round(self.right / self.gold, 4) if self.gold else 0.0,
            "f1": round(2 * self.right / both, 4) if both else 0.0,
        }


def gold_of(row: dict[str, Any]) -> list[Bound]:
    """Read a line's numbers."""
    return [
        Bound(
            Told(one["what"], one["low"], one["high"], one.get("as", "")),
            tuple(_place(row["text"], word) for word in one["at"]),
        )
        for one in row["numbers"]
    ]


def _place(text: str, word: str) -> Span:
    form, _, which = word.partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(form)}", text))[int(which or 1) - 1]
    return Span(found.start(), found.end())


def compare(gold: Sequence[Bound], system: Iterable[Bound], *, bare: bool = False) -> Counts:
    """Count what the system has right; `bare` leaves aside which event a number belongs to."""
    taken: set[int] = set()
    told = 0
    for one in system:
        fits = [
            place
            for place, wanted in enumerate(gold)
            if wanted.told == one.told
            and (bare or any(mine.overlaps(its) for mine in one.triggers for its in wanted.triggers))
        ]
        fresh = [place for place in fits if place not in taken]
        told += bool(fresh) or not fits
        taken.update(fresh[:1])
    return Counts(len(taken), told, len(gold))


def answer(parser: Parser, text: str) -> list[Bound]:
    """Read a sentence by the real pipeline and return its numbers."""
    report = read(text.encode(), path="sentence.txt").items[0]
    found = []
    for mention in extract(report, parser.parse(report).items[0]).items:
        for number in mention.numbers:
            as_ = "part" if number.of else "earlier" if number.earlier else ""
            found.append(Bound(Told(number.what, number.low, number.high, as_), (mention.trigger,)))
    return found


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Measure every file of a folder; with `out`, keep each sentence of files not held out that is not all right."""
    parser = Parser.load(None)
    scores: dict[str, Any] = {}
    for path in sorted(data.glob("*.jsonl")):
        counts, bare, wrong = Counts(), Counts(), []
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            gold, system = gold_of(row), answer(parser, row["text"])
            one = compare(gold, system)
            counts, bare = counts.plus(one), bare.plus(compare(gold, system, bare=True))
            if not one.right == one.system == one.gold:
                wrong.append(_line(row["text"], gold, system))
        scores[path.stem] = {**counts.scores(), "bare_f1": bare.scores()["f1"], "sentences": len(rows)}
        if out is not None and path.stem != "heldout":
            (out / f"{path.stem}.txt").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return scores


def _line(text: str, gold: Sequence[Bound], system: Sequence[Bound]) -> str:
    def told(found: Sequence[Bound]) -> str:
        return "; ".join(
            f"{'|'.join(at.of(text) for at in one.triggers)} {' '.join(map(str, one.told))}" for one in found
        )

    return f"{text}\n    gold:   {told(gold)}\n    system: {told(system)}"
