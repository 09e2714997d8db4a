"""The start of a story in, its dateline out: place, outlet, agency and date.

Wire style varies by house; all of these are read by one grammar of place, items and a closing mark:
"LAGOS (AP) —", "LIMA, Jan. 3 (Xinhua) --", "LIMA, PERU (10:10 A.M.) –", "Lima, Jan 3, EFE -",
"LIMA, January 3. /TASS/.", "LIMA, 3 JAN 90 --",
"LIMA (Daily / Agency - 3rd January, 2020)", "Lima [Peru], January 3 (ANI):", "(Reuters) -", "LIMA: ", "LIMA —".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.read.dates import Moment, clock, moments
from dateline.records import Span
from dateline.resources.outlets import identify

LONGEST = 170  # characters; the longest of 1,000 wire datelines seen is 96
_CAPITALS = r"[A-ZÀ-ÞŁŚŞİĐČŠŽ][A-ZÀ-ÞŁŚŞİĐČŠŽ'’.]*(?:-[A-ZÀ-Þ][A-ZÀ-Þ'’]*)*"
_NAME = r"(?:[A-ZÀ-ÞŁŚŞİĐČŠŽ][\w'’]*\.?(?:-\w[\w'’]*)*|al-\w+|el-\w+)"
_LINK = r"(?:[ ](?:of|de|la|del|da|do|dos|el|al|am|an|der|sur|upon|and|DE|LA|DEL|AL|EL)(?=[ ]))?"
_CITY = rf"{_NAME}(?:{_LINK}[ ]{_NAME}){{0,4}}"
PLACE = re.compile(rf"{_CITY}(?:[ ]?/[ ]?{_CITY}){{0,2}}(?:,[ ]{_CITY}){{0,2}}")
UPPER = re.compile(rf"{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}")
BRACKETS = re.compile(r"[ ]?\[[A-Z][\w .'’-]{1,40}\]")
GROUP = re.compile(r"[,.]?\s{0,2}(?:\((?P<round>[^()\n]{2,90})\)|/(?P<slash>[A-Z][\w .&’'-]{1,40})/)")
SEPARATED = re.compile(r"\s{0,2}[,.]\s{1,2}")
CLOSE = re.compile(r"\s{0,3}(?:--?-?|[–—―]|_|\.(?=\s)|:)(?=\s|[A-Z“\"])\s{0,3}|(?<=/)\.?\s{1,3}")
DASH = re.compile(r"\s{0,3}(?:--+|[–—―]|(?<=[\s)])-(?=\s)|:(?=\s))\s{0,3}")
PARTS = re.compile(r"\s+[-–—|]\s+|\s*/\s*|\s*[|;]\s*|,\s+(?=\d|[A-Z][a-z]{2,8}\.?\s\d)")
WIRE = re.compile(r"\b(?:Wire|Newswire|Press|Agency|Agence|Agencia|Agenzia|Agentur|Service|Agencies)\b")
PAPER = re.compile(
    r"\b(?:Times|Post|Herald|Daily|Tribune|Gazette|Chronicle|Guardian|Observer|Courier|Journal|Standard|Telegraph|Mail|"
    r"Mirror|Star|Sun|Globe|Today|Online|TV|Television|Radio|Magazine|Review|Monitor|Independent)\b|\.\w{2,4}$"
)
SHORT_YEAR = re.compile(r"[ ](\d\d)(?=\s{0,2}(?:--|[–—―(]|-\s))")
FIRST_YEAR = 50  # of two digits; below it, years are of this century
NOT_PRESS = re.compile(r"\d|^(?:[a-z]|R|D|I|left|right)\b|\b(?:Photo|Getty|Images|file|File|pictured)\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline tells, each with the offsets of its words."""

    start: int
    end: int
    place: tuple[int, int] | None
    outlet: tuple[int, int] | None
    agency: tuple[int, int] | None
    moment: Moment | None
    clock: tuple[int, int] | None


@dataclass(slots=True)
class _Items:
    outlet: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    moment: Moment | None = None
    clock: tuple[int, int] | None = None

    @property
    def evidence(self) -> bool:
        return bool(self.outlet or self.agency or self.moment or self.clock)


