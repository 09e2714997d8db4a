"""The model's two graphs: arrays in, scores out; onnxruntime is imported only when they are loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from dateline.errors import ModelError
from dateline.parse.inputs import Array

Floats = npt.NDArray[np.float32]


class Graphs(Protocol):
    """Two runs over a batch: the second needs what the first found."""

    def first(self, arrays: dict[str, Array]) -> list[npt.NDArray[Any]]:
        """Return states, best upos, xpos and lemma, name log-probabilities, mark probabilities and arc scores."""

    def second(self, states: Floats, head: Array, row: Array, predicate: Array) -> list[npt.NDArray[Any]]:
        """Return the best relation of each word, and the role scores of each predicate's words."""


class OnnxGraphs:
    """Both graphs in onnxruntime, on one thread unless told otherwise."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._one, self._two = (
                onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                for name in ("encoder.onnx", "links.onnx")
            )
        except Exception as error:  # onnxruntime's exceptions share no public base class
            raise ModelError(f"{folder}: the model cannot be loaded ({error}). Install dateline again.") from error

    def first(self, arrays: dict[str, Array]) -> list[npt.NDArray[Any]]:
        """Run the first graph."""
        found: list[npt.NDArray[Any]] = self._one.run(None, {n: arrays[n] for n in ("ids", "mask", "shapes", "first")})
        return found

    def second(self, states: Floats, head: Array, row: Array, predicate: Array) -> list[npt.NDArray[Any]]:
        """Run the second graph."""
        fed = {"states": states, "head": head, "row": row, "predicate": predicate}
        found: list[npt.NDArray[Any]] = self._two.run(None, fed)
        return found
