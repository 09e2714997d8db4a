"""One place in one report where one event is told: who, whom, where, when, who says so, and whether it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.corrections import Correctable, Correction
from dateline.records.links import Candidate, Link
from dateline.records.spans import Span
from dateline.records.times import UNKNOWN, When


class Modality(StrEnum):
    """What the text says of an event's reality."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    DENIED = "denied"


class Certainty(StrEnum):
    """How sure a teller is of what it says, from sure to not committed (FactBank: Saurí and Pustejovsky 2009)."""

    CERTAIN = "CT"
    PROBABLE = "PR"
    POSSIBLE = "PS"
    UNKNOWN = "U"


class Polarity(StrEnum):
    """Whether a teller says that it is so, that it is not, or leaves it open."""

    POSITIVE = "+"
    NEGATIVE = "-"
    UNKNOWN = "u"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What one teller commits to on an event, and the words that carry it, those that decide first."""

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    cues: tuple[Span, ...] = ()

    def code(self) -> str:
        """Return the value as FactBank writes it.

        >>> Stance(certainty=Certainty.PROBABLE, polarity=Polarity.NEGATIVE).code()
        'PR-'
        """
        return f"{self.certainty}{self.polarity}"


class SourceKind(StrEnum):
    """Who a source of an attribution is."""

    PARTY = "party"  # one side of what is told: an armed group, a company, a union, a defendant's lawyer
    OFFICIAL = "official"  # who speaks for a state, a court or an international body
    WITNESS = "witness"
    VICTIM = "victim"  # who suffered it, or their family
    EXPERT = "expert"
    DOCUMENT = "document"  # a text that nobody is named for
    AGENCY = "agency"
    OUTLET = "outlet"
    SOCIAL_MEDIA = "social media"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The type that a user's codebook gives a mention, and what speaks for it."""

    codebook: str
    type: str
    score: float  # 1 by the codebook's own words, less by meaning
    reason: str  # the words that gave it
    runner_up: Candidate | None = None  # of the same codebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of an attribution: who says so, by which cue, how surely, and who that is."""

    name: str  # as shown: the chain's fullest name where the words are a pronoun; "reports" for a bare hedge
    kind: SourceKind
    span: Span  # the source's words, or the hedge's
    cue: Span
    hedge: Span | None = None  # the word that leaves it open: "reportedly", "claimed"
    reason: Span | None = None  # why the source is not named: "because they may not speak to the press"
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Who printed a report, or the agency that it credits: the hops between the reader and the narrator."""

    name: str
    kind: SourceKind  # outlet or agency
    span: Span | None = None  # None where it is told outside the text
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who tells an event: hops from who is nearest to the narrator to who is nearest to the event.

    Empty where the narrator tells it. `told` is the time expression (index in `Parsed.times`) of the telling itself,
    `content` the words that the last source tells, from the first to the last.
    """

    hops: tuple[Hop, ...] = ()
    content: Span | None = None
    told: int | None = None


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
    """A count or an amount told of an event. `low` equals `high` where it is told as one number."""

    span: Span
    low: int | float
    high: int | float | None  # None where no upper bound is told
    what: str  # "killed", "wounded", "arrested", "crowd", ..., "amount", else the lemma of the thing counted
    unit: str = ""  # of an amount: "USD", "%", "kilometre"; "" where heads are counted
    group: str = ""  # lemma of who or what is counted: "civilian"
    counted: Span | None = None  # the words for it: "civilians"
    approximate: bool = False  # told with "about", "nearly", "some"
    of: Span | None = None  # the number it is part of: "12" for the three children among 12 civilians
    earlier: bool = False  # told as what an earlier account had: "up from 17"


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
    """Where an event happened: the words, and the place in the gazetteer.

    A country or a region has no point: a place of theirs does not stand for them. `radius` is how far from its point,
    or from its middle where it has none, a place may reach; where names are in doubt, as far as the next best.
    """

    span: Span
    name: str
    id: str | None = None  # GeoNames id
    country: str | None = None  # ISO 3166-1 alpha-3
    latitude: float | None = None
    longitude: float | None = None
    radius: float | None = None  # km
    precision: PlacePrecision | None = None
    runners_up: tuple[Candidate, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("a point needs both a latitude and a longitude")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise ValueError(f"latitude must lie in -90..90, got {self.latitude}")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise ValueError(f"longitude must lie in -180..180, got {self.longitude}")
        if self.radius is not None and self.radius < 0:
            raise ValueError(f"radius must not be negative, got {self.radius}")
        if self.latitude is not None and self.precision in {PlacePrecision.COUNTRY, PlacePrecision.REGION}:
            raise ValueError(f"a {self.precision} has no point")


class Order(StrEnum):
    """How a time stands to what it is measured from."""

    AT = "at"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLink:
    """A tie between an event and a time expression of its report, or another event of its report.

    With both, the expression tells how far the event lies from the other; `resolve` reads it into `days`.
    """

    order: Order
    expression: int | None = None  # index in Parsed.times
    mention: str | None = None  # id of the other mention
    rule: str = ""
    days: tuple[int, int] | None = None  # least and greatest number of days from the other event to this one

    def words(self, *, back: bool = False) -> str:
        """Say the order, of the event to the other or back.

        >>> TimeLink(order=Order.AFTER, days=(11, 14)).words(), TimeLink(order=Order.AFTER).words(back=True)
        ('11 to 14 days after', 'before')
        """
        if self.order is Order.AT or self.days == (0, 0):
            return "at the time of"
        word = "before" if (self.order in {Order.AFTER, Order.SINCE}) is back else "after"
        if self.days is None:
            return word
        low, high = self.days
        number = f"{low}" if low == high else f"at most {high}" if low <= 0 else f"{low} to {high}"
        return f"{number} {'day' if high == 1 else 'days'} {word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in one report where one event is told.

    `extract` fills all but `when`, `where`, the carriers and the links, which `resolve` fills.
    """

    id: str  # "m", report id and the trigger's start: "m0123456789abcdef-347"
    report: str
    sentence: int
    trigger: Span
    clause: Span  # the clause that tells it, in the report's words
    act: str  # lemma of the act itself: "resume" for "have begun to resume", "kill" for "killing"
    kind: str  # PLOVER type, or one of ours (docs/kinds.md), "" where none fits
    mode: str = ""  # PLOVER mode
    kind_rule: str = ""  # the words that gave the kind: a line of a list, or words whose meaning the coder read
    kind_score: float | None = (
        None  # the coder's chance of `kind`, of none where it is ""; None: it cannot read the act
    )
    kind_runner_up: str = ""  # the kind that the coder finds likeliest beside `kind`
    kind_runner_up_score: float | None = None
    lemma: str = ""  # of the word that names the act: "killing" where the act is "kill"
    words: tuple[str, ...] = ()  # lemmas of the common words that hang on it
    codes: tuple[Code, ...] = ()  # of a user's codebooks: laid over each time, never stored
    corrected: tuple[Correction, ...] = ()  # what a person set right, the last word on each field: laid over likewise
    roles: tuple[Participant, ...] = ()
    modality: Modality = Modality.ASSERTED
    by_narrator: Stance = Stance()  # what the report itself commits to
    by_source: Stance | None = None  # what the source nearest to the event commits to; None where the narrator tells
    negated: bool = False
    correction: Span | None = None  # the words that say that an earlier account is set right here
    attribution: Attribution = Attribution()
    carriers: tuple[Carrier, ...] = ()  # the outlet, then the agency; with the attribution's hops, the whole chain
    numbers: tuple[Number, ...] = ()
    times: tuple[TimeLink, ...] = ()
    tense: str = ""  # "past", "present", "future", "perfect", "" for a noun
    same_as: tuple[str, ...] = ()  # ids of mentions in the same report that the text itself says are this event
    when: When = UNKNOWN
    where: Where | None = None
    place: Span | None = None  # the place as written, before it is resolved
    score: float = 1.0
    vector: bytes = b""
    made_by: str = ""

    @property
    def stance(self) -> Stance:
        """Return what the teller nearest to the event commits to: it carries the modality."""
        return self.by_source or self.by_narrator

    @property
    def opening(self) -> bool:
        """Say whether it is told in a report's title or lead."""
        return self.sentence <= 1

    def set_right(self, field: Correctable) -> bool:
        """Say whether a person set a field right."""
        return any(one.field is field for one in self.corrected)
