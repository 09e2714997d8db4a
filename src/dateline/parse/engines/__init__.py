"""Engines that read sentences in place of the model that ships: `ENGINES` by kind, `load` by what a person names.

An engine has some layers of grammar (tags, tree, names) and replaces these; roles, triggers, factuality and lemmas stay
with the model that ships. Nothing is ever fetched from a network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module

from dateline.errors import OptionsError
from dateline.parse.engines.layers import Engine, Layer, Layers, Words, overlay
from dateline.parse.engines.needs import Choice

__all__ = ["ENGINES", "OWN", "Choice", "Engine", "Layer", "Layers", "Words", "check", "load", "overlay"]

OWN = "dateline"  # the model that ships, with nothing laid over it
Loader = Callable[..., Engine]


def _loader(module: str) -> Loader:
    """Return a loader whose module is imported when it is first used."""

    def load_one(choice: Choice, *, device: str) -> Engine:
        made: Engine = import_module(f"dateline.parse.engines.{module}").load(choice, device=device)
        return made

    return load_one


ENGINES: dict[str, Loader] = {"spacy": _loader("spacy"), "hf": _loader("huggingface")}


def check(engines: Sequence[str], device: str = "auto") -> list[Choice]:
    """Return what engines are chosen, without loading any; later ones outrank earlier ones."""
    if not re.fullmatch(r"auto|cpu|mps|cuda(:[0-9]+)?", device):
        raise OptionsError(f"no device is called {device!r}. Use auto, cpu, cuda, cuda:NUMBER or mps.")
    return [Choice.of(text, list(ENGINES)) for text in engines if text != OWN]


def load(engines: Sequence[str | Engine], *, device: str = "auto") -> tuple[Engine, ...]:
    """Load engines in the order given; one that is an object already is taken as it is.

    `device` is auto (the graphics card where there is one), cpu, cuda, cuda:NUMBER or mps.
    """
    found: list[Engine] = []
    for engine in engines:
        if not isinstance(engine, str):
            found.append(engine)
        elif choice := next(iter(check([engine], device)), None):
            found.append(ENGINES[choice.kind](choice, device=device))
    return tuple(found)
