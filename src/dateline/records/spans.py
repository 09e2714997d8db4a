"""Ranges of text, problems and results: what every stage hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in one report's text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span must be non-empty and forward, got {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd in the data that a stage could not make out; it never stops a run.

    `code` is a stable word such as `read/no-date`, listed in docs/problems.md.
    """

    code: str
    stage: str
    message: str
    report: str | None = None
    path: str | None = None
    span: Span | None = None


class Result(NamedTuple, Generic[T]):
    """What a stage found, and what it could not make out."""

    items: tuple[T, ...]
    problems: tuple[Problem, ...] = ()
