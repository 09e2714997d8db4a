"""Reports with entity mentions named by their words, for what resolve reads of a report: no trees, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.records import (
    EntityForm,
    EntityMention,
    EntityType,
    Format,
    Parsed,
    Report,
    Sentence,
    Span,
    Tokens,
    Told,
)
from dateline.resolve.context import Context

WORD = re.compile(r"\w[\w.’'-]*|\S")


def span(text: str, phrase: str) -> Span:
    """Return where the phrase stands; `army#2` is its second place."""
    words, _, place = phrase.partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[int(place or 1) - 1]
    return Span(found.start(), found.end())


def context(text: str, entities: Sequence[Sequence[object]] = (), dateline: str | None = None) -> Context:
    """Build a report of one sentence a full stop; entities are (phrase, type, form, chain)."""
    found = list(WORD.finditer(text))
    sentence, sentences, first = [], [], 0
    for index, word in enumerate(found):
        sentence.append(len(sentences))
        if word[0] == "." or index == len(found) - 1:
            whole = Span(found[first].start(), word.end())
            sentences.append(Sentence(first=first, last=index + 1, span=whole))
            first = index + 1
    tokens = Tokens(
        text=tuple(w[0] for w in found),
        span=tuple(Span(w.start(), w.end()) for w in found),
        lemma=tuple(w[0].lower() for w in found),
        upos=("X",) * len(found),
        xpos=("X",) * len(found),
        feats=("_",) * len(found),
        head=tuple(range(len(found))),
        deprel=("root",) * len(found),
        sentence=tuple(sentence),
    )
    report = Report(
        id="r0123456789abcdef",
        sha256="0" * 64,
        path="made-by-hand.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        dateline_place=Told(value=dateline, rule="by hand") if dateline else None,
    )
    mentions = tuple(_entity(text, tokens, *entity) for entity in entities)
    parsed = Parsed(
        report=report.id,
        model="by hand",
        tokens=tokens,
        sentences=tuple(sentences),
        entities=mentions,
        predicates=(),
        times=(),
    )
    return Context(report, parsed)


def _entity(text: str, tokens: Tokens, phrase: str, kind: str, form: str = "name", chain: int | None = None):
    where = span(text, phrase)
    inside = [i for i, s in enumerate(tokens.span) if where.start <= s.start < where.end]
    return EntityMention(
        first=inside[0],
        last=inside[-1] + 1,
        head=inside[-1],
        span=where,
        type=EntityType(kind),
        form=EntityForm(form),
        chain=chain,
    )
