"""A whole database in, what is wrong with it out: `dateline verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import text

from dateline.errors import StoreError
from dateline.records import Problem, Report
from dateline.store.spans import refusal, report_refusal
from dateline.store.store import Store


def audit(store: Store) -> Iterator[Problem]:
    """Check the file, then each report against its bytes and each mention against its report."""
    broken = [_problem("store/broken-file", f"{store.path}: {message}") for message in _file(store)]
    yield from broken
    if broken:
        return
    mentions: dict[str, list[str]] = {}
    for identity in store.mention_ids():
        mentions.setdefault("r" + identity[1:].partition("-")[0], []).append(identity)
    for identity in store.report_ids():
        yield from _report(store, identity, mentions.pop(identity, []))
    for identity, orphans in mentions.items():
        yield _problem("store/no-report", f"{len(orphans)} mentions name the report {identity}, which is not kept.")


def _file(store: Store) -> Iterator[str]:
    with store.transaction() as connection:
        for row in connection.execute(text("PRAGMA integrity_check")):
            if row[0] != "ok":
                yield str(row[0])
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there"


def _report(store: Store, identity: str, mentions: list[str]) -> Iterator[Problem]:
    try:
        (report,) = store.reports([identity])
        raw = store.raw(identity)
    except (StoreError, ValueError) as error:
        yield _problem("store/broken-report", f"{identity} cannot be read back ({error}).")
        return
    reason = report_refusal(report, raw, hashlib.sha256(raw).hexdigest())
    if reason:
        yield _problem("store/refused-report", f"{report.path}: {reason}.", report)
    for mention_id in mentions:
        try:
            (mention,) = store.mentions([mention_id])
        except (StoreError, ValueError) as error:
            yield _problem("store/broken-mention", f"{mention_id} cannot be read back ({error}).", report)
            continue
        reason = refusal(report, mention)
        if reason:
            yield _problem("store/refused-mention", f"{report.path}: {mention_id}: {reason}.", report)


def _problem(code: str, message: str, report: Report | None = None) -> Problem:
    return Problem(
        code=code,
        stage="store",
        message=message,
        report=report.id if report else None,
        path=report.path if report else None,
    )
