"""One sentence of any corpus, with the layers that its annotators filled; the rest is None and trains nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Example:
    """A sentence's words and their labels, one label a word; a layer of None was not annotated."""

    corpus: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    feats: list[str] | None = None  # tense, mood, voice and form of verbs, "_" for other words
    head: list[int] | None = None  # index of the governing word, -1 for the root
    deprel: list[str] | None = None
    predicates: list[tuple[int, list[str]]] | None = None  # the predicate's index and a BIO role for each word
    names: list[frozenset[str]] | None = None  # the BIO labels that the annotation allows
    triggers: list[bool] | None = None
    happened: dict[int, float] | None = None  # word to how sure it happened, -3 to 3
