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


MEANING = "the meaning of "  # before the words that told the coder a kind
WITH = " with "  # between an act and the words around it that told its kind


class Kind(NamedTuple):
    """A PLOVER type and mode, or a kind of ours, each "" where none fits, and the words that say so."""

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


OURS = frozenset(  # kinds for what PLOVER leaves out, defined in docs/kinds.md
    """ACCIDENT APPOINT BUSINESS COURT CRIME CULTURE DEATH DISASTER ELECTION HEALTH LAW LIFE MOVE SCIENCE SEARCH SPORT
    STATEMENT""".split()
)


@cache
def _lexicon(name: str = "lexicon.tsv") -> dict[str, tuple[Pattern, ...]]:
    table: dict[str, list[Pattern]] = defaultdict(list)
    for words, pattern, *kind in rows(name):
        type_, mode = (*kind, "", "")[:2]
        terms = tuple(words_of(term) for term in pattern.split())
        for word in words.split():
            table[word].append(Pattern(terms, Kind(type_, mode)))
    # Longer patterns are narrower; among equals the file's order decides.
    return {word: tuple(sorted(found, key=lambda p: not p.terms)) for word, found in table.items()}


def words_of(term: str) -> frozenset[str]:
    """Return the words that a term of a pattern stands for, those of its groups among them."""
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
    return _match("lexicon.tsv", lemma, around)


def ours(lemma: str, around: Collection[str] = ()) -> Kind:
    """Return the kind of ours of an act that PLOVER leaves out.

    >>> ours("earthquake")[:2], ours("win", ["seat"])[:2], ours("win", ["final"])[:2]
    (('DISASTER', ''), ('ELECTION', ''), ('SPORT', ''))
    """
    return _match("own.tsv", lemma, around)


def _match(name: str, lemma: str, around: Collection[str]) -> Kind:
    near = frozenset(around) - {lemma}
    for pattern in _lexicon(name).get(lemma, ()):
        met = [term & near for term in pattern.terms]
        if all(met):
            words = " and ".join(min(found) for found in met)
            return pattern.kind._replace(rule=f"{lemma}{WITH}{words}" if words else lemma)
    return Kind("", "")


@cache
def plain(type_: str) -> frozenset[str]:
    """Return the words that the lexicon gives a type by themselves.

    >>> "bomb" in plain("ASSAULT"), "impose" in plain("SANCTION")
    (True, False)
    """
    return frozenset(word for word in _lexicon() if lookup(word).type == type_)


@cache
def names() -> frozenset[str]:
    """Return every kind, and every kind with a mode that it may have: "ASSAULT", "ASSAULT/aerial".

    >>> "PROTEST/strike" in names(), "DISASTER" in names(), "PROTEST/aerial" in names()
    (True, True, False)
    """
    lines = [p.kind for name in ("lexicon.tsv", "own.tsv") for found in _lexicon(name).values() for p in found]
    modes = {(kind.type, kind.mode) for kind in lines} | set(_cameo())
    return PLOVER | OURS | {f"{type_}/{mode}" for type_, mode in modes if mode}


@cache
def _cameo() -> dict[tuple[str, str], str]:
    return {(type_, mode): code for type_, mode, code in rows("cameo.tsv")}


def cameo(type_: str, mode: str = "") -> str:
    """Return the CAMEO code of a PLOVER type and mode, the root's where the mode has none, "" for what is ours.

    >>> cameo("ASSAULT", "aerial"), cameo("COERCE", "cyber"), cameo("DISASTER")
    ('195', '170', '')
    """
    return _cameo().get((type_, mode)) or _cameo().get((type_, ""), "")


class Context(NamedTuple):
    """What tells a PLOVER context: words of the clause, sectors of who takes part, kinds and modes."""

    name: str
    words: frozenset[str]
    sectors: frozenset[str]
    kinds: frozenset[str]


@cache
def _contexts() -> tuple[Context, ...]:
    lines = ((*row, "", "", "")[:4] for row in rows("contexts.tsv"))
    return tuple(Context(line[0], *(frozenset(field.split()) for field in line[1:])) for line in lines)


def contexts(words: Collection[str], *, kind: str, mode: str, sectors: Collection[str]) -> tuple[str, ...]:
    """Return the PLOVER contexts that words, sectors, a kind or a mode tell, in the order of the manual.

    >>> contexts(["the", "court", "embassies"], kind="SANCTION", mode="convict", sectors=["MIL"])
    ('military', 'legal', 'diplomatic')
    """
    told = {form for word in words for form in (word, word.removesuffix("s"), word.removesuffix("es"))}
    told |= {f"{word.removesuffix('ies')}y" for word in words if word.endswith("ies")}
    return tuple(
        one.name
        for one in _contexts()
        if one.words & told or one.sectors & frozenset(sectors) or one.kinds & {kind, mode}
    )
