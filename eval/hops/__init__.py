"""How well chains of who says so are read: a sentence and a word for an event in, its hops from the narrator inward.

Each line of a `*.jsonl` file is a short text of our own, about nothing that happened: a `word` that tells an event
(`killed#2` is its second place) and the `hops` through which it is told, none where the narrator tells it. A hop has
the `source`, by its head word or a name that ends with it, empty for a bare hedge ("reportedly"); a word of the `cue`;
the `kind` of source; and the `hedge`, where one leaves it open. SOURCE.md tells the conventions.

A hop is right where its source's words hold the head, and it stands in the right order: the longest common run of hops,
gaps allowed, is counted. `kind_acc` and `cue` are shares of the hops that are right, `hedge_f1` is over all hedges.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Parsed, Span
from dateline.resolve import resolve

HERE = Path(__file__).parent
NOBODY = frozenset({"", "reports", "rumours"})  # a hedge, or words for what people say


class Told(NamedTuple):
    """A hop as it is compared: the source's words or their head, the cue's, the kind, and the hedge's words."""

    source: Span | None
    cue: Span
    kind: str
    hedge: str = ""


def place(text: str, words: str) -> Span:
    """Return where words stand in a text, whatever their case; raise where they do not.

    >>> place("He killed it; she killed it.", "killed#2")
    Span(start=18, end=24)
    """
    form, _, which = words.partition("#")
    edge = r"(?<!\w)" if form[:1].isalnum() else ""
    found = list(re.finditer(edge + re.escape(form), text, re.IGNORECASE))[int(which or 1) - 1]
    return Span(found.start(), found.end())


def gold_of(row: dict[str, Any]) -> list[Told]:
    """Read a line's hops."""
    return [
        Told(
            None if hop["source"].casefold() in NOBODY else place(row["text"], hop["source"]),
            place(row["text"], hop["cue"]),
            hop["kind"],
            hop.get("hedge", "").casefold(),
        )
        for hop in row["hops"]
    ]


def meets(gold: Told, system: Told) -> bool:
    """Say whether a hop is of the gold's source: its words hold the head; a bare hedge answers a bare hedge."""
    if gold.source is None or system.source is None:
        return gold.source is system.source and gold.cue.overlaps(system.cue)
    return system.source.start < gold.source.end <= system.source.end


def aligned(gold: Sequence[Told], system: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Pair hops in order, as many as can be."""

    @cache
    def best(left: int, right: int) -> tuple[tuple[Told, Told], ...]:
        if left == len(gold) or right == len(system):
            return ()
        found = [best(left + 1, right), best(left, right + 1)]
        if meets(gold[left], system[right]):
            found.append(((gold[left], system[right]), *best(left + 1, right + 1)))
        return max(found, key=len)

    return list(best(0, 0))


def tally(gold: Sequence[Told], system: Sequence[Told]) -> Counter[str]:
    """Count what one chain has right."""
    pairs = aligned(gold, system)
    return Counter(
        right=len(pairs),
        gold=len(gold),
        system=len(system),
        whole=len(pairs) == len(gold) == len(system),
        chains=1,
        kind=sum(wanted.kind == found.kind for wanted, found in pairs),
        cue=sum(wanted.cue.overlaps(found.cue) for wanted, found in pairs),
        hedged=sum(bool(wanted.hedge) and wanted.hedge == found.hedge for wanted, found in pairs),
        hedges=sum(bool(one.hedge) for one in (*gold, *system)),
    )


def scores(counts: Counter[str]) -> dict[str, float]:
    """Return the figures of counted chains."""

    def share(part: float, whole: float) -> float:
        return round(part / whole, 4) if whole else 0.0

    return {
        "hop_f1": share(2 * counts["right"], counts["gold"] + counts["system"]),
        "precision": share(counts["right"], counts["system"]),
        "recall": share(counts["right"], counts["gold"]),
        "whole_chain": share(counts["whole"], counts["chains"]),
        "kind_acc": share(counts["kind"], counts["right"]),
        "cue": share(counts["cue"], counts["right"]),
        "hedge_f1": share(2 * counts["hedged"], counts["hedges"]),
    }


def answer(parser: Parser, row: dict[str, Any]) -> list[Told]:
    """Read a text by the real pipeline, and return the chain of the event that the word tells."""
    report = read(row["text"].encode(), path="sentence.txt").items[0]
    parsed = parser.parse(report).items[0]
    if row.get("title"):
        parsed = headline(parsed)
    word = place(report.text, row["word"])
    mentions = resolve(report, parsed, extract(report, parsed, given=(word,)).items).items
    mention = next((m for m in mentions if m.trigger.overlaps(word)), None)
    hops = mention.attribution.hops if mention is not None else ()
    return [
        Told(
            None if hop.name == "reports" else hop.span,
            hop.cue,
            hop.kind.value,
            report.words(hop.hedge).casefold() if hop.hedge else "",
        )
        for hop in hops
    ]


def headline(parsed: Parsed) -> Parsed:
    """Mark a text as one title, which a text without a body does not show."""
    return replace(parsed, sentences=tuple(replace(one, title=True) for one in parsed.sentences))


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Measure every file of a folder; with `out`, keep each text of files not held out that is not all right."""
    parser = Parser.load(None)
    found: dict[str, Any] = {}
    for path in sorted(data.glob("*.jsonl")):
        whole: Counter[str] = Counter()
        deep: dict[int, Counter[str]] = {}
        wrong = []
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            gold, system = gold_of(row), answer(parser, row)
            one = tally(gold, system)
            whole += one
            deep.setdefault(len(gold), Counter()).update(one)
            if not (one["whole"] and one["kind"] == len(gold) and 2 * one["hedged"] == one["hedges"]):
                wrong.append(_line(row, gold, system))
        chains = {f"of_{hops}": scores(counts)["whole_chain"] for hops, counts in sorted(deep.items())}
        found[path.stem] = {**scores(whole), "whole_by_hops": chains, "texts": whole["chains"]}
        if out is not None and path.stem != "heldout":
            (out / f"{path.stem}.txt").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return found


def _line(row: dict[str, Any], gold: Sequence[Told], system: Sequence[Told]) -> str:
    def told(hops: Sequence[Told]) -> str:
        return " ← ".join(
            f"{one.source.of(row['text']) if one.source else '-'} ({one.cue.of(row['text'])}, {one.kind}"
            f"{', ' + one.hedge if one.hedge else ''})"
            for one in hops
        )

    return f"{row['text']} [{row['word']}]\n    gold:   {told(gold)}\n    system: {told(system)}"
