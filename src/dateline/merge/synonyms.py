"""Which different words name one act: two lemmas in, how near their senses are out.

The resource `linker/synonyms.tsv` (made by `python -m training.resources.synonyms`) gives the commonest senses of each
lemma in WordNet (Fellbaum 1998) and the wider senses right above them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

WAY = 0.6  # one act is a way of doing the other
SIBLINGS = 0.3  # both are ways of doing a third


class Senses(NamedTuple):
    """The senses of a lemma, and those right above them."""

    own: frozenset[str]
    wider: frozenset[str]


@cache
def _senses() -> dict[str, Senses]:
    lines = (files("dateline.resources") / "linker" / "synonyms.tsv").read_text(encoding="utf-8").splitlines()
    table = {}
    for line in lines:
        if not line.startswith("#"):
            lemma, own, wider = line.split("\t")
            table[lemma] = Senses(frozenset(own.split()), frozenset(wider.split()))
    return table


@lru_cache(1 << 18)
def near(left: str, right: str) -> float:
    """Return 1 for acts that share a sense, less where one is a way of the other or both are ways of a third.

    >>> near("seize", "capture"), near("assassinate", "kill"), near("seize", "swim")
    (1.0, 0.6, 0.0)
    """
    if left == right:
        return 1.0
    one, other = _senses().get(left), _senses().get(right)
    if one is None or other is None:
        return 0.0
    if one.own & other.own:
        return 1.0
    if one.own & other.wider or one.wider & other.own:
        return WAY
    return SIBLINGS if one.wider & other.wider else 0.0
