"""The rules of the time grammar: each is a pattern over a sentence's words and a reading in the form language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.parse.times import words
from dateline.parse.times.words import (
    APPROX,
    COUNT,
    DAY,
    FULL_WEEKDAY,
    MONTH,
    NUMBER,
    ORDINAL,
    PART_OF_DAY,
    SEASON,
    UNIT,
    WEEKDAY,
    YEAR,
    ZONE,
)
from dateline.records import TimeType

DATE, TIME, DURATION, SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET
Match = re.Match[str]
Build = Callable[[Match], "str | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of time expression; `needs` names the classes of words without which it cannot match."""

    name: str
    type: TimeType
    needs: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


RULES: list[Rule] = []
PART = (
    r"(?:(?:the )?(?:very )?(?P<part>(?:early|mid|late|earlier|later)(?=(?: in| on| part of)?[ -])"
    r"|(?:beginning|start|outset|end|close|middle|first half|second half|latter half|turn)(?= of ))"
    r"(?: (?:part )?(?:of|in|on))?[- ](?:the )?)?"
)
ABOUT = rf"(?:(?P<mod>{APPROX}) )?"
DIRECTION = (
    r"(?:(?P<dir>last|this past|this coming|past|this|next|coming|previous|following|the same|same|that"
    r"|the current|current|the latest)[ ])"
)
PARTS = {
    "beginning": "start", "outset": "start", "turn": "start", "close": "end", "middle": "mid", "first half": "half1",
    "second half": "half2", "latter half": "half2",
}  # fmt: skip
DIRECTIONS = {
    "this past": "last", "past": "last", "this coming": "next", "coming": "next", "the current": "this",
    "current": "this", "the latest": "latest", "the same": "same", "that": "same",
}  # fmt: skip


def rule(name: str, kind: TimeType, needs: str, pattern: str) -> Callable[[Build], Build]:
    """Add a rule to the grammar; a pattern matches whole words only."""

    def add(build: Build) -> Build:
        compiled = re.compile(rf"(?<![\w.$€£])(?:{pattern})(?![\w%])", re.IGNORECASE)
        RULES.append(Rule(name, kind, frozenset(needs.split()), compiled, build))
        return build

    return add


def tail(match: Match, *, skip: str = "") -> str:
    """Return the modifiers that the named groups of a match give, each with a space before it."""
    groups = match.groupdict()
    out = ""
    if (value := groups.get("dir")) and "dir" not in skip:
        value = re.sub(r"\s+", " ", value.lower())
        out += f" dir:{DIRECTIONS.get(value, value)}"
    if value := groups.get("part"):
        out += f" part:{PARTS.get(value.lower(), value.lower())}"
    if value := groups.get("mod"):
        mod = words.MODS.get(re.sub(r"\s+", " ", value.lower()))
        out += f" mod:{mod}" if mod else ""
    return out


def day_of(year: str | None, month: int, day: str) -> str | None:
    """Write a day; None for a day that no such month has."""
    number = int(re.match(r"\d+", day)[0])  # type: ignore[index]
    if not (1 <= month <= 12 and 1 <= number <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]):
        return None
    return f"{year or 'XXXX'}-{month:02}-{number:02}"


# --- calendar dates -----------------------------------------------------------------------------------------------


@rule(
    "iso",
    DATE,
    "digit",
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ](?P<t>\d{2}:\d{2})(?::\d{2})?(?P<z>Z|[+-]\d{2}:?\d{2})?)?",
)
def iso(match: Match) -> str | None:
    """Read 2020-01-16T06:41."""
    day = day_of(match["y"], int(match["m"]), match["d"])
    time = f" time:{match['t']}" if match["t"] else ""
    return day and f"date:{day}{time}"


@rule("compact", DATE, "digit", r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])")
def compact(match: Match) -> str | None:
    """Read 19980303."""
    day = day_of(match["y"], int(match["m"]), match["d"])
    return day and f"date:{day}"


