"""Which time expression belongs to which event of a report: Parsed and event words in, links out.

An expression belongs to the event of the nearest clause that governs it, to that event's coordinate and participle
clauses that have no time of their own, and to the nouns that name the same act ("killed in a strike on Friday"). What
hangs from a verb of saying dates the telling, never what is told. Order between events is `order.py`'s.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.extract.order import MANNER, Orders
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon
from dateline.records import Order, Parsed, TimeExpression, TimeLink, TimeType

# The word before an expression, and how an event stands to it.
_SIGNALS = {
    "since": Order.SINCE, "until": Order.UNTIL, "till": Order.UNTIL, "by": Order.UNTIL, "before": Order.BEFORE,
    "prior": Order.BEFORE, "after": Order.AFTER, "following": Order.AFTER, "through": Order.UNTIL,
}  # fmt: skip
_NO_TIME = ("duration:", "set:")
_LIGHT = frozenset(
    "bring carry commit conduct deliver do file fire give hold issue launch lodge make mount open perform reach release"
    " sign stage suffer sustain take undergo wage".split()
)
_CARRY_OUT = frozenset("carry commit conduct deliver file give hold host launch make mount stage wage".split())
_OCCUR = frozenset(
    "happen occur erupt begin start open collapse fail take break"
    " kill injure wound hurt maim destroy damage displace".split()
)  # of their subject: "the blast occurred on Monday", "the blast killed two on Monday"
_ADJUNCT = frozenset({"after", "following", "since", "before"})
_WITH = frozenset({"in", "by", "during", "with", "at"})
_NAMING = frozenset({"compound", "nummod", "amod", "nmod"})
_PARTIES = frozenset({"nsubj", "obj", "iobj", "appos"})
_COARSE = re.compile(r"date:[\dX]{4}(?:-\d\d)?(?: |$)|unit:[YQM]\b")  # what a noun is told apart by: "the 2019 summit"


def link(parsed: Parsed, triggers: Mapping[int, str]) -> dict[str, tuple[TimeLink, ...]]:
    """Tie each event to its time expressions and to the events it is ordered by; keys are the mentions' ids.

    `triggers` gives the mention of each word that tells an event, light and aspect verbs with the act they lend to.
    """
    tree = Tree(parsed)
    found: dict[str, list[TimeLink]] = defaultdict(list)
    for index, expression in enumerate(parsed.times):
        _place(tree, triggers, index, expression, found)
    _share(tree, triggers, found)
    for mention, links in Orders(tree, triggers).find().items():
        found[mention].extend(links)
    return {mention: tuple(dict.fromkeys(links)) for mention, links in found.items()}


def _place(
    tree: Tree, triggers: Mapping[int, str], index: int, expression: TimeExpression, found: dict[str, list[TimeLink]]
) -> None:
    """Tie one expression to the events of its clause."""
    if expression.form.startswith(_NO_TIME) or expression.type is TimeType.SET:
        return
    head = _head(tree, expression)
    order, signal = _order(tree, expression, head)
    if "anchor:event" in expression.form:
        return  # measured from another event: order.py ties the two
    event, rule = _owner(tree, triggers, expression, head, ends=signal == "to")
    if event is not None:
        told = f"{rule}, {signal}" if signal else rule
        found[triggers[event]].append(TimeLink(order=order, expression=index, rule=told))


def _owner(
    tree: Tree, triggers: Mapping[int, str], expression: TimeExpression, head: int, *, ends: bool
) -> tuple[int | None, str]:
    """Return the event that an expression belongs to, and how it was found; `ends` where it closes a range."""
    if not ends and expression.first > tree.sentence(head).first and tree.word(expression.first - 1) == "to":
        return None, ""  # "extended the truce to May 3" is not of May 3
    thing = _thing(tree, expression, head)
    if thing is not None and thing in triggers:
        return thing, f'hangs from "{tree.tokens.text[thing]}"'
    if thing is not None and _only_told_apart(tree, expression, thing):
        return None, ""
    event, rule = _beside(tree, triggers, expression)
    if not rule:
        event, rule = governing(tree, triggers, head)
        event, rule = _clause_of(tree, triggers, expression, event) or (event, rule)
    return event, rule


def _head(tree: Tree, expression: TimeExpression) -> int:
    """Return the word of an expression by which it hangs from the rest, a noun or number before "late" and "about"."""
    heads = tree.tokens.head
    tops = [
        token
        for token in range(expression.first, expression.last)
        if not expression.first <= heads[token] < expression.last or heads[token] == token
    ]
    named = [token for token in tops if tree.tokens.upos[token] in {"NOUN", "PROPN", "NUM"}]
    return next(iter([*named, *tops]), expression.last - 1)


def _thing(tree: Tree, expression: TimeExpression, head: int) -> int | None:
    """Return the noun that an expression stands before: "the 1991 treaty", "Monday's vote"."""
    above = tree.head(head)
    if above is None or above < expression.last or tree.rel(head) not in _NAMING:
        return None
    return above if tree.tokens.upos[above] in {"NOUN", "PROPN"} else None


def _only_told_apart(tree: Tree, expression: TimeExpression, thing: int) -> bool:
    """Say whether an expression only tells which thing is meant: "the 1991 treaty expired", "the current mayor said".

    Where the thing is no party but a circumstance ("in a Wednesday briefing"), or has no article ("Sunday night shots
    were fired"), the expression dates the clause all the same.
    """
    determined = any(tree.tokens.upos[kid] in {"DET", "PRON"} for kid in tree.kids(thing, "det", "nmod"))
    while tree.rel(thing) in {"nmod", "compound", "flat"} and (above := tree.head(thing)) is not None:
        thing = above
    return expression.form == "ref:PRESENT" or (determined and tree.rel(thing) in _PARTIES)


def _order(tree: Tree, expression: TimeExpression, head: int) -> tuple[Order, str]:
    """Read the signal word before an expression: its case, or the word that stands before it."""
    words = {tree.lemma(kid) for kid in tree.kids(head, "case", "mark") if kid < expression.first}
    before = expression.first - 1
    if before >= 0 and tree.tokens.sentence[before] == tree.tokens.sentence[head]:
        words.add(tree.word(before))
    for word in words:
        if word in _SIGNALS:
            return _SIGNALS[word], word
    if "from" in words and _range_follows(tree, expression):
        return Order.SINCE, "from"
    if "to" in words and before > 0 and any(t.last == before for t in tree.parsed.times):
        return Order.UNTIL, "to"
    return Order.AT, ""


def _range_follows(tree: Tree, expression: TimeExpression) -> bool:
    after = expression.last
    return after < len(tree.tokens) and tree.word(after) in {"to", "until", "till", "through"}


def _beside(tree: Tree, triggers: Mapping[int, str], expression: TimeExpression) -> tuple[int | None, str]:
    """Trust what stands nearest where a tree often errs: "met on Friday", "after the raid in early May, ..."."""
    at = expression.first - 1
    if at >= 0 and tree.tokens.upos[at] == "ADP":
        at -= 1
    if at < 0 or tree.tokens.sentence[at] != tree.tokens.sentence[expression.first]:
        return None, ""
    if tree.tokens.upos[at] == "VERB" and tree.tokens.xpos[at] in {"VBD", "VBN", "VBZ", "VBP", "VBG"}:
        if at in triggers:
            return at, f'stands beside "{tree.tokens.text[at]}"'
        if _telling(tree, at):
            return None, f'stands beside "{tree.tokens.text[at]}"'
        return None, ""
    return _in_adjunct(tree, triggers, expression)


def _in_adjunct(tree: Tree, triggers: Mapping[int, str], expression: TimeExpression) -> tuple[int | None, str]:
    """Find the event of an order word's phrase that the expression closes: no comma or verb parts the two."""
    nouns: list[int] = []
    for at in range(expression.first - 1, max(expression.first - 25, -1), -1):
        word = tree.word(at)
        if tree.tokens.sentence[at] != tree.tokens.sentence[expression.first] or word in {",", ";", ":", "(", ")"}:
            break
        if tree.tokens.upos[at] in {"VERB", "AUX"} and at not in triggers:
            break
        if at in triggers:
            nouns.append(at)
        elif word in _ADJUNCT and tree.tokens.upos[at] in {"ADP", "SCONJ", "VERB"}:
            closes = expression.last < len(tree.tokens) and tree.word(expression.last) in {",", ".", ";"}
            if nouns and closes:
                return nouns[-1], f'closes the phrase of "{word}"'
            break
    return None, ""


def governing(tree: Tree, triggers: Mapping[int, str], head: int) -> tuple[int | None, str]:
    """Return the event word that a time hangs from, and how it was found; None where saying stands between."""
    if head in triggers:
        return head, "names the event"
    at = head
    for at in tree.ancestors(head):
        if at in triggers:
            return at, f'hangs from "{tree.tokens.text[at]}"'
        if tree.tokens.upos[at] in {"VERB", "AUX"} or tree.tokens.deprel[at] in {"root", "acl:relcl"}:
            break
    else:
        return None, ""
    if _telling(tree, at):
        return None, ""
    above = tree.head(at)
    gerund = tree.rel(at) == "ccomp" and tree.tokens.xpos[at] == "VBG"
    lent = (
        gerund or tree.rel(at) == "xcomp" or (tree.tokens.deprel[at] == "acl" and _is_of_its_noun(tree, triggers, at))
    )
    if above in triggers and lent:  # "admitted doing so on Monday", "a suit filed in May"
        return above, f'in the clause of "{tree.tokens.text[at]}"'
    for rels in (("xcomp", "ccomp"), ("obj",), ("nsubj", "nsubj:pass"), ("obl", "advcl", "conj")):
        for kid in tree.kids(at, *rels):
            event = _inside(tree, triggers, kid)
            if event is not None and (rels[0] != "obl" or not tree.marks(kid) - _WITH):
                return event, f'in the clause of "{tree.tokens.text[at]}"'
    return None, ""


def _clause_of(
    tree: Tree, triggers: Mapping[int, str], expression: TimeExpression, noun: int | None
) -> tuple[int, str] | None:
    """Return the verb whose clause a day closes, though the tree hangs it from words inside the verb's object.

    "Raise the incident at the council on Monday"; what the tree hangs from the object itself stays there.
    """
    before = expression.first - 1
    if tree.head(_head(tree, expression)) == noun:
        return None
    if noun is None or noun > before or tree.tokens.upos[noun] != "NOUN" or tree.word(before) != "on":
        return None
    verb = tree.head(noun)
    if verb is None or verb not in triggers or tree.tokens.upos[verb] != "VERB" or tree.rel(noun) != "obj":
        return None
    return verb, f'closes the clause of "{tree.tokens.text[verb]}"'


def _inside(tree: Tree, triggers: Mapping[int, str], token: int) -> int | None:
    if token in triggers:
        return token
    return next((kid for kid in tree.kids(token, "compound", "nmod", "xcomp", "conj") if kid in triggers), None)


def _is_of_its_noun(tree: Tree, triggers: Mapping[int, str], verb: int) -> bool:
    """Say whether a clause behind a noun has no time of its own: "a suit filed in May", "began a drive to win then"."""
    noun = tree.head(verb)
    above = None if noun is None else tree.head(noun)
    if noun is None or above is None or tree.tokens.xpos[verb] != "VB" or "to" not in tree.marks(verb):
        return _carried_out(tree, verb)
    return noun in triggers and triggers[noun] == triggers.get(above)


def _carried_out(tree: Tree, verb: int) -> bool:
    """Say whether a participle only carries out what its noun names: "a suit filed in May", "talks held on Monday"."""
    return tree.tokens.xpos[verb] == "VBN" and tree.lemma(verb) in _CARRY_OUT


def _telling(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells another clause: its time is the telling's."""
    return (
        tree.lemma(verb) in lexicon("report")
        or bool(tree.kids(verb, "ccomp"))
        or tree.rel(verb) == "parataxis"
        or any(tree.tokens.upos[kid] == "VERB" for kid in tree.kids(verb, "parataxis"))
    )


# --- clauses that share a time --------------------------------------------------------------------------------------


def _share(tree: Tree, triggers: Mapping[int, str], found: dict[str, list[TimeLink]]) -> None:
    """Give an event's time to what happens in one with it, where that has none of its own."""
    for token in sorted(triggers):
        mention = triggers[token]
        if mention in found and not _told_apart(tree, token, found[mention]):
            continue
        for other, rule in _one_with(tree, token):
            source = triggers.get(other)
            if source is None or source == mention:
                continue
            links = [
                one for one in found.get(source, ()) if one.order is Order.AT and _reaches(tree, one, other, token)
            ]
            if links:
                shared = f'{rule} "{tree.tokens.text[other]}"'
                found[mention] += [TimeLink(order=Order.AT, expression=one.expression, rule=shared) for one in links]
                break


def _told_apart(tree: Tree, token: int, links: Sequence[TimeLink]) -> bool:
    """Say whether a noun's times only tell it apart, so that its clause may date it: "on Monday at the 2019 summit"."""
    forms = ["" if one.expression is None else tree.parsed.times[one.expression].form for one in links]
    return tree.tokens.upos[token] in {"NOUN", "PROPN"} and all(_COARSE.match(form) for form in forms)


def _one_with(tree: Tree, token: int) -> list[tuple[int, str]]:
    """Return the words whose time an event shares, nearest first."""
    out: list[tuple[int, str]] = []
    head = tree.head(token)
    rel = tree.rel(token)
    if head is not None:
        if rel == "conj":
            out.append((head, "coordinate with"))
        elif rel == "advcl" and tree.tokens.xpos[token] == "VBG" and tree.marks(token) <= MANNER:
            out.append((head, "participle of"))
        elif rel == "obl" and tree.marks(token) & _WITH:
            out.append((head, "part of"))
        elif (rel == "obj" and tree.lemma(head) in _LIGHT) or (rel == "nsubj" and tree.passive(token)):
            out.append((head, "object of"))
        elif rel == "nsubj" and tree.lemma(head) in _OCCUR and tree.tokens.upos[token] == "NOUN":
            out.append((head, "subject of"))
        elif rel == "xcomp" and tree.tokens.xpos[token] == "VBG":
            out.append((head, "complement of"))
    out += [(kid, "told by") for kid in tree.kids(token, "obl") if tree.marks(kid) & _WITH]
    if tree.tokens.upos[token] == "NOUN":
        out += [(kid, "told by") for kid in tree.kids(token, "acl") if _carried_out(tree, kid)]
    if tree.lemma(token) in _LIGHT:
        out += [(kid, "told by") for kid in tree.kids(token, "obj")]
    return out


def _reaches(tree: Tree, link_: TimeLink, source: int, token: int) -> bool:
    """Say whether a shared time reaches a coordinate clause: only one told before both verbs does."""
    if tree.rel(token) != "conj" or link_.expression is None:
        return True
    expression = tree.parsed.times[link_.expression]
    return expression.first < source or tree.tokens.upos[token] not in {"VERB", "AUX"}
