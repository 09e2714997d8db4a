"""The names of places in a report: what the model typed as places, and what the gazetteer and the words around tell.

A name of a place also stands inside other names ("Lagos State Police") and behind adjectives and peoples ("Kenyan");
each toponym says which it is, since only a name of its own tells where something is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dateline.records import EntityMention, EntityType, Span
from dateline.resolve import phrase
from dateline.resolve.context import PLACES, Context
from dateline.resources import countries, places

LARGE = 50_000  # people of a place whose name is no coincidence inside a longer name
MILLION = 1_000_000
FEW = 1_000
COUNTIES = frozenset("county parish township".split())
COMPASS = frozenset(
    """far mid north south east west northern southern eastern western northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern central upper lower greater metro downtown""".split()
)
PARTY = re.compile(r"(?:[A-Z]{1,3}|[A-Z][a-z]{0,2})-(.+)")  # "R-Texas"
# A place in capitals that opens a report: "KITWE, Zambia (Reuters) -".
OPENING = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))([A-Z][A-Z.'’ ]{2,30}?)"
    r"(?:, [A-Z][\w. ]{1,20})?(?: \([A-Z][\w ]{1,20}\))?\s?(?:—|–|--|- )"
)
SHORT = 5  # letters of an acronym
LONGEST = 4  # words of a name that is looked up


class Form(StrEnum):
    """How a place is named."""

    NAME = "name"
    PART = "part"  # inside another name: "Lagos" in "Lagos State Police"
    ADJECTIVE = "adjective"  # "Kenyan", "Kenyans"


class Toponym(NamedTuple):
    """A name of a place as written."""

    span: Span
    form: Form

    @property
    def adjective(self) -> bool:
        """Say whether it is an adjective or a people."""
        return self.form is Form.ADJECTIVE


@lru_cache(maxsize=16384)
def weight(name: str) -> int:
    """Return how many people the largest place of that name has; divisions and countries count as millions, 0: none."""
    if not name[:1].isupper():
        return 0
    if countries.by_name(name) or places.region(name) is not None:
        return 10_000_000
    if name.lower() in places.words("bare"):
        return 0
    whole = places.spelled_out(name)
    return max((_size(place, whole) for place in places.find(whole)), default=0)


def _size(place: places.Place, name: str) -> int:
    """Return a town's people, a million for a province by its own name, a few for other divisions."""
    if place.kind == "city":
        return place.population or FEW
    return MILLION if place.kind == "admin1" and places.key(place.name) == places.key(name) else FEW


def find(context: Context) -> tuple[Toponym, ...]:
    """Return the toponyms of a report in order of the text; no two share a character."""
    return Finder(context).found()