@rule("numeric", DATE, "digit", r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)?\d\d)")
def numeric(match: Match) -> str | None:
    """Read 04/05/2020: `order` is settled by the report's other dates where they tell, else both readings are kept."""
    year = match["y"] if len(match["y"]) == 4 else f"{'20' if int(match['y']) < 70 else '19'}{match['y']}"
    month_first, day_first = day_of(year, int(match["a"]), match["b"]), day_of(year, int(match["b"]), match["a"])
    if match["s"] == ".":
        return day_first and f"date:{day_first}"
    if month_first and day_first and month_first != day_first:
        return f"date:{month_first} or:{day_first}"
    one = month_first or day_first
    return one and f"date:{one}"


_WEEKDAY_HEAD = rf"(?:(?P<w>{WEEKDAY})(?:,? the|,| ,)? )?"
_YEAR_TAIL = rf"(?:(?: ,|,)? (?P<y>{YEAR})(?! ?[-–] ?\d))?"
_LAST_YEAR = r"(?: (?P<yy>last year|this year|next year|of last year|of this year|of next year|of that year))?"
_YEAR_WORD = {"last": " year:-1", "this": " year:+0", "next": " year:+1", "that": " year:told"}


def with_year(match: Match) -> str:
    """Read return the modifier for a year told in words after a day or month."""
    told = match.groupdict().get("yy")
    return _YEAR_WORD[told.lower().removeprefix("of ").split()[0]] if told else ""


@rule(
    "day-month",
    DATE,
    "month digit",
    rf"{ABOUT}{_WEEKDAY_HEAD}(?:the )?(?P<d>{DAY})(?: of)?[ -](?P<mon>{MONTH}){_YEAR_TAIL}{_LAST_YEAR}",
)
@rule(
    "month-day",
    DATE,
    "month digit",
    rf"{ABOUT}{_WEEKDAY_HEAD}(?:(?P<dir>last|this|next) )?"
    rf"(?P<mon>{MONTH})(?: the)? ?(?P<d>{DAY})(?!:\d|\d|,\d){_YEAR_TAIL}{_LAST_YEAR}",
)
def month_day(match: Match) -> str:
    """Read Thursday, 31st January, 2020; Jan. 31."""
    # A day that the month does not have is kept as told: resolve makes it a Problem.
    day = f"{match['y'] or 'XXXX'}-{words.month(match['mon']):02}-{int(re.sub(r'[a-z]+$', '', match['d'].lower())):02}"
    weekday = f" weekday:{words.weekday(match['w'])}" if match["w"] else ""
    return f"date:{day}{with_year(match)}{weekday}{tail(match)}"


_TO = r" ?(?:-|–|—|to|and|through|until|till) ?(?:the )?"


@rule(
    "day-range",
    DATE,
    "month digit",
    rf"(?:(?P<mon>{MONTH}) (?P<a>{DAY}){_TO}(?P<b>{DAY})(?!:?\d){_YEAR_TAIL}|(?:the )?(?P<a2>{DAY}){_TO}"
    rf"(?P<b2>{DAY})(?: of)? (?P<mon2>{MONTH})(?:(?: ,|,)? (?P<y2>{YEAR}))?)",
)
def day_range(match: Match) -> str | None:
    """Read 3 to 5 January 2020; January 3-5."""
    number = words.month(match["mon"] or match["mon2"])
    year = match["y"] or match["y2"]
    first = day_of(year, number, match["a"] or match["a2"])
    last = day_of(year, number, match["b"] or match["b2"])
    return f"range:{first}/{last}" if first and last and first < last else None


@rule(
    "long-range",
    DATE,
    "month digit",
    rf"(?P<m1>{MONTH}) (?P<a>{DAY}) ?[-–—] ?(?P<m2>{MONTH}) (?P<b>{DAY}){_YEAR_TAIL}",
)
def long_range(match: Match) -> str | None:
    """Read January 30 - February 2, 2020."""
    first = day_of(match["y"], words.month(match["m1"]), match["a"])
    last = day_of(match["y"], words.month(match["m2"]), match["b"])
    return f"range:{first}/{last}" if first and last and first < last else None


