"""Words in, the reports and mentions that hold them out: SQLite's full-text search (FTS5), words by their stems.

The tables are an index of what is kept already, brought up to date by `index`; they hold no text of their own, so that
the hits in a text are marked anew (`marked`). https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection, text

from dateline.records import Mention, Report
from dateline.store import rows
from dateline.store.codec import decode, decode_report
from dateline.store.store import Store

TOKENS = "porter unicode61 remove_diacritics 2"
BATCH = 50  # readings indexed in one transaction, so that a writer beside never waits long
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: what a text has of them itself is taken out before
_BLANK = {ord(letter): " " for letter in (_OPEN, _CLOSE, "\0")}  # SQLite ends a text at a NUL here and there


def index(store: Store) -> int:
    """Index the readings that are not yet; return how many there were."""
    done = 0
    while True:
        with store.transaction(write=True) as connection:
            last = rows.revision(connection, "searched")
            found = _index(connection, last)
            if found > last:
                rows.put(connection, "searched", str(found))
        if found == last:
            return done
        done += found - last


def indexed(store: Store) -> bool:
    """Say whether every reading is indexed."""
    with store.transaction() as connection:
        newest = connection.execute(text("SELECT coalesce(max(number), 0) FROM reading")).scalar_one()
        return bool(rows.revision(connection, "searched") >= newest)


def mentions(store: Store, words: str) -> frozenset[str]:
    """Return the ids of the live mentions whose clause, people or place hold all the words."""
    query = text(
        "SELECT mention.id FROM mention_words JOIN mention ON mention.number = mention_words.rowid "
        "JOIN reading ON reading.number = mention.reading "
        "WHERE mention_words MATCH :words AND reading.superseded IS NULL"
    )
    asked = _query(words)
    if not asked:
        return frozenset()
    with store.transaction() as connection:
        return frozenset(connection.execute(query, {"words": asked}).scalars())


def numbers(store: Store, words: str) -> tuple[int, ...]:
    """Return the rows of mentions that hold all the words, superseded ones too: fast where there are many."""
    asked = _query(words)
    if not asked:
        return ()
    query = text("SELECT rowid FROM mention_words WHERE mention_words MATCH :words")
    with store.transaction() as connection:
        return tuple(connection.execute(query, {"words": asked}).scalars())


def reports(store: Store, words: str) -> tuple[str, ...]:
    """Return the ids of the reports that hold all the words, the best match first (BM25)."""
    query = text(
        "SELECT reading.report FROM report_words JOIN reading ON reading.number = report_words.rowid "
        "WHERE report_words MATCH :words AND reading.superseded IS NULL ORDER BY rank, reading.report"
    )
    asked = _query(words)
    if not asked:
        return ()
    with store.transaction() as connection:
        return tuple(connection.execute(query, {"words": asked}).scalars())


def marked(texts: Sequence[str], words: str) -> list[list[tuple[int, int]]]:
    """Return where each text holds one of the words: pairs of start and end."""
    asked = _query(words, joined=" OR ")
    hits: list[list[tuple[int, int]]] = [[] for _ in texts]
    if not asked:
        return hits
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute(f"CREATE VIRTUAL TABLE shown USING fts5(words, tokenize = '{TOKENS}')")
        clean = [(at, one.translate(_BLANK)) for at, one in enumerate(texts, start=1)]
        memory.executemany("INSERT INTO shown (rowid, words) VALUES (?, ?)", clean)
        query = "SELECT rowid, highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?"
        for at, whole in memory.execute(query, (_OPEN, _CLOSE, asked)):
            hits[at - 1] = list(_places(whole))
    finally:
        memory.close()
    return hits


def _places(whole: str) -> list[tuple[int, int]]:
    found, start, length = [], 0, 0
    for letter in whole:
        if letter == _OPEN:
            start = length
        elif letter == _CLOSE:
            found.append((start, length))
        else:
            length += 1
    return found


def _query(words: str, *, joined: str = " ") -> str:
    """Write what a person types as a query in which nothing is an operator: words, and phrases in quotation marks."""
    asked = words.replace("“", '"').replace("”", '"').replace("\0", " ")
    parts = (phrase or word.replace('"', " ").strip() for phrase, word in _ASKED.findall(asked))
    return joined.join(f'"{part}"' for part in parts if re.search(r"\w", part))


def _index(connection: Connection, last: int) -> int:
    """Index the next readings after one; return the last of them."""
    query = text(
        "SELECT reading.number, reading.record, report.raw FROM reading JOIN report ON report.id = reading.report "
        "WHERE reading.number > :last ORDER BY reading.number LIMIT :batch"
    )
    told = text("SELECT number, record FROM mention WHERE reading = :reading")
    for row in connection.execute(query, {"last": last, "batch": BATCH}).all():
        report = decode_report(row.record, row.raw)
        title = report.title.value if report.title else ""
        add = text("INSERT INTO report_words (rowid, words) VALUES (:number, :words)")
        connection.execute(add, {"number": row.number, "words": f"{title}\n{report.text}"})
        found = [
            {"number": one.number, "words": _words(report, decode(Mention, one.record))}
            for one in connection.execute(told, {"reading": row.number})
        ]
        if found:
            connection.execute(text("INSERT INTO mention_words (rowid, words) VALUES (:number, :words)"), found)
        last = row.number
    return last


def _words(report: Report, mention: Mention) -> str:
    names = [name for one in mention.roles for name in (one.name, one.link.target.name if one.link else "")]
    where = mention.where.name if mention.where else ""
    return "\n".join((report.words(mention.clause), report.words(mention.trigger), *names, where))
