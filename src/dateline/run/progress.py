"""How far a run has come, as it is told to who waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """So much is done of what is being done now: reading, of which `what` is the path, or a step of merging."""

    done: int
    total: int
    what: str


Tell = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tell nobody."""
