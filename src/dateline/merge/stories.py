"""Which reports of a mixed pile are on one story: reports, their words and their events in, storylines out.

A text is its words weighed by rarity, those of its title and opening lines and its names more. Texts meet where they
share block keys, their weightiest words, each only its neighbours in time; groups grow by the mean likeness of their
members (average linkage), taken in steps of falling likeness, so that the cost stays near linear (approximate
agglomeration: Dhulipala et al. 2022, "Hierarchical agglomerative graph clustering in poly-logarithmic depth").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp, sqrt

from dateline.merge.facts import Prose
from dateline.merge.words import FUNCTION, RAREST, WORD, stem, weights
from dateline.records import Event, Mention, Report, Storyline

OPENING = 40  # words of a text that tell its main event
MAIN = 4.0  # how much a word of the opening, or of the title, counts more than one below
NAME = 1.3  # and a word in capitals than one without
KEYS = 15  # words that texts meet by
SHARED = 2  # of them that two texts must share
NEIGHBOURS = 30  # texts that one meets by one word
EDGES = 12  # texts that one is compared with
ALIKE = 0.18  # mean likeness from which texts are on one story
FADE, AGED = 90.0, 0.5  # days, and what is left of likeness when many of them have passed
STEP = 0.9  # each round takes what is at least so near to the best left


@dataclass(slots=True)
class Group:
    """Texts taken to be on one story: the sum of their words, and of their days where they tell one."""

    words: dict[str, float]
    texts: int
    days: int = 0
    dated: int = 0
    edges: set[int] = field(default_factory=set)


def storylines(
    reports: Sequence[Report],
    events: Sequence[Event],
    *,
    prose: Mapping[str, Prose],
    mentions: Mapping[str, Mention],
    families: Mapping[str, str],
) -> tuple[Storyline, ...]:
    """Group reports by story, the earliest first; copies go with the first of their text."""
    told = sorted({one.id: one for one in reports}.values(), key=_order)
    firsts = [one for one in told if one.id not in families]
    home: dict[str, int] = {}
    for number, places in enumerate(group(firsts, [vector(one, prose[one.id].text) for one in firsts])):
        home |= {firsts[place].id: number for place in places}
    members: dict[int, list[Report]] = defaultdict(list)
    for one in told:
        members[home[families.get(one.id, one.id)]].append(one)
    number_of = {one.id: number for number, found in members.items() for one in found}
    held: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        where = Counter(number_of[mentions[id_].report] for id_ in event.mentions)
        held[min(where, key=lambda number: (-where[number], number))].append(event)
    return tuple(
        Storyline(
            id="s" + found[0].id[1:],
            reports=tuple(one.id for one in found),
            events=tuple(event.id for event in held[number]),
            main=_main(held[number], mentions, {one.id: one for one in found}, families),
        )
        for number, found in members.items()
    )


def vector(report: Report, prose: str) -> dict[str, float]:
    """Return the words of a text with their weights, of length one."""
    often: dict[str, float] = defaultdict(float)
    names: set[str] = set()
    for place, word in enumerate(WORD.findall(prose)):
        own = stem(word)
        often[own] += MAIN if place < OPENING else 1
        if word[0].isupper():
            names.add(own)
    for word in WORD.findall(report.title.value if report.title else ""):
        often[stem(word)] += MAIN
    known = weights()
    found = {
        word: weight * sqrt(often[word]) * (NAME if word in names else 1)
        for word in sorted(often)
        if len(word) > 1 and (weight := known.get(word, RAREST)) > FUNCTION
    }
    length = sqrt(sum(value * value for value in found.values())) or 1.0
    return {word: value / length for word, value in found.items()}


def group(reports: Sequence[Report], vectors: Sequence[Mapping[str, float]]) -> list[list[int]]:
    """Return the places of texts on one story, each group in order; `reports` are in order of time."""
    groups = {place: Group(dict(words), 1) for place, words in enumerate(vectors)}
    for place, report in enumerate(reports):
        if report.day:
            groups[place].days, groups[place].dated = report.day.toordinal(), 1
    for later, early in edges(vectors):
        groups[later].edges.add(early)
        groups[early].edges.add(later)
    inside = {place: [place] for place in groups}
    known = {(i, j): alike(groups[i], groups[j]) for i in groups for j in groups[i].edges if i < j}
    level = max(known.values(), default=0.0)
    while level >= ALIKE:
        level = max(ALIKE, level * STEP)
        while _round(groups, inside, known, level):
            pass
        left = max((score for score in known.values()), default=0.0)
        level = left if left >= ALIKE and level > ALIKE else 0.0
    return sorted(sorted(found) for found in inside.values())


def edges(vectors: Sequence[Mapping[str, float]]) -> Iterable[tuple[int, int]]:
    """Yield pairs worth comparing, the later text first: those that share the most of their weightiest words."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for later, words in enumerate(vectors):
        keys = sorted(words, key=lambda word: (-words[word], word))[:KEYS]
        met = Counter(early for key in keys for early in blocks[key][-NEIGHBOURS:])
        near = sorted((early for early in met if met[early] >= SHARED), key=lambda early: (-met[early], -early))
        for early in near[:EDGES]:
            yield later, early
        for key in keys:
            blocks[key].append(later)


