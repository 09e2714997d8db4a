"""Rules for days of the calendar and for stretches from one day, month or year to another."""

from __future__ import annotations

from dateline.parse.times import words
from dateline.parse.times.rule import ABOUT, DATE, LAST_YEAR, PART, Match, Rule, adder, day_of, tail, with_year
from dateline.parse.times.words import DAY, DAY_WORD, MONTH, WEEKDAY, YEAR

RULES: list[Rule] = []
rule = adder(RULES)


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


_WEEKDAY_HEAD = rf"(?:(?:(?:this coming|this past|this|next|last) )?(?P<w>{WEEKDAY})(?:,? the|,| ,)? )?"
_YEAR_TAIL = rf"(?:(?: ,|,)? (?P<y>{YEAR})(?! ?[-–] ?\d))?"


@rule(
    "day-month",
    DATE,
    "month digit",
    rf"{ABOUT}{_WEEKDAY_HEAD}(?:the )?(?P<d>{DAY})(?: of)?[ -](?P<mon>{MONTH}){_YEAR_TAIL}{LAST_YEAR}",
)
@rule(
    "day-word-month",
    DATE,
    "month",
    rf"{_WEEKDAY_HEAD}the (?P<d>{DAY_WORD}) (?:day )?of (?P<mon>{MONTH}){_YEAR_TAIL}{LAST_YEAR}",
)
@rule(
    "month-day-word",
    DATE,
    "month",
    rf"{_WEEKDAY_HEAD}(?P<mon>{MONTH}) (?:the )?(?P<d>{DAY_WORD})(?= ?[,.;:)]|$| (?:and|to|at|in|when|{YEAR})\b)"
    rf"{_YEAR_TAIL}{LAST_YEAR}",
)
@rule(
    "month-day",
    DATE,
    "month digit",
    rf"{ABOUT}{_WEEKDAY_HEAD}(?:(?P<dir>last|this|next) )?"
    rf"(?P<mon>{MONTH})(?: the)? ?(?P<d>{DAY})(?!:\d|\d|,\d){_YEAR_TAIL}{LAST_YEAR}",
)
def month_day(match: Match) -> str:
    """Read Thursday, 31st January, 2020; Jan. 31."""
    # A day that the month does not have is kept as told: resolve makes it a Problem.
    day = f"{match['y'] or 'XXXX'}-{words.month(match['mon']):02}-{words.ordinal(match['d']):02}"
    weekday = f" weekday:{words.weekday(match['w'])}" if match["w"] else ""
    return f"date:{day}{with_year(match)}{weekday}{tail(match)}"


@rule(
    "week-of",
    DATE,
    "month digit unit",
    rf"(?:the )?(?P<u>week|weekend) of (?:(?P<mon>{MONTH}) (?P<d>{DAY})|(?P<d2>{DAY}) (?P<mon2>{MONTH})){_YEAR_TAIL}",
)
def week_of(match: Match) -> str | None:
    """Read the week of March 6."""
    day = day_of(match["y"], words.month(match["mon"] or match["mon2"]), match["d"] or match["d2"])
    return day and f"date:{day} in:{words.unit(match['u'])}"


_NTH = {"first": "1", "opening": "1", "second": "2", "third": "3", "fourth": "4", "last": "-1", "final": "-1"}


@rule(
    "nth-of",
    DATE,
    "unit",
    rf"the (?P<n>{'|'.join(_NTH)}) (?P<u>day|week|weekend|month) of (?:(?P<mon>{MONTH})(?:(?: of|,| ,)? (?P<y>{YEAR}))?"
    rf"|(?P<yy>{YEAR}))(?! ?\d)",
)
def nth_of(match: Match) -> str:
    """Read the first week of May; the last day of 2012."""
    month = f"{match['y'] or 'XXXX'}-{words.month(match['mon']):02}" if match["mon"] else match["yy"]
    return f"date:{month} nth:{_NTH[match['n'].lower()]}{words.unit(match['u'])}"


@rule(
    "day-and",
    DATE,
    "month digit",
    rf"(?<!between )(?P<mon>{MONTH}) {DAY},? and (?:the )?(?P<span>(?P<d>{DAY}))(?!:?\d| {MONTH}){_YEAR_TAIL}",
)
@rule(
    "and-day",
    DATE,
    "month digit",
    rf"(?<!between )(?<!between the )(?P<span>(?P<d>{DAY}))(?= and (?:the )?{DAY} (?P<mon>{MONTH}){_YEAR_TAIL})",
)
def day_and(match: Match) -> str | None:
    """Read April 24 and [25]; [24] and 25 April: the two are told apart."""
    day = day_of(match["y"], words.month(match["mon"]), match["d"])
    return day and f"date:{day}"


_TO = r" ?(?:-|–|—|to|through|until|till) ?(?:the )?"


def _two_days(to: str) -> str:
    return (
        rf"(?:(?P<mon>{MONTH}) (?P<a>{DAY}){to}(?P<b>{DAY})(?!:?\d){_YEAR_TAIL}|(?:the )?(?P<a2>{DAY}){to}"
        rf"(?P<b2>{DAY})(?: of)? (?P<mon2>{MONTH})(?:(?: ,|,)? (?P<y2>{YEAR}))?)"
    )


@rule("day-range", DATE, "month digit", _two_days(_TO))
@rule("day-between", DATE, "month digit", rf"between (?P<span>{_two_days(' and (?:the )?')})")
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
    if not first or not last:
        return None
    if first > last:  # over the turn of the year
        first = first.replace(match["y"], f"{int(match['y']) - 1:04}") if match["y"] else first
    return f"range:{first}/{last}" if first != last else None


_MONTH_TO = r" ?[-–—/] ?"


@rule(
    "month-range",
    DATE,
    "month",
    rf"(?P<m1>{MONTH}){_MONTH_TO}(?P<m2>{MONTH})(?! \d{{1,2}}\b)(?:,? (?P<y>{YEAR}))?",
)
def month_range(match: Match) -> str | None:
    """Read January-March 2020."""
    first, last = words.month(match["m1"]), words.month(match["m2"])
    year = match["y"] or "XXXX"
    return f"range:{year}-{first:02}/{year}-{last:02}" if first < last else None


@rule(
    "month-of-range",
    DATE,
    "month year",
    rf"{PART}(?P<span>(?P<mon>{MONTH}))(?= (?:to|and|or|through|until) (?:early |mid-?|late )?{MONTH},? (?P<y>{YEAR}))",
)
def month_of_range(match: Match) -> str:
    """Read [between] May [and July 2021]: the year that is told after the second is the first's too."""
    return f"date:{match['y']}-{words.month(match['mon']):02}{tail(match)}"


@rule("year-range", DATE, "year", rf"(?P<a>{YEAR}) ?[-–/] ?(?P<b>{YEAR}|\d\d)")
def year_range(match: Match) -> str | None:
    """Read 2015-2019, 2019/20."""
    last = match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"]
    return f"range:{match['a']}/{last}" if match["a"] < last else None
