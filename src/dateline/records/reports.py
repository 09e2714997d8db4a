"""A report as it was received, with what was set aside and what its head tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.records.spans import Span


class FurnitureKind(StrEnum):
    """Why a stretch of text is not the report's prose."""

    ADVERTISEMENT = "advertisement"
    BYLINE = "byline"
    CAPTION = "caption"  # photo captions and credits, with dates of their own
    COMMENTS = "comments"
    CRAWLER = "crawler"  # what the scraper wrote, such as its date line
    DATELINE = "dateline"
    ICONS = "icons"
    MARKUP = "markup"  # tags, scripts and styles of an HTML page
    NAVIGATION = "navigation"
    NOTICE = "notice"  # cookies, subscriptions, copyright
    RELATED = "related"  # links to other reports, "READ MORE"
    SHARING = "sharing"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A stretch of the text that is set aside, never cut out: its kind and the rule that saw it."""

    span: Span
    kind: FurnitureKind
    reason: str
    inline: bool = False  # True: prose runs on across it (a tag inside a sentence); False: it parts two blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Words that are read as others: a character entity, broken encoding, a ligature."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value from a report's head, the words it was read from and the rule that read it.

    `span` is None only where the value stands outside the text (a file's name, a date worked out by htmldate).
    """

    value: str
    rule: str
    span: Span | None = None


class Format(StrEnum):
    """How the bytes of a report were laid out."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text as it was received: decoded, with nothing cut out."""

    id: str  # "r" and 16 hex digits of the SHA-256 of the raw bytes
    sha256: str
    path: str  # where it came from, as given by the person
    format: Format
    encoding: str
    language: str  # ISO 639-1, "und" where it cannot be told
    text: str
    title: Told | None = None
    outlet: Told | None = None
    agency: Told | None = None
    byline: Told | None = None
    dateline_place: Told | None = None
    published: Told | None = None  # ISO 8601; a prefix is the precision: 2020-01, 2020-01-16, 2020-01-16T06:41
    address: Told | None = None  # the URL that its page or its crawler names
    written: Told | None = None  # ISO 8601; the dateline's own day, where it is not the day of publication
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    sketch: tuple[int, ...] = ()  # MinHash of the prose's word 5-grams; equal positions estimate Jaccard likeness
    prints: bytes = b""  # hashes of stretches of the prose, four bytes each: what copies are found by

    @property
    def day(self) -> date | None:
        """Return the day of publication, None where it is not told to the day."""
        if self.published is None or len(self.published.value) < 10:
            return None
        return date.fromisoformat(self.published.value[:10])

    @property
    def written_on(self) -> date | None:
        """Return the day that the words are told on, which "today" means: the dateline's, else that of publication."""
        return date.fromisoformat(self.written.value) if self.written else self.day

    def words(self, span: Span) -> str:
        """Return the words a span covers as a person reads them.

        Repairs are applied, furniture inside is left out and white space is joined.
        """
        parts: list[str] = []
        at = span.start
        changes = [(f.span, "" if f.inline else " ") for f in self.furniture if f.span.overlaps(span)]
        changes += [(r.span, r.text) for r in self.repairs if r.span.overlaps(span)]
        for change, text in sorted(changes, key=lambda pair: (pair[0].start, pair[0].end)):
            if change.start >= at:
                parts += (self.text[at : change.start], text)
            at = max(at, change.end)
        parts.append(self.text[at : span.end])
        return " ".join("".join(parts).split())
