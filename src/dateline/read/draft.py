"""The sheet that the rules of reading write on: which stretches of a text are set aside, and what its head tells."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.records import Furniture, FurnitureKind, Problem, Span, Told

LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
WORD = re.compile(r"[^\W_](?:[\w'’.&-]*\w)?")
STOP = re.compile(r"[.?!…][\"”’'»)\]\s]*$")
_ENDING = re.compile(r"[.?!…][\"”’'»)\]]{0,3}\s{1,4}(?=[\"“‘'(\[«©]{0,2}\s?[A-Z0-9©])")
ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Sen|Rep|Gov|Pres|Rev|Hon|Jr|Sr|"
    r"vs|No|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mich|Calif|Fla|Mass|Va|Pa|Ala|Ariz|Colo|"
    r"Conn|Ga|Ill|Ind|Kan|Ky|La|Md|Minn|Miss|Mo|Neb|Nev|Okla|Ore|Tenn|Tex|Wash|Wis|Wyo|approx|est|ca|op|etc))\.$"
)
MARKS_AROUND = "-–—*[](){}>»«|•·= "  # what lines of a page are dressed with


@cache
def words(name: str) -> frozenset[str]:
    """Load a word list of `resources/furniture`: one entry a line, lower case, "#" for comments."""
    lines = files("dateline.resources").joinpath("furniture", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@dataclass(slots=True)
class Draft:
    """A text under reading. Marks never overlap: the first rule that claims a stretch keeps it."""

    text: str
    path: str
    taken: bytearray = field(init=False)
    marks: list[Furniture] = field(default_factory=list)
    told: dict[str, list[Told]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.text))

    def mark(self, start: int, end: int, kind: FurnitureKind, reason: str, *, inline: bool = False) -> bool:
        """Set a stretch aside, without what other rules have claimed of it; say whether anything was left."""
        marked = False
        for first, last in self.free(start, end):
            self.marks.append(Furniture(span=Span(first, last), kind=kind, reason=reason, inline=inline))
            marked = True
        self.taken[start:end] = b"\x01" * (end - start)
        return marked

    def free(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches between two offsets that no rule has claimed, without white space around them."""
        at = start
        while at < end:
            first = self.taken.find(0, at, end)
            if first < 0:
                return
            last = self.taken.find(1, first, end)
            at = end if last < 0 else last
            trimmed = trim(self.text, first, at)
            if trimmed:
                yield trimmed

    def pieces(self) -> list[tuple[int, int]]:
        """Return what is free of every line, in order."""
        return [piece for line in LINE.finditer(self.text) for piece in self.free(*line.span())]

    def say(self, name: str, value: str, rule: str, span: tuple[int, int] | None) -> None:
        """Note a value for a field of the report's head."""
        if value:
            self.told.setdefault(name, []).append(Told(value=value, rule=rule, span=Span(*span) if span else None))

    def first(self, name: str) -> Told | None:
        """Return the first value noted for a field."""
        return next(iter(self.told.get(name, ())), None)

    def wonder(self, code: str, message: str, span: tuple[int, int] | None = None) -> None:
        """Note a problem."""
        self.problems.append(
            Problem(
                code=f"read/{code}",
                stage="read",
                message=f"{self.path}: {message}",
                path=self.path,
                span=Span(*span) if span else None,
            )
        )

    def furniture(self) -> tuple[Furniture, ...]:
        """Return the marks in order of the text."""
        return tuple(sorted(self.marks, key=lambda mark: mark.span.start))


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Draw two offsets together over white space; None where nothing else lies between."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of a stretch begin, the first at its start."""
    return [
        start,
        *(
            match.end()
            for match in _ENDING.finditer(text, start, end)
            if not ABBREVIATION.search(text, max(start, match.start() - 8), match.start() + 1)
        ),
    ]


def sentence_of(starts: list[int], at: int, end: int) -> tuple[int, int]:
    """Return the sentence that holds an offset, by the list of `sentence_starts`."""
    index = bisect.bisect_right(starts, at) - 1
    return starts[max(index, 0)], starts[index + 1] if index + 1 < len(starts) else end


def ends(text: str, start: int, end: int) -> bool:
    """Say whether a stretch closes like a sentence."""
    return STOP.search(text, max(start, end - 8), end) is not None


def share_of(tokens: list[str], among: frozenset[str]) -> float:
    """Return the share of words that a list holds."""
    return sum(token.lower() in among for token in tokens) / len(tokens) if tokens else 0.0


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a piece without dashes, brackets and marks around it; all of it where it has no letter."""
    first, last = start, end
    while first < last and text[first] in MARKS_AROUND:
        first += 1
    while last > first and text[last - 1] in MARKS_AROUND:
        last -= 1
    return (first, last) if first < last else (start, end)
