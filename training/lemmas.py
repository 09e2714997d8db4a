"""Treebanks in; the table of lemmas that spelling rules do not give out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from dateline.parse.lemmas import SCRIPTED, lemma, regular
from training.examples import Example

LEFT_OUT = frozenset({"GW", "ADD", "SYM", "NNPS", "XX"})
SURE = 2 / 3  # a treebank that is split ("bases": base, basis) leaves the word to the rules
RULED = SCRIPTED | {"NNS"}
SEEN = 3  # foreign words and proper nouns are in the table where they are well known, as "etc" and "Sept." are


def write(examples: Iterable[Example], path: Path) -> None:
    """Write (form, tag, lemma) wherever the rules would say something else."""
    lines = ["# form, Penn tag, lemma: from UD English EWT and GUM (CC BY-SA 4.0), where spelling rules do not give it"]
    lines += ["\t".join(row) for row in exceptions(examples)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def exceptions(examples: Iterable[Example]) -> list[tuple[str, str, str]]:
    """Return (form, tag, lemma), sorted, wherever the rules would say something else than the treebanks surely do."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for word, tag, base in zip(example.words, example.xpos or (), example.lemma or (), strict=False):
            if tag not in LEFT_OUT and base != "_" and word.isascii() and not {"\t", " "} & set(word + base):
                seen[word.lower(), tag][base] += 1
    found = []
    for (word, tag), bases in sorted(seen.items()):
        base, count = bases.most_common(1)[0]
        # Where the model's script would speak, a word that the treebanks have is not left to it.
        ruled = regular(word, tag) if tag in SCRIPTED else lemma(word, "0|", tag, table={})
        if base == ruled or (ruled in bases and count <= SURE * bases.total()):
            continue
        if tag in {"NNP", "FW"} and not (count >= SEEN and _written_out(word, base)):
            continue
        if count == 1 and tag not in RULED and base.lower() != word:
            continue  # a slip of the pen
        found.append((word, tag, base))
    return found


def _written_out(word: str, base: str) -> bool:
    """Say whether a lemma writes an abbreviation out: "September" for "Sept."."""
    bare = word.rstrip(".")
    return len(base) > len(word) and len(bare) > 2 and base.lower().startswith(bare)
