"""What more than one verb takes: the database's path, and dates."""

from __future__ import annotations

import click

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
