"""A block of prose in; the ranges of its sentences out, by rules for news as it is scraped.

A full stop ends a sentence unless the word before it is an abbreviation, an initial or the number of a list; a stop
with no space after it ("ended.The") ends one where a small word runs into a capital one. Closing quotes and the marks
of footnotes go with the sentence they close. A bullet, and a caption's credit ("Image: ..."), begin one of themselves.
"""

from __future__ import annotations

import re
from importlib import resources

CLOSING = "\"'”’»)\\]"
STOP = re.compile(
    rf"(?P<mark>(?:[.!?]+|…)[.!?…]*)(?P<close>[{CLOSING}]*)(?:\s?\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\])*"
    r"|(?P<bullet>(?<=\s)(?=[•▪●◦‣]\s))"
    r"|(?P<credit>(?<=[^\s:;,(])\s(?=(?:Image|Photo|Photograph|Picture|Video|IMAGE|PHOTO|VIDEO):\s))"
)
DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "info", "co"})
BREAKS = '"“‘([—–'  # what a word cannot hold, beside white space
OPENING = "\"'“‘«([—–-"
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_a-z]$")
DOTTED = re.compile(r"\d*(?:[A-Za-z]\.)+[A-Za-z]$|Ph\.D$")
LABEL = re.compile(
    r"(?:(?:Figure|Fig\.?|Table|Listing|Chapter|Part|Section|Article|Item|Step|No|Rule|Day|Week)\s+)?"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Ha-h]|[ivx]{1,4}|[IVX]{1,4})\)?\.$"
)
BYLINE = re.compile(r"[—–-]{1,2}\s*[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4}\s*$")
TELLER = re.compile(r"[A-Z][\w’'-]*(?:\s+[\w’'-]+){1,3}")
FOLLOWER = re.compile(r"[^\W_]*")


def _words(name: str) -> frozenset[str]:
    lines = (resources.files("dateline.resources") / "tokens" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


TITLES = _words("titles.txt")  # a name follows: never the end of a sentence
BEFORE_NUMBERS = _words("before_numbers.txt")  # "No. 10", "Jan. 3": the end only where no number follows
ABBREVIATIONS = _words("abbreviations.txt")  # the end only where a word that begins sentences follows
STARTERS = _words("starters.txt")
SPOKEN = _words("after_quotes.txt")  # "asked": a quoted question goes on before it
SMALL = _words("lower_case.txt")  # abbreviations written small: "sat." is none, "Sat." is
SHORT = TITLES | BEFORE_NUMBERS | ABBREVIATIONS


def shortened(word: str, words: frozenset[str]) -> bool:
    """Say whether a word is one of these abbreviations, by its letters and its case."""
    low = word.lower()
    return low in words and (word[0].isupper() or low in SMALL)


def split(text: str) -> list[tuple[int, int]]:
    """Return the range of each sentence, without the white space around it.

    >>> text = "It left at 5 p.m. Moscow time.Nobody spoke. No. 10 closed at 6 p.m. The lights went out."
    >>> [text[a:b] for a, b in split(text)]
    ['It left at 5 p.m. Moscow time.', 'Nobody spoke.', 'No. 10 closed at 6 p.m.', 'The lights went out.']
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for match in STOP.finditer(text):
        if match.start() >= begin and (match["mark"] is None or _ends(text, begin, match)):
            _add(found, text, begin, match.end())
            begin = match.end()
    _add(found, text, begin, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    inner = text[begin:end]
    bare = inner.strip()
    if bare:
        left = begin + len(inner) - len(inner.lstrip())
        found.append((left, left + len(bare)))


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    end = match.end()
    if end == len(text):
        return True
    start = match.start()
    before = _last_word(text, max(begin, start - 30), start)
    if start - begin < 20 and LABEL.match(text[begin : start + 1].lstrip()):
        return False
    if before.isdigit() and len(before) < 3 and text[begin : start - len(before)].rstrip()[-1:] == ":":
        return False
    mark, quoted = match["mark"], bool(match["close"])
    if not text[end].isspace():
        return _runs_on(before, mark + match["close"], text[end : end + 40])
    after = text[end : end + 60].lstrip()
    head = after.lstrip(OPENING + " ")
    if not head:
        return not after
    if (after[0] in "—–-" and BYLINE.match(text, end + 1, end + 80)) or (quoted and mark != "." and _tells(head)):
        return False
    if after[0] in ".…,":
        return False
    if head[0].islower():
        # An abbreviation that the lists do not have is seldom a word of four small letters or more.
        whole = before.isalpha() and before.islower() and len(before) > 3 and before not in SHORT
        return whole and mark[0] != "…" and ".." not in mark and not quoted
    if mark != "." or not before or quoted:
        return True
    follower = FOLLOWER.match(head)
    starter = follower is not None and follower[0] in STARTERS
    if shortened(before, TITLES):
        return before == "St" and follower is not None and follower[0] in {"The", "It", "He", "She", "They"}
    if shortened(before, BEFORE_NUMBERS):
        return not head[0].isdigit()
    initial = INITIALS.match(before) or (len(before) == 1 and before.isalpha())
    if shortened(before, ABBREVIATIONS) or DOTTED.match(before) or initial:
        return starter or (after[0] in '"“' and not initial)
    return True


def _last_word(text: str, begin: int, end: int) -> str:
    at = end
    while at > begin and not text[at - 1].isspace() and text[at - 1] not in BREAKS:
        at -= 1
    return text[at:end]


def _tells(head: str) -> bool:
    """Say whether words after a quotation tell who spoke: "Roe asked", "the mayor's aide added"."""
    teller = TELLER.match(head)
    return teller is not None and any(word in SPOKEN for word in teller[0].split()[1:])


def _runs_on(before: str, mark: str, following: str) -> bool:
    """Say whether a stop with no space after it ends a sentence: "ended.The", not "example.Com" or "U.S.-led"."""
    run = following.split(maxsplit=1)[0]
    if "@" in before or "/" in before or "@" in run or before.lower().startswith("www"):
        return False
    inner = following.lstrip(OPENING)
    if len(inner) < 2 or not inner[0].isupper() or not before:
        return False
    word = FOLLOWER.match(inner)
    follower = word[0] if word else ""
    if mark != ".":
        return True
    if follower.lower() in DOMAINS or (len(follower) == 1 and not (follower in "AI" and inner[1].isspace())):
        return False
    known = follower in STARTERS
    if shortened(before, TITLES) or DOTTED.match(before) or shortened(before, ABBREVIATIONS | BEFORE_NUMBERS):
        return known and not shortened(before, TITLES)
    last = before[-1]
    if last.isupper():
        return len(before) > 1 and before.isupper() and (known or (len(before) > 2 and follower[1:].islower()))
    plain = (last.islower() and len(before) > 1) or last.isdigit() or last in ")]%”’'"
    return plain and (known or follower[1:].islower() or len(follower) == 1)
