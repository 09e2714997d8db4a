"""Paths in, a database or a story out: read, parse, extract and resolve each report here, then merge them all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateline import __version__
from dateline.records import Problem
from dateline.run.merged import merged, story
from dateline.run.pipeline import PER_REPORT, Draft, Stage, with_engines
from dateline.run.progress import Progress, Tell, silent
from dateline.run.refresh import refresh
from dateline.run.story import Story
from dateline.store import Contents, Reading, Run, Store, now


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did."""

    new: int = 0
    known: int = 0
    mentions: int = 0
    missing: int = 0  # paths that gave nothing to read
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to run.

    `again` reads reports that are known once more, which is of use after an upgrade. `engines` are laid over the model
    that ships, on `device` (docs/engines.md). `today` is the day against which dates of publication are checked; None
    checks none. `here` and `stages` are for tests.
    """

    processes: int = 1
    again: bool = False
    engines: tuple[str, ...] = ()
    device: str = "auto"
    today: date | None = None
    here: int | None = None
    stages: tuple[Stage, ...] | None = None
    tell: Tell = silent

    def __post_init__(self) -> None:
        if self.engines:
            with_engines(self.engines, self.device)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def add(store: Store, paths: Iterable[str], options: Options | None = None) -> Summary:
    """Read the reports at paths into the database, one transaction each, then bring its events up to date."""
    options = options or Options()
    asked = {"again": str(options.again), "processes": str(options.processes)}
    if options.engines:
        asked |= {"device": options.device, "engines": " ".join(options.engines)}
    run = Run(started=now(), version=__version__, options=tuple(sorted(asked.items())))
    summary = Summary()

    def known(sha256: str) -> bool:
        return not options.again and store.known(sha256)

    for draft in _carried(paths, options, known=known, summary=summary):
        run = replace(run, model=draft.model or run.model)  # known once the first report is parsed
        if draft.report is None:
            store.note(draft.problems, run=run)
            summary.problems += draft.problems
            continue
        try:
            kept = store.write(
                Reading(raw=draft.raw, report=draft.report, mentions=draft.mentions, problems=draft.problems),
                run=run,
                again=options.again,
            )
        except (TypeError, ValueError, OverflowError) as error:
            problem = Problem(
                code="store/not-encodable",
                stage="store",
                message=f"{draft.path}: what was read cannot be kept ({error}). Please send the report to the authors.",
                path=draft.path,
            )
            store.note([problem], run=run)
            summary.problems.append(problem)
            continue
        summary.new += kept.new
        summary.known += not kept.new and not kept.problems
        summary.mentions += kept.mentions
        summary.problems += [*draft.problems, *kept.problems]
    refresh(store, tell=options.tell)
    return summary


def build(paths: Iterable[str], options: Options | None = None) -> Story:
    """Read the reports at paths and return the story they tell, without a database."""
    drafts: dict[str, Draft] = {}
    summary = Summary()
    for draft in _carried(paths, options or Options(), known=lambda _: False, summary=summary):
        summary.problems += draft.problems
        if draft.report:
            drafts.setdefault(draft.report.id, draft)
    reports = tuple(draft.report for draft in drafts.values() if draft.report)
    contents = Contents(
        revision=0,
        reports=tuple(sorted(reports, key=lambda report: report.id)),
        mentions=tuple(mention for _, draft in sorted(drafts.items()) for mention in draft.mentions),
        judgements=(),
        arrived=dict.fromkeys((report.id for report in reports), ""),
    )
    return replace(story(merged(contents)), problems=tuple(summary.problems))


def _carried(
    paths: Iterable[str], options: Options, *, known: Callable[[str], bool], summary: Summary
) -> Iterator[Draft]:
    """Give each report that is not known, carried through the stages, and what could not be opened as problems."""
    from dateline.read import find
    from dateline.run.workers import carry_all  # what runs processes takes a while to import

    found = list(find(paths))
    finished = 0
    missing: list[Draft] = []
    seen: set[str] = set()

    def drafts() -> Iterator[Draft]:
        nonlocal finished
        for source in found:
            if isinstance(source, Problem):
                summary.missing += 1
                missing.append(Draft(path=source.path or "", raw=b"", problems=(source,)))
                finished += 1
                continue
            path = source.path.encode("utf-8", "backslashreplace").decode()  # a file's name may be no valid text
            try:
                raw = source.load()
            except OSError as error:
                message = f"{path}: cannot be read ({error.strerror}). Check that it is there and may be read."
                problem = Problem(code="run/unreadable", stage="run", message=message, path=path)
                summary.missing += 1
                missing.append(Draft(path=path, raw=b"", problems=(problem,)))
                finished += 1
                continue
            sha256 = hashlib.sha256(raw).hexdigest()
            if sha256 in seen or known(sha256):
                summary.known += 1
                finished += 1
                continue
            seen.add(sha256)
            yield Draft(path=path, raw=raw)

    def tell(path: str) -> None:
        options.tell(Progress(done=finished, total=len(found), what=path))

    here = {} if options.here is None else {"here": options.here}
    stages = options.stages or (with_engines(options.engines, options.device) if options.engines else PER_REPORT)
    for draft in carry_all(drafts(), processes=options.processes, stages=stages, **here):
        finished += 1
        tell(draft.path)
        yield _checked(draft, options.today)
    tell("")
    yield from missing


def _checked(draft: Draft, today: date | None) -> Draft:
    """Note a date of publication that has not come; the day after today may have begun further east."""
    report = draft.report
    if today is None or report is None or report.day is None or report.day <= today + timedelta(days=1):
        return draft
    message = f"published on {report.day}, which is still to come on {today}; what it tells is dated from there"
    span = report.published.span if report.published else None
    problem = Problem(
        code="time/published-ahead", stage="run", message=message, report=report.id, path=draft.path, span=span
    )
    return replace(draft, problems=(*draft.problems, problem))
