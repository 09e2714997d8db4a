"""Find what somebody says, thinks or feels of a thing: trees in, attributions that tell no event out.

"She criticised the ruling", "he is proud of it", "their concern over prices": the source takes a stand, so PolNeAR
(Newell, Margolin and Ruths 2018) counts these among its attributions. What they are about stays the narrator's.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dateline.extract.found import Found, Sort, cue_words, union
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

CLAUSES = frozenset({"ccomp", "csubj", "xcomp"})


@cache
def verbs() -> frozenset[str]:
    """Return the verbs of saying, thinking and feeling."""
    text = (files("dateline.resources") / "attribution" / "attitudes.txt").read_text(encoding="utf-8")
    return (frozenset(text.split()) | lexicon("attitude_verb")) - lexicon("deed")


def attitudes(tree: Tree, told: Sequence[Found]) -> list[Found]:
    """Find the attitudes of a report beside those in which somebody tells something."""
    taken = {token for one in told for token in one.cue}
    found = list(_all(tree, taken))
    return [replace(one, content=content) for one in found if (content := one.content - _tellers(told, one))]


def _tellers(told: Sequence[Found], one: Found) -> frozenset[int]:
    """Return the words of who tells the attitude itself, which hang from it: "..., according to an aide"."""
    outer = [other for other in told if one.trigger in other.content and other.trigger in one.content]
    return frozenset().union(*(other.cue | other.phrase | {other.source or other.trigger} for other in outer))


def _all(tree: Tree, taken: Container[int]) -> Iterator[Found]:
    for token in range(len(tree.tokens)):
        if token in taken:
            continue
        upos, lemma = tree.tokens.upos[token], tree.lemma(token)
        if upos == "VERB" and lemma in verbs() and tree.tokens.deprel[token] != "amod":
            yield from _verb(tree, token)
        elif upos == "ADJ" and lemma in lexicon("attitude") and tree.tokens.deprel[token] != "amod":
            yield from _adjective(tree, token)
        elif upos == "NOUN" and lemma in lexicon("attitude_noun"):
            yield from _noun(tree, token)


def _verb(tree: Tree, verb: int) -> Iterator[Found]:
    passive = tree.passive(verb)
    if passive and tree.tokens.deprel[verb] in {"acl", "advcl"}:
        return  # "the suspect identified as Hale" describes
    objects = [kid for kid in tree.kids(verb, "obj", "xcomp", "ccomp", "csubj") if kid > verb]
    about = [kid for kid in tree.kids(verb, "obl", "advcl") if kid > verb and tree.marks(kid) & lexicon("on")]
    content = union(tree, [*objects, *about])
    if tree.rel(verb) == "acl" and not objects:
        head = tree.head(verb)
        content |= frozenset(tree.phrase(head)) if head is not None else frozenset()
    if passive:
        raised = tree.kid(verb, "nsubj:pass")
        content |= tree.subtree(raised) if raised is not None else frozenset()
    source = _agent(tree, verb) if passive else tree.subject(verb)
    if source is not None and tree.tokens.deprel[source] == "expl":
        source = None
    if not passive and source is None:
        return
    yield from _built(tree, verb, cue_words(tree, verb) | _hinge(tree, verb, [*objects, *about]), source, content)


def _adjective(tree: Tree, adjective: int) -> Iterator[Found]:
    about = [
        kid
        for kid in tree.kids(adjective, "obl", "ccomp", "csubj", "xcomp", "advcl")
        if kid > adjective and (tree.rel(kid) in CLAUSES or tree.marks(kid) & lexicon("on"))
    ]
    source = tree.subject(adjective)
    if not about or source is None:
        return
    cue = frozenset({adjective, *tree.kids(adjective, "cop", "aux", "advmod")})
    cue = frozenset(i for i in cue if i <= adjective) | _hinge(tree, adjective, about)
    source = None if tree.word(source) == "it" else source
    yield from _built(tree, adjective, cue, source, union(tree, about))


def _noun(tree: Tree, noun: int) -> Iterator[Found]:
    about = [kid for kid in tree.kids(noun, "nmod") if kid > noun and tree.marks(kid) & lexicon("on")]
    about += [kid for kid in tree.kids(noun, "acl", "ccomp") if tree.tokens.deprel[kid] != "acl:relcl" and kid > noun]
    if not about:
        return
    source = next((kid for kid in tree.kids(noun, "nmod") if tree.tokens.deprel[kid] == "nmod:poss"), None)
    cue = frozenset({noun}) | _hinge(tree, noun, about)
    verb = tree.head(noun)
    if source is None and verb is not None and tree.rel(noun) == "obj" and tree.tokens.upos[verb] == "VERB":
        source = tree.subject(verb) if not tree.passive(verb) else None
        if source is not None and noun - verb <= 4:
            cue |= cue_words(tree, verb) | frozenset(range(verb, noun))
    if source is not None:
        yield from _built(tree, noun, cue, source, union(tree, about))


def _hinge(tree: Tree, head: int, about: list[int]) -> frozenset[int]:
    """Return the preposition right behind the cue, which PolNeAR takes to be a part of it: "called for"."""
    return frozenset(case for kid in about for case in tree.kids(kid, "case") if case == head + 1)


def _built(
    tree: Tree, trigger: int, cue: frozenset[int], source: int | None, content: frozenset[int]
) -> Iterator[Found]:
    if source is not None:
        content -= tree.subtree(source)
    if content - cue:
        yield Found(trigger=trigger, cue=cue, source=source, content=content - cue, sort=Sort.JUDGEMENT)


def _agent(tree: Tree, verb: int) -> int | None:
    return next((kid for kid in tree.kids(verb, "obl") if "by" in tree.marks(kid)), None)
