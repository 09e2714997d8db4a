"""`dateline why`: an event in, everything that speaks for it out."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("why", epilog="Example: dateline why e3f2a-347")
@click.argument("event")
@options.database
@options.today
@click.option("--features", is_flag=True, help="Print the features of each judgement too.")
def command(event: str, database: str, today: str | None, *, features: bool) -> None:
    """Print why EVENT stands in the chronology.

    Its date, with the mentions and the order of events that gave it. How it was told over time, from planned to denied
    or corrected; the tree of its origins, with who passed them on; the words that accounts use for it. Every mention
    with its sentence, who says so, who takes part and by which rule, how its date was derived, the events that it is
    told to come before or after, where it was and why there, and what was odd beside it; which reports are copies, and
    what was changed in them; then the judgements that made the mentions one event. EVENT is an id as `dateline show`
    prints it, or that of any of its mentions.
    """
    from dateline import run, timeline
    from dateline.cli.account import account
    from dateline.records import last_told
    from dateline.store import Store

    with Store.open(database) as store:
        chronology = run.refresh(store)
        found = timeline.find(chronology.events, event)
        mentions = run.mentions(store, found.mentions)
        wanted = {mention.report for mention in mentions} | {step.report for step in found.lifecycle}
        wanted |= {copy.first for copy in chronology.copies if copy.report in wanted}
        reports = {report.id: report for report in store.reports(wanted)}
        told = {mention.report[1:] for mention in mentions}
        ids = [id_ for one in chronology.events for id_ in one.mentions if id_[1:].partition("-")[0] in told]
        beside, problems = run.mentions(store, ids), store.problems()
    account(
        found,
        mentions,
        reports,
        chronology=chronology,
        beside=beside,
        problems=problems,
        today=timeline.day_of(today, last=True) if today else last_told(chronology.events),
        features=features,
    )
