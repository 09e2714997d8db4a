"""`dateline verify`: a database in, what is wrong with it out."""

from __future__ import annotations

import sys

import click

from dateline.cli import options
from dateline.cli.bar import bar


@click.command("verify", epilog="Example: dateline verify --db strike.db")
@options.database
@click.option("--rebuild", is_flag=True, help="Make the events again first.")
def command(database: str, *, rebuild: bool) -> None:
    """Audit the database; exit with 1 where anything is wrong.

    The file is checked by SQLite, each report against its bytes, each mention against its report's words, and the
    events are made once more and compared.
    """
    from dateline import run
    from dateline.store import Store

    with Store.open(database) as store:
        with bar() as tell:
            run.refresh(store, anew=rebuild, tell=tell)
        found = list(run.verify(store))
        reports, mentions = len(store.report_ids()), len(store.mention_ids())
        events = store.event_count()
    for problem in found:
        click.echo(f"{problem.code}: {problem.message}")
    if found:
        click.echo(f"{database}: {len(found)} faults", err=True)
        sys.exit(1)
    held = f"{reports} reports, {mentions} mentions and {events} events"
    click.echo(f"{database}: sound; {held} were read again and came out the same")
