"""The word by which a teller leaves open whether it is so: an attribution as found in, the words out.

A hedge stands in the cue ("claimed", "is believed to"), beside it ("reportedly said"), or on a noun of telling
("unconfirmed reports").
"""

from __future__ import annotations

from dateline.extract.found import Found
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon


def hedge(tree: Tree, one: Found) -> tuple[int, ...]:
    """Return the words that hedge an attribution, none where it is told outright."""
    beside = [kid for kid in tree.kids(one.trigger, "advmod", "amod") if tree.lemma(kid) in lexicon("doubt")]
    if beside:
        return tuple(beside[:1])
    if tree.lemma(one.trigger) in lexicon("doubt") and tree.tokens.upos[one.trigger] != "PUNCT":
        return (one.trigger,)
    if one.source is None and tree.tokens.upos[one.trigger] == "VERB":
        return tuple(sorted(one.cue))  # "is said to have": nobody answers for it
    return ()
