"""The whole wording of a cue: an attribution as found in, the words by which somebody says, thinks or means it out.

PolNeAR takes to the cue what stands with its verb: when, where and how it is said ("said Sunday in a statement"), the
preposition of what it is on ("called for"), and verbs that lead up to it ("went on to say", "shot back saying").
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.extract.found import Found, Sort, cue_words
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

LEADING = 5  # words between a verb and the one that it leads up to


def cue_phrase(tree: Tree, one: Found, others: Collection[int] = ()) -> frozenset[int]:
    """Return the cue with what belongs to it; `others` are the words that other attributions turn on."""
    if one.phrase and one.trigger in one.phrase:
        return one.cue
    fixed = one.phrase | (frozenset(tree.phrase(one.source)) if one.source is not None else frozenset())
    if tree.tokens.upos[one.trigger] == "NOUN":
        found = set(_noun(tree, one))
    elif tree.tokens.upos[one.trigger] == "VERB":
        found = set(one.cue)
        led = _leading(tree, one.trigger, fixed | one.content, others)
        found |= led
        if led and min(led) != one.trigger:
            found |= _leading(tree, min(led), fixed | one.content, others)
        before = min(found) - 1
        if before >= 0 and tree.word(before) == "to" and tree.tokens.upos[before] == "PART":
            found.add(before)
    else:
        found = set(one.cue)
    return frozenset(found | _hinge(tree, one, found)) - fixed


def without_led(tree: Tree, found: list[Found]) -> list[Found]:
    """Leave out aims that only lead up to a telling: of "she wanted to say that" the saying is the attribution."""
    triggers = {one.trigger for one in found if one.sort is not Sort.INTENT}
    return [
        one
        for one in found
        if one.sort is not Sort.INTENT or not any(kid in triggers for kid in tree.kids(one.trigger, "xcomp"))
    ]


def _hinge(tree: Tree, one: Found, found: set[int]) -> frozenset[int]:
    """Return the preposition between the cue and what it is on."""
    behind = max(found) + 1
    if behind >= len(tree.tokens) or tree.rel(behind) not in {"case", "mark"}:
        return frozenset()
    if tree.word(behind) not in lexicon("on") or tree.tokens.upos[behind] == "PART":
        return frozenset()
    told = tree.tokens.head[behind]
    asked = tree.tokens.head[told] == one.trigger and tree.lemma(one.trigger) in lexicon("calling")
    return frozenset({behind}) if asked or told in one.content else frozenset()


def _leading(tree: Tree, verb: int, fixed: frozenset[int], others: Collection[int]) -> set[int]:
    """Return the words from the verb that leads up to this one: "went on to", "sought to"."""
    head = tree.head(verb)
    if head is None or not 0 < verb - head <= LEADING or head in others or head in fixed:
        return set()
    led = tree.rel(verb) == "xcomp" or (tree.rel(verb) == "advcl" and tree.tokens.xpos[verb] == "VBG")
    between = range(head, verb)
    if not led or tree.tokens.upos[head] not in {"VERB", "ADJ"} or any(i in fixed for i in between):
        return set()
    if any(tree.tokens.upos[i] == "PUNCT" for i in between) or tree.kids(verb, "nsubj"):
        return set()
    own = cue_words(tree, head) | {kid for kid in tree.kids(head, "cop", "aux") if kid < head}
    return (set(own) | set(between)) - fixed


def _noun(tree: Tree, one: Found) -> frozenset[int]:
    """Return a noun's cue with its own adjectives."""
    modifiers = {kid for kid in tree.kids(one.trigger, "amod") if not tree.children[kid]}
    first = min(one.cue)
    found = set(one.cue)
    while first - 1 in modifiers:
        first -= 1
        found.add(first)
    return frozenset(found)
