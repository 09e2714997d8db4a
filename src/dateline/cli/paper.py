"""What rich draws in, text on standard output out: in colour on a terminal, elsewhere plain and of a fixed width."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console

PIPED = 140  # columns where the output is no terminal and COLUMNS says nothing: wide enough for a line of a chronology


@contextmanager
def paper() -> Iterator[Console]:
    """Give a console to draw on; without a terminal, lines lose the blanks that only fill their width."""
    if sys.stdout.isatty():
        yield Console(highlight=False, markup=False, emoji=False)
        return
    drawn = io.StringIO()
    width = shutil.get_terminal_size((PIPED, 24)).columns
    yield Console(file=drawn, width=width, highlight=False, markup=False, emoji=False)
    for line in drawn.getvalue().splitlines():
        click.echo(line.rstrip())
