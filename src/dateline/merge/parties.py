"""Who takes part in both mentions of a pair: columns and pairs in, how far the parties of each side are one out.

`meet` is `facts.meet` in columns.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.merge.columns import Columns
from dateline.merge.marks import mark, weigh
from dateline.merge.ragged import Places, cross, reach, shared
from dateline.merge.rows import SIDES
from dateline.records import ActorKind, Role

SAME = 0.9  # likeness from which two parties are one identity or one name
NONE = -2.0  # less than any likeness
BY, TO, ABOUT = (SIDES.index(role) for role in (Role.BY, Role.TO, Role.ABOUT))
STATE, ORGAN, OTHER, PERSON = map(mark, (ActorKind.STATE, ActorKind.ORGAN, ActorKind.OTHER, ActorKind.PERSON))
BODIES = (STATE, ORGAN, OTHER)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Sides(NamedTuple):
    """For each pair the best likeness of any two parties, 0 where a side tells nobody."""

    by: Floats
    to: Floats
    about: Floats
    anyone: Floats  # in any role
    turned: Floats  # who acts in one is acted on in the other: a sign of two acts, tit for tat
    swapped: Floats  # both sides of one are the other's, the other way round
    victims: Floats  # of those acted on who are known by name
    bodies: Bools  # both are told of one known body
    person: Bools  # and it is a person


def sides(columns: Columns, left: Places, right: Places) -> Sides:
    """Compare all parties of the mentions of each pair."""
    owner, one, other = cross(columns.seats, left, right)
    first = np.flatnonzero(np.diff(owner, prepend=-1))  # of each pair that has parties on both sides
    alike = meet(columns, one["party"], other["party"])

    def best(chosen: Bools) -> Floats:
        found = np.zeros(len(left))
        if len(first):
            most = np.maximum.reduceat(np.where(chosen, alike, NONE), first)
            found[owner[first]] = np.where(most > NONE, most, 0.0)
        return found

    by, to, about = (best((one["side"] == role) & (other["side"] == role)) for role in (BY, TO, ABOUT))
    across = [best((one["side"] == a) & (other["side"] == b)) for a, b in ((BY, TO), (TO, BY))]
    bodies = one["body"] & other["body"]
    return Sides(
        by=by,
        to=to,
        about=about,
        anyone=best(np.ones(len(owner), dtype=bool)),
        turned=np.maximum(*across),
        swapped=np.minimum(*across),
        victims=best(one["victim"] & other["victim"]),
        bodies=best(bodies) >= SAME,
        person=best(bodies & (columns.parties["kind"][one["party"]] == PERSON)) >= SAME,
    )


def meet(columns: Columns, left: Places, right: Places) -> Floats:
    """Say how far two parties are one: 1 the same, 0 unknown, -1 another."""
    one, other = columns.parties[left], columns.parties[right]
    is_one = (one["told"] == other["told"]) | _equal(one["id"], other["id"])
    home = _equal(one["country"], other["country"])
    kinds = one["kind"], other["kind"]
    state = ((kinds[0] == STATE) | (kinds[1] == STATE)) & np.isin(kinds[0], BODIES) & np.isin(kinds[1], BODIES)
    person = (kinds[0] == PERSON) | (kinds[1] == PERSON)
    sectors = one["sector"] != other["sector"]
    known = one["named"].astype(int) + other["named"]
    serves = np.where(_serves_another(columns, left, right) & sectors, -0.6, 0.2)
    told = (one["country"] != 0) & (other["country"] != 0)
    quarrel = (one["sector"] != 0) & (other["sector"] != 0) & sectors
    found = np.select(
        [
            is_one,
            home & state,
            home & person & (kinds[0] != kinds[1]),
            home & person,
            home & quarrel,
            home,
            known == 2,
            told,
            known == 0,
        ],
        [1.0, 0.8, serves, -1.0, -0.6, 0.4, -1.0, -0.6, -0.3],
        0.0,
    )
    words = ~is_one & ~(home & state) & ~(home & person & (serves > 0) & (kinds[0] != kinds[1]))
    words &= _alike(columns, left, right)
    return np.where(words, np.where(one["head"] == other["head"], 0.9, 0.6), found)


def _equal(left: NDArray[Any], right: NDArray[Any]) -> Bools:
    return np.asarray((left == right) & (left != 0))


def _serves_another(columns: Columns, left: Places, right: Places) -> Bools:
    """Say of a person and a body whether it is known that the person serves other bodies than this one."""
    first = columns.parties["kind"][left] == PERSON
    person, body = np.where(first, left, right), np.where(first, right, left)
    counts = columns.parents.counts[person]
    owner = np.repeat(np.arange(len(person)), counts)
    served = columns.parents.values[reach(columns.parents.starts[person], counts)]
    own = np.zeros(len(person), dtype=bool)
    own[owner[served == columns.parties["id"][body][owner]]] = True
    return np.asarray((columns.parties["kind"][body] == ORGAN) & (counts > 0) & ~own)


def _alike(columns: Columns, left: Places, right: Places) -> Bools:
    """Say whether the lighter name shares half its weight with the other."""
    names = columns.names.padded()
    owner, words = shared(names, names, (left, right))
    weight = np.bincount(owner, weights=weigh(words), minlength=len(left))
    whole = weigh(names).sum(axis=1)
    least = np.minimum(whole[left], whole[right])
    return np.asarray((weight > 0) & (2 * weight >= least))
