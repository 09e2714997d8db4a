"""What engines share when they load: the library that they need, a folder's checksum, the choice that a person made."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ModelError, OptionsError
from dateline.parse.engines.layers import Layer

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine as a person names it: `[LAYERS=]KIND:WHERE`, such as "names=hf:models/news-names"."""

    kind: str
    where: str
    layers: frozenset[Layer] = frozenset()  # none: all that the engine has

    @classmethod
    def of(cls, text: str, kinds: Iterable[str]) -> Choice:
        """Read a choice.

        >>> Choice.of("tags,names=spacy:en_core_web_trf", ["spacy", "hf"]).where
        'en_core_web_trf'
        """
        before, given, after = text.partition("=")
        named = given and all(name in set(Layer) for name in before.split(","))
        layers = frozenset(Layer(name) for name in before.split(",")) if named else frozenset()
        kind, _, where = (after if named else text).partition(":")
        if kind not in kinds or not where:
            raise OptionsError(
                f"no engine is called {text!r}. Use dateline, or [LAYERS=]KIND:WHERE: LAYERS some of "
                f"{','.join(Layer)}, KIND one of {', '.join(kinds)}, WHERE a folder or an installed name, such as "
                "names=hf:models/news-names or spacy:en_core_web_trf."
            )
        return cls(kind, where, layers)

    def __str__(self) -> str:
        return f"{self.kind}:{self.where}"


def library(name: str, *, extra: str) -> Any:  # noqa: ANN401  the library need not be there for the type checker
    """Import a library that an extra brings."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ModelError(
            f"an engine of the kind {extra} needs {name}, which cannot be imported ({error}). Install it with: "
            f"pip install 'dateline[{extra}]'"
        ) from error


def chosen(
    choice: Choice, *, has: frozenset[Layer], extra: frozenset[Layer] = frozenset(), labels: str
) -> frozenset[Layer]:
    """Return the layers to replace: those asked for, else all that the engine has; `extra` only on request."""
    missing = choice.layers - has - extra
    if missing or not (choice.layers or has):
        raise ModelError(
            f"{choice}: it gives no {' and no '.join(sorted(missing)) or 'layer that Dateline reads'}. Its labels: "
            f"{labels}. Read are tags of Universal Dependencies or Penn, names labelled as in CoNLL-2003 or OntoNotes, "
            "and trees of Universal Dependencies or ClearNLP; see docs/engines.md."
        )
    return choice.layers or has


def checksum(paths: Iterable[Path]) -> str:
    """Return the beginning of the SHA-256 over files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode("utf-8", "surrogateescape"))
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    return digest.hexdigest()[:12]


def readable(word: str) -> str:
    """Return a word that every library takes: lone surrogates, which cannot be encoded, are replaced."""
    return word.encode("utf-8", "replace").decode()
