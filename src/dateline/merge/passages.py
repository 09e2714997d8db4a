"""Two reports in, what the later has taken from the first out, passage by passage, however the paragraphs are cut.

A passage is a sentence or a line of a report's prose. It counts as taken where most of its words stand in word 4-grams
that the other report has too. Words inside quotation marks are left out of the count: two reporters who heard one
speech quote the same sentences. Nor is a passage taken whose numbers are others: a toll brought up to date, or the
count in a form that is filled in daily, is an account of its own. The measure is near METER's tiles of shared words
(Clough et al. 2002, "METER: MEasuring TExt Reuse").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.records import Report, Span

WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^“”\n]{1,2000}(?:”|$)|\"[^\"\n]{1,1000}\"|«[^«»\n]{1,1000}»")
END = re.compile(r"[.?!…][\"”’'»)\]]{0,3}\s+(?=[\"“‘'(\[«]{0,2}[A-Z0-9])|\s*\n\s*")
GRAM = 4
GAP = 2  # words that may be changed between two shared stretches
TAKEN = 0.5  # share of a passage's own words from which it is taken
ALONE = 0.75  # the same of one that nothing taken stands beside
LEAST = 6  # own words of a passage that must be taken
ONE_PLACE = 0.5  # share of its words that stand together there, so that scraps from all over make no passage
BRIEF = 4  # own words up to which a passage is a quotation and its "he said"
NUMERALS = "two three four five six seven eight nine ten eleven twelve".split()
NUMBER = {word: str(value) for value, word in enumerate(NUMERALS, start=2)}
QUOTES = 20  # own words up to which a report is nothing but quotation, and all its words count


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or line: its number, the places of its words, and its span in the report."""

    number: int
    first: int
    last: int  # one past the last word
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """A report's prose as words, furniture left out."""

    words: tuple[str, ...]
    own: tuple[bool, ...]  # not inside quotation marks
    units: tuple[Unit, ...]
    unit_of: tuple[int, ...]
    grams: dict[tuple[str, ...], int]  # where each first stands


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit that stands in the other report: which there, and whether in other words."""

    unit: Unit
    of: Unit
    edited: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is shared, seen from one report."""

    taken: tuple[Taken, ...]
    rest: tuple[Unit, ...]
    share: float  # of the report's own words that are taken
    length: int  # words of the report


