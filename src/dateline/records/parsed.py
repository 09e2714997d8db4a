"""A report's grammar: tokens, sentences, entities, predicates and time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A report's tokens in columns, all of one length."""

    text: tuple[str, ...]  # as read: repairs applied
    span: tuple[Span, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]  # Universal Dependencies
    xpos: tuple[str, ...]  # Penn Treebank: VBD, VBZ, NNS, ...
    feats: tuple[str, ...]  # mood, tense, form and voice of verbs in UD's writing, "_" for other words
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
    """Tokens [first, last) that refer to something, and the chain of mentions of the same thing in the report.

    Where it refers back by a scored choice, `score` is the share of its chain among all it may refer to, none included.
    """

    first: int
    last: int
    head: int
    span: Span
    type: EntityType
    form: EntityForm
    chain: int | None = None
    antecedent: int | None = None  # index in Parsed.entities of the mention it refers back to
    rival: int | None = None  # index of the next best, of another chain
    score: float = 1.0  # 1 where a rule joined it, or where it refers to nothing before it


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
    happened: float  # how sure a reader would be that it happened or happens, -3 surely not to 3 surely (UDS)
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