@rule("year-range", DATE, "digit", rf"(?P<a>{YEAR}) ?[-–/] ?(?P<b>{YEAR}|\d\d)")
def year_range(match: Match) -> str | None:
    """Read 2015-2019, 2019/20."""
    last = match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"]
    return f"range:{match['a']}/{last}" if match["a"] < last else None


@rule("month-year", DATE, "month digit", rf"{ABOUT}{PART}(?P<mon>{MONTH})(?: of|,| ,)? (?P<y>{YEAR})")
def month_year(match: Match) -> str:
    """Read early January 2020."""
    return f"date:{match['y']}-{words.month(match['mon']):02}{tail(match)}"


@rule("month", DATE, "month", rf"{ABOUT}{PART}{DIRECTION}?(?P<mon>{MONTH}){_LAST_YEAR}")
def bare_month(match: Match) -> str | None:
    """Read late January; last May; June last year. The grammar's caller refuses a bare "May" that is no month."""
    return f"date:XXXX-{words.month(match['mon']):02}{with_year(match)}{tail(match)}"


@rule(
    "year",
    DATE,
    "digit",
    rf"{ABOUT}{PART}(?:the )?(?:(?P<fiscal>fiscal year|financial year|fiscal|FY)[ -]?|year )?(?P<y>{YEAR})"
    r"(?!,\d|[/-]\d)",
)
def bare_year(match: Match) -> str:
    """Read the end of 2020; fiscal 1989."""
    return f"date:{match['y']}{' fiscal:1' if match['fiscal'] else ''}{tail(match)}"


_TENS = (
    "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"


@rule(
    "year-words",
    DATE,
    "yearword",
    rf"(?:the year )?(?:(?P<c>eighteen|nineteen|twenty)[ -](?P<t>{_TENS}|oh)(?:[ -](?P<o>{_ONES}))?"
    rf"|two thousand(?: and)?(?: (?P<k>{_TENS}|{_ONES}))?)(?= ?[.,;)]|$| (?!people|men|women)[a-zA-Z])",
)
def year_words(match: Match) -> str | None:
    """Read nineteen ninety-six. "Two thousand" alone is a number."""
    if not match["c"]:
        if not match["k"] and not match[0].lower().startswith("the year"):
            return None
        return f"date:{2000 + (words.NUMBERS.get((match['k'] or '').lower(), 0))}"
    tens = words.NUMBERS.get(match["t"].lower(), 0)
    if tens < 20 and match["o"] and match["t"].lower() != "oh":
        return None
    ones = words.NUMBERS.get((match["o"] or "").lower(), 0)
    return f"date:{100 * words.NUMBERS[match['c'].lower()] + tens + ones}" if tens + ones or match["o"] else None


@rule(
    "decade",
    DATE,
    "decade",
    rf"{ABOUT}{PART}(?:the )?(?:(?P<y>(?:1[5-9]|20)\d)0['’]?s|['’]?(?P<d>[2-9])0['’]?s|(?P<w>twenties|thirties"
    r"|forties|fifties|sixties|seventies|eighties|nineties))",
)
def decade(match: Match) -> str | None:
    """Read the late 1990s; the 80s."""
    if match["y"]:
        return f"date:{match['y']}X{tail(match)}"
    if match["d"] and not re.search(r"the|['’]", match[0]):
        return None  # "in his 80s" is an age
    named = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    digit = int(match["d"]) if match["d"] else named.index(match["w"].lower()) + 2
    return f"date:19{digit}X{tail(match)}"


@rule(
    "century",
    DATE,
    "unit",
    rf"{PART}(?:the )?(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL}|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh"
    r"|nine)teenth|twentieth|twenty-first)[- ]century",
)
def century(match: Match) -> str:
    """Read the 19th century."""
    name = match["n"].lower()
    teens = "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split()
    number = teens.index(name) + 13 if name in teens else words.ordinal(name)
    return f"date:{number - 1:02}XX{tail(match)}"


_QUARTER = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|final)[- ]quarter"


