"""Verbs in their clauses: a mention's verb, its auxiliaries, and whether its clause is a main one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from dateline.records import Mention, Parsed

MAIN = frozenset({"root", "conj", "ccomp", "parataxis", "dep"})
VERBS = frozenset({"VBD", "VBN", "VBZ", "VBP", "VBG", "VB"})
HAVE = frozenset({"has", "have", "'ve", "'s"})
HAD = frozenset({"had", "'d"})
_START = attrgetter("start")


def token_at(parsed: Parsed, mention: Mention) -> int | None:
    """Return the first token that does not start before a mention's trigger."""
    spans = parsed.tokens.span
    at = bisect_left(spans, mention.trigger.start, key=_START)
    return at if at < len(spans) else None


def tokens_of(parsed: Parsed, mention: Mention) -> list[int]:
    """Return the tokens of a mention's trigger."""
    sentence, spans = parsed.sentences[mention.sentence], parsed.tokens.span
    first = bisect_left(spans, mention.trigger.start, sentence.first, sentence.last, key=_START)
    last = bisect_left(spans, mention.trigger.end, first, sentence.last, key=_START)
    return [i for i in range(first, last) if mention.trigger.covers(spans[i])]


def verb_of(parsed: Parsed, mention: Mention) -> int | None:
    """Return the verb of a mention's trigger."""
    tags = parsed.tokens.xpos
    return next((i for i in tokens_of(parsed, mention) if tags[i] in VERBS), None)


def upwards(parsed: Parsed, token: int) -> Iterator[int]:
    """Walk from a token to its root, the token first."""
    heads = parsed.tokens.head
    for _ in range(40):
        yield token
        if heads[token] == token:
            return
        token = heads[token]


def relation(parsed: Parsed, token: int) -> str:
    """Return a token's relation to its governor without its subtype."""
    return parsed.tokens.deprel[token].split(":")[0]


def is_main(parsed: Parsed, token: int) -> bool:
    """Say whether a word heads a main clause, or what one says."""
    return all(relation(parsed, at) in MAIN and not _goes_on_below(parsed, at) for at in upwards(parsed, token))


def _goes_on_below(parsed: Parsed, token: int) -> bool:
    """Say whether a conjunct goes on from a nearer lower clause: "He resigned after a bridge fell and killed two"."""
    tokens = parsed.tokens
    if relation(parsed, token) != "conj":
        return False
    kids = kids_of(parsed, token)
    joint = next((i for i in kids if relation(parsed, i) == "cc"), None)
    if joint is None or tokens.text[joint - 1] == "," or any(relation(parsed, i) == "nsubj" for i in kids):
        return False
    between = [i for i in range(tokens.head[token] + 1, token) if tokens.xpos[i] == "VBD" and tokens.upos[i] == "VERB"]
    return bool(between) and relation(parsed, between[-1]) in {"advcl", "acl"}


def kids_of(parsed: Parsed, token: int) -> list[int]:
    """Return the words that hang from one."""
    sentence = parsed.sentences[parsed.tokens.sentence[token]]
    return [i for i in range(sentence.first, sentence.last) if parsed.tokens.head[i] == token and i != token]


def helpers_of(parsed: Parsed, token: int) -> set[str]:
    """Return the auxiliaries of a verb, shared from the conjunct before where it has none ("were killed, two hurt")."""
    tokens = parsed.tokens
    for at in upwards(parsed, token):
        kids = kids_of(parsed, at)
        own = {tokens.text[i].lower() for i in kids if relation(parsed, i) == "aux"}
        shared = tokens.xpos[token] == "VBN" or not any(relation(parsed, i) == "nsubj" for i in kids)
        if own or relation(parsed, at) != "conj" or not shared:
            return own
    return set()


def is_perfect(parsed: Parsed, verb: int) -> bool:
    """Say whether a verb stands in the present perfect."""
    return parsed.tokens.xpos[verb] == "VBN" and bool(helpers_of(parsed, verb) & HAVE)


def is_pluperfect(parsed: Parsed, verb: int) -> bool:
    """Say whether a verb stands in the past perfect."""
    return bool(helpers_of(parsed, verb) & HAD)
