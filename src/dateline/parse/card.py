"""A model's folder in; its card out, once every file that it names is there and whole.

The card is `model.json`: the model's name and version, the number of its format, the checksum of every file, and the
labels that its heads choose from.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ModelError

FORMAT = 2  # counts up when a model needs other code: other graphs, other inputs, other files
AGAIN = "Install dateline again, or give the folder of a whole model."


@dataclass(frozen=True, slots=True)
class Card:
    """What a model says of itself."""

    name: str  # with version and checksum, as it is written into what the model read
    labels: dict[str, list[str]]


def load_card(folder: Path) -> Card:
    """Read the card and hold every file against it."""
    path = folder / "model.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path}: the model's file is missing. {AGAIN}") from error
    except OSError as error:
        raise ModelError(f"{path}: the model's file cannot be read ({error.strerror}). {AGAIN}") from error
    except ValueError as error:
        raise ModelError(f"{path}: the file is cut short or damaged ({error}). {AGAIN}") from error
    lacking = {"name", "version", "files", "labels"} - set(told) if isinstance(told, dict) else {"everything"}
    if lacking:
        raise ModelError(f"{path}: this is no card of a model, it lacks {', '.join(sorted(lacking))}. {AGAIN}")
    model = f"{told['name']} {told['version']}"
    written = told.get("format", 1)
    if written != FORMAT:
        raise ModelError(
            f"{path}: model {model} is of format {written}, this dateline reads format {FORMAT}. "
            "Take the model that came with this dateline, or the dateline that the model was made for."
        )
    for name, checksum in told["files"].items():
        _check(folder / name, checksum, model)
    return Card(f"{model} {told['files'].get('encoder.onnx', '')[:12]}", told["labels"])


def _check(path: Path, checksum: str, model: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: a file of model {model} is missing ({error.strerror}). {AGAIN}") from error
    if found != checksum:
        raise ModelError(
            f"{path}: the file is cut short, damaged or of another version: model {model} was made with the file whose "
            f"SHA-256 begins {checksum[:12]}, this one's begins {found[:12]} ({path.stat().st_size} bytes). {AGAIN}"
        )
