"""The chronology as others read it: the structs of the JSON, from which its published JSON Schema is generated.

Offsets are code points of the report's decoded text, days are inclusive, lists are in a fixed order.
"""

from __future__ import annotations

from typing import Literal

import msgspec

VERSION: Literal[1] = 1


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """One object of the JSON; every key is always there."""


class Range(Struct, frozen=True, kw_only=True):
    """Words of a report: half-open, in code points of its decoded text."""

    start: int
    end: int
    text: str


class SetAside(Struct, frozen=True, kw_only=True):
    """A stretch that is not the report's prose, and the rule that saw it."""

    start: int
    end: int
    kind: str
    reason: str


class ReportItem(Struct, frozen=True, kw_only=True):
    """One report as it was read."""

    id: str
    path: str
    sha256: str
    format: str
    encoding: str
    language: str
    published: str | None
    address: str | None
    newest: str | None  # the newest version of this report, which counts in its place; null where this is it
    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    dateline_place: str | None
    family: str  # id of the first report of its text, its own where it is no copy
    furniture: tuple[SetAside, ...]


class StepItem(Struct, frozen=True, kw_only=True):
    """One step from a phrase to a value."""

    rule: str
    detail: str


class WhenItem(Struct, frozen=True, kw_only=True):
    """The days that hold an event, inclusive; an end that is null is not known.

    `bounded` says that an end comes from the report's date or the order of events, not from a phrase. `basis` says what
    dates it: `person` (one said so), `phrase`, `news` (told as news of a day), `order` (other events), `report` (only
    its day, as a bound), `unknown`.
    """

    earliest: str | None
    latest: str | None
    edtf: str | None
    precision: str
    bounded: bool
    basis: str
    phrase: Range | None
    steps: tuple[StepItem, ...]


class Candidate(Struct, frozen=True, kw_only=True):
    """What a name may refer to."""

    id: str
    name: str
    score: float
    reason: str


class Place(Struct, frozen=True, kw_only=True):
    """A place in the gazetteer (GeoNames), and the runners-up.

    WGS 84; a country, a region or a division has no point. `radius_km` is how far from its point, or from its middle,
    the place may reach; null where not known.
    """

    name: str
    id: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    precision: str | None
    reason: str
    runners_up: tuple[Candidate, ...]


class Actor(Struct, frozen=True, kw_only=True):
    """A participant: the words, the side, the rule that gave it, and who that is.

    `parents` are the ids of what it is part of or acts for, nearest first, so that a state finds its organs.
    """

    role: str
    name: str
    rule: str
    start: int
    end: int
    id: str | None
    known_as: str | None
    kind: str | None
    country: str | None
    sector: str | None
    parents: tuple[str, ...]


class Source(Struct, frozen=True, kw_only=True):
    """One step of an attribution, from the narrator's side: who says so, by which words, and who that is.

    `hedge` is the word that leaves it open, `reason` why the source is not named.
    """

    name: str
    kind: str
    source: Range
    cue: Range
    hedge: Range | None
    reason: Range | None
    id: str | None
    known_as: str | None
    country: str | None
    parents: tuple[str, ...]


class CarrierItem(Struct, frozen=True, kw_only=True):
    """The outlet that printed a report, or the agency that it credits: the hops before those of the text."""

    name: str
    kind: str
    id: str | None
    known_as: str | None
    country: str | None


class StanceItem(Struct, frozen=True, kw_only=True):
    """What one teller commits to, on FactBank's scale, and the words that carry it, those that decide first."""

    certainty: str  # CT, PR, PS or U
    polarity: str  # +, - or u
    cues: tuple[Range, ...]


class CodeItem(Struct, frozen=True, kw_only=True):
    """The type that a user's codebook gives, with what speaks for it and the runner-up of the same codebook."""

    codebook: str
    type: str
    score: float
    reason: str
    runner_up: Candidate | None
    mentions: tuple[str, ...]  # ids of the accounts that have this type


class NumberItem(Struct, frozen=True, kw_only=True):
    """A count or an amount told of an event, the bounds it has, and whom or what it counts."""

    what: str
    low: int | float
    high: int | float | None
    unit: str
    group: str
    approximate: bool
    earlier: bool  # what an earlier account had: "up from 17"
    phrase: Range
    counted: Range | None
    of: Range | None  # the number that this is part of


class MentionItem(Struct, frozen=True, kw_only=True):
    """One place in one report where an event is told."""

    id: str
    report: str
    start: int
    end: int
    trigger: str
    quote: str
    act: str
    kind: str
    mode: str
    kind_rule: str  # the words that gave the kind
    kind_score: float | None  # the learned coder's chance of `kind`, of no kind where it is ""; null: it knows no word
    kind_runner_up: str  # the kind that the coder finds likeliest beside `kind`, "" where it knows no word
    kind_runner_up_score: float | None
    contexts: tuple[str, ...]  # PLOVER's, by the words of the clause and the sectors of who takes part
    said_by: tuple[str, ...]
    attribution: tuple[Source, ...]
    content: Range | None  # the words that the last source tells
    carriers: tuple[CarrierItem, ...]
    modality: str
    modality_cue: Range | None  # the word that decides the modality; all stand with the stance of who tells it
    by_narrator: StanceItem
    by_source: StanceItem | None  # of the source nearest to the event; null where the narrator tells
    negated: bool
    correction: Range | None  # the words that say that an earlier account is set right here
    actors: tuple[Actor, ...]
    when: WhenItem
    where: Place | None
    numbers: tuple[NumberItem, ...]
    codes: tuple[CodeItem, ...]
    corrected: tuple[CorrectionItem, ...]
    score: float


