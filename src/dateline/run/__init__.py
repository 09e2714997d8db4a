"""The order of the stages, and the runner that carries reports through them on one machine."""

from __future__ import annotations

from dateline.run import actors
from dateline.run.codebook import check_codes, examples, load_codebook
from dateline.run.local import Options, Progress, Summary, add, build, cores, load, refresh
from dateline.run.pipeline import PER_REPORT
from dateline.run.register import load_register
from dateline.run.story import Story
from dateline.run.told import mentions
from dateline.run.verify import verify

__all__ = [
    "PER_REPORT", "Options", "Progress", "Story", "Summary", "actors", "add", "build", "check_codes", "cores",
    "examples", "load", "load_codebook", "load_register", "mentions", "refresh", "verify",
]  # fmt: skip
