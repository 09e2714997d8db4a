"""Which classes of acts a word can name, as far as merging compares them: an act's lemma in, names of classes out.

The lexicon of kinds gives the classes; `linker/classes.tsv` adds phrasal verbs and words that name one act only between
two accounts of it ("the accident", "cave in").
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from dateline.merge.words import stem
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
def _by_stem() -> dict[str, frozenset[str]]:
    """Return the classes of all words of one stem."""
    table: dict[str, frozenset[str]] = defaultdict(frozenset)
    for word in (*(word for _, words in kinds.rows("classes.tsv") for word in words.split()), *_more()):
        table[stem(word)] |= kinds.classes(word) | _more().get(word, frozenset())
    return dict(table)


@cache
def classes(act: str) -> frozenset[str]:
    """Return the classes that a lemma can name an act of; its own name where it is in none.

    A word that no list has is the one that it is inflected from: "the nominating of judges".

    >>> sorted(classes("step down") & classes("quit")), sorted(classes("yodel"))
    (['resign'], ['yodel'])
    >>> classes("nominating") == classes("nominate")
    True
    """
    found = kinds.classes(act) | _more().get(act, frozenset())
    return _by_stem().get(stem(act), found) if found == {act} else found
