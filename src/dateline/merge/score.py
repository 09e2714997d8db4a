"""How likely two mentions tell one event: rows of features in, probabilities and reasons in words out.

Two parts are added as log-odds. What words, roles and texts say is learned (trees.py). What time, place and identified
actors say is weighed by hand, since the training corpus has neither publication dates nor resolved actors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.merge import trees
from dateline.merge.features import NAMES
from dateline.merge.trees import Rows

# Log-odds. Fitted to the pairs of the development stories (eval/stories) by logistic regression on top of the trees,
# shrunk to values first set by hand; docs/decisions/0006-merging.md.
SAME_DAYS = 1.6  # both tell the same few days
SAME_ACT_AND_DAYS = 0.5  # and acts of one class
GAP = -1.2  # the times cannot be one
SOFT_GAP = -0.4  # the same where an end is only bounded by the report's date or by order
GAP_DAY, SOFT_GAP_DAY = -0.06, -0.1  # more for each day between them
PLACE = {1.0: 1.2, 0.3: 0.1, 0.2: 0.1, -0.5: -0.8, -1.0: -2.5}
OTHER_SIDE = -1.1  # one role names two identities that are known to differ
SAID_SAME = 0.5
ONCE = 2.7  # nobody is killed or resigns twice; such a pair is no recurrence however far apart it is told
RESULT = {1.0: 1.8, 0.5: 2.5}  # "a strike killed": the blow and what it did; told apart, one stands for the other
TAKEN_UP = {1.0: 1.4, -1.0: -1.0}  # a noun with "the" takes up an act of its class that its report has told, or not
ONE_AND_SEVERAL = -1.5  # one is killed, wounded or arrested in one account, several in the other; a toll may still rise
OPENING_AGAIN = 0.7  # a title and a lead tell one act of a class

SAID, SAYING = 4, 0.1  # how many features a reason names, and how far one must move the log-odds to be named

AT = {name: place for place, name in enumerate(NAMES)}
WORDS = {
    "act_equal": "the same act",
    "act_class": "acts that can name one another",
    "act_weight": "a rare word for the act",
    "word_prefix": "triggers of one stem",
    "kind": "kind of act",
    "mode": "mode of act",
    "cosine": "likeness in context",
    "by": "who acts",
    "to": "who is acted on",
    "about": "what it is about",
    "anyone": "participants in any role",
    "turned": "sides swapped",
    "clause_words": "words of the clauses",
    "context_words": "words around",
    "same_report": "in one report",
    "distance": "distance in the report",
    "subject": "subject of the reports",
    "modality": "modality",
    "negated": "negation",
    "nominal": "told by a noun",
    "definite": "told as known",
    "numbers": "numbers",
    "near": "words of one meaning",
    "only": "the only such act in the reports",
    "opening": "told in the titles and leads",
    "gap_days": "days apart",
    "soft_gap": "days apart, as far as can be told",
    "same_days": "the same days",
    "place": "place",
    "copies": "likeness of the texts",
    "said_same": "the same source",
    "once": "an act that is done only once",
    "result": "a blow and what it did",
    "taken_up": "a noun that points back",
    "tolls": "one victim, and several",
}


def weighed(rows: Rows) -> NDArray[np.float64]:
    """Return the log-odds of what is weighed by hand."""

    def column(name: str) -> NDArray[np.float64]:
        return rows[:, AT[name]].astype(np.float64)

    def worth(name: str, values: dict[float, float]) -> NDArray[np.float64]:
        told = rows[:, AT[name]].astype(np.float32)
        return np.asarray(sum(value * (told == np.float32(key)) for key, value in values.items()))

    gap, soft, same_days = column("gap_days"), column("soft_gap"), column("same_days")
    odds = np.where(gap > 0, GAP + GAP_DAY * np.minimum(gap, 30), 0.0)
    odds += np.where(soft > 0, SOFT_GAP + SOFT_GAP_DAY * np.minimum(soft, 30), 0.0)
    odds += SAME_DAYS * same_days
    odds += worth("place", PLACE) + worth("result", RESULT)
    odds += OTHER_SIDE * ((column("by") <= -0.6) * 1.0 + (column("to") <= -0.6) * 1.0)
    odds += SAID_SAME * column("said_same") + ONCE * column("once")
    one_act = np.maximum(column("act_class"), column("near") >= 1.0)
    odds += SAME_ACT_AND_DAYS * one_act * same_days
    odds += one_act * worth("taken_up", TAKEN_UP)
    odds += ONE_AND_SEVERAL * one_act * column("tolls")
    odds += OPENING_AGAIN * one_act * column("same_report") * column("opening")
    return odds


def probabilities(rows: Rows) -> NDArray[np.float64]:
    """Return the probability of each pair to be one event."""
    model = trees.load()
    odds = model(rows[:, : len(model.features)]) + weighed(rows)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def features(row: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Return what a judgement keeps of a row: the features that say something."""
    return tuple((name, round(float(value), 3)) for name, value in zip(NAMES, row, strict=False) if value)


def reasons(rows: Rows) -> list[str]:
    """Say in words for each row what weighs most for and against."""
    if not len(rows):
        return []
    model = trees.load()
    learned = trees.effects(model, rows[:, : len(model.features)])
    moved = {name: learned[:, AT[name]] for name in model.features}
    whole = weighed(rows)
    for name in ("gap_days", "soft_gap", "same_days", "place", "said_same", "once", "result", "taken_up", "tolls"):
        bare = rows.copy()
        bare[:, AT[name]] = 0.0
        moved[name] = whole - weighed(bare)
    return [_reason({name: float(odds[i]) for name, odds in moved.items()}) for i in range(len(rows))]


def _reason(moved: dict[str, float]) -> str:
    said = sorted((-abs(odds), name) for name, odds in moved.items() if abs(odds) >= SAYING)[:SAID]
    for_it = [WORDS[name] for _, name in said if moved[name] > 0]
    against = [WORDS[name] for _, name in said if moved[name] < 0]
    parts = []
    if for_it:
        parts.append("for: " + ", ".join(for_it))
    if against:
        parts.append("against: " + ", ".join(against))
    return "; ".join(parts) or "nothing speaks for or against"
