"""Who is not named on purpose, and why: a report's attributions in, the words of the reason for each such source out.

"Two officials who spoke on condition of anonymity because they may not brief the press": the source is unnamed, and
"because they may not brief the press" is kept. The words may stand with the source, with the verb of telling, or in a
sentence of their own that takes the source up ("The officials spoke on condition of anonymity.").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.extract.found import Found, Sort
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

NEGATED = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "none", "decline", "refuse", "without", "cannot"})
CALLED = frozenset({"name", "identify", "quote", "print"})
ALLOWED = frozenset({"authorise", "authorize", "allow", "permit", "clear"})
BACK = 5  # words between a negation and what it denies
AHEAD = 8  # words between "anonymity" and its reason
REACH = 3  # sentences in which a source is taken up again


def reasons(tree: Tree, found: Sequence[Found]) -> Mapping[int, frozenset[int]]:
    """Return the words of the reason, none where none is given, by the trigger of each source unnamed on purpose."""
    told: dict[int, frozenset[int]] = {}
    tellings = [one for one in found if one.sort in {Sort.REPORT, Sort.BELIEF} and one.source is not None]
    for token in _asked(tree):
        why = _why(tree, token)
        for one in _sources(tree, tellings, token):
            told[one.trigger] = told.get(one.trigger) or why
    return told


def _asked(tree: Tree) -> Iterator[int]:
    """Give the words by which a source asks not to be named."""
    for token in range(len(tree.tokens)):
        lemma = tree.lemma(token)
        if lemma in {"anonymity", "anonymously"} or (lemma == "withhold" and _names(tree, token)):
            yield token
        elif lemma in CALLED | ALLOWED and tree.tokens.upos[token] in {"VERB", "ADJ"} and _denied(tree, token):
            bare = lemma in CALLED and (tree.passive(token) or _be(tree, token) or _relative(tree, token))
            if bare or (lemma in ALLOWED and _speaking(tree, token)):
                yield token


def _names(tree: Tree, token: int) -> bool:
    return any(tree.lemma(kid) in {"name", "identity"} for kid in tree.kids(token, "nsubj", "obj"))


def _denied(tree: Tree, token: int) -> bool:
    first = max(tree.sentence(token).first, token - BACK - 3)
    return any(tree.lemma(i) in NEGATED or tree.word(i) in NEGATED for i in range(first, token))


def _be(tree: Tree, token: int) -> bool:
    return token > 0 and tree.lemma(token - 1) == "be"


def _relative(tree: Tree, token: int) -> bool:
    """Say whether the report itself does not name whom it cites: "an officer it did not name"."""
    return tree.rel(token) == "acl"


def _speaking(tree: Tree, token: int) -> bool:
    """Say whether what is not allowed is to speak: "not authorised to brief the press"."""
    verbs = lexicon("report") | lexicon("quoting") | {"speak", "talk", "brief", "discuss"}
    return any(tree.lemma(kid) in verbs for kid in tree.kids(token, "xcomp", "advcl", "ccomp"))


def _why(tree: Tree, token: int) -> frozenset[int]:
    """Return the words of the reason, from "because" on; where none is given, what the source is not allowed."""
    last = tree.sentence(token).last
    allowed = tree.lemma(token) in ALLOWED
    for at in range(token + 1, min(token + AHEAD, last)):
        if tree.word(at) in lexicon("because"):
            top = tree.tokens.head[at] if tree.rel(at) in {"mark", "case", "fixed"} else at
            return _from(tree, top, at)
        if not allowed and tree.word(at) == "to" and at == token + 1:
            return _from(tree, tree.tokens.head[at], at)  # "on condition of anonymity to discuss private talks"
    if not allowed:
        return frozenset()
    first = token
    while first > tree.sentence(token).first and first > token - BACK and tree.lemma(first) not in NEGATED:
        first -= 1
    before = next((i for i in range(first, max(first - BACK, 0), -1) if tree.word(i) in lexicon("because")), first)
    return _from(tree, token, before)


def _from(tree: Tree, head: int, first: int) -> frozenset[int]:
    """Return the run of a clause's words from one of them on, up to a mark that ends it."""
    inside = tree.subtree(head)
    run = [first]
    for token in range(first + 1, tree.sentence(first).last):
        if token not in inside or tree.word(token) in {".", ";", "”", '"'}:
            break
        run.append(token)
    while len(run) > 1 and tree.tokens.upos[run[-1]] == "PUNCT":
        run.pop()
    return frozenset(run)


def _sources(tree: Tree, tellings: Sequence[Found], token: int) -> list[Found]:
    """Return the attributions whose source the words are about."""
    here = tree.tokens.sentence[token]
    own = [one for one in tellings if one.source is not None and token in tree.subtree(one.source)]
    if own:
        return own[-1:]
    near = [one for one in tellings if tree.tokens.sentence[one.trigger] == here]
    same = [one for one in near if token not in one.content]
    if same:
        return [min(same, key=lambda one: abs(one.trigger - token))]
    subject = tree.subject(tree.clause(token))
    if subject is None:
        return []
    return [
        one
        for one in tellings
        if one.source is not None
        and 0 < here - tree.tokens.sentence[one.source] <= REACH
        and tree.lemma(one.source) == tree.lemma(subject)
        and tree.tokens.upos[subject] == "NOUN"
    ]
