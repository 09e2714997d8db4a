"""Columns of mentions in; pairs of a mention and one that it may refer back to, with their features, out.

Grammar first rules out what no score may join: two arguments of one verb, a phrase and what stands in it, he and a
woman.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.parse.coreference.columns import (
    DEFINITE,
    HE,
    IT,
    NAME,
    NOMINAL,
    OBJECT,
    OTHER,
    OWNED,
    PERSON,
    POINTING,
    PRONOUN,
    SHE,
    SPEAKING,
    SUBJECT,
    THEY,
    TYPES,
    Columns,
    Ints,
)
from dateline.parse.groups import Group
from dateline.parse.sorts import is_a
from dateline.records import EntityType

Floats = NDArray[np.float32]

NEAR = 30  # mentions that a pronoun looks back
SENTENCES = {"pronoun": 4, "speaking": 10, "noun": 3, "named": 12}
LIKE = 12  # mentions that share a word with this one
SAME_SORT = 10
FEATURES = (
    "form", "form_before", "pronoun", "pronoun_before", "kind", "kind_before", "same_kind", "same_number",
    "same_gender", "relation", "relation_before", "same_relation", "article", "article_before", "main",
    "main_before", "sentences", "mentions", "words", "order", "order_before", "quoted", "quoted_before",
    "same_quote", "speaker", "told", "named", "size", "size_before", "title", "same_pronoun", "same_noun",
    "noun_in_group", "same_words", "words_missing", "words_clash", "sort", "same_act", "same_governor",
    "copula", "rivals", "subjects", "latest", "noun_count", "reflexive", "same_clause", "likes", "part",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions: `left` comes before `right`, and what is known of each pair."""

    right: Ints
    left: Ints
    rows: Floats


def pairs(columns: Columns, groups: Sequence[Group], nouns: Sequence[str], names: Sequence[str]) -> Pairs:
    """Return the pairs that may be one thing; those of one mention stand together, the nearest first.

    `nouns` are the heads' lemmas, `names` the words of each mention.
    """
    found = [(k, j) for k, before in _candidates(columns, groups, nouns) for j in before]
    right = np.asarray([k for k, _ in found], dtype=np.int64)
    left = np.asarray([j for _, j in found], dtype=np.int64)
    kept = ~_barred(columns, right, left) & ~_other_names(columns, right, left)
    right, left = right[kept], left[kept]
    return Pairs(right, left, _features(columns, groups, nouns, names, right, left))


