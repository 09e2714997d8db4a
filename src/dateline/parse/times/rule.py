"""What a rule of the time grammar is: a pattern over a sentence's words and a reading in the form language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from dateline.parse.times import words
from dateline.parse.times.words import (
    APPROX,
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


class Found(NamedTuple):
    """A match in a sentence's words: characters [start, end), what it is and how it reads."""

    start: int
    end: int
    type: TimeType
    form: str
    rule: str


PART = (
    r"(?:(?:the (?!\w+-(?-i:[A-Z])))?(?:very )?(?P<part>(?:early|mid|late|earlier|later)(?=(?: in| on| part of)?[ -])"
    r"|(?:beginning|start|outset|end|close|middle|first half|second half|last half|latter half"
    r"|turn)(?= of ))"
    r"(?: (?:part )?(?:of|in|on))?[- ](?:the )?)?"
)
ABOUT = rf"(?:(?P<mod>{APPROX}) )?"
DIRECTION = (
    r"(?:(?P<dir>last|this past|this coming|past|this|next|coming|(?:the )?(?:previous|following|same)|the next|that"
    r"|the current|current|the latest)[ ])"
)
PARTS = {
    "beginning": "start", "outset": "start", "turn": "start", "close": "end", "middle": "mid", "first half": "half1",
    "second half": "half2", "latter half": "half2", "last half": "half2",
}  # fmt: skip
DIRECTIONS = {
    "this past": "last", "past": "last", "this coming": "coming", "the current": "this",
    "current": "this", "the latest": "latest", "the same": "same", "that": "same",
    "the previous": "previous", "the following": "following", "the next": "following",
}  # fmt: skip
LAST_YEAR = r"(?: (?P<yy>last year|this year|next year|of last year|of this year|of next year|of that year))?"
YEAR_WORD = {"last": " year:-1", "this": " year:+0", "next": " year:+1", "that": " year:told"}


def adder(rules: list[Rule]) -> Callable[[str, TimeType, str, str], Callable[[Build], Build]]:
    """Return a decorator that adds a rule to a list; a pattern matches whole words only."""

    def rule(name: str, kind: TimeType, needs: str, pattern: str) -> Callable[[Build], Build]:
        def add(build: Build) -> Build:
            compiled = re.compile(rf"(?<![\w.$€£])(?:{pattern})(?![\w%])", re.IGNORECASE)
            rules.append(Rule(name, kind, frozenset(needs.split()), compiled, build))
            return build

        return add

    return rule


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


def with_year(match: Match) -> str:
    """Return the modifier for a year told in words after a day or month."""
    told = match.groupdict().get("yy")
    return YEAR_WORD[told.lower().removeprefix("of ").split()[0]] if told else ""


def day_of(year: str | None, month: int, day: str) -> str | None:
    """Write a day; None for a day that no such month has."""
    number = int(re.match(r"\d+", day)[0])  # type: ignore[index]
    if not (1 <= month <= 12 and 1 <= number <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]):
        return None
    return f"{year or 'XXXX'}-{month:02}-{number:02}"
