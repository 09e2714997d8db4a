"""Paths as a person gives them in, the files that they stand for out."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.records import Problem

SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".html", ".htm"})
PAPERS = frozenset({"readme", "license", "licence", "copying", "notice", "authors", "changelog"})  # of a collection
STANDARD_INPUT = "-"
LIMIT = 20_000_000  # bytes: the longest report is far below 1 MB, so a file this large is an archive or a mistake


@dataclass(frozen=True, slots=True)
class Source:
    """One report that can be loaded: a file, or standard input under the name "-"."""

    path: str

    def load(self) -> bytes:
        """Return the bytes; one more than the limit where there are more, so that `read` refuses them."""
        if self.path == STANDARD_INPUT:
            return sys.stdin.buffer.read(LIMIT + 1)
        with Path(self.path).open("rb") as file:
            return file.read(LIMIT + 1)


def find(paths: Iterable[str]) -> Iterator[Source | Problem]:
    """Walk files, folders and globs in order; each file comes once, hidden ones not at all.

    A folder is walked whole and gives the files whose suffix is one of `SUFFIXES`, but not the papers of a collection
    (README, LICENSE); a file named outright is given whatever its name. What does not exist is a `Problem`, and the
    rest goes on.
    """
    seen: set[str] = set()
    for path in paths:
        found = False
        for source in _expand(path):
            found = True
            if isinstance(source, Problem):
                yield source
            elif (key := _identity(source.path)) not in seen:
                seen.add(key)
                yield source
        if not found:
            yield _nothing(path)


def _identity(path: str) -> str:
    return path if path == STANDARD_INPUT else str(Path(path).resolve())


def _expand(path: str) -> Iterator[Source | Problem]:
    given = Path(path)
    if path == STANDARD_INPUT or given.is_file():
        yield Source(path)
    elif given.is_dir():
        yield from _walk(given)
    elif given.exists():
        yield _problem("not-a-file", f"{path}: neither a file nor a folder; give a text or HTML file", path)
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207  a pattern may start anywhere
            if Path(match).is_file():
                yield Source(match)
            elif Path(match).is_dir():
                yield from _walk(Path(match))


def _walk(folder: Path) -> Iterator[Source | Problem]:
    unreadable: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root, name)
            wanted = file.suffix.lower() in SUFFIXES and file.stem.lower() not in PAPERS
            if not name.startswith(".") and wanted and file.is_file():
                yield Source(str(file))
    for error in unreadable:
        where = str(error.filename or folder)
        yield _problem("unreadable", f"{where}: cannot be opened ({error.strerror}); check its permissions", where)


def _nothing(path: str) -> Problem:
    if Path(path).is_dir():
        kinds = " ".join(sorted(suffix for suffix in SUFFIXES if suffix))
        return _problem("no-reports", f"{path}: no report in this folder; it looks for {kinds}", path)
    if glob.has_magic(path):
        return _problem("not-found", f"{path}: no file matches; check the pattern", path)
    return _problem("not-found", f"{path}: no such file or folder; check the path", path)


def _problem(code: str, message: str, path: str) -> Problem:
    return Problem(code=f"read/{code}", stage="read", message=message, path=path)