class CorrectionItem(Struct, frozen=True, kw_only=True):
    """What a person set right of an account, and what was read before."""

    field: str  # when, where, kind, modality, by, to, with or about
    value: str
    before: str
    reason: str
    person: str
    made: str


class TollStep(Struct, frozen=True, kw_only=True):
    """What was told of a toll on one day."""

    low: int | float
    high: int | float | None
    day: str | None
    mentions: tuple[str, ...]


class TollItem(Struct, frozen=True, kw_only=True):
    """One thing counted of an event, as it was told over time, the latest last."""

    what: str
    unit: str
    group: str
    part: bool  # of a number told beside it
    words: str
    told: tuple[TollStep, ...]


class PhaseItem(Struct, frozen=True, kw_only=True):
    """One step of an event's lifecycle: what one report, by one chain, tells it to be."""

    phase: str  # demanded, possible, conditional, planned, announced, claimed, reported, confirmed, denied, corrected
    day: str | None  # of the report
    by: tuple[str, ...]  # who printed it, the agency, then the chain to the event's side
    report: str
    mentions: tuple[str, ...]
    cues: tuple[Range, ...]  # the words that make it this phase
    event: str | None  # the other event that these mentions tell, where they answer this one


class RouteItem(Struct, frozen=True, kw_only=True):
    """One way from an origin into print."""

    through: tuple[str, ...]  # who passed it on, from the origin's side
    outlet: str
    report: str
    mentions: tuple[str, ...]


class OriginItem(Struct, frozen=True, kw_only=True):
    """An independent source of an event, at the far end of its chains."""

    name: str
    kind: str
    routes: tuple[RouteItem, ...]


class WordingItem(Struct, frozen=True, kw_only=True):
    """Words that take one stand, and who used them; no words where a loaded one is left out."""

    stand: str
    words: tuple[str, ...]
    users: tuple[str, ...]
    mentions: tuple[str, ...]


class FramingItem(Struct, frozen=True, kw_only=True):
    """What accounts call the act, or one side of it, in words that take different stands."""

    of: str  # act, by, to, with, about, or force
    plain: str
    wordings: tuple[WordingItem, ...]


class EventItem(Struct, frozen=True, kw_only=True):
    """One event, and every mention of it."""

    id: str
    kind: str  # PLOVER's type, or one of ours (docs/kinds.md)
    mode: str
    contexts: tuple[str, ...]
    cameo: str  # CAMEO code of kind and mode, "" where the kind is ours
    summary: str
    by: tuple[str, ...]
    to: tuple[str, ...]  # whom it is done to, and the other side of a mutual act
    about: tuple[str, ...]
    where: str | None
    place: Place | None
    when: WhenItem
    modality: str
    outlets: int
    texts: int
    origins: int
    origin_tree: tuple[OriginItem, ...]
    lifecycle: tuple[PhaseItem, ...]
    framings: tuple[FramingItem, ...]
    unheard_since: str | None  # of a plan whose date has passed without an account of it: the day it was last told
    first_told: str | None
    last_told: str | None
    disputed: tuple[str, ...]
    tolls: tuple[TollItem, ...]
    codes: tuple[CodeItem, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[MentionItem, ...]


class MentionRef(Struct, frozen=True, kw_only=True):
    """The trigger of a mention."""

    report: str
    start: int
    end: int


class Value(Struct, frozen=True, kw_only=True):
    """One of the values told, and who tells it so."""

    value: str
    mentions: tuple[MentionRef, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]  # the independent sources that it goes back to
    first_told: str | None
    last_told: str | None
    of_parties: bool  # nobody says so but parties to the event


class DisagreementItem(Struct, frozen=True, kw_only=True):
    """Accounts that differ on one field, of one event or of several."""

    events: tuple[str, ...]
    field: str
    values: tuple[Value, ...]


class Stretch(Struct, frozen=True, kw_only=True):
    """A stretch of one report."""

    start: int
    end: int


class PassageItem(Struct, frozen=True, kw_only=True):
    """Words that two reports share: in the later one, in the first, and the report whose text they are."""

    here: Stretch
    there: Stretch
    text: str
    edited: bool  # not word for word


class CopyItem(Struct, frozen=True, kw_only=True):
    """What a report shares with one that came first.

    `relation` is `copy` (one text, which counts once), `partly` (passages are taken over) or `passage` (one standing
    passage, such as background). `added` lies in the report, `left_out` in the first.
    """

    report: str
    first: str
    family: str
    relation: str
    share: float  # of the report's own words, quotations aside
    order: str  # why the other came first
    credit: str
    passages: tuple[PassageItem, ...]
    added: tuple[Stretch, ...]
    left_out: tuple[Stretch, ...]


class StoryItem(Struct, frozen=True, kw_only=True):
    """One of the stories of the pile: its reports by publication, the events it tells, the main one of them."""

    id: str
    reports: tuple[str, ...]
    events: tuple[str, ...]
    main: str | None


class ProblemItem(Struct, frozen=True, kw_only=True):
    """What could not be made out."""

    code: str
    stage: str
    message: str
    report: str | None
    path: str | None


class Document(Struct, frozen=True, kw_only=True):
    """A whole chronology."""

    version: Literal[1]
    reports: tuple[ReportItem, ...]
    copies: tuple[CopyItem, ...]
    stories: tuple[StoryItem, ...]
    events: tuple[EventItem, ...]
    disagreements: tuple[DisagreementItem, ...]
    problems: tuple[ProblemItem, ...]
