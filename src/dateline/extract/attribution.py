"""Who tells what: a report and its trees in, attributions out; and for one word, the chain of its tellers.

An attribution is a cue, a source and the content they cover (the terms of PDTB and PolNeAR). Nesting is read off the
tokens: where one attribution's cue stands in another's content, the other is nearer to the narrator.

What the content presupposes stays with the narrator, since presuppositions project out of what is told
(Karttunen 1973): "X said talks went on after the strikes" tells the talks in X's name, the strikes in ours.
Words between quotation marks are always the speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.extract.attitudes import attitudes
from dateline.extract.cue_phrases import cue_phrase, without_led
from dateline.extract.cues import find
from dateline.extract.found import Found, Sort
from dateline.extract.quotes import quotes
from dateline.extract.sources import REPORTS, Sources, lexicon
from dateline.extract.speech import parted, with_quotes
from dateline.extract.tree import Tree
from dateline.records import Attribution, Hop, Parsed, Report, SourceKind

PAST = frozenset({"VBD", "VBN"})


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
    background: frozenset[int]  # tokens of the content that the narrator vouches for
    hop: Hop
    sort: Sort
    manner: Manner
    inside: int | None
    told: int | None

    @property
    def telling(self) -> bool:
        """Say whether the source tells or thinks the content, rather than means to do or judges it."""
        return self.sort in {Sort.REPORT, Sort.BELIEF}


def attribute(report: Report, parsed: Parsed) -> tuple[Attributed, ...]:
    """Find every attribution of a report, in the order of the text."""
    tree = Tree(parsed)
    marks = quotes(report, tree)
    told = parted(with_quotes(tree, marks, find(tree)))
    found = without_led(tree, told + attitudes(tree, told))
    turned = {one.trigger for one in found}
    quoted = frozenset().union(*(quote.tokens for quote in marks))
    sources = Sources(tree, quoted)
    built = [
        _build(tree, sources, quoted, one, cue_phrase(tree, one, turned))
        for one in sorted(found, key=lambda f: (_place(f), f.trigger))
    ]
    return tuple(sorted(built, key=lambda a: a.trigger))


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
        hedge = one.hop.name == REPORTS and not one.source
        if hedge and len(ordered) > 1:
            continue  # a named source says more than "reportedly"
        if not hops or hops[-1].name != one.hop.name:
            hops.append(one.hop)
    told = next((one.told for one in reversed(ordered) if one.told is not None), None)
    return Attribution(hops=tuple(hops), told=told)


def _outside(outer: Attributed, inner: Attributed) -> bool:
    return inner.inside == outer.trigger or (inner.trigger in outer.content and outer.trigger not in inner.content)


def _place(found: Found) -> int:
    return found.trigger if found.source is None else min(found.source, found.trigger)


# --- hops ---------------------------------------------------------------------------------------------------------


def _build(tree: Tree, sources: Sources, quoted: frozenset[int], one: Found, wording: frozenset[int]) -> Attributed:
    content = _trim(tree, one.content - one.cue - wording)
    if one.source is None:
        phrase: list[int] = []
        words: list[int] = []
        name, kind = (REPORTS, SourceKind.UNNAMED) if _unsourced(tree, one) else ("", SourceKind.OTHER)
    else:
        phrase = sorted(one.phrase) or [i for i in tree.phrase(one.source) if i not in one.cue]
        name, kind = sources.name(one.source, one.phrase)
        words = phrase
        phrase = _full(tree, one, phrase)
        content -= frozenset(phrase) if not set(phrase) <= content else frozenset()
    cue = tuple(sorted(one.cue))
    words = words or list(cue)
    shared = len(content & quoted)
    manner = Manner.INDIRECT if not shared else Manner.DIRECT if shared >= len(content) - 2 else Manner.MIXED
    return Attributed(
        trigger=one.trigger,
        cue=tuple(sorted(wording)),
        source=tuple(phrase),
        content=content,
        background=_background(tree, content, bare=one.source is None or bool(one.phrase)) - quoted,
        hop=Hop(name=name, kind=kind, span=tree.span(words), cue=tree.span(cue)),
        sort=one.sort,
        manner=manner,
        inside=one.inside,
        told=_told(tree, one, content),
    )


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
    return passive and word in {"report", "say", "rumour", "rumor", "allege", "claim"}


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


def _background(tree: Tree, content: frozenset[int], *, bare: bool) -> frozenset[int]:
    """Return what the content presupposes: past "after" adjuncts, and relative clauses on what is taken to be known."""
    found = _inserted(tree, content)
    for token in content:
        rel = tree.tokens.deprel[token]
        head = tree.head(token)
        if head is None or head not in content:
            continue
        if tree.tokens.upos[token] == "NOUN" and _definite(tree, token) and not _announced(tree, token):
            found |= {token}
        relative = rel == "acl:relcl" and _past(tree, token) and (bare or _definite(tree, head))
        if relative or (_known(tree, token) and not _ahead(tree, head)):
            found |= tree.subtree(token)
    return found & content


def _inserted(tree: Tree, content: frozenset[int]) -> frozenset[int]:
    """Return relative clauses between commas: "the judge, who had resigned, ..."; they only describe."""
    found: set[int] = set()
    for token in content:
        if tree.word(token) not in {"who", "which", "whose"} or token - 1 not in content or tree.word(token - 1) != ",":
            continue
        last = tree.sentence(token).last
        end = next((i for i in range(token + 1, last) if tree.word(i) == ","), None)
        if end is not None:
            found.update(range(token, end))
    return frozenset(found) & content


def _announced(tree: Tree, noun: int) -> bool:
    """Say whether a definite noun is new all the same: its own "of" says what it is, "the closure of the port"."""
    dated = {i for time in tree.parsed.times for i in range(time.first, time.last)}
    return any("of" in tree.marks(kid) and kid not in dated for kid in tree.kids(noun, "nmod"))


def _known(tree: Tree, token: int) -> bool:
    """Say whether an adjunct measures time from something taken to be known: "after X", "in the wake of X"."""
    base = tree.rel(token)
    if base == "advcl" and not _past(tree, token) and tree.tokens.xpos[token] != "VBG":
        return False
    marked = bool(tree.marks(token) & lexicon("background")) or tree.lemma(token) in {"wake", "aftermath"}
    return base in {"advcl", "obl", "nmod"} and marked


def _past(tree: Tree, verb: int) -> bool:
    """Say whether a clause tells what has happened."""
    auxiliaries = tree.kids(verb, "aux", "aux:pass", "cop")
    if any(tree.tokens.xpos[kid] in {"MD", "VBP", "VBZ"} and tree.lemma(kid) != "have" for kid in auxiliaries):
        return False
    return tree.tokens.xpos[verb] in PAST or any(tree.tokens.xpos[kid] in PAST for kid in auxiliaries)


def _ahead(tree: Tree, head: int) -> bool:
    """Say whether the governing clause is told of the future, so that its "after" is ahead as well."""
    clause = tree.clause(head)
    return any(tree.tokens.xpos[kid] == "MD" for kid in tree.kids(clause, "aux"))


def _definite(tree: Tree, noun: int) -> bool:
    if tree.kids(noun, "nmod:poss") or tree.tokens.upos[noun] == "PROPN":
        return True
    return any(tree.word(kid) in {"the", "this", "that", "these", "those"} for kid in tree.kids(noun, "det"))