@rule(
    "quarter",
    DATE,
    "quarter",
    rf"{PART}(?:the )?(?:(?P<dir>last|this|next|that|the previous|the same) )?(?:(?P<yy>last|this"
    rf"|next) year['’]s )?(?:fiscal )?"
    rf"(?:(?P<before>{YEAR}) )?(?:{_QUARTER}|Q(?P<q>[1-4]))(?:(?: of| in)?(?: fiscal)?(?: the)? "
    rf"(?P<y>{YEAR})| (?:of )?(?P<yz>last|this|next) year)?",
)
def quarter(match: Match) -> str:
    """Read the third quarter of 1989; Q3 2019; last year's fourth quarter."""
    number = match["q"] or str({"1": 1, "f": 1, "s": 2, "2": 2, "t": 3, "3": 3, "4": 4}[match["n"][0].lower()])
    if match["n"] and match["n"].lower() in {"fourth", "final"}:
        number = "4"
    told = match["yy"] or match["yz"]
    year = match["y"] or match["before"] or "XXXX"
    return f"date:{year}-Q{number}{_YEAR_WORD[told.lower()] if told else ''}{tail(match)}"


@rule(
    "half",
    DATE,
    "half",
    rf"(?:the )?(?P<n>first|second)[- ]half of (?:the )?(?P<y>{YEAR}|year|this year|last year|next year)",
)
def half(match: Match) -> str:
    """Read the first half of 2019."""
    number = 1 if match["n"].lower() == "first" else 2
    told = match["y"].lower()
    if told[0].isdigit():
        return f"date:{told}-H{number}"
    return f"date:XXXX-H{number}{_YEAR_WORD.get(told.split()[0], '')}"


@rule(
    "season",
    DATE,
    "season",
    rf"{PART}(?:{DIRECTION}|(?P<the>the )|(?P<prep>(?<=in )|(?<=since )|(?<=by )|(?<=until )))?(?P<s>{SEASON})"
    rf"(?: of)?(?:,? (?P<y>{YEAR})| (?P<yy>last year|this year|next year))?",
)
def season(match: Match) -> str | None:
    """Read last summer; the spring of 2020. A bare season with nothing before it is often no time at all."""
    bare = not (match["dir"] or match["y"] or match["part"] or match["yy"])
    if bare and match["s"].lower() in {"fall", "spring"} and match["s"].islower() and not match["the"]:
        return None
    return f"date:{match['y'] or 'XXXX'}-{words.SEASONS[match['s'].lower()]}{with_year(match)}{tail(match)}"


# --- days told from another day -----------------------------------------------------------------------------------


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


@rule(
    "holiday",
    DATE,
    "holiday",
    r"(?:(?P<dir>last|this|next) )?(?P<h>Christmas(?: Day| Eve)?|New Year['’]s(?: Day| Eve)?|Boxing Day"
    r"|Good Friday|Easter(?: Sunday| Monday)?|Thanksgiving(?: Day)?|Halloween|Valentine['’]s Day|May Day"
    r"|Labou?r Day|Independence Day|Memorial Day|Veterans Day|Armistice Day|Columbus Day|Martin Luther King"
    r"(?:,? Jr\.?)? Day|Presidents['’]? Day|Nowruz|Epiphany|Palm Sunday|Pentecost|Ash Wednesday)(?:,? "
    rf"(?P<y>{YEAR}))?",
)
def holiday(match: Match) -> str:
    """Read Christmas Eve; last Easter."""
    name = re.sub(r"[^a-z]+", "-", match["h"].lower().replace("’", "'").replace("'", "")).strip("-")
    year = f" year:{match['y']}" if match["y"] else ""
    return f"holiday:{name}{year}{tail(match)}"


# --- distances, durations, sets -----------------------------------------------------------------------------------


