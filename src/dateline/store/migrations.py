"""An open database in, the same at the newest schema out: numbered steps, none edited once released.

Each step is the SQL of its day, so that it still makes the same tables when `schema` has moved on.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

Migration = Callable[[Connection], None]

M001 = """
CREATE TABLE migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL);
CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE run (number INTEGER NOT NULL PRIMARY KEY, started TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, raw BLOB NOT NULL);
CREATE TABLE reading (
    number INTEGER NOT NULL PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id),
    run INTEGER NOT NULL REFERENCES run (number),
    made TEXT NOT NULL, superseded TEXT, record TEXT NOT NULL);
CREATE UNIQUE INDEX reading_live ON reading (report) WHERE superseded IS NULL;
CREATE TABLE mention (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (number),
    record TEXT NOT NULL);
CREATE UNIQUE INDEX mention_once ON mention (reading, id);
CREATE INDEX mention_id ON mention (id);
CREATE TABLE problem (
    number INTEGER NOT NULL PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (number),
    reading INTEGER REFERENCES reading (number),
    code TEXT NOT NULL, key TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE INDEX problem_reading ON problem (reading);
CREATE TABLE judgement (
    number INTEGER NOT NULL PRIMARY KEY,
    "left" TEXT NOT NULL, "right" TEXT NOT NULL,
    maker TEXT NOT NULL, written TEXT NOT NULL, undone TEXT, record TEXT NOT NULL);
CREATE INDEX judgement_live ON judgement (maker) WHERE undone IS NULL;
CREATE TABLE event (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL);
CREATE TABLE disagreement (position INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE contradiction (position INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE family (
    position INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id), family TEXT NOT NULL);
"""


M002 = """
CREATE TABLE actor (id TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE actor_judgement (
    number INTEGER NOT NULL PRIMARY KEY, written TEXT NOT NULL, undone TEXT, record TEXT NOT NULL);
"""

M003 = """
CREATE TABLE codebook (name TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL);
"""

M004 = """
DROP TABLE family;
CREATE TABLE copy (position INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE storyline (position INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL);
DELETE FROM state WHERE key = 'merged_revision';
"""

M005 = """
ALTER TABLE judgement ADD COLUMN act INTEGER;
CREATE INDEX judgement_act ON judgement (act);
CREATE TABLE redirect (number INTEGER NOT NULL PRIMARY KEY, old TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX redirect_old ON redirect (old);
DROP TABLE event;
CREATE TABLE event (id TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX event_position ON event (position);
DELETE FROM state WHERE key = 'merged_revision';
"""


M006 = """
CREATE VIRTUAL TABLE report_words USING fts5(words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE mention_words USING fts5(words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE INDEX judgement_left ON judgement ("left") WHERE undone IS NULL;
CREATE INDEX judgement_right ON judgement ("right") WHERE undone IS NULL;
"""

M007 = """
CREATE TABLE correction (
    number INTEGER NOT NULL PRIMARY KEY, act INTEGER NOT NULL,
    mention TEXT NOT NULL, written TEXT NOT NULL, undone TEXT, record TEXT NOT NULL);
CREATE INDEX correction_act ON correction (act);
"""

M008 = """
CREATE TABLE waiting (number INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL UNIQUE);
INSERT INTO waiting (report) SELECT report FROM reading WHERE superseded IS NULL ORDER BY number;
CREATE INDEX reading_report ON reading (report);
CREATE TABLE merged (
    report TEXT NOT NULL PRIMARY KEY, reading INTEGER NOT NULL, published TEXT NOT NULL, columns BLOB NOT NULL);
DROP TABLE copy;
CREATE TABLE copy (report TEXT NOT NULL, first TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (report, first));
CREATE INDEX copy_first ON copy (first);
CREATE TABLE bucket (print INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY (print, place)) WITHOUT ROWID;
DROP TABLE storyline;
CREATE TABLE text (
    report TEXT NOT NULL PRIMARY KEY, published TEXT NOT NULL, record TEXT NOT NULL, cell INTEGER, story TEXT);
CREATE INDEX text_cell ON text (cell);
CREATE TABLE word (
    word TEXT NOT NULL, published TEXT NOT NULL, report TEXT NOT NULL,
    PRIMARY KEY (word, published, report)) WITHOUT ROWID;
CREATE TABLE link (
    one TEXT NOT NULL, other TEXT NOT NULL, likeness REAL NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE older (report TEXT NOT NULL PRIMARY KEY, newest TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX older_newest ON older (newest);
CREATE TABLE version (name TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (name, report)) WITHOUT ROWID;
CREATE INDEX version_report ON version (report);
CREATE TABLE placed (
    mention INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL, report TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL, opening INTEGER NOT NULL,
    keys BLOB NOT NULL, event TEXT);
CREATE UNIQUE INDEX placed_id ON placed (id);
CREATE INDEX placed_report ON placed (report, place);
CREATE INDEX placed_text ON placed (text) WHERE text <> report;
CREATE TABLE block (key INTEGER NOT NULL, mention INTEGER NOT NULL, PRIMARY KEY (key, mention)) WITHOUT ROWID;
CREATE TABLE crowd (key INTEGER NOT NULL PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE pair (
    one INTEGER NOT NULL, other INTEGER NOT NULL, score REAL NOT NULL, rule INTEGER NOT NULL, by_key INTEGER NOT NULL,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE tie (one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE answer (asker TEXT NOT NULL PRIMARY KEY, event TEXT NOT NULL, about TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX answer_event ON answer (event);
CREATE INDEX answer_about ON answer (about);
DROP TABLE disagreement;
CREATE TABLE disagreement (
    number INTEGER NOT NULL PRIMARY KEY, first TEXT NOT NULL, second TEXT NOT NULL, field TEXT NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX disagreement_first ON disagreement (first);
CREATE INDEX disagreement_second ON disagreement (second);
DROP TABLE contradiction;
CREATE TABLE contradiction ("left" TEXT NOT NULL, "right" TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX contradiction_left ON contradiction ("left");
CREATE INDEX contradiction_right ON contradiction ("right");
CREATE TABLE judged (
    "left" TEXT NOT NULL, "right" TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY ("left", "right")) WITHOUT ROWID;
DELETE FROM state WHERE key = 'merged_revision';
"""

M009 = """
CREATE TABLE gist (event TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
DELETE FROM state WHERE key = 'merged_revision';
"""

M010 = """
CREATE TABLE told_of (actor TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (actor, report)) WITHOUT ROWID;
INSERT OR IGNORE INTO told_of
    SELECT json_extract(one.value, '$.link.target.id'), reading.report
    FROM mention JOIN reading ON reading.number = mention.reading, json_each(mention.record, '$.roles') AS one
    WHERE json_extract(one.value, '$.link.target.id') IS NOT NULL;
INSERT OR IGNORE INTO told_of
    SELECT json_extract(one.value, '$.link.target.id'), reading.report
    FROM mention JOIN reading ON reading.number = mention.reading,
        json_each(mention.record, '$.attribution.hops') AS one
    WHERE json_extract(one.value, '$.link.target.id') IS NOT NULL;
DELETE FROM state WHERE key = 'actors';
"""


def m001_first_tables(connection: Connection) -> None:
    """Make the tables of the first release."""
    _run(connection, M001)


def m002_actors(connection: Connection) -> None:
    """Make the tables of a user's own register and of judgements on actors."""
    _run(connection, M002)


def m003_codebooks(connection: Connection) -> None:
    """Make the table of a user's own ontologies."""
    _run(connection, M003)


def m004_copies_and_storylines(connection: Connection) -> None:
    """Keep what reports took from one another in the place of families, and storylines; the events are made anew."""
    _run(connection, M004)


def m005_ledger(connection: Connection) -> None:
    """Mark what a person judged at one go, make the table of where events went, and order events by their days.

    Events are a cache: the next command that needs them makes them again.
    """
    _run(connection, M005)


def m006_search(connection: Connection) -> None:
    """Make the tables of full-text search, and let the judgements on a mention be found."""
    _run(connection, M006)


def m007_corrections(connection: Connection) -> None:
    """Make the table of what people set right of accounts."""
    _run(connection, M007)


def m008_merging(connection: Connection) -> None:
    """Make the tables of what merging keeps, so that a new report costs the same whatever is there."""
    _run(connection, M008)


def m009_gists(connection: Connection) -> None:
    """Make the table of what tells at a glance what an event may have to do with others; the events are made anew."""
    _run(connection, M009)


def m010_whom_reports_tell_of(connection: Connection) -> None:
    """Make the table of whom each report tells of, so that what is said of an actor changes no other report."""
    _run(connection, M010)


def _run(connection: Connection, script: str) -> None:
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(text(statement))


MIGRATIONS: tuple[Migration, ...] = (
    m001_first_tables, m002_actors, m003_codebooks, m004_copies_and_storylines, m005_ledger, m006_search,
    m007_corrections, m008_merging, m009_gists, m010_whom_reports_tell_of,
)  # fmt: skip


def migrate(connection: Connection, *, have: int, now: str) -> None:
    """Apply the steps above `have`, and note each; the caller holds the transaction."""
    for number, step in enumerate(MIGRATIONS[have:], start=have + 1):
        step(connection)
        connection.execute(
            text("INSERT INTO migration (number, name, applied) VALUES (:number, :name, :applied)"),
            {"number": number, "name": step.__name__, "applied": now},
        )
    connection.execute(text(f"PRAGMA user_version = {len(MIGRATIONS)}"))
