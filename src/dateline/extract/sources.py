"""Who a source is: the words of a source in, the name to show and the kind of source out.

A pronoun and a bare noun are named by the fullest name of their chain in the report; a statement by who made it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from dateline.extract import source_kinds
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon
from dateline.records import EntityForm, EntityMention, EntityType, SourceKind

REPORTS = "reports"
SPEAKING = frozenset(EntityType) - {EntityType.OTHER, EntityType.EVENT, EntityType.LOCATION}
BY_TYPE = {EntityType.ORGANISATION: SourceKind.PARTY, EntityType.GEOPOLITICAL: SourceKind.OFFICIAL}
AUTHOR_REACH = 3  # sentences between a statement and its author's last words


class Sources:
    """Names and kinds of the sources of one report, in the order in which they speak."""

    def __init__(self, tree: Tree, quoted: frozenset[int] = frozenset()) -> None:
        self.tree, self.quoted = tree, quoted
        self.mentions = {mention.head: mention for mention in tree.parsed.entities}
        named = [m for m in tree.parsed.entities if m.form is EntityForm.NAME]
        self.beginning = {m.first: range(m.first, m.last) for m in named}
        self.persons = [m for m in named if m.type is EntityType.PERSON]
        self.chains: dict[int, list[EntityMention]] = {}
        for mention in tree.parsed.entities:
            if mention.chain is not None:
                self.chains.setdefault(mention.chain, []).append(mention)
        self.kinds: dict[int, SourceKind] = {}  # by chain
        self.spoken: list[tuple[int, str, SourceKind]] = []  # head, name and kind of each source so far

    def name(self, head: int, phrase: frozenset[int] = frozenset()) -> tuple[str, SourceKind]:
        """Return the name to show for the source that the word heads, and remember that it spoke.

        `phrase` is given where the source's words are known from the line's layout, not from the tree.
        """
        if phrase and all(self.tree.word(i) in lexicon("media") for i in phrase):
            return REPORTS, SourceKind.UNNAMED
        owner = self._owner(head)
        if owner is not None:
            return owner
        name, kind = self._name(head, phrase)
        self.spoken.append((head, name, kind))
        return name, kind

    def kind(self, head: int, kind: SourceKind, told: Collection[int]) -> SourceKind:
        """Say what kind of source this is: by its name, else by all that describes it here and in its chain.

        `told` are the source's words with the clauses that hang from it.
        """
        if kind is SourceKind.OTHER and told:
            kind = source_kinds.kind(self._text(sorted(told)), person=self._of_person(head))
        mention = self.mentions.get(head)
        if kind is SourceKind.OTHER and mention is not None and mention.chain is not None:
            kind = self._described(mention.chain)
        if kind is SourceKind.OTHER and mention is not None and mention.form is EntityForm.NAME:
            return BY_TYPE.get(mention.type, kind)
        return kind

    def _described(self, chain: int) -> SourceKind:
        """Say what kind of source a chain is by the first of its mentions that tells."""
        if chain not in self.kinds:
            told = SourceKind.OTHER
            for one in self.chains[chain]:
                words = self._text([*self.tree.phrase(one.head), *self._beside(one.head)])
                told = source_kinds.kind(words, person=self._of_person(one.head))
                if told is not SourceKind.OTHER:
                    break
            self.kinds[chain] = told
        return self.kinds[chain]

    def _of_person(self, head: int) -> bool:
        mention = self.mentions.get(head)
        return mention is not None and mention.type is EntityType.PERSON

    def _beside(self, head: int) -> list[int]:
        """Return the words of the appositions to a noun."""
        return [i for kid in self.tree.kids(head, "appos") for i in self.tree.phrase(kid)]

    def _owner(self, head: int) -> tuple[str, SourceKind] | None:
        """Return who made the statement or report that the word names, where it names one."""
        tree = self.tree
        if tree.lemma(head) not in lexicon("document") or tree.tokens.upos[head] not in {"NOUN", "PROPN"}:
            return None
        for kid in tree.kids(head, "nmod"):
            if tree.tokens.deprel[kid] == "nmod:poss" or tree.marks(kid) & {"of", "by", "from"}:
                return self.name(kid)
        for kid in tree.kids(head, "nmod"):
            if tree.marks(kid) & {"on", "in"} and tree.lemma(kid) in lexicon("outlet", "sources") | {"site", "website"}:
                return self.name(kid)
        passive = tree.kid(head, "acl")
        if passive is not None and tree.lemma(passive) not in lexicon("obtaining"):
            for kid in tree.kids(passive, "obl"):
                if "by" in tree.marks(kid):
                    return self.name(kid)
        definite = any(
            tree.word(kid) in {"the", "this", "that", "its", "his", "her", "their"} for kid in tree.kids(head, "det")
        )
        if definite or tree.lemma(head) == "statement":
            return self._author(head)
        media = tree.word(head) in lexicon("media") and not tree.kids(head, "nmod", "compound", "amod", "det")
        if media:
            return REPORTS, SourceKind.UNNAMED
        return None

    def _author(self, head: int) -> tuple[str, SourceKind] | None:
        """Return who made "the statement": the last to speak, rather than the agency or paper that carried it."""
        tree = self.tree
        near = [
            (name, kind)
            for told, name, kind in reversed(self.spoken)
            if told < head and tree.tokens.sentence[head] - tree.tokens.sentence[told] <= AUTHOR_REACH
        ]
        carriers = {SourceKind.AGENCY, SourceKind.OUTLET, SourceKind.UNNAMED}
        return next((one for one in near if one[1] not in carriers), near[0] if near else None)

    def _name(self, head: int, known: frozenset[int] = frozenset()) -> tuple[str, SourceKind]:
        tree = self.tree
        phrase = sorted(known) or tree.phrase(head)
        phrase = self._with_name(phrase)
        text = self._text(phrase)
        if tree.word(head) in lexicon("media") and len([i for i in phrase if tree.tokens.upos[i] != "DET"]) == 1:
            return REPORTS, SourceKind.UNNAMED
        person = self._person(phrase, head)
        if person is not None:
            return person, self._person_kind(text, head)
        full = self._fullest(head, phrase)
        if full is None or full[0].lower() == text.lower():
            full = self._carrier(head, phrase) or full
        if full is not None:
            return full
        owned = self._owned(phrase, text)
        return owned, source_kinds.kind(owned)

    def _owned(self, phrase: list[int], text: str) -> str:
        """Return "the mayor's office" for "his office" where the chain says who he is."""
        tree, first = self.tree, phrase[0]
        owner = self.mentions.get(first)
        if tree.tokens.xpos[first] != "PRP$" or owner is None or len(phrase) == 1:
            return text
        name = self._longest(self._others(owner))
        return f"{name}'s {self._text(phrase[1:])}" if name else text

    def _carrier(self, head: int, phrase: list[int]) -> tuple[str, SourceKind] | None:
        """Return the paper or agency last named, for "the paper" and "the agency"."""
        tree = self.tree
        bare = len(phrase) <= 2 and any(tree.word(kid) == "the" for kid in tree.kids(head, "det"))
        if (
            not bare
            or tree.tokens.upos[head] != "NOUN"
            or tree.lemma(head) not in lexicon("outlet", "sources") | {"agency"}
        ):
            return None
        for told, name, kind in reversed(self.spoken):
            if told < head and kind in {SourceKind.OUTLET, SourceKind.AGENCY} and name != name.lower():
                return name, kind
        for mention in reversed(tree.parsed.entities):
            before = mention.first - 1
            if mention.last <= head and before >= 0 and mention.form is EntityForm.NAME:
                name = self._text(list(range(mention.first, mention.last)))
                kind = source_kinds.kind(name)
                if tree.lemma(before) in lexicon("outlet", "sources"):
                    return name, SourceKind.OUTLET
                if kind in {SourceKind.OUTLET, SourceKind.AGENCY}:
                    return name, kind
        return None

    def _with_name(self, phrase: list[int]) -> list[int]:
        """Return the phrase with the name behind its noun, where the tree hung that elsewhere: "minister Jo Roe"."""
        tree, last = self.tree, phrase[-1]
        end = tree.sentence(last).last
        if tree.tokens.upos[last] not in {"NOUN", "PROPN"}:
            return phrase
        while last + 1 < end and tree.tokens.upos[last + 1] == "PROPN":
            last += 1
        return [*phrase, *range(phrase[-1] + 1, last + 1)]

    def _person(self, phrase: list[int], head: int) -> str | None:
        """Return a person's name inside a phrase such as "Foreign Minister Jane Roe" or "the minister, Jane Roe"."""
        tree = self.tree
        reach = set(phrase)
        for kid in tree.kids(head, "appos", "flat"):
            reach |= {kid} | set(tree.phrase(kid))
        if phrase[-1] + 2 < len(tree.tokens) and tree.word(phrase[-1] + 1) == ",":
            after = self.beginning.get(phrase[-1] + 2)
            reach |= set(after or ())
        for mention in self.persons:
            if mention.first in reach and all(i in reach for i in range(mention.first, mention.last)):
                possessor = tree.tokens.deprel[mention.head] == "nmod:poss" or bool(tree.kids(mention.head, "case"))
                if mention.head != head and possessor:
                    continue
                if mention.last - mention.first == 1 and mention.chain is not None:
                    return self._longest(self._others(mention))
                return self._text(list(range(mention.first, mention.last)))
        return None

    def _person_kind(self, text: str, head: int) -> SourceKind:
        beside = " ".join(self._text(self.tree.phrase(kid)) for kid in self.tree.kids(head, "appos"))
        return source_kinds.kind(f"{text}, {beside}" if beside else text, person=True)

    def _fullest(self, head: int, phrase: list[int]) -> tuple[str, SourceKind] | None:
        """Return the fullest name of the chain, for a pronoun or a short definite description."""
        tree = self.tree
        pronoun = tree.tokens.upos[head] == "PRON"
        definite = any(tree.word(kid) in {"the", "this", "that"} for kid in tree.kids(head, "det"))
        mention = self.mentions.get(head)
        if mention is not None and mention.chain is not None and (pronoun or (definite and len(phrase) <= 3)):
            name = self._longest(self._others(mention))
            if name is not None:
                best = next(
                    (m for m in self.chains[mention.chain] if self._text(list(range(m.first, m.last))) == name), None
                )
                return name, source_kinds.kind(name, person=best is not None and best.type is EntityType.PERSON)
        if pronoun:
            return self._antecedent(head)
        if definite and len(phrase) <= 3:
            for told, name, kind in reversed(self.spoken):
                same = tree.lemma(told) == tree.lemma(head) and tree.tokens.upos[told] == tree.tokens.upos[head]
                if told < head and same and len(name) > len(self._text(phrase)):
                    return name, kind
        return None

    def _antecedent(self, head: int) -> tuple[str, SourceKind] | None:
        """Return the last source that a pronoun outside every chain can stand for: the one who spoke last."""
        tree = self.tree
        if tree.word(head) not in {"he", "she", "they", "who", "it"}:
            return None
        if tree.word(head) == "who":
            clause = tree.clause(head)
            noun = tree.head(clause) if tree.rel(clause) == "acl" else None
            return self._name(noun) if noun is not None and tree.tokens.upos[noun] != "PRON" else None
        for told, name, kind in reversed(self.spoken):
            near = tree.tokens.sentence[head] - tree.tokens.sentence[told] <= 2
            if told < head and near and tree.tokens.upos[told] != "PRON" and kind is not SourceKind.UNNAMED:
                return name, kind
        return None

    def _others(self, mention: EntityMention) -> list[EntityMention]:
        """Return the mention's chain; for a source outside quotation marks, without what stands between them."""
        chain = self.chains.get(mention.chain, []) if mention.chain is not None else []
        said = mention.head in self.quoted
        return [one for one in chain if said or one.head not in self.quoted] or [mention]

    def _longest(self, chain: list[EntityMention]) -> str | None:
        for form in (EntityForm.NAME, EntityForm.NOMINAL):
            found = [self._text(self._trim(m)) for m in chain if m.form is form and m.type in SPEAKING]
            found = [name for name in found if not name.lower().startswith("whose ")]
            if found:
                return max(found, key=len)
        return None

    def _trim(self, mention: EntityMention) -> list[int]:
        """Return the mention's tokens without the clauses hanging from its head."""
        inside = [i for i in self.tree.phrase(mention.head) if mention.first <= i < mention.last]
        return inside or list(range(mention.first, mention.last))

    def _text(self, phrase: list[int]) -> str:
        spans, words = self.tree.tokens.span, self.tree.tokens.text
        text = words[phrase[0]]
        for before, token in pairwise(phrase):
            text += (" " if spans[before].end < spans[token].start else "") + words[token]
        return re.sub(r"^(the|a|an)\s+", "", text, flags=re.IGNORECASE) if len(phrase) > 1 else text
