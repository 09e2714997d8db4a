"""The lexicon of acts: nouns to the verbs that name the same act, acts to classes, words to PLOVER types and modes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

PLOVER = frozenset(  # the types of the manual of 2023
    """ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION
    SUPPORT THREATEN""".split()
)


class Kind(NamedTuple):
    """A PLOVER type and mode, each "" where none fits, and the line of the lexicon that says so."""

    type: str
    mode: str
    rule: str = ""


class Pattern(NamedTuple):
    """One line of the lexicon: what must stand around the act, term by term, and the kind that follows."""

    terms: tuple[frozenset[str], ...]
    kind: Kind


def rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of one of this folder's tables, comments left out."""
    text = (files("dateline.resources.kinds") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [field.strip() for field in line.split("\t")]


@cache
def _acts() -> dict[str, str]:
    table = {row[0]: row[1] for row in rows("acts.tsv")}
    table.update((noun, verb or noun) for noun, verb in ((*row, "")[:2] for row in rows("own_acts.tsv")))
    return table


@cache
def _groups() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in rows("groups.tsv")}


@cache
def _lexicon() -> dict[str, tuple[Pattern, ...]]:
    table: dict[str, list[Pattern]] = defaultdict(list)
    for words, pattern, *kind in rows("lexicon.tsv"):
        type_, mode = (*kind, "", "")[:2]
        terms = tuple(_words(term) for term in pattern.split())
        for word in words.split():
            table[word].append(Pattern(terms, Kind(type_, mode, f"{word} {pattern}".strip())))
    # Longer patterns are narrower; among equals the file's order decides.
    return {word: tuple(sorted(found, key=lambda p: not p.terms)) for word, found in table.items()}


def _words(term: str) -> frozenset[str]:
    words: set[str] = set()
    for word in term.split("|"):
        words |= _groups()[word[1:]] if word.startswith("@") else {word}
    return frozenset(words)


@cache
def _classes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for name, words in rows("classes.tsv"):
        for word in words.split():
            table[word].add(name)
    return {word: frozenset(names) for word, names in table.items()}


def act(lemma: str, upos: str) -> str:
    """Return the lemma of the act that a word names: "kill" for the noun "killing", a verb's own lemma.

    >>> act("resumption", "NOUN"), act("withdraw", "VERB"), act("war", "NOUN")
    ('resume', 'withdraw', 'war')
    """
    lemma = lemma.lower()
    if upos in {"NOUN", "PROPN"}:
        table = _acts()
        return table.get(lemma) or table.get(lemma.removesuffix("s"), lemma)
    return lemma


def is_event_noun(lemma: str) -> bool:
    """Say whether a noun is known to name an act."""
    lemma = lemma.lower()
    return lemma in _acts() or lemma in _lexicon()


def in_group(lemma: str, group: str) -> bool:
    """Say whether a lemma is in one of the groups that patterns name.

    >>> in_group("rocket", "weapon"), in_group("envoy", "weapon")
    (True, False)
    """
    return lemma in _groups().get(group, frozenset())


def classes(act: str) -> frozenset[str]:
    """Return the classes of acts that a lemma can name; its own name where it is in none."""
    return _classes().get(act, frozenset((act,)))


def same_class(left: str, right: str) -> bool:
    """Say whether two lemmas can name one act.

    >>> same_class("assassinate", "kill"), same_class("halt", "suspend"), same_class("halt", "resume")
    (True, True, False)
    """
    return left == right or not classes(left).isdisjoint(classes(right))


def lookup(lemma: str, around: Collection[str] = ()) -> Kind:
    """Return the kind of an act from its lemma and the lemmas around it.

    >>> lookup("impose", ["sanction"])[:2], lookup("impose", ["curfew"])[:2], lookup("sleep")[:2]
    (('SANCTION', 'discontinue'), ('COERCE', 'curfew'), ('', ''))
    """
    near = frozenset(around) - {lemma}
    for pattern in _lexicon().get(lemma, ()):
        if all(term & near for term in pattern.terms):
            return pattern.kind
    return Kind("", "")
