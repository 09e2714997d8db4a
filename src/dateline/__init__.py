"""Dateline turns news reports into a sourced chronology.

>>> import dateline
>>> story = dateline.build(["examples/iraq-2020"])       # doctest: +SKIP
>>> for entry in story.timeline(start="2020-01-03"):     # doctest: +SKIP
...     print(entry.when, entry.line)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.records import Chronology
    from dateline.run.story import Story

__version__ = "0.1.0"
__all__ = ["__version__", "build", "chronology", "open_story"]


def build(
    paths: Iterable[str | Path], *, processes: int = 1, engines: Iterable[str] = (), device: str = "auto"
) -> Story:
    """Read the reports at paths (files, folders, globs) and return the story they tell: reports, mentions, chronology.

    Nothing is kept. More than one process needs a main module that can be imported again (`if __name__ == ...`).
    `engines`, such as "names=hf:FOLDER", are laid over the model that ships: see docs/engines.md.
    """
    from dateline import run

    options = run.Options(processes=processes, engines=tuple(engines), device=device)
    return run.build([str(path) for path in paths], options)


def chronology(paths: Iterable[str | Path], *, processes: int = 1, engines: Iterable[str] = ()) -> Chronology:
    """Return only the events of the reports at paths, and where accounts of them differ."""
    return build(paths, processes=processes, engines=engines).chronology


def open_story(database: str | Path) -> Story:
    """Return the story that a database holds, as `dateline add` left it."""
    from dateline import run
    from dateline.store import Store

    with Store.open(database) as store:
        return run.load(store)
