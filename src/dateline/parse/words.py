"""A sentence in; the ranges of its tokens out, cut as the English Web Treebank cuts them.

Clitics ("'s", "n't") and hyphenated words part; prefixes that are no words of their own ("anti-war"), abbreviations
with their stops, numbers, dates in figures, addresses of the web and mail stay whole. Signs that no reader sees
(control characters, marks of direction, halves of surrogate pairs) are in no token.
"""

from __future__ import annotations

import re
import unicodedata

from dateline.parse.sentences import ABBREVIATIONS, BEFORE_NUMBERS, TITLES, shortened

# Every repeated part is possessive, or tried only where a word begins, so that no text takes longer than its length.
TOKEN = re.compile(
    r"""
    (?P<word>[^\W\d_]++(?![\w.'’ʼ`´@&$:\u00ad\u0300-\u036f-]))
  | (?P<web>(?:https?://|www\.)[^\s<>"“”\ud800-\udfff]*[^\s<>"“”.,;:!?)\]’'\ud800-\udfff])
  | (?P<mail>(?<![\w.+-])[\w.+-]++@\w[\w-]*+(?:\.[\w-]*\w)*)
  | (?P<tag>(?:@|\#(?!\d))\w++)
  | (?P<domain>(?<![\w.-])[A-Za-z][\w-]*+(?:\.[\w-]++)*?\.(?:com|org|net|gov|edu|info|co\.uk|ru|de|fr|ir|iq|tv)\b
      (?:/[^\s<>"“”)]*[\w/])?)
  | (?P<file>(?<![\w.-])[\w-]++\.(?:docx?|xlsx?|pdf|txt|jpe?g|png|html?|zip|csv|mp[34])\b)
  | (?P<groups>(?<![\w.])[a-z]++(?:\.[a-z]++){2,}(?![\w.]))
  | (?P<doctor>Ph\.D\b\.?)
  | (?P<dotted>(?:[^\W\d_]\.){2,}(?![^\W\d_]{2}) | (?:[^\W\d_]\.)+[^\W\d_](?!\w))
  | (?P<iso>\d{4}-\d\d-\d\d(?!\d))
  | (?P<phone>(?<![\w-])(?:\+?\d{1,3}-)?\d{3}-\d{3}-\d{4}(?![\w-]) | (?<!\w)\+\d++)
  | (?P<clock>\d{1,2}[:.]\d\d(?=[apAP]\.?[mM]\b))
  | (?P<ordinal>\d++(?:st|nd|rd|th)\b)
  | (?P<meridiem>(?<=\d)(?:[ap]\.m\.|[apAP][mM]\b))
  | (?P<decade>['’]\d0s\b | (?:1[5-9]|20)?\d0(?:['’]?s)\b)
  | (?P<measured>\d++(?:[.,]\d++)*+(?=°
      | (?:[ap]\.?m|[AP]M|bn|mn|tn|m|k|K|km|kg|cm|mm|ft|mph|kph|lbs?|GB|MB|MW|kW|GW)\b))
  | (?P<capital>(?<=[$£€])\d++(?:[.,]\d++)*+(?=[MB]\b))
  | (?P<number>\d++(?:(?:[.,:/]\d++)++|(?!\w)) | (?<![\w.])\.\d++(?!\w))
  | (?P<money>[A-Z]{0,3}\$)
  | (?P<face>(?<!\S)[:;=][-^']?[()DPp](?!\w))
  | (?P<clitic>(?<=[\w.)])['’](?:s|S|re|ve|ll|d|m)\b)
  | (?P<dots>\.{2,}|…+|-{2,}|[!?]{2,}|\*{2,}|_{2,}|={2,}|<{2,}|>{2,}|''|``|’’|‘‘)
  | (?P<amp>[A-Z]++(?:&[A-Z]++)+\b)
  | (?P<joined>[^\W_]++(?:['’ʼ`´][^\W\d_]++)*+)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
APOSTROPHE = "['’ʼ`´]"
CLITIC = re.compile(rf"(?:n{APOSTROPHE}t|{APOSTROPHE}(?:s|S|m|M|d|D|re|RE|ve|VE|ll|LL))$|N{APOSTROPHE}T$")
CANNOT = re.compile(
    r"(can)(not)$|(gon|wan|got)(na|ta)$"
    # the apostrophe is lost; "were", "its", "lets" and the like are words too and stay whole
    r"|(do|does|did|ca|wo|is|are|was|were|would|could|should|has|have|had|ai)(nt)$"
    r"|(that|there|what|here)(s)$|(you|they)(re|ve)$",
    re.IGNORECASE,
)
MAY_PART = frozenset("tTaAsSeE")  # the last letters of what CANNOT knows
PREFIXES = frozenset(
    "e non pre anti mid re post co pro multi ex semi neo intra un ultra sub cross counter inter micro mini".split()
)
UNSEEN = frozenset({"Cc", "Cf", "Cs"})
VARIANT = frozenset("\ufe0e\ufe0f")  # how to draw the sign before


def invisible(character: str) -> bool:
    """Say whether a character is no part of any token: control, format, half a surrogate pair."""
    return character in VARIANT or unicodedata.category(character) in UNSEEN


def cut(text: str) -> list[tuple[int, int]]:
    """Return the range of each token of a sentence.

    >>> sentence = "He can't join the U.S.-led anti-war talks at 5pm."
    >>> [sentence[a:b] for a, b in cut(sentence)]
    ['He', 'ca', "n't", 'join', 'the', 'U.S.', '-', 'led', 'anti-war', 'talks', 'at', '5', 'pm', '.']
    """
    found: list[tuple[int, int]] = []
    hyphens = glued = False
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        begin, end = match.span()
        if kind == "word" and not glued:
            if end - begin > 3 and text[end - 1] in MAY_PART and (parts := CANNOT.match(text, begin, end)):
                middle = parts.end(parts.lastindex - 1) if parts.lastindex else end
                found += [(begin, middle), (middle, end)]
            else:
                found.append((begin, end))
            continue
        if kind == "other":
            sign = text[begin]
            if not sign.isascii():
                category = unicodedata.category(sign)
                if category[0] == "M" and found and found[-1][1] == begin and sign not in VARIANT:
                    found[-1] = (found[-1][0], end)  # an accent of its own belongs to the letter before
                    glued = True
                    continue
                if category in UNSEEN or sign in VARIANT:
                    continue
            elif sign < " " or sign == "\x7f":
                continue
            elif sign == "." and found and found[-1][1] == begin and _keeps_stop(text, found[-1]):
                found[-1] = (found[-1][0], end)
                continue
            elif sign == "-":
                hyphens = True
        if glued and kind in {"word", "joined"} and found[-1][1] == begin:
            begin = found.pop()[0]
        glued = False
        if kind == "joined":
            found += _clitics(text, begin, end)
        else:
            found.append((begin, end))
    return _prefixes(text, found) if hyphens else found


def _clitics(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    parts = CANNOT.match(text, begin, end)
    if parts and parts.lastindex:
        middle = parts.end(parts.lastindex - 1)
        return [(begin, middle), (middle, end)]
    tails: list[tuple[int, int]] = []
    while True:
        clitic = CLITIC.search(text, max(begin, end - 3), end)
        if clitic is None or clitic.start() == begin:
            return [(begin, end), *tails]
        tails.insert(0, (clitic.start(), end))
        end = clitic.start()


def _keeps_stop(text: str, last: tuple[int, int]) -> bool:
    """Say whether a stop belongs to the word before it ("Gen. J. Moreno"); one that ends a sentence does not."""
    word = text[last[0] : last[1]]
    if len(word) > 9 or not word[0].isalpha():
        return False
    after = text[last[1] + 1 : last[1] + 9].lstrip(" \xa0")
    if len(word) == 1 and word.isupper():
        return bool(after) and after[0].isalpha()
    if shortened(word, TITLES):
        return True
    low = word.lower()
    goes_on = bool(after.lstrip("\"'”’)"))
    if shortened(word, BEFORE_NUMBERS):
        return goes_on and (low != "no" or after[0].isdigit())
    return goes_on and low not in {"am", "pm"} and shortened(word, ABBREVIATIONS)


def _prefixes(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join "anti", "-" and "war" again: a prefix is no word."""
    found: list[tuple[int, int]] = []
    k = 0
    while k < len(tokens):
        begin, end = tokens[k]
        joined = (
            k + 2 < len(tokens)
            and tokens[k + 1] == (end, end + 1)
            and text[end] == "-"
            and end + 1 == tokens[k + 2][0]
            and text[end + 1].isalnum()
            and text[begin:end].lower() in PREFIXES
            and (end - begin == 1 or not text[begin:end].isupper())
        )
        if joined:
            found.append((begin, tokens[k + 2][1]))
            k += 3
        else:
            found.append((begin, end))
            k += 1
    return found
