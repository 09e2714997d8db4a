"""What is told inside another's words and stays the narrator's: a content's words in, those that it presupposes out.

Presuppositions project out of what is told (Karttunen 1973): "X said talks went on after the strikes" tells the talks
in X's name, the strikes in ours.
"""

from __future__ import annotations

from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

PAST = frozenset({"VBD", "VBN"})


def presupposed(tree: Tree, content: frozenset[int], *, bare: bool) -> frozenset[int]:
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
