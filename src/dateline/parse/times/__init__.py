"""Time expressions: tokens in, time expressions with a reading in the form language out.

A `form` is a reading of the words alone, a value once an anchor is known: one base, then modifiers, as `key:value`
with a space between. The stage `resolve` turns it into an interval. After TIMEX3 (Pustejovsky et al. 2003) in range.

| base | example | reading |
|---|---|---|
| `date:2020-01-05`, `date:XXXX-01`, `date:199X`, `date:19XX` | January 5, 2020 | calendar date; X where not told |
| `date:2019-Q3`, `date:XXXX-SU`, `date:2019-H1` | last summer | quarter, season (SP SU FA WI), half |
| `range:2020-01-03/2020-01-05` | 3 to 5 January 2020 | both ends inside |
| `weekday:4` | on Thursday | ISO weekday |
| `unit:W shift:-1` | last week | the calendar unit so many before or after the anchor's |
| `weekend:1`, `overnight:1` | the weekend | nearest in the direction of the tense |
| `results:-4` | the year-earlier quarter | so many quarters from the one that the report tells results of |
| `offset:-2W` | two weeks ago | a distance from the anchor |
| `period:3D dir:past` | the past three days | a stretch that touches the anchor |
| `duration:2W`, `set:1W`, `set:XXXX-WXX-5` | for two weeks, every Friday | dates nothing by itself |
| `holiday:easter-monday`, `holiday:thanksgiving country:CAN` | Canadian Thanksgiving | a feast's day, in a country |
| `calendar:persian/1357-11-22`, `calendar:buddhist/2563` | 22 Bahman 1357 | a date of another calendar |
| `calendar:gregorian/1917-11-07 julian:10-25` | October 25 (November 7 New Style) | one day in two calendars |
| `time:19:15`, `tod:MO` | at 7:15 p.m., the morning | time of day; a modifier where a day is told beside it |
| `ref:PAST`, `ref:PRESENT`, `ref:FUTURE`, `ref:TOLD` | recently, now, soon, at the time | vague |

Units: S seconds, N minutes, H, D, W, F fortnights, M, Q, Y, E decades, C centuries, K weekends; a number may be X.
Modifiers: `anchor:now` (the report's day, the default), `anchor:told` (the time told before), `anchor:event` (the event
after the order word); `dir:` last, this, next, same, following, previous; `part:` early, mid, late, start, end,
earlier, later, half1, half2; `mod:` approx, nearly, less, more, atleast, atmost; `year:-1`; `week:+1`;
`weekday:4` beside a date (a check); `or:2020-05-04` the other reading of an ambiguous 04/05/2020; `to:3` the upper
number; `in:W` the week that holds a date; `nth:-1W` its last week; `away:-2D` so far from it; `fiscal:1`; `each:1`;
`zone:GMT`, `zone:Moscow`, `zone:local`; `as:00:00/GMT` another clock of one moment, as in 03:00 (00:00 GMT). Signal
words (on, since, by, until) are not in the span.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dateline.parse.times import calendars, feasts, words
from dateline.parse.times.context import counts, fits, is_time, stands_alone
from dateline.parse.times.rule import Found, Rule
from dateline.parse.times.rules import RULES
from dateline.parse.times.zones import twinned
from dateline.records import Report, Sentence, Span, TimeExpression, TimeType, Tokens

_CLASSES: dict[str, str] = {}
for _name, _list in {
    "month": "january february march april may june july august september october november december sept jan feb mar "
    "apr jun jul aug sep oct nov dec",
    "weekday": "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "unit": "second minute hour day night week fortnight month quarter year decade century weekend seconds minutes "
    "hours days nights weeks fortnights months quarters years decades centuries weekends mins secs hrs period time",
    "deictic": "today yesterday tomorrow tonight",
    "season": "spring summer autumn fall winter",
    "tod": "morning afternoon evening night noon midnight midday dawn dusk lunchtime midafternoon midmorning",
    "dir": "last this next past coming previous following same that current latest recent first "
    "preceding final opening",
    "ref": "now currently presently present moment nowadays these current recently lately recent previously formerly "
    "past ago soon shortly future term time long someday before point",
    "future": "soon shortly future term long someday before one date",
    "wait": "then while time",
    "results": "quarter period",
    "century": "century",
    "hours": "hours",
    "one": "one",
    "quarter": "quarter q1 q2 q3 q4",
    "half": "half",
    "offset": "ago earlier later now hence previously today before after",
    "order": "after before prior since into following ahead from",
    "each": "every each once twice times",
    "set": "daily nightly weekly monthly quarterly annually annual yearly hourly biweekly fortnightly",
    "overnight": "overnight",
    "yearword": "eighteen nineteen twenty thousand",
    "clock": "am pm a.m p.m o morning afternoon evening clock",
    "decade": "twenties thirties forties fifties sixties seventies eighties nineties",
    "weekly": "weekdays weekends",
    "holiday": feasts.FIRST_WORDS[""],
    "holiday-day": feasts.FIRST_WORDS["day"],
    "holiday-year": feasts.FIRST_WORDS["year"],
    "day-word": "day",
    "calendar": calendars.FIRST_WORDS,
    "letters": calendars.LETTER_WORDS,
    "reign": calendars.ERA_WORDS,
    "calendar-word": "calendar",
    "year-word": "year",
    "month-word": "month",
}.items():
    for _word in _list.split():
        _CLASSES[_word] = f"{_CLASSES.get(_word, '')} {_name}"
_CLASS_SETS = {word: frozenset(names.split()) for word, names in _CLASSES.items()}
_CLASS_SETS["may"] = frozenset({"month"})
_SPLIT = re.compile(r"[ap]\.m|q[1-4]\b|[a-z]+|\d+(?:['’]?s|am|pm)?")
_JOIN = re.compile(r",? ?(?:at |on |in |of |by )?(?:the )?$| ,? ?(?:at |on |in |of )?$")
_ON = re.compile(r" (?:on|of) ")
_YEARLESS = frozenset({"month", "season", "month-day", "month-day-word", "day-month", "day-word-month"})
_FIXED_BASES = ("date:", "weekday:", "holiday:", "calendar:", "unit:D ")
_FROM_EVENT = re.compile(r"offset:([+-][\dX.]+[A-Z]) anchor:event")
_ORDER = re.compile(r" (?:after|before|prior to|following|ahead of|from) ")
_TOO_LITTLE = frozenset({"dir", "half", "order", "each", "hyphen", "one", "future"})
_DAY_BASES = ("date:", "weekday:", "unit:", "weekend:", "holiday:", "calendar:", "range:", "offset:")


def find(tokens: Tokens, sentences: Sequence[Sentence], report: Report) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a report's sentences and read each into the form language."""
    out: list[TimeExpression] = []
    day_first = _day_first(report.text)
    for sentence in sentences:
        text, starts, ends = _surface(tokens, sentence)
        for found in _with_years(read(text), text, tokens, sentence, starts):
            first = max(0, bisect_right(starts, found.start) - 1)
            last = bisect_left(ends, found.end) + 1
            if _is_verb(tokens, sentence.first + first, found) or _was_soon(tokens, sentence.first + first, found):
                continue
            first, last = sentence.first + first, sentence.first + min(last, len(starts))
            span = Span(tokens.span[first].start, tokens.span[last - 1].end)
            form = _ordered(found.form, day_first)
            out.append(TimeExpression(span=span, first=first, last=last, type=found.type, form=form, rule=found.rule))
    return tuple(out)


