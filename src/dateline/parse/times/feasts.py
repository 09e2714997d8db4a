"""Rules for feasts, with the country of a word right before them, and for days known by a name of their own."""

from __future__ import annotations

import re

from dateline.parse.times.rule import DATE, PART, Match, Rule, adder, tail, with_year
from dateline.parse.times.words import YEAR
from dateline.resources import countries
from dateline.resources.feasts import names

RULES: list[Rule] = []
rule = adder(RULES)

_NAMES = {re.sub(r"^[~!]", "", words): feast for words, feast in names().items()}
_AFTER_PREPOSITION = frozenset(words[1:] for words in names() if words.startswith("~"))
_OF_PERSONS = frozenset(words[1:] for words in names() if words.startswith("!"))


def _pattern(words: str) -> str:
    """Return the pattern of a name: either apostrophe, a hyphen or a blank."""
    text = re.escape(words).replace("'", "['’]").replace(r"\-", r"[-\s]").replace(r"\ ", " ")
    if words in _AFTER_PREPOSITION:
        return rf"(?:(?<=(?i:during) )|(?<=for )|(?<=of )|(?<=before )|(?<=after )|(?<=since )|(?<=until )){text}"
    return rf"{text}(?! [A-Z][a-z])" if words in _OF_PERSONS else text


def _rule(kind: str) -> str:
    """Return the pattern of the names of a kind: those with "Day", with "Year", and the others."""
    wanted = [words for words in sorted(_NAMES, key=len, reverse=True) if _kind(words) == kind]
    return (
        rf"{PART}(?:(?P<dir>last|this|next) )?(?P<h>(?-i:{'|'.join(map(_pattern, wanted))}))(?! (?:Islands?|Rising)\b)"
        rf"(?:,? (?:in |of )?(?P<y>{YEAR})| (?P<yy>last year|this year|next year))?"
    )


def _kind(words: str) -> str:
    return next((kind for kind in ("day", "year") if re.search(rf"\b{kind}s?\b", words.lower())), "")


def _first_words(kind: str) -> str:
    """Return the first words of the names of a kind, parted by blanks."""
    return " ".join(sorted({re.findall(r"[a-z]+", words.lower())[0] for words in _NAMES if _kind(words) == kind}))


_OWNER = re.compile(r"(?<![\w.])([A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?:['’]s?)?) $")
_REACH = 60  # characters before a feast that may hold whose it is
_LEADS = frozenset(
    "in on during since before after until by through throughout for as but and when while with from of at to if holy"
    " muslim islamic shiite shia sunni jewish christian hindu ahead".split()
)


FIRST_WORDS = {kind: _first_words(kind) for kind in ("", "day", "year")}


@rule("holiday", DATE, "holiday", _rule(""))
@rule("holiday-day", DATE, "holiday-day day-word", _rule("day"))
@rule("holiday-year", DATE, "holiday-year year-word", _rule("year"))
def holiday(match: Match) -> str | None:
    """Read Christmas Eve; last Easter; Kenya's Independence Day; the end of Ramadan. Tariq Ramadan is a person."""
    words = re.sub(r"\s+", " ", match["h"].replace("’", "'"))
    name = _NAMES.get(words) or next((feast for one, feast in _NAMES.items() if _same(one, words)), None)
    before = _OWNER.search(match.string, max(0, match.start() - _REACH), match.start())
    owner = before[1] if before else ""
    country = _country(owner)
    if name is None or (words in _OF_PERSONS and owner and not country and owner.lower() not in _LEADS):
        return None
    year = f" year:{match['y']}" if match["y"] else with_year(match)
    return f"holiday:{name}{f' country:{country}' if country else ''}{year}{tail(match)}"


def _same(one: str, words: str) -> bool:
    return one.replace("-", " ") == words.replace("-", " ")


def _country(owner: str) -> str | None:
    """Return the country that the words right before a feast name, by its name, people or adjective."""
    words = re.sub(r"['’]s?$", "", owner).split()
    for first in range(len(words)):
        name = " ".join(words[first:])
        found = countries.by_name(name) or countries.by_adjective(name)
        if len(found) == 1:
            return found[0]
    return None


@rule("attacks", DATE, "digit", r"(?<![/\d])9/11(?![/\d]|,\d)")
@rule("attacks-month", DATE, "month digit", r"(?-i:Sept\.|September) 11(?= (?:terror(?:ist)? )?attacks?\b)")
def attacks(_: Match) -> str:
    """Read 9/11; the Sept. 11 [attacks]: by that name alone it is the day in 2001."""
    return "date:2001-09-11"


@rule(
    "landing",
    DATE,
    "day-word",
    r"(?-i:D-Day)(?= (?:landings?|invasion|veterans?|anniversary|beaches|commemorations?|operation)\b)"
    r"|(?:(?<=on )|(?<=of )|(?<=since ))(?-i:D-Day)(?! for\b)",
)
def landing(_: Match) -> str:
    """Read D-Day [landings]."""
    return "date:1944-06-06"
