"""Readings and judgements in, records out: what the database does, each write one transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from dateline.errors import LedgerError, StoreError
from dateline.records import (
    Chronology,
    Codebook,
    Event,
    Judgement,
    Maker,
    Mention,
    OwnActor,
    Problem,
    Redirect,
    Report,
)
from dateline.store import database, ledger, rows, schema
from dateline.store.codec import decode, encode, encode_report, squeeze, unsqueeze
from dateline.store.contents import Contents, contents, former
from dateline.store.ledger import Judged
from dateline.store.likeness import Likeness
from dateline.store.merging import Merging
from dateline.store.spans import refusal, report_refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One call of the pipeline: what made the readings."""

    started: str
    version: str
    model: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the stages made of one report's bytes."""

    raw: bytes
    report: Report
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a write did: nothing where the report was known; what it refused stands among the problems."""

    new: bool
    mentions: int = 0
    problems: tuple[Problem, ...] = ()


class Store:
    """One open database."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.path = path
        self._engine = engine
        self._runs: dict[Run, int] = {}

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, wait: float = database.WAIT) -> Self:
        """Open the database at a path; `create` makes it where there is none, `wait` is how long for another's lock."""
        path = Path(path)
        return cls(database.connect(path, create=create, wait=wait), path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """Hold one transaction, committed at its end and taken back on any error."""
        numbered = dict(self._runs)
        try:
            with self._engine.execution_options(write=write).begin() as connection:
                yield connection
        except BaseException as error:
            self._runs = numbered
            if isinstance(error, DBAPIError | sqlite3.Error):
                raise StoreError(database.broken(self.path, getattr(error, "orig", error))) from error
            raise

    # --- readings -------------------------------------------------------------------------------------------------

    def known(self, sha256: str) -> bool:
        """Say whether the report with these bytes is kept."""
        query = select(schema.report.c.id).where(schema.report.c.sha256 == sha256)
        with self.transaction() as connection:
            return connection.execute(query).first() is not None

    def write(self, reading: Reading, *, run: Run, again: bool = False) -> Kept:
        """Keep a reading whole, or nothing of it; `again` puts it in the place of an earlier one of the same bytes.

        A mention that does not re-read from the bytes is refused, and a problem says so.
        """
        return self.write_all((reading,), run=run, again=again)[0]

    def write_all(self, readings: Iterable[Reading], *, run: Run, again: bool = False) -> tuple[Kept, ...]:
        """Keep readings as `write` does, all in one transaction or none: a mass of them loads faster so."""
        with self.transaction(write=True) as connection:
            kept = tuple(self._write(connection, reading, run, again=again) for reading in readings)
            if any(one.new for one in kept):
                rows.touch(connection)
        return kept

    def _write(self, connection: Connection, reading: Reading, run: Run, *, again: bool) -> Kept:
        report = reading.report
        sha256 = hashlib.sha256(reading.raw).hexdigest()
        reason = report_refusal(report, reading.raw, sha256)
        if reason:
            return self._refuse(connection, "store/refused-report", report, f"since {reason}", run)
        table = schema.reading
        kept = connection.execute(select(schema.report.c.sha256).where(schema.report.c.id == report.id)).scalar()
        if kept not in (None, sha256):
            reason = f"since other bytes have its id {report.id} here already"
            return self._refuse(connection, "store/same-id", report, reason, run)
        live = connection.execute(
            select(table.c.number).where(table.c.report == report.id, table.c.superseded.is_(None))
        ).scalar()
        if live is not None and not again:
            return Kept(new=False)
        refusals = [(mention, refusal(report, mention)) for mention in reading.mentions]
        mentions = {mention.id: mention for mention, why in refusals if why is None}
        refused = tuple(
            _refused("store/refused-mention", report, f"{report.path}: {mention.id} is not kept, since {why}.")
            for mention, why in refusals
            if why
        )
        now = database.now()
        number = self._run(connection, run)
        if live is None:
            connection.execute(
                insert(schema.report),
                {"id": report.id, "sha256": sha256, "size": len(reading.raw), "raw": squeeze(reading.raw)},
            )
        else:
            connection.execute(update(table).where(table.c.number == live).values(superseded=now))
        row = {"report": report.id, "run": number, "made": now, "record": encode_report(report)}
        made = connection.execute(insert(table).returning(table.c.number), row).scalar_one()
        rows.add(
            connection,
            schema.mention,
            [{"id": m.id, "reading": made, "record": encode(m)} for m in mentions.values()],
        )
        rows.tell_of(connection, report.id, mentions.values())
        rows.note(connection, (*reading.problems, *refused), run=number, reading=made)
        rows.wait(connection, report.id)
        return Kept(new=True, mentions=len(mentions), problems=refused)

    def _refuse(self, connection: Connection, code: str, report: Report, reason: str, run: Run) -> Kept:
        problem = _refused(code, report, f"{report.path}: not kept, {reason}.")
        self._note(connection, (problem,), run)
        return Kept(new=False, problems=(problem,))

    def note(self, problems: Iterable[Problem], *, run: Run) -> None:
        """Keep problems that belong to no kept report; one that is known is not kept twice."""
        with self.transaction(write=True) as connection:
            self._note(connection, problems, run)

    def _note(self, connection: Connection, problems: Iterable[Problem], run: Run) -> None:
        if new := rows.unnoted(connection, problems):
            rows.note(connection, new, run=self._run(connection, run), reading=None)

    def reports(self, ids: Iterable[str] | None = None) -> tuple[Report, ...]:
        """Return the reports kept, by id; all of them, or those named."""
        with self.transaction() as connection:
            return rows.reports(connection, ids)

    def mentions(self, ids: Iterable[str] | None = None) -> tuple[Mention, ...]:
        """Return the live mentions, by id; all of them, or those named."""
        with self.transaction() as connection:
            return rows.mentions(connection, ids)

    def report_ids(self) -> tuple[str, ...]:
        """Return the ids of the reports kept, in order."""
        query = select(schema.report.c.id).order_by(schema.report.c.id)
        with self.transaction() as connection:
            return tuple(connection.execute(query).scalars())

    def mention_ids(self) -> tuple[str, ...]:
        """Return the ids of live mentions, in order."""
        mention, reading = schema.mention, schema.reading
        query = select(mention.c.id).join(reading, mention.c.reading == reading.c.number)
        with self.transaction() as connection:
            return tuple(
                connection.execute(query.where(reading.c.superseded.is_(None)).order_by(mention.c.id)).scalars()
            )

    def raw(self, report: str) -> bytes:
        """Return a report's bytes as they were received."""
        query = select(schema.report.c.raw).where(schema.report.c.id == report)
        with self.transaction() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise StoreError(f"{self.path}: no report {report} here. List them with: dateline stats --db {self.path}")
        return unsqueeze(found)

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of live readings, and those of files that gave no report."""
        problem, reading = schema.problem, schema.reading
        query = (
            select(problem.c.record)
            .outerjoin(reading, problem.c.reading == reading.c.number)
            .where(reading.c.superseded.is_(None))
            .order_by(problem.c.number)
        )
        with self.transaction() as connection:
            return tuple(decode(Problem, record) for record in connection.execute(query).scalars())

    def runs(self) -> tuple[Run, ...]:
        """Return the runs that kept something, oldest first."""
        query = select(schema.run.c.record).order_by(schema.run.c.number)
        with self.transaction() as connection:
            return tuple(decode(Run, record) for record in connection.execute(query).scalars())

    def contents(self, *, known: str | None = None) -> Contents:
        """Return what events are made from, all of one moment; with an instant, as it was kept then."""
        with self.transaction() as connection:
            return contents(connection, known=known)

    def former(self, ids: Iterable[str]) -> tuple[Mention, ...]:
        """Return mentions by id as they were last read, those of superseded readings too."""
        with self.transaction() as connection:
            return former(connection, ids)

    # --- judgements -----------------------------------------------------------------------------------------------

    def judge(self, *judgements: Judgement) -> int:
        """Add what a person judges at one go to the ledger; return its number there."""
        with self.transaction(write=True) as connection:
            number = ledger.judge(connection, judgements)
            rows.touch(connection)
        return number

    def undo(self, number: int) -> int:
        """Mark what a person judged at one go as undone, and return of how many pairs; it stays in the ledger."""
        with self.transaction(write=True) as connection:
            undone = ledger.undo(connection, number)
            if undone == 0:
                raise LedgerError(
                    f"{self.path}: no live judgement {number} by a person here, nothing was undone. "
                    f"List them with: dateline judge list --db {self.path}"
                )
            rows.touch(connection)
        return undone

    def judgements(self, *, undone: bool = False, by: Maker | None = None) -> tuple[Judged, ...]:
        """Return the ledger's live judgements, oldest first; with `undone`, the others too."""
        with self.transaction() as connection:
            return tuple(ledger.judgements(connection, undone=undone, by=by))

    def redirects(self) -> tuple[Redirect, ...]:
        """Return where events went that were made anew, oldest first."""
        with self.transaction() as connection:
            return ledger.redirects(connection)

    # --- actors ---------------------------------------------------------------------------------------------------

    def register(self, actors: Iterable[OwnActor] | None = None) -> tuple[OwnActor, ...]:
        """Return the user's own register; with actors given, add them to it, each in the place of one of its id."""
        new = tuple(actors or ())
        if new:
            with self.transaction(write=True) as connection:
                connection.execute(delete(schema.actor).where(schema.actor.c.id.in_([one.id for one in new])))
                rows.add(connection, schema.actor, [{"id": one.id, "record": encode(one)} for one in new])
                rows.touch(connection)
        with self.transaction() as connection:
            return rows.register(connection)

    # --- codebooks ------------------------------------------------------------------------------------------------

    def codebooks(self, added: Codebook | None = None) -> tuple[Codebook, ...]:
        """Return the user's codebooks; with one given, keep it first, in the place of one of its name."""
        table = schema.codebook
        if added is not None:
            with self.transaction(write=True) as connection:
                connection.execute(delete(table).where(table.c.name == added.name))
                rows.add(connection, table, [{"name": added.name, "record": encode(added)}])
        with self.transaction() as connection:
            return rows.codebooks(connection)

    def drop_codebook(self, name: str) -> None:
        """Forget a codebook; nothing that was read depends on it."""
        table = schema.codebook
        with self.transaction(write=True) as connection:
            if connection.execute(delete(table).where(table.c.name == name)).rowcount == 0:
                raise StoreError(
                    f"{self.path}: no codebook {name!r} here, nothing was removed. "
                    f"List them with: dateline codebook list --db {self.path}"
                )

    # --- events ---------------------------------------------------------------------------------------------------

    def events(self) -> tuple[Event, ...]:
        """Return the events as they were last kept, whether or not what they were made from has changed since."""
        with self.transaction() as connection:
            return rows.ordered(connection, schema.event, Event)

    @contextmanager
    def merging(self) -> Iterator[tuple[Merging, Likeness]]:
        """Hold a transaction in which events are made."""
        with self.transaction(write=True) as connection:
            yield Merging(connection), Likeness(connection)

    def fresh(self, *, by: str) -> bool:
        """Say whether the events kept are of all that is here, as `by` makes them."""
        with self.transaction() as connection:
            same = rows.revision(connection, "merged_revision", -1) == rows.revision(connection, "revision")
            return same and rows.value(connection, "merged_by") == by

    def chronology(self) -> Chronology:
        """Return the chronology as it was last made, but for its storylines."""
        with self.transaction() as connection:
            events = rows.ordered(connection, schema.event, Event)
            return Chronology(
                events=events,
                disagreements=rows.disagreements(connection, events),
                judgements=ledger.placed(connection, rows.value(connection, "places")),
                copies=rows.copies(connection),
                problems=rows.contradictions(connection),
            )

    def merge_problems(self) -> tuple[Problem, ...]:
        """Return the judgements of people that cannot be kept to."""
        with self.transaction() as connection:
            return rows.contradictions(connection)

    def event_count(self) -> int:
        """Return how many events were last made."""
        with self.transaction() as connection:
            return connection.execute(select(func.count()).select_from(schema.event)).scalar_one()

    def _run(self, connection: Connection, run: Run) -> int:
        if run not in self._runs:
            row = {"started": run.started, "record": encode(run)}
            made = connection.execute(insert(schema.run).returning(schema.run.c.number), row)
            self._runs[run] = int(made.scalar_one())
        return self._runs[run]


def _refused(code: str, report: Report, message: str) -> Problem:
    return Problem(code=code, stage="store", message=message, report=report.id, path=report.path)
