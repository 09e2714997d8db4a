"""The clause that tells an act: its words, its tense and the place told in it."""

from __future__ import annotations

from dateline.extract.acts import Act
from dateline.extract.entities import Entities
from dateline.extract.tree import Tree
from dateline.records import EntityForm, EntityType, Parsed, Span

INSIDE = frozenset(
    {"nsubj", "obj", "iobj", "obl", "aux", "compound", "advmod", "xcomp", "nmod", "amod", "det", "case", "expl"}
)
PLACES = frozenset({EntityType.GEOPOLITICAL, EntityType.LOCATION, EntityType.FACILITY})
AT = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "off", "around", "across", "north", "south", "east", "west"}
)
ASIDE = frozenset("after before following since during over amid despite wake light until with ahead by".split())
LONGEST = 60  # tokens of a clause that is shown as an event's line
SHORT = 14  # tokens of a relative clause that is shown with its noun: "two bases that house soldiers"
# Words that no line ends with: what they open was left out.
OPENING = frozenset({"case", "mark", "cc", "det", "aux", "cop", "punct", "expl"})
DANGLING = frozenset(
    "what which who whom whose where when as such than because while if whether including despite until since".split()
)
MEASURING = frozenset("soon hours minutes days weeks months shortly".split())  # nothing without their "after"
SUBORDINATING = frozenset("when while because although though if whereas unless".split())
RAISING = frozenset("appear seem have need expect suppose fail manage prove tend".split())
LEADING = frozenset({"cc", "mark", "punct", "case", "discourse"})


