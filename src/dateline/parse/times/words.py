"""Words of time as pattern pieces and as numbers: what the rules of the grammar are built from."""

from __future__ import annotations

import re

MONTHS = dict(
    zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True)
)
WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), range(1, 8), strict=True))
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_LATER = [f"twenty-{word}" for word in _ORDINALS[:9]] + ["thirtieth", "thirty-first"]
NUMBERS = {word: value for value, word in enumerate(_ONES + _TEENS, 1)}
NUMBERS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS + _LATER, 1)}
VAGUE = {"few", "several", "some", "many", "dozens", "scores", "hundreds", "thousands"}

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
MONTH = rf"(?-i:{_FULL}|{_FULL.upper()}|{_SHORT}|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
WEEKDAY = rf"(?-i:{_DAYS}|{_DAYS.upper()}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
FULL_WEEKDAY = rf"(?-i:{_DAYS}|{_DAYS.upper()})"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
DAY_WORD = rf"(?:{'|'.join(reversed(_ORDINALS + _LATER))})"
ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?(?: \d/\d|-and-a-half)?|{_WORD}(?:-and-a-half)?)"
COUNT = (
    rf"(?:(?:{NUMBER}|a) (?:hundred|thousand)|{NUMBER}(?: and a half)?(?: more| straight| consecutive| full| whole)?"
    r"|half an?|a (?:couple|dozen)(?: of)?|a further|a full|another|a few(?: more)?|several|many|some"
    r"|(?:dozens|scores|hundreds|thousands) of|an?)"
)
UNIT = (
    r"(?:seconds?|secs|minutes?|mins|hours?|hrs|days?|nights?|weeks?|fortnights?|months?|quarters?|years?"
    r"|decades?|centur(?:y|ies)|weekends?)"
)
APPROX = (
    r"(?:about|around|approximately|roughly|nearly|almost|close to|more than|over|less than|fewer than|under|at least"
    r"|at most|up to"
    r"|no (?:more|less|fewer|later) than|as (?:much|many|little|few) as|just (?:over|under)|well over)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART_OF_DAY = (
    r"(?:early morning|mid[- ]?morning|late morning|morning|mid[- ]?afternoon|afternoon|evening|night|noon"
    r"|midnight|lunchtime|dawn|dusk|midday)"
)
PARTS_OF_DAY = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "12:00", "midday": "12:00",
    "midnight": "24:00", "lunchtime": "MI", "dawn": "MO", "dusk": "EV",
}  # fmt: skip
UNITS = {"second": "S", "sec": "S", "minute": "N", "min": "N", "hour": "H", "hr": "H", "day": "D", "night": "D"}
UNITS |= {"week": "W", "fortnight": "F", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}
UNITS |= {"centurie": "C", "weekend": "K"}
MODS = {
    "about": "approx", "around": "approx", "approximately": "approx", "roughly": "approx", "some": "approx",
    "close to": "nearly", "nearly": "nearly", "almost": "nearly", "less than": "less", "fewer than": "less",
    "under": "less", "just under": "nearly", "more than": "more", "over": "more",
    "just over": "more", "well over": "more", "at least": "atleast", "no less than": "atleast",
    "no fewer than": "atleast", "at most": "atmost", "up to": "atmost", "no more than": "atmost",
    "no later than": "atmost", "as much as": "atmost", "as many as": "atmost", "as little as": "atleast",
    "as few as": "atleast",
}  # fmt: skip
_FRACTION = re.compile(r"(?: (\d)/(\d)|-and-a-half| and a half)$")


def month(word: str) -> int:
    """Return the number of a month's name or short form."""
    return MONTHS[word[:3].lower()]


def weekday(word: str) -> int:
    """Return the ISO number of a weekday's name or short form, Monday being 1."""
    return WEEKDAYS[word[:3].lower()]


def unit(word: str) -> str:
    """Return the letter of a unit: S seconds, N minutes, H, D, W, F fortnights, M, Q, Y, E decades, C, K weekends."""
    return UNITS[word.lower().removesuffix("s")]


def ordinal(word: str) -> int:
    """Return the number of an ordinal, in words or digits."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS[word.lower()]


def count(words: str | None) -> str:
    """Return a number told in words or digits as digits, X where it is vague, 1 for "a".

    >>> count("twenty-four"), count("a couple of"), count("several"), count("2 1/2")
    ('24', '2', 'X', '2.5')
    """
    text = re.sub(r"\s+", " ", (words or "one").lower())
    text = re.sub(r" (?:more|straight|consecutive|full|whole|of)$", "", text).removeprefix("another ")
    text = "a couple" if text == "couple" else text
    if text.startswith("half"):
        return "0.5"
    extra = 0.0
    if match := _FRACTION.search(text):
        extra = int(match[1]) / int(match[2]) if match[1] and match[2] != "0" else 0.5
        text = text[: match.start()]
    if "few" in text or text in VAGUE:
        return "X"
    total = extra
    scale = 100 if "hundred" in text else 1000 if "thousand" in text else 1
    named = {"a couple": 2.0, "a dozen": 12.0, "a": 1.0, "an": 1.0, "another": 1.0, "a further": 1.0, "a full": 1.0}
    text = re.sub(r" (?:hundred|thousand)$", "", text)
    if text in named:
        total += named[text]
    elif re.fullmatch(r"[\d,.]+", text):
        total += float(text.replace(",", ""))
    else:
        total += sum(NUMBERS.get(word, 0) for word in re.split(r"[- ]", text))
    total *= scale
    return f"{total:g}" if total < 1e6 else str(int(total))
