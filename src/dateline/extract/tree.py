"""A report's dependency trees, read from either end: Parsed in, answers about words out.

Every answer is token indices of the report. Trees that a model drew may be wrong but are never endless: `Parsed` heads
are followed at most a sentence's length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from dateline.records import Parsed, Sentence, Span

CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
SUBJECT = ("nsubj", "csubj")


class Tree:
    """The dependency trees of one report, with each word's dependents at hand."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.children: list[list[int]] = [[] for _ in range(len(parsed.tokens))]
        for token, head in enumerate(parsed.tokens.head):
            if head != token:
                self.children[head].append(token)
        self._lemma = [lemma.lower() for lemma in parsed.tokens.lemma]
        self._word = [word.lower() for word in parsed.tokens.text]
        self._rel = [deprel.partition(":")[0] for deprel in parsed.tokens.deprel]
        self._subtrees: dict[int, frozenset[int]] = {}

    @cached_property
    def predicates(self) -> dict[int, int]:
        """Index in `Parsed.predicates` by token."""
        return {predicate.token: i for i, predicate in enumerate(self.parsed.predicates)}

    def sentence(self, token: int) -> Sentence:
        """Return the sentence that holds the token."""
        return self.parsed.sentences[self.tokens.sentence[token]]

    def rel(self, token: int) -> str:
        """Return the relation to the governor without its subtype."""
        return self._rel[token]

    def lemma(self, token: int) -> str:
        """Return the lemma in lower case."""
        return self._lemma[token]

    def word(self, token: int) -> str:
        """Return the word in lower case."""
        return self._word[token]

    def kids(self, token: int, *rels: str) -> list[int]:
        """Return the dependents in one of the relations (subtypes told apart only where named), in order."""
        deprel, base = self.tokens.deprel, self._rel
        return [c for c in self.children[token] if base[c] in rels or deprel[c] in rels]

    def kid(self, token: int, *rels: str) -> int | None:
        """Return the first dependent in one of the relations."""
        return next(iter(self.kids(token, *rels)), None)

    def head(self, token: int) -> int | None:
        """Return the governor, None for a root."""
        head = self.tokens.head[token]
        return None if head == token else head

    def ancestors(self, token: int) -> Iterator[int]:
        """Walk from the governor to the root."""
        seen = {token}
        head = self.head(token)
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.head(head)

    def subtree(self, token: int) -> frozenset[int]:
        """Return the word and everything that hangs from it."""
        known = self._subtrees.get(token)
        if known is None:
            found, stack = {token}, list(self.children[token])
            while stack:
                at = stack.pop()
                if at not in found:
                    found.add(at)
                    stack.extend(self.children[at])
            known = self._subtrees[token] = frozenset(found)
        return known

    def marks(self, token: int) -> set[str]:
        """Return the words that introduce the clause or phrase: marks, cases and their fixed parts, as lemmas."""
        found: set[str] = set()
        for kid in self.kids(token, "mark", "case"):
            found.add(self.lemma(kid))
            found.add(self.word(kid))
            found.update(self.word(part) for part in self.kids(kid, "fixed"))
        return found

    def subject(self, token: int) -> int | None:
        """Return the grammatical subject of a clause, shared from the first conjunct or the controlling verb."""
        at = token
        for head in (*self.ancestors(token), None):
            own = self.kid(at, *SUBJECT)
            behind = own is not None and own > at and self.rel(at) == "conj"  # who tells it: "and left, an aide said"
            if own is not None and not behind:
                return own
            rel = self.tokens.deprel[at]
            if rel == "acl" and head is not None and self.tokens.xpos[at] == "VBG" and "by" in self.marks(at):
                at = self.clause(head)  # "responded to the raid by firing", hung from the raid
                continue
            if rel in {"acl", "acl:relcl"}:
                return head
            if rel in {"xcomp", "advcl"} and head is not None and self.lemma(head) in {"call", "appeal"}:
                asked = next((kid for kid in self.kids(head, "obl") if self.marks(kid) & {"on", "upon", "to"}), None)
                if asked is not None and asked < at:
                    return asked  # "called on all troops to leave"
            if rel == "advcl" and head is not None and self.charged(at):
                return self.kid(head, "obj")  # "accused the firm of hiding"
            if rel == "xcomp" and head is not None and self.lemma(head) != "promise":
                controlled = self.kid(head, "obj", "iobj")  # "ordered the ministry to withdraw"
                if controlled is not None and controlled < at:
                    return controlled
            if not (rel in {"conj", "xcomp", "aux", "cop"} or (rel == "advcl" and self._no_subject(at))):
                return None
            if head is None:
                return None
            at = head
        return None

    def charged(self, token: int) -> bool:
        """Say whether a gerund tells what the object of its verb is accused of or kept from."""
        head = self.head(token)
        gerund = self.tokens.xpos[token] == "VBG" and bool(self.marks(token) & {"of", "from"})
        return gerund and head is not None and self.kid(head, "obj") is not None

    def _no_subject(self, token: int) -> bool:
        return self.tokens.xpos[token] in {"VBG", "VBN", "VB"}

    def passive(self, token: int) -> bool:
        """Say whether the verb stands in the passive."""
        if any(self.tokens.deprel[c] in {"aux:pass", "nsubj:pass", "csubj:pass"} for c in self.children[token]):
            return True
        if self.tokens.xpos[token] != "VBN" or self.kids(token, "aux"):
            return False
        head = self.head(token)
        shared = self.rel(token) == "conj" and head is not None and not self.kids(token, "obj") and self.passive(head)
        return self.tokens.deprel[token] in {"acl", "xcomp", "advcl"} or shared

    def clause(self, token: int) -> int:
        """Return the head of the smallest clause that holds the token: the token itself where it heads one."""
        at = token
        for at in (token, *self.ancestors(token)):
            rel = self.rel(at)
            if rel in CLAUSAL or (rel == "conj" and self.tokens.upos[at] in {"VERB", "AUX"}):
                break
        return at

    def phrase(self, token: int) -> list[int]:
        """Return the noun phrase that the token heads, without clauses and asides hanging from it, as one run."""
        kept, stack = {token}, [token]
        while stack:
            at = stack.pop()
            for kid in self.children[at]:
                if kid in kept:
                    continue
                rel, base = self.tokens.deprel[kid], self.rel(kid)
                if base in {"acl", "parataxis", "punct", "advcl", "discourse", "orphan", "ccomp", "dep"}:
                    continue
                if at == token and (base in {"case", "cc", "mark", "cop", "nsubj", "aux", "expl"} or rel == "advmod"):
                    continue
                if base == "appos" or (base == "conj" and self.tokens.upos[kid] in {"VERB", "AUX"}):
                    continue
                kept.add(kid)
                stack.append(kid)
        first = min(kept)
        while first - 1 >= self.sentence(token).first and self._stray(first - 1):
            first -= 1
            kept.add(first)
        if first - 1 > self.sentence(token).first and self.tokens.xpos[first - 1] == "POS":
            owner = first - 2  # a possessor that was hung elsewhere: "the prosecutors' office"
            kept |= {first - 1, *(i for i in self.subtree(owner) if i <= owner and i > self.sentence(token).first - 1)}
        first = last = token
        inner = {i for i in range(min(kept), max(kept) + 1) if i in kept or self._joins(i)}
        while first - 1 in inner:
            first -= 1
        while last + 1 in inner:
            last += 1
        while last > token and last not in kept:
            last -= 1
        while first < token and first not in kept:
            first += 1
        return list(range(first, last + 1))

    def _stray(self, token: int) -> bool:
        """Say whether a modifier, which English puts before its noun, was hung from a word to its left."""
        return self.tokens.deprel[token] in {"compound", "det"} and self.tokens.head[token] < token

    def _joins(self, token: int) -> bool:
        return self.tokens.upos[token] == "PUNCT" and self.word(token) in {"-", "'", "’", ".", ",", "/", "–"}

    def span(self, tokens: Collection[int]) -> Span:
        """Return the characters from the first to the last of the tokens."""
        return Span(self.tokens.span[min(tokens)].start, self.tokens.span[max(tokens)].end)
