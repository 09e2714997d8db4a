"""The order of the stages, and the runner that carries reports through them on one machine."""

from __future__ import annotations

from dateline.run import actors, ledger
from dateline.run.codebook import check_codes, examples, load_codebook
from dateline.run.local import Options, Summary, add, build, cores
from dateline.run.merged import kept, load, storylines, whole
from dateline.run.moment import Moment, moment
from dateline.run.pipeline import PER_REPORT
from dateline.run.progress import Progress
from dateline.run.refresh import refresh
from dateline.run.register import load_register
from dateline.run.story import Story
from dateline.run.told import mentions, overlaid
from dateline.run.verify import verify
from dateline.run.view import View

__all__ = [
    "PER_REPORT", "Moment", "Options", "Progress", "Story", "Summary", "View", "actors", "add", "build", "check_codes",
    "cores", "examples", "kept", "ledger", "load", "load_codebook", "load_register", "mentions", "moment", "overlaid",
    "refresh", "storylines", "verify", "whole",
]  # fmt: skip
