"""Who tells what: a report and its trees in, attributions out; and for one word, the chain of its tellers.

An attribution is a cue, a source and the content they cover (the terms of PDTB and PolNeAR). Nesting is read off the
tokens: where one attribution's cue stands in another's content, the other is nearer to the narrator.

What the content presupposes stays with the narrator (`presupposed.py`); words between quotation marks are always the
speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dateline.extract.anonymity import reasons
from dateline.extract.attitudes import attitudes
from dateline.extract.cue_phrases import cue_phrase, without_led
from dateline.extract.cues import find
from dateline.extract.found import TELLING, Found, Sort
from dateline.extract.hedges import hedge
from dateline.extract.presupposed import presupposed
from dateline.extract.quotes import nested, quotes
from dateline.extract.sources import REPORTS, Sources
from dateline.extract.speech import parted, with_quotes
from dateline.extract.transcripts import turns
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon
from dateline.records import Attribution, Hop, Parsed, Report, SourceKind, Span


class Manner(StrEnum):
    """How the content stands in the text."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One attribution: tokens of cue, source and content, and the hop they make."""

    trigger: int
    cue: tuple[int, ...]
    source: tuple[int, ...]  # with what describes it; the hop's span is without
    content: frozenset[int]
    words: Span | None  # from the content's first word to its last
    background: frozenset[int]  # tokens of the content that the narrator vouches for
    hop: Hop
    sort: Sort
    manner: Manner
    inside: int | None
    told: int | None

    @property
    def telling(self) -> bool:
        """Say whether the source tells or thinks the content, rather than means to do or judges it."""
        return self.sort in TELLING


def attribute(report: Report, parsed: Parsed) -> tuple[Attributed, ...]:
    """Find every attribution of a report, in the order of the text."""
    tree = Tree(parsed)
    marks = quotes(report, tree)
    spoken = turns(report, tree)
    inner = nested(report, tree, marks)
    told = parted(tree, [*with_quotes(tree, marks, _beside(find(tree), spoken), inner), *spoken])
    found = without_led(tree, told + attitudes(tree, told))
    turned = {one.trigger for one in found}
    quoted = frozenset().union(*(quote.tokens for quote in marks))
    sources = Sources(tree, quoted)
    why = reasons(tree, found)
    built = [
        _build(tree, sources, quoted, one, wording=cue_phrase(tree, one, turned), why=why.get(one.trigger))
        for one in sorted(found, key=lambda f: (_place(f), f.trigger))
    ]
    return tuple(sorted(built, key=lambda a: a.trigger))


def _beside(found: list[Found], spoken: list[Found]) -> list[Found]:
    """Leave out what a turn of a transcript tells already: the same colon."""
    colons = {one.trigger for one in spoken}
    return [one for one in found if one.trigger not in colons]


def chain(attributed: Sequence[Attributed], token: int) -> Attribution:
    """Return who tells the event that the word names, from the narrator's side to the event's side."""
    holds = [
        a
        for a in attributed
        if token in a.content and token not in a.background and token not in a.cue and a.telling and a.hop.name
    ]
    triggers = {a.trigger: a for a in holds}

    def depth(one: Attributed) -> tuple[int, int]:
        outside = sum(other is not one and _outside(other, one) for other in holds)
        return outside, one.trigger

    ordered = sorted(triggers.values(), key=depth)
    hops: list[Hop] = []
    for one in ordered:
        same = hops and hops[-1].name == one.hop.name
        bare = one.hop.name == REPORTS and not one.source and len(ordered) > 1
        if not (same or bare):  # a named source says more than "reportedly"
            hops.append(one.hop)
    hops = _hedged(hops, [one.hop for one in ordered])
    told = next((one.told for one in reversed(ordered) if one.told is not None), None)
    return Attribution(hops=tuple(hops), content=ordered[-1].words if hops else None, told=told)


def _hedged(hops: Sequence[Hop], told: Sequence[Hop]) -> list[Hop]:
    """Keep a hedge that has no hop of its own with the hop of the same teller, or with the one nearest to the event."""
    kept = list(hops)
    for at, hop in enumerate(kept):
        last = at == len(kept) - 1
        loose = [one.hedge for one in told if one.hedge and (one.name == hop.name or (last and one.name == REPORTS))]
        if hop.hedge is None and loose:
            kept[at] = replace(hop, hedge=loose[0])
    return kept


