"""A database's shelves of copies and stories: what `merge` keeps and asks for of whole reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from dateline.merge.families import prints
from dateline.merge.meetings import Moment, Text
from dateline.merge.stories import Telling, storylines
from dateline.merge.taking import Head, Place, head
from dateline.records import Copy, Report, Storyline, family_of
from dateline.store import Likeness, Store
from dateline.store.codec import decode, encode

END = "\x01"  # sorts before all that a place holds


class Copied:
    """Implements `merge.families.CopyShelf`."""

    def __init__(self, rows: Likeness, reports: Callable[[Collection[str]], Mapping[str, Report]]) -> None:
        self.rows = rows
        self._reports = reports
        self._heads: dict[str, Head] = {}

    def put(self, report: Report) -> None:
        """Take a report in."""
        self.rows.bucket(prints(report), _told(head(report).place))

    def drop(self, report: Report) -> None:
        """Take a report out, as it was when it came in."""
        self.rows.unbucket(prints(report), _told(head(report).place))
        self._heads.pop(report.id, None)

    def report(self, id_: str) -> Report:
        """Return a report."""
        return self._reports([id_])[id_]

    def head(self, id_: str) -> Head:
        """Return what `head` tells of a report."""
        if id_ not in self._heads:
            self._heads[id_] = head(self.report(id_))
        return self._heads[id_]

    def copies(self, id_: str) -> tuple[Copy, ...]:
        """Return what a report has taken, as it was last found."""
        return tuple(self.rows.copies([id_]))

    def takers(self, id_: str) -> Iterable[str]:
        """Return the reports that took something from this one, as it was last found."""
        return self.rows.takers(id_)

    def first(self, prints: Collection[int], count: int) -> Mapping[int, Sequence[Place]]:
        """Return the first reports of some buckets."""
        return {one: [_place(told) for told in places] for one, places in self.rows.first(prints, count).items()}

    def after(self, print_: int, place: Place) -> Iterable[Place]:
        """Return the reports of a bucket that stand after a place."""
        return map(_place, self.rows.after(print_, _told(place)))


class Storied:
    """Implements `merge.stories.StoryShelf`."""

    def __init__(self, rows: Likeness) -> None:
        self.rows = rows
        self._texts: dict[str, Text] = {}

    def text(self, id_: str) -> Text:
        """Return a text."""
        if id_ not in self._texts:
            self._texts[id_] = decode(Text, self.rows.text(id_) or "")
        return self._texts[id_]

    def put(self, text: Text) -> None:
        """Take a text in."""
        self._texts[text.id] = text
        self.rows.put_text(text.id, text.moment.published, encode(text), text.keys)

    def drop(self, text: Text) -> None:
        """Take a text out, with its links."""
        self._texts.pop(text.id, None)
        self.rows.drop_text(text.id, text.moment.published, text.keys)

    def before(self, words: Sequence[str], moment: Moment, count: int) -> Mapping[str, Sequence[str]]:
        """Return for each word the last texts before a moment, the nearest first."""
        return {word: self.rows.beside(word, moment, count, later=False) for word in words}

    def after(self, words: Sequence[str], moment: Moment, count: int) -> Mapping[str, Sequence[str]]:
        """Return for each word the first texts after a moment, the nearest first."""
        return {word: self.rows.beside(word, moment, count, later=True) for word in words}

    def links(self, ids: Collection[str]) -> Mapping[str, Mapping[str, float]]:
        """Return for each of some texts those that it is linked with."""
        found: dict[str, dict[str, float]] = {id_: {} for id_ in ids}
        for one, other, likeness in self.rows.links(ids):
            found[one][other] = likeness
        return found

    def link(self, one: str, other: str, likeness: float) -> None:
        """Link two texts."""
        self.rows.link(one, other, likeness)

    def unlink(self, one: str, other: str) -> None:
        """Take the link of two texts away."""
        self.rows.unlink(one, other)

    def stories(self, id_: str) -> Mapping[str, str]:
        """Return the texts of the cell that one is in, each with its story."""
        return self.rows.stories(id_)

    def settle(self, gone: Iterable[str], cells: Iterable[Mapping[str, str]]) -> None:
        """Put texts in their cells, each with its story; those that are gone are in none."""
        self.rows.settle(gone, cells)


def stories(store: Store, copies: Iterable[Copy]) -> tuple[Storyline, ...]:
    """Return the storylines of a database, told by the events kept and the copies among its reports."""
    with store.transaction() as connection:
        rows = Likeness(connection)
        return storylines(
            [Moment(*row) for row in rows.every_moment()],
            rows.every_story(),
            family_of(copies),
            [Telling(event, report, bool(opening)) for event, report, opening in rows.every_telling()],
        )


def _told(place: Place) -> str:
    """Return a place as text that sorts as places do."""
    return END.join((place.day, str(int(place.secondhand)), place.time, place.id, str(int(place.brief))))


@lru_cache(1 << 16)
def _place(told: str) -> Place:
    day, secondhand, time, id_, brief = told.split(END)
    return Place(day=day, secondhand=secondhand == "1", time=time, id=id_, brief=brief == "1")
