"""`dateline judge`: what a person says of two events, or of one account, in, the ledger kept or printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.store.corrections import Corrected


@click.group("judge", epilog='Example: dateline judge same e3f2a-347 e77b0-12 --reason "one raid" --by Ana')
def command() -> None:
    """Say which events are one and which are two, and set right what was read of an account.

    What you say outranks rules and model. It is kept in a ledger, outlives reading again, and can be undone; nothing
    in the ledger is deleted. A and B are ids as `dateline show` and `dateline why` print them, cut short where that is
    enough: one that begins with "m" means that mention alone, any other the event that it finds.
    """


@command.command("same")
@click.argument("a")
@click.argument("b")
@options.database
@options.reason
@options.person
def same(a: str, b: str, database: str, reason: str, person: str) -> None:
    """Say that A and B are one event: all mentions of both, as they are now."""
    _judge(database, a, b, same=True, reason=reason, person=person)


@command.command("different")
@click.argument("a")
@click.argument("b")
@options.database
@options.reason
@options.person
def different(a: str, b: str, database: str, reason: str, person: str) -> None:
    """Say that A and B are two events.

    With a mention and the event that holds it, the mention is of none of the event's others.
    """
    _judge(database, a, b, same=False, reason=reason, person=person)


@command.command("set", epilog='Example: dateline judge set e3f2a-347 when 2020-01-03 --reason "a slip" --by Ana')
@click.argument("id_", metavar="ID")
@click.argument("field", type=click.Choice(["when", "where", "kind", "modality", "by", "to", "with", "about"]))
@click.argument("value")
@options.database
@options.reason
@options.person
def set_(id_: str, field: str, value: str, database: str, reason: str, person: str) -> None:
    """Say what FIELD of an account is: of a mention, or of all mentions of an event.

    VALUE of when is a day, a month, a year or an interval: 2020-01-03, 2020-01, 2020-01-01/2020-01-05, or 2020-01-01/
    where its end is not known. Of where it is a place's name, "Erbil, Iraq", or a GeoNames id. Of kind it is a kind
    such as PROTEST, with a mode as PROTEST/strike, or none. Of modality it is asserted, planned, possible, conditional,
    demanded or denied. Of by (who acts), to (who is acted on), with (the other side of a mutual act) and about it is a
    name or an id, as `dateline actors list` prints them, several parted by semicolons, or none; a name that nobody here
    bears is an actor of its own.
    """
    _correct(database, id_, field, value, reason=reason, person=person)


@command.command("not-an-event")
@click.argument("id_", metavar="ID")
@options.database
@options.reason
@options.person
def not_an_event(id_: str, database: str, reason: str, person: str) -> None:
    """Say that a mention, or all mentions of an event, tell no event: they leave the chronology."""
    _correct(database, id_, "not-an-event", "", reason=reason, person=person)


@command.command("undo")
@click.argument("number")
@options.database
def undo(number: str, database: str) -> None:
    """Take back a judgement by its number, as `dateline judge list` prints it: 17, or c4 of a field that was set."""
    from dateline import run
    from dateline.store import Store

    with Store.open(database) as store:
        run.ledger.undo(store, number)
        run.refresh(store)
    click.echo(f"judgement {number} undone", err=True)


@command.command("list")
@options.database
@click.option("--all", "everything", is_flag=True, help="Also what was undone, and the judgements of rules and model.")
@click.option("--json", "as_json", is_flag=True, help="Print one judgement a line, as JSON, with its features.")
def list_(database: str, *, everything: bool, as_json: bool) -> None:
    """Print the ledger: number, verdict, the two mentions, who judged, when, when undone, and why.

    The judgements of people that stand, unless all are asked for. Pairs judged at one go share a number. After them
    come the fields that were set, numbered c1, c2, ...: in place of the verdict the field, in place of the mentions the
    mention and the value.
    """
    from dateline.records import Maker
    from dateline.store import Store, corrections

    with Store.open(database) as store:
        found = store.judgements(undone=everything, by=None if everything else Maker.PERSON)
        corrected = corrections.corrections(store, undone=everything)
    for one in found:
        told = one.judgement
        if as_json:
            row = {"row": one.number, "number": one.act, "verdict": told.verdict, "left": told.left}
            row |= {"right": told.right, "by": told.by, "person": told.person, "score": told.score}
            row |= {"written": one.written, "undone": told.undone, "reason": told.reason}
            click.echo(json.dumps(row | {"features": dict(told.features)}, ensure_ascii=False))
            continue
        who = told.person or told.by
        cells = (one.act, told.verdict, told.left, told.right, who, one.written, told.undone or "", told.reason)
        click.echo("\t".join(map(str, cells)))
    for right in corrected:
        _print_correction(right, as_json=as_json)
    if not found and not corrected:
        click.echo(f"{database}: nothing judged yet; say so with: dateline judge same A B", err=True)


def _print_correction(one: Corrected, *, as_json: bool) -> None:
    told, number = one.correction, f"c{one.act}"
    if as_json:
        row: dict[str, object] = {"row": f"c{one.number}", "number": number, "field": told.field}
        row |= {"mention": told.mention, "value": told.value, "who": [link.target.id for link in told.who]}
        row |= {"by": "person", "person": told.person, "written": one.written}
        click.echo(json.dumps(row | {"undone": told.undone, "reason": told.reason}, ensure_ascii=False))
        return
    who = told.person or "person"
    cells = (number, told.field, told.mention, told.value, who, one.written, told.undone or "", told.reason)
    click.echo("\t".join(cells))


def _correct(database: str, id_: str, field: str, value: str, *, reason: str, person: str) -> None:
    from dateline import run
    from dateline.records import Correctable
    from dateline.store import Store

    with Store.open(database) as store:
        number, told = run.ledger.correct(store, id_, Correctable(field), value, reason=reason, person=person)
        run.refresh(store)
    mentions = "1 mention" if len(told) == 1 else f"{len(told)} mentions"
    said = f"{field} is {told[0].value}" if value else "no event"
    if told[0].who:
        said += f" ({', '.join(link.target.id for link in told[0].who)})"
    click.echo(f"judgement {number}: {id_}, {said}, {mentions}", err=True)


def _judge(database: str, a: str, b: str, *, same: bool, reason: str, person: str) -> None:
    from dateline import run
    from dateline.store import Store

    with Store.open(database) as store:
        number, told = run.ledger.judge(store, a, b, same=same, reason=reason, person=person)
        run.refresh(store)
        problems = store.merge_problems()
    pairs = "1 pair of mentions" if len(told) == 1 else f"{len(told)} pairs of mentions"
    click.echo(f"judgement {number}: {a} and {b} are {told[0].verdict}, {pairs}", err=True)
    named = {id_ for one in told for id_ in (one.left, one.right)}
    for problem in problems:
        if any(id_ in problem.message for id_ in named):
            click.echo(f"{problem.code}: {problem.message}", err=True)
