"""The words that name acts, as merging compares them: terms and pairs of them in, what two acts so called share out."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.ragged import Places, ragged, shared
from dateline.merge.synonyms import near

BLOWS = frozenset(("strike", "bomb", "shoot", "fire"))  # classes of resources/kinds/classes.tsv, or lemmas
DIES = "die"
DEATHS = frozenset(("kill", DIES))
HARMS = frozenset(("kill", "wound", DIES))
DECISION = "legislate"  # class of linker/classes.tsv: what an assembly does when it decides
SPEECH = frozenset(
    ("say", "announce", "accuse", "demand", "promise", "threaten", "deny")
)  # classes: each speaks for itself
HARM, DEATH = 1, 2
EVER, UNDONE, LASTING, AGAIN = 1, 2, 4, 8
LONGEST = 64  # letters of a word that are compared
ASPECTS = {Aspect.EVER: EVER, Aspect.UNDONE: UNDONE, Aspect.LASTING: LASTING, Aspect.AGAIN: AGAIN}


class Term(NamedTuple):
    """What an act is called by."""

    act: str
    word: str  # stem of the trigger
    classes: frozenset[str]
    weight: float  # how rare the act's word is


# What two terms have in common.
MATCH = np.dtype(
    [
        ("act", "?"),
        ("word", "?"),
        ("class", "?"),
        ("decisions", "?"),  # both are what an assembly does when it decides
        ("speech", "?"),  # both are acts of speech
        ("weight", "f8"),
        ("prefix", "f8"),
        ("near", "f8"),
        ("aspects", "i1"),  # of either, each a bit
        ("harm", "i1"),
    ]
)


def match(terms: Sequence[Term], left: Places, right: Places) -> NDArray[Any]:
    """Compare the terms at the places `left` and `right`; return a row of MATCH for each pair."""
    found = np.zeros(len(left), dtype=MATCH)
    act, word = (np.unique(told, return_inverse=True)[1] for told in ([t.act for t in terms], [t.word for t in terms]))
    weight = np.array([term.weight for term in terms])
    aspects = np.array([ASPECTS[aspect(term.act)] for term in terms], dtype="i1")
    found["act"] = act[left] == act[right]
    found["word"] = word[left] == word[right]
    found["class"][_of_one_class(terms, left, right)] = True
    decides = np.array([DECISION in term.classes for term in terms])
    found["decisions"] = decides[left] & decides[right]
    speaks = np.array([not SPEECH.isdisjoint(term.classes) for term in terms])
    found["speech"] = speaks[left] & speaks[right]
    found["weight"] = np.where(found["act"], np.minimum(weight[left], weight[right]), 0.0)
    found["prefix"] = _prefix([term.word for term in terms], left, right)
    found["near"] = [near(terms[i].act, terms[j].act) for i, j in zip(left.tolist(), right.tolist(), strict=True)]
    found["aspects"] = aspects[left] | aspects[right]
    found["harm"] = np.where(found["class"], 0, _harm(terms, left, right))
    return found


def _of_one_class(terms: Sequence[Term], left: Places, right: Places) -> Places:
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(name, len(numbers) + 1) for name in term.classes] for term in terms]
    classes = ragged(rows, np.dtype(np.uint32)).padded()
    return shared(classes, classes, (left, right))[0]


def _prefix(words: Sequence[str], left: Places, right: Places) -> NDArray[np.float64]:
    """Say how much of the longer trigger the two share from the start: "strike" and "striking"."""
    letters = np.array([word[:LONGEST] for word in words], dtype=np.str_).reshape(-1, 1).view(np.uint32)
    length = np.maximum(np.count_nonzero(letters, axis=1), 1)
    same = (letters[left] == letters[right]) & (letters[left] != 0)
    return np.asarray(np.logical_and.accumulate(same, axis=1).sum(axis=1) / np.maximum(length[left], length[right]))


def _harm(terms: Sequence[Term], left: Places, right: Places) -> NDArray[np.int8]:
    blow, harm, death = (
        np.array([not names.isdisjoint(term.classes) for term in terms]) for names in (BLOWS, HARMS, DEATHS)
    )
    done = np.where(blow[left], right, left)
    found = np.where(death[done], DEATH, np.where(harm[done], HARM, 0))
    return np.where(blow[left] | blow[right], found, 0).astype(np.int8)


def harm(left: Set[str], right: Set[str]) -> int:
    """Say whether one act is a blow and the other what a blow does, HARM or DEATH; 0 where not."""
    blow, done = (left, right) if left & BLOWS else (right, left)
    if not (blow & BLOWS and done & HARMS) or left & right:
        return 0
    return DEATH if done & DEATHS else HARM