@rule(
    "offset",
    DATE,
    "unit offset",
    rf"{ABOUT}(?P<n>{COUNT}) (?P<u>{UNIT})(?: or (?P<so>so|more|two|less))? (?P<o>ago|earlier|later|from now"
    r"|hence|previously|from today|before that|after that)(?! than)",
)
@rule(
    "offset-many",
    DATE,
    "unit offset",
    r"(?P<n>(?:few|many|several)? ?)(?P<u>(?:days|weeks|months|years|decades|hours|minutes|centuries)) "
    r"(?P<o>ago|earlier|later)",
)
def offset(match: Match) -> str:
    """Read nearly two weeks ago; three days later."""
    past = match["o"].lower() in {"ago", "earlier", "previously", "before that"}
    anchor = "now" if match["o"].lower() in {"ago", "from now", "hence", "from today"} else "told"
    number = words.count(match["n"].strip()) if match["n"].strip() else "X"
    about = " mod:approx" if match.groupdict().get("so") else ""
    return f"offset:{'-' if past else '+'}{number}{words.unit(match['u'])} anchor:{anchor}{about or tail(match)}"


@rule(
    "distance",
    DURATION,
    "unit order",
    rf"{ABOUT}(?P<n>{COUNT}) (?P<u>{UNIT})(?= (?P<o>after|before|prior to|since|into|following|ahead of)\b)",
)
@rule(
    "distance-many",
    DURATION,
    "unit order",
    r"(?P<n>)(?P<u>(?:hours|minutes|days|weeks|months|years))(?= (?P<o>after|before|ahead of)\b)",
)
@rule("distance-day", DATE, "unit order", r"(?P<n>)the (?P<u>day|week|month|year)(?= (?P<o>after|before)\b)")
def distance(match: Match) -> str | None:
    """Read nearly two weeks [after the strike]: measured from the event after the order word."""
    order = match["o"].lower()
    if order in {"since", "into"}:
        return f"duration:{words.count(match['n'])}{words.unit(match['u'])}{tail(match)}"
    sign = "-" if order in {"before", "prior to", "ahead of"} else "+"
    number = words.count(match["n"]) if match["n"] else "1" if match[0].lower().startswith("the ") else "X"
    return f"offset:{sign}{number}{words.unit(match['u'])} anchor:event{tail(match)}"


@rule(
    "period",
    DURATION,
    "unit dir",
    r"(?:(?P<mod>at least|about|nearly|almost) )?(?:the )?(?P<dir>past|last|previous|next|coming|following"
    rf"|first|latest|recent|preceding|final|opening)(?: (?P<n>{COUNT}|few|couple of))? (?P<u>{UNIT})(?: or so)?",
)
def period(match: Match) -> str | None:
    """Read the past three days; the next few weeks; recent weeks."""
    number, direction = match["n"], match["dir"].lower()
    plural = match["u"].lower().endswith("s")
    if not number and (not plural or direction in {"first", "final", "opening", "last"}):
        return None
    past = {"past", "last", "previous", "latest", "recent", "preceding"}
    name = "past" if direction in past else "next" if direction in {"next", "coming"} else direction
    return (
        f"period:{words.count(number) if number else 'X'}{words.unit(match['u'])} dir:{name}{tail(match, skip='dir')}"
    )


@rule("ahead", DURATION, "unit", r"the (?P<u>days|weeks|months|years|decades|hours) (?:ahead|to come)")
def ahead(match: Match) -> str:
    """Read the weeks ahead."""
    return f"period:X{words.unit(match['u'])} dir:next"


@rule(
    "month-count",
    DURATION,
    "unit",
    r"(?:the )?(?:first |latest )?(?P<n>three|six|nine|12|nine|twelve|3|6|9) months",
)
def month_count(match: Match) -> str:
    """Read the nine months of a company's year so far."""
    return f"duration:{words.count(match['n'])}M"


@rule(
    "duration",
    DURATION,
    "unit",
    rf"{ABOUT}(?P<n>{COUNT})(?: (?:to|or) (?P<n2>{NUMBER}))?(?: (?:more|trading|working|business|calendar"
    rf"|additional))? (?P<u>{UNIT})(?P<old>[- ]olds?)?",
)
@rule(
    "duration-hyphen",
    DURATION,
    "unit",
    rf"(?P<mod>x{{0}})(?P<n>{NUMBER}|several|multi)(?P<n2>)-?[- ]?-(?P<u>second|minute|hour|day|night|week"
    r"|month|quarter|year|decade|century)(?P<old>-olds?)?(?: period)?(?:-long)?",
)
def duration(match: Match) -> str | None:
    """Read three years; a two-week trial."""
    if (
        re.fullmatch(r"an? (?:second|minute|quarter|night|weekend)", match[0].lower())
        or match[0].lower() == "many some"
    ):
        return None
    if match["old"] or re.match(r"(?:one|some) (?:day|time|night)$", match[0].lower()):
        return None  # an age dates nothing
    more = f" to:{words.count(match['n2'])}" if match["n2"] else ""
    return f"duration:{words.count(match['n'])}{words.unit(match['u'])}{more}{tail(match)}"


