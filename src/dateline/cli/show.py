"""`dateline show`: a database in, its chronology as a table out."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("show", epilog='Example: dateline show --who "Red Cross" --from 2024-03 --kind AID')
@options.database
@options.who
@options.where
@options.kind
@options.code
@options.start
@options.end
@options.today
@click.option("--story", metavar="ID", help="Only the events of this story; see dateline stories.")
@click.option("--json", "as_json", is_flag=True, help="Print one event a line, as JSON.")
def command(
    database: str,
    who: tuple[str, ...],
    where: tuple[str, ...],
    kind: tuple[str, ...],
    code: tuple[str, ...],
    start: str | None,
    end: str | None,
    today: str | None,
    story: str | None,
    *,
    as_json: bool,
) -> None:
    """Print the chronology: each event once, by when it happened.

    The columns are the event's id (for `dateline why`), its time, what happened in a report's own words, how it is
    told (by a report in its own voice where nothing stands; "claimed" where only sources say so, "unheard" where a
    plan's date has passed with no account of it), and how many outlets print it / in how many texts / from how many
    origins. "!" marks an event that accounts differ on.
    """
    from dateline import run, timeline
    from dateline.records import last_told
    from dateline.store import Store

    asked = timeline.Options(
        who=who,
        where=where,
        kinds=tuple(one.upper() for one in kind),
        codes=code,
        start=timeline.day_of(start) if start else None,
        end=timeline.day_of(end, last=True) if end else None,
    )
    with Store.open(database) as store:
        kept = run.refresh(store)
        run.check_codes(store.codebooks(), code)
        chosen = set(timeline.story(kept.storylines, story).events) if story else None
        events = [event for event in kept.events if chosen is None or event.id in chosen]
        needed = who or where or code or as_json
        mentions = {mention.id: mention for mention in run.mentions(store)} if needed else {}
        reports = store.reports() if as_json else ()
    entries = timeline.select(events, mentions, asked)
    due = timeline.day_of(today, last=True) if today else last_told(events)
    if as_json:
        from dateline.export import one_line

        texts = {report.id: report for report in reports}
        for entry in entries:
            click.echo(one_line(entry.event, mentions, texts, today=due), nl=False)
        return
    from dateline.cli.table import chronology

    chronology(entries, short=timeline.short_ids(kept.events), today=due)
    if not entries:
        told = (
            "no event passes these filters" if kept.events else "no events yet; read reports with: dateline add PATH…"
        )
        click.echo(f"{database}: {told}", err=True)
