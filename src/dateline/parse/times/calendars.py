"""Rules for dates of other calendars: 22 Bahman 1357, 2563 B.E., Reiwa 2, October 25 (November 7 New Style)."""

from __future__ import annotations

import re

from dateline.parse.times import words
from dateline.parse.times.rule import DATE, PART, Match, Rule, adder, tail
from dateline.parse.times.words import DAY, MONTH, YEAR
from dateline.resources.calendars import ERAS, adjectives, letters, months

RULES: list[Rule] = []
rule = adder(RULES)


def _any(names: list[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(n).replace("'", "['’]?").replace(r"\-", "[- ]").replace(r"\ ", "[- ]") for n in longest)


def _plain(name: str) -> str:
    return re.sub(r"['’]", "", name).replace("-", " ")


_MONTHS = {_plain(name): month for name, month in months().items()}
_NAMES = f"(?-i:{_any(list(months()))})"
_OWN = f"(?-i:{_any([name for name, month in months().items() if not month.shared])})"
_LETTERS = f"(?-i:{_any(list(letters()))})"
_CALENDAR = f"(?-i:{_any(list(adjectives()))})"
_OWN_YEAR = r"[1-7]?\d{3}"
_ERA = rf"(?:,? ?(?P<era>{_LETTERS}))?"
_BEFORE = re.compile(r"\b(?:on|since|until|till|by|before|after|from|to|between|and|through)(?: the)? $", re.IGNORECASE)
FIRST_WORDS = " ".join(sorted({re.findall(r"[a-z]+", name.lower())[0] for name in months()}))
ERA_WORDS = " ".join(sorted(name.lower() for name in ERAS))
LETTER_WORDS = " ".join(sorted({re.findall(r"[a-z]+", name.lower())[0] for name in letters()}))


def _date(month: str, day: str | None, year: str | None) -> str | None:
    """Write a date; a year of today's count beside a month of the moon or of Iran is a Gregorian one."""
    found = _MONTHS.get(_plain(month))
    if found is None:
        return None
    number = f"-{int(re.sub(r'[^0-9]', '', day)):02}" if day else ""
    told = int(year or 0)
    other = 1583 <= told <= 2199 and found.calendar in {"islamic", "persian"}
    shown = f"{told:04}" if year and not other else "XXXX"
    return f"calendar:{found.calendar}/{shown}-{found.number:02}{number}{f' year:{year}' if other else ''}"


@rule(
    "calendar-day",
    DATE,
    "calendar digit",
    rf"(?:the )?(?P<d>{DAY})(?: of|th of)?[ -](?P<mon>{_NAMES})(?:(?: ,|,)? ?(?P<y>{_OWN_YEAR})(?!\d))?{_ERA}",
)
def calendar_day(match: Match) -> str | None:
    """Read 22 Bahman 1357; the 13th of Nisan 5780. A name that people bear is a month only beside a year."""
    month = _MONTHS.get(_plain(match["mon"]))
    if month is None or (month.shared and not match["y"]):
        return None
    return _date(match["mon"], match["d"], match["y"])


@rule(
    "calendar-month-day",
    DATE,
    "calendar digit",
    rf"(?P<mon>{_NAMES}) (?P<d>{DAY})(?!\d|:\d|,\d{{3}})(?:(?: ,|,)? (?P<y>{_OWN_YEAR})(?!\d))?{_ERA}",
)
def calendar_month_day(match: Match) -> str | None:
    """Read Meskerem 1, 2013; [on] Ginbot 20. Parties are called after days: without a year, "on" must stand before."""
    return calendar_day(match) if match["y"] or _BEFORE.search(match.string[: match.start()]) else None


@rule("calendar-month", DATE, "calendar digit", rf"{PART}(?P<mon>{_OWN})(?:,| of)? (?P<y>{_OWN_YEAR})(?!\d){_ERA}")
def calendar_month(match: Match) -> str | None:
    """Read Khordad 1398; late Ramadan 1441."""
    form = _date(match["mon"], None, match["y"])
    return form and form + tail(match)


@rule(
    "calendar-bare-month",
    DATE,
    "calendar month-word",
    rf"(?:the )?(?:(?:{_CALENDAR}|lunar|holy|fasting) )?(?:lunar )?month of (?P<mon>{_NAMES})(?!['’])",
)
def calendar_bare_month(match: Match) -> str | None:
    """Read the month of Rajab."""
    return _date(match["mon"], None, None)


@rule("era-letters", DATE, "letters digit", rf"(?:the year )?(?P<y>{_OWN_YEAR}) ?(?P<era>{_LETTERS})(?!\w)")
@rule("letters-era", DATE, "letters digit", rf"(?:the year )?(?P<era>{_LETTERS}) ?(?P<y>{_OWN_YEAR})(?!\d)")
def era(match: Match) -> str | None:
    """Read 2563 B.E.; 1441 AH."""
    calendar = letters()[re.sub(r"\s+", " ", match["era"])]
    low, high = _YEARS[calendar]
    return f"calendar:{calendar}/{int(match['y']):04}" if low <= int(match["y"]) <= high else None


_YEARS = {
    "islamic": (1, 1600), "persian": (1, 1600), "hebrew": (3761, 6999), "ethiopian": (277, 2199), "coptic": (1, 1999),
    "buddhist": (544, 2742), "minguo": (1, 199), "julian": (1, 2199),
}  # fmt: skip


@rule(
    "calendar-year",
    DATE,
    "calendar-word digit",
    rf"(?:the )?(?:year )?(?P<y>\d{{2,4}})(?: ,|,)? (?:\( ?)?(?:in|of|on|by|under|according to) (?:the )?"
    rf"(?P<c>{_CALENDAR}) (?:(?:solar|lunar|Hijri) )?calendar",
)
@rule(
    "year-of-calendar",
    DATE,
    "year-word digit",
    rf"(?:the )?(?P<c>{_CALENDAR}) (?:calendar )?year (?:of )?(?P<y>\d{{2,4}})(?![\d,])",
)
def calendar_year(match: Match) -> str | None:
    """Read [(]1398 in the Iranian calendar[)]; the Jewish year 5780."""
    calendar = adjectives()[re.sub(r"[\s-]+", " ", match["c"])]
    low, high = _YEARS[calendar]
    return f"calendar:{calendar}/{int(match['y']):04}" if low <= int(match["y"]) <= high else None


@rule("minguo", DATE, "year-word digit", r"(?:the )?(?P<y>\d{2,3})(?:st|nd|rd|th) year of the (?-i:Republic of China)")
def minguo(match: Match) -> str:
    """Read the 109th year of the Republic of China."""
    return f"calendar:minguo/{int(match['y']):04}"


@rule("reign", DATE, "reign digit", rf"(?P<e>(?-i:{_any(list(ERAS))})) (?:year )?(?P<y>\d{{1,2}})(?![\d.,:]\d|\d)")
@rule(
    "year-of-reign",
    DATE,
    "reign",
    rf"(?:the )?(?P<y>\d{{1,2}}(?:st|nd|rd|th)|first|second|third|fourth|fifth) year of (?:the )?"
    rf"(?P<e>(?-i:{_any(list(ERAS))}))(?: (?:era|period|reign))?",
)
def reign(match: Match) -> str | None:
    """Read Reiwa 2; the 31st year of Heisei."""
    number = int(match["y"]) if match["y"].isdigit() else words.ordinal(match["y"])
    return f"calendar:{match['e'].lower()}/{number:04}" if number else None


@rule(
    "thai-day",
    DATE,
    "month letters digit",
    rf"(?:(?P<d>{DAY}) (?P<mon>{MONTH})|(?P<mon2>{MONTH}) (?P<d2>{DAY})),? (?:(?-i:B\.E\.|BE) ?(?P<y>2[3-6]\d\d)"
    rf"|(?P<y2>2[3-6]\d\d) ?(?-i:B\.E\.|BE)(?!\w))",
)
def thai_day(match: Match) -> str:
    """Read 24 June B.E. 2475."""
    day = int(re.sub(r"\D", "", match["d"] or match["d2"]))
    month = words.month(match["mon"] or match["mon2"])
    return f"calendar:buddhist/{match['y'] or match['y2']}-{month:02}-{day:02}"


# --- the Julian calendar beside the Gregorian one ---------------------------------------------------------------------


def _day(number: int, *, year: bool = True) -> str:
    told = rf"(?:(?: ,|,)? (?P<y{number}>{YEAR}))?" if year else ""
    return rf"(?:(?P<m{number}>{MONTH}) (?P<d{number}>{DAY})|(?P<e{number}>{DAY})(?: of)? (?P<n{number}>{MONTH})){told}"


_OLD = r"(?-i:O\.? ?S\.?|Old Style|old style|(?:in|by|on|under) the (?:old )?(?:Julian|Old Style|old) calendar)"
_NEW = (
    r"(?-i:N\.? ?S\.?|New Style|new style"
    r"|(?:in|by|on|under) the (?:new |modern )?(?:Gregorian|modern|new|Western) calendar)"
)


@rule("old-style", DATE, "month digit", rf"{_day(1)}(?: ,|,)? ?[(\[]?{_OLD}[)\]]?")
def old_style(match: Match) -> str:
    """Read October 25, 1917, Old Style."""
    month, day = _told(match, 1)
    return f"calendar:julian/{match['y1'] or 'XXXX'}-{month:02}-{day:02}"


@rule(
    "both-styles",
    DATE,
    "month digit",
    rf"{_day(1)} ?[(\[] ?(?P<o>{_OLD}:? )?{_day(2)}(?:,? ?(?P<s>{_NEW}|{_OLD}))? ?[)\]](?:,? (?P<y3>{YEAR}))?",
)
def both_styles(match: Match) -> str | None:
    """Read October 25 (November 7 New Style), 25 October (7 November) 1917: one day in two calendars."""
    first, second = _told(match, 1), _told(match, 2)
    said = bool(match["o"]) or bool(match["s"])
    second_is_old = bool(match["o"]) or bool(match["s"] and re.fullmatch(_OLD, match["s"]))
    old, new = (second, first) if second_is_old else (first, second)
    apart = (new[0] - old[0]) * 30 + new[1] - old[1]
    if not said and not 9 <= apart % 360 <= 14:
        return None
    year = match["y1"] or match["y2"] or match["y3"] or "XXXX"
    return f"calendar:gregorian/{year}-{new[0]:02}-{new[1]:02} julian:{old[0]:02}-{old[1]:02}"


def _told(match: Match, number: int) -> tuple[int, int]:
    month, day = match[f"m{number}"] or match[f"n{number}"], match[f"d{number}"] or match[f"e{number}"]
    return words.month(month), int(re.sub(r"\D", "", day))


# --- dates that no calendar has ---------------------------------------------------------------------------------------


@rule(
    "no-such-day",
    DATE,
    "month digit",
    rf"(?:on|of|until|by|from|since)(?: the)? (?P<span>(?P<d>3[2-9]|[4-9]\d)(?:st|nd|rd|th)?(?: of)? (?P<mon>{MONTH})"
    rf"(?! \d)(?:,? (?P<y>{YEAR}))?)",
)
@rule(
    "no-such-numeric", DATE, "digit", rf"(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>{YEAR})|(?P<y2>{YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d)"
)
def no_such_day(match: Match) -> str | None:
    """Read [on] 45 March; 31/13/2020: kept as told, so that resolve makes it a Problem."""
    told = match.groupdict()
    year = told.get("y") or told.get("y2") or "XXXX"
    if told.get("mon"):
        return f"date:{year}-{words.month(match['mon']):02}-{match['d']}"
    day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
    fits = min(day, month) >= 1 and (max(day, month) <= 12 or (min(day, month) <= 12 and max(day, month) <= 31))
    if match["y2"]:
        fits = 1 <= month <= 12 and 1 <= day <= 31
    return None if fits else f"date:{year}-{month:02}-{day:02}"
