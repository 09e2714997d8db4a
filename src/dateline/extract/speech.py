"""Which cue a quotation belongs to: quotations and attributions as found in, the same with the quoted words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.found import Found, Sort
from dateline.extract.quotes import CLOSE, OPEN, STRAIGHT, Quote, spoken
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

MARKS = OPEN | CLOSE | STRAIGHT
REACH = 12  # tokens between a quotation and its cue: longer gaps in our own reading were other speakers' cues


def with_quotes(tree: Tree, marks: Sequence[Quote], found: list[Found], inner: Sequence[Quote] = ()) -> list[Found]:
    """Give each quotation to its cue: the one whose content it shares, the nearest beside it, or the last speaker's.

    Quotations inside others, `inner`, belong to a cue inside the same.
    """
    found = list(found)
    last: tuple[int, Quote] | None = None
    for quote in marks:
        owner, clause = _sharing(found, quote), spoken(tree, quote)
        if owner is None and clause:
            owner = _beside(tree, found, quote)
        if owner is None and clause and last is not None and _goes_on(tree, last[1], quote):
            owner = last[0]
        if owner is None:
            continue
        for i, one in enumerate(found):
            most = len(one.content & quote.tokens) * 2 > len(quote.tokens)
            if i == owner or (most and one.sort is Sort.REPORT and one.trigger not in quote.tokens):
                found[i] = replace(one, content=_told(tree, one, quote) - one.cue)
        last = owner, quote
    for quote in inner:
        owner = _beside(tree, found, quote) if spoken(tree, quote) else None
        if owner is not None:
            found[owner] = replace(found[owner], content=found[owner].content | quote.tokens)
    return [one for one in (_within(tree, marks, one) for one in found) if one.content]


def _within(tree: Tree, marks: Sequence[Quote], one: Found) -> Found:
    """Keep what somebody is quoted as telling of others inside the quotation marks."""
    quote = next((quote for quote in marks if one.trigger in quote.tokens and spoken(tree, quote)), None)
    if quote is None or one.content <= quote.tokens:
        return one
    return replace(one, content=one.content & quote.tokens)


def _told(tree: Tree, one: Found, quote: Quote) -> frozenset[int]:
    """Return the content with the quotation: nothing but quoted words where the cue stands at its marks."""
    own = one.cue | one.phrase | (tree.subtree(one.source) - quote.tokens if one.source is not None else frozenset())
    before = {quote.first - 1, quote.first - 2} & own and tree.tokens.upos[quote.first - 1] in {"PUNCT", "VERB"}
    after = {quote.last, quote.last + 1} & own and quote.closed
    if not (spoken(tree, quote) and (before or after)):
        return one.content | quote.tokens
    quoted = {i for i in one.content if tree.tokens.text[i] in MARKS} and _quoted(tree, one.content)
    return (quoted or frozenset()) | quote.tokens


def _quoted(tree: Tree, content: frozenset[int]) -> frozenset[int]:
    """Return the words of the content that stand between quotation marks, the marks among them."""
    inside, kept = False, set()
    for token in range(min(content), max(content) + 1):
        mark = tree.tokens.text[token] in MARKS
        if (inside or mark) and token in content:
            kept.add(token)
        inside ^= mark
    return frozenset(kept)


def parted(tree: Tree, found: list[Found]) -> list[Found]:
    """Part attributions that hold each other's cue."""
    parted = []
    for one in found:
        content = one.content
        for other in found:
            if other.trigger in one.content and one.trigger in other.content and _inner(tree, one, other):
                content -= other.cue | ({other.source} if other.source is not None else set())
        parted.append(replace(one, content=content))
    return parted


def _inner(tree: Tree, one: Found, other: Found) -> bool:
    """Say which of two is told by the other: an aside that comes later ("as quoted by") is outer, one in front too."""
    first, last = sorted((one, other), key=lambda found: found.trigger)
    leads = first.trigger == tree.sentence(first.trigger).first and tree.word(first.trigger) in lexicon("leading")
    return one is (last if leads else first)


def _sharing(found: list[Found], quote: Quote) -> int | None:
    best, most = None, 0
    for i, one in enumerate(found):
        shared = len(one.content & quote.tokens)
        if one.trigger not in quote.tokens and shared and one.sort is Sort.REPORT:
            tight = shared * 1000 - len(one.content)
            if best is None or tight > most:
                best, most = i, tight
    return best


def _beside(tree: Tree, found: list[Found], quote: Quote) -> int | None:
    """Return the cue that stands next to the quotation in its first or last sentence, adding one where need be."""
    best, gap = None, REACH + 1
    verbs = (lexicon("quoting") | lexicon("report") | lexicon("directive")) - lexicon("vague")
    for edge in (quote.first, quote.last - 1):
        sentence = tree.sentence(edge)
        for verb in range(sentence.first, sentence.last):
            if quote.first <= verb < quote.last or tree.tokens.upos[verb] != "VERB":
                continue
            if tree.lemma(verb) not in verbs:
                continue
            between = quote.first - verb if verb < quote.first else verb - quote.last
            if between < gap and tree.subject(verb) is not None:
                best, gap = verb, between
    if best is None:
        return None
    for i, one in enumerate(found):
        if one.trigger == best:
            return i
    source = tree.subject(best)
    if tree.passive(best) or (source is not None and source in quote.tokens):
        return None
    found.append(Found(trigger=best, cue=frozenset({best}), source=source, content=quote.tokens, sort=Sort.REPORT))
    return len(found) - 1


def _goes_on(tree: Tree, before: Quote, quote: Quote) -> bool:
    """Say whether a quotation with no cue of its own carries on the last speaker's."""
    sentence = tree.sentence(quote.first)
    starts = quote.first - sentence.first <= 1
    gap = tree.tokens.sentence[quote.first] - tree.tokens.sentence[before.last - 1]
    return starts and gap <= 1
