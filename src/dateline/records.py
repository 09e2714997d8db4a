"""Every value that crosses a door between stages.

Nothing here imports anything of ours. Records are frozen, keyword-only where they have more than two fields, and
guard themselves: wrong data cannot be built, so no stage checks it again. Lists are tuples; closed sets are enums.
Offsets are Unicode code points in `Report.text`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in one report's text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span must be non-empty and forward, got {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd in the data that a stage could not make out; it never stops a run.

    `code` is a stable word such as `read/no-date`, listed in docs/problems.md.
    """

    code: str
    stage: str
    message: str
    report: str | None = None
    path: str | None = None
    span: Span | None = None


class Result(NamedTuple, Generic[T]):
    """What a stage found, and what it could not make out."""

    items: tuple[T, ...]
    problems: tuple[Problem, ...] = ()


# --- read ---------------------------------------------------------------------------------------------------------


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
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    sketch: tuple[int, ...] = ()  # MinHash of the prose's word 5-grams; equal positions estimate Jaccard likeness

    @property
    def day(self) -> date | None:
        """Return the day of publication, None where it is not told to the day."""
        if self.published is None or len(self.published.value) < 10:
            return None
        return date.fromisoformat(self.published.value[:10])

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


# --- parse --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A report's tokens in columns, all of one length."""

    text: tuple[str, ...]  # as read: repairs applied
    span: tuple[Span, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]  # Universal Dependencies
    xpos: tuple[str, ...]  # Penn Treebank: VBD, VBZ, NNS, ...
    head: tuple[int, ...]  # index of the governing token, its own index for a root
    deprel: tuple[str, ...]  # Universal Dependencies, with subtypes
    sentence: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens [first, last) that make one sentence; a title is a sentence marked as such."""

    first: int
    last: int
    span: Span
    title: bool = False


class EntityType(StrEnum):
    """What kind of thing a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GEOPOLITICAL = "geopolitical"
    LOCATION = "location"
    NATIONALITY = "nationality"
    FACILITY = "facility"
    EVENT = "event"
    PRODUCT = "product"
    OTHER = "other"


class EntityForm(StrEnum):
    """How a mention refers: by name, by a common noun, or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """Tokens [first, last) that refer to something, and the chain of mentions of the same thing in the report."""

    first: int
    last: int
    head: int
    span: Span
    type: EntityType
    form: EntityForm
    chain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Tokens [first, last) in a PropBank role of a predicate: ARG0, ARG1, ..., ARGM-TMP, ARGM-LOC, R-ARG0, C-ARG1."""

    role: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word that names a happening or a state, with its roles; verbs and nouns alike."""

    token: int
    score: float  # probability that the word is a PropBank predicate
    trigger: float  # probability that the word is an event trigger (ECB+, MEANTIME)
    arguments: tuple[Argument, ...]
    vector: bytes  # 384 signed bytes: the encoder's view of the word in its sentence, of unit length times 127


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression as written, read but not yet anchored.

    `form` is the reading that the grammar gave, in the small language documented in `parse/times.py`
    ("weekday:4", "month:1 part:early", "offset:-2w mod:approx anchor:event"): a value once an anchor is known.
    """

    span: Span
    first: int
    last: int
    type: TimeType
    form: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A report's grammar: what the model and the time grammar saw in its prose."""

    report: str
    model: str  # name, version and checksum of the model that read it
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    entities: tuple[EntityMention, ...]
    predicates: tuple[Predicate, ...]  # by token, at most one each
    times: tuple[TimeExpression, ...]


# --- extract and resolve ------------------------------------------------------------------------------------------


class Modality(StrEnum):
    """What the text says of an event's reality."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    DENIED = "denied"


class SourceKind(StrEnum):
    """Who a source of an attribution is."""

    PARTY = "party"
    OFFICIAL = "official"
    WITNESS = "witness"
    AGENCY = "agency"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of an attribution: who says so, by which cue."""

    name: str  # as shown: the chain's fullest name where the words are a pronoun; "reports" for a bare hedge
    kind: SourceKind
    span: Span  # the source's words, or the hedge's
    cue: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who tells an event: hops from who is nearest to the narrator to who is nearest to the event.

    Empty where the narrator tells it. `told` is the time expression (index in `Parsed.times`) of the telling itself,
    `content` the words attributed.
    """

    hops: tuple[Hop, ...] = ()
    content: Span | None = None
    told: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: the rule, and what it did in words that an analyst reads."""

    rule: str
    detail: str


def edtf(first: date | None, last: date | None, *, approximate: bool = False) -> str | None:
    """Write days, both ends inside, as an Extended Date/Time (ISO 8601-2, levels 0 and 1); an unknown end is left out.

    >>> edtf(date(2020, 1, 1), date(2020, 1, 31)), edtf(None, date(2020, 1, 16))
    ('2020-01', '/2020-01-16')
    """
    mark = "~" if approximate else ""
    if first is None or last is None:
        return f"{first or ''}/{last or ''}" if first or last else None
    if first == last:
        return f"{first}{mark}"
    ends = last == date.max or (last + timedelta(days=1)).day == 1
    whole = first.day == 1 and first.year == last.year and ends
    if whole and first.month == last.month:
        return f"{first.year:04}-{first.month:02}{mark}"
    if whole and (first.month, last.month) == (1, 12):
        return f"{first.year:04}{mark}"
    return f"{first}{mark}/{last}{mark}"


