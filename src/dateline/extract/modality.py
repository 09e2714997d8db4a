"""Is it done: a word that names an event and its tree in, modality, the words that carry it and polarity out.

The walk goes from the event upwards. Each clause adds what its auxiliaries, negation and conditions say; each governing
word adds its signature: implicatives flip or keep polarity (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006),
others give the complement a modality of its own. The innermost modality wins; the walk ends where a clause stands for
itself: reported speech, relative clauses, most adverbial clauses.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dateline.extract.sources import lexicon
from dateline.extract.tree import Tree
from dateline.records import Attribution, Modality, Parsed, Span
from dateline.resources import kinds

CLIMB = 12  # governors looked at: deeper embeddings are parser errors
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})


class Reality(NamedTuple):
    """What the text says of an event's reality, and by which words."""

    modality: Modality
    cue: Span | None
    negated: bool


@dataclass(slots=True)
class _Walk:
    """What has been seen so far on the way up."""

    mode: Modality | None = None
    cue: int | None = None
    negated: bool = False
    negator: int | None = None

    def see(self, mode: Modality, cue: int) -> None:
        if self.mode is None:
            self.mode, self.cue = mode, cue

    def flip(self, cue: int) -> None:
        self.negated = not self.negated
        self.negator = cue


@cache
def table(name: str) -> Any:  # noqa: ANN401  (a JSON file's content)
    """Return one table of signatures."""
    return _tables()[name]


@cache
def _tables() -> dict[str, Any]:
    path = files("dateline.resources") / "modality" / "signatures.json"
    tables: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tables


def modality(parsed: Parsed | Tree, token: int, attribution: Attribution | None = None) -> Reality:
    """Return the modality of the event that the word names, the words that carry it, and whether it is negated."""
    tree = parsed if isinstance(parsed, Tree) else Tree(parsed)
    told = attribution is not None and bool(attribution.hops)
    walk = _Walk()
    at: int | None = token
    for _ in range(CLIMB):
        if at is None:
            break
        at = _climb(tree, walk, at, told=told)
    mode, cue = walk.mode, walk.cue
    if walk.negated and cue is None:
        cue = walk.negator
    if walk.negated and mode in {None, Modality.PLANNED}:
        mode, cue = Modality.DENIED, walk.negator
    return Reality(mode or Modality.ASSERTED, tree.tokens.span[cue] if cue is not None else None, walk.negated)


def _climb(tree: Tree, walk: _Walk, at: int, *, told: bool) -> int | None:
    """Take in one word, and return the governor whose reality it shares, None where it stands for itself."""
    if _verbal(tree, at):
        _clause(tree, walk, at, told=told)
    else:
        _noun(tree, walk, at)
    head = tree.head(at)
    if head is None:
        _alone(tree, walk, at)
        return None
    rel, base = tree.tokens.deprel[at], tree.rel(at)
    if base == "conj":
        return _conjunct(tree, at, head)
    if rel == "acl:relcl" or base in {"parataxis", "appos", "vocative", "list"}:
        return None
    if base == "advcl":
        return _adverbial(tree, walk, at, head, told=told)
    signature = _signature(tree, at, head)
    if signature is not None:
        return _apply(tree, walk, signature, head)
    if base in {"xcomp", "aux", "cop", "flat", "fixed", "compound"}:
        return head
    if base in {"acl", "ccomp"} and _denied(tree, walk, head):
        return None
    if base == "ccomp" or base == "csubj":
        return None if _speaks(tree, head) or tree.tokens.upos[head] not in VERBAL else head
    if base == "acl":
        if "to" in tree.marks(at):
            walk.see(Modality.PLANNED, next(iter(tree.kids(at, "mark", "case")), at))
        return None
    return head if _shares(tree, at, head) else None


# --- what a clause says of itself ---------------------------------------------------------------------------------


def _denied(tree: Tree, walk: _Walk, noun: int) -> bool:
    """Read "denied reports that it paid": what the noun tells is denied by the verb above it."""
    verb = tree.head(noun)
    if verb is None or tree.lemma(verb) != "deny" or tree.lemma(noun) not in lexicon("noun"):
        return False
    walk.see(Modality.DENIED, verb)
    return True


