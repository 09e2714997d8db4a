"""An engine's label set in; what each label means here out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.errors import ModelError
from dateline.parse.engines.layers import Seen
from dateline.records import EntityType

OWN = "dateline.json"  # in an engine's folder: what its own labels mean
PLACES = ("geopolitical", "location", "facility")
BEGINS, ENDS = frozenset("BSU"), frozenset("SUEL")  # IOB2, IOBES and BILOU
PREFIXES = frozenset("BIESUL")


class NameLabels:
    """The labels of one engine's names, and the types that each can mean."""

    def __init__(self, labels: Iterable[str], *, where: str, folder: Path | None = None) -> None:
        self._where, self._folder = where, folder
        self._types = {**table(), **_own(folder)}
        kinds = {kind for label in labels if (kind := split(label)[1])}
        if not any(kind in self._types and "geopolitical" in self._types[kind] for kind in kinds):
            self._types |= {kind: PLACES for kind in ("LOC", "LOCATION") if self._types[kind] == ("location",)}
        unknown = sorted(kind for kind in kinds if kind not in self._types)
        if unknown:
            raise self._unknown(unknown)
        self.covers = frozenset(one for kind in kinds for one in self._types[kind])

    def types(self, label: str) -> tuple[str, ...]:
        """Return the types that a label without its prefix can mean, none where it is no name."""
        try:
            return self._types[label.upper()]
        except KeyError:
            raise self._unknown([label]) from None

    def spans(self, labels: Sequence[str]) -> list[Seen]:
        """Return the names that a label for each word spells, in whatever scheme: IOB, IOB2, IOBES, BILOU or none."""
        found: list[tuple[int, int, str]] = []
        open_ = False
        for index, label in enumerate(labels):
            mark, kind = split(label)
            if not kind:
                open_ = False
                continue
            if open_ and mark not in BEGINS and found[-1][2] == kind:
                found[-1] = (found[-1][0], index + 1, kind)
            else:
                found.append((index, index + 1, kind))
            open_ = mark not in ENDS
        return [(first, last, types) for first, last, kind in found if (types := self.types(kind))]

    def _unknown(self, labels: list[str]) -> ModelError:
        example = json.dumps({"labels": {labels[0]: "organisation"}})
        where = self._folder if self._folder is not None and self._folder.is_dir() else "its folder"
        return ModelError(
            f"{self._where}: no meaning is known for the label{'s' * (len(labels) > 1)} {', '.join(labels)}. Write "
            f"{where}/{OWN} with a type for each, such as {example}; an empty type leaves a label out. Types: "
            f"{', '.join(EntityType)}. Known labels: {', '.join(sorted(table()))}."
        )


def split(label: str) -> tuple[str, str]:
    """Return a label's prefix and its kind in capitals, "" for both of a word that is no name.

    >>> split("B-per"), split("I-WORK_OF_ART"), split("ORG"), split("O"), split("PER-B")
    (('B', 'PER'), ('I', 'WORK_OF_ART'), ('', 'ORG'), ('', ''), ('', 'PER-B'))
    """
    if label in {"O", ""}:
        return "", ""
    mark, _, kind = label.partition("-")
    if kind and mark in PREFIXES:
        return mark, kind.upper()
    return "", label.upper()


@cache
def table() -> dict[str, tuple[str, ...]]:
    """Return the known labels with the types that each can mean."""
    text = (files("dateline.resources") / "engines" / "names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {label: tuple(types.split()) for label, types in rows}


def _own(folder: Path | None) -> dict[str, tuple[str, ...]]:
    """Return what the engine's own file says of its labels."""
    if folder is None or not (folder / OWN).is_file():
        return {}
    path = folder / OWN
    try:
        found = {str(k).upper(): str(v) for k, v in json.loads(path.read_text(encoding="utf-8"))["labels"].items()}
        return {label: tuple(EntityType(one) for one in types.split()) for label, types in found.items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f'{path}: not of the form {{"labels": {{"LABEL": "type"}}}} ({error}). Types: {", ".join(EntityType)}.'
        ) from error
