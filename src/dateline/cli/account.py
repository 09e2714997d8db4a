"""One event with its mentions, reports and judgements in, the account of it on standard output out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli import dates, telling
from dateline.cli.copies import copied
from dateline.cli.paper import paper
from dateline.records import (
    SAID,
    Account,
    Chronology,
    Code,
    Event,
    Field,
    Hop,
    Judgement,
    Maker,
    Mention,
    Number,
    Participant,
    Problem,
    Report,
    Role,
    Stance,
    Verdict,
    Where,
)
from dateline.timeline import Rank, quote, sentence

HANG = 10  # columns of a label
LABELS = {
    *(
        "id",
        "when",
        "order",
        "rank",
        "where",
        "kind",
        "code",
        "told by",
        "told",
        "said by",
        "told as",
        "number",
        "counts",
        "set",
        "made by",
        "problem",
    ),
    *(role.value for role in Role),
}
SHOWN = 3  # runners-up of an actor
REJECTED = 5  # of the pairs nearest to being joined, how many are shown


def account(
    event: Event,
    mentions: Sequence[Mention],
    reports: Mapping[str, Report],
    *,
    chronology: Chronology,
    values: Mapping[Field, Sequence[Account]] | None = None,
    rank: Rank | None = None,
    beside: Sequence[Mention] = (),
    problems: Sequence[Problem] = (),
    today: date | None = None,
    features: bool = False,
) -> None:
    """Print the event, each mention with what is odd beside it, what accounts differ on, and why they are one event.

    `values` are the distinct values told of each field. `beside` are all mentions of the same reports, among which
    order links run. `today` is the day by which a plan that nobody told as done counts as not heard of.
    """
    numbered = dict(enumerate(sorted(mentions, key=lambda m: _told(m, reports)), start=1))
    names = dates.Names(numbered, chronology.events, beside=beside or mentions)
    with paper() as console:
        console.print(Text(event.summary, style="bold"))
        _print(console, _head(event, names), indent=0)
        _print(console, _ranked(rank, len(chronology.events)), indent=0)
        _print(console, telling.lifecycle(event, reports, names, today=today), indent=0)
        _print(console, telling.origins(event, reports, names), indent=0)
        _print(console, telling.framings(event.framings, names), indent=0)
        for number, mention in numbered.items():
            report = reports[mention.report]
            console.print()
            console.print(_source(number, report))
            console.print(Padding(_quoted(report, mention, plain=not console.is_terminal), (0, 0, 0, 4)))
            _print(console, _mention(mention, report, names), indent=4)
            _print(console, _odd(mention, report, problems), indent=4)
        _print(console, _values(values or {}, names), indent=0)
        _print(console, copied(chronology.copies, {mention.report for mention in mentions}, reports), indent=0)
        _print(console, _differences(event, chronology, names), indent=0)
        _print(console, _judged(event, chronology.judgements, features=features), indent=0)


def _print(console: Console, lines: Iterable[str], *, indent: int) -> None:
    """Print each line, what does not fit on one under where its own words begin."""
    for line in lines:
        if not line:
            console.print()
            continue
        words = line.lstrip()
        hang = HANG if not line.startswith(" ") and line[:HANG].strip() in LABELS else len(line) - len(words)
        if indent + hang == 0:  # a column of no width takes one
            console.print(Text(line))
            continue
        grid = Table.grid(padding=0)
        grid.add_column(width=indent + hang, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(" " * indent + line[:hang]), Text(line[hang:]))
        console.print(grid)


def _told(mention: Mention, reports: Mapping[str, Report]) -> tuple[str, str]:
    """Order mentions by when they were told, those of reports without a date last."""
    published = reports[mention.report].published
    return published.value if published else "~", mention.id


def _quoted(report: Report, mention: Mention, *, plain: bool) -> Text:
    found = quote(report, mention)
    if plain:
        return Text(f"“{found.before}[{found.trigger}]{found.after}”")
    return Text.assemble("“", found.before, (found.trigger, "bold reverse"), found.after, "”")


def _head(event: Event, names: dates.Names) -> Iterator[str]:
    yield f"id        {event.id}"
    yield f"when      {dates.told(event.when)}"
    yield from dates.steps(event.when, names)
    if event.where:
        yield f"where     {_place(event.where)}"
    for role in dict.fromkeys(p.role for p in event.participants):
        yield f"{role:<9} " + "; ".join(p.name for p in event.participants if p.role is role)
    yield f"kind      {event.kind or 'none'}{f' ({event.mode})' if event.mode else ''}, {event.modality}"
    outlets, texts, origins = (
        _several(number, noun)
        for number, noun in ((event.outlets, "outlet"), (event.texts, "text"), (event.origins, "origin"))
    )
    if event.tolls:
        yield f"counts    {'; '.join(toll.words() for toll in event.tolls)}"
    yield f"told by   {outlets} in {texts} from {origins}"
    if event.first_told and event.last_told:
        yield f"told      {event.first_told} to {event.last_told}"


def _ranked(rank: Rank | None, count: int) -> Iterator[str]:
    """Give an event's place among all, and what it is reckoned from."""
    if rank:
        yield f"rank      {rank.place} of {count}, by {rank.score:.2f}"
        for part in rank.parts:
            yield f"{dates.INDENT}{part.name}: {part.value:.2f} × {part.weight:.2f}, {part.words}"


