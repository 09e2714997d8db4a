"""A progress bar on a terminal, on standard error; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.run.progress import Progress, Tell


@contextmanager
def bar() -> Iterator[Tell]:
    """Show a bar while work is under way, and give what tells it how far that has come."""
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
        rich.TextColumn("{task.description}", markup=False),
    )
    hidden = not sys.stderr.isatty()
    with rich.Progress(*columns, console=Console(stderr=True), transient=True, disable=hidden) as shown:
        task = shown.add_task("", total=None)

        def tell(progress: Progress) -> None:
            shown.update(task, completed=progress.done, total=progress.total, description=progress.what[-40:])

        yield tell
