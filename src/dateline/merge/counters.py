"""Which acts stand against one another: the lists of acts that undo one another, and of which only one can be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.merge.disagreements import lines

UNDOES, REFUSES = "reverse.tsv", "opposites.tsv"  # classes of acts or lemmas; lemmas alone


@cache
def opposed(name: str) -> dict[str, tuple[str, ...]]:
    """Load a list of pairs of classes or lemmas, both ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in _sides(name):
        for one in left:
            for other in right:
                found[one].add(other)
                found[other].add(one)
    return {key: tuple(sorted(others)) for key, others in found.items()}


def lists(act: str, classes: Iterable[str]) -> set[str]:
    """Return the lines of the lists that an act stands on: what stands against it is on one of them."""
    named = _lines(UNDOES)
    return {line for name in classes for line in named.get(name, ())} | _lines(REFUSES).get(act, set())


@cache
def _lines(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, sides in enumerate(_sides(name)):
        for word in (word for side in sides for word in side):
            found[word].add(f"{name} {number}")
    return dict(found)


def _sides(name: str) -> Iterator[tuple[list[str], list[str]]]:
    for line in lines(name):
        left, right = ([word.replace("_", " ") for word in part.split()] for part in line.split("\t"))
        yield left, right