def words(report: Report) -> Words:
    """Cut a report's prose into words and units."""
    text, places = _prose(report)
    found = list(WORD.finditer(text))
    quoted = bytearray(len(text) + 1)
    for match in QUOTED.finditer(text):
        quoted[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    own = [not quoted[match.start()] for match in found]
    if sum(own) < QUOTES:
        own = [True] * len(found)
    plain = [match[0].casefold() for match in found]
    cuts = [match.end() for match in END.finditer(text)]
    units: list[Unit] = []
    unit_of: list[int] = []
    first = 0
    for start, end in pairwise([0, *cuts, len(text)]):
        last = first
        while last < len(found) and found[last].start() < end:
            last += 1
        if last > first:
            unit_of += [len(units)] * (last - first)
            told = text[start:end]
            ends = start + len(told.rstrip()) - 1
            units.append(Unit(len(units), first, last, Span(places[end - len(told.lstrip())], places[ends] + 1)))
        first = last
    grams: dict[tuple[str, ...], int] = {}
    for place, gram in enumerate(zip(*(plain[i:] for i in range(GRAM)), strict=False)):
        grams.setdefault(gram, place)
    return Words(tuple(plain), tuple(own), tuple(units), tuple(unit_of), grams)


def compare(later: Words, first: Words) -> Comparison:
    """Say which units of the later report stand in the first."""
    source = _sources(later, first)
    covered = _bridged([place is not None for place in source])
    shares = _shares(later, covered)
    found = [
        _match(unit, source, later, first) if share >= TAKEN else None
        for unit, share in zip(later.units, shares, strict=True)
    ]
    taken = [one for place, one in enumerate(found) if one and shares[place] >= _bar(found, place)]
    kept = {one.unit for one in taken}
    rest = [unit for unit in later.units if unit not in kept]
    count = sum(later.own[place] for one in taken for place in range(one.unit.first, one.unit.last))
    return Comparison(tuple(taken), tuple(rest), count / max(1, sum(later.own)), len(later.words))


def spans(units: Sequence[Unit]) -> tuple[Span, ...]:
    """Return the spans of units, those that follow on one another as one."""
    found: list[Span] = []
    last = -1
    for unit in units:
        if found and unit.first == last:
            found[-1] = Span(found[-1].start, unit.span.end)
        else:
            found.append(unit.span)
        last = unit.last
    return tuple(found)


def _prose(report: Report) -> tuple[str, list[int]]:
    """Return the text as it is read, and where each of its characters stands in the report."""
    letters: list[str] = list(report.text)
    for one in report.furniture:
        for place in range(one.span.start, min(one.span.end, len(letters))):
            letters[place] = ""
        letters[one.span.start] = "" if one.inline else "\n"
    for repair in report.repairs:
        for place in range(repair.span.start, min(repair.span.end, len(letters))):
            letters[place] = ""
        letters[repair.span.start] = repair.text
    return "".join(letters), [place for place, letter in enumerate(letters) for _ in letter]


def _sources(later: Words, first: Words) -> list[int | None]:
    """Return for each word where it stands in the first report, None where no gram around it does."""
    source: list[int | None] = [None] * len(later.words)
    for gram, start in _grams(later):
        place = first.grams.get(gram)
        if place is not None:
            for i in range(GRAM):
                if source[start + i] is None:
                    source[start + i] = place + i
    return source


def _grams(of: Words) -> list[tuple[tuple[str, ...], int]]:
    windows = zip(*(of.words[i:] for i in range(GRAM)), strict=False)
    return [(gram, place) for place, gram in enumerate(windows)]


def _bridged(covered: list[bool]) -> list[bool]:
    """Close short gaps between shared stretches: words that were changed."""
    found = covered[:]
    last = -1
    for place, yes in enumerate(covered):
        if yes:
            if 0 <= last < place - 1 <= last + GAP:
                found[last + 1 : place] = [True] * (place - last - 1)
            last = place
    return found


def _shares(of: Words, covered: list[bool]) -> list[float]:
    """Return how much of each unit's own words is covered; what is hardly but quotation goes with what is beside it."""
    shares: list[float | None] = []
    for unit in of.units:
        own = [covered[place] for place in range(unit.first, unit.last) if of.own[place]]
        shares.append(None if len(own) <= BRIEF else sum(own) / len(own) if sum(own) >= LEAST else 0.0)
    told = [share or 0.0 for share in shares]
    for place, unit in enumerate(of.units):
        if shares[place] is None and all(covered[unit.first : unit.last]):
            beside = [share or 0.0 for share in shares[max(place - 1, 0) : place + 2]]
            told[place] = float(max(beside) >= TAKEN)
    return told


def _match(unit: Unit, source: list[int | None], later: Words, first: Words) -> Taken | None:
    """Return the unit with the one of the first report that it is from; None where it tells other numbers."""
    homes = [first.unit_of[at] for at in source[unit.first : unit.last] if at is not None]
    of = _home(homes, unit, first)
    if of is None or not _numbers(later, unit) <= _numbers(first, of):
        return None
    return Taken(unit, of, edited=len(homes) < unit.last - unit.first)


def _bar(found: Sequence[Taken | None], place: int) -> float:
    """Return the share that a unit needs: more where it stands alone, taken from nowhere near what is around it."""
    one = found[place]
    for other in (*found[max(place - 1, 0) : place], *found[place + 1 : place + 2]):
        if one and other and abs(one.of.number - other.of.number) <= 1:
            return TAKEN
    return ALONE


def _home(homes: Sequence[int], unit: Unit, first: Words) -> Unit | None:
    """Return the unit of the first report that most words come from; None where they are scraps from all over."""
    home = min(set(homes), key=lambda one: (-homes.count(one), one), default=-1)
    near = sum(abs(one - home) <= 1 for one in homes)
    return first.units[home] if near >= ONE_PLACE * (unit.last - unit.first) else None


def _numbers(of: Words, unit: Unit) -> set[str]:
    told = of.words[unit.first : unit.last]
    return {NUMBER.get(word, word) for word in told if word in NUMBER or word.isdecimal()}
