"""The model's graphs: arrays in, scores out; onnxruntime is imported only when they are loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from dateline.errors import ModelError
from dateline.parse.inputs import Array

Floats = npt.NDArray[np.float32]


ENCODER = ("ids", "shapes", "segments", "positions", "first")


class Graphs(Protocol):
    """Three runs over a batch: each needs what the one before it found."""

    def encoder(self, arrays: dict[str, Array]) -> list[npt.NDArray[Any]]:
        """Return states, best upos, xpos, feats and lemma, name log-probabilities, marks and arc scores."""

    def relations(self, states: Floats, head: Array) -> Array:
        """Return the best relation of each word to its head."""

    def roles(self, states: Floats, row: Array, predicate: Array, path: Array) -> Floats:
        """Return the role scores of each predicate's words."""


class OnnxGraphs:
    """The graphs in onnxruntime, on one thread unless told otherwise."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._encoder, self._relations, self._roles = (
                onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
                for name in ("encoder", "relations", "roles")
            )
        except Exception as error:  # onnxruntime's exceptions share no public base class
            raise ModelError(f"{folder}: the model cannot be loaded ({error}). Install dateline again.") from error

    def encoder(self, arrays: dict[str, Array]) -> list[npt.NDArray[Any]]:
        """Run the encoder and the heads that need nothing else."""
        found: list[npt.NDArray[Any]] = self._encoder.run(None, {name: arrays[name] for name in ENCODER})
        return found

    def relations(self, states: Floats, head: Array) -> Array:
        """Run the relations' graph."""
        found: Array = self._relations.run(None, {"states": states, "head": head})[0]
        return found

    def roles(self, states: Floats, row: Array, predicate: Array, path: Array) -> Floats:
        """Run the roles' graph."""
        fed = {"states": states, "row": row, "predicate": predicate, "path": path}
        found: Floats = self._roles.run(None, fed)[0]
        return found
