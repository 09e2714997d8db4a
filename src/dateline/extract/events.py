"""Which words tell an event: Parsed in, one `Act` for each event mention out, verbs and nouns alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dateline.extract.acts import Act
from dateline.extract.entities import Entities
from dateline.extract.kinds import kind
from dateline.extract.nouns import Nouns
from dateline.extract.tree import Tree
from dateline.extract.verbs import Verbs
from dateline.records import Parsed, Span
from dateline.resources import kinds


def find(parsed: Parsed, tree: Tree, entities: Entities, cues: Collection[int]) -> tuple[Act, ...]:
    """Return the acts of one report, in order of their triggers; `cues` are the words that only tell."""
    nouns = Nouns(parsed, tree, entities)
    verbs = Verbs(tree, entities, nouns, cues)
    told = [act for predicate in parsed.predicates if (act := verbs.act(predicate.token)) is not None]
    told = [act for act in told if act.token not in verbs.taken or act.lenders]
    used = {token for act in told for token in (act.token, *act.lenders)} | verbs.taken
    told = [act for act in told if not any(act.token in other.lenders for other in told)]
    named = [act for token in nouns.candidates() if token not in used and (act := nouns.act(token)) is not None]
    acts = sorted(told + named, key=lambda act: act.token)
    kept: list[Act] = []
    for act in acts:
        alike = nouns.takes_up(act, kept) if act.noun else []
        if not act.noun or alike or nouns.says_something(act, acts):
            kept.append(replace(act, told_before=nouns.taken_up(act, alike)))
    return tuple(kept)


def told_by(tree: Tree, span: Span) -> Act | None:
    """Make an act of the words in a span, whatever the rules think of them; None where no word lies there."""
    tokens = [i for i, place in enumerate(tree.tokens.span) if place.overlaps(span)]
    if not tokens:
        return None
    head = next((i for i in tokens if (above := tree.head(i)) is None or above not in tokens), tokens[0])
    upos = tree.tokens.upos[head]
    lemma = kinds.act(tree.lemma(head), upos)
    return Act(
        token=head,
        trigger=(tokens[0], tokens[-1] + 1),
        lemma=lemma,
        kind=kind(tree.tokens, head, act=lemma, below=tree.children),
        noun=upos not in {"VERB", "AUX"},
    )
