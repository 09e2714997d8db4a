"""What more than one verb takes: the database's path, dates, and from when to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.run import Moment, View

database = click.option(
    "--db",
    "database",
    envvar="DATELINE_DB",
    default="dateline.db",
    show_default=True,
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="The database; DATELINE_DB names another default.",
)
who = click.option(
    "--who",
    multiple=True,
    metavar="NAME",
    help="Only events in which NAME takes part, or what is part of it: a state finds its army; may be repeated.",
)
where = click.option(
    "--where", multiple=True, metavar="PLACE", help="Only events at PLACE, a name or a country's ISO code."
)
kind = click.option(
    "--kind",
    multiple=True,
    metavar="KIND",
    help="Only events of this kind, such as PROTEST or DISASTER (docs/kinds.md); may be repeated.",
)
code = click.option(
    "--code",
    multiple=True,
    metavar="TYPE",
    help="Only events that a codebook of yours gives TYPE, or CODEBOOK/TYPE; may be repeated.",
)
start = click.option(
    "--from", "start", metavar="DATE", help="Only events that may lie on DATE (2024-03-05, 2024-03, 2024) or later."
)
end = click.option("--to", "end", metavar="DATE", help="Only events that may lie on DATE or earlier.")
today = click.option(
    "--today",
    metavar="DATE",
    help="The day by which a plan counts as not heard of since, where no report tells it done; else the last report's.",
)
as_of = click.option(
    "--as-of",
    metavar="DATE",
    help="As it stood by what was published by DATE: merged anew from those reports, in their versions of then.",
)
as_known = click.option(
    "--as-known",
    metavar="DATE",
    help="As it stood by what this database had read, and what was judged, by DATE (a day, or an instant in UTC).",
)
policy = click.option(
    "--policy",
    type=click.Choice(["most-origins", "latest", "earliest", "lowest", "highest", "no-parties"]),
    help="Which value to show where accounts differ, and of tolls: what most independent origins tell, what was told "
    "last or first, the lowest or highest number or day, or none that only the parties tell. The record keeps all.",
)
reason = click.option("--reason", default="", metavar="WORDS", help="Why, in your words.")
person = click.option("--by", "person", default="", envvar="DATELINE_BY", metavar="NAME", help="Who you are.")


def moment(as_of: str | None, as_known: str | None) -> Moment:
    """Return the moment that was asked for."""
    from dateline import run

    return run.moment(as_of, as_known)


def say(view: View) -> None:
    """Say on standard error what a moment leaves out."""
    for note in view.notes:
        click.echo(f"{view.store.path}: {note}", err=True)
