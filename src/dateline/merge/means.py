"""With what, and by which side: facts in, the means of a death or a blow and the sides of a conflict that act out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.merge.counters import lines
from dateline.merge.facts import Facts
from dateline.merge.parties import NOUN
from dateline.merge.terms import BLOWS, HARMS
from dateline.merge.words import WORD, stem
from dateline.records import Role


def means(one: Facts) -> Mapping[str, str]:
    """Return with what somebody was killed or hurt, or something hit: names of the list, each with the word for it."""
    if one.classes.isdisjoint(HARMS | BLOWS):
        return {}
    known = _listed("means.tsv")
    told = one.mention.clause.of(one.prose.text)
    return {known[root]: word for word in reversed(WORD.findall(told)) if (root := stem(word)) in known}


def forces(one: Facts) -> frozenset[str]:
    """Return the sides of a conflict that an act is told to be done by, where only nouns tell who acts."""
    known = _listed("forces.tsv")
    doers = [who.link.target.id if who.link else "" for who in one.mention.roles if who.role is Role.BY]
    found = frozenset(known.get(stem(id_.rpartition(":")[2]), "") if id_.startswith(NOUN) else "" for id_ in doers)
    return found if "" not in found else frozenset()


@cache
def _listed(name: str) -> dict[str, str]:
    rows = (line.split("\t") for line in lines(name))
    return {stem(word): called for called, words in rows for word in words.split()}
