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
@options.as_of
@options.as_known
@options.policy
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the N events that count most, in order of time.")
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
    as_of: str | None,
    as_known: str | None,
    policy: str | None,
    top: int | None,
    story: str | None,
    *,
    as_json: bool,
) -> None:
    """Print the chronology: each event once, by when it happened.

    The columns are the event's id (for `dateline why`), its time, what happened in a report's own words, how it is
    told (by a report in its own voice where nothing stands; "claimed" where only sources say so, "unheard" where a
    plan's date has passed with no account of it), and how many outlets print it / in how many texts / from how many
    origins. "!" marks an event that accounts differ on. What counts most is reckoned from origins, coverage, the part
    in the story, novelty and how it is told; `dateline why` shows the reckoning.
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
        view = run.View(store, options.moment(as_of, as_known), timeline.Policy(policy) if policy else None)
        kept = view.chronology
        ranks = timeline.ranked(kept) if top else {}
        run.check_codes(store.codebooks(), code)
        chosen = set(timeline.story(view.storylines, story).events) if story else None
        events = [event for event in kept.events if chosen is None or event.id in chosen]
        needed = who or where or code or as_json
        mentions = {mention.id: mention for mention in view.mentions()} if needed else {}
        reports = view.reports() if as_json else ()
        options.say(view)
    entries = timeline.select(events, mentions, asked)
    due = timeline.day_of(today, last=True) if today else last_told(events)
    if top:
        first = sorted(entries, key=lambda entry: ranks[entry.event.id].place)[:top]
        entries = [entry for entry in entries if entry in first]
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
