"""An attribution as found in one sentence, and what every rule that finds one needs to know of a verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

VERBAL = frozenset({"VERB", "AUX"})
SPEECH_LISTS = ("report", "quoting", "directive")


class Sort(StrEnum):
    """What the cue says of the source: that it tells, thinks, means to, or judges."""

    REPORT = "report"
    BELIEF = "belief"
    INTENT = "intent"
    JUDGEMENT = "judgement"


TELLING = frozenset({Sort.REPORT, Sort.BELIEF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cue with what it attributes to whom; tokens of one report. `source` is the head of the source's words."""

    trigger: int
    cue: frozenset[int]
    source: int | None
    content: frozenset[int]
    sort: Sort
    inside: int | None = None  # trigger of the cue that this one stands behind, where content does not tell
    phrase: frozenset[int] = frozenset()  # the source's words, where they are not the head's noun phrase

    @property
    def telling(self) -> bool:
        """Say whether the source tells or thinks the content, rather than means to do or judges it."""
        return self.sort in TELLING


def union(tree: Tree, heads: Iterable[int]) -> frozenset[int]:
    """Return the words of several clauses or phrases."""
    return frozenset().union(*(tree.subtree(head) for head in heads))


def spoken_verb(lemma: str) -> bool:
    """Say whether the verb can tell or think a clause."""
    return any(lemma in lexicon(name) for name in SPEECH_LISTS) or lemma in lexicon("belief")


def introduced(tree: Tree, verb: int) -> set[str]:
    """Return the words that introduce a clause, adverbs among them."""
    return tree.marks(verb) | {tree.word(kid) for kid in tree.kids(verb, "advmod")}


def cue_words(tree: Tree, verb: int) -> frozenset[int]:
    """Return the words of a verb's cue: auxiliaries and adverbs, particle, medium, day and colon."""
    found = {verb, *tree.kids(verb, "aux", "aux:pass", "compound:prt")}
    at = verb - 1
    while at >= tree.sentence(verb).first and (at in found or _beside(tree, at, verb)):
        found.add(at)
        at -= 1
    at, last = verb + 1, tree.sentence(verb).last
    while at < last:
        behind = next((kid for kid in tree.kids(verb, "obl", "advmod", "nmod") if min(tree.subtree(kid)) == at), None)
        if at in found:
            at += 1
        elif behind is not None and _medium(tree, behind):
            found |= tree.subtree(behind)
            at = max(tree.subtree(behind)) + 1
        else:
            break
    if at < last and tree.word(at) == ":":
        found.add(at)
    return frozenset(found)


def _beside(tree: Tree, token: int, verb: int) -> bool:
    return tree.tokens.head[token] == verb and tree.tokens.deprel[token] == "advmod" and not tree.children[token]


def _medium(tree: Tree, token: int) -> bool:
    """Say whether a phrase names the channel or the day of the telling."""
    if len(tree.subtree(token)) > 8 or tree.kids(token, "acl"):  # longer ones hold other things
        return False
    if tree.rel(token) == "advmod":
        return tree.word(token) in {"earlier", "later", "recently", "today", "yesterday", "publicly", "privately"}
    lemma = tree.lemma(token)
    return lemma in lexicon("medium") or lemma in lexicon("weekday")


def matrix_of(tree: Tree, token: int) -> frozenset[int]:
    """Return the clause that an aside is about."""
    if tree.tokens.upos[token] in {"VERB", "AUX"} or tree.kids(token, "nsubj", "cop"):
        return tree.subtree(token)
    return tree.subtree(tree.clause(token))


def without(tree: Tree, content: frozenset[int], aside: int) -> frozenset[int]:
    """Return the content without the aside that attributes it."""
    return content - tree.subtree(aside)
