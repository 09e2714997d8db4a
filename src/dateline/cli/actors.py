"""`dateline actors`: a database in, who takes part in it out; and what a person says of who is who."""

from __future__ import annotations

import sys

import click

from dateline.cli import options


@click.group("actors", epilog='Example: dateline actors same "Gen. Roe" person:jana-roa')
def command() -> None:
    """List who takes part, and say who is who.

    What you say is kept beside the reports and laid over what was found each time that events are made, so that it
    outlives reading again. Actors are named by id or by name. `dateline why` shows what each was read as before.
    """


@command.command("list")
@options.database
@click.option("--all", "everyone", is_flag=True, help="Also those told by a noun alone, and judgements undone.")
def list_(database: str, *, everyone: bool) -> None:
    """Print the actors: id, name, kind, country, sector, parents, how often they are told, why they are taken for that.

    What people judged follows on standard error: number, verdict, who judged, when, when undone, and why.
    """
    from dateline import run
    from dateline.store import Store, who

    with Store.open(database) as store:
        found = [one for one in run.actors.present(store) if everyone or not one.link.target.id.startswith("noun:")]
        judged = who.judgements(store, undone=everyone)
    for one in found:
        link = one.link
        cells = (link.target.id, link.target.name, link.kind, link.country or "", link.sector or "")
        click.echo("\t".join((*cells, " < ".join(link.parents), str(one.times), link.target.reason)))
    for act in judged:
        told = act.judgement
        words = f"judgement {act.number}: {told.left} {told.verdict} {told.right}"
        click.echo("\t".join((words, told.person or "person", act.written, told.undone or "", told.reason)), err=True)


@command.command("add")
@click.argument("file", type=click.Path(dir_okay=False))
@options.database
@click.option("--strict", is_flag=True, help="Exit with 1 where a row was left out.")
def add(file: str, database: str, *, strict: bool) -> None:
    """Add your own register of actors from a CSV file, each row in the place of one with its id.

    Columns: id,name,aliases,kind,country,sector,parent,from,to; only name and kind must be. Aliases are parted by "|",
    country is a code such as KEN, parent an id or such a code, from and to are the first and last day (or month, or
    year) on which the name means this actor. A row that cannot be is told with its line, and the rest is added.
    """
    from dateline import run
    from dateline.store import Store

    rows, problems = run.load_register(file)
    with Store.open(database, create=True) as store:
        store.register(rows)
        run.refresh(store)
    for problem in problems:
        click.echo(f"{problem.code}: {problem.message}", err=True)
    click.echo(f"{len(rows)} of your actors in {database}, {len(problems)} rows left out", err=True)
    if problems and strict:
        sys.exit(1)


@command.command("same")
@click.argument("actor")
@click.argument("other")
@options.database
@options.reason
@options.person
def same(actor: str, other: str, database: str, reason: str, person: str) -> None:
    """Say that ACTOR is OTHER, and to be known as that."""
    _judge(database, actor, other, same=True, reason=reason, person=person)


@command.command("different")
@click.argument("actor")
@click.argument("report")
@options.database
@options.reason
@options.person
def different(actor: str, report: str, database: str, reason: str, person: str) -> None:
    """Say that who is read as ACTOR in REPORT is someone else: it gets the id ACTOR@REPORT.

    REPORT is a report's id or its path.
    """
    _judge(database, actor, report, same=False, reason=reason, person=person)


@command.command("undo")
@click.argument("number", type=int)
@options.database
def undo(number: int, database: str) -> None:
    """Take back a judgement by its number, as `dateline actors list` prints it."""
    from dateline import run
    from dateline.store import Store, who

    with Store.open(database) as store:
        who.undo(store, number)
        run.refresh(store)
    click.echo(f"judgement {number} undone", err=True)


def _judge(database: str, actor: str, other: str, *, same: bool, reason: str, person: str) -> None:
    from dateline import run
    from dateline.store import Store, who

    with Store.open(database) as store:
        judgement = run.actors.judgement(store, actor, other, same=same, reason=reason, person=person)
        number = who.judge(store, judgement)
        run.refresh(store)
    click.echo(f"judgement {number}: {judgement.left} {judgement.verdict} {judgement.right}", err=True)
