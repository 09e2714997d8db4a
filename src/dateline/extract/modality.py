"""Is it done: a word that names an event and its tree in, modality, certainty, polarity and their words out.

The walk goes from the event upwards. Each clause adds what its auxiliaries, negation and conditions say; each governing
word adds its signature (signatures.py). The innermost modality wins; the walk ends where a clause stands for itself:
reported speech, relative clauses, most adverbial clauses. Certainty is that of the least certain word met (FactBank:
Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.extract.signatures import VERBAL, signature, table, verbal
from dateline.extract.tree import Tree
from dateline.extract.verb_forms import asked, conditioned, inverted, laid_down, negation, perfect, present, scheduled
from dateline.extract.words import lexicon
from dateline.records import Attribution, Certainty, Modality, Parsed, Polarity, Stance

CLIMB = 12  # governors looked at: deeper embeddings are parser errors
FINITE = frozenset({"VBZ", "VBP", "VBD"})
NOMINAL = frozenset({"NOUN", "PROPN"})
SURENESS = list(Certainty)  # from sure to not known


class Reality(NamedTuple):
    """What its teller says of an event's reality, and by which words."""

    modality: Modality
    stance: Stance
    negated: bool


@dataclass(slots=True)
class _Walk:
    """What has been seen so far on the way up."""

    tree: Tree
    mode: Modality | None = None
    cue: int | None = None
    negated: bool = False
    negator: int | None = None
    counted: set[int] = field(default_factory=set)  # negations of the noun itself
    words: list[tuple[int, str]] = field(default_factory=list)  # all that say something, as FactBank's value

    def see(self, mode: Modality, cue: int, value: str = "") -> None:
        """Note a word that gives a modality; the innermost gives the event's."""
        if self.mode is None:
            self.mode, self.cue = mode, cue
        listed = "" if mode is Modality.CONDITIONAL else _listed(self.tree, cue)
        self.words.append((cue, value or listed or table("default").get(mode, "CT")))

    def flip(self, cue: int) -> None:
        """Note a word that turns polarity round."""
        self.negated = not self.negated
        self.negator = cue
        self.hedge(cue)

    def hedge(self, cue: int) -> None:
        """Note a word that may make its clause less certain: "apparently"."""
        self.words.append((cue, _listed(self.tree, cue).rstrip("+-u") or "CT"))


def _listed(tree: Tree, token: int) -> str:
    known = table("certainty")
    return str(known.get(tree.word(token)) or known.get(tree.lemma(token)) or "")


def modality(parsed: Parsed | Tree, token: int, attribution: Attribution | None = None) -> Reality:
    """Return the modality of the event that the word names, certainty and polarity, and whether it is negated."""
    tree = parsed if isinstance(parsed, Tree) else Tree(parsed)
    told = attribution is not None and bool(attribution.hops)
    walk = _Walk(tree)
    at: int | None = token
    for _ in range(CLIMB):
        if at is None:
            break
        at = _climb(tree, walk, at, told=told)
    mode, cue, negated = walk.mode, walk.cue, walk.negated
    if mode is Modality.DENIED and negated:  # "denied failing to pay"
        mode, negated = Modality.ASSERTED, False
    if negated and cue is None:
        cue = walk.negator
    if negated and mode in {None, Modality.PLANNED}:
        mode, cue = Modality.DENIED, walk.negator
    mode = mode or Modality.ASSERTED
    return Reality(mode, _stance(walk, cue, negated=negated, denied=mode is Modality.DENIED), negated)


def _stance(walk: _Walk, cue: int | None, *, negated: bool, denied: bool) -> Stance:
    """Weigh all words that were met, the one that decides the modality first; what is denied is not left open."""
    certainty, polarity = Certainty.CERTAIN, Polarity.NEGATIVE if negated or denied else Polarity.POSITIVE
    for _, value in walk.words:
        certainty = max(certainty, Certainty(value.rstrip("+-u")), key=SURENESS.index)
        if value.endswith("-"):
            polarity = Polarity.NEGATIVE
        elif value.endswith("u") and not denied:
            polarity = Polarity.UNKNOWN
    words = sorted({token for token, _ in walk.words}, key=lambda token: (token != cue, token))
    return Stance(certainty=certainty, polarity=polarity, cues=tuple(walk.tree.tokens.span[token] for token in words))


def _climb(tree: Tree, walk: _Walk, at: int, *, told: bool) -> int | None:
    """Take in one word, and return the governor whose reality it shares, None where it stands for itself."""
    if verbal(tree, at):
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
    if base in {"acl", "ccomp", "nmod"} and rel != "nmod:poss" and _refused(tree, walk, head):
        return None
    said = signature(tree, at, head)
    if said is not None:
        return _apply(tree, walk, said, head)
    whether = next((kid for kid in tree.kids(at, "mark") if tree.word(kid) == "whether"), None)
    if whether is not None:
        walk.see(Modality.POSSIBLE, whether, "Uu")
        return None
    if base in {"xcomp", "aux", "cop", "flat", "fixed", "compound"}:
        return head
    if base == "ccomp" or base == "csubj":
        return None if _speaks(tree, head) or tree.tokens.upos[head] not in VERBAL else head
    if base == "acl":
        if "to" in tree.marks(at):
            walk.see(Modality.PLANNED, next(iter(tree.kids(at, "mark", "case")), at))
        return None
    return _comes_about(tree, at, head) if base == "nsubj" else head if _shares(tree, at, head) else None


