"""What is known of both mentions of a pair: columns and places in, the measures of features and rules out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.merge.columns import Columns
from dateline.merge.marks import unpack, weigh
from dateline.merge.ragged import Places, Ragged, cross, reach, shared
from dateline.merge.sides import SAME, Bools, Floats, Met, sides
from dateline.merge.terms import DEATH, EVER, UNDONE, match

LONGEST_GAP = 60  # days; a longer gap says no more
DECIDED = 0.75  # that two decisions of one body on like acts are one
SHARED = 0.5  # of a noun's own words that stand in the clause of an act it points back to

Table = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """A row for each pair."""

    one: Table  # rows of columns.MENTION
    other: Table
    terms: Table  # rows of terms.MATCH
    sides: Met
    same_report: Bools
    same_sentence: Bools
    cosine: Floats
    clause: Floats  # likeness of the clauses' words
    bare: Bools  # neither clause has a word of its own
    context: Floats
    subject: Floats  # how far the reports are on one subject
    copied: Floats  # how far they are one text
    gap: Floats  # days between the times, 0 where they may be one
    same_days: Bools  # both name the same few days
    place: Floats
    numbers: Floats
    other_tolls: Bools  # both count the dead, the hurt or the arrested for certain, and not as many
    said: Bools  # by one source
    same_as: Bools  # the report itself says that they are one
    ordered: Bools  # the report itself says that one came after the other
    result: Floats
    once: Floats
    other_matters: Bools  # both are decisions, and on other acts
    taken_up: Floats
    copies: Bools  # their reports are copies of one text


def both(columns: Columns, left: Places, right: Places, copies: Bools) -> Both:
    """Compare the mentions of each pair in all that needs no judgement yet."""
    one, other = columns.mentions[left], columns.mentions[right]
    same_report = one["report"] == other["report"]
    same_sentence = same_report & (one["sentence"] == other["sentence"])
    met = sides(columns, left, right)
    terms = _terms(columns, one["term"], other["term"])
    subject, copied = _texts(columns, one["report"], other["report"])
    gap = _gap(one, other)
    harm = terms["harm"]
    one_matter = _share(columns.content, left, right)
    decided = (columns.content.counts[left] > 0) & (columns.content.counts[right] > 0)
    return Both(
        one=one,
        other=other,
        terms=terms,
        sides=met,
        same_report=same_report,
        same_sentence=same_sentence,
        cosine=_cosine(columns.vectors, left, right),
        clause=_likeness(columns.clause, left, right),
        bare=(columns.clause.counts[left] == 0) & (columns.clause.counts[right] == 0),
        context=_likeness(columns.context, left, right),
        subject=subject,
        copied=copied,
        gap=gap,
        same_days=(gap == 0) & one["exact"] & other["exact"],
        place=_place(one, other),
        numbers=_numbers(columns.numbers, left, right),
        other_tolls=_other_tolls(columns.numbers, left, right),
        said=(one["said"] == other["said"]) & (one["said"] != 0),
        same_as=_named(columns.same, left, other["id"]) | _named(columns.same, right, one["id"]),
        ordered=_named(columns.after, left, other["id"]) | _named(columns.after, right, one["id"]),
        result=np.where((harm > 0) & same_sentence, 1.0, np.where(harm == DEATH, 0.5, 0.0)),
        once=_once(terms, met, one_matter),
        other_matters=decided & ~one_matter,
        taken_up=_taken_up(columns, left, right, same_report),
        copies=copies,
    )


def _terms(columns: Columns, left: NDArray[np.uint32], right: NDArray[np.uint32]) -> Table:
    count = len(columns.terms)
    asked, place = np.unique(left.astype(np.int64) * count + right, return_inverse=True)
    return np.asarray(match(columns.terms, asked // count, asked % count)[place])


def _texts(columns: Columns, left: NDArray[np.uint32], right: NDArray[np.uint32]) -> tuple[Floats, Floats]:
    """Return how far two reports are on one subject, and how far they are one text."""
    count = len(columns.reports)
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right)
    asked, place = np.unique(low * count + high, return_inverse=True)
    one, other = asked // count, asked % count
    reports = columns.reports
    sketched = reports["sketched"][one] & reports["sketched"][other]
    equal = (reports["sketch"][one] == reports["sketch"][other]).mean(axis=1)
    same = one == other
    subject = np.where(same, 1.0, _likeness(columns.text, one, other))
    return subject[place], np.where(same, 1.0, np.where(sketched, equal, 0.0))[place]


def _likeness(bags: Ragged, left: Places, right: Places) -> Floats:
    """Return the cosine of two bags of weighted words, 0 where either is empty."""
    words = bags.padded()
    owner, common = shared(words, words, (left, right))
    weights = weigh(words)
    length = np.sqrt((weights * weights).sum(axis=1))
    found = np.bincount(owner, weights=weigh(common) ** 2, minlength=len(left))
    return np.asarray(found / np.maximum(length[left] * length[right], 1.0))


def _cosine(vectors: NDArray[np.uint8], left: Places, right: Places) -> Floats:
    plain = unpack(vectors).astype(np.float32)  # whole numbers, whose products and sums stay exact
    length = np.einsum("ij,ij->i", plain, plain).astype(np.float64)
    found = np.zeros(len(left))
    for start in range(0, len(left), 1024):
        some = slice(start, start + 1024)
        found[some] = np.einsum("ij,ij->i", plain[left[some]], plain[right[some]])
    return np.asarray(found / np.sqrt(np.maximum(length[left] * length[right], 1.0)))


def _gap(one: Table, other: Table) -> Floats:
    gaps = [
        np.where((end > 0) & (start > 0) & (end <= start), start - end + 1, 0)
        for end, start in ((one["latest"], other["earliest"]), (other["latest"], one["earliest"]))
    ]
    return np.minimum(np.maximum(*gaps), LONGEST_GAP).astype(np.float64)


def _place(one: Table, other: Table) -> Floats:
    """Return 1 for one fine place, .3 for one country, -1 for other countries, -.5 for other fine places, else 0."""
    known = (one["where"] != 0) & (other["where"] != 0)
    told = (one["country"] != 0) & (other["country"] != 0)
    home = one["country"] == other["country"]
    same = known & (one["where"] == other["where"])
    return np.select(
        [same & one["fine"], same, told & ~home, known & one["fine"] & other["fine"], told & home],
        [1.0, 0.3, -1.0, -0.5, 0.2],  # a village near the town that another report names is often the same place
        0.0,
    )


def _numbers(numbers: Ragged, left: Places, right: Places) -> Floats:
    """Return 1 where a count of one thing is equal, -1 where it differs, 0 where none is shared."""
    found = np.zeros(len(left))
    owner, one, other = cross(numbers, left, right)
    found[owner[one["what"] == other["what"]]] = -1.0
    found[owner[one["count"] == other["count"]]] = 1.0
    return found


def _other_tolls(numbers: Ragged, left: Places, right: Places) -> Bools:
    owner, one, other = cross(numbers, left, right)
    of_one = (one["toll"] == other["toll"]) & (one["toll"] != 0)
    equal = one["count"] == other["count"]
    found = np.zeros(len(left), dtype=bool)
    found[owner[of_one & ~equal]] = True
    found[owner[of_one & equal]] = False
    return found


def _named(same: Ragged, left: Places, right: NDArray[np.uint64]) -> Bools:
    """Say whether the row of a mention holds the id."""
    found = np.zeros(len(left), dtype=bool)
    counts = same.counts[left]
    owner = np.repeat(np.arange(len(left)), counts)
    found[owner[same.values[reach(same.starts[left], counts)] == right[owner]]] = True
    return found


def _share(rows: Ragged, left: Places, right: Places) -> Bools:
    """Say whether two rows have any value in common."""
    found = np.zeros(len(left), dtype=bool)
    owner, one, other = cross(rows, left, right)
    found[owner[one == other]] = True
    return found


def _once(terms: Table, met: Met, one_matter: Bools) -> Floats:
    """Return 1 for an act that one known person can do or suffer but once, .5 for one that must be undone first.

    A body decides a matter once, in whatever words: it votes to do a thing, or passes a resolution that asks for it.
    """
    one_off = terms["class"] & ((terms["aspects"] & ~(EVER | UNDONE)) == 0)
    dies = (terms["aspects"] == EVER) & met.person
    found = np.where(one_off & met.bodies, np.where(dies, 1.0, 0.5), 0.0)
    return np.where(terms["class"] & one_matter & (met.by >= SAME), DECIDED, found)


def _taken_up(columns: Columns, left: Places, right: Places, same_report: Bools) -> Floats:
    """Return 1 where the later of two acts of a report is a noun that points back, as "the strike" does.

    A noun that says by words of its own which act it is points back only where most of them stand in the other's
    clause; two such nouns without a word in common are two acts (-1): "the drone strike", "the missile attack on Goma".
    """
    found = np.zeros(len(left))
    start = columns.mentions["start"]
    first = start[left] <= start[right]
    early, late = np.where(first, left, right), np.where(first, right, left)
    asked = np.flatnonzero(same_report & columns.mentions["definite"][late])
    early, late = early[asked], late[asked]
    clauses, own = columns.clause.padded(), columns.described.padded()
    owner, words = shared(own, clauses, (late, early))
    weight = np.bincount(owner, weights=weigh(words), minlength=len(asked))
    least = np.minimum(weigh(own).sum(axis=1)[late], weigh(clauses).sum(axis=1)[early])
    alike, _ = shared(own, own, (late, early))
    apart = columns.described.counts[early] > 0
    apart[alike] = False
    back = (columns.described.counts[late] == 0) | ((least > 0) & (weight >= SHARED * least))
    found[asked] = np.where(back, 1.0, np.where(apart, -1.0, 0.0))
    return found
