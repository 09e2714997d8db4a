"""One event with its mentions, reports and judgements in, the account of it on standard output out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from dateline.cli.paper import paper
from dateline.records import Chronology, Event, Judgement, Mention, Participant, Report, Verdict, When, Where
from dateline.timeline import date_words, quote

REJECTED = 5  # of the pairs nearest to being joined, how many are shown


def account(
    event: Event,
    mentions: Sequence[Mention],
    reports: Mapping[str, Report],
    *,
    chronology: Chronology,
    features: bool = False,
) -> None:
    """Print the event, each mention of it, what accounts differ on, and why they are one event."""
    console = paper()
    console.print(Text(event.summary, style="bold"), soft_wrap=True)
    for line in _head(event):
        console.print(Text(line), soft_wrap=True)
    for number, mention in enumerate(mentions, start=1):
        report = reports[mention.report]
        console.print()
        console.print(_source(number, report))
        found = quote(report, mention)
        text = Text.assemble("“", found.before, (found.trigger, "bold reverse"), found.after, "”")
        if not console.is_terminal:
            text = Text(f"“{found.before}[{found.trigger}]{found.after}”")
        console.print(Padding(text, (0, 0, 0, 4)))
        for line in _mention(mention, report):
            console.print(Padding(Text(line), (0, 0, 0, 4)))
    for line in (*_differences(event, chronology), *_judged(event, chronology.judgements, features=features)):
        console.print(Text(line), soft_wrap=True)


def _head(event: Event) -> Iterator[str]:
    yield f"id        {event.id}"
    yield f"when      {_time(event.when)}"
    yield from _steps(event.when, "          ")
    if event.where:
        yield f"where     {_place(event.where)}"
    for role in dict.fromkeys(p.role for p in event.participants):
        yield f"{role:<9} " + "; ".join(p.name for p in event.participants if p.role is role)
    yield f"kind      {event.kind or 'none'}{f' ({event.mode})' if event.mode else ''}, {event.modality}"
    yield f"told by   {event.outlets} outlets in {event.texts} texts from {event.origins} origins"
    if event.first_told and event.last_told:
        yield f"told      {event.first_told} to {event.last_told}"


def _source(number: int, report: Report) -> Text:
    told = [value.value for value in (report.outlet, report.agency, report.published) if value]
    return Text(f"{number}. {report.path}" + (f" ({', '.join(told)})" if told else ""), style="bold")


def _mention(mention: Mention, report: Report) -> Iterator[str]:
    yield f"id        {mention.id}"
    hops = mention.attribution.hops
    said = " ← ".join(f"{hop.name} ({hop.kind}, “{report.words(hop.cue)}”)" for hop in hops)
    yield f"said by   {said or 'the report itself'}"
    cue = f", by “{report.words(mention.modality_cue)}”" if mention.modality_cue else ""
    yield f"told as   {mention.modality}{', negated' if mention.negated else ''}{cue}"
    for participant in mention.roles:
        yield f"{participant.role:<9} {_participant(participant, report)}"
    phrase = f" from “{report.words(mention.when.phrase)}”" if mention.when.phrase else ""
    yield f"when      {_time(mention.when)}{phrase}"
    yield from _steps(mention.when, "          ")
    if mention.where:
        yield f"where     {_place(mention.where)}"
    for number in mention.numbers:
        yield f"number    {number.what}: {_count(number.low, number.high)} from “{report.words(number.span)}”"
    yield f"made by   {mention.made_by}" if mention.made_by else "made by   unknown"


def _participant(participant: Participant, report: Report) -> str:
    words = report.words(participant.span)
    parts = [participant.name if participant.name == words else f"{participant.name} (“{words}”)"]
    if participant.link:
        target = participant.link.target
        parts.append(f"= {target.name} [{target.id}] since {target.reason}" if target.reason else f"= {target.name}")
    return " ".join(parts) + f", by {participant.rule}"


def _time(when: When) -> str:
    return date_words(when) + (f" [{when.edtf}]" if when.edtf else "")


def _steps(when: When, indent: str) -> Iterator[str]:
    for step in when.steps:
        yield f"{indent}{step.rule}: {step.detail}"


def _place(where: Where) -> str:
    country = f", {where.country}" if where.country else ""
    reason = f", since {where.reason}" if where.reason else ""
    others = "; ".join(candidate.name for candidate in where.runners_up[:3])
    return f"{where.name}{country}{reason}" + (f" (else: {others})" if others else "")


def _count(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _differences(event: Event, chronology: Chronology) -> Iterator[str]:
    mine = [d for d in chronology.disagreements if event.id in d.events]
    if mine:
        yield "\nAccounts differ"
    for disagreement in mine:
        others = [identity for identity in disagreement.events if identity != event.id]
        beside = f" (with {', '.join(others)})" if others else ""
        yield f"    {disagreement.field}{beside}:"
        for value in disagreement.values:
            yield f"        {value.value}: {', '.join(value.mentions)}"


def _judged(event: Event, judgements: Sequence[Judgement], *, features: bool) -> Iterator[str]:
    mentions = set(event.mentions)
    live = [j for j in judgements if j.undone is None]
    same = [j for j in live if j.verdict is Verdict.SAME and {j.left, j.right} <= mentions]
    near = [j for j in live if j.verdict is Verdict.DIFFERENT and {j.left, j.right} & mentions]
    near.sort(key=lambda j: (-j.score, j.left, j.right))
    for title, found in (("Judged one event", same), ("Nearest judged another", near[:REJECTED])):
        if found:
            yield f"\n{title}"
        for judgement in found:
            score = f"{judgement.score:.2f} by {judgement.by}"
            yield f"    {judgement.left} and {judgement.right}: {score}, {judgement.reason}"
            if features:
                yield "        " + ", ".join(f"{name} {value:g}" for name, value in judgement.features)
