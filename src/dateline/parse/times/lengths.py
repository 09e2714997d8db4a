"""Rules for distances, stretches, lengths and repeated times."""

from __future__ import annotations

import re

from dateline.parse.times import words
from dateline.parse.times.rule import ABOUT, DATE, DURATION, SET, Match, Rule, adder, tail
from dateline.parse.times.words import COUNT, FULL_WEEKDAY, NUMBER, UNIT

RULES: list[Rule] = []
rule = adder(RULES)


@rule(
    "offset",
    DATE,
    "unit offset",
    rf"{ABOUT}(?P<n>{COUNT}) (?P<u>{UNIT})(?P<half> and a half)?(?: or (?P<so>so|more|two|less))? (?P<o>ago|earlier"
    r"|later|from now|hence|previously|from today|before that|after that)(?! than)",
)
@rule(
    "offset-many",
    DATE,
    "unit offset",
    r"(?:(?P<n>few|many|several) )?(?P<u>(?:days|weeks|months|years|decades|hours|minutes|centuries)) "
    r"(?P<o>ago|earlier|later)",
)
def offset(match: Match) -> str:
    """Read nearly two weeks ago; three days later."""
    past = match["o"].lower() in {"ago", "earlier", "previously", "before that"}
    anchor = "now" if match["o"].lower() in {"ago", "from now", "hence", "from today"} else "told"
    number = words.count(match["n"]) if match["n"] else "X"
    if match.groupdict().get("half"):
        number = f"{float(number) + 0.5:g}" if number != "X" else number
    about = " mod:approx" if match.groupdict().get("so") else ""
    return f"offset:{'-' if past else '+'}{number}{words.unit(match['u'])} anchor:{anchor}{about or tail(match)}"


@rule(
    "distance",
    DURATION,
    "unit order",
    rf"{ABOUT}(?P<n>{COUNT}) (?P<u>{UNIT})(?= (?P<o>after|before|prior to|since|into|following|ahead of"
    rf"|from(?= (?:next )?(?:{FULL_WEEKDAY}|tomorrow)))\b)",
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
    rf"|first|latest|recent|preceding|final|opening)(?: (?P<n>{COUNT}|few|couple of)(?: (?:to|or) (?P<n2>{NUMBER}))?)?"
    rf" (?P<u>{UNIT})(?: or so)?",
)
def period(match: Match) -> str | None:
    """Read the past three days; the next few weeks; recent weeks."""
    number, direction = match["n"], match["dir"].lower()
    plural = match["u"].lower().endswith("s")
    bare = not number and direction in {"first", "final", "opening", "last"}
    if (not number and not plural) or (bare and (direction == "last" or not match[0].lower().startswith("the "))):
        return None
    past = {"past", "last", "previous", "latest", "recent", "preceding"}
    name = "past" if direction in past else "next" if direction in {"next", "coming"} else direction
    more = f" to:{words.count(match['n2'])}" if match["n2"] else ""
    told = f"{words.count(number) if number else 'X'}{words.unit(match['u'])}"
    return f"period:{told} dir:{name}{more}{tail(match, skip='dir')}"


@rule(
    "over-the-years",
    DURATION,
    "unit",
    r"(?:over|through) (?P<span>the (?P<u>years|decades|centuries))(?! (?:of|ahead))",
)
def over_the_years(match: Match) -> str:
    """Read [over] the years."""
    return f"duration:X{words.unit(match['u'])}"


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


_NO_LENGTH = (
    r"an? (?:second|minute|quarter|night|weekend)|an? \w+s|(?:about |more than |less than )?an? quarter"
    r"|(?:one|some) (?:day|time|night)|(?:1[5-9]|20)\d\d \w+[^\Ws]"
)


@rule(
    "duration",
    DURATION,
    "unit",
    rf"{ABOUT}(?P<n>{COUNT})(?: (?:to|or) (?P<n2>{NUMBER}))?(?: (?:more|trading|working|business|calendar"
    rf"|additional))? (?P<u>{UNIT})(?P<half> and a half)?(?P<two> or two)?(?P<old>[- ]olds?)?(?!-(?:earlier|ago))",
)
@rule(
    "duration-hyphen",
    DURATION,
    "unit hyphen",
    rf"(?P<mod>x{{0}})(?P<n>{NUMBER}|several|multi)(?P<n2>)-?[- ]?-(?P<u>second|minute|hour|day|night|week"
    r"|month|quarter|year|decade|century)(?P<half>x{0})(?P<two>x{0})(?P<old>-olds?)?(?: period)?(?:-long)?",
)
def duration(match: Match) -> str | None:
    """Read three years; a two-week trial."""
    if match["old"] or re.fullmatch(_NO_LENGTH, match[0].lower()):
        return None  # an age dates nothing
    more = f" to:{words.count(match['n2'])}" if match["n2"] else " to:2" if match["two"] else ""
    number = f"{float(words.count(match['n'])) + 0.5:g}" if match["half"] else words.count(match["n"])
    return f"duration:{number}{words.unit(match['u'])}{more}{tail(match)}"


@rule("duration-one-day", DURATION, "unit one", r"(?:by|for|in|within|only|just|lasted|after|job) (?P<span>one day)")
def one_day(_: Match) -> str:
    """Read [within] one day; "one day" alone is a day to come."""
    return "duration:1D"


@rule("while", DURATION, "wait", r"for (?P<span>(?:quite )?a while|some time)")
def for_a_while(_: Match) -> str:
    """Read [for] some time."""
    return "duration:XX"


@rule(
    "old-thing",
    DURATION,
    "unit hyphen",
    rf"(?P<span>(?P<n>{NUMBER})-(?P<u>hour|day|week|month)-old)(?= (?!(?:\w+ )?(?:bab|boy|girl|infant|son|daughter"
    r"|child|twin|toddler|brother|sister|baby|kid|grand|nephew|niece|pupp|kitten|calf|cub))[a-z])",
)
def old_thing(match: Match) -> str:
    """Read an 8-month-old [truce]: how long it has lasted; a baby's age dates nothing."""
    return f"duration:{words.count(match['n'])}{words.unit(match['u'])}"


@rule(
    "duration-many",
    DURATION,
    "unit",
    r"(?:for|in|over|within|took|takes|take) (?P<span>(?P<u>hours|minutes|days|weeks|months|years|decades"
    r"|centuries)(?: or (?:weeks|months|years))?)",
)
@rule(
    "duration-of",
    DURATION,
    "unit",
    r"(?:after|follows|follow|followed|following|despite|amid|through|by|and) "
    r"(?P<span>(?P<u>hours|days|weeks|months|years|decades))(?= of )",
)
@rule(
    "duration-long",
    DURATION,
    "unit hyphen",
    r"(?P<u>minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))-long",
)
def duration_many(match: Match) -> str:
    """Read [For] weeks; a day-long meeting; decades-long."""
    return f"duration:{'X' if match['u'].lower().endswith('s') else '1'}{words.unit(match['u'])}"


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
