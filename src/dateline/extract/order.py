"""Which event of a report comes before which: order words, causes and replies, relative clauses, the narrative.

Order words and UD shapes after TimeML's signals (Pustejovsky et al. 2003); narrative order after Reichenbach's and
Lascarides and Asher's (1993) reading of simple pasts, kept to neighbouring main clauses of one paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from dateline.extract.tree import Tree
from dateline.records import Order, TimeLink

_AFTER = frozenset({"after", "following", "since", "upon", "once"})
_BEFORE = frozenset({"before", "until", "till", "prior", "ahead"})
_WAKE = frozenset("wake aftermath response retaliation revenge reply reaction result consequence protest".split())
_CAUSE = frozenset(
    "prompt lead cause trigger spark provoke force push compel drive result bring ignite unleash".split()
)
_ANSWER = frozenset("retaliation reprisal revenge response reply reaction".split())
_REPLY = frozenset("respond retaliate reply react avenge".split())
_DUE = frozenset({"because", "due", "over", "owing"})
_BRIEF = re.compile(r":[+-]?[\d.X]+[HNS]\b")  # lengths of hours and less
_THEN = frozenset("since then later subsequently afterwards afterward thereafter".split())
MANNER = frozenset({"by", "while", "when", "in", "as", "upon", "on"})  # before a participle of one happening
_SOON = frozenset("soon shortly immediately moments right just".split())
_COMES = frozenset("come follow".split())
_PARTS = ("obj", "obl", "xcomp", "nsubj", "nmod", "compound", "conj")


class Orders:
    """Finds the order that one report's words tell between its events."""

    def __init__(self, tree: Tree, triggers: Mapping[int, str]) -> None:
        self.tree = tree
        self.triggers = triggers
        self.found: dict[str, list[TimeLink]] = defaultdict(list)

    def find(self) -> dict[str, list[TimeLink]]:
        """Return the links of every mention to others."""
        for token in range(len(self.tree.tokens)):
            self._adjunct(token)
            self._cause(token)
            if token in self.triggers:
                self._relative(token)
                self._together(token)
                self._complement(token)
        self._discourse()
        return self.found

    def _add(self, later: int | None, earlier: int | None, rule: str, expression: int | None = None) -> None:
        if later is None or earlier is None or self.triggers[later] == self.triggers[earlier]:
            return
        other = self.triggers[earlier]
        self.found[self.triggers[later]].append(
            TimeLink(order=Order.AFTER, mention=other, expression=expression, rule=rule)
        )

    # --- "after", "before", "in the wake of", "in response to" -----------------------------------------------------

    def _adjunct(self, token: int) -> None:
        """Read an adjunct that is introduced by an order word."""
        tree = self.tree
        head = tree.head(token)
        if head is None or tree.rel(token) not in {"advcl", "obl", "nmod", "acl"}:
            return
        marks = tree.marks(token)
        anchor: int | None = None
        word = next((word for word in sorted(marks) if word in _AFTER | _BEFORE | _DUE), "")
        if tree.lemma(token) == "follow" and tree.tokens.xpos[token] == "VBG":
            word, anchor = "following", self._event(tree.kid(token, "obj"))
        elif tree.lemma(token) in _WAKE and marks & {"in", "as"}:
            word, anchor = (
                f"in {tree.lemma(token)}",
                self._event(next(iter(tree.kids(token, "nmod", "acl", "obl")), None)),
            )
        elif word:
            anchor = self._event(token)
        if not word or anchor is None:
            return
        governor = self._governor(head)
        expression = self._distance(token)
        if governor is None or governor == anchor:
            return
        rule = f'"{word}"'
        at = next((kid for kid in tree.kids(token, "mark", "case") if tree.word(kid) == word), token)
        if expression is None and at and tree.word(at - 1) in _SOON:
            rule += ", soon"
        if self._present(head) and tree.lemma(tree.clause(head)) in _COMES | {"be"}:
            rule += ", told in the present"
        if word in _BEFORE:
            self._add(anchor, governor, rule, expression)
        else:
            fresh = word == "after" and anchor in {token, tree.kid(token, "nsubj")} and expression is None
            fresh = fresh and self._new(token)
            self._add(governor, anchor, rule + (", told as new" if fresh else ""), expression)

    def _new(self, token: int) -> bool:
        """Say whether an adjunct brings up what is not known yet: "after rebels shelled", "after a raid"."""
        tree = self.tree
        if tree.tokens.upos[token] == "NOUN":
            return any(tree.word(kid) in {"a", "an"} for kid in tree.kids(token, "det"))
        return self._moved(token) and not self._timed(token)

    def _timed(self, token: int) -> bool:
        """Say whether a clause tells a time or a length of its own."""
        number = self.tree.tokens.sentence
        long = [one for one in self.tree.parsed.times if not _BRIEF.search(one.form)]
        inside = [one.first for one in long if number[one.first] == number[token]]
        return any(token in self.tree.ancestors(first) for first in inside)

    def _distance(self, token: int) -> int | None:
        """Return the expression that measures an order word: "nearly two weeks" after."""
        tree = self.tree
        spots = [*tree.kids(token, "mark", "case"), token]
        for index, expression in enumerate(tree.parsed.times):
            if "anchor:event" in expression.form and expression.last in spots:
                return index
        return None

    def _after_length(self, token: int) -> int | None:
        """Return the length of time after which something followed what was told before: "gave up after four days"."""
        tree = self.tree
        ends = [kid for kid in tree.kids(token, "obl") if "after" in tree.marks(kid)]
        for index, expression in enumerate(tree.parsed.times):
            if expression.form.startswith("duration:") and any(expression.first <= at < expression.last for at in ends):
                return index
        return None

    # --- "prompting", "led to", "responded" -------------------------------------------------------------------------

    def _cause(self, token: int) -> None:
        """Read a verb that says one event brought about another, or answered it, or a noun that answers one."""
        tree, lemma = self.tree, self.tree.lemma(token)
        if tree.tokens.upos[token] == "NOUN" and lemma in _ANSWER and token in self.triggers:
            for kid in tree.kids(token, "nmod", "obl"):
                if tree.marks(kid) & {"to", "for", "against"}:
                    self._add(token, self._event(kid), f'"{lemma}"')
        if tree.tokens.upos[token] != "VERB":
            return
        if lemma in _REPLY:
            asked = [self._event(kid) for kid in tree.kids(token, "obl") if tree.marks(kid) & {"to", "for", "against"}]
            means = [self._event(kid) for kid in tree.kids(token, "advcl", "obl") if "by" in tree.marks(kid)]
            for cause in asked:
                for effect in [*means, token if token in self.triggers else None]:
                    self._add(effect, cause, f'"{lemma}"')
            return
        if lemma not in _CAUSE:
            return
        if tree.rel(token) == "advcl" and tree.tokens.xpos[token] == "VBG":
            head = tree.head(token)
            cause = self._governor(head) if head is not None else None
        else:
            cause = self._event(tree.kid(token, "nsubj", "nsubj:pass", "csubj"))
        if cause is None:
            return
        effects = [self._event(kid) for kid in tree.kids(token, "xcomp", "ccomp", "obl", "advcl", "obj")]
        for effect in [*effects, token if token in self.triggers else None]:
            if effect is not None and effect != cause:
                self._add(effect, cause, f'"{lemma}"')

    # --- clauses inside clauses -------------------------------------------------------------------------------------

    def _relative(self, token: int) -> None:
        """Read a relative clause in the past perfect, or in the past under a present: it came before."""
        tree = self.tree
        if not tree.tokens.deprel[token].startswith("acl:relcl"):
            return
        head = tree.head(token)
        main = self._governor(head) if head is not None else None
        if main is None or main == token:
            return
        helpers = {tree.word(kid) for kid in tree.kids(token, "aux", "aux:pass")}
        clause = tree.clause(main)
        present = tree.tokens.xpos[clause] in {"VBZ", "VBP", "VBN"} and not self._past(clause)
        if "had" in helpers or (present and self._past(token)):
            self._add(main, token, "told as past of it in a relative clause")

    def _together(self, token: int) -> None:
        """Read clauses of one happening: "died when it fell", "an attack that killed two", "fell, killing two"."""
        tree = self.tree
        head = tree.head(token)
        if head is None or head not in self.triggers:
            return
        rel, tag = tree.rel(token), tree.tokens.xpos[token]
        marks = tree.marks(token) | {tree.word(kid) for kid in tree.kids(token, "advmod")}
        if rel == "advcl" and marks & {"when", "as", "while"} and self._past(token) and self._past(head):
            self._at(token, head, "told with")
        elif rel == "acl" and tag == "VBD" and tree.tokens.upos[head] == "NOUN":
            subject = tree.kid(token, "nsubj")
            if subject is not None and tree.word(subject) in {"that", "which"}:
                self._at(token, head, "what it did")
        elif rel == "advcl" and tag == "VBG" and tree.marks(token) <= MANNER and tree.lemma(token) not in _CAUSE:
            self._at(token, head, "participle of")
        elif rel == "obl" and tree.tokens.upos[token] == "NOUN" and marks & {"in", "during"} and self._past(head):
            self._at(token, head, "part of")
        elif rel == "conj" and tag == "VBG" and tree.tokens.xpos[head] == "VBG":
            self._at(token, head, "coordinate with")
        elif tree.tokens.deprel[token] == "acl:relcl" and marks & {"where", "when"} and self._past(token):
            self._at(token, head, "told with")
        elif rel == "conj" and self._moved(token) and not tree.kids(token, "nsubj"):
            words = {tree.word(kid) for kid in tree.kids(token, "advmod")}
            head = self._below(token, head) or head
            if head in self.triggers and self._past(head) and not words & _THEN and not self._timed(token):
                self._add(token, head, f'one act after "{tree.tokens.text[head]}"')

    def _below(self, token: int, head: int) -> int | None:
        """Return the verb of a lower clause that a conjunct with no subject goes on from, whatever the tree says.

        "He resigned after a bridge fell and killed two": the nearer clause goes on where no comma parts them.
        """
        tree, tags = self.tree, self.tree.tokens.xpos
        between = [at for at in range(head + 1, token) if tags[at] == "VBD" and tree.tokens.upos[at] == "VERB"]
        joint = tree.kid(token, "cc")
        if not between or joint is None or tree.word(joint - 1) == "," or tree.kids(token, "nsubj"):
            return None
        near = between[-1]
        return near if tree.rel(near) in {"advcl", "acl"} else None

    def _at(self, token: int, other: int, rule: str) -> None:
        if self.triggers[token] != self.triggers[other]:
            link = TimeLink(order=Order.AT, mention=self.triggers[other], rule=rule)
            self.found[self.triggers[token]].append(link)

    def _complement(self, token: int) -> None:
        """Put what is decided, planned or asked after the deciding: "voted to expel"."""
        tree = self.tree
        head = tree.head(token)
        if head is None or head not in self.triggers or tree.rel(token) not in {"xcomp", "acl"}:
            return
        if "to" in {tree.word(kid) for kid in tree.kids(token, "mark")}:
            self._add(token, head, f'complement of "{tree.tokens.text[head]}"')

    # --- between sentences ------------------------------------------------------------------------------------------

    def _discourse(self) -> None:
        """Read the simple pasts of neighbouring main clauses as moving on; "since" and "later" say so."""
        tree = self.tree
        before: int | None = None
        for number, sentence in enumerate(tree.parsed.sentences):
            if sentence.title:
                before = None
                continue
            roots = [token for token in range(sentence.first, sentence.last) if tree.head(token) is None]
            mains = [event for root in roots for event in self._chain(root)]
            first = mains[0] if mains else None
            if first is not None and before is not None:
                adverb = next((tree.word(k) for k in self._adverbs(first) if tree.word(k) in _THEN), "")
                if adverb:
                    self._add(first, before, f'"{adverb}"')
                elif number and self._runs_on(number) and self._moved(first) and self._moved(before):
                    party = ", the same party" if self._refers(first) else ""
                    self._add(first, before, "narrative order" + party, self._after_length(first))
            for one, other in pairwise(mains):
                if (
                    self._moved(one)
                    and self._moved(other)
                    and tree.rel(other) == "conj"
                    and not self._below(other, one)
                ):
                    self._add(other, one, "narrative order", self._after_length(other))
            settled = [event for event in mains if self._past(event) or tree.tokens.upos[event] != "VERB"]
            before = settled[-1] if settled else None

    def _adverbs(self, token: int) -> Iterator[int]:
        tree = self.tree
        for at in {token, tree.clause(token), *([h] if (h := tree.head(token)) is not None else [])}:
            yield from tree.kids(at, "advmod")

    def _chain(self, root: int) -> list[int]:
        """Return the events of a main clause and the clauses coordinate with it, in order."""
        tree = self.tree
        out = []
        for token in [root, *[kid for kid in tree.kids(root, "conj") if tree.tokens.upos[kid] == "VERB"]]:
            event = token if token in self.triggers else self._event(token)
            if event is not None:
                out.append(event)
        return out

    def _runs_on(self, number: int) -> bool:
        """Say whether a sentence stands right after the one before, in its paragraph."""
        one, two = self.tree.parsed.sentences[number - 1 : number + 1]
        return two.span.start - one.span.end <= 1

    def _refers(self, token: int) -> bool:
        """Say whether the subject of a clause goes back to what was told: "They fled", "Their driver was shot"."""
        tree = self.tree
        subject = tree.kid(token, "nsubj")
        if subject is None:
            return False
        words = [subject, *tree.kids(subject, "nmod")]
        return any(tree.tokens.xpos[word] == "PRP" for word in words) or any(
            tree.tokens.xpos[kid] == "PRP$" for kid in tree.kids(subject, "nmod")
        )

    def _moved(self, token: int) -> bool:
        """Say whether an event is told in the simple past, neither as a state nor as what had been."""
        tree = self.tree
        if tree.tokens.xpos[token] == "VBN":
            head = tree.head(token)
            if tree.rel(token) == "conj" and head is not None and not tree.kids(token, "aux", "nsubj"):
                return tree.tokens.xpos[head] == "VBN" and self._moved(head)
            return [tree.word(kid) for kid in tree.kids(token, "aux")] in (["was"], ["were"])
        return tree.tokens.xpos[token] == "VBD" and not tree.kids(token, "aux", "cop")

    # --- words to events --------------------------------------------------------------------------------------------

    def _event(self, token: int | None, depth: int = 2) -> int | None:
        """Return the event that a clause or phrase tells: its head, else the nearest word in it that is one."""
        if token is None:
            return None
        if token in self.triggers:
            return token
        if depth == 0:
            return None
        for rel in _PARTS:
            for kid in self.tree.kids(token, rel):
                if rel == "obl" and self.tree.marks(kid) & (_AFTER | _BEFORE):
                    continue
                event = self._event(kid, depth - 1)
                if event is not None:
                    return event
        return None

    def _governor(self, token: int) -> int | None:
        """Return the event of the clause that an adjunct hangs from; a verb without one lends its subject's."""
        if token in self.triggers:
            return token
        tree = self.tree
        if tree.tokens.upos[token] in {"VERB", "AUX"}:
            if tree.kids(token, "ccomp"):
                return None
            for rels in (("xcomp", "obj"), ("nsubj", "nsubj:pass", "csubj")):
                for kid in tree.kids(token, *rels):
                    event = self._event(kid, 1)
                    if event is not None:
                        return event
            if tree.tokens.xpos[token] != "VBG" or tree.rel(token) not in {"advcl", "acl", "obl"}:
                return None
        head = tree.head(token)
        return self._governor(head) if head is not None and tree.rel(token) != "ccomp" else None

    def _past(self, token: int) -> bool:
        tree = self.tree
        tags = {tree.tokens.xpos[kid] for kid in tree.kids(token, "aux", "aux:pass", "cop")}
        return tree.tokens.xpos[token] == "VBD" or "VBD" in tags or (tree.tokens.xpos[token] == "VBN" and bool(tags))

    def _present(self, token: int) -> bool:
        clause = self.tree.clause(token)
        return self.tree.tokens.xpos[clause] in {"VBZ", "VBP"} and not self.tree.kids(clause, "aux")
