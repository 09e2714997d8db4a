"""Rules for times of day, and for words that point to the past, the present and the future."""

from __future__ import annotations

from dateline.parse.times import words
from dateline.parse.times.rule import ABOUT, DATE, TIME, Match, Rule, adder, tail
from dateline.parse.times.words import NUMBER, PART_OF_DAY
from dateline.parse.times.zones import ZONE, zone

RULES: list[Rule] = []
rule = adder(RULES)


@rule(
    "clock-12",
    TIME,
    "clock",
    rf"{ABOUT}(?:shortly (?:before|after) )?(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?(?::[0-5]\d)? ?"
    rf"(?P<ap>[ap])\.?\s?m\b\.?(?:,? (?P<open>\()?(?P<z>{ZONE})(?(open)\)))?",
)
def clock_12(match: Match) -> str:
    """Read 7:15 p.m. GMT."""
    hour = int(match["h"]) % 12 + (12 if match["ap"].lower() == "p" else 0)
    return f"time:{hour:02}:{match['m'] or '00'}{_zone(match)}{tail(match)}"


@rule(
    "clock-24",
    TIME,
    "digit",
    rf"{ABOUT}(?:(?P<h>[01]?\d|2[0-4])(?P<s>[:.])(?P<m>[0-5]\d)(?::[0-5]\d)?(?P<hrs> ?hrs| hours| ?h)?"
    rf"(?: (?P<open>\()?(?P<z>{ZONE})(?(open)\)))?|(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d) ?(?:hrs|hours|(?P<z4>{ZONE})))",
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


@rule("noon", TIME, "tod", rf"(?<!high ){ABOUT}(?P<w>noon|midnight|midday)(?: (?P<z>{ZONE}))?")
def noon(match: Match) -> str:
    """Read noon; midnight."""
    return f"time:{words.PARTS_OF_DAY[match['w'].lower()]}{_zone(match)}{tail(match)}"


@rule(
    "tod",
    TIME,
    "tod",
    rf"(?:the )?(?P<part>early |late |mid[- ]?)?(?:hours of (?:the )?)?(?P<w>{PART_OF_DAY})(?: hours)?(?: "
    rf"(?P<z>{ZONE}))?",
)
def tod(match: Match) -> str | None:
    """Read the morning; night: kept alone only where an article or a preposition says that it is a time."""
    word = match["w"].lower()
    name = next((value for key, value in words.PARTS_OF_DAY.items() if word.endswith(key)), "MO")
    part = "early" if "early" in match[0].lower() else "late" if "late " in match[0].lower() else ""
    part = "mid" if "mid" in word and "midn" not in word and "midd" not in word else part
    return f"tod:{name}{f' part:{part}' if part else ''}"


@rule("small-hours", TIME, "hours", r"(?:the )?(?P<part>early|small|wee|late) hours(?= of )")
def small_hours(match: Match) -> str:
    """Read the early hours [of Sunday]."""
    return "tod:NI part:late" if match["part"].lower() == "late" else "tod:MO part:early"


def _zone(match: Match) -> str:
    told = next((match.groupdict()[key] for key in ("z", "z4") if match.groupdict().get(key)), "")
    return zone(told) if told else ""


# --- words that point to the past, the present and the future -------------------------------------------------------


@rule(
    "present",
    DATE,
    "ref",
    r"(?P<w>now|currently|presently|at present|at the moment|nowadays|these days"
    r"|the present|as of now)(?! and then)",
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
    r"(?<!\bas )(?:more |most )?(?P<w>recently|lately|recent|the recent past|the past|long ago|some time ago"
    r"|not long ago)(?=[ .,;:)]|$)(?! (?:year|month|week|day|decade|quarter|few|\d|two|three|four|five|six"
    r"|several))",
)
def past(_: Match) -> str | None:
    """Read recently; in the past."""
    return "ref:PAST"


@rule(
    "future",
    DATE,
    "future",
    r"(?:very )?(?P<w>soon|shortly|(?:the )?(?:near|immediate|foreseeable|not too distant|distant)[- ]"
    r"(?:future|term)|the (?:future|short term)|in future|before long|someday|one day soon)(?! (?:after"
    r"|before|thereafter|afterwards?|as|to be))|(?:(?<=will )|(?<=would )|(?<=could )|(?<=may ))one day"
    r"|a later date",
)
def future(_: Match) -> str:
    """Read soon; the near future."""
    return "ref:FUTURE"


@rule(
    "told",
    DATE,
    "ref unit",
    r"(?:at )?(?P<span>the time|that (?:time|point|moment))(?= ?[.,;)]|$| (?:said|the|he|she|they|in"
    r"|and))",
)
def told(match: Match) -> str | None:
    """Read at the time: the time told before."""
    return "ref:TOLD" if match[0].lower().startswith("at ") else None


@rule("then", DATE, "wait", r"(?:until|till|by) (?P<span>then)(?! (?:president|prime|vice|chief|head))")
def then(_: Match) -> str:
    """Read [until] then: the time told before."""
    return "ref:TOLD"
