"""Which words tell an event: Parsed in, one `Act` for each event mention out.

Verbs and nouns alike. Light verbs and aspect are resolved to the act ("carried out an attack", "have begun to fight"):
the trigger runs from the verb to the act, and the verb lends its subject. A noun is a mention of its own only where
its phrase says something of it: who, whom, where, or that it was told before ("the killing").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dateline.extract.entities import Entities
from dateline.extract.kinds import children, kind
from dateline.extract.tree import Tree
from dateline.records import Parsed, Predicate
from dateline.resources import kinds
from dateline.resources.kinds import Kind

# Swept over the development stories (eval/stories): lower finds more words that are no event than it saves.
SURE = 0.5  # a verb or noun of no known kind must look this much like a trigger
HINTED = 0.15  # one of a known kind
CERTAIN = 0.8  # a noun whose phrase says nothing of who, whom or where
EMPTY = frozenset({"cause", "report", "think", "state", "small"})  # verbs that need a known kind to tell an event
HARM = frozenset({"kill", "wound", "die", "destroy", "damage"})
REACH = 4  # tokens between a verb and the act it lends itself to that one trigger may span


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A word that tells an event, with the words that share its clause."""

    token: int  # the word that names the act
    trigger: tuple[int, int]  # tokens [first, last)
    lemma: str
    kind: Kind
    noun: bool
    lenders: tuple[int, ...] = ()  # aspect and light verbs whose subject, objects and times are the act's
    content: tuple[int, ...] = ()  # event nouns that say what the act is on: "joint operations" of "resumed"
    score: float = 1.0
    told_before: Act | None = None  # the earlier act that a definite noun takes up


