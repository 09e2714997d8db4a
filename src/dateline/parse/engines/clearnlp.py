"""A tree in ClearNLP's style, as spaCy's own English pipelines give it, in; the same in Universal Dependencies out.

Prepositions hang from their nouns, copulas from their predicates, conjuncts from the first of them, and labels are
renamed (Choi and Palmer 2012 for the one scheme, de Marneffe and others 2021 for the other). Names stay compounds: the
tree alone does not tell "flat" from "compound".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.parse.engines.relations import lawful

LABELS = frozenset(
    "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep "
    "det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl root xcomp".split()
)
RENAMED = {
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "WDT", "EX", "$"})
BE = frozenset("be is are was were am been being 's ’s 're ’re 'm ’m".split())
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "advcl"})


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Say whether relations are ClearNLP's."""
    return {label.lower() for label in labels} <= LABELS


def to_universal(
    words: Sequence[str], tags: Sequence[str], heads: Sequence[int], labels: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Return the heads and relations of a sentence; `tags` are Penn's, heads count from 0, a root's is itself."""
    heads, labels = lawful(heads, [label.lower() for label in labels])
    tree = _Tree(words, tags, heads, labels)
    for token in tree.from_below():
        tree.preposition(token)
    for token in tree.from_below():
        tree.copula(token)
    for token in range(len(words)):
        tree.coordination(token)
    return lawful(tree.head, [tree.relation(token) for token in range(len(words))])


class _Tree:
    def __init__(self, words: Sequence[str], tags: Sequence[str], head: list[int], label: list[str]) -> None:
        self.words, self.tags, self.head, self.label = [w.lower() for w in words], tags, head, label

    def kids(self, token: int) -> list[int]:
        return [i for i, head in enumerate(self.head) if head == token and i != token]

    def from_below(self) -> list[int]:
        """Return the tokens, the deepest first."""

        def depth(token: int) -> int:
            steps = 0
            while self.head[token] != token:
                token, steps = self.head[token], steps + 1
            return steps

        return sorted(range(len(self.head)), key=lambda token: (-depth(token), token))

    def promote(self, token: int, to: int, label: str) -> None:
        """Put a dependent in its governor's place; the governor and its other dependents hang from it."""
        others = [kid for kid in self.kids(token) if kid != to]
        self.head[to] = to if self.head[token] == token else self.head[token]
        self.label[to] = self.label[token]
        for kid in others:
            self.head[kid] = to
        self.head[token], self.label[token] = to, label

    def preposition(self, token: int) -> None:
        """Hang a preposition from its object: "killed in Lima" as killed, Lima, in."""
        label = self.label[token]
        known = label in PREPOSITIONS or (label in {"conj", "pcomp", "root"} and self.tags[token] in {"IN", "TO"})
        kids = self.kids(token)
        after = [kid for kid in kids if self.label[kid] in {"pobj", "pcomp", "obl", "nmod"}]
        if not known or not after:
            if label == "prep":
                self.label[token] = "advmod"
            elif label == "agent":
                self.label[token] = "obl:agent"
            return
        inner = next((kid for kid in after if self.label[kid] in {"pobj", "pcomp"}), after[0])
        clause = self.label[inner] == "pcomp" and self.tags[inner] not in NOMINAL
        self.promote(token, inner, "mark" if clause else "case")
        if label in {"conj", "root"}:
            return
        noun = self.tags[self.head[inner]] in NOMINAL
        if clause:
            self.label[inner] = "acl" if noun else "advcl"
        else:
            self.label[inner] = "obl:agent" if label == "agent" else "nmod" if noun and label != "dative" else "obl"

    def copula(self, token: int) -> None:
        """Hang "be" from what it says of its subject: "he is ill" as ill, he, is."""
        if self.words[token] not in BE or self.label[token] in {"aux", "auxpass"} or self.tags[token][:2] != "VB":
            return
        kids = self.kids(token)
        said = [kid for kid in kids if self.label[kid] in {"attr", "acomp"}]
        if any(self.label[kid] == "expl" and self.words[kid] == "there" for kid in kids):
            for kid in said:
                self.label[kid] = "nsubj"
            return
        places = [kid for kid in kids if self.label[kid] == "obl" and kid > token]
        free = not any(self.label[kid] in CLAUSES and kid > token for kid in kids)
        chosen = said or (places if free else [])
        if chosen and any(self.label[kid] in {"nsubj", "csubj", "expl"} for kid in kids):
            self.promote(token, chosen[0], "cop")

    def coordination(self, token: int) -> None:
        """Hang conjuncts from the first, and a conjunction or a comma from the conjunct that it brings in."""
        if self.label[token] == "conj":
            first = self.head[token]
            while self.label[first] == "conj":
                first = self.head[first]
            self.head[token] = first
        elif self.label[token] == "cc" or self.tags[token] == ",":
            joined = [kid for kid in self.kids(self.head[token]) if self.label[kid] == "conj" and kid > token]
            if joined:
                self.head[token] = joined[0]

    def relation(self, token: int) -> str:
        label = self.label[token]
        if label == "aux" and self.tags[token] == "TO":
            return "mark"
        noun = self.tags[self.head[token]] in NOMINAL
        if label == "npadvmod":
            return "nmod:unmarked" if noun else "obl:unmarked"
        if label in {"prep", "pobj"}:
            return "nmod" if noun else "obl"
        if label == "pcomp":
            return "advcl"
        if (
            label == "nmod"
            and token < self.head[token]
            and not any(self.label[kid] == "case" for kid in self.kids(token))
        ):
            return "compound"
        if label == "neg" and self.tags[token] == "DT":
            return "det"
        return RENAMED.get(label, label)
