"""Counts told of an act: an act in, its tolls and crowds out.

Vague words follow ACLED's rule: tens are 10 at the least, dozens 12, hundreds 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.extract.acts import Act
from dateline.extract.tree import Tree
from dateline.records import Number
from dateline.resources import kinds

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS = "thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, start=3)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
VAGUE = {"tens": 10, "scores": 20, "dozens": 12, "dozen": 12, "hundreds": 100, "thousands": 1_000, "several": 3}
AT_LEAST = frozenset({"least", "over", "than", "above", "more", "minimum"})
AT_MOST = frozenset({"most", "up", "fewer", "less", "under"})
FITTING = {"protest": {"", "PROTEST"}, "kill": {"ASSAULT"}, "wound": {"ASSAULT"}}  # "lost" counts no dead by itself
SHARES = frozenset({"%", "percent", "point", "$"})  # of these no number counts heads
COUNTED = {"kill": "killed", "die": "killed", "wound": "wounded", "arrest": "arrested", "protest": "crowd"}


def value(text: str) -> int | None:
    """Return the whole number that words or digits tell, None where they tell none.

    >>> value("1,200"), value("twenty-two"), value("three hundred"), value("2.5 million"), value("dozens")
    (1200, 22, 300, 2500000, 12)
    """
    low = text.lower().strip()
    if low in VAGUE:
        return VAGUE[low]
    total = 0.0
    seen = False
    for word in re.split(r"[\s-]+", low):
        if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+(\.\d+)?", word):
            total += float(word.replace(",", ""))
        elif word in WORDS:
            total += WORDS[word]
        elif word in SCALES:
            total = max(total, 1) * SCALES[word]
        elif word != "and":
            return None
        seen = True
    return int(total) if seen else None


class Numbers:
    """Finds the counts of one report's acts."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.timed = {token for time in tree.parsed.times for token in range(time.first, time.last)}

    def of(self, act: Act) -> tuple[Number, ...]:
        """Return the counts of who is acted on or takes part."""
        found = {}
        for head in (act.token, *act.lenders):
            for kid in self.tree.kids(head, "obj", "nsubj", "nsubj:pass", "nmod", "obl"):
                if self.tree.rel(kid) in {"nmod", "obl"} and not self.tree.marks(kid) & {"of", "by"}:
                    continue
                for number in self._counts(kid, act):
                    found[number.span.start] = number
        return tuple(found[start] for start in sorted(found))

    def _counts(self, noun: int, act: Act) -> Iterator[Number]:
        tree = self.tree
        if tree.lemma(noun) in SHARES:
            return
        counts = tree.kids(noun, "nummod") or ([noun] if tree.tokens.upos[noun] == "NUM" else [])
        if not counts and tree.word(noun) in VAGUE:
            counts = [noun]
        for count in counts:
            if count in self.timed:
                continue  # "in May 12 people" aside, a day of the month counts nobody
            tokens = sorted({count, *tree.kids(count, "compound", "flat", "nummod")})
            span = tree.span(tokens)
            told = value(" ".join(tree.tokens.text[i] for i in tokens))
            if told is None or (1900 <= told <= 2100 and tree.lemma(noun) in {"year", "in"}):
                continue
            hedge = {tree.word(i) for kid in tree.kids(count, "advmod", "case", "nmod") for i in tree.subtree(kid)}
            open_end = bool(hedge & AT_LEAST) or tree.word(count) in VAGUE
            below = bool(hedge & AT_MOST) and not open_end
            yield Number(
                span=span, low=0 if below else told, high=None if open_end else told, what=self._what(noun, act)
            )

    def _what(self, noun: int, act: Act) -> str:
        for name, label in COUNTED.items():
            if name in FITTING and act.kind.type not in FITTING[name] and act.lemma != name:
                continue
            if name in kinds.classes(act.lemma) or act.lemma == name:
                return label
        return "" if self.tree.tokens.upos[noun] == "NUM" else self.tree.lemma(noun)
