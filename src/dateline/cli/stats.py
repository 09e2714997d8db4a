"""`dateline stats`: a database in, what it holds in numbers out."""

from __future__ import annotations

import json
from collections import Counter

import click

from dateline.cli import options
from dateline.records import Basis


@click.command("stats", epilog="Example: dateline stats --db strike.db --json")
@options.database
@options.as_of
@options.as_known
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(database: str, as_of: str | None, as_known: str | None, *, as_json: bool) -> None:
    """Print what the database holds: reports, mentions, events, how the events are dated, and the problems by code.

    An event is dated by a time expression that belongs to it, as news of the day on which it is told, or by order links
    to other events only; what only a report's own day bounds, from one side, is not dated. Disputes are
    counted by what accounts differ on, of one event or of two events together: their time (when), a number, a side.
    Unsure are the judgements on two mentions whose score lies near the threshold; `dateline why` marks them, for a
    person to settle.
    """
    from dateline import run
    from dateline.store import Store
    from dateline.timeline import basis_words

    with Store.open(database) as store:
        view = run.View(store, options.moment(as_of, as_known))
        chronology = view.chronology
        reports, mentions = view.counts()
        problems = Counter(problem.code for problem in view.problems())
        options.say(view)
    events = chronology.events
    dated = Counter(event.when.basis for event in events)
    disputes = Counter(one.field.value for one in chronology.disagreements)
    kinds = Counter(event.kind or "(none)" for event in events)
    numbers: dict[str, object] = {
        "reports": reports,
        "copies": dict(Counter(copy.relation.value for copy in chronology.copies).most_common()),
        "mentions": mentions,
        "events": len(events),
        "disputed": sum(bool(event.disputed) for event in events),
        "disputes": dict(disputes.most_common()),
        "unsure": sum(one.unsure for one in chronology.judgements if one.undone is None),
        "dated": {basis_words(basis): dated[basis] for basis in Basis},
        "modality": dict(Counter(event.modality.value for event in events).most_common()),
        "kinds": dict(kinds.most_common()),
        "problems": dict(problems.most_common()),
    }
    if as_json:
        click.echo(json.dumps(numbers))
        return
    for name, value in numbers.items():
        if isinstance(value, dict):
            _section(name, value, total=len(events) if name == "dated" else 0)
        else:
            click.echo(f"{name:<10} {value:>6}")


def _section(name: str, counts: dict[str, int], *, total: int) -> None:
    for number, (what, count) in enumerate(counts.items()):
        share = f"  {count / total:4.0%}" if total else ""
        click.echo(f"{'' if number else name:<10} {count:>6}{share}  {what}")
    if not counts:
        click.echo(f"{name:<10} {0:>6}")