def words(tree: Tree, act: Act, tellers: frozenset[int] = frozenset(), *, named: bool = True) -> Span:
    """Return the run of words that tells the act, without the clauses hanging from it or who tells it (`tellers`).

    A verb's runs from its subject to its last complement; a noun is shown with the verb it depends on, and a relative
    clause with the noun it hangs from. What is said before the subject is left out, and a subject shared with another
    verb where who acts is `named` among the participants.
    """
    heads = {act.token, *act.lenders}
    governor = tree.head(act.token)
    if act.noun and governor is not None and tree.tokens.upos[governor] == "VERB" and not _beside(tree, act.token):
        heads.add(governor)
    kept = set(range(*act.trigger)) | heads
    for head in heads:
        kept |= _clause(tree, head, noun=act.noun and head == act.token, named=named)
    sentence = tree.sentence(act.token)
    first, last = max(min(kept), sentence.first), min(max(kept), sentence.last - 1)
    if last - first >= LONGEST:
        first = max(first, act.trigger[0] - LONGEST // 3)
        last = max(min(last, first + LONGEST), act.trigger[1] - 1)
    last = min((token - 1 for token in tellers if act.trigger[1] <= token <= last), default=last)
    last = min((token - 1 for token in range(act.trigger[1], last) if _opens(tree, token, kept)), default=last)
    while first < act.trigger[0] and _leads(tree, first):
        first += 1
    while last >= act.trigger[1] and _dangles(tree, last):
        last -= 1
    return tree.span((first, last))


def _beside(tree: Tree, noun: int) -> bool:
    """Say whether a noun stands beside what the verb tells: behind "after", or before the verb's own subject."""
    if tree.marks(noun) & ASIDE:
        return True
    subject = tree.kid(tree.tokens.head[noun], "nsubj")
    return tree.rel(noun) == "obl" and subject is not None and noun < subject


def _clause(tree: Tree, head: int, *, noun: bool, named: bool) -> set[int]:
    """Return the words of one clause: its subject, what its head takes, and the noun that it hangs from.

    A subject that another verb parts from its own ("he resigned and left") is left to the participants.
    """
    kept: set[int] = set()
    subject = None if noun and tree.tokens.upos[head] not in {"VERB", "AUX"} else tree.subject(head)
    opening = tree.kid(head, "expl") if subject is None else subject
    if subject is None and not noun:
        kept |= _told_of(tree, head)
    left_out = subject is not None and named and not tree.passive(head) and _parted(tree, subject, head)
    if subject is not None and not left_out:
        kept |= _phrase(tree, subject)
    for kid in tree.children[head]:
        before = head if left_out else opening
        fronted = before is not None and kid < before and tree.rel(kid) in {"obl", "advmod"}
        aimed = tree.rel(kid) == "mark" and tree.word(kid) == "to" and not kept
        if (tree.rel(kid) in INSIDE or tree.rel(kid) == "cop" or aimed or _told(tree, head, kid)) and not fronted:
            kept |= _phrase(tree, kid)
    above = tree.head(head) if tree.tokens.deprel[head] == "acl:relcl" else None
    if above is not None:
        kept |= {i for i in tree.phrase(above) if i < head}
    return kept


def _parted(tree: Tree, subject: int, head: int) -> bool:
    """Say whether the subject stands behind its verb, or another verb stands between the two."""
    own = subject in tree.children[head]
    governor = tree.head(head)
    raised = tree.rel(head) == "xcomp" and governor is not None and tree.lemma(governor) in RAISING
    if tree.charged(head):
        return True  # "accused the firm of hiding it" is told by its verb
    if raised and subject < head:
        return False  # "Chad appeared to be standing down"
    between = range(max(tree.phrase(subject)) + 1, head)
    return not own and (
        subject > head
        or any(tree.tokens.upos[i] == "VERB" and i not in tree.subtree(subject) | tree.subtree(head) for i in between)
    )


def _told_of(tree: Tree, verb: int) -> set[int]:
    """Return the roles before a verb that has no subject in the tree: "until a new accord was reached"."""
    index = tree.predicates.get(verb)
    if index is None or tree.tokens.xpos[verb] not in {"VBD", "VBZ", "VBP", "VBN"}:
        return set()
    found: set[int] = set()
    for argument in tree.parsed.predicates[index].arguments:
        if argument.role in {"ARG0", "ARG1"} and argument.last <= verb and verb - argument.first <= LONGEST // 2:
            found |= set(range(argument.first, argument.last))
    return found


def _told(tree: Tree, head: int, kid: int) -> bool:
    """Say whether a clause behind a verb says what was promised, denied or sought: without it the line is empty."""
    if tree.tokens.upos[head] != "VERB":
        return False
    if kid < head:
        return tree.rel(kid) == "ccomp"  # "..., the minister warned"
    aim = tree.rel(kid) == "advcl" and tree.tokens.xpos[kid] == "VB" and "to" in tree.marks(kid)
    charge = tree.rel(kid) == "advcl" and tree.tokens.xpos[kid] == "VBG" and bool(tree.marks(kid) & {"of", "from"})
    return tree.rel(kid) == "ccomp" or aim or charge


def _opens(tree: Tree, token: int, kept: set[int]) -> bool:
    """Say whether the word opens a clause whose verb was left out."""
    opening = tree.rel(token) in {"mark", "advmod"} and tree.word(token) in SUBORDINATING
    return opening and tree.tokens.head[token] not in kept


def _leads(tree: Tree, token: int) -> bool:
    """Say whether the word only ties the clause to what stands before it."""
    if tree.word(token) == "to" and tree.tokens.xpos[tree.tokens.head[token]] == "VB":
        return False
    return tree.word(token) in SUBORDINATING or (tree.rel(token) in LEADING and not _hedge(tree, token))


def _hedge(tree: Tree, token: int) -> bool:
    """Say whether the word opens a hedge on a number: "at least", "up to", "more than"."""
    return token + 1 < len(tree.tokens) and tree.word(token + 1) in {"least", "most", "to"}


def _dangles(tree: Tree, token: int) -> bool:
    after = tree.word(token) in DANGLING
    after |= tree.word(token) == "that" and tree.rel(token) not in {"obj", "obl"}
    measure = token + 1 < len(tree.tokens) and tree.word(token + 1) in {"after", "before"}
    after |= measure and tree.word(token) in MEASURING
    return after or (tree.rel(token) in OPENING and tree.tokens.upos[token] not in {"NOUN", "PROPN", "VERB"})


def _phrase(tree: Tree, token: int) -> set[int]:
    """Return a phrase with the phrases in it, but not with asides or quoted speech; of relative clauses, short ones."""
    kept, stack = {token}, [token]
    while stack:
        at = stack.pop()
        for kid in tree.children[at]:
            if tree.rel(kid) in {"parataxis", "ccomp", "advcl", "punct", "appos"} and not _told(tree, at, kid):
                continue
            if tree.tokens.deprel[kid] == "acl:relcl" and not _tells_which(tree, at, kid):
                continue
            kept.add(kid)
            stack.append(kid)
    return kept


def _tells_which(tree: Tree, noun: int, clause: int) -> bool:
    """Say whether a relative clause is short and says which: no comma parts it from its noun."""
    inside = tree.subtree(clause)
    first = min(inside)
    return len(inside) <= SHORT and first > noun and tree.tokens.upos[first - 1] != "PUNCT"


def tense(tree: Tree, act: Act) -> str:
    """Return past, present, future or perfect; "" for a noun or a bare form with no governor that has one."""
    if act.noun:
        return ""
    if tree.tokens.xpos[act.token] == "NNS" and tree.sentence(act.token).title:
        return "past"  # a headline's verb that the tree took for a plural
    for token in (*act.lenders, act.token, *tree.ancestors(act.token)):
        if tree.tokens.upos[token] not in {"VERB", "AUX"}:
            continue
        helpers = {tree.lemma(kid) for kid in tree.kids(token, "aux")}
        forms = {tree.tokens.xpos[kid]: tree.lemma(kid) for kid in tree.kids(token, "aux", "cop")}
        if helpers & {"will", "shall"}:
            return "future"
        if forms.get("VBD") == "have":
            return "past"
        if "have" in helpers:
            return "perfect"
        if "VBD" in forms or tree.tokens.xpos[token] == "VBD":
            return "past"
        if {"VBZ", "VBP"} & set(forms) or tree.tokens.xpos[token] in {"VBZ", "VBP"}:
            # Headlines tell the past in the present.
            return "past" if tree.sentence(token).title else "present"
        bare = tree.tokens.xpos[token] == "VBN" and not forms
        if bare and (tree.rel(token) in {"acl", "advcl", "conj"} or tree.kids(token, "nsubj")):
            return "past"
        if tree.rel(token) == "root" or token != act.token:
            continue
    return ""


class Places:
    """Finds the place told for an act."""

    def __init__(self, parsed: Parsed, tree: Tree, entities: Entities) -> None:
        self.tree = tree
        self.entities = entities
        self.predicates = {predicate.token: predicate for predicate in parsed.predicates}

    def of(self, act: Act) -> Span | None:
        """Return the words of the place nearest to the act: in its roles, then in its phrases, then in its objects'."""
        tree = self.tree
        heads = (act.token, *reversed(act.lenders))
        for head in heads:
            predicate = self.predicates.get(head)
            for argument in predicate.arguments if predicate else ():
                if argument.role == "ARGM-LOC":
                    for token in range(argument.first, argument.last):
                        if self._is_place(token) and tree.marks(token) & AT:
                            return self._words(token)
        near = [kid for head in (*heads, *act.content) for kid in tree.kids(head, "obl", "nmod")]
        near += [
            deep
            for head in heads
            for kid in tree.kids(head, "obj", "nsubj", "nsubj:pass", "obl")
            for deep in tree.kids(kid, "nmod")
        ]
        for kid in near:
            if self._is_place(kid) and tree.marks(kid) & AT:
                return self._words(kid)
        return None

    def _words(self, token: int) -> Span:
        mention = self.entities.at(token)
        return mention.span if mention is not None else self.tree.tokens.span[token]

    def _is_place(self, token: int) -> bool:
        mention = self.entities.at(token)
        return mention is not None and mention.form is EntityForm.NAME and mention.type in PLACES