def _verbal(tree: Tree, token: int) -> bool:
    return tree.tokens.upos[token] in VERBAL or bool(tree.kids(token, "cop"))


def _clause(tree: Tree, walk: _Walk, verb: int, *, told: bool) -> None:
    negation = _negation(tree, verb)
    for kid in tree.kids(verb, "aux"):
        said = table("auxiliary").get(tree.word(kid)) or table("auxiliary").get(tree.lemma(kid))
        if said is None or tree.tokens.xpos[kid] not in {"MD", "VBD", "VBP", "VB", "VBZ"}:
            continue
        if tree.tokens.xpos[kid] != "MD":
            continue
        if said == "possible" and negation is not None and tree.lemma(kid) in {"can", "could", "ca"}:
            continue  # "could not reach them": it did not happen
        conditional = said in {"would", "planned"} and _conditioned(tree, verb)
        if conditional:
            walk.see(Modality.CONDITIONAL, kid)
        elif said == "would":
            walk.see(Modality.CONDITIONAL if _perfect(tree, verb) and not told else Modality.PLANNED, kid)
        elif said == "demanded" and _perfect(tree, verb):
            walk.see(Modality.POSSIBLE, kid)  # "must have known" is a guess
        else:
            walk.see(Modality(said), kid)
        if said == "demanded" and _inverted(tree, verb, kid):
            walk.mode, walk.cue = Modality.CONDITIONAL, kid
    to = next((kid for kid in tree.kids(verb, "mark", "aux") if tree.word(kid) == "to"), None)
    be = any(tree.lemma(kid) == "be" for kid in tree.kids(verb, "aux", "cop"))
    bare = tree.tokens.xpos[verb] == "VB" or any(tree.tokens.xpos[kid] == "VB" for kid in tree.kids(verb, "aux:pass"))
    if to is not None and be and bare:
        walk.see(Modality.PLANNED, to)  # "is to meet"
    if _scheduled(tree, verb) or _laid_down(tree, verb):
        walk.see(Modality.PLANNED, verb)
    for kid in tree.kids(verb, "advmod"):
        if tree.word(kid) in table("adverb"):
            walk.see(Modality(table("adverb")[tree.word(kid)]), kid)
    if negation is not None:
        walk.flip(negation)


def _scheduled(tree: Tree, verb: int) -> bool:
    """Say whether a day is set for it: "the hearing is set for March"."""
    if tree.lemma(verb) in {"schedule", "slate"}:
        return tree.passive(verb)
    return (
        tree.lemma(verb) == "set"
        and tree.passive(verb)
        and any("for" in tree.marks(kid) for kid in tree.kids(verb, "obl", "nmod"))
    )


def _laid_down(tree: Tree, verb: int) -> bool:
    """Say whether a plain present tells what a text lays down: "under the accord, the army withdraws"."""
    if tree.tokens.xpos[verb] not in {"VBZ", "VBP"} or tree.kids(verb, "aux", "cop"):
        return False
    head = tree.head(verb) if tree.rel(verb) == "conj" else None
    phrases = [*tree.kids(verb, "obl"), *(tree.kids(head, "obl") if head is not None else ())]
    return any(
        "under" in tree.marks(kid) and any(kinds.in_group(tree.lemma(kid), group) for group in ("deal", "truce", "law"))
        for kid in phrases
    )


def _inverted(tree: Tree, verb: int, auxiliary: int) -> bool:
    """Say whether the auxiliary stands before the subject at the head of its clause: "should talks fail, ..."."""
    subject = tree.kid(verb, "nsubj", "nsubj:pass")
    sentence = tree.sentence(verb)
    asked = "?" in tree.tokens.text[sentence.first : sentence.last]
    return subject is not None and auxiliary < min(tree.subtree(subject)) and tree.rel(verb) == "advcl" and not asked


def _negation(tree: Tree, verb: int) -> int | None:
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