def _with_years(
    found: list[Found], text: str, tokens: Tokens, sentence: Sentence, starts: list[int]
) -> Iterator[Found]:
    """Add the years that only the parts of speech tell from numbers: "the deadly 2010 earthquake"."""
    yield from found
    for at in range(sentence.first + 1, sentence.last - 1):
        word, start = tokens.text[at], starts[at - sentence.first]
        if len(word) != 4 or not word.isdigit() or not "1900" <= word < "2050":
            continue
        if tokens.upos[at - 1] != "ADJ" or tokens.upos[at + 1] not in {"NOUN", "PROPN", "ADJ"}:
            continue
        if counts(text[start + 4 :]) or any(one.start < start + 4 and start < one.end for one in found):
            continue
        yield Found(start, start + 4, TimeType.DATE, f"date:{word}", "year-of-thing")


def read(text: str) -> list[Found]:
    """Find the time expressions in one sentence's text, longest first, then join a day with a time of day.

    >>> [(found.type.value, found.form) for found in read("It ended nearly two weeks ago, on Thursday night.")]
    [('DATE', 'offset:-2W anchor:now mod:nearly'), ('TIME', 'weekday:4 tod:NI')]
    """
    classes = _classes(text)
    if not classes:
        return []
    found: list[Found] = []
    for rule in RULES:
        if rule.needs <= classes:
            found.extend(_matches(rule, text))
    return twinned(_joined(twinned(_longest(found), text), text), text)


def _classes(text: str) -> set[str]:
    classes: set[str] = set()
    for word in _SPLIT.findall(text.lower()):
        if word in _CLASS_SETS:
            classes |= _CLASS_SETS[word]
        elif word[0].isdigit():
            classes.add("digit")
            if len(word) == 4 and "15" <= word[:2] <= "20":
                classes.add("year")
            if word.endswith("s"):
                classes.add("decade")
            if word.endswith("m"):
                classes.add("clock")
    if "-" in text:
        classes.add("hyphen")
    return classes if classes - _TOO_LITTLE else set()


