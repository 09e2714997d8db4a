"""The order of the stages, and the runner that carries reports through them on one machine."""

from __future__ import annotations

from dateline.run.local import Options, Progress, Summary, add, build, cores, load, refresh
from dateline.run.pipeline import PER_REPORT
from dateline.run.story import Story
from dateline.run.verify import verify

__all__ = [
    "PER_REPORT", "Options", "Progress", "Story", "Summary", "add", "build", "cores", "load", "refresh", "verify",
]  # fmt: skip
