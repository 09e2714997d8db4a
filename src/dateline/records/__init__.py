"""Every value that crosses a door between stages.

Nothing here imports anything else of ours. Records are frozen, keyword-only where they have more than two fields, and
guard themselves: wrong data cannot be built, so no stage checks it again. Lists are tuples; closed sets are enums.
Offsets are Unicode code points in `Report.text`, half-open.
"""

from __future__ import annotations

from dateline.records.actors import ActorJudgement, OwnActor
from dateline.records.events import (
    Account,
    Chronology,
    Disagreement,
    Event,
    Field,
    Judgement,
    Maker,
    Toll,
    TollTold,
    Verdict,
)
from dateline.records.mentions import (
    ActorKind,
    Attribution,
    Candidate,
    Carrier,
    Hop,
    Link,
    Mention,
    Modality,
    Number,
    Order,
    Participant,
    PlacePrecision,
    Role,
    SourceKind,
    TimeLink,
    Where,
)
from dateline.records.parsed import (
    Argument,
    EntityForm,
    EntityMention,
    EntityType,
    Parsed,
    Predicate,
    Sentence,
    TimeExpression,
    TimeType,
    Tokens,
)
from dateline.records.points import kilometres
from dateline.records.reports import (
    Format,
    Furniture,
    FurnitureKind,
    Repair,
    Report,
    Told,
)
from dateline.records.spans import (
    Problem,
    Result,
    Span,
)
from dateline.records.times import (
    Basis,
    Precision,
    Step,
    Stretch,
    When,
    edtf,
    plus,
)

__all__ = [
    "Account",
    "ActorJudgement",
    "ActorKind",
    "Argument",
    "Attribution",
    "Basis",
    "Candidate",
    "Carrier",
    "Chronology",
    "Disagreement",
    "EntityForm",
    "EntityMention",
    "EntityType",
    "Event",
    "Field",
    "Format",
    "Furniture",
    "FurnitureKind",
    "Hop",
    "Judgement",
    "Link",
    "Maker",
    "Mention",
    "Modality",
    "Number",
    "Order",
    "OwnActor",
    "Parsed",
    "Participant",
    "PlacePrecision",
    "Precision",
    "Predicate",
    "Problem",
    "Repair",
    "Report",
    "Result",
    "Role",
    "Sentence",
    "SourceKind",
    "Span",
    "Step",
    "Stretch",
    "TimeExpression",
    "TimeLink",
    "TimeType",
    "Tokens",
    "Told",
    "Toll",
    "TollTold",
    "Verdict",
    "When",
    "Where",
    "edtf",
    "kilometres",
    "plus",
]