def place_name(words: str) -> str:
    """Write a place as a name: "ADDIS ABABA" becomes "Addis Ababa", "Flint, Mich." stays.

    >>> place_name("PORT-AU-PRINCE, Haiti")
    'Port-au-Prince, Haiti'
    """
    small = {"AU", "DE", "LA", "DEL", "OF", "AND", "DU", "DES", "SUR"}

    def write(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() > 0 and word in small:
            return word.lower()
        if not word.isupper() or "." in word or (len(word) < 3 and match.start() > 0):
            return word
        return word[0] + word[1:].lower()

    return " ".join(re.sub(r"[^\W\d_](?:[\w.]|['’](?=\w))*", write, words).split())


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """Read the dateline that begins at an offset."""
    end = min(end, start + LONGEST)
    if start < end and text[start] == "(":
        return _placeless(text, start, end, _Items())
    dated = next(moments(text, start, min(end, start + 40)), None)
    if dated and dated.span.start == start:  # "January 3, 2020 (AFP) -"
        comma = SEPARATED.match(text, dated.span.end, end)
        behind = dateline(text, comma.end(), end) if comma else None
        if behind and behind.place:  # "3 January 2020, LIMA (Daily) -"
            return replace(behind, start=start, moment=behind.moment or dated)
        return _placeless(text, start, end, _Items(moment=dated), at=dated.span.end)
    match = PLACE.match(text, start, end)
    if not match:
        return None
    place_end = match.end()
    while place_end > start:  # "LIMA, Jan" is a place and the month after it
        read = _after_place(text, start, place_end, end)
        if not read and text[place_end - 1] == ".":  # "LIMA. January 3. INTERFAX -"
            read = _after_place(text, start, place_end - 1, end)
        if read:
            return read
        cut = max(text.rfind(mark, start, place_end) for mark in (",", " "))
        place_end = cut if cut > start else start
        while place_end > start and text[place_end - 1] in ", ":
            place_end -= 1
    return None


def _placeless(text: str, start: int, end: int, items: _Items, *, at: int | None = None) -> Dateline | None:
    """Read "(Reuters) - ": a known agency or outlet in brackets and a closing dash, or nothing."""
    group = GROUP.match(text, start if at is None else at, end)
    if not group or group["round"] is None:
        return None
    _inside(text, *group.span("round"), items)
    known = _known(text, items.agency) or _known(text, items.outlet) or (items.agency and _wire(text, items.agency))
    behind = dateline(text, group.end() + 1, end) if text[group.end() : group.end() + 1] == " " else None
    if known and behind and behind.place:  # "(Meridian Wire) LIMA, 3 January -"
        return replace(behind, start=start, outlet=items.outlet or behind.outlet, agency=items.agency or behind.agency)
    closing = DASH.match(text, group.end(), end)
    if not known or not (closing or re.match(r"\s?[A-Z]", text[group.end() : group.end() + 2])):
        return None
    return _made(start, closing.end() if closing else group.end(), None, items)


def _after_place(text: str, start: int, place_end: int, end: int) -> Dateline | None:
    at, items, groups, strange = place_end, _Items(), 0, False
    bracket = BRACKETS.match(text, at, end)
    at = bracket.end() if bracket else at
    for _ in range(4):
        group = GROUP.match(text, at, end)
        if group:
            before = (items.outlet, items.agency, items.moment, items.clock)
            _inside(text, *group.span("round" if group["round"] else "slash"), items)
            nothing = before == (items.outlet, items.agency, items.moment, items.clock)
            strange = strange or nothing  # a country, or a station of no register: only beside a date
            at, groups = group.end(), groups + (not nothing)
            continue
        comma = SEPARATED.match(text, at, end)
        item = _item(text, comma.end(), end, items) if comma else None
        if not item:
            break
        at = item
    if strange and items.moment is None:
        return None
    words = text[start:place_end]
    if groups and items.evidence:
        closing = CLOSE.match(text, at, end) or DASH.match(text, at, end)
        known = items.moment or items.clock or _known(text, items.outlet) or _known(text, items.agency) or groups > 1
        known = known or (items.agency is not None and (items.outlet is not None or _wire(text, items.agency)))
        if not known and not (closing and _shouted(words, colon=False)):
            return None
        return _made(start, closing.end() if closing else at, (start, place_end), items)
    closing = DASH.match(text, at, end) or (CLOSE.match(text, at, end) if items.agency else None)
    if not closing:
        return None
    if items.evidence or _shouted(words, colon=":" in closing[0]):
        return _made(start, closing.end(), (start, place_end), items)
    return None


def _shouted(words: str, *, colon: bool) -> bool:
    """Say whether words can be a dateline by their capitals alone: "NEW DELHI:", "ERIMO, Japan —"."""
    city = words.split(",", maxsplit=1)[0].strip()
    letters = [letter for letter in city if letter.isalpha()]
    if len(letters) < 4 or not all(letter.isupper() for letter in letters) or len(city.split()) > (3 if colon else 5):
        return False
    return not (colon and city in {"WATCH", "UPDATE", "BREAKING", "READ", "RELATED", "PHOTOS", "VIDEO", "LIVE"}) and (
        city
        not in {
            "UPDATE",
            "BREAKING",
            "EXCLUSIVE",
            "ANALYSIS",
            "OPINION",
            "EDITORIAL",
            "FACTBOX",
            "WATCH",
            "LIVE",
            "EXPLAINER",
            "VIDEO",
            "PHOTOS",
            "FILE",
            "NOTE",
            "CORRECTION",
            "TIMELINE",
            "READ MORE",
            "ALSO READ",
            "DEVELOPING",
            "FEATURE",
            "INTERVIEW",
            "ABSTRACT",
            "SUMMARY",
            "ADVERTISEMENT",
            "RELATED",
            "TOPSHOT",
            "FILE PHOTO",
            "PHOTO",
            "IMAGE",
            "SEE ALSO",
            "SOURCE",
            "QUESTION",
            "ANSWER",
        }
    )


def _wire(text: str, span: tuple[int, int]) -> bool:
    return WIRE.search(text[slice(*span)]) is not None


def _known(text: str, span: tuple[int, int] | None) -> bool:
    return span is not None and identify(text[slice(*span)]) is not None


def _item(text: str, start: int, end: int, items: _Items) -> int | None:
    """Read one item after a comma: a date, a time or a known agency; return where it ends."""
    moment = next(moments(text, start, min(end, start + 40)), None)
    if moment and moment.span.start == start and items.moment is None:
        items.moment = moment = _short_year(text, moment, end)
        return moment.span.end
    timed = clock(text, start, min(end, start + 20))
    if timed and timed[0].start == start:
        items.clock = timed[1]
        return timed[0].end
    name = PLACE.match(text, start, end)
    if name:
        for stop in (name.end(), *(m.start() for m in re.finditer(r"[ /,]", text[start : name.end()]))):
            last = stop if stop > start else start + stop
            publisher = identify(text[start:last]) if last > start else None
            if publisher:
                if publisher.agency:
                    items.agency = items.agency or (start, last)
                else:
                    items.outlet = items.outlet or (start, last)
                return last
    return None


def _short_year(text: str, moment: Moment, end: int) -> Moment:
    """Read a year of two digits before what closes a dateline: "LIMA, 3 JAN 90 -- "."""
    short = SHORT_YEAR.match(text, moment.span.end, end) if moment.year is None else None
    if short is None:
        return moment
    year = int(short[1])
    year += 1900 if year >= FIRST_YEAR else 2000
    return replace(moment, year=year, span=Span(moment.span.start, short.end()))


def _inside(text: str, start: int, end: int, items: _Items) -> None:
    """Read what stands in brackets: names parted by a slash, dates and times."""
    edges, at = [], start
    for match in PARTS.finditer(text, start, end):
        edges.append((at, match.start()))
        at = match.end()
    edges.append((at, end))
    names: list[tuple[int, int]] = []
    for first, last in edges:
        moment = next(moments(text, first, last), None)
        timed = clock(text, first, last)
        if moment:
            items.moment = items.moment or moment
            items.clock = items.clock or moment.clock
        elif timed and timed[0].start == first:
            items.clock = timed[1]
        elif text[first:last].strip() and not (NOT_PRESS.search(text[first:last]) and not identify(text[first:last])):
            names.append((first, last))
    whole = (start, end)
    if len(names) > 1 and identify(text[start:end]):  # "RFE/RL" is one name
        names = [whole]
    if len(names) == 1 and not text[names[0][0]].isupper() and not identify(text[slice(*names[0])]):
        names = []
    if len(names) == 1 and (pair := _pair(text, *names[0])):
        names = pair
    if len(names) > 1:
        items.outlet, items.agency = items.outlet or names[0], items.agency or names[1]
    elif names:
        _alone(text, names[0], items)


def _pair(text: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """Part "Daily Harbour, Meridian Wire" into its two names."""
    head, comma, tail = text[start:end].partition(", ")
    if not comma or not (_titled(head) and _titled(tail)) or identify(text[start:end]):
        return None
    return [(start, start + len(head)), (end - len(tail), end)]


def _alone(text: str, span: tuple[int, int], items: _Items) -> None:
    """File one name as an agency or an outlet: by the register, else by its words; the slot is the wire's."""
    name = text[slice(*span)]
    publisher = identify(name)
    if not publisher and not _titled(name):
        return
    wire = WIRE.search(name) is not None or PAPER.search(name) is None
    if publisher.agency if publisher else wire:
        items.agency = items.agency or span
    else:
        items.outlet = items.outlet or span


def _titled(words: str) -> bool:
    """Say whether words look like the name of an outlet: short, each with a capital."""
    parts = words.split()
    return len(parts) <= 5 and all(part[0].isupper() or part in {"of", "the", "and", "for"} for part in parts)


def _made(start: int, end: int, place: tuple[int, int] | None, items: _Items) -> Dateline:
    return Dateline(start, end, place, items.outlet, items.agency, items.moment, items.clock)
