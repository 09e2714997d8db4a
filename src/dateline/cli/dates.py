"""Times and order links in, lines that say how an event was dated out, for `dateline why`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten

from dateline.records import Basis, Event, Mention, Report, TimeLink, When
from dateline.timeline import basis_words, date_words, short_ids

INDENT = " " * 10  # under the label "when"
SUMMARY = 60  # letters of another event's summary that tell it apart
_ID = re.compile(r"\b[em][0-9a-f]{16}-\d+\b")


class Names:
    """What ids are called on one event's page: its mentions by number, events by their short ids."""

    def __init__(self, numbered: Mapping[int, Mention], events: Sequence[Event], *, beside: Iterable[Mention]) -> None:
        self.numbers = {mention.id: number for number, mention in numbered.items()}
        self.events = tuple(events)
        self.short = short_ids(events)
        self.home = {mention: event for event in events for mention in event.mentions}
        self.beside = {mention.id: mention for mention in sorted(beside, key=lambda m: (m.report, m.trigger.start))}

    def readable(self, text: str) -> str:
        """Put numbers and short ids for the ids in a text."""
        return _ID.sub(lambda match: self._name(match[0]), text)

    def numbered(self, ids: Iterable[str]) -> str:
        """Say which mentions these are, by number: "mentions 1, 3"."""
        numbers = sorted(self.numbers[id_] for id_ in ids if id_ in self.numbers)
        return f"mention{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"

    def _name(self, id_: str) -> str:
        number = self.numbers.get(id_)
        return f"mention {number}" if number else self.short.get(id_, id_)


def told(when: When, report: Report | None = None) -> str:
    """Say a time and what it rests on; what only a report's day bounds is not dated. `report` is the mention's."""
    written = f" [{when.edtf}]" if when.edtf else ""
    if not when.known:
        return "not dated"
    if when.basis is not Basis.REPORT:
        basis = f", {basis_words(when.basis)}" if when.basis is not Basis.UNKNOWN else ""
        return f"{date_words(when)}{written}{basis}"
    whose = "the report's day" if report else "a report's day"
    day = report.day if report else None
    if when.earliest is None and _is(day, when.last_day):
        bound = f"told as done by {whose} {when.last_day}, which only bounds it"
    elif when.latest is None and _is(day, when.earliest):
        bound = f"told as ahead on {whose} {when.earliest}, which only bounds it"
    else:
        bound = f"{date_words(when)}, as far as {whose} and the order of events bound it"
    return f"not dated; {bound}{written}"


def _is(day: date | None, end: date | None) -> bool:
    return day is None or day == end


def steps(when: When, names: Names) -> Iterator[str]:
    """Give the steps that led from the words to the days."""
    for step in when.steps:
        yield f"{INDENT}{step.rule}: {names.readable(step.detail)}"


def orders(mention: Mention, names: Names) -> Iterator[str]:
    """Give the order links between a mention and others of its report, whichever of the two tells it."""
    for link in mention.times:
        if link.mention in names.beside:
            yield _order(link, names.beside[link.mention], names, back=False)
    for other in names.beside.values():
        for link in other.times:
            if link.mention == mention.id:
                yield _order(link, other, names, back=True)


def _order(link: TimeLink, other: Mention, names: Names, *, back: bool) -> str:
    event = names.home.get(other.id)
    if event is None or other.id in names.numbers:
        what = names.readable(other.id)
    else:
        summary = shorten(event.summary, SUMMARY, placeholder=" …")
        what = f"{names.readable(event.id)} “{summary}”, {date_words(event.when)}"
    return f"order     {link.words(back=back)} {what} ({link.rule})"
