"""What a pair of mentions is weighed by: the names of its features, and those of them that other steps ask for alone.

`pairs.py` works all of them out in columns.
"""

from __future__ import annotations

from dateline.merge.facts import Facts
from dateline.merge.terms import DEATH, harm
from dateline.records import Modality, PlacePrecision, Precision, When, Where, kilometres

# What the trained part sees. ECB+ has no publication dates, so time and place are weighed by hand in score.py.
LEARNED = (
    "act_equal",
    "act_class",
    "act_weight",
    "word_prefix",
    "kind",
    "mode",
    "cosine",
    "by",
    "to",
    "about",
    "anyone",
    "turned",
    "clause_words",
    "context_words",
    "same_report",
    "distance",
    "subject",
    "modality",
    "negated",
    "nominal",
    "definite",
    "numbers",
    "near",
    "only",
    "opening",
)
WEIGHED = ("gap_days", "soft_gap", "same_days", "place", "copies", "said_same", "once", "result", "taken_up", "tolls")
NAMES = LEARNED + WEIGHED
UNREAL = frozenset((Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.DEMANDED))
NARROW = 3  # days; a time this narrow is told, not bounded
FINE = frozenset((PlacePrecision.ADDRESS, PlacePrecision.PLACE, PlacePrecision.DISTRICT))


def exact(when: When) -> bool:
    """Say whether a time is told by a phrase to within a few days."""
    return bool(
        when.earliest
        and when.latest
        and not when.bounded
        and when.precision in {Precision.DAY, Precision.MINUTE, Precision.INTERVAL, Precision.WEEK}
        and (when.latest - when.earliest).days <= NARROW
    )


def place(left: Where | None, right: Where | None) -> float:
    """Return 1 for one fine place, .3 for one country, -1 for other countries or other fine places, 0 for unknown."""
    if left is None or right is None:
        return 0.0
    if left.id and left.id == right.id:
        return 1.0 if left.precision in FINE else 0.3
    if left.country and right.country and left.country != right.country:
        return -1.0
    if left.precision in FINE and right.precision in FINE and left.id and right.id:
        return -0.5  # a village near the town that another report names is often the same place
    return 0.2 if left.country and left.country == right.country else 0.0


def distance(left: Where, right: Where) -> float:
    """Return the kilometres between two places, 0 where one has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return 0.0
    return kilometres((left.latitude, left.longitude), (right.latitude, right.longitude))


def result(left: Facts, right: Facts) -> float:
    """Return 1 where one act is the blow and the other what it did, told in one sentence; .5 for deaths elsewhere."""
    done = harm(left.classes, right.classes)
    if done and left.report == right.report and left.mention.sentence == right.mention.sentence:
        return 1.0
    return 0.5 if done == DEATH else 0.0
