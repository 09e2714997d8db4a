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

# Log-odds, set on the development stories (eval/stories) together with the threshold; docs/decisions/0006-merging.md.
SAME_DAYS = 1.0  # both tell the same few days
GAP = -1.5  # the times cannot be one, yet an end of one is only bounded by the report's date or by order
GAP_DAY = -0.1  # more for each day between them
PLACE = {1.0: 0.8, 0.3: 0.1, 0.2: 0.1, -0.5: -0.8, -1.0: -2.5}
OTHER_SIDE = -1.5  # one role names two identities that are known to differ
OTHER_REALITY = -0.7  # one tells a plan, the other a deed
SAID_SAME = 0.2
ONCE = 3.0  # nobody is killed or resigns twice; such a pair is no recurrence however far apart it is told
RESULT = 1.6  # "a strike killed": the blow and what it did

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
    "gap_days": "days apart",
    "same_days": "the same days",
    "place": "place",
    "copies": "likeness of the texts",
    "said_same": "the same source",
    "once": "an act that is done only once",
    "result": "a blow and what it did",
}


def weighed(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log-odds of what is weighed by hand."""
    gap = rows[:, AT["gap_days"]]
    places = rows[:, AT["place"]]
    odds = SAME_DAYS * rows[:, AT["same_days"]] + np.where(gap > 0, GAP + GAP_DAY * np.minimum(gap, 30), 0.0)
    odds += sum(value * np.isclose(places, key) for key, value in PLACE.items())
    odds += OTHER_SIDE * ((rows[:, AT["by"]] <= -0.6) * 1.0 + (rows[:, AT["to"]] <= -0.6) * 1.0)
    odds += OTHER_REALITY * (rows[:, AT["modality"]] < 0)
    odds += SAID_SAME * rows[:, AT["said_same"]] + ONCE * rows[:, AT["once"]] + RESULT * rows[:, AT["result"]]
    return np.asarray(odds)


def probabilities(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability of each pair to be one event."""
    if not len(rows):
        return np.zeros(0)
    model = trees.load()
    odds = model(rows[:, : len(model.features)]) + weighed(rows)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def features(row: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Return what a judgement keeps of a row: the features that say something."""
    return tuple((name, round(float(value), 3)) for name, value in zip(NAMES, row, strict=False) if value)


def reasons(rows: NDArray[np.float64]) -> list[str]:
    """Say in words for each row what weighs most for and against."""
    if not len(rows):
        return []
    model = trees.load()
    learned = trees.effects(model, rows[:, : len(model.features)])
    moved = {name: learned[:, AT[name]] for name in model.features}
    whole = weighed(rows)
    for name in ("gap_days", "same_days", "place", "said_same", "once", "result"):
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