def _outside(outer: Attributed, inner: Attributed) -> bool:
    if outer.inside == inner.trigger:
        return False
    return inner.inside == outer.trigger or (inner.trigger in outer.content and outer.trigger not in inner.content)


def _place(found: Found) -> int:
    return found.trigger if found.source is None else min(found.source, found.trigger)


# --- hops ---------------------------------------------------------------------------------------------------------


def _build(
    tree: Tree,
    sources: Sources,
    quoted: frozenset[int],
    one: Found,
    *,
    wording: frozenset[int],
    why: frozenset[int] | None,
) -> Attributed:
    content = _trim(tree, one.content - one.cue - wording)
    if one.source is None:
        phrase: list[int] = []
        words: list[int] = []
        name, kind = (REPORTS, SourceKind.UNNAMED) if _unsourced(tree, one) else ("", SourceKind.OTHER)
    else:
        words = sorted(one.phrase) or [i for i in tree.phrase(one.source) if i not in one.cue]
        phrase = _full(tree, one, words)
        name, kind = "", SourceKind.OTHER
        if one.telling:
            name, kind = sources.name(one.source, one.phrase)
            kind = sources.kind(one.source, kind, phrase)
        content -= frozenset(phrase) if not set(phrase) <= content else frozenset()
    if why is not None:
        kind = SourceKind.UNNAMED
    cue = tuple(sorted(one.cue))
    words = words or list(cue)
    doubt = hedge(tree, one)
    shared = len(content & quoted)
    manner = Manner.INDIRECT if not shared else Manner.DIRECT if shared >= len(content) - 2 else Manner.MIXED
    return Attributed(
        trigger=one.trigger,
        cue=tuple(sorted(wording)),
        source=tuple(phrase),
        content=content,
        words=tree.span(content) if content else None,
        background=_presupposed(tree, one, content) - quoted,
        hop=Hop(
            name=name,
            kind=kind,
            span=tree.span(words),
            cue=tree.span(cue),
            hedge=tree.span(doubt) if doubt else None,
            reason=tree.span(why) if why else None,
        ),
        sort=one.sort,
        manner=manner,
        inside=one.inside,
        told=_told(tree, one, content),
    )


def _presupposed(tree: Tree, one: Found, content: frozenset[int]) -> frozenset[int]:
    return presupposed(tree, content, bare=one.source is None or bool(one.phrase)) if one.telling else frozenset()


def _full(tree: Tree, one: Found, phrase: list[int]) -> list[int]:
    """Return the source's words with what describes it: "Jane Roe, a nurse who was there,"."""
    if one.phrase or one.source is None or not phrase:
        return phrase
    reach = (tree.subtree(one.source) | set(phrase)) - one.cue - one.content
    last = max(phrase)
    while last + 1 in reach:
        last += 1
    return [i for i in range(min(phrase), last + 1) if i not in one.cue]


def _unsourced(tree: Tree, one: Found) -> bool:
    """Say whether a cue without a source attributes to nobody in particular: "reportedly", "it is said"."""
    word = tree.lemma(one.trigger)
    if word in lexicon("hedge") | lexicon("hedged") | lexicon("rumour_noun"):
        return True
    passive = tree.passive(one.trigger)
    return passive and word in lexicon("hearsay")


def _trim(tree: Tree, content: frozenset[int]) -> frozenset[int]:
    """Drop punctuation at the ends of the content, quotation marks apart."""
    kept = sorted(content)
    keep = {'"', "“", "”", "''", "``"}
    while kept and tree.tokens.upos[kept[0]] == "PUNCT" and tree.tokens.text[kept[0]] not in keep:
        kept.pop(0)
    while kept and tree.tokens.upos[kept[-1]] == "PUNCT" and tree.tokens.text[kept[-1]] not in keep:
        kept.pop()
    return frozenset(kept)


def _told(tree: Tree, one: Found, content: frozenset[int]) -> int | None:
    """Return the time expression of the telling: one that hangs from the cue, outside what is told."""
    reach = tree.subtree(one.trigger) - content
    for i, time in enumerate(tree.parsed.times):
        if time.first in reach and time.first not in one.content:
            return i
    return None
