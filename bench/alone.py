"""A part of the work alone, after parsing: the calls that do it, kept from a run and made again.

Of time, what is kept are the arguments that the stages gave to `parse.times.find`, `extract.times.link` and
`resolve.when.dates`: the parsed reports are there, the words that tell events are known, and what runs is finding the
expressions, tying them to events with the order between those, and working out every value and every event's dates.
Of attribution, it is `extract.attribute`: who tells what, from the parsed report.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from dateline.records import Report
from dateline.run.pipeline import PER_REPORT, Draft, extract, parse, resolve

Steps = tuple[tuple[str, str], ...]
TIME: Steps = (("dateline.parse.times", "find"), ("dateline.extract.times", "link"), ("dateline.resolve.when", "dates"))
ATTRIBUTION: Steps = (("dateline.extract", "attribute"),)
Call = Callable[[], Any]


@contextmanager
def kept(steps: Steps) -> Iterator[list[Call]]:
    """Keep every call of the steps while the block runs."""
    calls: list[Call] = []
    with ExitStack() as stack:
        for module_name, name in steps:
            module = importlib.import_module(module_name)
            stack.enter_context(patch.object(module, name, _keeping(getattr(module, name), calls)))
        yield calls


def _keeping(step: Callable[..., Any], calls: list[Call]) -> Callable[..., Any]:
    def call(*args: Any, **more: Any) -> Any:  # noqa: ANN401 (passed on)
        calls.append(lambda: step(*args, **more))
        return step(*args, **more)

    return call


def of_reports(reports: Sequence[Report], steps: Steps = TIME) -> list[Call]:
    """Return the calls of the steps for reports that are read."""
    with kept(steps) as calls:
        for report in reports:
            draft = Draft(path=report.path, raw=b"", report=report)
            for stage in (parse, extract, resolve):
                draft = draft if draft.done else stage(draft)
    return calls


def of_drafts(drafts: Sequence[Draft], steps: Steps = TIME) -> list[Call]:
    """Return the calls of the steps for bytes that are not read yet."""
    with kept(steps) as calls:
        for draft in drafts:
            for stage in PER_REPORT:
                draft = draft if draft.done else stage(draft)  # noqa: PLW2901 (it is the draft, one stage on)
    return calls


def again(calls: Sequence[Call]) -> None:
    """Make the calls again."""
    for call in calls:
        call()
