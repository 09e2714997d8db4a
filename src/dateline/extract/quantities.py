"""Numbers as they are written: a report's words in, each run of words that tells a number out, with its bounds.

Vague words follow ACLED's rule: several are 3 at the least, tens 10, dozens 12, hundreds 100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.extract.tree import Tree

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS = "thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, start=3)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
SHORT = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}
FEW = {"several": 3, "few": 3, "handful": 3}
MANY = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 10**6,
    "billions": 10**9,
}
VAGUE = FEW | MANY
ROUND = {"dozen": 12, "couple": 2, "pair": 2}
OPENING = frozenset({*WORDS, *SCALES, *VAGUE, *ROUND, "a", "half"})
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
DASHES = frozenset("-‐‑–—")
HEDGES = (  # what stands before a number, longest first: whether it opens the upper or the lower end, or blurs both
    (re.compile(r"(no|not) (more|greater) than$|as (many|much) as$|up to$|at (the )?most$|a maximum of$"), "most"),
    (re.compile(r"(no|not) (fewer|less) than$|at (the )?least$|(more|greater|higher) than$|upwards? of$"), "least"),
    (re.compile(r"\b(over|above|exceeding|minimum of)$|well over$"), "least"),
    (re.compile(r"(fewer|less|lower) than$|\b(under|below)$"), "most"),
    (
        re.compile(
            r"\b(about|around|some|roughly|approximately|nearly|almost|estimated|barely|circa|perhaps|only about|"
            r"close to|in the region of|an average of)$"
        ),
        "about",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written, its place in the text, and the word of it that the tree hangs the rest on."""

    first: int  # tokens [first, last), without hedges
    last: int
    anchor: int
    low: int | float
    high: int | float | None
    approximate: bool = False
    hedged: int = 0  # the first token of the hedge; `first` where there is none


def value(text: str) -> int | float | None:
    """Return the number that words or digits tell, the least it can be for a vague one, None where they tell none.

    >>> value("1,200"), value("twenty-two"), value("three hundred"), value("2.5 million"), value("dozens")
    (1200, 22, 300, 2500000, 12)
    """
    total = part = 0.0
    seen = vague = False
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if DIGITS.fullmatch(word):
            part += float(word.replace(",", ""))
        elif word in WORDS:
            part += WORDS[word]
        elif word in SCALES:
            part = (part if seen else 1) * SCALES[word]
            if SCALES[word] > 100:  # "two million three hundred": what follows is added, not multiplied again
                total, part = total + part, 0.0
        elif word in VAGUE:
            part, vague = VAGUE[word], True
        elif word in ROUND:
            part = (part if seen else 1) * ROUND[word]
        elif word not in {"and", "of", "a"}:
            return None
        seen = seen or word not in {"and", "of", "a"}
    if not seen:
        return None
    found = total + part
    return int(found) if vague or found == int(found) else found


