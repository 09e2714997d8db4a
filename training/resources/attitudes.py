"""Derive the verbs of saying, thinking and feeling from WordNet 3.1: `python -m training.resources.attitudes DIR`.

In: the `dict` folder of WordNet (index.sense, with how often each sense was tagged). Out: verbs of one word whose uses
are of communication, cognition or emotion in at least four cases of five, by what is tagged; by the first sense where
nothing is.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

VERB = "2"
ATTITUDES = frozenset(("31", "32", "37"))  # lexicographer files: cognition, communication, emotion
SHARE = 0.8


def verbs(folder: Path) -> list[str]:
    """Return the lemmas, sorted."""
    senses: dict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, number, uses = line.split()
        lemma, _, rest = key.partition("%")
        kind, file = rest.split(":")[:2]
        if kind == VERB and lemma.isalpha():
            senses[lemma].append((int(number), file in ATTITUDES, int(uses)))
    return sorted(lemma for lemma, found in senses.items() if _share(sorted(found)) >= SHARE)


def _share(senses: list[tuple[int, bool, int]]) -> float:
    uses = sum(count for _, _, count in senses)
    if not uses:
        return float(senses[0][1])
    return sum(count for _, attitude, count in senses if attitude) / uses


if __name__ == "__main__":
    sys.stdout.write("\n".join(verbs(Path(sys.argv[1]))) + "\n")