def _conditioned(tree: Tree, verb: int) -> bool:
    head = tree.head(verb)
    above = tree.kids(head, "advcl") if head is not None and tree.rel(verb) in {"ccomp", "xcomp"} else []
    for kid in (*tree.kids(verb, "advcl"), *above):
        if tree.marks(kid) & set(table("condition")):
            return True
        if any(tree.word(aux) == "should" and _inverted(tree, kid, aux) for aux in tree.kids(kid, "aux")):
            return True
        if any(tree.word(k) in {"if", "unless"} for k in tree.kids(kid, "advmod")):
            return True
    return any(tree.lemma(kid) in {"case", "event"} and "in" in tree.marks(kid) for kid in tree.kids(verb, "obl"))


def _perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(kid) == "have" for kid in tree.kids(verb, "aux"))


def _noun(tree: Tree, walk: _Walk, noun: int) -> None:
    for kid in tree.kids(noun, "amod", "compound"):
        said = table("modifier").get(tree.word(kid))
        if said == "-":
            walk.flip(kid)
        elif said is not None:
            walk.see(Modality(said), kid)
    for kid in tree.kids(noun, "det"):
        if tree.word(kid) in {"no", "neither"}:
            walk.flip(kid)
    for kid in tree.kids(noun, "case"):
        if tree.word(kid) == "without":
            walk.flip(kid)


# --- what governs it ----------------------------------------------------------------------------------------------


def _signature(tree: Tree, at: int, head: int) -> str | None:
    """Return what the governor makes of its complement, None where it says nothing."""
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
    if upos == "ADJ" or (upos == "VERB" and lemma not in table("verb") and tree.word(head) in table("adjective")):
        complement = tree.rel(at) in {"xcomp", "ccomp", "csubj", "advcl", "acl"}
        adjective: str | None = table("adjective").get(tree.word(head))
        return adjective if complement else None
    if upos != "VERB":
        return None
    particle = tree.kid(head, "compound:prt")
    verbs = table("verb")
    keys: dict[str, str] = verbs.get(f"{lemma} {tree.word(particle)}" if particle is not None else lemma, {})
    return next((keys[key] for key in _complement(tree, at, head) if key in keys), None)


def _complement(tree: Tree, at: int, head: int) -> list[str]:
    """Return the kinds of complement that the word is to its governor, the surest first."""
    rel, base, marks = tree.tokens.deprel[at], tree.rel(at), tree.marks(at)
    if base in {"obl", "nmod"}:
        return sorted(marks)
    if base == "obj" or rel in {"nsubj:pass", "csubj:pass"}:
        return ["ing"] if tree.tokens.xpos[at] == "VBG" and _verbal(tree, at) else ["obj"]
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
    having = any(tree.tokens.xpos[kid] == "VBG" for kid in tree.kids(at, "aux"))  # "denied having sold it"
    if having or (tree.tokens.xpos[at] == "VBG" and not tree.kids(at, "aux")):
        return [*sorted(marks), "ing"]
    return ["that"] if base == "ccomp" else []


def _addressed(tree: Tree, verb: int) -> bool:
    """Say whether an infinitive beside the verb can be what is asked for, not a purpose: "called on them to"."""
    if tree.lemma(verb) in {"call", "appeal", "plead", "look", "wait"}:
        return any(tree.marks(kid) & {"on", "upon", "to", "with", "for"} for kid in tree.kids(verb, "obl"))
    return tree.tokens.upos[verb] == "ADJ" or (tree.passive(verb) and tree.lemma(verb) in lexicon("directive"))


def _apply(tree: Tree, walk: _Walk, signature: str, head: int) -> int | None:
    positive, _, negative = signature.partition("/")
    negation = _negation(tree, head) if _verbal(tree, head) else _no(tree, head)
    effect = positive if negation is None else negative
    cue = head if negation is None else negation
    if effect == "planned" and _conditioned(tree, head):
        effect = "conditional"
    if effect in {"+", "-"}:
        if effect == "-":
            walk.flip(cue)
        if negation is not None:
            walk.flip(negation)  # the climb will count the governor's negation once more
        return head
    walk.see(Modality.POSSIBLE if effect == "o" else Modality(effect), cue)
    return None


def _no(tree: Tree, noun: int) -> int | None:
    return next((kid for kid in tree.kids(noun, "det") if tree.word(kid) == "no"), None)


