"""`dateline export`: a database in, its chronology in a format for others out."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import options


@click.command("export", epilog="Example: dateline export --format csv --output strike.csv")
@options.database
@click.option(
    "--format", "form", type=click.Choice(["json", "jsonl", "csv", "html"]), default="json",
    show_default=True, help="The whole chronology, one event a line, a flat table, or one page that opens offline.",
)  # fmt: skip
@options.as_of
@options.as_known
@options.policy
@click.option("--output", type=click.Path(dir_okay=False, writable=True), metavar="FILE", help="Write to FILE.")
@click.option("--no-text", is_flag=True, help="Leave the reports' text out; hashes and offsets stay.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the JSON, and nothing else.")
def command(
    database: str,
    form: str,
    as_of: str | None,
    as_known: str | None,
    policy: str | None,
    output: str | None,
    *,
    no_text: bool,
    schema: bool,
) -> None:
    """Print the chronology as JSON, JSON lines, CSV or HTML.

    Offsets are code points of each report's decoded text, days are inclusive. `docs/chronology.schema.json` is the
    JSON's schema.
    """
    if schema:
        from dateline.export import schema_text

        text = schema_text()
    else:
        from dateline import run
        from dateline.store import Store

        with Store.open(database) as store:
            story = run.load(store, options.moment(as_of, as_known)).chosen(policy)
        if form == "html":
            from dateline.web.file import to_html

            text = to_html(story, title=Path(database).stem, text=not no_text)
        else:
            text = story.export(form, text=not no_text)
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="")
        click.echo(f"written: {output}", err=True)
    else:
        click.echo(text.encode(), nl=False)  # as bytes: a console's own encoding may not hold the text
