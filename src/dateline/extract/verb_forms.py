"""What a clause's own words say of it: a verb and its tree in, whether it is negated, conditioned or planned out."""

from __future__ import annotations

from dateline.extract.signatures import table
from dateline.extract.tree import Tree
from dateline.resources import kinds


def scheduled(tree: Tree, verb: int) -> bool:
    """Say whether a day is set for it: "the hearing is set for March"."""
    if tree.lemma(verb) in {"schedule", "slate"}:
        return tree.passive(verb)
    return (
        tree.lemma(verb) == "set"
        and tree.passive(verb)
        and any("for" in tree.marks(kid) for kid in tree.kids(verb, "obl", "nmod"))
    )


def laid_down(tree: Tree, verb: int) -> bool:
    """Say whether a plain present tells what a text lays down: "under the accord, the army withdraws"."""
    if tree.tokens.xpos[verb] not in {"VBZ", "VBP"} or tree.kids(verb, "aux", "cop"):
        return False
    head = tree.head(verb) if tree.rel(verb) == "conj" else None
    phrases = [*tree.kids(verb, "obl"), *(tree.kids(head, "obl") if head is not None else ())]
    return any(
        "under" in tree.marks(kid) and any(kinds.in_group(tree.lemma(kid), group) for group in ("deal", "truce", "law"))
        for kid in phrases
    )


def inverted(tree: Tree, verb: int, auxiliary: int) -> bool:
    """Say whether the auxiliary stands before the subject at the head of its clause: "should talks fail, ..."."""
    subject = tree.kid(verb, "nsubj", "nsubj:pass")
    sentence = tree.sentence(verb)
    asked = "?" in tree.tokens.text[sentence.first : sentence.last]
    return subject is not None and auxiliary < min(tree.subtree(subject)) and tree.rel(verb) == "advcl" and not asked


def negation(tree: Tree, verb: int) -> int | None:
    """Return the word that negates a clause, None where it is affirmed."""
    for kid in tree.kids(verb, "advmod", "cc", "mark", "case", "det"):
        word = tree.word(kid)
        only = kid + 1 < len(tree.tokens) and tree.word(kid + 1) in {"only", "just", "least"}
        behind = kid > verb and tree.tokens.upos[verb] == "VERB"  # "pleaded not guilty"
        rather = word == "instead" and tree.rel(kid) in {"mark", "case"}  # "instead of being freed"
        if (rather or word in table("negator")) and not only and not behind:
            return kid
        if word == "longer" and any(tree.word(k) == "no" for k in tree.kids(kid, "advmod", "det")):
            return kid
    subject = tree.kid(verb, "nsubj", "nsubj:pass")
    if subject is not None:
        if tree.word(subject) in {"nobody", "none", "nothing", "neither"}:
            return subject
        for kid in tree.kids(subject, "det", "cc"):
            if tree.word(kid) in {"no", "neither"}:  # "neither Peru nor Chile"
                return kid
    for obj in tree.kids(verb, "obj", "obl"):
        if tree.word(obj) in {"nothing", "nobody"}:
            return obj
        none = next((kid for kid in tree.kids(obj, "det") if tree.word(kid) == "no"), None)
        if none is not None and tree.lemma(obj) != "doubt":
            return none
    return None


def conditioned(tree: Tree, verb: int) -> bool:
    """Say whether a clause hangs on a condition."""
    head = tree.head(verb)
    above = tree.kids(head, "advcl") if head is not None and tree.rel(verb) in {"ccomp", "xcomp"} else []
    for kid in (*tree.kids(verb, "advcl"), *above):
        if tree.marks(kid) & set(table("condition")):
            return True
        if any(tree.word(aux) == "should" and inverted(tree, kid, aux) for aux in tree.kids(kid, "aux")):
            return True
        if any(tree.word(k) in {"if", "unless"} for k in tree.kids(kid, "advmod")):
            return True
    return any(tree.lemma(kid) in {"case", "event"} and "in" in tree.marks(kid) for kid in tree.kids(verb, "obl"))


def perfect(tree: Tree, verb: int) -> bool:
    """Say whether a verb stands in the perfect."""
    return any(tree.lemma(kid) == "have" for kid in tree.kids(verb, "aux"))


def present(tree: Tree, verb: int) -> bool:
    """Say whether a clause is told in the present."""
    auxiliaries = tree.kids(verb, "aux", "aux:pass", "cop")
    tags = {tree.tokens.xpos[kid] for kid in auxiliaries} or {tree.tokens.xpos[verb]}
    return bool(tags & {"VBZ", "VBP"})


def asked(tree: Tree, token: int) -> bool:
    """Say whether the sentence is a question."""
    sentence = tree.sentence(token)
    return "?" in tree.tokens.text[sentence.first : sentence.last]
