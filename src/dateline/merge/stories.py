"""Which reports of a mixed pile are on one story: texts that come and go in, storylines and their events out.

Groups grow by the mean likeness of their members (average linkage), taken in steps of falling likeness, so that the
cost stays near linear (approximate agglomeration: Dhulipala et al. 2022, "Hierarchical agglomerative graph clustering
in poly-logarithmic depth"). They are grown inside cells, so that a new text changes the stories of few.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from dateline.merge.cells import cells
from dateline.merge.meetings import ALIKE, Moment, Text, TextPile, TextShelf, come, go, likeness
from dateline.records import Storyline

STEP = 0.9  # from one level of likeness to the next
LEVELS = tuple(ALIKE / STEP**step for step in reversed(range(17)))


class StoryShelf(TextShelf, Protocol):
    """What is kept of texts, and of the cells and stories they are in."""

    def stories(self, id_: str) -> Mapping[str, str]:
        """Return the texts of the cell that one is in, each with its story; none where the text is in no cell."""

    def settle(self, gone: Iterable[str], cells: Iterable[Mapping[str, str]]) -> None:
        """Put texts in their cells, each with its story; those that are gone are in none."""


class StoryPile(TextPile):
    """A shelf in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[str, Mapping[str, str]] = {}

    def stories(self, id_: str) -> Mapping[str, str]:
        """Return the texts of the cell that one is in, each with its story."""
        return self._cells.get(id_, {})

    def settle(self, gone: Iterable[str], cells: Iterable[Mapping[str, str]]) -> None:
        """Put texts in their cells; those that are gone are in none."""
        for id_ in gone:
            self._cells.pop(id_, None)
        for cell in cells:
            self._cells |= dict.fromkeys(cell, cell)


@dataclass(slots=True)
class Group:
    """Texts taken to be on one story: the sum of their words, and of their days where they tell one."""

    words: dict[str, float]
    texts: int
    days: int = 0
    dated: int = 0
    edges: set[int] = field(default_factory=set)


class Telling(NamedTuple):
    """A mention of an event, as storylines are told by it."""

    event: str
    report: str
    opening: bool  # in the first sentences of the report


def update(shelf: StoryShelf, new: Iterable[Text], gone: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Take texts in and out; return the stories that are others now with their texts in order, () for none any more.

    A story is named after its first text. A text that is among both takes the place of the one that was kept.
    """
    came, went = {one.id: one for one in new}, set(gone)
    left = went - came.keys()
    ends = {end for id_ in sorted(went) for end in go(shelf, shelf.text(id_))}
    ends = ends.union(*(come(shelf, one) for one in sorted(came.values(), key=_when))) - left
    near = ends.union(*shelf.links(ends).values())  # the ranks of their links may be others
    was = _mates(shelf, left)
    now: dict[str, tuple[str, ...]] = {}
    settled: list[dict[str, str]] = []
    for cell in cells(shelf.links, near.union(was, _mates(shelf, near)) - left):
        if ends.isdisjoint(cell) and shelf.stories(min(cell)).keys() == cell:
            continue
        told = {_name(ids[0]): ids for ids in grouped(sorted(map(shelf.text, cell), key=_when), shelf.links(cell))}
        settled.append({id_: story for story, ids in told.items() for id_ in ids})
        was |= _mates(shelf, cell)
        now |= told
    shelf.settle(left, settled)
    before: dict[str, set[str]] = defaultdict(set)
    for id_, story in was.items():
        before[story].add(id_)
    # A text that was read again may have moved within its story.
    same = {story for story, ids in now.items() if before.get(story) == set(ids) and came.keys().isdisjoint(ids)}
    return {story: now.get(story, ()) for story in (before | now).keys() - same}


def enter(shelf: StoryShelf, new: Iterable[Text]) -> None:
    """Take texts in and link them; `settle` is to follow when all are in."""
    for one in sorted(new, key=_when):
        come(shelf, one)


def settle(shelf: StoryShelf, texts: Iterable[str]) -> None:
    """Put texts that were entered, and all that are in their cells, in the stories that `update` would."""
    links = shelf.links
    cells_ = (grouped(sorted(map(shelf.text, cell), key=_when), links(cell)) for cell in cells(links, texts))
    shelf.settle((), [{id_: _name(ids[0]) for ids in groups for id_ in ids} for groups in cells_])


def storylines(
    reports: Iterable[Moment], stories: Mapping[str, str], families: Mapping[str, str], tellings: Iterable[Telling]
) -> tuple[Storyline, ...]:
    """Return the storylines of some reports, the earliest first, with the events that each tells more than others do.

    `stories` names the story of each text; a copy goes with its family. Events keep the order they are told in.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for _, id_ in sorted(reports):
        members[stories[families.get(id_, id_)]].append(id_)
    home = {id_: number for number, ids in enumerate(members.values()) for id_ in ids}
    told: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        told[telling.event].append(telling)
    held: dict[int, list[str]] = defaultdict(list)
    for event, accounts in told.items():
        where = Counter(home[one.report] for one in accounts)
        held[min(where, key=lambda number: (-where[number], number))].append(event)
    return tuple(
        Storyline(
            id=story,
            reports=tuple(ids),
            events=tuple(held[number]),
            main=_main(
                {event: [one for one in told[event] if home[one.report] == number] for event in held[number]}, families
            ),
        )
        for number, (story, ids) in enumerate(members.items())
    )


def grouped(texts: Sequence[Text], links: Mapping[str, Mapping[str, float]]) -> list[tuple[str, ...]]:
    """Return the texts of a cell by story, those of each in order; `texts` are in order of time.

    `links` gives for each text those that it is linked with, and how much they are alike.
    """
    place = {one.id: number for number, one in enumerate(texts)}
    groups = {
        number: Group(dict(one.words), 1, one.day or 0, int(one.day is not None)) for number, one in enumerate(texts)
    }
    known: dict[tuple[int, int], float] = {}
    for number, one in enumerate(texts):
        for other, likeness_ in links[one.id].items():
            if (met := place.get(other, number)) != number:
                groups[number].edges.add(met)
                known[min(number, met), max(number, met)] = likeness_
    inside = {number: [number] for number in groups}
    for level in LEVELS:
        while _round(groups, inside, known, level):
            pass
    return [tuple(texts[number].id for number in sorted(found)) for _, found in sorted(inside.items())]


def alike(left: Group, right: Group) -> float:
    """Return the mean likeness of the texts of two groups."""
    days = left.days / left.dated - right.days / right.dated if left.dated and right.dated else None
    return likeness(left.words, right.words, days) / (left.texts * right.texts)


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


def _mates(shelf: StoryShelf, texts: Iterable[str]) -> dict[str, str]:
    """Return the texts that were in the cells of some, each with its story."""
    found: dict[str, str] = {}
    for id_ in texts:
        if id_ not in found:
            found |= shelf.stories(id_)
    return found


def _when(text: Text) -> Moment:
    return text.moment


def _name(first: str) -> str:
    return "s" + first[1:]


def _main(told: Mapping[str, Sequence[Telling]], families: Mapping[str, str]) -> str | None:
    """Return the event that the openings of most of a story's texts tell; ties go to the one most texts tell."""
    opened: dict[str, tuple[int, int]] = {}
    for event, tellings in told.items():
        texts = {families.get(one.report, one.report) for one in tellings}
        first = {families.get(one.report, one.report) for one in tellings if one.opening}
        opened[event] = len(first), len(texts)
    return min(opened, key=lambda id_: (*(-count for count in opened[id_]), id_), default=None)