@cache
def verb_classes() -> dict[str, str]:
    """Return what a verb adds to the event its complement names, by lemma."""
    text = (files("dateline.resources") / "events" / "verbs.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def happenings() -> frozenset[str]:
    """Return the nouns that name a happening by themselves: an earthquake, an election, a trial."""
    text = (files("dateline.resources") / "events" / "nouns.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


class Finder:
    """Finds the acts of one report."""

    def __init__(self, parsed: Parsed, tree: Tree, entities: Entities, cues: Collection[int]) -> None:
        self.tokens = parsed.tokens
        self.tree = tree
        self.entities = entities
        self.cues = frozenset(cues)
        self.below = children(parsed.tokens)
        self.predicates: dict[int, Predicate] = {predicate.token: predicate for predicate in parsed.predicates}
        self.taken: set[int] = set()  # event nouns that another act's trigger has taken in

    def find(self) -> tuple[Act, ...]:
        """Return the acts in order of their triggers."""
        verbs = [act for token in self.predicates if self._is_verb(token) and (act := self._verb(token))]
        used = {token for act in verbs for token in (act.token, *act.lenders)}
        verbs = [act for act in verbs if not any(act.token in other.lenders for other in verbs)]
        nouns = [
            act
            for token in self.predicates
            if token not in used and token not in self.taken and (act := self._noun(token)) is not None
        ]
        acts = sorted(verbs + nouns, key=lambda act: act.token)
        kept: list[Act] = []
        for act in acts:
            before = self._taken_up(act, kept) if act.noun else None
            if not act.noun or before is not None or self._says_something(act, acts):
                kept.append(replace(act, told_before=before))
        return tuple(kept)

    # --- verbs

    def _is_verb(self, token: int) -> bool:
        return self.tokens.upos[token] == "VERB"

    def verb_class(self, token: int) -> str:
        """Return the class of a verb, "" for a verb that tells its own event; a particle makes another verb of it."""
        particle = self.tree.kid(token, "compound:prt")
        lemma = self.tree.lemma(token)
        classes = verb_classes()
        if particle is not None:
            return classes.get(f"{lemma} {self.tree.lemma(particle)}", "")
        for kid in self.tree.kids(token, "obj"):
            named = f"{lemma} {self.tree.lemma(kid)}"
            if named in classes:
                return classes[named]
        return classes.get(lemma, "")

    def _verb(self, token: int) -> Act | None:
        if self.tree.rel(token) in {"amod", "compound", "case", "mark", "advmod", "fixed", "flat"}:
            return None
        known = self.verb_class(token)
        if known == "start" and self._complement(token) is not None:
            return None  # told by the complement, which borrows this verb
        noun = self._partner(token, known)
        if noun is not None:
            return self._joined(token, noun)
        return self._own(token, known)

    def _partner(self, token: int, known: str) -> int | None:
        """Return the noun that names the act of an aspect, light or causal verb."""
        if known in {"start", "happen"}:
            noun = self._subject_noun(token)
            if noun is not None:
                return noun
        if known in {"start", "light", "cause"}:
            noun = self._event_noun(token)
            subject = self.tree.subject(token)
            if noun is not None and (known != "cause" or (subject is not None and self.entities.acts(subject))):
                return noun
        return None

    def _own(self, token: int, known: str) -> Act | None:
        """Return the act that a verb names by itself."""
        lemma = self.tree.lemma(token)
        found = kind(self.tokens, token, act=lemma, below=self.below)
        if not self._likely(token, known=bool(found.type) or known in {"stop", "speak"}):
            return None
        if known in EMPTY and not found.type and not self._acts_on(token):
            return None
        if known != "speak" and not found.type and token in self.cues and not self.tree.kids(token, "obj"):
            return None
        if self._habitual(token) or (self._describes(token) and not found.type and not self._has_agent(token)):
            return None
        lenders = self._lenders(token)
        content = tuple(
            noun for noun in self.tree.kids(token, "obj", "nsubj:pass") if kinds.is_event_noun(self.tree.lemma(noun))
        )
        if known in {"stop", "light"}:
            self.taken.update(self._heads(content))
        causes = self._causes(token, found)
        self.taken.update(causes)
        return Act(
            token=token,
            trigger=self._trigger(token, (*lenders, *causes)),
            lemma=self._with_particle(token),
            kind=found,
            noun=False,
            lenders=lenders,
            content=content,
            score=self.predicates[token].trigger,
        )

    def _joined(self, verb: int, noun: int) -> Act | None:
        """Return the act that a light verb and its noun name together."""
        self.taken.add(noun)
        lemma = kinds.act(self.tree.lemma(noun), "NOUN")
        found = kind(self.tokens, noun, act=lemma, below=self.below)
        if not found.type:
            found = kind(self.tokens, verb, below=self.below)
        lenders = (*self._lenders(verb), verb)
        return Act(
            token=noun,
            trigger=self._trigger(noun, lenders),
            lemma=lemma,
            kind=found,
            noun=False,
            lenders=lenders,
            content=(),
            score=max(self._score(verb), self._score(noun)),
        )

    def _lenders(self, token: int) -> tuple[int, ...]:
        """Return the aspect verbs above a complement: "begun" of "have begun to fight", outermost first."""
        found = []
        at = token
        for above in self.tree.ancestors(token):
            governed = self.tree.rel(at) == "xcomp" or (self.tree.rel(at) == "advcl" and self._gerund_on(at, above))
            if governed and self.verb_class(above) == "start":
                found.append(above)
            elif self.tree.rel(at) != "conj":
                break
            at = above
        return tuple(reversed(found))

    def _gerund_on(self, token: int, above: int) -> bool:
        return self.tokens.xpos[token] == "VBG" and token == above + 1

    def _complement(self, token: int) -> int | None:
        for kid in self.tree.kids(token, "xcomp", "advcl"):
            if self._is_verb(kid) and (self.tree.rel(kid) == "xcomp" or self._gerund_on(kid, token)):
                return kid
        return None

    def _trigger(self, token: int, lenders: Collection[int]) -> tuple[int, int]:
        """Return the run of tokens from the nearest lenders to the act, and to a particle right behind it."""
        first = last = token
        particle = self.tree.kid(token, "compound:prt")
        if particle is not None and 0 < particle - token <= 2:
            last = particle
        for lender in sorted(lenders, key=lambda other: abs(other - token)):
            if lender < first and first - lender <= REACH + 1:
                first = lender
            elif lender > last and lender - last <= REACH + 1:
                last = lender
        return first, last + 1

    def _with_particle(self, token: int) -> str:
        particle = self.tree.kid(token, "compound:prt")
        lemma = self.tree.lemma(token)
        return f"{lemma} {self.tree.lemma(particle)}" if particle is not None else lemma

    def _habitual(self, token: int) -> bool:
        """Say whether a relative clause in the plain present only describes its noun."""
        finite = [token, *self.tree.kids(token, "aux")][-1 if self.tokens.xpos[token] == "VBN" else 0]
        present = self.tokens.xpos[finite] in {"VBZ", "VBP"} and not self._perfect(token)
        return self.tree.rel(token) == "acl" and present

    def _describes(self, token: int) -> bool:
        """Say whether a participle right behind a noun only describes it: "bases built abroad"."""
        return self.tokens.deprel[token] == "acl" and self.tokens.xpos[token] in {"VBN", "VBG"}

    def _acts_on(self, token: int) -> bool:
        """Say whether a verb of telling or thinking is used of someone: "parliament confirmed the minister"."""
        tells = token in self.cues or self.tree.kids(token, "ccomp", "xcomp", "parataxis")
        known = self.verb_class(token) in {"report", "think"}
        return known and not tells and any(self.entities.acts(kid) for kid in self.tree.kids(token, "obj"))

    def _has_agent(self, token: int) -> bool:
        return any("by" in self.tree.marks(kid) and self.entities.acts(kid) for kid in self.tree.kids(token, "obl"))

    def _perfect(self, token: int) -> bool:
        return any(self.tree.lemma(kid) == "have" for kid in self.tree.kids(token, "aux"))

    # --- nouns

    def _event_noun(self, verb: int) -> int | None:
        """Return the event noun that a light verb takes: its object, its passive subject, or behind "in"."""
        for kid in (
            *self.tree.kids(verb, "obj", "nsubj:pass"),
            *(k for k in self.tree.kids(verb, "obl", "nmod") if self.tree.marks(k) & {"in", "into", "on", "out"}),
        ):
            if self._names_act(kid) and (self._score(kid) >= SURE or self._kind(kid).type):
                return kid
        return None

    def _kind(self, noun: int) -> Kind:
        return kind(self.tokens, noun, act=kinds.act(self.tree.lemma(noun), "NOUN"), below=self.below)

    def _subject_noun(self, verb: int) -> int | None:
        noun = self.tree.kid(verb, "nsubj", "nsubj:pass")
        return noun if noun is not None and self._names_act(noun) else None

    def _names_act(self, token: int) -> bool:
        if self.tokens.upos[token] not in {"NOUN", "PROPN"}:
            return False
        return self._score(token) >= SURE or (
            kinds.is_event_noun(self.tree.lemma(token)) and self._score(token) >= HINTED
        )

    def _noun(self, token: int) -> Act | None:
        if not self._names_act(token) or self.entities.acts(token):
            return None
        if self.tree.rel(token) in {"compound", "flat", "fixed", "amod"}:
            return None
        lemma = kinds.act(self.tree.lemma(token), "NOUN")
        found = kind(self.tokens, token, act=lemma, below=self.below)
        noun = self.tree.lemma(token)
        if not found.type and not kinds.is_event_noun(noun) and noun not in happenings():
            return None
        return Act(
            token=token,
            trigger=(token, token + 1),
            lemma=lemma,
            kind=found,
            noun=True,
            score=self._score(token),
        )

    def _says_something(self, act: Act, acts: Collection[Act]) -> bool:
        """Say whether a noun's phrase tells who, whom or where."""
        if any(act.token in other.content for other in acts if not other.noun):
            return False
        above = self.tree.head(act.token)
        if above is not None and "of" in self.tree.marks(act.token) and any(above == other.token for other in acts):
            return False  # "the payment of compensation" is told once, by its first noun
        if not self._weighs(act):
            return False
        if act.score >= CERTAIN:
            return True
        beside = self.tree.kids(act.token, "nmod", "compound", "amod", "obl")
        return any(self.entities.acts(kid) or self.entities.at(kid) is not None for kid in beside)

    def _weighs(self, act: Act) -> bool:
        """Say whether the act is of a known kind, a change of one, or a happening."""
        noun = self.tree.lemma(act.token)
        return bool(act.kind.type) or verb_classes().get(act.lemma) == "stop" or noun in happenings()

    def _taken_up(self, act: Act, earlier: Collection[Act]) -> Act | None:
        """Return the latest act of the same class that a definite noun can stand for."""
        determiners = {self.tree.word(kid) for kid in self.tree.kids(act.token, "det")}
        if not determiners & {"the", "this", "that", "these", "those"} or not self._weighs(act):
            return None
        for other in reversed(tuple(earlier)):
            if kinds.same_class(other.lemma, act.lemma):
                return other
        return None

    def _causes(self, token: int, found: Kind) -> tuple[int, ...]:
        """Return the event noun that is named as what did it: "a blast killed two" is one event."""
        if found.type != "ASSAULT" and not kinds.classes(self.tree.lemma(token)) & HARM:
            return ()
        noun = self.tree.kid(token, "nsubj")
        return (noun,) if noun is not None and self._names_act(noun) else ()

    def _heads(self, nouns: Collection[int]) -> list[int]:
        return [token for noun in nouns for token in (noun, *self.tree.kids(noun, "conj"))]

    # --- scores

    def _score(self, token: int) -> float:
        predicate = self.predicates.get(token)
        return predicate.trigger if predicate else 0.0

    def _likely(self, token: int, *, known: bool) -> bool:
        return self._score(token) >= (HINTED if known else SURE)
