"""Which acts stand against one another: the lists of acts that undo one another, and of which only one can be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

UNDOES, REFUSES, FATES = "reverse.tsv", "opposites.tsv", "fates.tsv"  # classes of acts or lemmas; lemmas alone


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
    alone = _lines(REFUSES).get(act, set()) | _lines(FATES).get(act, set())
    return {line for name in classes for line in named.get(name, ())} | alone


@cache
def fates() -> dict[str, frozenset[str]]:
    """Return, for what somebody did by themselves, what else may have been done to them."""
    found: dict[str, set[str]] = defaultdict(set)
    for own, done in _sides(FATES):
        for act in own:
            found[act].update(done)
    return {act: frozenset(done) for act, done in found.items()}


@cache
def _lines(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, sides in enumerate(_sides(name)):
        for word in (word for side in sides for word in side):
            found[word].add(f"{name} {number}")
    return dict(found)


def lines(name: str) -> Iterator[str]:
    """Return the lines of a list among the linker's resources, without remarks."""
    text = (files("dateline.resources") / "linker" / name).read_text(encoding="utf-8")
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))


def _sides(name: str) -> Iterator[tuple[list[str], list[str]]]:
    for line in lines(name):
        left, right = ([word.replace("_", " ") for word in part.split()] for part in line.split("\t"))
        yield left, right
