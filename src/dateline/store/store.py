"""Readings and judgements in, records out: what the database does, each write one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from dateline.errors import LedgerError, StoreError
from dateline.records import (
    Chronology,
    Codebook,
    Copy,
    Disagreement,
    Event,
    Judgement,
    Maker,
    Mention,
    OwnActor,
    Problem,
    Redirect,
    Report,
    Storyline,
)
from dateline.store import database, ledger, rows, schema
from dateline.store.codec import decode, encode, encode_report, squeeze, unsqueeze
from dateline.store.contents import Contents, contents, former
from dateline.store.ledger import Judged
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
        try:
            with self._engine.execution_options(write=write).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(database.broken(self.path, error.orig)) from error

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
        report = reading.report
        sha256 = hashlib.sha256(reading.raw).hexdigest()
        reason = report_refusal(report, reading.raw, sha256)
        if reason:
            problem = _refused("store/refused-report", report, f"{report.path}: not kept, since {reason}.")
            self.note((problem,), run=run)
            return Kept(new=False, problems=(problem,))
        refusals = [(mention, refusal(report, mention)) for mention in reading.mentions]
        mentions = {mention.id: mention for mention, why in refusals if why is None}
        refused = tuple(
            _refused("store/refused-mention", report, f"{report.path}: {mention.id} is not kept, since {why}.")
            for mention, why in refusals
            if why
        )
        with self.transaction(write=True) as connection:
            kept = connection.execute(select(schema.report.c.sha256).where(schema.report.c.id == report.id)).scalar()
            if kept not in (None, sha256):
                message = f"{report.path}: not kept, since other bytes have its id {report.id} here already."
                problem = _refused("store/same-id", report, message)
                rows.note(connection, (problem,), run=self._run(connection, run), reading=None)
                return Kept(new=False, problems=(problem,))
            reading_table = schema.reading
            live = connection.execute(
                select(reading_table.c.number).where(
                    reading_table.c.report == report.id, reading_table.c.superseded.is_(None)
                )
            ).scalar()
            if live is not None and not again:
                return Kept(new=False)
            now = database.now()
            number = self._run(connection, run)
            if live is None:
                connection.execute(
                    insert(schema.report),
                    {"id": report.id, "sha256": sha256, "size": len(reading.raw), "raw": squeeze(reading.raw)},
                )
            else:
                connection.execute(update(reading_table).where(reading_table.c.number == live).values(superseded=now))
            row = {"report": report.id, "run": number, "made": now, "record": encode_report(report)}
            made = connection.execute(insert(reading_table).returning(reading_table.c.number), row).scalar_one()
            rows.add(
                connection,
                schema.mention,
                [{"id": m.id, "reading": made, "record": encode(m)} for m in mentions.values()],
            )
            rows.note(connection, (*reading.problems, *refused), run=number, reading=made)
            rows.touch(connection)
        self._runs[run] = number
        return Kept(new=True, mentions=len(mentions), problems=refused)

    def note(self, problems: Iterable[Problem], *, run: Run) -> None:
        """Keep problems that belong to no kept report; one that is known is not kept twice."""
        with self.transaction(write=True) as connection:
            new = rows.unnoted(connection, problems)
            if new:
                number = self._run(connection, run)
                rows.note(connection, new, run=number, reading=None)
        if new:
            self._runs[run] = number

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

    def keep(
        self,
        chronology: Chronology,
        *,
        revision: int,
        by: str,
        redirects: Sequence[Redirect] = (),
        places: Mapping[str, str] | None = None,
    ) -> None:
        """Put a chronology in the place of the one kept; `by` names what merged it, at which revision.

        `redirects` say where the events kept before went, `places` which mentions stand in the place of those that
        people judged. Only rows that differ are written. The ledger gets the judgements that are new, and those no
        longer held are marked as undone.
        """
        with self.transaction(write=True) as connection:
            rows.keep_events(connection, chronology.events)
            for table, records in (
                (schema.disagreement, chronology.disagreements),
                (schema.contradiction, chronology.problems),
                (schema.copy, chronology.copies),
                (schema.storyline, chronology.storylines),
            ):
                connection.execute(delete(table))
                rows.add(connection, table, [{"position": i, "record": encode(r)} for i, r in enumerate(records)])
            ledger.renew(connection, [j for j in chronology.judgements if j.by is not Maker.PERSON])
            ledger.redirect(connection, redirects)
            rows.put(connection, "places", encode(places or {}))
            rows.put(connection, "merged_revision", str(revision))
            rows.put(connection, "merged_by", by)

    def chronology(self, *, by: str) -> Chronology | None:
        """Return the chronology kept; None where what it was made from, or what made it, has changed."""
        with self.transaction() as connection:
            if rows.revision(connection, "merged_revision", -1) != rows.revision(connection, "revision"):
                return None
            if rows.value(connection, "merged_by") != by:
                return None
            return Chronology(
                events=rows.ordered(connection, schema.event, Event),
                disagreements=rows.ordered(connection, schema.disagreement, Disagreement),
                judgements=ledger.placed(connection, rows.value(connection, "places")),
                copies=rows.ordered(connection, schema.copy, Copy),
                problems=rows.ordered(connection, schema.contradiction, Problem),
                storylines=rows.ordered(connection, schema.storyline, Storyline),
            )

    def _run(self, connection: Connection, run: Run) -> int:
        if run in self._runs:
            return self._runs[run]
        row = {"started": run.started, "record": encode(run)}
        return int(connection.execute(insert(schema.run).returning(schema.run.c.number), row).scalar_one())


def _refused(code: str, report: Report, message: str) -> Problem:
    return Problem(code=code, stage="store", message=message, report=report.id, path=report.path)