def alike(left: Group, right: Group) -> float:
    """Return the mean likeness of the texts of two groups, less where many days lie between."""
    few, many = sorted((left.words, right.words), key=len)
    likeness = sum(value * many[word] for word, value in few.items() if word in many) / (left.texts * right.texts)
    if not left.dated or not right.dated:
        return likeness
    gap = abs(left.days / left.dated - right.days / right.dated)
    return likeness * (AGED + (1 - AGED) * exp(-gap / FADE))


def _round(
    groups: dict[int, Group], inside: dict[int, list[int]], known: dict[tuple[int, int], float], level: float
) -> bool:
    """Join what is at least so much alike, the likest first; say whether anything was."""
    ready = sorted((pair for pair, score in known.items() if score >= level), key=lambda pair: (-known[pair], pair))
    gone: dict[int, int] = {}
    changed: set[int] = set()
    for pair in ready:
        i, j = sorted(_now(place, gone) for place in pair)
        if i == j or (not changed.isdisjoint((i, j)) and alike(groups[i], groups[j]) < level):
            continue
        _join(groups, inside, i, j)
        gone[j] = i
        changed.add(i)
    if not gone:
        return False
    for pair in [pair for pair in known if not gone.keys().isdisjoint(pair) or not changed.isdisjoint(pair)]:
        del known[pair]
    for i in sorted(changed - gone.keys()):
        groups[i].edges = {_now(place, gone) for place in groups[i].edges} - {i}
        for j in groups[i].edges:
            groups[j].edges = {_now(place, gone) for place in groups[j].edges} - {j}
            known[min(i, j), max(i, j)] = alike(groups[i], groups[j])
    return True


def _now(place: int, gone: Mapping[int, int]) -> int:
    while place in gone:
        place = gone[place]
    return place


def _join(groups: dict[int, Group], inside: dict[int, list[int]], i: int, j: int) -> None:
    one, other = groups[i], groups.pop(j)
    for word, value in other.words.items():
        one.words[word] = one.words.get(word, 0.0) + value
    one.texts += other.texts
    one.days += other.days
    one.dated += other.dated
    one.edges |= other.edges
    inside[i] += inside.pop(j)


def _order(report: Report) -> tuple[date, str, str]:
    return report.day or date.max, report.published.value if report.published else "", report.id


def _main(
    events: Sequence[Event], mentions: Mapping[str, Mention], reports: Mapping[str, Report], families: Mapping[str, str]
) -> str | None:
    """Return the event that the openings of most of a story's texts tell; ties go to the one most texts tell."""
    opened: dict[str, tuple[int, int]] = {}
    for event in events:
        told = [mentions[id_] for id_ in event.mentions if mentions[id_].report in reports]
        texts = {families.get(one.report, one.report) for one in told}
        first = {families.get(one.report, one.report) for one in told if one.sentence <= 1}
        opened[event.id] = len(first), len(texts)
    return min(opened, key=lambda id_: (*(-count for count in opened[id_]), id_), default=None)
