"""Entries of a timeline in, a table on standard output out.

Plain text laid out here: rich measures every cell several times, which for a thousand events takes seconds.
"""

from __future__ import annotations

import itertools
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import click

from dateline.timeline import Entry, reality_words

PIPED = 140  # columns where the output is no terminal and COLUMNS says nothing
TIME = 17  # columns for a time: "within 3 Jan 2020" and the like in one line
NARROWEST = 30  # columns for what happened, however narrow the terminal
HEADS = ("event", "when", "what happened", "told as", "o/t/o", "")
WHEN, WHAT = HEADS.index("when"), HEADS.index("what happened")


def chronology(entries: Sequence[Entry], *, short: Mapping[str, str], today: date | None = None) -> None:
    """Print a head and one row for each entry, nothing where there is none; plans are due by `today`."""
    if not entries:
        return
    rows = [_row(entry, short, today) for entry in entries]
    widths = [max(len(row[column]) for row in (HEADS, *rows)) for column in range(len(HEADS))]
    width = shutil.get_terminal_size((PIPED, 24)).columns
    widths[WHEN] = min(widths[WHEN], TIME)
    rest = sum(widths) - widths[WHAT] + 2 * (len(HEADS) - 1)
    widths[WHAT] = min(widths[WHAT], max(NARROWEST, width - rest))
    styled = sys.stdout.isatty()
    for line in _lines(HEADS, widths):
        click.echo(click.style(line, bold=True) if styled else line)
    click.echo("─" * (sum(widths) + 2 * (len(HEADS) - 1)))
    for row in rows:
        click.echo("\n".join(_lines(row, widths)))


def _row(entry: Entry, short: Mapping[str, str], today: date | None) -> tuple[str, ...]:
    event = entry.event
    return (
        short[event.id],
        entry.when,
        entry.line,
        reality_words(event, today),
        f"{event.outlets}/{event.texts}/{event.origins}",
        "!" if event.disputed else "",
    )


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Give a row's lines: what does not fit in a cell goes on under it."""
    cells = [textwrap.wrap(cell, max(1, width)) for cell, width in zip(row, widths, strict=True)]
    for parts in itertools.zip_longest(*cells, fillvalue=""):
        yield "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
