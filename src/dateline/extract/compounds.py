"""A noun in, the sides that it and the words joined to it name out: "US and Iraqi forces" are two.

Conjuncts are sides of one event, never pairs. Those that share a noun get it each: "US forces" and "Iraqi forces".
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.entities import Entities, actor_nouns
from dateline.extract.tree import Tree
from dateline.records import EntityForm, EntityType, Span
from dateline.resources.actors import offices, organs

NAMED = frozenset({EntityType.GEOPOLITICAL, EntityType.NATIONALITY, EntityType.ORGANISATION, EntityType.LOCATION})
STATES = frozenset({EntityType.GEOPOLITICAL, EntityType.NATIONALITY})
PLURAL = frozenset({"NNS", "NNPS"})
ONE = frozenset({"army", "cabinet", "government", "military", "navy", "parliament"})  # each state has one
HOLDERS = frozenset({"minister", "ministry", "secretary"})  # of what stands before: "trade and defence ministers"
COMPANY = frozenset({"along", "alongside", "together"})
BETWEEN = frozenset({"and", "&", "or", "nor"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the sides that a noun phrase names: where its own words stand, and its name in full."""

    span: Span
    name: str


class Compounds:
    """Takes the coordinations of one report apart."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self.tree = tree
        self.entities = entities

    def company(self, token: int) -> list[int]:
        """Return the words that take part beside a word: its conjuncts, and who is told to be along with it."""
        found = self.entities.conjuncts(token)
        for kid in self.tree.kids(token, "nmod"):
            beside = self.tree.marks(kid) | {self.tree.word(one) for one in self.tree.kids(kid, "advmod")}
            if beside & COMPANY and kid > token:
                found += [kid, *self.entities.conjuncts(kid)]
        return found

    def sides(self, token: int) -> tuple[Side, ...]:
        """Return the sides that a noun with its own words names; one, but where its owners are joined by "and"."""
        before = self._owners(token)
        if before:
            return self._before(token, before)
        behind = self._of(token)
        if behind:
            return self._behind(token, behind)
        words, name = self.entities.words(token), self.entities.name(token)
        owner = self._shared_owner(token)
        return (Side(words, f"{owner} {name}" if owner else name),)

    def _shared_owner(self, token: int) -> str:
        """Return whose an office or organ is that shares its owner: Kenya's, of "Kenya's president and army"."""
        tree = self.tree
        first = tree.head(token)
        if first is None or tree.rel(token) != "conj" or not (self._serves(first) and self._serves(token)):
            return ""
        if tree.kids(token, "det", "nmod:poss", "nmod"):
            return ""
        owners = [kid for kid in tree.kids(first, "nmod:poss", "amod", "compound") if self._is_side(kid)]
        if len(owners) != 1 or any(self._is_side(kid) for kid in tree.kids(token, "amod", "compound")):
            return ""
        return self._text(*self._own(owners[0]))

    def _serves(self, token: int) -> bool:
        """Say whether a noun is an office or an organ of a state."""
        return self.tree.lemma(token) in organs() or self._is_office(token)

    def _owners(self, token: int) -> list[int]:
        """Return the joined words before a plural that say whose each is: "US" and "Iraqi" of "US and Iraqi forces"."""
        tree = self.tree
        kids = [kid for kid in tree.kids(token, "amod", "compound", "nmod:poss", "nmod:desc") if kid < token]
        found = sorted({one for kid in kids for one in (kid, *tree.kids(kid, "conj")) if one < token})
        found = [one for one in found if self._owns(one, token)]
        together = any(tree.word(i) in BETWEEN for i in range(found[0], found[-1])) if found else False
        return found if self._several(token) and len(found) > 1 and together else []

    def _owns(self, token: int, noun: int) -> bool:
        """Say whether a modifier can say whose the noun is, or of what."""
        if self.tree.lemma(noun) in HOLDERS and self.tree.tokens.upos[token] in {"NOUN", "ADJ", "PROPN"}:
            return True
        mention = self.entities.at(token)
        if mention is not None and mention.form is EntityForm.NAME:
            return mention.type in NAMED
        group = actor_nouns().get(self.tree.lemma(token)) in {"person", "group"}
        return group and self.tree.tokens.upos[token] == "NOUN"

    def _of(self, token: int) -> list[int]:
        """Return the coordinated names behind "of": "Kenya", "Uganda" of "the presidents of Kenya and Uganda"."""
        for kid in self.tree.kids(token, "nmod"):
            group = [kid, *self.entities.conjuncts(kid)]
            each = self.tree.lemma(token) in HOLDERS or all(self._is_side(one) for one in group)
            if "of" in self.tree.marks(kid) and len(group) > 1 and each and self._several(token):
                return group
        return []

    def _is_side(self, token: int) -> bool:
        """Say whether a word is the name of a state, a people or a body."""
        mention = self.entities.at(token)
        return mention is not None and mention.form is EntityForm.NAME and mention.type in NAMED

    def _several(self, token: int) -> bool:
        """Say whether a noun is a plural of those who act, and no name of its own."""
        mention = self.entities.at(token)
        named = mention is not None and mention.form is EntityForm.NAME
        plural = self.tree.tokens.xpos[token] in PLURAL or self.tree.lemma(token) in ONE
        return plural and not named and self.entities.acts(token)

    def _before(self, token: int, owners: list[int]) -> tuple[Side, ...]:
        tree = self.tree
        words = self.entities.words(token)
        inside = [i for i, span in enumerate(tree.tokens.span) if words.covers(span)]
        first, last = self._own(owners[0])[0], max(self._own(owners[-1])[1], token)
        kept = [i for i in inside if i < first and tree.tokens.upos[i] not in {"DET", "PUNCT", "NUM"}]
        lead = self._text(kept[0], first - 1) if kept else ""
        end = max([*inside, last])
        sides = []
        for one in owners:
            start, stop = self._own(one)
            held = self._of_one_state(token) and not self._is_side(one)
            single = token if held or self._is_one(token) else None
            rest = self._text(self._own(owners[-1])[1] + 1, end, single=single)
            name = " ".join(filter(None, (lead, self._text(start, stop), rest)))
            span = tree.span((start, end if one is owners[-1] else stop))
            sides.append(Side(span, name))
        return tuple(sides)

    def _behind(self, token: int, names: list[int]) -> tuple[Side, ...]:
        tree = self.tree
        words = self.entities.words(token)
        first = next(i for i, span in enumerate(tree.tokens.span) if words.covers(span))
        while first < token and tree.tokens.upos[first] in {"DET", "NUM"}:
            first += 1
        end = max(i for i, span in enumerate(tree.tokens.span) if words.covers(span))
        office = self._is_office(token) or (self._of_one_state(token) and not self._is_side(names[0]))
        lead = self._text(first, token, single=token if office else None)
        rest = self._text(self._own(names[-1])[1] + 1, end)
        sides = []
        for one in names:
            start, stop = self._own(one)
            span = tree.span((first if one is names[0] else start, stop))
            sides.append(Side(span, " ".join(filter(None, (lead, "of", self._text(start, stop), rest)))))
        return tuple(sides)

    def _own(self, token: int) -> tuple[int, int]:
        """Return the first and last token of a name, with its possessive ending."""
        mention = self.entities.at(token)
        named = mention is not None and mention.form is EntityForm.NAME
        kids = self.tree.kids(token, "amod", "compound")
        first, last = min([*(kid for kid in kids if kid < token), token]), token
        if mention is not None and named:
            first, last = mention.first, mention.last - 1
        tags = self.tree.tokens.xpos
        return first, last + 1 if last + 1 < len(tags) and tags[last + 1] == "POS" else last

    def _text(self, first: int, last: int, *, single: int | None = None) -> str:
        """Return the words from one token to another, one of them in the singular."""
        if last < first:
            return ""
        report, tree = self.entities.report, self.tree
        if single is None or not first <= single <= last:
            return report.words(tree.span(range(first, last + 1)))
        parts = (self._text(first, single - 1), tree.lemma(single), self._text(single + 1, last))
        return " ".join(filter(None, parts))

    def _of_one_state(self, token: int) -> bool:
        """Say whether ministers are told of one state: "the foreign and defence ministers of Peru"."""
        if self.tree.lemma(token) not in HOLDERS:
            return False
        behind = [token, *self._of(token)]
        whose = [kid for one in behind for kid in self.tree.kids(one, "nmod", "nmod:poss", "amod", "compound")]
        mentions = [self.entities.at(one) for one in whose if self.tree.marks(one) <= {"of", "'s", "’s"}]
        states = {m.span for m in mentions if m and m.form is EntityForm.NAME and m.type in STATES}
        return len(states) == 1

    def _is_one(self, token: int) -> bool:
        """Say whether each state has one of them: "presidents", "militaries"."""
        return self.tree.lemma(token) in ONE or self.tree.lemma(token) in offices()

    def _is_office(self, token: int) -> bool:
        """Say the same of a noun with the word before it: "foreign ministers"."""
        before = self.tree.word(token - 1) if token else ""
        return self._is_one(token) or f"{before} {self.tree.lemma(token)}" in offices()
