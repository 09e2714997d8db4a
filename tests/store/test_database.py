"""Opening: a file of anyone else is refused, named, and left as it was."""

import sqlite3

import pytest
from sqlalchemy import inspect

from dateline.errors import StoreError
from dateline.store import SCHEMA, Store, migrations, schema
from dateline.store.database import APPLICATION


def foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.commit()
    connection.close()


def newer(path):
    Store.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def not_a_database(path):
    path.write_text("Minutes of the harbour council. " * 20)


def short(path):
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (foreign, "belongs to another program"),
        (newer, "made by a newer Dateline"),
        (not_a_database, "not a database"),
        (short, "not a database"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_of_anyone_else_is_refused_and_untouched(tmp_path, make, words, create):
    path = tmp_path / "other.db"
    make(path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(StoreError, match=words) as caught:
        Store.open(path, create=create)
    assert str(path) in str(caught.value)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_missing_database_is_not_made_by_asking(tmp_path):
    with pytest.raises(StoreError, match="dateline add"):
        Store.open(tmp_path / "none.db")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="this is a folder"):
        Store.open(tmp_path, create=True)


def test_a_database_in_a_missing_folder_names_the_folder(tmp_path):
    with pytest.raises(StoreError, match="nowhere does not exist"):
        Store.open(tmp_path / "nowhere" / "a.db", create=True)


def test_an_empty_file_left_by_a_killed_first_run_becomes_a_database(tmp_path):
    path = tmp_path / "a.db"
    path.touch()
    with Store.open(path, create=True) as store:
        assert store.reports() == ()


def test_migrations_make_the_tables_of_the_schema(tmp_path):
    path = tmp_path / "a.db"
    with Store.open(path, create=True) as store:
        made = inspect(store._engine)
        words = {name for name in made.get_table_names() if name.startswith(("report_words", "mention_words"))}  # FTS5
        assert set(made.get_table_names()) - words == set(schema.metadata.tables)
        for name, table in schema.metadata.tables.items():
            columns = {(c["name"], c["nullable"], str(c["type"])) for c in made.get_columns(name)}
            assert columns == {(c.name, c.nullable, str(c.type)) for c in table.columns}
            assert {i["name"] for i in made.get_indexes(name)} == {i.name for i in table.indexes}
            keys = {(k["referred_table"], *k["constrained_columns"]) for k in made.get_foreign_keys(name)}
            assert keys == {(k.column.table.name, k.parent.name) for k in table.foreign_keys}


def test_the_file_says_whose_it_is_which_schema_and_keeps_a_log(tmp_path):
    path = tmp_path / "a.db"
    Store.open(path, create=True).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert [row[0] for row in connection.execute("SELECT number FROM migration")] == list(range(1, SCHEMA + 1))
    connection.close()


def test_opening_twice_changes_nothing(tmp_path):
    path = tmp_path / "a.db"
    Store.open(path, create=True).close()
    before = path.read_bytes()
    Store.open(path, create=True).close()
    assert path.read_bytes() == before


def test_a_database_of_an_earlier_release_keeps_its_ledger_and_makes_its_events_anew(tmp_path):
    path = tmp_path / "a.db"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("PRAGMA user_version = 3")
    for script in (migrations.M001, migrations.M002, migrations.M003):
        connection.executescript(script)
    record = '{"left":"m1-0","right":"m2-0","verdict":"same","by":"person","score":1.0}'
    columns = 'number, "left", "right", maker, written, record'
    connection.execute(
        f"INSERT INTO judgement ({columns}) VALUES (7, 'm1-0', 'm2-0', 'person', '2026', ?)",  # noqa: S608
        [record],
    )
    connection.execute("INSERT INTO event (id, position, record) VALUES ('e1-0', 0, '{}')")
    connection.execute("INSERT INTO state (key, value) VALUES ('merged_revision', '0')")
    connection.execute("INSERT INTO run (number, started, record) VALUES (1, '2026', '{}')")
    connection.execute("INSERT INTO report (id, sha256, size, raw) VALUES ('r1', '1', 1, x'00')")
    connection.execute("INSERT INTO reading (number, report, run, made, record) VALUES (1, 'r1', 1, '2026', '{}')")
    connection.commit()
    connection.close()
    with Store.open(path) as store:
        (kept,) = store.judgements()
        assert (kept.number, kept.act, kept.judgement.left) == (7, 7, "m1-0")
        assert not store.fresh(by="any")
        assert (store.events(), store.event_count()) == ((), 0)
        with store.merging() as (rows, _):
            assert rows.waiting(9) == ["r1"]
        assert store.undo(7) == 1
