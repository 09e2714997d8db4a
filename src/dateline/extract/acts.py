"""An act that a report tells, and the word lists that say how words name acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.resources.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A word that tells an event, with the words that share its clause."""

    token: int  # the word that names the act
    trigger: tuple[int, int]  # tokens [first, last)
    lemma: str
    kind: Kind
    noun: bool
    lenders: tuple[int, ...] = ()  # aspect and light verbs whose subject, objects and times are the act's
    content: tuple[int, ...] = ()  # event nouns that say what the act is on: "joint operations" of "resumed"
    parts: tuple[int, ...] = ()  # the other words of a set phrase: "force" of "come into force"
    score: float = 1.0
    verb: int | None = None  # the light verb or verb of happening whose clause a noun shares
    told_before: Act | None = None  # the earlier act that a definite noun takes up

    @property
    def clause(self) -> int:
        """Return the word whose clause tells the act."""
        return self.token if self.verb is None else self.verb


def _lines(folder: str, name: str) -> Iterator[str]:
    text = (files("dateline.resources") / folder / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def verb_classes() -> dict[str, str]:
    """Return what a verb adds to the event its complement names, by lemma."""
    return dict(line.split("\t") for line in _lines("events", "verbs.tsv"))


@cache
def happenings() -> frozenset[str]:
    """Return the nouns that name a happening by themselves: an earthquake, an election, a trial."""
    return frozenset(word for line in _lines("events", "nouns.txt") for word in line.split())


@cache
def states() -> frozenset[str]:
    """Return the nouns that look like acts and tell how things stand: anger, injury."""
    return frozenset(word for line in _lines("events", "states.txt") for word in line.split())


@cache
def idioms() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """Return, by verb, the words that make another act of it: "let" with "go" is to release."""
    table: dict[str, list[tuple[frozenset[str], str]]] = {}
    for line in _lines("events", "idioms.tsv"):
        verb, others, act = line.split("\t")
        table.setdefault(verb, []).append((frozenset(others.split("|")), act))
    return {verb: tuple(found) for verb, found in table.items()}


@cache
def general_nouns() -> dict[str, frozenset[str]]:
    """Return the classes of acts that a general noun can take up: "the accident" after a collapse."""
    return {
        noun: frozenset(acts.split()) for noun, acts in (line.split("\t") for line in _lines("events", "general.tsv"))
    }


@cache
def verbs() -> frozenset[str]:
    """Return every word that is a verb in the dictionary."""
    return frozenset(_lines("words", "verbs.txt"))