def _source(number: int, report: Report) -> Text:
    told = [value.value for value in (report.outlet, report.agency, report.published) if value]
    return Text(f"{number}. {report.path}" + (f" ({', '.join(told)})" if told else ""), style="bold")


def _coder(mention: Mention) -> str:
    """Return what made the chances of the kinds, from among what made the mention."""
    return next((part.strip() for part in mention.made_by.split(";") if part.strip().startswith("coder")), "coder")


def _mention(mention: Mention, report: Report, names: dates.Names) -> Iterator[str]:
    yield f"id        {mention.id}"
    said = " ← ".join(_hop(hop, report) for hop in mention.attribution.hops)
    yield f"said by   {said or 'the report itself'}"
    yield f"told as   {mention.modality}{_stance(mention.stance, report)}"
    if mention.by_source is not None:
        yield f"          {mention.by_narrator.code()} for the report itself{_words(mention.by_narrator, report)}"
    if mention.kind:
        mode = f" ({mention.mode})" if mention.mode else ""
        yield f"kind      {mention.kind}{mode}, by “{mention.kind_rule}”"
    if mention.kind_score is not None:
        told = f"{mention.kind or 'no kind'} {mention.kind_score:.2f}"
        yield f"meaning   {told}; next {mention.kind_runner_up} {mention.kind_runner_up_score:.2f} ({_coder(mention)})"
    for code in mention.codes:
        yield f"code      {_code(code)}"
    for participant in mention.roles:
        yield f"{participant.role:<9} {_participant(participant, report)}"
    phrase = f" from “{report.words(mention.when.phrase)}”" if mention.when.phrase else ""
    yield f"when      {dates.told(mention.when, report)}{phrase}"
    yield from dates.steps(mention.when, names)
    yield from dates.orders(mention, names)
    if mention.where:
        yield f"where     {_place(mention.where)}"
    for number in mention.numbers:
        yield f"number    {_number(number, report)}"
    for one in mention.corrected:
        yield f"set       {one.field} to {one.value}, since a person said so: {one.words()} (read as {one.before})"
    yield f"made by   {mention.made_by}" if mention.made_by else "made by   unknown"


def _hop(hop: Hop, report: Report) -> str:
    """Tell a source with its kind, its cue, the word that leaves it open and why it is not named."""
    known = f" = {hop.link.target.name}" if hop.link and hop.link.target.name.casefold() != hop.name.casefold() else ""
    parts = [hop.kind.value, f"“{report.words(hop.cue)}”"]
    if hop.hedge and hop.hedge != hop.cue:
        parts.append(f"hedged by “{report.words(hop.hedge)}”")
    if hop.reason:
        parts.append(f"not named “{report.words(hop.reason)}”")
    return f"{hop.name}{known} ({', '.join(parts)})"


def _stance(stance: Stance, report: Report) -> str:
    """Give a stance on FactBank's scale with the words that carry it."""
    return f", {stance.code()}{_words(stance, report)}"


def _words(stance: Stance, report: Report) -> str:
    words = "”, “".join(report.words(cue) for cue in stance.cues)
    return f", by “{words}”" if words else ""


def _odd(mention: Mention, report: Report, problems: Iterable[Problem]) -> Iterator[str]:
    """Tell the problems that lie in the mention's sentence, and those of the report's dates as a whole."""
    whole = sentence(report, mention)
    for problem in problems:
        if problem.report != report.id:
            continue
        here = problem.span is not None and problem.span.overlaps(whole)
        if here or problem.code in {"read/no-date", "time/published-ahead"}:
            yield f"problem   {problem.code}: {problem.message}"


