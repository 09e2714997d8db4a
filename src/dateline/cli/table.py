"""Entries of a timeline in, a table on standard output out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from dateline.cli.paper import paper
from dateline.records import Modality
from dateline.timeline import Entry


def chronology(entries: Sequence[Entry], *, short: Mapping[str, str]) -> None:
    """Print one row for each entry; nothing where there is none."""
    if not entries:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("event", no_wrap=True, style="dim")
    table.add_column("when", min_width=11, max_width=17)
    table.add_column("what happened", ratio=1, overflow="fold")
    table.add_column("told as", no_wrap=True)
    table.add_column("o/t/o", no_wrap=True, justify="right")
    table.add_column("", no_wrap=True)
    for entry in entries:
        event = entry.event
        table.add_row(
            short[event.id],
            entry.when,
            Text(entry.line),
            "" if event.modality is Modality.ASSERTED else event.modality.value,
            f"{event.outlets}/{event.texts}/{event.origins}",
            Text("!", style="bold red") if event.disputed else "",
        )
    paper().print(table)
