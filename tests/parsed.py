"""Build a Report and its Parsed by hand, from a compact tree: no model, no grammar of times.

`rows` holds one token a line, FORM LEMMA UPOS XPOS HEAD DEPREL parted by blanks, FEATS behind them where they matter,
with CoNLL's 1-based heads inside the sentence (0 for a root); a blank line parts sentences, a line `# title` marks
the sentence that follows as a title. Phrases are found in the text by their words; `killing#2` is the second place
where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.records import (
    Argument,
    EntityForm,
    EntityMention,
    EntityType,
    Format,
    Parsed,
    Predicate,
    Report,
    Sentence,
    Span,
    TimeExpression,
    TimeType,
    Tokens,
    Told,
)


def report(text: str, published: str | None = None) -> Report:
    """Return a plain-text report in English."""
    return Report(
        id="r0123456789abcdef",
        sha256="0" * 64,
        path="made-by-hand.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        published=Told(value=published, rule="by hand") if published else None,
    )


def phrase_tokens(tokens: Tokens, text: str, phrase: str) -> tuple[int, int]:
    """Return the tokens [first, last) that make the phrase."""
    words, _, place = phrase.partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[int(place or 1) - 1]
    inside = [i for i, span in enumerate(tokens.span) if found.start() <= span.start < found.end()]
    return inside[0], inside[-1] + 1


def parsed(
    text: str,
    rows: str,
    *,
    entities: Sequence[tuple[str, str, str, int | None]] = (),
    predicates: Sequence[tuple[str, Mapping[str, str]]] = (),
    times: Sequence[tuple[str, str, str]] = (),
    published: str | None = None,
) -> tuple[Report, Parsed]:
    """Build both records.

    `entities` are (phrase, type, form, chain), `predicates` (word, {role: phrase}), `times` (phrase, type, form).
    """
    tokens, sentences = _tokens(text, rows)
    return report(text, published), Parsed(
        report="r0123456789abcdef",
        model="by hand",
        tokens=tokens,
        sentences=sentences,
        entities=tuple(_entity(tokens, text, *entity) for entity in entities),
        predicates=tuple(sorted((_predicate(tokens, text, *p) for p in predicates), key=lambda p: p.token)),
        times=tuple(_time(tokens, text, *time) for time in times),
    )


def _tokens(text: str, rows: str) -> tuple[Tokens, tuple[Sentence, ...]]:
    columns: list[tuple[str, Span, str, str, str, int, str, int, str]] = []
    sentences: list[Sentence] = []
    at = 0
    for block in re.split(r"\n\s*\n", rows.strip()):
        lines = [line.split() for line in block.strip().splitlines()]
        title = lines[0][:2] == ["#", "title"]
        first = len(columns)
        for line in lines[title:]:
            form, lemma, upos, xpos, head, deprel, feats = [*line, "_"][:7]
            start = text.index(form, at)
            at = start + len(form)
            governor = len(columns) if head == "0" else first + int(head) - 1
            columns.append((form, Span(start, at), lemma, upos, xpos, governor, deprel, len(sentences), feats))
        span = Span(columns[first][1].start, at)
        sentences.append(Sentence(first=first, last=len(columns), span=span, title=title))
    form, span_, lemma, upos, xpos, head_, deprel, sentence, feats_ = zip(*columns, strict=True)
    tokens = Tokens(
        text=form,
        span=span_,
        lemma=lemma,
        upos=upos,
        xpos=xpos,
        feats=feats_,
        head=head_,
        deprel=deprel,
        sentence=sentence,
    )
    return tokens, tuple(sentences)


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return Span(tokens.span[first].start, tokens.span[last - 1].end)


def _entity(tokens: Tokens, text: str, phrase: str, kind: str, form: str, chain: int | None) -> EntityMention:
    first, last = phrase_tokens(tokens, text, phrase)
    head = next((i for i in range(first, last) if not first <= tokens.head[i] < last), last - 1)
    return EntityMention(
        first=first,
        last=last,
        head=head,
        span=_span(tokens, first, last),
        type=EntityType(kind),
        form=EntityForm(form),
        chain=chain,
    )


def _predicate(tokens: Tokens, text: str, word: str, roles: Mapping[str, str]) -> Predicate:
    arguments = []
    for role, phrase in roles.items():
        first, last = phrase_tokens(tokens, text, phrase)
        arguments.append(Argument(role=role, first=first, last=last))
    return Predicate(
        token=phrase_tokens(tokens, text, word)[0],
        score=1.0,
        trigger=1.0,
        happened=3.0,
        arguments=tuple(arguments),
        vector=b"",
    )


def _time(tokens: Tokens, text: str, phrase: str, kind: str, form: str) -> TimeExpression:
    first, last = phrase_tokens(tokens, text, phrase)
    return TimeExpression(
        span=_span(tokens, first, last), first=first, last=last, type=TimeType(kind), form=form, rule="by hand"
    )
