"""Words as merging compares them: text in, stems with weights out.

Weights are inverse document frequencies from a fixed list, not from the reports at hand, so that a new report never
changes the score of an old pair.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
SUFFIXES = ("ingly", "edly", "ings", "ing", "ies", "ied", "es", "ed", "s")
RAREST = 6.5  # weight of a word that the list does not hold


@cache
def stem(word: str) -> str:
    """Return a word without case, accents and inflection: enough to tell "troops" from "Troop"."""
    if word.isupper() and 1 < len(word) < 6:
        return word  # "US" is not "us", "IS" not "is"
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if plain.isdigit():
        return plain
    for suffix in SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 3:
            cut = plain[: -len(suffix)]
            if suffix in {"ies", "ied"}:
                return cut + "y"
            if suffix == "s" and cut.endswith(("s", "u", "i")):
                return plain
            if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                return cut[:-1]
            return cut.removesuffix("e")
    return plain.removesuffix("e") if len(plain) > 3 else plain


@cache
def weights() -> Mapping[str, float]:
    """Load the list of stems and their inverse document frequencies."""
    lines = (files("dateline.resources") / "linker" / "words.tsv").read_text(encoding="utf-8").splitlines()
    return {word: float(weight) for word, weight in (line.split("\t") for line in lines)}


def weigh(text: str) -> dict[str, float]:
    """Return the stems of a text with their weights, function words left out."""
    return dict(filter(None, map(weighed, WORD.findall(text))))


@cache
def weighed(word: str) -> tuple[str, float] | None:
    """Return a word's stem and weight, None for a function word."""
    own = stem(word)
    weight = weights().get(own, RAREST)
    return (own, weight) if len(own) > 1 and weight > FUNCTION else None


def overlap(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the share of the lighter words' weight that both have, 0 where either has none."""
    least = min(sum(left.values()), sum(right.values()))
    return sum(weight for word, weight in left.items() if word in right) / least if least else 0.0


FUNCTION = 1.6  # words in more than a fifth of all texts tell nothing of what a text is on


class Bag(NamedTuple):
    """Weighted words with their length as a vector."""

    words: Mapping[str, float]
    length: float


def bag(words: Mapping[str, float]) -> Bag:
    """Put weighted words in a bag.

    >>> bag({"fire": 3.0, "port": 4.0}).length
    5.0
    """
    return Bag(words, math.sqrt(sum(weight * weight for weight in words.values())))


def likeness(left: Bag, right: Bag) -> float:
    """Return the cosine of two bags, 0 where either is empty."""
    shared = left.words.keys() & right.words.keys()
    if not shared:
        return 0.0
    return sum(left.words[word] ** 2 for word in shared) / (left.length * right.length)
