"""Events and what to ask of them in, the entries of a timeline out: filtered, in order of time, described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from dateline.errors import OptionsError
from dateline.records import Event, Mention, Participant, When, event_codes
from dateline.resources.actors import ACRONYM
from dateline.resources.actors.asked import named
from dateline.resources.kinds import OURS, PLOVER
from dateline.timeline.words import date_words

KINDS = tuple(sorted(PLOVER)) + tuple(sorted(OURS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to show of a chronology; an empty field lets everything through.

    A window of days holds the events that may lie in it. A time with one end known stands on that day, since "by 15
    January" may lie in any window before; an undated event lies in none.
    """

    who: tuple[str, ...] = ()  # a participant, or what one is part of ("Iraq" finds its army); each must be found
    where: tuple[str, ...] = ()  # words of a place's name, or a country's three letters; each must be found
    kinds: tuple[str, ...] = ()  # PLOVER types or kinds of ours, any of them
    codes: tuple[str, ...] = ()  # types of a user's codebooks, any of them: "STRIKE", or "labour/STRIKE"
    start: date | None = None  # first day
    end: date | None = None  # last day

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                near = get_close_matches(kind.upper(), KINDS, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(KINDS)}."
                raise OptionsError(f"no kind of event is called {kind!r}. {hint}")
        if self.start and self.end and self.end < self.start:
            raise OptionsError(f"the window ends on {self.end}, before it starts on {self.start}. Swap the two days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a timeline."""

    event: Event
    when: str
    line: str


def select(events: Iterable[Event], mentions: Mapping[str, Mention], options: Options | None = None) -> list[Entry]:
    """Return the events that the options let through, by time, the undated last; ties by who told first.

    `mentions` may be empty: then only what the events themselves hold is searched.
    """
    options = options or Options()
    chosen = [event for event in events if _passes(event, mentions, options)]
    return [
        Entry(event=event, when=date_words(event.when), line=" ".join(event.summary.split()))
        for event in sorted(chosen, key=order)
    ]


def order(event: Event) -> tuple[bool, date, date, date, str]:
    """Return the key that events are ordered by; every event has one of its own."""
    first, last = _days(event.when) or (date.max, date.max)
    return not event.when.known, first, last, event.first_told or date.max, event.id


def _days(when: When) -> tuple[date, date] | None:
    """Return the first and last day that a time stands on, None where it is not known."""
    first, last = when.earliest or when.last_day, when.last_day or when.earliest
    return (first, last) if first and last else None


def _passes(event: Event, mentions: Mapping[str, Mention], options: Options) -> bool:
    if options.kinds and event.kind not in options.kinds:
        return False
    if options.start or options.end:
        days = _days(event.when)
        if not days or (options.start and days[1] < options.start) or (options.end and days[0] > options.end):
            return False
    told = [mentions[identity] for identity in event.mentions if identity in mentions]
    if options.codes:
        codes = [one.code for one in event_codes(told)]
        given = {name for code in codes for name in (code.type, f"{code.codebook}/{code.type}")}
        if given.isdisjoint(options.codes):
            return False
    if options.who:
        people = [p for source in (event.participants, *(m.roles for m in told)) for p in source]
        if not all(_takes_part(asked, people) for asked in options.who):
            return False
    if options.where:
        places = [w for w in (event.where, *(m.where for m in told)) if w]
        names = [w.name for w in places] + [w.country for w in places if w.country]
        if not all(named_in(asked, names) for asked in options.where):
            return False
    return True


def _takes_part(asked: str, people: Sequence[Participant]) -> bool:
    """Say whether who is asked for takes part, or what is part of them, or one whose name has the words."""
    wanted = named(asked) | {asked}  # an id too, such as one of a user's own register
    links = [p.link for p in people if p.link]
    if any(not wanted.isdisjoint((link.target.id, *link.parents)) for link in links):
        return True
    if len(wanted) > 1 and asked.isupper() and len(asked) <= ACRONYM:  # "US" begins many other words
        return False
    return named_in(asked, [p.name for p in people] + [link.target.name for link in links])


def named_in(asked: str, names: Iterable[str]) -> bool:
    """Say whether the words asked for begin words of one of the names, in their order."""
    words = [re.escape(word) for word in re.findall(r"\w+", asked.casefold())]
    pattern = re.compile(r"\b" + r"\w*\W+".join(words))
    return bool(words) and any(pattern.search(name.casefold()) for name in names)


def day_of(text: str, *, last: bool = False) -> date:
    """Read a day, a month or a year as its first day, or its last.

    >>> day_of("2024-02", last=True)
    datetime.date(2024, 2, 29)
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip())
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise OptionsError(f"{text!r} is no date. Write it as 2024-03-05, 2024-03 or 2024.") from error
    if day or not last:
        return first
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return following - timedelta(days=1)