@rule(
    "duration-many",
    DURATION,
    "unit",
    r"(?:(?P<prep>for|in|over|within|took|takes|take) )?(?P<u>hours|minutes|days|weeks|months|years|decades"
    r"|centuries)(?: or (?:weeks|months|years))?(?:-long)?",
)
def duration_many(match: Match) -> str | None:
    """Read [For] weeks."""
    return f"duration:X{words.unit(match['u'])}" if match["prep"] else None


@rule(
    "set",
    SET,
    "unit each",
    rf"(?:(?:once|twice|(?:{NUMBER}) times) (?:an?|each|every) |(?P<e>every|each) (?:(?P<n>{NUMBER}|other"
    r"|few) )?)(?P<u>hour|day|night|week|month|quarter|year|morning|afternoon|evening|summer|winter|spring"
    r"|weekend|minute|second)s?(?! one)",
)
def every(match: Match) -> str:
    """Read every two weeks; twice a day; each month."""
    name = match["u"].lower()
    if name in words.PARTS_OF_DAY or name in words.SEASONS:
        part = words.PARTS_OF_DAY.get(name)
        return f"set:XXXX-XX-XXT{part}" if part else f"set:XXXX-{words.SEASONS[name]}"
    number = {"other": "2", "few": "X"}.get((match["n"] or "").lower()) or words.count(match["n"])
    return f"set:{number}{words.unit(name)}{' each:1' if match['e'] else ''}"


@rule(
    "set-word",
    SET,
    "set",
    r"(?P<w>daily|nightly|weekly|monthly|quarterly|annually|annual|yearly|hourly|biweekly|fortnightly)",
)
def set_word(match: Match) -> str | None:
    """Read daily; annually. An adjective before a noun tells of a kind more than of a time, but is one all the same."""
    word = match["w"].lower()
    if word in {"annual", "quarterly"}:
        return None
    letters = {
        "d": "1D",
        "n": "1D",
        "w": "1W",
        "m": "1M",
        "q": "3M",
        "a": "1Y",
        "y": "1Y",
        "h": "1H",
        "b": "2W",
        "f": "2W",
    }
    return f"set:{letters[word[0]]}"


# --- clock --------------------------------------------------------------------------------------------------------


@rule(
    "clock-12",
    TIME,
    "clock",
    rf"{ABOUT}(?:shortly (?:before|after) )?(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?(?::[0-5]\d)? ?"
    rf"(?P<ap>[ap])\.?\s?m\b\.?(?:,? \(?(?P<z>{ZONE})\)?)?",
)
def clock_12(match: Match) -> str:
    """Read 7:15 p.m. GMT."""
    hour = int(match["h"]) % 12 + (12 if match["ap"].lower() == "p" else 0)
    return f"time:{hour:02}:{match['m'] or '00'}{_zone(match)}{tail(match)}"


@rule(
    "clock-24",
    TIME,
    "digit",
    rf"{ABOUT}(?:(?P<h>[01]?\d|2[0-4])(?P<s>[:.])(?P<m>[0-5]\d)(?::[0-5]\d)?(?P<hrs> ?hrs| hours| ?h)?(?: \(?"
    rf"(?P<z>{ZONE})\)?)?|(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d) ?(?:hrs|hours|(?P<z4>{ZONE})))",
)
def clock_24(match: Match) -> str | None:
    """Read 0400 GMT; 14:30 local time. "4.30" alone is a number."""
    if match["s"] == "." and not (match["z"] or match["hrs"]):
        return None
    hour, minute = match["h"] or match["h4"], match["m"] or match["m4"]
    return f"time:{int(hour):02}:{minute}{_zone(match)}{tail(match)}"


