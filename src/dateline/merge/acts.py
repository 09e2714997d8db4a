"""Which classes of acts a word can name, as far as merging compares them: an act's lemma in, names of classes out.

The lexicon of kinds gives the classes; `linker/classes.tsv` adds phrasal verbs and words that name one act only between
two accounts of it ("the accident", "cave in").
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from dateline.resources import kinds


@cache
def _more() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for line in (files("dateline.resources") / "linker" / "classes.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, words = line.split("\t")
            for word in words.split():
                table[word.replace("_", " ")].add(name)
    return {word: frozenset(names) for word, names in table.items()}


@cache
def classes(act: str) -> frozenset[str]:
    """Return the classes that a lemma can name an act of; its own name where it is in none.

    >>> sorted(classes("step down") & classes("quit")), sorted(classes("yodel"))
    (['resign'], ['yodel'])
    """
    return kinds.classes(act) | _more().get(act, frozenset())