# --- what a clause says of itself ---------------------------------------------------------------------------------


def _refused(tree: Tree, walk: _Walk, noun: int) -> bool:
    """Read "denied reports that it paid", "abandoned plans to build", "an attempt to rob it failed".

    The verb above denies or drops what the noun tells, or says that it came to nothing.
    """
    verb = tree.head(noun)
    if verb is None:
        return False
    particle = tree.kid(verb, "compound:prt")
    told = f"{tree.lemma(verb)} {tree.word(particle)}" if particle is not None else tree.lemma(verb)
    ahead = str(table("noun").get(tree.lemma(noun), "")).startswith(("planned", "possible"))
    if tree.tokens.deprel[noun] in {"obj", "nsubj:pass"}:
        owned = tree.kids(noun, "nmod:poss")  # "rejected the union's claim that": the union still says so
        claim = tree.lemma(noun) in table("claim") and not owned
        unsure = negation(tree, verb) if claim and told in table("telling")["veridical"] else None
        if unsure is not None:
            walk.see(Modality.POSSIBLE, unsure, "Uu")  # "could not verify the claim that"
            return True
        refused = (told in table("deny") and claim) or (told in table("drop") and ahead)
    else:
        empty = told in table("come_to_nothing") and ahead
        false = told in table("untrue") and tree.lemma(noun) in table("claim")
        refused = tree.tokens.deprel[noun] == "nsubj" and (empty or false)
    if refused and negation(tree, verb) is None:
        walk.see(Modality.DENIED, verb)
        return True
    return False


def _clause(tree: Tree, walk: _Walk, verb: int, *, told: bool) -> None:
    denial = negation(tree, verb)
    for kid in tree.kids(verb, "aux"):
        able = tree.lemma(kid) in {"can", "could", "ca"}
        if tree.tokens.xpos[kid] == "MD" and not (able and denial is not None):  # "could not reach them": it was not
            _modal(tree, walk, verb, kid, told=told)
    to = next((kid for kid in tree.kids(verb, "mark", "aux") if tree.word(kid) == "to"), None)
    be = any(tree.lemma(kid) == "be" and tree.tokens.xpos[kid] in FINITE for kid in tree.kids(verb, "aux", "cop"))
    bare = tree.tokens.xpos[verb] == "VB" or any(tree.tokens.xpos[kid] == "VB" for kid in tree.kids(verb, "aux:pass"))
    if to is not None and be and bare:
        _to_come(tree, walk, verb, to)
    if scheduled(tree, verb) or laid_down(tree, verb):
        walk.see(Modality.PLANNED, verb)
    for kid in tree.kids(verb, "advmod"):
        if tree.word(kid) in table("adverb"):
            walk.see(Modality(table("adverb")[tree.word(kid)]), kid)
        elif tree.word(kid) in table("hedge"):
            walk.hedge(kid)
    if denial is not None and denial not in walk.counted:
        walk.flip(denial)


def _to_come(tree: Tree, walk: _Walk, verb: int, to: int) -> None:
    """Read "is to meet", and "is yet to meet"."""
    yet = next((kid for kid in tree.kids(verb, "advmod") if tree.word(kid) == "yet"), None)
    if yet is None:
        walk.see(Modality.PLANNED, to)
    else:
        walk.flip(yet)


def _modal(tree: Tree, walk: _Walk, verb: int, modal: int, *, told: bool) -> None:
    said = table("auxiliary").get(tree.word(modal)) or table("auxiliary").get(tree.lemma(modal))
    if said is None:
        return
    if said in {"would", "planned"} and conditioned(tree, verb):
        walk.see(Modality.CONDITIONAL, modal)
    elif said == "would":
        walk.see(Modality.CONDITIONAL if perfect(tree, verb) and not told else Modality.PLANNED, modal)
    elif said == "demanded" and perfect(tree, verb):
        walk.see(Modality.POSSIBLE, modal, "PR+")  # "must have known" is a guess
    else:
        walk.see(Modality(said), modal)
    if said == "demanded" and inverted(tree, verb, modal):
        walk.mode, walk.cue = Modality.CONDITIONAL, modal


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
            walk.counted.add(kid)  # the clause sees it as its own negation too: "there was no attack"
    for kid in tree.kids(noun, "case"):
        if tree.word(kid) == "without":
            walk.flip(kid)


# --- what governs it ----------------------------------------------------------------------------------------------