@rule("clock-word", TIME, "clock", rf"{ABOUT}(?P<h>{NUMBER}) o['’]clock(?: in the (?P<tod>morning|afternoon|evening))?")
@rule("clock-part", TIME, "clock", rf"{ABOUT}(?P<h>1[0-2]|[1-9]) in the (?P<tod>morning|afternoon|evening)")
def clock_word(match: Match) -> str | None:
    """Read four o'clock in the afternoon."""
    number = words.count(match["h"])
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return None
    later = 12 if (match["tod"] or "").lower() in {"afternoon", "evening"} and int(number) < 12 else 0
    return f"time:{int(number) + later:02}:00{tail(match)}"


@rule("noon", TIME, "tod", rf"{ABOUT}(?P<w>noon|midnight|midday)(?: (?P<z>{ZONE}))?")
def noon(match: Match) -> str:
    """Read noon; midnight."""
    return f"time:{words.PARTS_OF_DAY[match['w'].lower()]}{_zone(match)}{tail(match)}"


@rule(
    "tod",
    TIME,
    "tod",
    rf"(?:the )?(?P<part>early |late |mid-?)?(?:hours of (?:the )?)?(?P<w>{PART_OF_DAY})(?: hours)?(?: "
    rf"(?P<z>{ZONE}))?",
)
def tod(match: Match) -> str | None:
    """Read the morning; night: kept alone only where an article or a preposition says that it is a time."""
    word = match["w"].lower()
    name = next((value for key, value in words.PARTS_OF_DAY.items() if word.endswith(key)), "MO")
    part = "early" if "early" in match[0].lower() else "late" if "late " in match[0].lower() else ""
    part = "mid" if "mid" in word and "midn" not in word and "midd" not in word else part
    return f"tod:{name}{f' part:{part}' if part else ''}"


def _zone(match: Match) -> str:
    told = next((match.groupdict()[key] for key in ("z", "z4") if match.groupdict().get(key)), "")
    return f" zone:{'local' if told.lower().startswith('local') else told}" if told else ""


# --- words that point to the past, the present and the future -------------------------------------------------------


@rule(
    "present",
    DATE,
    "ref",
    r"(?:right |until |just )?(?P<w>now|currently|presently|at present|at the moment|nowadays|these days"
    r"|the present|as of now)(?! (?:that|and then))",
)
def present(_: Match) -> str:
    """Read now; currently."""
    return "ref:PRESENT"


@rule("present-adjective", DATE, "ref", r"(?P<w>current)(?= (?!account|events|affairs)\w)")
def present_adjective(_: Match) -> str:
    """Read the current [year is another rule's]."""
    return "ref:PRESENT"


@rule(
    "past",
    DATE,
    "ref",
    r"(?:more |most |until )?(?P<w>recently|lately|recent|the recent past|the past|long ago|some time ago"
    r"|not long ago)(?=[ .,;:)]|$)(?! (?:year|month|week|day|decade|quarter|few|\d|two|three|four|five|six"
    r"|several))",
)
def past(_: Match) -> str | None:
    """Read recently; in the past."""
    return "ref:PAST"


@rule(
    "future",
    DATE,
    "ref",
    r"(?:very )?(?P<w>soon|shortly|(?:the )?(?:near|immediate|foreseeable|not too distant|distant)[- ]"
    r"(?:future|term)|the (?:future|short term|coming)|in future|before long|someday|one day soon)(?! (?:after"
    r"|before|thereafter|afterwards?|as|to be))",
)
def future(_: Match) -> str:
    """Read soon; the near future."""
    return "ref:FUTURE"


@rule(
    "told",
    DATE,
    "ref unit",
    r"(?:at )?(?P<w>the time|that (?:time|point|moment))(?= ?[.,;)]|$| (?:of|when|said|the|he|she|they|in"
    r"|and))",
)
def told(match: Match) -> str | None:
    """Read at the time: the time told before."""
    return "ref:TOLD" if match[0].lower().startswith("at ") else None