class Precision(StrEnum):
    """How finely a time is told."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A stretch of days [earliest, latest) that holds the event; a missing end is not known.

    The publication date never stands in for the event's own: where it bounds the event from above, `bounded` says so
    and `steps` names it.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN
    edtf: str | None = None
    phrase: Span | None = None
    steps: tuple[Step, ...] = ()
    bounded: bool = False  # True: an end comes from the report's own date or from the order of events, not a phrase

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest >= self.latest:
            raise ValueError(f"when must be non-empty and forward, got {self.earliest}..{self.latest}")

    @property
    def known(self) -> bool:
        """Say whether either end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def last_day(self) -> date | None:
        """Return the last day inside, None where the end is open."""
        return self.latest - timedelta(days=1) if self.latest else None

    def may_equal(self, other: When) -> bool:
        """Say whether one moment can lie in both."""
        return not (
            (self.latest and other.earliest and self.latest <= other.earliest)
            or (other.latest and self.earliest and other.latest <= self.earliest)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A thing that a mention may refer to, with the score and the reason that put it there."""

    id: str
    name: str
    score: float
    reason: str


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGAN = "organ"  # of a state: army, ministry, parliament, court
    ARMED_GROUP = "armed group"
    INTERNATIONAL = "international body"
    OUTLET = "outlet"
    AGENCY = "agency"
    CROWD = "crowd"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a mention refers to: the target, and the runners-up."""

    target: Candidate
    kind: ActorKind
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER
    runners_up: tuple[Candidate, ...] = ()


class Role(StrEnum):
    """A participant's side in an event."""

    BY = "by"
    TO = "to"
    WITH = "with"  # the other side of a mutual act
    ABOUT = "about"  # what a statement, vote or talk is on


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part, in the report's words, and who that is."""

    role: Role
    span: Span  # the mention's words, without clauses hanging from it
    name: str  # the words, or the fullest name of the same chain where the words are a pronoun or a bare noun
    rule: str  # how the role was found: "ARG0 of killed", "possessor of killing", ...
    chain: int | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A count told of an event: a toll, a crowd. `low` equals `high` where it is told exactly."""

    span: Span
    low: int
    high: int | None
    what: str  # "killed", "wounded", "arrested", "crowd", else the lemma of the thing counted


class PlacePrecision(StrEnum):
    """How fine a place is."""

    ADDRESS = "address"
    PLACE = "place"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an event happened: the words, and the place in the gazetteer."""

    span: Span
    name: str
    id: str | None = None  # GeoNames id
    country: str | None = None  # ISO 3166-1 alpha-3
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None
    runners_up: tuple[Candidate, ...] = ()
    reason: str = ""


class Order(StrEnum):
    """How a time stands to what it is measured from."""

    AT = "at"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLink:
    """A tie between an event and a time expression of its report, or another event of its report."""

    order: Order
    expression: int | None = None  # index in Parsed.times
    mention: str | None = None  # id of the other mention
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in one report where one event is told.

    `extract` fills all but `when`, `where` and the links, which `resolve` fills.
    """

    id: str  # "m", report id and the trigger's start: "m0123456789abcdef-347"
    report: str
    sentence: int
    trigger: Span
    clause: Span  # the clause that tells it, in the report's words
    act: str  # lemma of the act itself: "resume" for "have begun to resume", "kill" for "killing"
    kind: str  # PLOVER type, or "" where none fits
    mode: str = ""  # PLOVER mode
    roles: tuple[Participant, ...] = ()
    modality: Modality = Modality.ASSERTED
    modality_cue: Span | None = None
    negated: bool = False
    attribution: Attribution = Attribution()
    numbers: tuple[Number, ...] = ()
    times: tuple[TimeLink, ...] = ()
    tense: str = ""  # "past", "present", "future", "perfect", "" for a noun
    same_as: tuple[str, ...] = ()  # ids of mentions in the same report that the text itself says are this event
    when: When = When()
    where: Where | None = None
    place: Span | None = None  # the place as written, before it is resolved
    score: float = 1.0
    vector: bytes = b""
    made_by: str = ""


# --- merge --------------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """A judgement's answer."""

    SAME = "same"
    DIFFERENT = "different"


class Maker(StrEnum):
    """Who made a judgement; a person outranks a rule and a model."""

    RULE = "rule"
    MODEL = "model"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An answer to "do these two mentions tell one event?", kept with its reasons and never deleted."""

    left: str  # mention ids, left < right
    right: str
    verdict: Verdict
    by: Maker
    score: float
    features: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    made: str = ""  # ISO 8601 instant
    undone: str | None = None

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise ValueError(f"a judgement orders its pair, got {self.left} and {self.right}")


class Field(StrEnum):
    """What accounts of an event may differ on."""

    WHEN = "when"
    WHERE = "where"
    BY = "by"
    TO = "to"
    KIND = "kind"
    WHAT = "what"
    NUMBER = "number"
    MODALITY = "modality"
    FRAMING = "framing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One of the values that accounts give for a field, and the mentions that give it."""

    value: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Accounts that differ on one field; it may join several events (one act told as two)."""

    events: tuple[str, ...]
    field: Field
    values: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, or is planned, as all its mentions tell it."""

    id: str
    mentions: tuple[str, ...]
    kind: str
    mode: str
    when: When
    where: Where | None
    participants: tuple[Participant, ...]  # one for each side and identity; name is the name to show
    modality: Modality
    disputed: tuple[Field, ...]
    outlets: int  # who printed it
    texts: int  # how many different texts, wire copies folded
    origins: int  # how many independent sources they go back to
    first_told: date | None
    last_told: date | None
    summary: str  # the clearest mention's own words
    summary_of: str  # that mention's id


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """What merge makes of all mentions: events in order of time, and where accounts differ."""

    events: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    judgements: tuple[Judgement, ...]
    families: tuple[tuple[str, str], ...]  # (report id, family id) of reports that are copies of one text
    problems: tuple[Problem, ...] = ()  # judgements of people that cannot all hold
