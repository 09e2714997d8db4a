"""What merging makes of mentions: judgements, events, and where accounts differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.records.copies import Copy
from dateline.records.mentions import Modality, Participant, Where
from dateline.records.spans import Problem
from dateline.records.telling import Framing, Origin, PhaseTold
from dateline.records.times import When


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
    """An answer to "do these two mentions tell one event?", kept with its reasons and never deleted.

    A model's answer is `unsure` where its score lies near the threshold: a person may settle it.
    """

    left: str  # mention ids, left < right
    right: str
    verdict: Verdict
    by: Maker
    score: float
    threshold: float | None = None  # from which score on a model says "same"; None for rules and people
    unsure: bool = False
    flip: tuple[str, str] | None = None  # the pair that would turn this answer, were it judged the other way
    features: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    person: str = ""  # who judged, as they call themselves; "" for a rule or the model
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
    """One of the values that accounts give for a field, and who stands behind it."""

    value: str
    mentions: tuple[str, ...]
    outlets: tuple[str, ...] = ()  # who printed it
    origins: tuple[str, ...] = ()  # the independent sources that it goes back to
    first_told: date | None = None
    last_told: date | None = None
    of_parties: bool = False  # nobody says so but parties to the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Accounts that differ on one field; it may join several events (one act told as two)."""

    events: tuple[str, ...]
    field: Field
    values: tuple[Account, ...]


class Turn(StrEnum):
    """What became of an event whose mentions are no longer one event under its id."""

    MERGED = "merged"  # all of it is in another event now, under that one's id
    SPLIT = "split"  # its mentions are in several
    GONE = "gone"  # its report is no longer read as telling it


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where the mentions of an event went, kept when events are made anew."""

    old: str  # the id that the event had
    new: tuple[str, ...]  # the events that hold its mentions now, its own id among them where it kept some
    turn: Turn
    made: str = ""  # ISO 8601 instant


@dataclass(frozen=True, slots=True, kw_only=True)
class TollTold:
    """What was told of a toll on one day, and by which mentions; no day where that is not known, or lies before."""

    low: int | float
    high: int | float | None
    day: date | None
    mentions: tuple[str, ...]
    origins: int = 0  # how many independent sources it goes back to
    of_parties: bool = False  # nobody says so but parties to the event

    def words(self) -> str:
        """Return the bounds in short.

        >>> TollTold(low=30, high=40, day=None, mentions=()).words()
        '30–40'
        """
        if self.high is None:
            return f"{self.low}+"
        if self.low == 0 < self.high:
            return f"≤{self.high}"
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One thing counted of an event, as it was told over time, the latest last."""

    what: str  # as of its numbers: "killed", "crowd", "amount", "missile"
    unit: str = ""
    group: str = ""  # who is counted, "" for anybody
    part: bool = False  # only part of a number told beside it
    told: tuple[TollTold, ...] = ()

    def words(self) -> str:
        """Return the series in short.

        >>> told = [TollTold(low=n, high=n, day=None, mentions=()) for n in (12, 17, 21)]
        >>> Toll(what="killed", group="miner", told=tuple(told)).words()
        'killed 12 → 17 → 21 (miner)'
        """
        aside = ", ".join(filter(None, ("of them" if self.part else "", self.unit, self.group)))
        return f"{self.what} {' → '.join(one.words() for one in self.told)}" + (f" ({aside})" if aside else "")


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
    tolls: tuple[Toll, ...] = ()
    origin_tree: tuple[Origin, ...] = ()  # these sources, with every route into print
    lifecycle: tuple[PhaseTold, ...] = ()  # in the order of telling
    framings: tuple[Framing, ...] = ()

    def unheard_since(self, today: date) -> date | None:
        """Return the day a plan was last told, where its date has passed by `today` and no account of it came since."""
        due, told = None if self.when.bounded else self.when.last_day, self.last_told
        if self.modality is not Modality.PLANNED or due is None or told is None or not told <= due < today:
            return None
        return told if all(step.phase.ahead for step in self.lifecycle) else None

    @property
    def order(self) -> tuple[date, date, str]:
        """Return what orders events in a chronology: when they may have begun, undated ones last."""
        last = self.when.last_day
        first = self.when.earliest or last or date.max
        return (first, last or date.max, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """One of the stories that a pile of reports tells: the reports that are on it, and the events connected by them."""

    id: str
    reports: tuple[str, ...]  # by publication
    events: tuple[str, ...]  # those that it tells more than any other story does
    main: str | None  # the event that the openings of most of its texts tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """What merge makes of all mentions: events in order of time, and where accounts differ."""

    events: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    judgements: tuple[Judgement, ...]
    copies: tuple[Copy, ...]  # what reports have taken from one another
    problems: tuple[Problem, ...] = ()  # judgements of people that cannot all hold
    storylines: tuple[Storyline, ...] = ()


def last_told(events: Iterable[Event]) -> date | None:
    """Return the day of the last report of any event, None where none is known."""
    return max((event.last_told for event in events if event.last_told), default=None)
