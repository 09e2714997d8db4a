"""A block of prose in; the ranges of its sentences out, by rules for news as it is scraped.

A full stop ends a sentence unless the word before it is an abbreviation or an initial; a stop with no space after it
("ended.The") ends one where a small word runs into a capital one. Closing quotes go with the sentence they close.
"""

from __future__ import annotations

import re
from importlib import resources

STOP = re.compile(r"(?:[.!?]+|…|\.\.\.+)[\"'”’»)\]]*")
BEFORE = re.compile(r"[^\s\"“‘(\[—–]*$")
DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "info", "co"})
OPENING = "\"'“‘«([—–-"
INITIALS = re.compile(r"^(?:[A-Z]\.)*[A-Z]$")
DOTTED = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]$")


def _words(name: str) -> frozenset[str]:
    lines = (resources.files("dateline.resources") / "tokens" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


TITLES = _words("titles.txt")  # a name follows: never the end of a sentence
BEFORE_NUMBERS = _words("before_numbers.txt")  # "No. 10", "Jan. 3": the end only where no number follows
ABBREVIATIONS = _words("abbreviations.txt")  # the end only where a word that begins sentences follows
STARTERS = _words("starters.txt")


SMALL = _words("lower_case.txt")  # abbreviations written small: "sat." is none, "Sat." is


def shortened(word: str, words: frozenset[str]) -> bool:
    """Say whether a word is one of these abbreviations, by its letters and its case."""
    low = word.lower()
    return low in words and (word[0].isupper() or low in SMALL)


def split(text: str) -> list[tuple[int, int]]:
    """Return the range of each sentence, without the white space around it."""
    cuts = [match.end() for match in STOP.finditer(text) if _ends(text, match)]
    found = []
    begin = 0
    for cut in [*cuts, len(text)]:
        inner = text[begin:cut]
        if inner.strip():
            left = len(inner) - len(inner.lstrip())
            found.append((begin + left, begin + len(inner.rstrip())))
        begin = cut
    return found


def _ends(text: str, match: re.Match[str]) -> bool:
    end = match.end()
    if end >= len(text):
        return True
    spaced = text[end].isspace()
    after = text[end : end + 40].lstrip()
    if not after:
        return True
    head = after.lstrip(OPENING + " ")
    begins = bool(head) and (head[0].isupper() or head[0].isdigit())
    word = BEFORE.search(text, max(0, match.start() - 30), match.start())
    before = word.group() if word else ""
    mark = match.group()
    if not spaced:
        return _runs_on(before, mark, text[end : end + 20])
    if not begins:
        return not head[:1].islower() and mark[0] != "." and after[0] in "•*"
    if mark.rstrip("\"'”’»)]") != ".":
        return True
    quoted = len(mark) > 1
    follower = re.split(r"[^\w’']", head, maxsplit=1)[0]
    starter = follower in STARTERS
    if shortened(before, TITLES) and not quoted:
        return False
    if shortened(before, BEFORE_NUMBERS):
        return quoted or not head[0].isdigit()
    if shortened(before, ABBREVIATIONS) or DOTTED.match(before) or INITIALS.match(before):
        return quoted or starter or (after[0] in '"“' and not INITIALS.match(before))
    return True


def _runs_on(before: str, mark: str, following: str) -> bool:
    """Say whether a stop with no space after it ends a sentence: "ended.The", not "example.Com" or "U.S.-led"."""
    if "@" in before or "/" in before or before.lower().startswith("www"):
        return False
    inner = following.lstrip(OPENING)
    if len(inner) < 2 or not inner[0].isupper():
        return False
    if mark[0] in "!?" or len(mark) > 1:
        return True
    if not before or shortened(before, TITLES | ABBREVIATIONS | BEFORE_NUMBERS):
        return False
    small = len(before) > 1 and (before[-1].islower() or before[-1].isdigit() or (before.isupper() and len(before) > 2))
    word = re.match(r"[\w’']*", inner)
    if word is not None and word.group().lower() in DOMAINS:
        return False
    return (
        small
        and word is not None
        and (word.group()[1:].islower() or word.group() in STARTERS or len(word.group()) == 1)
    )
