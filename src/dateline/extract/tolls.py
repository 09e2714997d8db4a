"""What a number counts: an act or a word in, the name of the toll out ("killed", "wounded", "crowd")."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.extract.acts import Act
from dateline.extract.tree import Tree

ACTED_ON = ("obj", "iobj", "nsubj:pass")
# A number told of these is told of an event's toll: the word for the toll itself, and whom it counts.
TOTALS = frozenset("toll tally number count total figure".split())
CROWDS = frozenset("crowd turnout attendance".split())
TERMS = frozenset("year month week day hour minute second".split())
SENTENCING = frozenset("sentence jail imprison ban suspend condemn convict disqualify".split())


def _rows(name: str) -> list[list[str]]:
    text = (files("dateline.resources") / "numbers" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def units() -> dict[str, str]:
    """Return the names of units by their lemma or sign."""
    return {row[0]: row[1] for row in _rows("units.tsv")}


@cache
def _tolls(column: str) -> dict[str, list[tuple[str, str]]]:
    """Return, by first word, the word that must stand beside it ("" for none) and the toll told."""
    table: dict[str, list[tuple[str, str]]] = {}
    for name, kind, words in _rows("tolls.tsv"):
        for word in words.split() if kind == column else ():
            first, _, beside = word.partition("+")
            table.setdefault(first, []).append((beside, name))
    return {word: sorted(found, reverse=True) for word, found in table.items()}


def state(lemma: str, word: str = "") -> str:
    """Return the toll that a word tells of who is counted before it, "" where it tells none.

    >>> state("dead"), state("infection"), state("injure", "injured"), state("soldier")
    ('killed', 'infected', 'wounded', '')
    """
    table = _tolls("states")
    found = table.get(word) or table.get(lemma)
    return found[0][1] if found else ""


def of_act(tree: Tree, act: Act, relation: str) -> str:
    """Return the toll that counts who stands in a relation to the act: "of" for a noun's own phrase, else deprel."""
    heads = (act.token, *act.lenders)
    words = (act.lemma.partition(" ")[0], *(tree.lemma(i) for i in heads))
    around = {tree.lemma(i) for head in heads for kid in tree.children[head] for i in (kid, *tree.children[kid])}
    around |= {tree.lemma(i) for i in range(*act.trigger)}
    acting = relation == "nsubj" and act.kind.type != "ASSAULT"
    if acting and (name := _found("subject", words, around)):
        return name
    if act.kind.type == "PROTEST" and relation in {"nsubj", "of", "by"}:
        return "crowd"
    lone = relation == "nsubj" and not tree.kids(act.token, "obj")
    if relation in {"of", *ACTED_ON} or lone:
        return _found("acts", words, around)
    return ""


def _found(column: str, words: tuple[str, ...], around: set[str]) -> str:
    table = _tolls(column)
    for word in words:
        for beside, name in table.get(word, ()):
            if not beside or beside in around:
                return name
    return ""


def of_total(tree: Tree, token: int) -> str:
    """Return what a word for a toll counts: "the death toll", "the number of injured", "the crowd"."""
    lemma = tree.lemma(token)
    if lemma in CROWDS:
        return "crowd"
    if lemma not in TOTALS:
        return ""
    kids = (*tree.kids(token, "compound", "amod", "nmod"),)
    told = (state(tree.lemma(kid), tree.word(kid)) for kid in kids for kid in (kid, *tree.kids(kid, "conj", "acl")))
    return next(filter(None, told), "killed" if lemma == "toll" else "")
