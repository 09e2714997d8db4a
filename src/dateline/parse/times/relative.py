"""Rules for days and units told from another day."""

from __future__ import annotations

import re

from dateline.parse.times import words
from dateline.parse.times.rule import DATE, DIRECTION, DURATION, PART, PARTS, SET, TIME, Match, Rule, adder, tail
from dateline.parse.times.words import DAY, FULL_WEEKDAY, MONTH, WEEKDAY, YEAR

RULES: list[Rule] = []
rule = adder(RULES)


@rule(
    "weekday",
    DATE,
    "weekday",
    rf"{PART}{DIRECTION}?(?P<w>{WEEKDAY})(?! (?-i:Times|Morning|Mirror|Express|Telegraph|Herald|Post"
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
    rf"(?:(?P<each>every|each) (?:other )?(?P<w>{FULL_WEEKDAY})(?: (?P<tod>morning|afternoon|evening|night)s?)?"
    rf"|(?P<ws>{FULL_WEEKDAY})(?:s(?: (?P<tods>morning|afternoon|evening|night)s?)?| (?P<todz>mornings|afternoons"
    r"|evenings|nights)))",
)
def weekdays(match: Match) -> str:
    """Read every Friday; Tuesdays; Tuesday nights."""
    told = match["tod"] or match["tods"] or match["todz"]
    part = f"T{words.PARTS_OF_DAY[told.lower().removesuffix('s')]}" if told else ""
    return f"set:XXXX-WXX-{words.weekday(match['w'] or match['ws'])}{part}{' each:1' if match['each'] else ''}"


@rule("months", SET, "month each", rf"(?:every|each) (?P<mon>{MONTH})")
def months(match: Match) -> str:
    """Read each July."""
    return f"set:XXXX-{words.month(match['mon']):02} each:1"


@rule("week-ends", SET, "weekly", r"(?:(?:on|at|during) )(?P<span>(?P<w>weekdays|weekends))")
def week_ends(match: Match) -> str:
    """Read [on] weekdays; [at] weekends."""
    return f"set:XXXX-WXX-{'WE' if match['w'].lower() == 'weekends' else 'WD'}"


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
    rf"{PART}(?:the )?{DIRECTION}(?:full )?(?P<fiscal>fiscal )?(?P<u>day|week|weekend|month|quarter|year"
    r"|decade|century|fortnight)(?! ?-)",
)
def shift(match: Match) -> str | None:
    """Read last week; later this year; the following day; that week."""
    direction = re.sub(r"\s+", " ", match["dir"].lower()).removeprefix("the ")
    letter = words.unit(match["u"])
    if direction in {"last", "next", "past", "previous"} and match.string.startswith(" of ", match.end()):
        return None  # "the last day of the trial"
    if letter == "Q" and direction in {"latest", "same"}:
        return None
    told = direction in {"same", "that", "following", "previous"} or (
        direction == "next" and (letter == "D" or match[0].lower().startswith("the next"))
    )
    if direction in {"past", "this past"} and match[0].lower().startswith(("the ", "past")) and letter != "K":
        return f"period:1{letter} dir:past"
    step = {
        "last": -1,
        "past": -1,
        "latest": -1,
        "this past": -1,
        "previous": -1,
        "next": 1,
        "coming": 1,
        "this coming": 1,
    }
    number = 1 if direction == "following" else step.get(direction, 0)
    if direction == "this" and letter == "D" and not match["part"]:
        return "unit:D shift:0"
    return f"unit:{letter} shift:{number}{' anchor:told' if told else ''}{tail(match, skip='dir')}"


@rule(
    "part-of-unit",
    DATE,
    "unit offset",
    r"(?P<part>earlier|later) in the (?P<u>day|week|month|quarter|year|decade|century)",
)
def part_of_unit(match: Match) -> str:
    """Read later in the day, of the day told before; earlier in the year, of the report's."""
    letter = words.unit(match["u"])
    return f"unit:{letter} shift:0{' anchor:told' if letter == 'D' else ''} part:{match['part'].lower()}"


@rule("this-time", DATE, "unit dir", r"this time (?P<d>last|next) (?P<u>week|month|year)")
def this_time(match: Match) -> str:
    """Read this time last year."""
    away = {"week": "7D", "month": "1M", "year": "12M"}[match["u"].lower()]
    return f"offset:{'-' if match['d'].lower() == 'last' else '+'}{away} anchor:now"


