"""The words around a match in, whether it is a time there: years that count people, names and verbs are none."""

from __future__ import annotations

import re

from dateline.parse.times import words
from dateline.parse.times.rule import Rule

_YEAR_BEFORE = re.compile(
    r"(?:^|\b(?:in|since|of|by|until|till|from|to|through|during|for|before|after|early|mid|late|and|between|around"
    r"|than|into|as|an?|circa|the|year|its|his|her|their|that|this|both|due|or"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|[(–—-]|,|['’]s) ?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" (?:people|men|women|children|troops|soldiers|fighters|civilians|percent|per|dollars?|euros?|pounds?|million"
    r"|billion|shares|points|jobs|homes|houses|met(?:re|er)s?|miles?|km|kilomet(?:re|er)s?|feet|foot|tons?|tonnes?"
    r"|barrels|acres?|more|of the|others|and \d|square|megawatts|MW|kg|votes|seats?|pages?|words?|rooms?|man|person"
    r"|workers|employees|units|vehicles|cases|deaths|years?|hours?|days?)\b",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|last|next|this|of|early|mid|late|from|to|through|before|after|during|for|each|every"
    rf"|{words.MONTH}(?:,? \d+)?,? (?:and|or))[ -]$",
    re.IGNORECASE,
)
_OWNER_BEFORE = re.compile(r"(?:\b(?:the|an?|its|his|her|their)|['’]s) $", re.IGNORECASE)
_NAMESAKES = frozenset("May MAY March MARCH Mar Jan Jun June April August".split())
_TOD_BEFORE = re.compile(r"\b(?:in|at|by|during|until|since|all|on|before|after|into) $", re.IGNORECASE)
_RATE_BEFORE = re.compile(  # "$2 million a year", "four flights a week": how much, not how long
    rf"(?:\d|[mb]illion|trillion|hundred|thousand|percent|%|\b(?:{'|'.join(words.NUMBERS)}))(?: [a-z]+)? $",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d hours")
_CLOCK_BEFORE = re.compile(r"\b(?:at|by|until|till|from|since|before|after|around|about) $", re.IGNORECASE)
_NAMING = frozenset("day hour minute month noon now night second today tomorrow week weekend year yesterday".split())
_QUOTE_BEFORE = re.compile(r"(?:''|``|[\"“‘]) ?$")
_QUOTE_AFTER = re.compile(r" ?[,.]? ?(?:''|[\"”’])")
_NAME_BEFORE = re.compile(r"\b(?:[A-Z]{2,}|High) $")
_AFTER_TIME = frozenset(  # after other words a part of the day only tells apart a thing: "the evening news"
    "a after amid an and are around as at because before but by did during for had has have he her his in inside"
    " into is it its near of on or outside over said saying says she since that the their they to told under until was"
    " we were when where which while who with".split()
)


def fits(rule: Rule, *, before: str, told: str, after: str) -> bool:
    """Say whether the words around a match leave it a time: years that count people and verbs do not."""
    if _is_name(before, told, after):
        return False
    if rule.name == "year" and told.isdigit():
        return bool(_YEAR_BEFORE.search(before)) and not counts(after)
    if rule.name == "month" and told.rstrip(".") in _NAMESAKES:
        if told in {"June", "April", "August"}:
            return not re.match(r" [A-Z][a-z]+", after) or bool(_MONTH_BEFORE.search(before))
        named = told in {"Jan", "Mar", "Jun"} and re.match(r" [A-Z][a-z]", after)
        names = _OWNER_BEFORE.search(before) and re.match(r" [a-z]", after) and not stands_alone(after)
        return bool(_MONTH_BEFORE.search(before) or names) and not named
    if rule.name == "weekday" and told.rsplit(maxsplit=1)[-1].rstrip(".") in {"Sun", "Sat", "Wed", "SUN"}:
        return told.endswith(".") and not before.endswith("The ")
    if rule.name == "clock-24" and told.replace(":", "").isdigit():
        return not re.match(r"(?: (?:win|defeat|victory|lead|vote)|\d|-)", after) and not re.search(r"\d[-:]$", before)
    return not rule.name.startswith("duration") or _is_length(before, told, after)


def counts(after: str) -> bool:
    """Say whether what follows a number of four digits is what it counts: people, dollars, metres."""
    return bool(_COUNTED.match(after) or re.match(r" ?%|,\d", after))


def _is_length(before: str, told: str, after: str) -> bool:
    """Say whether a count of units tells how long: not "at 1300 hours", not "$2 million a year", not "years ago"."""
    if _MILITARY.fullmatch(told) and _CLOCK_BEFORE.search(before):
        return False
    if re.fullmatch(r"an? \w+", told, re.IGNORECASE) and _RATE_BEFORE.search(before):
        return False
    return not re.match(r" (?:ago|earlier|later)\b", after)


def _is_name(before: str, told: str, after: str) -> bool:
    """Say whether words of time are a title or part of a name: "60 Minutes", "USA Today", "High Noon"."""
    last = told.rsplit(maxsplit=1)[-1]
    if told == "TODAY" and before.endswith("USA "):
        return True
    if not last.istitle() or last.rstrip("s").lower() not in _NAMING:
        return False
    quoted = bool(_QUOTE_BEFORE.search(before)) and all(word[0].isupper() or word[0].isdigit() for word in told.split())
    return (quoted and (" " in told or bool(_QUOTE_AFTER.match(after)))) or bool(_NAME_BEFORE.search(before))


def is_time(*, before: str, after: str) -> bool:
    """Say whether a part of the day stands as a time without a day: "by dawn", "in the morning", not "night club"."""
    return (stands_alone(after) or bool(re.match(r" [A-Z]", after))) and bool(_TOD_BEFORE.search(before))


def stands_alone(after: str) -> bool:
    """Say whether what follows a time is no word that it tells apart: "on Friday and", not "the Friday talks"."""
    following = re.match(r"(?: |-)(\w+)|['’]s", after)
    return not following or following[1] in _AFTER_TIME
