"""Who commits to what: a mention's reality and its chain in, the narrator's stance and the source's out.

FactBank gives a value for each source of a chain (Saurí and Pustejovsky 2009). Two of them are kept: that of the source
nearest to the event, whose words carry the modality, and that of the report itself. A report that only passes on what
another says commits to nothing; it commits with a source whose cue takes what is told as true ("admitted", "confirmed";
Karttunen's factives), and against one whose cue takes it as false ("falsely claimed").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import NamedTuple

from dateline.extract.modality import Reality
from dateline.extract.signatures import table, verbal
from dateline.extract.sources import REPORTS
from dateline.extract.tree import Tree
from dateline.records import Attribution, Certainty, Hop, Polarity, Span, Stance

OPPOSITE = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}


class Stances(NamedTuple):
    """What the narrator commits to, and the source nearest to the event; None where the narrator tells."""

    by_narrator: Stance
    by_source: Stance | None


def stances(tree: Tree, reality: Reality, attribution: Attribution) -> Stances:
    """Return who commits to what on an event that is told with this reality by this chain."""
    if not attribution.hops:
        return Stances(reality.stance, None)
    told = reality.stance
    if all(hop.name == REPORTS for hop in attribution.hops) and _denies(tree, told):
        return Stances(told, None)
    for hop in reversed(attribution.hops):
        told = _passed_on(tree, hop, told)
    return Stances(told, reality.stance)


def _denies(tree: Tree, told: Stance) -> bool:
    """Say whether it is the narrator who calls what is told false: "the reports that it burned were false"."""
    return any(tree.lemma(word) in table("untrue") for cue in told.cues for word in _words(tree, cue))


def _words(tree: Tree, span: Span) -> range:
    """Return the words that lie in a span."""
    spans = tree.tokens.span
    first = bisect_right(spans, span.start, key=lambda word: word.end)
    return range(first, bisect_left(spans, span.end, lo=first, key=lambda word: word.start))


def _passed_on(tree: Tree, hop: Hop, told: Stance) -> Stance:
    """Return what whoever passes on a hop's words commits to."""
    cues = (hop.cue,)
    words = _words(tree, hop.cue)
    around = {*words, *(kid for word in words for kid in tree.kids(word, "advmod"))}
    false = next((i for i in sorted(around) if tree.word(i) in table("telling")["false"]), None)
    if false is not None and told.polarity in OPPOSITE:
        return replace(told, polarity=OPPOSITE[told.polarity], cues=(*cues, tree.tokens.span[false]))
    for word in words:
        if not verbal(tree, word) and tree.tokens.upos[word] != "NOUN":
            continue
        lemma = tree.lemma(word)
        denied = any(tree.word(kid) in table("negator") for kid in tree.kids(word, "advmod"))
        if lemma in table("telling")["factive"] or (lemma in table("telling")["veridical"] and not denied):
            return replace(told, cues=(*cues, *told.cues))
    return Stance(certainty=Certainty.UNKNOWN, polarity=Polarity.UNKNOWN, cues=cues)
