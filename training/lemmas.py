"""Treebanks in; the table of lemmas that spelling rules do not give out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from dateline.parse.lemmas import KEPT, regular
from training.examples import Example

LEFT_OUT = frozenset({"GW", "FW", "ADD", "SYM", "NNPS", "NNP", "XX"})


def write(examples: Iterable[Example], path: Path) -> None:
    """Write (form, tag, lemma) wherever the rules would say something else."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for word, tag, base in zip(example.words, example.xpos or (), example.lemma or (), strict=False):
            if tag not in LEFT_OUT and base != "_" and word.isascii():
                seen[word.lower(), tag][base] += 1
    lines = ["# form, Penn tag, lemma: from UD English EWT and GUM (CC BY-SA 4.0), where spelling rules do not give it"]
    for (word, tag), bases in sorted(seen.items()):
        base = bases.most_common(1)[0][0]
        if base != (regular(word, tag) or (word if tag in KEPT else "")) and "\t" not in word:
            lines.append(f"{word}\t{tag}\t{base}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
