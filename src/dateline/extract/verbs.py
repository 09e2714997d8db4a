"""Which verbs tell an event: a verb of the parse in, an `Act` out.

Light verbs and aspect are resolved to the act ("carried out an attack", "have begun to fight"): the trigger runs from
the verb to the act, and the verb lends its subject.
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.extract import stative
from dateline.extract.acts import Act, idioms, verb_classes, verbs
from dateline.extract.entities import Entities, actor_nouns
from dateline.extract.kinds import around, kind
from dateline.extract.nouns import HINTED, SURE, Nouns
from dateline.extract.tree import Tree
from dateline.resources import kinds
from dateline.resources.kinds import Kind

EMPTY = frozenset({"cause", "report", "think", "state", "small"})  # verbs that need a known kind to tell an event
UNNAMED = frozenset({"name", "identify"})  # "who asked not to be named" is no event
REACH = 4  # tokens between a verb and the act it lends itself to that one trigger may span
COMING = frozenset({"come", "happen", "occur", "unfold", "ensue"})  # with no event for a subject they tell nothing
IDIOM = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp", "advmod", "compound", "advcl", "nmod"})


class Verbs:
    """Finds the acts that one report's verbs name; `taken` are the event nouns that their triggers took in."""

    def __init__(self, tree: Tree, entities: Entities, nouns: Nouns, cues: Collection[int]) -> None:
        self.tokens = tree.tokens
        self.tree = tree
        self.entities = entities
        self.nouns = nouns
        self.cues = frozenset(cues)
        self.taken: set[int] = set()

    def act(self, token: int) -> Act | None:
        """Return the act that a verb tells, by itself or with the noun or verb that it lends itself to."""
        if self.tree.rel(token) in {"amod", "compound", "case", "mark", "advmod", "fixed", "flat"}:
            return None
        if not self._is_verb(token):
            return None
        idiom = self._idiom(token)
        if idiom is not None:
            return self._set(token, *idiom)
        known = self.verb_class(token)
        if known == "start" and self._complement(token) is not None:
            return None  # told by the complement, which borrows this verb
        noun = self._partner(token, known)
        if noun is not None:
            return self._joined(token, noun)
        return self._own(token, known)

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
        for kid in self.tree.kids(token, "obl", "advcl", "ccomp"):
            # "is set for March", "led to the fall"
            for mark in self.tree.marks(kid) & ({"for"} if self.tree.passive(token) else {"to"}):
                if f"{lemma} {mark}" in classes:
                    return classes[f"{lemma} {mark}"]
        return classes.get(lemma, "")

    def _is_verb(self, token: int) -> bool:
        """Say whether the word is a verb, and not a noun that a headline made look like one."""
        lemma = self.tree.lemma(token)
        if self._headline(token):
            return True
        return self.tokens.upos[token] == "VERB" and not (lemma in actor_nouns() and lemma not in verbs())

    def _headline(self, token: int) -> bool:
        """Say whether a headline's verb was read as a plural: "Army resumes patrols"."""
        plural = self.tokens.xpos[token] == "NNS" and self.tree.rel(token) == "root"
        if not plural or not self.tree.sentence(token).title or self.tree.lemma(token) not in verbs():
            return False
        predicate = self.nouns.predicates.get(token)
        acted = predicate is not None and any(argument.role == "ARG0" for argument in predicate.arguments)
        return self._likely(token, known=False) and (acted or self.tree.kid(token, "nsubj") is not None)

    def _idiom(self, token: int) -> tuple[int, str] | None:
        """Return the word that makes another act of the verb, and that act: "let ... go", "found guilty"."""
        for others, act in idioms().get(self.tree.lemma(token), ()):
            for kid in self.tree.kids(token, *IDIOM):
                inner = list(self.tree.kids(kid, "nmod", "case"))
                inner += [mark for deep in self.tree.kids(kid, "nmod") for mark in self.tree.kids(deep, "case")]
                cases = [deep for deep in inner if self.tree.rel(deep) == "case"]
                for word in (kid, *cases):
                    if self.tree.lemma(word) in others or self.tree.word(word) in others:
                        return word, act
        return None

    def _set(self, token: int, part: int, act: str) -> Act | None:
        """Return the act of a set phrase, whose other word is no act of its own."""
        self.taken.add(part)
        if not self._likely(token, known=True):
            return None
        found = kinds.lookup(act, around(self.tokens, token, self.nouns.below))
        lenders = self._lenders(token)
        return Act(
            token=token,
            trigger=self._trigger(token, (*lenders, part)),
            lemma=act,
            kind=found,
            noun=False,
            lenders=lenders,
            parts=(part,),
            score=self.nouns.score(token),
        )

    def _partner(self, token: int, known: str) -> int | None:
        """Return the noun that names the act of an aspect, light or causal verb."""
        alone = self.tree.lemma(token) == "open" and not self.tree.kids(token, "obj")  # "the trial opened"
        if known in {"start", "happen"} or alone:
            noun = self.nouns.subject_noun(token)
            if noun is not None:
                return noun
        if known in {"start", "light", "cause"}:
            noun = self.nouns.event_noun(token)
            subject = self.tree.subject(token)
            if noun is not None and (known != "cause" or (subject is not None and self.entities.acts(subject))):
                return noun
        return None

    def _own(self, token: int, known: str) -> Act | None:
        """Return the act that a verb names by itself."""
        lemma = self.tree.lemma(token)
        found = kind(self.tokens, token, act=lemma, below=self.nouns.below)
        if stative.orders(self.tree, token):
            lemma, found = "order", kinds.lookup("order")
        elif not self._counts(token, known, found):
            return None
        lenders = self._lenders(token)
        content = tuple(
            noun for noun in self.tree.kids(token, "obj", "nsubj:pass") if kinds.is_event_noun(self.tree.lemma(noun))
        )
        if known in {"stop", "light"}:
            self.taken.update(self._heads(content))
        causes = self.nouns.causes(token, found, reach=REACH + 1)
        self.taken.update(causes)
        return Act(
            token=token,
            trigger=self._trigger(token, (*lenders, *causes)),
            lemma=lemma if lemma == "order" else self._with_particle(token),
            kind=found,
            noun=False,
            lenders=lenders,
            content=content,
            score=self.nouns.score(token),
        )

    def _counts(self, token: int, known: str, found: Kind) -> bool:
        """Say whether a verb by itself tells something that happened, and not how things are or who says so."""
        if not self._likely(token, known=bool(found.type) or known in {"stop", "speak"}):
            return False
        lemma = self.tree.lemma(token)
        if lemma == "do" or stative.names(self.tree, token):
            return False
        if known in EMPTY and not found.type and not self._acts_on(token):
            return False
        if (
            stative.tells_to(self.tree, token)
            or stative.enables(self.tree, token, self.nouns.timed)
            or stative.bracketed(self.tree, token)
            or stative.as_told(self.tree, token)
            or (lemma in COMING and not found.type)
        ):
            return False
        if lemma in UNNAMED and any(self.tree.lemma(kid) == "not" for kid in self.tree.kids(token, "advmod")):
            return False
        if known != "speak" and not found.type and token in self.cues and not self.tree.kids(token, "obj"):
            return False
        if not found.type and known != "speak" and stative.states(self.tree, token):
            return False
        return not (
            stative.habitual(self.tree, token)
            or (stative.describes(self.tree, token) and not found.type and not self._has_agent(token))
        )

    def _joined(self, verb: int, noun: int) -> Act | None:
        """Return the act that a light verb and its noun name together; far apart, the verb stands for both."""
        self.taken.add(noun)
        lemma = kinds.act(self.tree.lemma(noun), "NOUN")
        found = self.nouns.kind(noun)
        if not found.type:
            found = kind(self.tokens, verb, below=self.nouns.below)
        lenders = (*self._lenders(verb), verb)
        far = abs(verb - noun) > REACH + 1
        return Act(
            token=noun,
            trigger=self._trigger(verb, self._lenders(verb)) if far else self._trigger(noun, lenders),
            lemma=lemma,
            kind=found,
            noun=False,
            lenders=lenders,
            verb=verb,
            score=max(self.nouns.score(verb), self.nouns.score(noun)),
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
            if self.tokens.upos[kid] == "VERB" and (self.tree.rel(kid) == "xcomp" or self._gerund_on(kid, token)):
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

    def _acts_on(self, token: int) -> bool:
        """Say whether a verb of telling or thinking is used of someone: "parliament confirmed the minister"."""
        tells = token in self.cues or self.tree.kids(token, "ccomp", "xcomp", "parataxis")
        known = self.verb_class(token) in {"report", "think"} and self.tree.lemma(token) not in {"quote", "cite"}
        return known and not tells and any(self.entities.acts(kid) for kid in self.tree.kids(token, "obj"))

    def _has_agent(self, token: int) -> bool:
        return any("by" in self.tree.marks(kid) and self.entities.acts(kid) for kid in self.tree.kids(token, "obl"))

    def _heads(self, nouns: Collection[int]) -> list[int]:
        return [token for noun in nouns for token in (noun, *self.tree.kids(noun, "conj"))]

    def _likely(self, token: int, *, known: bool) -> bool:
        return self.nouns.score(token) >= (HINTED if known else SURE)