class Finder:
    """Goes through the names of one report."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.texts = context.parsed.tokens.text
        self.spans = context.parsed.tokens.span
        self.known = {
            phrase.bare(context.words(m.span)) for m in context.places if weight(phrase.bare(context.words(m.span)))
        }

    def found(self) -> tuple[Toponym, ...]:
        """Return what is found, the longer of two that overlap."""
        every = [*self._dateline(), *self._openings()]
        for mention, _ in self.context.names:
            every += self._of(mention)
        kept: list[Toponym] = []
        for one in sorted(every, key=lambda t: (t.span.start - t.span.end, t.span.start)):
            if not any(one.span.overlaps(other.span) for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda t: t.span.start))

    def _of(self, mention: EntityMention) -> Iterator[Toponym]:
        if mention.type in PLACES:
            yield from self._places(mention)
        elif mention.type is EntityType.NATIONALITY:
            yield from self._adjectives(mention)
        elif mention.type is EntityType.PERSON:
            yield from self._persons(mention)
        else:
            whole = self._whole(mention)
            yield from whole or self._parts(mention.first, mention.last)

    def _places(self, mention: EntityMention) -> Iterator[Toponym]:
        first, last = mention.first, mention.last
        while first < last and self.texts[first].lower() in {"the", "a"}:
            first += 1
        if first == last:
            return
        if "," in self.texts[first:last]:
            comma = self.texts.index(",", first, last)
            for start, end in ((first, comma), (comma + 1, last)):
                if end > start:
                    yield self._toponym(start, end, Form.NAME)
            return
        name = self._name(first, last)
        if self._acronym(first, last):
            return
        if mention.type is not EntityType.FACILITY and weight(name):
            yield self._toponym(first, self._with_county(first, last), Form.NAME)
            return
        if (party := PARTY.fullmatch(name)) and weight(party[1]):
            end = self.spans[last - 1].end
            yield Toponym(Span(end - len(party[1]), end), Form.PART)
            return
        if self.texts[first].lower() in COMPASS and weight(self._name(first + 1, last)):
            yield self._toponym(first + 1, last, Form.NAME)
            return
        lower = [w.lower().strip(".") for w in self.texts[first:last]]
        if lower[-1] in places.words("roads") or (lower[0] in places.words("roads") and len(lower) > 1):
            yield self._road(first, last)
        elif set(lower) & places.words("buildings"):
            yield from self._parts(first, last)
        elif len(lower) == 1 and lower[0] in places.words("bare"):
            return
        else:
            yield self._toponym(first, last, Form.NAME)

    def _acronym(self, first: int, last: int) -> bool:
        """Say whether a name is a short word in capitals, among words that are not, and no country's."""
        name = self._name(first, last)
        if not name.isupper() or len(name) > SHORT or countries.by_name(name) or places.region(name) is not None:
            return False
        around = [self.texts[at] for at in (first - 1, last) if 0 <= at < len(self.texts)]
        return places.spelled_out(name) == name and any(word.islower() for word in around)

    def _with_county(self, first: int, last: int) -> int:
        """Take in "County" behind a name."""
        county = last < len(self.texts) and self.texts[last].lower() in COUNTIES
        return last + 1 if county and weight(self._name(first, last + 1)) else last

    def _road(self, first: int, last: int) -> Toponym:
        """Take in the number of a road: "33rd" before it, "43" behind it."""
        if first and re.fullmatch(r"\d+(?:st|nd|rd|th)", self.texts[first - 1]):
            first -= 1
        if last < len(self.texts) and re.fullmatch(r"[A-Z]?-?\d+[A-Z]?", self.texts[last]):
            last += 1
        return self._toponym(first, last, Form.NAME)

    def _adjectives(self, mention: EntityMention) -> Iterator[Toponym]:
        for first, last in (
            (mention.first, mention.last),
            (mention.first, mention.last + 1),
            (mention.first - 1, mention.last),
        ):
            name = self._name(max(first, 0), last)
            if countries.by_adjective(name) or places.region(name) is not None:
                yield self._toponym(max(first, 0), last, Form.ADJECTIVE)
                return
        for at in range(mention.first, mention.last):
            for piece in re.finditer(r"[^\W\d_]+", self.texts[at]):
                if countries.by_adjective(piece[0]):
                    start = self.spans[at].start + piece.start()
                    yield Toponym(Span(start, start + len(piece[0])), Form.ADJECTIVE)

    def _persons(self, mention: EntityMention) -> Iterator[Toponym]:
        """Take a person's name for a place where the words before or behind it say so."""
        first, last = mention.first, mention.last
        name = self._name(first, last)
        if weight(name) and (self._placed(first, last) or (name in self.known and last - first > 1)):
            yield self._toponym(first, last, Form.NAME)
            return
        for at in range(first + 1, last - 1):
            if self.texts[at] == "of" and weight(self._name(at + 1, last)):
                yield self._toponym(at + 1, last, Form.NAME)

    def _whole(self, mention: EntityMention) -> list[Toponym]:
        """Return a body's or another name that is just a place's: "Lagos won"."""
        name = self._name(mention.first, mention.last)
        if self._acronym(mention.first, mention.last):
            return []
        if name in self.known or weight(name) >= LARGE or (weight(name) and self._placed(mention.first, mention.last)):
            return [self._toponym(mention.first, mention.last, Form.NAME)]
        return []

    def _placed(self, first: int, last: int) -> bool:
        """Say whether the words around a name tell of a place: "in X", "X, Ohio"."""
        before = self.texts[first - 1].lower() if first else ""
        behind = self._name(last + 1, last + 2) if last + 1 < len(self.texts) and self.texts[last] == "," else ""
        state = bool(behind) and weight(behind) >= MILLION and behind[:1].isupper()
        return before in places.words("before") or state

    def _parts(self, first: int, last: int) -> Iterator[Toponym]:
        """Names of places inside a longer name: first in it, behind "of", or last in it."""
        if first < last and self.texts[first].lower() == "the":
            first += 1
        for size in range(min(LONGEST, last - first - 1), 0, -1):
            name = self._name(first, first + size)
            if self._leads(name, self.texts[first + size].lower()):
                yield self._toponym(first, first + size, self._part_form(name))
                break
        for at in range(first + 1, last):
            if self.texts[at].lower() in {"of", "in"}:
                for size in range(min(LONGEST, last - at - 1), 0, -1):
                    name = self._name(at + 1, at + 1 + size)
                    if name in self.known or weight(name) >= LARGE:
                        yield self._toponym(at + 1, at + 1 + size, Form.PART)
                        break
        for size in range(min(LONGEST, last - first - 1), 0, -1):
            name = self._name(last - size, last)
            if weight(name) >= LARGE and (name in self.known or weight(name) >= MILLION):
                yield self._toponym(last - size, last, Form.PART)
                break

    def _leads(self, name: str, following: str) -> bool:
        if countries.by_adjective(name) and not countries.by_name(name):
            return following in places.words("bodies")
        if not weight(name):
            return False
        county = name.rsplit(maxsplit=1)[-1].lower() in COUNTIES
        return county or name in self.known or following in places.words("bodies") or weight(name) >= MILLION

    def _part_form(self, name: str) -> Form:
        return Form.ADJECTIVE if countries.by_adjective(name) and not countries.by_name(name) else Form.PART

    def _dateline(self) -> Iterator[Toponym]:
        told = self.context.report.dateline_place
        if told is None or told.span is None:
            return
        text = told.span.of(self.context.report.text)
        for part in re.finditer(r"[^,()/]+", text):
            words = part[0].strip()
            if words and weight(words.title() if words.isupper() and len(words) > 4 else words):
                start = told.span.start + part.start() + len(part[0]) - len(part[0].lstrip())
                yield Toponym(Span(start, start + len(words)), Form.NAME)

    def _openings(self) -> Iterator[Toponym]:
        for match in OPENING.finditer(self.context.report.text):
            if weight(match[1].title()):
                yield Toponym(Span(match.start(1), match.end(1)), Form.NAME)

    def _name(self, first: int, last: int) -> str:
        last = min(last, len(self.spans))
        if first >= last:
            return ""
        return phrase.bare(self.context.words(Span(self.spans[first].start, self.spans[last - 1].end)))

    def _toponym(self, first: int, last: int, form: Form) -> Toponym:
        """Return the tokens as a toponym without a possessive ending, with the stop of an abbreviation."""
        text = self.context.report.text
        start, end = self.spans[first].start, self.spans[last - 1].end
        end -= len(text[start:end]) - len(phrase.bare(text[start:end]))
        words = text[start:end]
        tied = re.fullmatch(r"(\w[\w. ]*?)[-‑–][a-z]+", words)
        if tied and not weight(words) and weight(tied[1]):
            return Toponym(Span(start, start + len(tied[1])), Form.PART)  # "Lagos-based"
        if text[end : end + 1] == "." and places.spelled_out(text[start:end] + ".") != text[start:end] + ".":
            end += 1
        return Toponym(Span(start, end), form)