def _adverbial(tree: Tree, walk: _Walk, at: int, head: int, *, told: bool) -> int | None:
    marks = tree.marks(at) | {tree.word(kid) for kid in tree.kids(at, "advmod")}
    condition = next((k for k in tree.kids(at, "mark", "advmod") if tree.word(k) in table("condition")), None)
    if condition is not None:
        walk.mode = None if walk.mode in {Modality.PLANNED, None} else walk.mode
        walk.see(Modality.CONDITIONAL, condition)
        return None
    signature = _signature(tree, at, head)
    if signature is not None:
        return _apply(tree, walk, signature, head)
    if "without" in marks or "instead" in marks:
        return None  # the clause itself has counted the negation
    if marks & {"until", "till", "before", "when", "once", "after"}:
        present = _present(tree, at)
        ahead = _Walk()
        if _verbal(tree, head):
            _clause(tree, ahead, head, told=told)
        awaited = marks & {"until", "till", "before"} or tree.tokens.xpos[at] != "VBD"
        if (awaited and ahead.mode in {Modality.PLANNED, Modality.CONDITIONAL}) or (
            present and marks & {"until", "till", "before"}
        ):
            walk.see(Modality.PLANNED, next(iter(tree.kids(at, "mark", "advmod")), at))
        return None
    if "to" in marks and tree.tokens.xpos[at] == "VB":
        walk.see(Modality.PLANNED, next(iter(tree.kids(at, "mark", "case")), at))
        return None
    participle = tree.tokens.xpos[at] == "VBG" and not marks - {"by", "while", "in"}
    return head if participle and not _speaks(tree, at) else None


def _present(tree: Tree, verb: int) -> bool:
    auxiliaries = tree.kids(verb, "aux", "aux:pass", "cop")
    tags = {tree.tokens.xpos[kid] for kid in auxiliaries} or {tree.tokens.xpos[verb]}
    return bool(tags & {"VBZ", "VBP"})


def _conjunct(tree: Tree, at: int, head: int) -> int | None:
    """Follow a conjunct to the first of its row where both share an auxiliary, else past it."""
    same = tree.tokens.xpos[at] == tree.tokens.xpos[head] or tree.tokens.upos[at] in NOMINAL
    own = tree.kids(at, "aux", "nsubj", "aux:pass")
    if same and not own and tree.tokens.xpos[at] not in {"VBD", "VBZ", "VBP"}:
        return head
    above = tree.head(head)
    if above is not None and tree.rel(head) in {"advcl", "ccomp"} and not own:
        return head
    return None


def _alone(tree: Tree, walk: _Walk, at: int) -> None:
    """Read a root in the infinitive, as headlines have it ("Leaders to meet in May"), and commands."""
    if tree.tokens.xpos[at] != "VB":
        return
    to = next((kid for kid in tree.kids(at, "mark", "aux") if tree.word(kid) == "to"), None)
    if to is not None:
        walk.see(Modality.PLANNED, to)
    elif not tree.kids(at, "aux", "nsubj") and not _asked(tree, at):
        told = "Mood=Imp" in tree.tokens.feats[at].split("|")
        if told or at - tree.sentence(at).first <= 1:
            walk.see(Modality.DEMANDED, at)


def _asked(tree: Tree, token: int) -> bool:
    sentence = tree.sentence(token)
    return "?" in tree.tokens.text[sentence.first : sentence.last]


def _speaks(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in lexicon("report") | lexicon("quoting") | lexicon("belief")


def _shares(tree: Tree, at: int, head: int) -> bool:
    """Say whether a noun shares the reality of the verb or noun above it: objects of light verbs, "series of X"."""
    if _verbal(tree, at) or tree.kids(at, "nmod:poss"):
        return False
    definite = any(tree.word(kid) in {"the", "this", "that", "these", "those"} for kid in tree.kids(at, "det"))
    rel, base = tree.tokens.deprel[at], tree.rel(at)
    if tree.tokens.upos[head] == "VERB":
        light = tree.lemma(head) in table("light")
        if base == "obj" or rel == "nsubj:pass":
            return light and not definite
        if base == "obl":
            return (
                light
                and not definite
                and not tree.marks(at) & {"after", "since", "following", "despite", "before", "during"}
            )
        return base == "nsubj" and not definite
    return base == "nmod" and bool(tree.marks(at) & {"of"}) and not definite