@rule(
    "day-before",
    DATE,
    "unit order",
    r"(?:the|(?P<a>an?)) (?P<u>day|night|week|month|year) (?P<o>before|after)(?= ?[.,;:)]|$| (?:and|but|when|in) )",
)
def day_before(match: Match) -> str:
    """Read the day before, a week after: counted from the time told before."""
    sign, letter = "-" if match["o"].lower() == "before" else "+", words.unit(match["u"])
    return f"offset:{sign}1{letter} anchor:told" if match["a"] else f"unit:{letter} shift:{sign}1 anchor:told"


@rule(
    "year-part",
    DATE,
    "unit",
    r"(?:the |(?P<whose>this|last|next) )?(?:(?P<u>year|month|week|quarter)(?:['’]s |[- ])(?P<p>end|start)|"
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
    "year-ended",
    DURATION,
    "unit",
    rf"the (?:fiscal |financial )?year(?= (?:end(?:ed|ing)|to|through) (?:{MONTH}|\d|tomorrow|today))",
)
def year_ended(_: Match) -> str:
    """Read the year [ended June 30]: a length that ends on the day told after it."""
    return "duration:1Y"


@rule(
    "year-now",
    DATE,
    "unit",
    r"(?:for|of|throughout|during|over|in|into) (?P<span>the (?:(?:full|whole|entire) )?(?P<f>fiscal |calendar )?"
    r"(?P<u>year|week|month))(?! (?:of|in) )",
)
@rule("fiscal-year", DATE, "unit", r"the (?P<f>fiscal|financial) (?P<u>year)(?! of )")
def year_now(match: Match) -> str:
    """Read [For] the year: the one that the report is told in."""
    return f"unit:{words.unit(match['u'])} shift:0{' fiscal:1' if match['f'] else ''}"


@rule("weekend", DATE, "unit", r"the weekend")
def weekend(_: Match) -> str:
    """Read the weekend: the nearest in the direction of the tense."""
    return "weekend:1"


@rule(
    "period-ended",
    DATE,
    "results digit month",
    rf"the quarter(?= (?:which |that )?end(?:ed|ing) (?P<mon>{MONTH}) (?P<d>{DAY})(?:, (?P<y>{YEAR}))?)",
)
def period_ended(match: Match) -> str:
    """Read the quarter [ended July 31]: the calendar's quarter that holds most of it."""
    middle = words.month(match["mon"]) * 30 + int(re.sub(r"\D", "", match["d"])) - 75  # days of the year, nearly
    year = str(int(match["y"]) - (middle < 0)) if match["y"] else "XXXX"
    return f"date:{year}-Q{middle // 90 % 4 + 1}"


_AGO = r"(?:year[- ](?:earlier|ago)|corresponding|comparable)"


@rule(
    "period-now",
    DATE,
    "results",
    rf"(?:the )?(?:(?P<dir>latest|same|{_AGO}(?: {_AGO})?) |(?P<last>last|next) year['’]s |(?P<y>{YEAR}) )?"
    r"(?:(?:first|second|third|fourth) (?=quarter))?(?P<u>quarter|period)(?!-to-)"
    r"(?P<ago> last year| a year (?:ago|earlier|before))?",
)
def period_now(match: Match) -> str | None:
    """Read the quarter; the year-earlier period; the 1988 period: the one that the report tells results of."""
    direction, told = (match["dir"] or "").lower(), match["y"] or match["last"]
    if not told and not match[0].lower().startswith(("the ", "year", "comparable", "corresponding")):
        return None
    if match["u"].lower() == "period" and (direction in {"", "same"} and not told and not match["ago"]):
        return None
    unit = " unit:Q" if match["u"].lower() == "quarter" else ""
    if match["y"]:
        return f"results:+0{unit} year:{match['y']}"
    if match["last"]:
        return f"results:{'-4' if match['last'].lower() == 'last' else '+4'}{unit}"
    before = match["ago"] or direction not in {"", "same", "latest"}
    return f"results:{'-4' if before else '+0'}{unit}"


@rule("year-earlier", DATE, "unit offset hyphen", r"year-(?:earlier|ago)")
def year_earlier(_: Match) -> str:
    """Read [the] year-earlier [results]: a year before those that the report tells."""
    return "results:-4"
