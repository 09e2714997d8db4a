"""Which uses of a verb tell nothing that happened: a tree and a verb in, yes or no out.

They tell how things are, what something is called or is for, or what the reader should do.
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.extract.tree import Tree

# Nouns of which an infinitive says what was willed: "the order to close", but "the power to close".
WILL = frozenset(
    """agreement attempt bid bill call deal decision decree demand effort invitation mandate move motion offer order
    pact petition plan pledge promise proposal refusal request resolution threat vote vow warning""".split()
)


def orders(tree: Tree, token: int) -> bool:
    """Say whether someone is told to do something: an order, where "told that" only tells."""
    if tree.lemma(token) not in {"tell", "instruct"}:
        return False
    return any(
        tree.tokens.xpos[kid] == "VB" and "to" in tree.marks(kid) and kid > token
        for kid in tree.kids(token, "xcomp", "advcl", "ccomp")
    )


def habitual(tree: Tree, token: int) -> bool:
    """Say whether a relative clause in the plain present only describes its noun."""
    finite = [token, *tree.kids(token, "aux")][-1 if tree.tokens.xpos[token] == "VBN" else 0]
    present = tree.tokens.xpos[finite] in {"VBZ", "VBP"} and not perfect(tree, token)
    return tree.rel(token) == "acl" and present


def states(tree: Tree, token: int) -> bool:
    """Say whether a verb in the plain present tells how things are: "they live", "it lies"."""
    helpers = tree.kids(token, "aux")
    plain = tree.tokens.xpos[token] in {"VBZ", "VBP"} and not helpers
    if tree.tokens.xpos[token] == "VBN" and len(helpers) == 1 and tree.rel(token) != "advcl":  # "is based in"
        plain = tree.tokens.xpos[helpers[0]] in {"VBZ", "VBP"} and tree.lemma(helpers[0]) == "be"
    return plain and not tree.sentence(token).title


def tells_to(tree: Tree, token: int) -> bool:
    """Say whether a verb without a subject bids the reader: "imagine the scene"."""
    bare = tree.tokens.xpos[token] == "VB" and tree.rel(token) == "root"
    return bare and not tree.kids(token, "aux", "mark", "nsubj") and not tree.sentence(token).title


def names(tree: Tree, token: int) -> bool:
    """Say whether a verb only says what something goes by: "what it called revenge"."""
    beside = (tree.head(token), *tree.children[token])
    return tree.lemma(token) in {"call", "dub", "term"} and any(
        other is not None and tree.word(other) == "what" for other in beside
    )


def enables(tree: Tree, token: int, timed: Collection[int]) -> bool:
    """Say whether an infinitive says what a thing is for: "the power to attack", "too ill to travel"."""
    noun = tree.head(token)
    if noun is not None and tree.tokens.upos[noun] == "ADJ" and "to" in tree.marks(token):
        return any(tree.word(kid) in {"too", "enough"} for kid in tree.kids(noun, "advmod"))
    if tree.rel(token) != "acl" or tree.tokens.xpos[token] != "VB" or noun is None:
        return False
    return tree.tokens.upos[noun] == "NOUN" and noun not in timed and tree.lemma(noun) not in WILL


def describes(tree: Tree, token: int) -> bool:
    """Say whether a participle right behind a noun only describes it: "bases built abroad"."""
    return tree.tokens.deprel[token] == "acl" and tree.tokens.xpos[token] in {"VBN", "VBG"}


def as_told(tree: Tree, token: int) -> bool:
    """Say whether a participle only compares with what was said or meant: "as promised"."""
    bare = tree.tokens.xpos[token] == "VBN" and not tree.kids(token, "nsubj", "obl", "aux")
    compared = {"as", "than"} & {*tree.marks(token), tree.word(token - 1) if token else ""}
    return bare and bool(compared) and tree.rel(token) in {"advcl", "obl", "acl"}


def bracketed(tree: Tree, token: int) -> bool:
    """Say whether a participle stands in brackets behind its noun: "(the group, banned in Chad)"."""
    words = [tree.word(i) for i in range(tree.sentence(token).first, token)]
    behind = describes(tree, token) or (bool(words) and words[-1] == ",")
    return tree.tokens.xpos[token] in {"VBN", "VBD"} and behind and words.count("(") > words.count(")")


def perfect(tree: Tree, token: int) -> bool:
    """Say whether the verb stands in the perfect."""
    return any(tree.lemma(kid) == "have" for kid in tree.kids(token, "aux"))