def _apply(tree: Tree, walk: _Walk, said: str, head: int) -> int | None:
    positive, _, negative = said.partition("/")
    denial = negation(tree, head) if verbal(tree, head) else _no(tree, head)
    effect = positive if denial is None else negative
    cue = head if denial is None else denial
    yet = next((kid for kid in tree.kids(head, "advmod") if tree.word(kid) == "yet"), None)
    if yet is not None and tree.lemma(head) in {"have", "be", "remain"}:  # "have yet to arrest"
        walk.flip(yet)
        return None
    if effect == "planned" and conditioned(tree, head):
        effect = "conditional"
    if effect in {"+", "-"}:
        if effect == "-":
            walk.flip(cue)
        if denial is not None:
            walk.flip(denial)  # the climb will count the governor's negation once more
            walk.hedge(head)
        return head
    if denial is not None:
        walk.hedge(head)
    if effect == "o":
        walk.see(Modality.POSSIBLE, cue, "Uu")
    else:
        walk.see(Modality(effect), cue)
    return None


def _no(tree: Tree, noun: int) -> int | None:
    few = {"no", "little", "scant", "insufficient"}
    return next((kid for kid in tree.kids(noun, "det", "amod") if tree.word(kid) in few), None)


def _adverbial(tree: Tree, walk: _Walk, at: int, head: int, *, told: bool) -> int | None:
    marks = tree.marks(at) | {tree.word(kid) for kid in tree.kids(at, "advmod")}
    condition = next((k for k in tree.kids(at, "mark", "advmod") if tree.word(k) in table("condition")), None)
    turned = (k for k in tree.kids(at, "aux") if tree.word(k) in {"had", "were"} and inverted(tree, at, k))
    condition = condition if condition is not None else next(turned, None)  # "had they left"
    if condition is not None and tree.word(condition) == "if" and tree.word(head) in table("asking"):
        walk.see(Modality.POSSIBLE, condition, "Uu")  # "it is not clear if"
        return None
    if condition is not None:
        walk.mode = None if walk.mode in {Modality.PLANNED, None} else walk.mode
        walk.see(Modality.CONDITIONAL, condition)
        return None
    said = signature(tree, at, head)
    if said is not None:
        return _apply(tree, walk, said, head)
    if "without" in marks or "instead" in marks:
        return None  # the clause itself has counted the negation
    if marks & {"until", "till", "before", "when", "once", "after"}:
        now = present(tree, at)
        ahead = _Walk(tree)
        if verbal(tree, head):
            _clause(tree, ahead, head, told=told)
        awaited = marks & {"until", "till", "before"} or tree.tokens.xpos[at] != "VBD"
        if (awaited and ahead.mode in {Modality.PLANNED, Modality.CONDITIONAL}) or (
            now and marks & {"until", "till", "before"}
        ):
            walk.see(Modality.PLANNED, next(iter(tree.kids(at, "mark", "advmod")), at))
        return None
    nothing = next((kid for kid in tree.kids(head, "obj") if tree.word(kid) == "nothing"), None)
    if "to" in marks and nothing is not None:
        walk.flip(nothing)  # "did nothing to stop it"
        return None
    if "to" in marks and tree.tokens.xpos[at] == "VB":
        walk.see(Modality.PLANNED, next(iter(tree.kids(at, "mark", "case")), at))
        return None
    participle = tree.tokens.xpos[at] == "VBG" and not marks - {"by", "while", "in"}
    return head if participle and not _speaks(tree, at) else None


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
    """Read a root in the infinitive, as headlines have it ("Leaders to meet in May"), commands, and questions."""
    asking = next((kid for kid in tree.kids(at, "aux", "aux:pass", "cop") if kid == tree.sentence(at).first), None)
    if asking is not None and asked(tree, at):
        walk.see(Modality.POSSIBLE, asking, "Uu")
    if tree.tokens.xpos[at] != "VB":
        return
    to = next((kid for kid in tree.kids(at, "mark", "aux") if tree.word(kid) == "to"), None)
    if to is not None:
        _to_come(tree, walk, at, to)
    elif not tree.kids(at, "aux", "nsubj") and not asked(tree, at):
        told = "Mood=Imp" in tree.tokens.feats[at].split("|")
        if told or at - tree.sentence(at).first <= 1:
            walk.see(Modality.DEMANDED, at)


def _speaks(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in lexicon("report") | lexicon("quoting") | lexicon("belief")


def _comes_about(tree: Tree, noun: int, verb: int) -> int | None:
    """Return the verb whose reality its subject shares: one that is no thing of its own, one that begins or is held."""
    for at in (verb, *tree.kids(verb, "xcomp")):
        passive = tree.tokens.deprel[noun] == "nsubj:pass"
        if tree.tokens.upos[noun] in NOMINAL and (
            tree.lemma(at) in table("come_about") or (passive and tree.lemma(at) == "hold")
        ):
            return at
    return verb if _shares(tree, noun, verb) else None


def _shares(tree: Tree, at: int, head: int) -> bool:
    """Say whether a noun shares the reality of the verb or noun above it: objects of light verbs, "series of X"."""
    if verbal(tree, at) or tree.kids(at, "nmod:poss"):
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
