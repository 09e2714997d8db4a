"""Who tells a headline: a title's words in, attributions out ("X – reports", "X: witnesses", "Iran: X").

A colon after a short noun phrase is read in the body too ("Minister: talks will go on").
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract import source_kinds
from dateline.extract.found import Found, Sort
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon
from dateline.records import EntityForm, EntityType, SourceKind

DASHES = frozenset({"-", "–", "—", "--", ":"})
TAIL = 6  # words behind the mark
FRONT = 6  # words before a colon
NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "PUNCT", "NUM"})
SPEAKING = frozenset({EntityType.PERSON, EntityType.ORGANISATION})  # in a title places are too: "Iran: no talks"


def tail(tree: Tree, first: int, last: int) -> Iterator[Found]:
    """Read a headline's tail: "Ministers meet in secret – reports", "Students burned ballots: witnesses"."""
    text = tree.tokens.text
    mark = next((i for i in range(last - 2, max(first, last - TAIL - 1), -1) if text[i] in DASHES), None)
    if mark is None or mark - first < 3:
        return
    words = [i for i in range(mark + 1, last) if tree.tokens.upos[i] != "PUNCT"]
    if not words or any(tree.tokens.upos[i] in {"VERB", "AUX", "ADP"} for i in words[:-1]):
        return
    spaced = tree.tokens.span[mark - 1].end < tree.tokens.span[mark].start
    if not (spaced or text[mark] == ":") or not _source(tree, words, named=text[mark] != ":"):
        return
    noun = words[-1]
    yield Found(
        trigger=noun,
        cue=frozenset({noun}),
        source=noun,
        content=frozenset(range(first, mark)),
        sort=Sort.REPORT,
        phrase=frozenset(words),
    )


def _source(tree: Tree, words: list[int], *, named: bool) -> bool:
    """Say whether the words can be a source: reports, a kind of source, or any name where only that may follow."""
    noun = words[-1]
    if tree.word(noun) in lexicon("media") or (named and tree.tokens.upos[noun] == "PROPN"):
        return True
    told = " ".join(tree.word(i) for i in words)
    return tree.tokens.upos[noun] in {"NOUN", "PROPN"} and source_kinds.kind(told) is not SourceKind.OTHER


def front(tree: Tree, first: int, last: int, *, title: bool) -> Iterator[Found]:
    """Read "Minister: talks will go on": a short noun phrase, a colon, then a clause, or in a title what is told."""
    colon = next((i for i in range(first + 1, min(first + FRONT + 1, last - 2)) if tree.tokens.text[i] == ":"), None)
    if colon is None:
        return
    before, after = range(first, colon), range(colon + 1, last)
    clause = any(tree.tokens.upos[i] in {"VERB", "AUX"} for i in after)
    if any(tree.tokens.upos[i] not in NOMINAL for i in before) or not (clause or title):
        return
    head = next((i for i in reversed(before) if tree.tokens.upos[i] in {"PROPN", "NOUN"}), None)
    if head is None:
        return
    placed = any(tree.tokens.upos[i] == "ADP" for i in before)  # "War in Dorvan:" names no source
    speaking = SPEAKING | {EntityType.GEOPOLITICAL} if title else SPEAKING  # "Idlib: strikes hit the town" tells where
    names = (m for m in tree.parsed.entities if m.form is EntityForm.NAME and m.type in speaking)
    named = not placed and any(first <= name.first and name.last == colon for name in names)
    if not named and not _source(tree, list(before) if placed else [head], named=False):
        return
    yield Found(
        trigger=colon,
        cue=frozenset({colon}),
        source=head,
        content=frozenset(after),
        sort=Sort.REPORT,
        phrase=frozenset(before),
    )
