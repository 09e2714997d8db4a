"""A sentence in; the ranges of its tokens out, cut as the English Web Treebank cuts them.

Clitics ("'s", "n't") and hyphenated words part; prefixes that are no words of their own ("anti-war"), abbreviations
with their stops, numbers, dates in figures, addresses of the web and mail stay whole.
"""

from __future__ import annotations

import re

from dateline.parse.sentences import ABBREVIATIONS, BEFORE_NUMBERS, TITLES, shortened

LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    r"""
    (?P<web>(?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]’'] | [\w.+-]+@[\w-]+\.[\w.-]*\w)
  | (?P<tag>[@\#]\w+)
  | (?P<domain>\b[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|co\.uk|ru|de|fr|ir|iq|tv)\b)
  | (?P<dotted>(?:[A-Za-z]\.){2,}(?![^\W\d_]{2}) | (?:[A-Za-z]\.)+[A-Za-z](?![\w]))
  | (?P<iso>\d{4}-\d\d-\d\d(?!\d))
  | (?P<clock>\d{1,2}[:.]\d\d(?=[apAP]\.?[mM]\b))
  | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
  | (?P<meridiem>(?<=\d)(?:[ap]\.m\.|[apAP][mM]\b))
  | (?P<hour>\d{1,2}(?=[apAP]\.?[mM]\b))
  | (?P<number>\d+(?:[.,:/]\d+)+ | \d+(?:s\b)? (?![^\W\d_]))
  | (?P<decade>['’]\d0s\b)
  | (?P<money>[A-Z]{0,3}\$)
  | (?P<dots>\.\.+|…+|-{2,}|[!?]{2,}|\*{2,}|_{2,}|={2,})
  | (?P<amp>[A-Z]+(?:&[A-Z]+)+\b)
  | (?P<word>[^\W_]+(?:['’][^\W\d_]+)*)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
CLITIC = re.compile(r"(?:n['’]t|['’](?:s|S|m|M|d|D|re|RE|ve|VE|ll|LL))$|N['’]T$")
CANNOT = re.compile(r"^(can)(not)$|^(gon|wan|got)(na|ta)$", re.IGNORECASE)
PREFIXES = frozenset("e non pre anti mid re post co pro multi ex semi neo intra un ultra sub".split())
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f")


def cut(text: str) -> list[tuple[int, int]]:
    """Return the range of each token of a sentence.

    >>> sentence = "He can't join the U.S.-led anti-war talks at 5pm."
    >>> [sentence[a:b] for a, b in cut(sentence)]
    ['He', 'ca', "n't", 'join', 'the', 'U.S.', '-', 'led', 'anti-war', 'talks', 'at', '5', 'pm', '.']
    """
    found: list[tuple[int, int]] = []
    for match in TOKEN.finditer(text):
        begin, end = match.span()
        kind = match.lastgroup
        if kind == "other" and text[begin] in INVISIBLE:
            continue
        if kind == "word":
            found += _clitics(text, begin, end)
        elif (
            kind == "other" and text[begin] == "." and found and found[-1][1] == begin and _keeps_stop(text, found[-1])
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return _prefixes(text, found)


def _clitics(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    word = text[begin:end]
    whole = CANNOT.match(word)
    if whole:
        middle = begin + len(whole[1] or whole[3])
        return [(begin, middle), (middle, end)]
    tails: list[tuple[int, int]] = []
    while True:
        clitic = CLITIC.search(text[begin:end])
        if clitic is None or clitic.start() == 0:
            return [(begin, end), *tails]
        tails.insert(0, (begin + clitic.start(), end))
        end = begin + clitic.start()


def _keeps_stop(text: str, last: tuple[int, int]) -> bool:
    """Say whether a stop belongs to the word before it, as in "Gen. J. Moreno"."""
    word = text[last[0] : last[1]]
    low = word.lower()
    after = text[last[1] + 1 :].lstrip()
    if shortened(word, TITLES) or (shortened(word, ABBREVIATIONS) and low not in {"am", "pm"}):
        return True
    if shortened(word, BEFORE_NUMBERS):
        return bool(after) and (low != "no" or after[0].isdigit())
    return len(word) == 1 and word.isupper() and bool(after) and after[0].isalpha()


def _prefixes(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join "anti", "-" and "war" again: a prefix is no word."""
    found: list[tuple[int, int]] = []
    k = 0
    while k < len(tokens):
        begin, end = tokens[k]
        joined = (
            k + 2 < len(tokens)
            and text[tokens[k + 1][0] : tokens[k + 1][1]] == "-"
            and end == tokens[k + 1][0]
            and tokens[k + 1][1] == tokens[k + 2][0]
            and text[begin:end].lower() in PREFIXES
            and (end - begin == 1 or not text[begin:end].isupper())
            and text[tokens[k + 2][0]].isalnum()
        )
        if joined:
            found.append((begin, tokens[k + 2][1]))
            k += 3
        else:
            found.append((begin, end))
            k += 1
    return found
