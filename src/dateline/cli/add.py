"""`dateline add`: paths in, a database with their reports out."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from dateline.cli import options
from dateline.cli.bar import bar

if TYPE_CHECKING:
    from dateline.run import Summary

SHOWN = 5  # problems printed of each code, unless all are asked for


@click.command("add", epilog="Example: dateline add reports/ page.html --db strike.db")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@options.database
@click.option(
    "--processes",
    type=click.IntRange(1),
    metavar="N",
    help="How many reports to read at a time. [default: cores, 1 with --engine]",
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="ENGINE",
    help="Lay another model over the one that ships, such as names=hf:FOLDER or spacy:NAME; may be repeated.",
)
@click.option(
    "--device",
    default="auto",
    show_default=True,
    metavar="DEVICE",
    help="Where engines run: auto (the graphics card, if any), cpu, cuda, cuda:N or mps.",
)
@click.option("--again", is_flag=True, help="Read reports that are known once more, as after an upgrade.")
@click.option("--strict", is_flag=True, help="Exit with 1 where there was any problem.")
@click.option("--verbose", is_flag=True, help="Print every problem, not only the first few of each kind.")
def command(
    paths: tuple[str, ...],
    database: str,
    processes: int | None,
    engines: tuple[str, ...],
    device: str,
    *,
    again: bool,
    strict: bool,
    verbose: bool,
) -> None:
    """Read reports into the database.

    PATH is a text or HTML file, a folder, a pattern such as "*.html", or - for standard input. Each report is kept as
    soon as it is read, so an interrupted run loses nothing: run it again and it goes on where it stopped.
    """
    from dateline import run
    from dateline.store import Store

    processes = processes or (1 if engines else run.cores())
    today = datetime.now().astimezone().date()
    made = run.Options(processes=processes, again=again, engines=engines, device=device, today=today)
    with Store.open(database, create=True) as store, bar() as tell:
        summary = run.add(store, paths, replace(made, tell=tell))
        events = store.event_count()
        summary.problems += store.merge_problems()  # judgements of people that cannot be kept to
    _say(summary, events=events, database=database, verbose=verbose)
    if summary.missing or (strict and summary.problems):
        sys.exit(1)


def _say(summary: Summary, *, events: int, database: str, verbose: bool) -> None:
    counts = Counter(problem.code for problem in summary.problems)
    said: Counter[str] = Counter()
    for problem in summary.problems:
        said[problem.code] += 1
        if verbose or said[problem.code] <= SHOWN:
            path = f"{problem.path}: " if problem.path and problem.path not in problem.message else ""
            click.echo(f"{problem.code}: {path}{problem.message}", err=True)
        elif said[problem.code] == SHOWN + 1:
            click.echo(f"{problem.code}: {counts[problem.code] - SHOWN} more; see them with --verbose", err=True)
    known = f", {summary.known} known already" if summary.known else ""
    odd = f"; {_count(len(summary.problems), 'problem')}" if summary.problems else ""
    read = f"{_count(summary.new, 'report')} read{known}: {_count(summary.mentions, 'mention')}"
    click.echo(f"{read}; {_count(events, 'event')} in {database}{odd}", err=True)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
