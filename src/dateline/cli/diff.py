"""`dateline diff`: a database and two days in, what changed between them in words out."""

from __future__ import annotations

import json

import click

from dateline.cli import options


@click.command("diff", epilog="Example: dateline diff 2020-01-08 2020-01-16 --db strike.db")
@click.argument("first")
@click.argument("second")
@options.database
@click.option("--known", is_flag=True, help="By what this database had read and people had judged, not by publication.")
@click.option("--json", "as_json", is_flag=True, help="Print one change a line, as JSON.")
def command(first: str, second: str, database: str, *, known: bool, as_json: bool) -> None:
    """Say what changed in the record from one day to another.

    New events, dates that moved, tolls, what came to be told as done or denied, events that turned out to be one or
    two, disputes that opened and that were settled. Both records are merged from what was published by the end of the
    day FIRST, and of the day SECOND.
    """
    from dateline import run, timeline
    from dateline.store import Store

    moments = [run.moment(None, day) if known else run.moment(day) for day in (first, second)]
    with Store.open(database) as store:
        before, after = (run.View(store, moment) for moment in moments)
        found = timeline.changes(before.chronology, after.chronology)
        options.say(after)
    for one in found:
        row = {"sort": one.sort, "events": one.events, "words": one.words}
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else one.words)
    if not found:
        click.echo(f"{database}: nothing changed from {first} to {second}", err=True)
