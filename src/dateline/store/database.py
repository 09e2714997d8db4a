"""A path in, an engine on a Dateline database out; a file of anyone else is refused before SQLite touches it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.store.migrations import MIGRATIONS, migrate

APPLICATION = 0x44544C4E  # "DTLN", at byte 68 of the file: https://www.sqlite.org/fileformat.html#application_id
MAGIC = b"SQLite format 3\x00"
SCHEMA = len(MIGRATIONS)
WAIT = 30.0  # seconds that a writer waits for another


def connect(path: Path, *, create: bool, wait: float = WAIT) -> Engine:
    """Open the database at a path, made or brought to the newest schema where needed."""
    if not guard(path, create=create):
        engine = _engine(path, wait)
        _prepare(engine, path, have=0)
        return engine
    engine = _engine(path, wait)
    try:
        with engine.connect() as connection:
            have = connection.execute(text("PRAGMA user_version")).scalar_one()
    except DBAPIError as error:
        raise StoreError(broken(path, error.orig)) from error
    if have > SCHEMA:
        raise StoreError(newer(path, have))
    if have < SCHEMA:
        _prepare(engine, path, have=have)
    return engine


def guard(path: Path, *, create: bool) -> bool:
    """Say whether the file is a Dateline database; raise where it is another's, or absent and not to be made."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: this is a folder. Name the database file, such as {path / 'dateline.db'}.")
        if not path.exists():
            if not create:
                raise StoreError(f"{path}: no database here. Make one with: dateline add PATH… --db {path}")
            if not path.parent.is_dir():
                raise StoreError(f"{path}: the folder {path.parent} does not exist. Make it, or name another --db.")
            return False
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened ({error.strerror}). Check the path and its permissions.") from error
    if not head and create:
        return False  # a first run that was killed before its first commit leaves an empty file
    if not head.startswith(MAGIC) or len(head) < 100:
        raise StoreError(f"{path}: this is not a database. Nothing was written to it; name another file with --db.")
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise StoreError(
            f"{path}: this SQLite file belongs to another program. Nothing was written to it; "
            "name another file with --db."
        )
    version = int.from_bytes(head[60:64], "big")
    if version > SCHEMA:
        raise StoreError(newer(path, version))
    return True


def newer(path: Path, version: int) -> str:
    """Say that a later release made the file."""
    return (
        f"{path}: made by a newer Dateline (schema {version}, this one knows {SCHEMA}). Nothing was written to it; "
        "upgrade with: pip install --upgrade dateline"
    )


def broken(path: Path, reason: object) -> str:
    """Say that SQLite cannot read or write the file."""
    return f"{path}: the database cannot be used ({reason}). Check it with: dateline verify --db {path}"


def now() -> str:
    """Return the instant, in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _engine(path: Path, wait: float) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": wait, "isolation_level": None}
    )

    def on_connect(raw: sqlite3.Connection, _: object) -> None:
        raw.execute("PRAGMA foreign_keys = ON")
        # KiB at most. A page that is not in the cache is looked for in the whole log, which a rebuild makes long.
        raw.execute("PRAGMA cache_size = -262144")
        raw.execute("PRAGMA synchronous = NORMAL")  # with WAL a kill loses nothing; a power cut the last commits

    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    # SQLite's driver starts transactions late and not before DDL; these make them begin where SQLAlchemy says.
    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _prepare(engine: Engine, path: Path, *, have: int) -> None:
    """Make or upgrade the tables in one transaction, then turn on the write-ahead log.

    The log comes last, so that the file's first page carries the application's number from its first commit on.
    """
    try:
        with engine.execution_options(write=True).begin() as connection:
            have = connection.execute(text("PRAGMA user_version")).scalar_one()  # another may have been faster
            if have < SCHEMA:
                connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
                migrate(connection, have=have, now=now())
        raw = sqlite3.connect(path, timeout=WAIT)
        try:
            raw.execute("PRAGMA journal_mode = WAL").fetchone()
        finally:
            raw.close()
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(broken(path, getattr(error, "orig", error))) from error