def _matches(rule: Rule, text: str) -> list[Found]:
    found = []
    for match in rule.pattern.finditer(text):
        start, end = match.span("span" if "span" in rule.pattern.groupindex else 0)
        form = rule.build(match)
        kind = TimeType.DURATION if form and form.startswith("period:") else rule.type
        if form and start < end and fits(rule, before=text[:start], told=text[start:end], after=text[end:]):
            found.append(Found(start, end, kind, form, rule.name))
    return found


def _longest(found: list[Found]) -> list[Found]:
    """Keep the longest of matches that share a character, the earlier rule among equals."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept)


def _joined(found: list[Found], text: str) -> list[Found]:
    """Join a time of day and the day beside it, a month and the year told after it in words.

    "Thursday night", "10 p.m. on Wednesday", "the morning of May 3", "January nineteen ninety-seven".
    """
    out: list[Found] = []
    for one, after in zip_longest(found, found[1:]):
        between = text[out[-1].end : one.start] if out else ""
        own = after is not None and "," in between and _ON.fullmatch(text[one.end : after.start])
        if out and _JOIN.fullmatch(between) and not own:
            left = out[-1]
            if one.rule == "year-words" and left.rule in _YEARLESS and "date:XXXX" in left.form:
                form = left.form.replace("XXXX", one.form.removeprefix("date:"))
                out[-1] = Found(left.start, one.end, left.type, form, left.rule)
                continue
            if one.rule == "tod" and "small-hours+" in left.rule:
                out[-1] = left._replace(end=one.end)  # "the early hours of Sunday morning"
                continue
            pair = _pair(left, one)
            if pair:
                out[-1] = Found(left.start, one.end, TimeType.TIME, pair, f"{left.rule}+{one.rule}")
                continue
        out.append(one)
    out = [one for one in out if one.rule != "tod" or is_time(before=text[: one.start], after=text[one.end :])]
    return [_measured(one, after, text) for one, after in zip_longest(out, out[1:])]


def _measured(one: Found, after: Found | None, text: str) -> Found:
    """Measure a distance from the date told right after it: "two days before Christmas", not "… Christmas's end"."""
    distance = _FROM_EVENT.fullmatch(one.form)
    if distance is None or after is None or not after.form.startswith(_FIXED_BASES):
        return one
    alone = stands_alone(text[after.end :])
    if not alone or not _ORDER.fullmatch(text[one.end : after.start]):
        return one
    return one._replace(form=f"{after.form} away:{distance[1]}", rule=f"{one.rule}+{after.rule}")


def _pair(left: Found, right: Found) -> str | None:
    for day, clock in ((left, right), (right, left)):
        has_time = re.search(r"\b(?:time|tod):", day.form)
        if day.form.startswith(_DAY_BASES) and not has_time and "anchor:event" not in day.form:
            whole_days = not day.form.startswith(("unit:", "offset:")) or "D" in day.form.split()[0]
            if clock.form.startswith(("time:", "tod:")):
                return f"{day.form} {clock.form}" if whole_days else None
    return None


def _surface(tokens: Tokens, sentence: Sentence) -> tuple[str, list[int], list[int]]:
    """Return a sentence's words as read, one space where the text has any, and where each token starts and ends."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for index in range(sentence.first, sentence.last):
        if index > sentence.first and tokens.span[index].start > tokens.span[index - 1].end:
            parts.append(" ")
            length += 1
        word = tokens.text[index].replace("\u00a0", " ")
        starts.append(length)
        length += len(word)
        ends.append(length)
        parts.append(word)
    return "".join(parts), starts, ends


def _is_verb(tokens: Tokens, token: int, found: Found) -> bool:
    """Say whether a bare "May", "March" or "second" is another part of speech to the parser."""
    return found.rule in {"month", "weekday", "season"} and tokens.upos[token] in {"AUX", "VERB"}


def _was_soon(tokens: Tokens, token: int, found: Found) -> bool:
    """Say whether "soon" is told of the past, and so of no time to come: "soon became", "was soon released"."""
    if found.rule != "future":
        return False
    auxiliary = token > 0 and tokens.upos[token - 1] == "AUX" and tokens.xpos[token - 1] == "VBD"
    return auxiliary or (token + 1 < len(tokens) and tokens.xpos[token + 1] == "VBD")


def _day_first(text: str) -> bool | None:
    """Say whether the report writes the day first in 31/01/2020, None where no date of its own tells."""
    orders = set()
    for first, second in re.findall(r"\b(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)\b", text[:200_000]):
        if (int(first) > 12) != (int(second) > 12):
            orders.add(int(first) > 12)
    return orders.pop() if len(orders) == 1 else None


def _ordered(form: str, day_first: bool | None) -> str:
    match = re.match(r"date:(\S+) or:(\S+)", form)
    if not match or day_first is None:
        return form
    return f"date:{match[2] if day_first else match[1]}{form[match.end() :]}"


__all__ = ["Found", "find", "read", "words"]
