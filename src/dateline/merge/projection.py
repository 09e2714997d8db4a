"""A mention's vector, turned so that accounts of one event lie near one another: a vector in, a shorter one out.

The encoder's vectors are made to parse. This linear map, learned on pairs of accounts (`training/projection.py`, the
resource `linker/projection.npz`), keeps of them what tells one event from another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A linear map of centred vectors."""

    mean: Floats
    matrix: Floats  # [long, short]

    def __call__(self, vectors: Floats) -> Floats:
        """Return projected vectors of length 1; the last axis is the vector's."""
        found = (vectors - self.mean) @ self.matrix
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), 1e-6), dtype=np.float32)

    def write(self, target: BinaryIO) -> None:
        """Store it, a byte a weight."""
        scale = np.abs(self.matrix).max() / 127
        weights = np.round(self.matrix / scale).astype(np.int8)
        np.savez(target, mean=self.mean.astype(np.float16), matrix=weights)  # a scale of the whole changes no direction


@cache
def load() -> Projection:
    """Load the shipped map once."""
    with (files("dateline.resources") / "linker" / "projection.npz").open("rb") as source, np.load(source) as stored:
        return Projection(stored["mean"].astype(np.float32), stored["matrix"].astype(np.float32))
