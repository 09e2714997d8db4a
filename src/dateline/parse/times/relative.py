"""Rules for days and units told from another day."""

from __future__ import annotations

import re

from dateline.parse.times import words
from dateline.parse.times.rule import ABOUT, DATE, DIRECTION, PART, PARTS, SET, TIME, Match, Rule, adder, tail
from dateline.parse.times.words import FULL_WEEKDAY, WEEKDAY

RULES: list[Rule] = []
rule = adder(RULES)


@rule(
    "weekday",
    DATE,
    "weekday",
    rf"{ABOUT}{PART}{DIRECTION}?(?P<w>{WEEKDAY})(?! (?-i:Times|Morning|Mirror|Express|Telegraph|Herald|Post"
    r"|Independent|Night Live))(?: (?P<week>last week|next week|this week|of last week|of next week"
    r"|of this week))?",
)
def weekday(match: Match) -> str:
    """Read earlier on Thursday; last Friday; Monday of next week."""
    week = ""
    if match["week"]:
        week = {"last": " week:-1", "next": " week:+1", "this": " week:0"}[
            match["week"].lower().removeprefix("of ").split()[0]
        ]
    return f"weekday:{words.weekday(match['w'])}{week}{tail(match)}"


@rule(
    "weekdays",
    SET,
    "weekday",
    rf"(?:(?P<each>every|each) (?:other )?(?P<w>{FULL_WEEKDAY})|(?P<ws>{FULL_WEEKDAY})s)(?: (?P<tod>morning"
    r"|afternoon|evening|night)s?)?",
)
def weekdays(match: Match) -> str:
    """Read every Friday; Tuesdays."""
    return f"set:XXXX-WXX-{words.weekday(match['w'] or match['ws'])}{' each:1' if match['each'] else ''}"


@rule("deictic", DATE, "deictic", rf"{PART}(?P<d>the day before yesterday|the day after tomorrow|yesterday|tomorrow)")
@rule(
    "deictic-today",
    DATE,
    "deictic",
    r"(?:(?P<part>early|late|earlier|later) (?:on )?)?(?P<d>today)(?!['’]s (?:world|society))",
)
def deictic(match: Match) -> str:
    """Read yesterday; earlier today."""
    shift = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}
    return f"unit:D shift:{shift[match['d'].lower()]}{tail(match)}"


@rule("tonight", TIME, "deictic", r"(?:late |later |earlier )?tonight")
def tonight(_: Match) -> str:
    """Read tonight."""
    return "unit:D shift:0 tod:NI"


@rule(
    "part-of-day",
    TIME,
    "tod",
    r"(?:(?P<part>early|late|earlier|later) )?(?P<dir>this|last|that|the following|the next|the previous"
    r"|the same) (?P<tod>morning|afternoon|evening|night)",
)
def part_of_day(match: Match) -> str:
    """Read this morning; last night; the following evening."""
    direction = match["dir"].lower().removeprefix("the ")
    tod = words.PARTS_OF_DAY[match["tod"].lower()]
    if direction == "last":
        return f"unit:D shift:-1 tod:{tod}"
    if direction == "this":
        return f"unit:D shift:0 tod:{tod}"
    shift = {"following": "1", "next": "1", "previous": "-1"}.get(direction, "0")
    return f"unit:D shift:{shift} anchor:told tod:{tod}"


@rule("overnight", TIME, "overnight", r"overnight")
def overnight(_: Match) -> str:
    """Read overnight: the night that ended on the morning of the report, or the one before."""
    return "overnight:1"


@rule(
    "shift",
    DATE,
    "dir unit",
    rf"{ABOUT}{PART}(?:the )?{DIRECTION}(?:full )?(?P<fiscal>fiscal )?(?P<u>day|week|weekend|month|quarter|year"
    r"|decade|century|fortnight)(?! ?-)",
)
def shift(match: Match) -> str | None:
    """Read last week; later this year; the following day; that week."""
    direction = re.sub(r"\s+", " ", match["dir"].lower()).removeprefix("the ")
    letter = words.unit(match["u"])
    told = direction in {"same", "that", "following", "previous"} or (
        direction == "next" and (letter == "D" or match[0].lower().startswith("the next"))
    )
    if direction in {"past", "this past"} and match[0].lower().startswith(("the ", "past")) and letter != "K":
        return f"period:1{letter} dir:past"
    step = {"last": -1, "past": -1, "this past": -1, "previous": -1, "next": 1, "coming": 1, "this coming": 1}
    number = 1 if direction == "following" else step.get(direction, 0)
    if direction == "this" and letter == "D" and not match["part"]:
        return "unit:D shift:0"
    return f"unit:{letter} shift:{number}{' anchor:told' if told else ''}{tail(match, skip='dir')}"


@rule(
    "year-part",
    DATE,
    "unit",
    r"(?:the |(?P<whose>this|last|next) )?(?:(?P<u>year|month|week|quarter)(?:['’]s|[- ])(?P<p>end|start)|"
    r"(?P<p2>end|start|beginning|middle|rest|remainder|turn) of the (?P<u2>year|month|week|quarter|decade"
    r"|century|day))",
)
def year_part(match: Match) -> str:
    """Read the end of the year; year-end."""
    letter = words.unit(match["u"] or match["u2"])
    part = (match["p"] or match["p2"]).lower()
    step = {"last": -1, "next": 1}.get((match["whose"] or "").lower(), 0)
    return f"unit:{letter} shift:{step} part:{PARTS.get(part, part)}"


@rule(
    "year-now",
    DATE,
    "unit",
    r"(?P<prep>for|of|throughout|during|over|in) the (?:(?:full|whole|entire) )?(?P<f>fiscal |calendar )?"
    r"(?P<u>year|week|month)(?! (?:of|in) )",
)
def year_now(match: Match) -> str:
    """Read [For] the year: the one that the report is told in."""
    return f"unit:{words.unit(match['u'])} shift:0{' fiscal:1' if match['f'] else ''}"


@rule("weekend", DATE, "unit", r"(?:(?P<part>over|during|at) )?the (?P<w>weekend)")
def weekend(_: Match) -> str:
    """Read the weekend: the nearest in the direction of the tense."""
    return "weekend:1"


@rule(
    "period-now",
    DATE,
    "unit",
    r"the (?:(?P<dir>latest|current|year[- ]earlier|year[- ]ago|corresponding|comparable|same) )?(?:"
    r"(?P<n>third|first|second|fourth)[- ])?(?P<u>quarter|period)(?: last year| a year (?:ago|earlier))?",
)
def period_now(match: Match) -> str | None:
    """Read the quarter; the year-earlier period."""
    words_of = match[0].lower()
    earlier = "year" in words_of
    if match["u"].lower() == "period" and not (match["dir"] and (earlier or match["dir"].lower() == "latest")):
        return None
    return f"unit:Q shift:{-5 if earlier else -1}"  # results are told of the last quarter that is over
