"""The bytes of one report in, what the stages made of it out; the order of the stages stands here and nowhere else."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial, update_wrapper
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from dateline.errors import DatelineError
from dateline.records import Mention, Parsed, Problem, Report, Result

if TYPE_CHECKING:
    from dateline.parse import Parser

ENGLISH = frozenset({"en", "und"})  # a text too short to tell is read as English

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report on its way through the stages; `done` stops it before the next."""

    path: str
    raw: bytes
    report: Report | None = None
    parsed: Parsed | None = None
    model: str = ""  # what parsed it: name, version and checksum
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    done: bool = False

    @property
    def sha256(self) -> str:
        """Return the name of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()


Stage = Callable[[Draft], Draft]


def read(draft: Draft) -> Draft:
    """Make a report of the bytes; one in another language, or without prose, is kept and goes no further."""
    from dateline import read as stage

    found = stage.read(draft.raw, path=draft.path)
    report = found.items[0] if found.items else None
    draft = replace(draft, report=report, problems=draft.problems + found.problems)
    empty = any(problem.code == "read/no-prose" for problem in found.problems)
    return replace(draft, done=report is None or empty or report.language not in ENGLISH)


def parse(draft: Draft, *, engines: tuple[str, ...] = (), device: str = "auto") -> Draft:
    """Read the grammar of the report's prose."""
    report = _there(draft.report)
    found = parser(engines, device).parse(report)
    parsed = found.items[0] if found.items else None
    model = parsed.model if parsed else ""
    return replace(draft, parsed=parsed, model=model, problems=draft.problems + found.problems, done=parsed is None)


def extract(draft: Draft) -> Draft:
    """Find the mentions of events."""
    from dateline import extract as stage

    return _with(draft, stage.extract(_there(draft.report), _there(draft.parsed)))


def resolve(draft: Draft) -> Draft:
    """Say when and where they were, and who took part."""
    from dateline import resolve as stage

    return _with(draft, stage.resolve(_there(draft.report), _there(draft.parsed), draft.mentions))


PER_REPORT: tuple[Stage, ...] = (read, parse, extract, resolve)  # and then merge, over all reports


def with_engines(engines: tuple[str, ...], device: str) -> tuple[Stage, ...]:
    """Return the stages with other engines laid over the model that ships; workers load the same."""
    from dateline.parse.engines import check

    if not check(engines, device):
        return PER_REPORT
    chosen = update_wrapper(partial(parse, engines=engines, device=device), parse)
    return tuple(chosen if stage is parse else stage for stage in PER_REPORT)


def carry(draft: Draft, stages: tuple[Stage, ...] = PER_REPORT) -> Draft:
    """Carry one report through the stages.

    Problems ride along. A stage that fails is a problem too, and what the stages before it made is kept; only what a
    person must mend first, such as a missing model, stops the run.
    """
    for stage in stages:
        if draft.done:
            break
        try:
            draft = stage(draft)
        except DatelineError:
            raise
        except Exception as error:
            draft = replace(draft, problems=(*draft.problems, _failed(draft, stage, error)), done=True)
    return replace(draft, parsed=None, problems=tuple(_placed(problem, draft) for problem in draft.problems), done=True)


def _placed(problem: Problem, draft: Draft) -> Problem:
    """Say which file and report a problem is of, where its stage did not."""
    report = problem.report or (draft.report.id if draft.report else None)
    return replace(problem, path=problem.path or draft.path, report=report)


@cache
def parser(engines: tuple[str, ...] = (), device: str = "auto") -> Parser:
    """Return the parser with its model and what is laid over it, loaded once per process."""
    from dateline.parse import Parser

    return Parser.load(engines=engines, device=device)


def _there(value: T | None) -> T:
    if value is None:
        raise ValueError("a stage ran before the one that it builds on")
    return value


def _with(draft: Draft, found: Result[Mention]) -> Draft:
    return replace(draft, mentions=found.items, problems=draft.problems + found.problems)


def _failed(draft: Draft, stage: Stage, error: Exception) -> Problem:
    name = getattr(stage, "__name__", str(stage))
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Problem(
        code="run/stage-failed",
        stage=name,
        message=f"{draft.path}: {name} failed ({type(error).__name__}: {error}{at}). The report is kept without what "
        "was to come; please send the report and this line to the authors.",
        report=draft.report.id if draft.report else None,
        path=draft.path,
    )
