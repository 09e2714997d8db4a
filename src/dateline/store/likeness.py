"""A transaction in, what is kept of copies and stories by point lookups out: rows that `merge` gives a meaning."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from dateline.records import Copy
from dateline.store.codec import decode, encode

IN = "IN (SELECT value FROM json_each(?))"


class Likeness:
    """What is kept of whole reports and how they are alike, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - a Dateline database is SQLite's
        self._run = driver.execute
        self._many = driver.executemany

    # --- copies ---------------------------------------------------------------------------------------------------

    def bucket(self, prints: Iterable[int], place: str) -> None:
        """Put a report's place under each of its prints."""
        self._many("INSERT OR IGNORE INTO bucket VALUES (?, ?)", [(one, place) for one in sorted(prints)])

    def unbucket(self, prints: Iterable[int], place: str) -> None:
        """Take a report's place from its prints."""
        self._many("DELETE FROM bucket WHERE print = ? AND place = ?", [(one, place) for one in prints])

    def first(self, prints: Collection[int], count: int) -> dict[int, list[str]]:
        """Return the first places of each of some prints."""
        places = "SELECT place FROM bucket WHERE print = asked.value ORDER BY place LIMIT ?"
        query = (
            f"SELECT asked.value, (SELECT json_group_array(place) FROM ({places}) AS firsts) FROM json_each(?) AS asked"
        )
        return {row[0]: json.loads(row[1]) for row in self._run(query, (count, json.dumps(list(prints))))}

    def after(self, print_: int, place: str) -> list[str]:
        """Return the places of a print that come after one."""
        query = "SELECT place FROM bucket WHERE print = ? AND place > ? ORDER BY place"
        return [row[0] for row in self._run(query, (print_, place))]

    def copies(self, reports: Collection[str]) -> list[Copy]:
        """Return what reports have taken, by report and the first that had it."""
        query = f"SELECT record FROM copy WHERE report {IN} ORDER BY report, first"
        return [decode(Copy, row[0]) for row in self._run(query, (json.dumps(list(reports)),))]

    def takers(self, report: str) -> list[str]:
        """Return the reports that took something from one."""
        return [row[0] for row in self._run("SELECT report FROM copy WHERE first = ?", (report,))]

    def put_copies(self, taken: Mapping[str, Sequence[Copy]]) -> None:
        """Keep what reports have taken, in the place of what was kept of them."""
        self._many("DELETE FROM copy WHERE report = ?", [(report,) for report in taken])
        rows = [(one.report, one.first, encode(one)) for many in taken.values() for one in many]
        self._many("INSERT INTO copy VALUES (?, ?, ?)", rows)

    # --- stories --------------------------------------------------------------------------------------------------

    def text(self, report: str) -> str | None:
        """Return a text's record."""
        row = self._run("SELECT record FROM text WHERE report = ?", (report,)).fetchone()
        return None if row is None else str(row[0])

    def texts(self, reports: Collection[str]) -> set[str]:
        """Return which of some reports are texts of their own."""
        query = f"SELECT report FROM text WHERE report {IN}"
        return {row[0] for row in self._run(query, (json.dumps(list(reports)),))}

    def every_text(self) -> list[str]:
        """Return all texts, in order of time."""
        return [row[0] for row in self._run("SELECT report FROM text ORDER BY published, report")]

    def unsettled(self, reports: Collection[str]) -> list[str]:
        """Return those of some texts that are in no cell."""
        query = f"SELECT report FROM text WHERE cell IS NULL AND report {IN} ORDER BY report"
        return [row[0] for row in self._run(query, (json.dumps(list(reports)),))]

    def put_text(self, report: str, published: str, record: str, words: Iterable[str]) -> None:
        """Keep a text, in the place of one of its id, under its words."""
        self._run(
            "INSERT INTO text (report, published, record) VALUES (?, ?, ?) ON CONFLICT (report) DO UPDATE SET "
            "published = excluded.published, record = excluded.record",
            (report, published, record),
        )
        self._many("INSERT INTO word VALUES (?, ?, ?)", [(word, published, report) for word in words])

    def drop_text(self, report: str, published: str, words: Iterable[str]) -> None:
        """Take a text from its words, with its links; its cell is told until it is settled."""
        self._many(
            "DELETE FROM word WHERE word = ? AND published = ? AND report = ?",
            [(word, published, report) for word in words],
        )
        self._run("DELETE FROM link WHERE (other, one) IN (SELECT one, other FROM link WHERE one = ?)", (report,))
        self._run("DELETE FROM link WHERE one = ?", (report,))

    def beside(self, word: str, moment: tuple[str, str], count: int, *, later: bool) -> list[str]:
        """Return the texts with a word that are next to a moment (published, report), the nearest first."""
        than, order = (">", "ASC") if later else ("<", "DESC")
        query = (
            f"SELECT report FROM word WHERE word = ? AND (published, report) {than} (?, ?) "
            f"ORDER BY published {order}, report {order} LIMIT ?"
        )
        return [row[0] for row in self._run(query, (word, *moment, count))]

    def links(self, reports: Collection[str]) -> Iterator[tuple[str, str, float]]:
        """Give the links of texts: one, other, how much they are alike."""
        return self._run(f"SELECT one, other, likeness FROM link WHERE one {IN}", (json.dumps(list(reports)),))

    def link(self, one: str, other: str, likeness: float) -> None:
        """Link two texts."""
        self._many("INSERT OR REPLACE INTO link VALUES (?, ?, ?)", [(one, other, likeness), (other, one, likeness)])

    def unlink(self, one: str, other: str) -> None:
        """Take the link of two texts away."""
        self._many("DELETE FROM link WHERE one = ? AND other = ?", [(one, other), (other, one)])

    def stories(self, report: str) -> dict[str, str]:
        """Return the texts of the cell that one is in, each with its story."""
        query = (
            "SELECT report, story FROM text WHERE cell = (SELECT cell FROM text WHERE report = ?) AND story IS NOT NULL"
        )
        return dict(self._run(query, (report,)))

    def settle(self, gone: Iterable[str], cells: Iterable[Mapping[str, str]]) -> None:
        """Put texts in their cells, each with its story; take those out that are gone."""
        self._many("DELETE FROM text WHERE report = ?", [(report,) for report in gone])
        (last,) = self._run("SELECT coalesce(max(cell), 0) FROM text").fetchone()
        rows = [(last + at, story, text) for at, cell in enumerate(cells, start=1) for text, story in cell.items()]
        self._many("UPDATE text SET cell = ?, story = ? WHERE report = ?", rows)

    def every_story(self) -> dict[str, str]:
        """Return the story of each text."""
        return dict(self._run("SELECT report, story FROM text"))

    def every_moment(self) -> Iterator[tuple[str, str]]:
        """Give when each merged report was published, and its id."""
        return self._run("SELECT published, report FROM merged")

    def every_telling(self) -> Iterator[tuple[str, str, int]]:
        """Give the event of each mention, its report and whether it opens it, in the order of events and mentions."""
        return self._run(
            "SELECT placed.event, placed.report, placed.opening FROM placed JOIN event ON event.id = placed.event "
            "ORDER BY event.position, placed.id"
        )
