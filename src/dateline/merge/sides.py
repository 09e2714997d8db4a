"""Who takes part in both mentions of a pair: columns and pairs in, how far the parties of each side are one out.

`meet` is `parties.meet` in columns.
"""

from __future__ import annotations

from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.merge.columns import Columns
from dateline.merge.marks import mark, weigh
from dateline.merge.ragged import Places, cross, reach, shared
from dateline.merge.rows import ENDS, SIDES
from dateline.records import ActorKind, Role

SAME = 0.9  # likeness from which two parties are one identity or one name
NONE = -2.0  # less than any likeness
BY, TO, ABOUT = (SIDES.index(role) for role in (Role.BY, Role.TO, Role.ABOUT))
STATE, ORGAN, OTHER, PERSON = map(mark, (ActorKind.STATE, ActorKind.ORGAN, ActorKind.OTHER, ActorKind.PERSON))
BODIES = (STATE, ORGAN, OTHER)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Met(NamedTuple):
    """For each pair the best likeness of any two parties, 0 where a side tells nobody, and what follows.

    Where one tells a dealing from the other end ("sold to", "bought from"), its sides count as they are from this end.
    """

    by: Floats
    to: Floats
    about: Floats
    anyone: Floats  # in any role
    turned: Floats  # who acts in one is acted on in the other: a sign of two acts, tit for tat
    swapped: Floats  # both sides of one are the other's, the other way round
    victims: Floats  # of those acted on who are known by name
    one_victim: Bools  # whether there are any
    other_victim: Bools
    bodies: Bools  # both are told of one known body
    person: Bools  # and it is a person
    exchanged: Bools  # each side of one is called after who is on the other side of the other, and not after its own
    crossed: Bools  # one party acts at both ends of a dealing: what it bought from one it sold to another


def sides(columns: Columns, left: Places, right: Places) -> Met:
    """Compare all parties of the mentions of each pair."""
    plain = np.zeros(len(left), dtype=np.intp)
    met = _sides(columns, left, right, plain, plain)
    asked, near, far, either = _facing(columns, left, right)
    if not len(asked):
        return met
    acts = met.by.copy()
    left, right = left[asked], right[asked]
    # Either side can be told first ("met"): what fits best is meant, and of equals what has who acts in common.
    most = np.full(len(asked), -np.inf), np.full(len(asked), -np.inf)
    for one, other in product((plain[asked], near), (plain[asked], far)):
        ways = _sides(columns, left, right, one, other)
        fit = ways.by + ways.to, ways.by
        only = ~either & (one == near) & (other == far)
        better = only | (either & ((fit[0] > most[0]) | ((fit[0] == most[0]) & (fit[1] > most[1]))))
        for kept, value in zip(most, fit, strict=True):
            kept[better] = value[better]
        for whole, part in zip(met, ways, strict=True):
            whole[asked[better]] = part[better]
    return met._replace(crossed=(acts >= SAME) & (met.by < SAME))


def _facing(columns: Columns, left: Places, right: Places) -> tuple[Places, Places, Places, Bools]:
    """Return the pairs that tell two ends of one dealing: which sides count of each, and whether any may.

    Where an act tells either end, its sides may be as told too.
    """
    owner, one, other = cross(columns.ends, left, right)
    dealing = one["dealing"] == other["dealing"]
    facing = np.flatnonzero(dealing & (one["far"] != other["far"]))
    asked, first = np.unique(owner[facing], return_index=True)
    one_of, other_of = one[facing[first]], other[facing[first]]
    ends = owner * (1 + ENDS) + one["place"]
    either = np.isin(asked * (1 + ENDS) + one_of["place"], ends[dealing & (one["far"] == other["far"])])
    near = np.where(either | one_of["far"], one_of["place"], 0).astype(np.intp)
    far = np.where(either | ~one_of["far"], other_of["place"], 0).astype(np.intp)
    return asked, near, far, either


def _sides(columns: Columns, left: Places, right: Places, near: Places, far: Places) -> Met:
    """Compare the parties of pairs; `near` and `far` say which sides of SEAT count."""
    owner, one, other = cross(columns.seats, left, right)
    first = np.flatnonzero(np.diff(owner, prepend=-1))  # of each pair that has parties on both sides
    alike = meet(columns, one["party"], other["party"])
    entry = np.arange(len(owner))
    on = one["sides"][entry, near[owner]], other["sides"][entry, far[owner]]
    who = columns.parties[one["party"]], columns.parties[other["party"]]

    def best(chosen: Bools) -> Floats:
        found = np.zeros(len(left))
        if len(first):
            most = np.maximum.reduceat(np.where(chosen, alike, NONE), first)
            found[owner[first]] = np.where(most > NONE, most, 0.0)
        return found

    def some(chosen: Bools) -> Bools:
        found = np.zeros(len(left), dtype=bool)
        found[owner[chosen]] = True
        return found

    def told_of(part: int) -> Bools:
        # The known bodies that are acted on, else those that act.
        known = who[part]["id"] != 0
        acted_on = some(known & (on[part] == TO))[owner]
        return np.asarray(known & (on[part] == np.where(acted_on, TO, BY)))

    across = [best((on[0] == a) & (on[1] == b)) for a, b in ((BY, TO), (TO, BY))]
    bodies = told_of(0) & told_of(1)
    victims = [(on[part] == TO) & who[part]["named"] & (who[part]["kind"] == PERSON) for part in (0, 1)]
    called = np.zeros(len(owner), dtype=bool)
    names = columns.called.padded()
    called[shared(names, names, (one["party"], other["party"]))[0]] = True
    named = {(a, b): some(called & (on[0] == a) & (on[1] == b)) for a in (BY, TO) for b in (BY, TO)}
    return Met(
        by=best((on[0] == BY) & (on[1] == BY)),
        to=best((on[0] == TO) & (on[1] == TO)),
        about=best((on[0] == ABOUT) & (on[1] == ABOUT)),
        anyone=best(np.ones(len(owner), dtype=bool)),
        turned=np.maximum(*across),
        swapped=np.minimum(*across),
        victims=best(victims[0] & victims[1]),
        one_victim=_victim(columns, left, near),
        other_victim=_victim(columns, right, far),
        bodies=best(bodies) >= SAME,
        person=best(bodies & (who[0]["kind"] == PERSON)) >= SAME,
        exchanged=named[BY, TO] & named[TO, BY] & ~named[BY, BY] & ~named[TO, TO],
        crossed=np.zeros(len(left), dtype=bool),
    )


def _victim(columns: Columns, mentions: Places, way: Places) -> Bools:
    """Say of which mentions somebody known by name is acted on."""
    counts = columns.seats.counts[mentions]
    owner = np.repeat(np.arange(len(mentions)), counts)
    seats = columns.seats.values[reach(columns.seats.starts[mentions], counts)]
    who = columns.parties[seats["party"]]
    found = np.zeros(len(mentions), dtype=bool)
    on = seats["sides"][np.arange(len(owner)), way[owner]]
    found[owner[(on == TO) & who["named"] & (who["kind"] == PERSON)]] = True
    return found


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