class Quantities:
    """Finds the numbers in one report's words."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def all(self) -> list[Quantity]:
        """Return every number that may count something, in order; no year, score, age, ordinal or part of a name."""
        found = []
        for sentence in self.tree.parsed.sentences:
            at = sentence.first
            while at < sentence.last:
                word = self.tree.word(at)
                if not (word[0].isdigit() or word in OPENING):
                    at += 1
                    continue
                one = self._at(at, sentence.first, sentence.last)
                if one is None:
                    at += 1
                    continue
                at = one.last
                if not self._aside(one, sentence.first, sentence.last):
                    found.append(self._hedged(one, sentence.first, sentence.last))
        return found

    # --- reading

    def _at(self, at: int, start: int, end: int) -> Quantity | None:
        """Read the number or the range of numbers that begins at a token."""
        one = self._single(at, end)
        if one is None:
            return None
        last = one.last
        joint = self.tree.word(last) if last < end else ""
        after = self._single(last + 1, end) if last + 1 < end and joint in {"to", "or", "and", *DASHES} else None
        before = self.tree.word(at - 1) if at > start else ""
        joined = joint in {"or", *DASHES} or (joint == "and" and before == "between") or joint == "to"
        if after is None or not joined or one.high is None or after.high is None:
            return one
        low, high = one.low, after.low
        if low < 1_000 <= high and high % 1_000 == 0 and self._scaled(after) and not self._scaled(one):
            low = int(low * self._scaled(after))  # "two to three million"
        if low >= high or (joint == "to" and self._rises(at, start)):
            return one
        return Quantity(first=at, last=after.last, anchor=self._anchor(at, after.last), low=low, high=high)

    def _scaled(self, one: Quantity) -> int:
        """Return the power that the number's last word multiplies by, 0 where it is no such word."""
        power = SCALES.get(self.tree.word(one.last - 1), 0)
        return power if power > 100 else 0

    def _rises(self, at: int, start: int) -> bool:
        """Say whether "from 17 to 21" tells two numbers, one after the other, rather than a range."""
        before = at > start and self.tree.word(at - 1) == "from"
        head = self.tree.head(self._anchor(at, at + 1))
        return before and head is not None and self.tree.tokens.upos[head] == "VERB"

    def _single(self, at: int, end: int) -> Quantity | None:
        """Read one number: "1.5 million", "twenty-one", "a dozen", "hundreds of thousands", "several hundred"."""
        words: list[str] = []
        last = at
        while last < end:
            word = self.tree.word(last)
            if words and words[-1][:1].isdigit():
                word = SHORT.get(word, word)
            if not self._goes_on(words, word, last + 1, end):
                break
            words.append("-" if word in DASHES else word)
            last += 1
        return self._told(at, last, words)

    def _goes_on(self, words: list[str], word: str, after: int, end: int) -> bool:
        """Say whether a word belongs to the number whose words stand before it; `after` is the next one's place."""
        before = words[-1] if words else ""
        if word in WORDS or word in SCALES or DIGITS.fullmatch(word):
            return not words or self._follows(before, word)
        if word in ROUND:
            return not words or before in {*WORDS, *VAGUE, "a", "half"} or before.isdigit()
        if word in VAGUE:
            return before in {"", "a", "of"}
        if after >= end:
            return False
        if word in {"a", "half"}:
            return words == ["half"] or (not words and self._opens(after - 1, end))
        if word == "of":
            return bool(set(words) & MANY.keys()) and self.tree.word(after) in VAGUE
        joins = (word == "and" and before in {"hundred", "thousand"}) or (word in DASHES and before in WORDS)
        return joins and 0 < WORDS.get(self.tree.word(after), 0) < 100

    def _told(self, at: int, last: int, words: list[str]) -> Quantity | None:
        if not words or words in (["a"], ["half"], ["a", "half"]):
            return None
        half = words[0] == "half" or words[:2] == ["a", "half"]
        told = value(" ".join(word for word in words if word not in {"half", "-"}))
        vague = [word for word in words if word in VAGUE]
        if vague and told is not None:  # "hundreds of thousands", "a few hundred": each word multiplies
            told, many = 1, len(words) - words.count("a") - words.count("of")
            for word in words:
                power = VAGUE.get(word) or SCALES.get(word) or ROUND.get(word) or WORDS.get(word) or 1
                told *= 1 if word in FEW and many > 1 else power
        if told is None or (vague == ["few"] and words[0] != "a"):
            return None
        told = int(told / 2) if half else told
        anchor = self._anchor(at, last)
        return Quantity(first=at, last=last, anchor=anchor, low=told, high=None if vague else told, hedged=at)

    def _follows(self, before: str, word: str) -> bool:
        """Say whether one word of number continues another: "1.5 million", "twenty one", "three hundred"."""
        if word in SCALES:
            return True
        if before in {"of", "a"}:
            return False
        return before in {"-", "and", "hundred", "thousand", "million"} and not word.isdigit()

    def _opens(self, at: int, end: int) -> bool:
        """Say whether "a" or "half" begins a number: "a dozen", "a few hundred", "half a million"."""
        after = self.tree.word(at + 1)
        if after == "a" and at + 2 < end:
            after = self.tree.word(at + 2)
        return after in ROUND or after in SCALES or after in {"few", "handful", "half"}

    def _anchor(self, first: int, last: int) -> int:
        """Return the word of a run by which it hangs from the rest."""
        head = self.tree.tokens.head
        tops = [i for i in range(first, last) if not first <= head[i] < last or head[i] == i]
        numbers = [i for i in tops if self.tree.tokens.upos[i] not in {"CCONJ", "ADP", "PUNCT", "DET"}]
        return (numbers or tops or [first])[0]

    # --- what is no count

    def _aside(self, one: Quantity, start: int, end: int) -> bool:
        tree = self.tree
        before = tree.word(one.first - 1) if one.first > start else ""
        after = tree.word(one.last) if one.last < end else ""
        if before in DASHES or (after in DASHES and one.last + 1 < end and self._touches(one.last)):
            return True  # "3-1", "34-year-old", "F-16"
        if before in {"aged", "age", "no", "no.", "number", "article", "chapter", "page", "flight", "resolution"}:
            return before != "no" or tree.tokens.text[one.first][:1].isdigit()
        head = tree.tokens.head[one.anchor]
        if head == one.first - 1 and tree.tokens.upos[head] == "PROPN":
            return True  # "Route 66"
        named = tree.tokens.xpos[head] == "NNP" and head != one.anchor and not one.first <= head < one.last
        if named and tree.tokens.deprel[one.anchor].startswith(("nummod", "compound")) and head > one.anchor:
            return True  # "10 Harbour Street"
        words = {tree.word(i) for i in range(one.last, min(one.last + 3, end))}
        return bool(words & {"year", "years"}) and "old" in words

    def _touches(self, dash: int) -> bool:
        """Say whether the dash joins the words on both sides without a blank."""
        span = self.tree.tokens.span
        return span[dash - 1].end == span[dash].start and span[dash].end == span[dash + 1].start

    # --- hedges

    def _hedged(self, one: Quantity, start: int, end: int) -> Quantity:
        """Open or blur the bounds of a number by the words before and behind it."""
        first = max(start, one.first - 4)
        before = " ".join(self.tree.word(i) for i in range(first, one.first))
        before = re.sub(r" (an?|the|another)$", "", before)
        after = " ".join(self.tree.word(i) for i in range(one.last, min(one.last + 2, end)))
        for pattern, way in HEDGES:
            match = pattern.search(before)
            if match is None:
                continue
            count = len(match.group().split())
            one = replace(one, hedged=max(start, one.first - count))
            if way == "least":
                return replace(one, high=None)
            if way == "most":
                return replace(one, low=0, high=one.low if one.high is None else one.high)
            return replace(one, approximate=True)
        if after.startswith(("or more", "plus")) or self.tree.word(one.last - 1).endswith("+"):
            return replace(one, high=None)
        return replace(one, approximate=True) if after.startswith("or so") else one
