"""Which nouns tell an event: a noun of the parse in, an `Act` out.

A noun is a mention of its own only where its phrase says something of it: who, whom, where, or that it was told before
("the killing").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from dateline.extract.acts import Act, general_nouns, happenings, states, verb_classes
from dateline.extract.entities import Entities
from dateline.extract.kinds import children, kind
from dateline.extract.tree import Tree
from dateline.records import Parsed, Predicate
from dateline.resources import kinds
from dateline.resources.kinds import Kind

# Between .35 and .65, .1 and .3, .65 and .9 the scores of the development stories do not change but for two extra
# mentions in a thousand: the model is nearly always sure. The values stand in the middle.
SURE = 0.5  # a verb or noun of no known kind must look this much like a trigger
HINTED = 0.15  # one of a known kind
CERTAIN = 0.8  # a noun whose phrase says nothing of who, whom or where
HARM = frozenset({"kill", "wound", "die", "destroy", "damage"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ASKING = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # what is asked for or condemned is another event
EDGES = frozenset({"end", "start", "beginning", "close", "turn", "break", "rise"})  # of a month, not of an act


class Nouns:
    """Finds the acts that one report's nouns name."""

    def __init__(self, parsed: Parsed, tree: Tree, entities: Entities) -> None:
        self.tokens = parsed.tokens
        self.tree = tree
        self.entities = entities
        self.below = children(parsed.tokens)
        self.predicates: dict[int, Predicate] = {predicate.token: predicate for predicate in parsed.predicates}
        self.timed = {token for time in parsed.times for token in range(time.first, time.last)}

    def score(self, token: int) -> float:
        """Return how much the word looks like a trigger."""
        predicate = self.predicates.get(token)
        return predicate.trigger if predicate else 0.0

    def kind(self, noun: int) -> Kind:
        """Return the kind of the act that a noun names."""
        return kind(self.tokens, noun, act=kinds.act(self.tree.lemma(noun), "NOUN"), below=self.below)

    def candidates(self) -> list[int]:
        """Return the nouns that may tell an event: predicates, and definite or dated ones that the model missed."""
        found = set(self.predicates)
        for token, upos in enumerate(self.tokens.upos):
            if upos == "NOUN" and token not in found and (self._general(token) or self._dated(token)):
                found.add(token)
        return sorted(found)

    def names_act(self, token: int) -> bool:
        """Say whether a noun names an act."""
        if self.tokens.upos[token] not in {"NOUN", "PROPN"} or self._frame(token):
            return False
        known = kinds.is_event_noun(self.tree.lemma(token)) or self.tree.lemma(token) in happenings()
        return self.score(token) >= (HINTED if known else SURE)

    def act(self, token: int) -> Act | None:
        """Return the act that a noun names by itself."""
        missed = self._general(token) or self._dated(token)
        if not (self.names_act(token) or missed) or self.entities.acts(token):
            return None
        if self.tree.rel(token) in {"compound", "flat", "fixed", "amod"} or "without" in self.tree.marks(token):
            return None
        found = self.kind(token)
        noun = self.tree.lemma(token)
        known = found.type or kinds.is_event_noun(noun) or noun in happenings() or noun in general_nouns()
        if not known or self._frame(token) or noun in states() or self._generic(token):
            return None
        return Act(
            token=token,
            trigger=(token, token + 1),
            lemma=kinds.act(noun, "NOUN"),
            kind=found,
            noun=True,
            score=self.score(token) or HINTED,
        )

    def says_something(self, act: Act, acts: Collection[Act]) -> bool:
        """Say whether a noun's phrase tells who, whom or where."""
        asked = ASKING if act.kind.type not in ASKING else frozenset()  # but "rejected the claims" tells one act
        if any(act.token in other.content and other.kind.type not in asked for other in acts if not other.noun):
            return False
        above = self.tree.head(act.token)
        if above is not None and self.tree.lemma(above) == "serve":
            return False  # "serving a life sentence" is how things are
        if above is not None and "of" in self.tree.marks(act.token) and any(above == other.token for other in acts):
            return False  # "the payment of compensation" is told once, by its first noun
        if not self._weighs(act):
            return False
        if act.score >= CERTAIN or self._dated(act.token):
            return True
        beside = self.tree.kids(act.token, "nmod", "compound", "amod", "obl")
        return any(self.entities.acts(kid) or self.entities.at(kid) is not None for kid in beside)

    def takes_up(self, act: Act, earlier: Collection[Act]) -> list[Act]:
        """Return the acts told before that a definite noun can stand for."""
        if not self._definite(act.token) or self._in_its_time(act):  # "the 2015 deal" is no deal told here
            return []
        general = general_nouns().get(self.tree.lemma(act.token))
        if general is None and not self._weighs(act):
            return []
        return [
            other
            for other in earlier
            if kinds.same_class(other.lemma, act.lemma) or (general and kinds.classes(other.lemma) & general)
        ]

    def taken_up(self, act: Act, alike: Sequence[Act]) -> Act | None:
        """Return the one of them that the noun does stand for.

        That is the latest of its sentence or the one before, else the latest that is not put in a time of its own: a
        dated act of an earlier paragraph is background, and the noun goes back to what the report is about. A noun that
        names somebody or a place goes back only to an act that is told with that name.
        """
        sentence = self.tree.tokens.sentence
        if named := self._names(act):
            alike = [other for other in alike if named & self._names(other)]
        near = [other for other in alike if sentence[act.token] - sentence[other.token] <= 1]
        live = [other for other in alike if not self._in_its_time(other)]
        return next(iter([*reversed(near), *reversed(live), *reversed(alike)]), None)

    def _names(self, act: Act) -> set[str]:
        """Return the names in an act's phrase or clause, and behind its preposition, wherever the tree hangs those."""
        upos = self.tokens.upos
        behind = range(act.token + 2, len(upos)) if upos[act.token + 1 : act.token + 2] == ("ADP",) else ()
        names = takewhile(lambda token: upos[token] == "PROPN", behind)
        within = self.tree.subtree(act.lenders[0] if act.lenders else act.token)
        return {self.tree.word(token) for token in (*names, *within) if upos[token] == "PROPN"}

    def _in_its_time(self, act: Act) -> bool:
        return not self.timed.isdisjoint(self.tree.subtree(act.lenders[0] if act.lenders else act.token))

    def event_noun(self, verb: int) -> int | None:
        """Return the event noun that a light verb takes: its object, its passive subject, or behind "in"."""
        for kid in (
            *self.tree.kids(verb, "obj", "nsubj:pass"),
            *(k for k in self.tree.kids(verb, "obl", "nmod") if self.tree.marks(k) & {"in", "into", "on", "out"}),
        ):
            sure = CERTAIN if self.tree.marks(kid) or self.tree.kids(kid, "det") else SURE  # "took the cash" is no act
            if self.names_act(kid) and (self.score(kid) >= sure or self.kind(kid).type):
                return kid
        return None

    def subject_noun(self, verb: int) -> int | None:
        """Return the event noun that is a verb's subject."""
        noun = self.tree.kid(verb, "nsubj", "nsubj:pass")
        return noun if noun is not None and self.names_act(noun) else None

    def causes(self, token: int, found: Kind, *, reach: int) -> tuple[int, ...]:
        """Return the event noun that is named as what did it: "a blast killed two" is one event."""
        if found.type != "ASSAULT" and not kinds.classes(self.tree.lemma(token)) & HARM:
            return ()
        noun = None if self.tree.passive(token) else self.tree.kid(token, "nsubj")
        if noun is None or abs(token - noun) > reach or not (self.names_act(noun) or self._general(noun)):
            return ()
        return (noun,)

    def _weighs(self, act: Act) -> bool:
        """Say whether the act is of a known kind, a change of one, or a happening."""
        noun = self.tree.lemma(act.token)
        return bool(act.kind.type) or verb_classes().get(act.lemma) == "stop" or noun in happenings()

    def _definite(self, token: int) -> bool:
        return any(self.tree.word(kid) in DEFINITE for kid in self.tree.kids(token, "det"))

    def _general(self, token: int) -> bool:
        return self.tree.lemma(token) in general_nouns() and self._definite(token)

    def _dated(self, token: int) -> bool:
        """Say whether a noun that names a happening stands with its date: "the coup of July 2016"."""
        lemma = self.tree.lemma(token)
        if lemma not in happenings() and not self.kind(token).type:
            return False
        return any("of" in self.tree.marks(kid) and kid in self.timed for kid in self.tree.kids(token, "nmod"))

    def _generic(self, token: int) -> bool:
        """Say whether a bare plural tells what such things are like: "accidents are frequent"."""
        head = self.tree.head(token)
        bare = self.tokens.xpos[token] == "NNS" and not self.tree.children[token]
        if self.tree.lemma(token) == "return":  # "in return", "tax returns"
            return not self.tree.kids(token, "det", "nmod:poss") or self.tokens.xpos[token] == "NNS"
        return bare and head is not None and bool(self.tree.kids(head, "cop"))

    def _frame(self, token: int) -> bool:
        """Say whether a noun is only a point of the calendar: "the end of the month"."""
        return token in self.timed and self.tree.lemma(token) in EDGES
