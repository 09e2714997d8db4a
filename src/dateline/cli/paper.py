"""A rich console as wide as what it prints on."""

from __future__ import annotations

import shutil
import sys

from rich.console import Console

PIPED = 140  # columns where the output is no terminal: wide enough for a line of the chronology


def paper(*, stderr: bool = False) -> Console:
    """Return a console on standard output, or error; without a terminal it is plain and of a fixed width."""
    file = sys.stderr if stderr else sys.stdout
    terminal = file.isatty()
    width = shutil.get_terminal_size((PIPED, 24)).columns
    return Console(
        file=file,
        width=None if terminal else width,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