def _participant(participant: Participant, report: Report) -> str:
    said = participant.rule == SAID  # no words of the report tell whom a person named
    words = participant.name if said else report.words(participant.span)
    parts = [participant.name if participant.name == words else f"{participant.name} (“{words}”)"]
    if participant.link:
        target = participant.link.target
        parts.append(f"= {target.name} [{target.id}] since {target.reason}" if target.reason else f"= {target.name}")
        if participant.link.parents:
            parts.append(f"(of {' < '.join(participant.link.parents)})")
        if participant.link.runners_up:
            others = (f"{one.name} [{one.id}], {one.reason}" for one in participant.link.runners_up[:SHOWN])
            parts.append(f"(else: {'; '.join(others)})")
    return " ".join(parts) + ("" if said else f", by {participant.rule}")


def _code(code: Code) -> str:
    other = code.runner_up
    beside = f" (else: {other.name} {other.score:.2f}, by {other.reason})" if other else ""
    return f"{code.codebook}/{code.type} {code.score:.2f}, by {code.reason}{beside}"


def _place(where: Where) -> str:
    country = f", {where.country}" if where.country else ""
    reason = f", since {where.reason}" if where.reason else ""
    others = "; ".join(candidate.name for candidate in where.runners_up[:3])
    reach = f", within {where.radius:.0f} km" if where.latitude is not None and where.radius is not None else ""
    return f"{where.name}{country}{reach}{reason}" + (f" (else: {others})" if others else "")


def _number(number: Number, report: Report) -> str:
    """Tell a count or an amount with what it counts and the words it is read from."""
    about = "about " if number.approximate else ""
    bounds = str(number.low) if number.low == number.high else f"{number.low} to {number.high}"
    told = f"{number.low} or more" if number.high is None else bounds
    words = report.words(number.span) + (f" … {report.words(number.counted)}" if number.counted else "")
    part = f", part of “{report.words(number.of)}”" if number.of else ""
    before = ", as told earlier" if number.earlier else ""
    return f"{number.what}: {about}{told}{number.unit and f' {number.unit}'}{part}{before} from “{words}”"


def _values(values: Mapping[Field, Sequence[Account]], names: dates.Names) -> Iterator[str]:
    """Give the fields on which mentions tell more than one thing, whether or not all of it can be true."""
    several = {field: told for field, told in values.items() if len(told) > 1}
    if several:
        yield ""
        yield "Told of it"
    for field, told in several.items():
        yield f"    {field}:"
        for value in told:
            yield f"        {value.value}: {_behind(value, names)}"


def _behind(value: Account, names: dates.Names) -> str:
    """Say who stands behind a value: mentions, outlets, origins and days."""
    days = dict.fromkeys(str(day) for day in (value.first_told, value.last_told) if day)
    parts = [names.readable(", ".join(value.mentions)), f"{_several(len(value.outlets), 'outlet')}"]
    parts.append(f"{_several(len(value.origins), 'origin')} ({', '.join(value.origins)})")
    parts += [f"told {' to '.join(days)}"] if days else []
    return "; ".join(parts) + ("; only the parties say so" if value.of_parties else "")


def _differences(event: Event, chronology: Chronology, names: dates.Names) -> Iterator[str]:
    mine = [d for d in chronology.disagreements if event.id in d.events]
    if mine:
        yield ""
        yield "Accounts differ"
    for disagreement in mine:
        others = [identity for identity in disagreement.events if identity != event.id]
        beside = f" (with {names.readable(', '.join(others))})" if others else ""
        yield f"    {disagreement.field}{beside}:"
        for value in disagreement.values:
            yield f"        {value.value}: {_behind(value, names)}"


def _judged(event: Event, judgements: Sequence[Judgement], *, features: bool) -> Iterator[str]:
    mentions = set(event.mentions)
    live = [j for j in judgements if j.undone is None]
    same = [j for j in live if j.verdict is Verdict.SAME and {j.left, j.right} <= mentions]
    near = [j for j in live if j.verdict is Verdict.DIFFERENT and {j.left, j.right} & mentions]
    near.sort(key=lambda j: (j.by is not Maker.PERSON, -j.score, j.left, j.right))
    for title, found in (("Judged one event", same), ("Nearest judged another", near[:REJECTED])):
        if found:
            yield ""
            yield title
        for judgement in found:
            score = f"{judgement.score:.2f}"
            if judgement.threshold is not None:
                score += f" (same from {judgement.threshold:.2f}{'; unsure' if judgement.unsure else ''})"
            by = judgement.person or judgement.by
            yield f"    {judgement.left} and {judgement.right}: {score} by {by}, {judgement.reason}"
            if judgement.flip and judgement.flip != (judgement.left, judgement.right):
                yield f"        would turn with {judgement.flip[0]} and {judgement.flip[1]}"
            if features:
                yield "        " + ", ".join(f"{name} {value:g}" for name, value in judgement.features)


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
