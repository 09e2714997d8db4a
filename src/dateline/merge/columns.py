"""SHIM until pair features come in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.merge.facts import Facts


class Columns:
    def __init__(self, found: Sequence[Facts]) -> None:
        self.found = tuple(found)

    @property
    def answering(self):
        import numpy as np
        from dateline.records import Modality
        return np.array([one.mention.modality in {Modality.DENIED, Modality.PLANNED} or one.mention.correction is not None for one in self.found], dtype=bool)

    def __len__(self) -> int:
        return len(self.found)

    def take(self, places: Sequence[int]) -> Columns:
        return Columns([self.found[i] for i in places])

    @staticmethod
    def join(parts: Iterable[Columns]) -> Columns:
        return Columns([one for part in parts for one in part.found])


def columns(found: Sequence[Facts]) -> Columns:
    return Columns(found)


import pickle


def _to(self):
    return pickle.dumps(self.found)


def _from(data):
    return Columns(pickle.loads(data))


Columns.to_bytes = _to
Columns.from_bytes = staticmethod(_from)
