"""`dateline stories`: a database in, the stories that its reports tell as a list out."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dateline.cli import options


@click.command("stories", epilog="Example: dateline stories --db strike.db")
@options.database
def command(database: str) -> None:
    """Print the stories that the reports tell, those with the most reports first.

    Reports are on one story where their words, their names and their days agree. The columns are the story's id (for
    `dateline show --story`), the days between which it was told, its reports and events, and its main event: the one
    that the openings of most of its texts tell.
    """
    from dateline import run, timeline
    from dateline.store import Store

    with Store.open(database) as store:
        chronology = run.whole(store)
        bare = {id_ for one in chronology.storylines if not one.main for id_ in one.reports}
        reports = {report.id: report for report in store.reports(bare)} if bare else {}
    entries = timeline.stories(chronology.storylines, chronology.events, reports)
    if not entries:
        click.echo(f"{database}: no reports yet; read some with: dateline add PATH…", err=True)
    for entry in entries:
        days = " to ".join(dict.fromkeys(str(day) for day in (entry.first, entry.last) if day)) or "undated"
        counts = f"{_several(entry.story.reports, 'report')}, {_several(entry.story.events, 'event')}"
        click.echo(f"{entry.id}  {days:<24}  {counts:<24}  {entry.line}".rstrip())


def _several(found: Sequence[str], noun: str) -> str:
    return f"{len(found)} {noun}" if len(found) == 1 else f"{len(found)} {noun}s"
