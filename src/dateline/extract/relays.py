"""A source's source: the attributions of a report in, those who stand behind or before a source added, out.

"Citing Y" and "which quoted Y" put Y behind the source; "carried by Y" and "seen by Y" put Y before it.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.found import Found, Sort, cue_words, matrix_of, spoken_verb, without
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon


def relayed(tree: Tree, found: list[Found]) -> list[Found]:
    """Add every source's source."""
    return _obtained(tree, _carried(tree, _citing(tree, found)))


def _citing(tree: Tree, found: list[Found]) -> list[Found]:
    """Add "citing Y": Y stands behind the source of the clause it hangs from."""
    by_trigger = {one.trigger: i for i, one in enumerate(found)}
    extra: list[Found] = []
    for verb in range(len(tree.tokens)):
        if tree.lemma(verb) not in lexicon("citing"):
            continue
        if tree.tokens.xpos[verb] != "VBG":
            extra += _relative(tree, found, verb)
            continue
        cited = tree.kid(verb, "obj")
        if cited is None:
            cited = next((kid for kid in tree.kids(verb, "obl") if not tree.kids(kid, "case")), _noun_after(tree, verb))
        head = tree.head(verb)
        if cited is None or head is None:
            continue
        teller = _beside(tree, found, verb)
        if teller is None:
            teller = next((a for a in (head, *tree.ancestors(head)) if a in by_trigger), None)
        content: frozenset[int] = frozenset().union(*(tree.subtree(kid) for kid in tree.kids(verb, "ccomp")))
        if teller is not None:
            outer = found[by_trigger[teller]]
            own = tree.subtree(verb) - content
            content |= outer.content - own
            found[by_trigger[teller]] = replace(outer, content=(outer.content | content) - own)
        elif spoken_verb(tree.lemma(head)) and content:
            outer = Found(
                trigger=head, cue=cue_words(tree, head), source=tree.subject(head), content=content, sort=Sort.REPORT
            )
            by_trigger[head] = len(found)
            found.append(outer)
            teller = head
        elif not content:
            content = without(tree, matrix_of(tree, head), verb)
        if content:
            extra.append(
                Found(
                    trigger=verb,
                    cue=frozenset({verb}),
                    source=cited,
                    content=content - {verb},
                    sort=Sort.REPORT,
                    inside=teller,
                )
            )
    kept = [one for one in found if one.trigger not in {e.trigger for e in extra}]
    return kept + extra


def _relative(tree: Tree, found: list[Found], verb: int) -> list[Found]:
    """Read "according to the Ledger, which cited two aides": the aides stand behind the Ledger."""
    noun, cited = tree.head(verb), tree.kid(verb, "obj")
    if tree.tokens.deprel[verb] not in {"acl:relcl", "acl"} or noun is None or cited is None or tree.passive(verb):
        return []
    outer = next((one for one in found if one.sort is Sort.REPORT and noun in _words(tree, one)), None)
    if outer is None or verb in outer.content:
        return []
    told = outer.content - tree.subtree(noun)
    if not told:
        return []
    behind = Found(
        trigger=verb, cue=frozenset({verb}), source=cited, content=told, sort=Sort.REPORT, inside=outer.trigger
    )
    return [behind]


def _words(tree: Tree, one: Found) -> frozenset[int]:
    """Return the words of a source."""
    return one.phrase or (frozenset(tree.phrase(one.source)) if one.source is not None else frozenset())


def _beside(tree: Tree, found: list[Found], verb: int) -> int | None:
    """Return the telling that ends right before ", citing": its cue or its source stands there."""
    if tree.word(verb - 1) != ",":
        return None
    for one in found:
        ends = {max(one.cue), max(_words(tree, one), default=-1)}
        if verb - 2 in ends and one.sort is Sort.REPORT and one.trigger != verb:
            return one.trigger
    return None


def _noun_after(tree: Tree, verb: int) -> int | None:
    """Return the last noun of the run of nouns and their modifiers that follows the verb."""
    noun, last = None, tree.sentence(verb).last
    for token in range(verb + 1, last):
        if tree.tokens.upos[token] in {"NOUN", "PROPN"}:
            noun = token
        elif tree.tokens.upos[token] not in {"DET", "ADJ", "NUM"}:
            break
    return noun


def _carried(tree: Tree, found: list[Found]) -> list[Found]:
    """Add who carried the statement: "said in a statement carried by Y" has Y nearer to the narrator."""
    extra = []
    for one in found:
        for token in range(one.trigger + 1, tree.sentence(one.trigger).last):
            head = tree.head(token)
            carrying = tree.lemma(token) in lexicon("carrying") and tree.tokens.xpos[token] == "VBN"
            if (
                not carrying
                or head is None
                or tree.lemma(head) not in lexicon("document")
                or one.sort is not Sort.REPORT
            ):
                continue
            by = next((kid for kid in tree.kids(token, "obl") if "by" in tree.marks(kid)), None)
            if by is not None and token not in one.content:
                told = (one.content | {one.trigger}) - tree.subtree(token)
                extra.append(Found(trigger=token, cue=frozenset({token}), source=by, content=told, sort=Sort.REPORT))
    return found + extra


def _obtained(tree: Tree, found: list[Found]) -> list[Found]:
    """Add who got hold of a text: "documents seen by the Ledger show" has the Ledger nearer to the narrator."""
    extra = []
    for one in found:
        if one.source is None or one.sort is not Sort.REPORT or tree.tokens.upos[one.source] not in {"NOUN", "PROPN"}:
            continue
        for verb in tree.kids(one.source, "acl"):
            by = next((kid for kid in tree.kids(verb, "obl") if tree.marks(kid) & {"by", "to"}), None)
            if tree.lemma(verb) in lexicon("obtaining") and tree.tokens.xpos[verb] == "VBN" and by is not None:
                told = one.content | {one.trigger, one.source}
                extra.append(Found(trigger=verb, cue=frozenset({verb}), source=by, content=told, sort=Sort.REPORT))
    return found + extra
