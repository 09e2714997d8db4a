"""What a governing word makes of what hangs from it: two words of a tree in, the signature between them out.

Implicatives flip or keep polarity, factives keep it (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006); others give
their complement a modality of its own. The tables stand in `resources/modality/`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

VERBAL = frozenset({"VERB", "AUX"})


@cache
def table(name: str) -> Any:  # noqa: ANN401  (a JSON file's content)
    """Return one table of signatures."""
    return _tables()[name]


@cache
def _tables() -> dict[str, Any]:
    path = files("dateline.resources") / "modality" / "signatures.json"
    tables: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tables


def verbal(tree: Tree, token: int) -> bool:
    """Say whether a word heads a clause: a verb, or what a copula joins."""
    return tree.tokens.upos[token] in VERBAL or bool(tree.kids(token, "cop"))


def signature(tree: Tree, at: int, head: int) -> str | None:
    """Return what the governor makes of its complement, None where it says nothing."""
    if tree.rel(at) in {"ccomp", "csubj"} and _asks_who(tree, at):
        return None  # "it is unclear who shelled it": somebody did
    upos, lemma = tree.tokens.upos[head], tree.lemma(head)
    if upos == "NOUN" or (upos == "PROPN" and tree.rel(at) == "compound"):
        found: str | None = table("noun").get(lemma) or table("noun").get(tree.word(head))
        if found is None:
            return None
        marks = tree.marks(at)
        fits = {
            "acl": bool(marks & {"to", "of", "for", "that", "on"}) and tree.tokens.deprel[at] != "acl:relcl",
            "nmod": bool(marks & {"of", "for", "on", "about", "over", "against"}),
            "compound": True,
            "ccomp": True,
            "nmod:poss": False,
        }
        return found if fits.get(tree.tokens.deprel[at], fits.get(tree.rel(at), False)) else None
    if upos in {"ADJ", "ADV"} or (
        upos == "VERB" and lemma not in table("verb") and tree.word(head) in table("adjective")
    ):
        hangs = tree.rel(at) in {"xcomp", "ccomp", "csubj", "advcl", "acl"}
        adjective: str | None = table("adjective").get(tree.word(head))
        return adjective if hangs else None
    if upos != "VERB":
        return None
    particle = tree.kid(head, "compound:prt")
    verbs = table("verb")
    keys: dict[str, str] = verbs.get(f"{lemma} {tree.word(particle)}" if particle is not None else lemma, {})
    return next((keys[key] for key in complement(tree, at, head) if key in keys), None)


def complement(tree: Tree, at: int, head: int) -> list[str]:
    """Return the kinds of complement that the word is to its governor, the surest first."""
    rel, base, marks = tree.tokens.deprel[at], tree.rel(at), tree.marks(at)
    if base in {"obl", "nmod"}:
        return sorted(marks)
    if base == "obj" or rel in {"nsubj:pass", "csubj:pass"}:
        return ["ing"] if tree.tokens.xpos[at] == "VBG" and verbal(tree, at) else ["obj"]
    if base not in {"xcomp", "ccomp", "advcl"}:
        return []
    if "whether" in marks:
        return ["whether"]
    if "to" in marks or (base == "xcomp" and tree.tokens.xpos[at] == "VB"):
        if base == "advcl" and not _addressed(tree, head):
            return []
        own = tree.kids(at, "nsubj") or (base == "xcomp" and tree.kids(head, "obj", "iobj"))
        wanting = own and tree.lemma(head) in {"want", "need", "like"}
        going = tree.lemma(head) == "go" and tree.tokens.xpos[head] != "VBG"
        return ["obj"] if wanting else [] if going else ["to"]
    if base == "xcomp" and tree.tokens.xpos[at] == "VBN" and tree.passive(head):
        return ["to"]  # "was feared killed"
    having = any(tree.tokens.xpos[kid] == "VBG" for kid in tree.kids(at, "aux"))  # "denied having sold it"
    if having or (_gerund(tree, at) and not tree.kids(at, "aux")):
        return [*sorted(marks), "ing"]
    return ["that"] if base == "ccomp" else []


def _asks_who(tree: Tree, verb: int) -> bool:
    return any(tree.tokens.xpos[kid] in {"WP", "WP$", "WRB"} for kid in tree.children[verb] if kid < verb)


def _gerund(tree: Tree, token: int) -> bool:
    return tree.tokens.xpos[token] == "VBG" or (
        tree.tokens.upos[token] in VERBAL and tree.tokens.xpos[token] == "NN" and tree.word(token).endswith("ing")
    )


def _addressed(tree: Tree, verb: int) -> bool:
    """Say whether an infinitive beside the verb can be what is asked for, not a purpose: "called on them to"."""
    if tree.lemma(verb) in {"call", "appeal", "plead", "look", "wait"}:
        return any(tree.marks(kid) & {"on", "upon", "to", "with", "for"} for kid in tree.kids(verb, "obl"))
    return tree.tokens.upos[verb] == "ADJ" or (tree.passive(verb) and tree.lemma(verb) in lexicon("directive"))
