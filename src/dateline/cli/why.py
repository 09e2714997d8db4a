"""`dateline why`: an event in, everything that speaks for it out."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("why", epilog="Example: dateline why e3f2a-347")
@click.argument("event")
@options.database
@options.today
@options.as_of
@options.as_known
@options.policy
@click.option("--features", is_flag=True, help="Print the features of each judgement too.")
def command(
    event: str,
    database: str,
    today: str | None,
    as_of: str | None,
    as_known: str | None,
    policy: str | None,
    *,
    features: bool,
) -> None:
    """Print why EVENT stands in the chronology.

    Its date, with the mentions and the order of events that gave it. How it was told over time, from planned to denied
    or corrected; the tree of its origins, with who passed them on; the words that accounts use for it. Every mention
    with its sentence, who says so, who takes part and by which rule, how its date was derived, the events that it is
    told to come before or after, where it was and why there, and what was odd beside it; which reports are copies, and
    what was changed in them; then the judgements that made the mentions one event. EVENT is an id as `dateline show`
    prints it, that of any of its mentions, or one that it had before; then what became of that one is told on standard
    error.
    """
    from dateline import run, timeline
    from dateline.cli.account import account
    from dateline.records import last_told
    from dateline.store import Store

    with Store.open(database) as store:
        view = run.View(store, options.moment(as_of, as_known), timeline.Policy(policy) if policy else None)
        chronology = view.chronology
        found, went = view.find(event)
        mentions = view.mentions(found.mentions)
        printed = {mention.report for mention in mentions} | {step.report for step in found.lifecycle}
        printed |= {copy.first for copy in chronology.copies if copy.report in printed}
        reports = {report.id: report for report in view.reports(printed)}
        told = {mention.report[1:] for mention in mentions}
        ids = [id_ for one in chronology.events for id_ in one.mentions if id_[1:].partition("-")[0] in told]
        beside, problems = view.mentions(ids), view.problems()
        values = view.values(found)
        options.say(view)
    for one in went:
        after = f": see {', '.join(one.new)}" if one.new else ", since its report is no longer read as telling it"
        click.echo(f"{one.old} was {one.turn} on {one.made[:10]}{after}", err=True)
    account(
        found,
        mentions,
        reports,
        chronology=chronology,
        values=values,
        rank=timeline.ranked(chronology)[found.id],
        beside=beside,
        problems=problems,
        today=timeline.day_of(today, last=True) if today else last_told(chronology.events),
        features=features,
    )
