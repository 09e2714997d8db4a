"""Rules for months, years, decades, centuries, quarters, halves and seasons."""

from __future__ import annotations

import re

from dateline.parse.times import words
from dateline.parse.times.rule import (
    ABOUT,
    DATE,
    DIRECTION,
    LAST_YEAR,
    PART,
    YEAR_WORD,
    Match,
    Rule,
    adder,
    tail,
    with_year,
)
from dateline.parse.times.words import MONTH, ORDINAL, SEASON, YEAR

RULES: list[Rule] = []
rule = adder(RULES)


@rule(
    "half",
    DATE,
    "half",
    rf"(?:the )?(?P<n>first|second|last|latter)[- ]half of (?:the )?(?P<y>{YEAR}|year|this year|last year|next year)",
)
def half(match: Match) -> str:
    """Read the first half of 2019."""
    number = 1 if match["n"].lower() == "first" else 2
    told = match["y"].lower()
    if told[0].isdigit():
        return f"date:{told}-H{number}"
    return f"date:XXXX-H{number}{YEAR_WORD.get(told.split()[0], '')}"


@rule("month-year", DATE, "month year", rf"{ABOUT}{PART}(?P<mon>{MONTH})(?: of|,| ,)? (?P<y>{YEAR})")
def month_year(match: Match) -> str:
    """Read early January 2020."""
    return f"date:{match['y']}-{words.month(match['mon']):02}{tail(match)}"


@rule("month", DATE, "month", rf"{ABOUT}{PART}{DIRECTION}?(?P<mon>{MONTH}){LAST_YEAR}")
def bare_month(match: Match) -> str | None:
    """Read late January; last May; June last year. The grammar's caller refuses a bare "May" that is no month."""
    return f"date:XXXX-{words.month(match['mon']):02}{with_year(match)}{tail(match)}"


@rule(
    "year",
    DATE,
    "year",
    rf"{ABOUT}{PART}(?:(?:the )?(?:(?P<fiscal>fiscal year|financial year|fiscal|FY)[ -]?|year ))?(?P<y>{YEAR})"
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
    "century",
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
    rf"{PART}(?:the (?!(?:fiscal )?\w+-quarter))?(?:(?P<dir>last|this|next|that(?! \w+-)|the previous|the same) )?"
    r"(?:(?P<yy>last|this|next) year['’]s )?(?:fiscal )?"
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
    return f"date:{year}-Q{number}{YEAR_WORD[told.lower()] if told else ''}{tail(match)}"


@rule(
    "season",
    DATE,
    "season",
    rf"{PART}(?:{DIRECTION}|(?P<the>the )|(?P<prep>(?<=in )|(?<=since )|(?<=by )))?(?P<s>{SEASON})"
    rf"(?:(?: of)?,? (?P<y>{YEAR})| (?P<yy>last year|this year|next year))?"
    r"(?! of (?!eighteen|nineteen|twenty|two thousand))",
)
def season(match: Match) -> str | None:
    """Read last summer; the spring of 2020. A bare season with nothing before it is often no time at all."""
    bare = not (match["dir"] or match["y"] or match["part"] or match["yy"])
    if bare and match["s"].lower() in {"fall", "spring"} and not (match["the"] or match["prep"] is not None):
        return None
    return f"date:{match['y'] or 'XXXX'}-{words.SEASONS[match['s'].lower()]}{with_year(match)}{tail(match)}"