def _candidates(c: Columns, groups: Sequence[Group], nouns: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    sentence, form, pronoun, told = c.sentence.tolist(), c.form.tolist(), c.pronoun.tolist(), c.told.tolist()
    group, named, article = c.group.tolist(), c.named.tolist(), c.article.tolist()
    usable = [form[k] != PRONOUN or pronoun[k] > 0 for k in range(len(form))]
    by_word: dict[str, list[int]] = defaultdict(list)
    last_of: dict[int, int] = {}  # the latest mention of each named group
    for k in range(len(form)):
        here = sentence[k]
        if usable[k] and (told[k] == 1 or form[k] == PRONOUN):
            if form[k] == PRONOUN:
                reach = SENTENCES["speaking" if pronoun[k] in SPEAKING else "pronoun"]
                near = range(k - 1, max(-1, k - NEAR - 1), -1)
                before = [j for j in near if usable[j] and here - sentence[j] <= reach]
            else:
                definite = form[k] == NAME or article[k] in {DEFINITE, POINTING, OWNED}
                chosen = {j for word in (nouns[k], *c.words[k]) for j in by_word[word][-LIKE:]}
                reach = SENTENCES["noun"] if definite else 0
                for j in range(k - 1, max(-1, k - LIKE - 1), -1):
                    if usable[j] and here - sentence[j] <= reach:
                        chosen.add(j)
                if definite and form[k] == NOMINAL:
                    latest = sorted(last_of.values())[-SAME_SORT:]
                    chosen.update(j for j in latest if here - sentence[j] <= SENTENCES["named"])
                before = sorted(chosen, reverse=True)
            if before:
                yield k, before
        if form[k] != PRONOUN:
            for word in {nouns[k], *(c.words[k] if form[k] == NAME else ()), *groups[k].heads}:
                by_word[word].append(k)
        if named[k]:
            last_of[group[k]] = k


def _barred(c: Columns, k: Ints, j: Ints) -> NDArray[np.bool_]:
    """Say which pairs grammar or agreement rules out."""
    head, before = c.head[k], c.head[j]
    inside = ((c.left[j] <= head) & (head <= c.right[j])) | ((c.left[k] <= before) & (before <= c.right[k]))
    inside |= (c.group[k] == c.group[j]) & (c.form[k] != PRONOUN)
    personal = c.pronoun[k] > 0
    arguments = np.isin(c.relation[k], (SUBJECT, OBJECT)) & np.isin(c.relation[j], (SUBJECT, OBJECT))
    together = arguments & (c.governor[k] == c.governor[j]) & (c.reflexive[k] == 0)
    together &= personal | (c.relation[k] != c.relation[j])  # "the Justice Party accused the Workers' Party"
    gender = (c.gender[k] > 0) & (c.gender[j] > 0) & (c.gender[k] != c.gender[j])
    human = np.isin(c.pronoun[k], (HE, SHE))
    thing = np.isin(c.kind[j], [TYPES[t] for t in EntityType if t not in {EntityType.PERSON, EntityType.OTHER}])
    wrong = human & (np.isin(c.pronoun[j], (IT, THEY)) | ((c.form[j] != PRONOUN) & (thing | (c.number[j] == 2))))
    it = c.pronoun[k] == IT
    wrong |= it & ((c.kind[j] == PERSON) | ((c.pronoun[j] > 0) & (c.pronoun[j] != IT)))
    wrong |= (c.pronoun[k] == THEY) & np.isin(c.pronoun[j], (HE, SHE, IT))
    barred: NDArray[np.bool_] = inside | together | gender | wrong
    return barred


def _other_names(c: Columns, k: Ints, j: Ints) -> NDArray[np.bool_]:
    """Say which pairs are two names with a word of their own each, of different initials ("Labour Party")."""
    found = np.zeros(len(k), dtype=np.bool_)
    for at in np.nonzero((c.form[k] == NAME) & (c.form[j] == NAME))[0].tolist():
        one, other = set(c.words[k[at]]), set(c.words[j[at]])
        mine, theirs = one - other, other - one
        found[at] = bool(one & other and mine and theirs) and not {w[0] for w in mine} & {w[0] for w in theirs}
    return found


def _features(
    c: Columns, groups: Sequence[Group], nouns: Sequence[str], names: Sequence[str], k: Ints, j: Ints
) -> Floats:
    def agree(column: Ints, unknown: int = 0) -> Ints:
        one, other = column[k], column[j]
        return np.where((one == unknown) | (other == unknown), 0, np.where(one == other, 1, -1))

    both_nouns = (c.form[k] != PRONOUN) & (c.form[j] != PRONOUN)
    kinds, numbers, genders = agree(c.kind, OTHER), agree(c.number), agree(c.gender)
    wh = c.pronoun[k]
    fits = (kinds >= 0) & (numbers >= 0) & (genders >= 0)
    fits &= ~(np.isin(wh, (HE, SHE)) & (c.kind[j] != PERSON) & (c.pronoun[j] == 0))
    lexical = _lexical(c, groups, nouns, names, k, j, both_nouns)
    same_noun = both_nouns & (c.noun[k] == c.noun[j])
    alike = same_noun | (lexical[0] > 0)
    noun_count = np.bincount(c.noun, minlength=1)
    rows = (
        c.form[k], c.form[j], wh, c.pronoun[j], c.kind[k], c.kind[j], kinds, numbers, genders,
        c.relation[k], c.relation[j], c.relation[k] == c.relation[j], c.article[k], c.article[j], c.main[k], c.main[j],
        np.minimum(c.sentence[k] - c.sentence[j], 20), np.minimum(k - j, 60), np.minimum(c.head[k] - c.head[j], 200),
        np.minimum(c.order[k], 10), np.minimum(c.order[j], 10), c.quote[k] > 0, c.quote[j] > 0,
        (c.quote[k] == c.quote[j]) & (c.quote[k] > 0), _speaks(c, k, j), np.minimum(c.told[j], 10), c.named[j],
        np.minimum(c.size[k], 8), np.minimum(c.size[j], 8), c.title[j], (wh == c.pronoun[j]) & (wh > 0),
        same_noun, *lexical,
        (c.act[k] == c.act[j]) & (c.relation[k] == c.relation[j]), c.governor[k] == c.governor[j],
        _copula(c, k, j), _before(k, fits), _before(k, fits & (c.relation[j] == SUBJECT)), _latest(c, k, j),
        np.minimum(noun_count[c.noun[k]], 10), c.reflexive[k], c.governor[j] == c.above[k], _before(k, alike),
        c.part[k],
    )  # fmt: skip
    return np.stack([np.asarray(row, dtype=np.float32) for row in rows], axis=1)


def _lexical(
    c: Columns, groups: Sequence[Group], nouns: Sequence[str], names: Sequence[str], k: Ints, j: Ints, both: Ints
) -> NDArray[np.float32]:
    """Return what the words say: the noun told of the group, all words alike, words missing or at odds, the sort."""
    found = np.zeros((5, len(k)), dtype=np.float32)
    said: dict[int, set[str]] = {}
    form = c.form.tolist()
    for row in np.flatnonzero(both).tolist():
        one, other = int(k[row]), int(j[row])
        group = groups[other]
        words = said.get(id(group))
        if words is None:
            words = said[id(group)] = {word for name in group.names for word in name} | group.words | group.heads
        mine, theirs = c.words[one], c.words[other]
        found[0, row] = nouns[one] in words
        found[1, row] = nouns[one] == nouns[other] and mine == theirs
        missing = mine - theirs - words
        found[2, row] = min(len(missing), 3)
        found[3, row] = bool(missing and theirs - mine) if form[other] != NAME else 0
        if form[one] == NOMINAL and form[other] == NAME:
            found[4, row] = is_a(nouns[one], names[other], group.type)
    return found


def _speaks(c: Columns, k: Ints, j: Ints) -> Ints:
    """Say whether one of both speaks the quotation that the other stands in: 1 for the earlier, 2 for the later."""
    one, other = c.speaker[k], c.speaker[j]
    earlier = (one >= 0) & (c.group[np.maximum(one, 0)] == c.group[j]) & (c.quote[j] == 0)
    later = (other >= 0) & (c.group[np.maximum(other, 0)] == c.group[k]) & (c.quote[k] == 0)
    return np.where(earlier, 1, np.where(later, 2, 0))


def _copula(c: Columns, k: Ints, j: Ints) -> Ints:
    """Say whether a sentence equates both ("Roe is the mayor", 1) or sets them side by side ("the mayor, Roe", 2)."""
    equal = (c.governor[j] == c.head[k]) & (c.relation[j] == SUBJECT)
    beside = (c.governor[k] == c.head[j]) & np.isin(c.relation[k], (6,))
    return np.where(equal, 1, np.where(beside, 2, 0))


def _before(k: Ints, flag: NDArray[np.bool_]) -> Ints:
    """Count, for each pair, the nearer pairs of the same mention that have a flag."""
    if not len(k):
        return np.zeros(0, dtype=np.int64)
    total: Ints = np.cumsum(flag) - flag
    first = np.flatnonzero(np.r_[True, k[1:] != k[:-1]])
    sizes = np.diff(np.r_[first, len(k)])
    return np.minimum(total - np.repeat(total[first], sizes), 15)


def _latest(c: Columns, k: Ints, j: Ints) -> NDArray[np.bool_]:
    """Say whether the pair's earlier mention is the nearest of its group."""
    pair = k * (int(c.group.max(initial=0)) + 1) + c.group[j]
    found = np.zeros(len(k), dtype=bool)
    found[np.unique(pair, return_index=True)[1]] = True
    return found
