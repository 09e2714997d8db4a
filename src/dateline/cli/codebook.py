"""`dateline codebook`: a user's own ontology in, and what it makes of the database's events out."""

from __future__ import annotations

from collections import Counter

import click

from dateline.cli import options


@click.group("codebook", epilog="Example: dateline codebook add labour.toml && dateline show --code STRIKE")
def command() -> None:
    """Give events the types of your own ontology, without reading a report again.

    A codebook is a TOML file of types, each with a definition, examples, cue words or our kinds: docs/codebooks.md.
    Its types stand beside the kinds, in `why`, `show --code` and the exports.
    """


@command.command("add")
@click.argument("file", type=click.Path(dir_okay=False))
@options.database
def add(file: str, database: str) -> None:
    """Add the codebook in FILE, in the place of one of its name.

    How each example was read is told on standard error: put the word that tells the event in brackets where another
    was taken. An example that the rest of the codebook would give another type is told too.
    """
    from dateline import run
    from dateline.store import Store

    book = run.load_codebook(file)
    with Store.open(database, create=True) as store:
        store.codebooks(book)
        mentions = run.mentions(store)
    for one in run.examples(book):
        wrong = "" if one.given == one.type else f", which the rest of the codebook calls {one.given or 'nothing'}"
        click.echo(f"{one.type}: “{one.trigger}” of “{one.text}”{wrong}", err=True)
    given = Counter(code.type for m in mentions for code in m.codes if code.codebook == book.name)
    told = f"{sum(given.values())} of {len(mentions)} mentions have one"
    click.echo(f"{book.name}: {len(book.types)} types; {told}", err=True)
    unread = sum(not mention.lemma for mention in mentions)
    if unread:
        click.echo(
            f"{unread} mentions were read before codebooks were known, and only their acts and kinds are held against "
            "it; read their reports again with: dateline add --again PATH…",
            err=True,
        )


@command.command("list")
@options.database
def list_(database: str) -> None:
    """Print the types: codebook, type, how many mentions and events have it, definition."""
    from dateline import run
    from dateline.records import event_codes
    from dateline.store import Store

    with Store.open(database) as store:
        books = store.codebooks()
        events = run.kept(store).events
        told = {mention.id: mention for mention in run.mentions(store)}
    mentions = Counter((code.codebook, code.type) for m in told.values() for code in m.codes)
    found = Counter(
        (one.code.codebook, one.code.type) for e in events for one in event_codes(told[id_] for id_ in e.mentions)
    )
    for book in books:
        for one in book.types:
            key = (book.name, one.name)
            click.echo("\t".join((*key, str(mentions[key]), str(found[key]), one.definition)))
    if not books:
        click.echo(f"{database}: no codebook yet; add one with: dateline codebook add FILE", err=True)


@command.command("remove")
@click.argument("name")
@options.database
def remove(name: str, database: str) -> None:
    """Forget the codebook NAME; the reports and their events stay as they are."""
    from dateline.store import Store

    with Store.open(database) as store:
        store.drop_codebook(name)
    click.echo(f"{name} removed", err=True)
