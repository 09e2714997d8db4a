"""Scores of the float and of the int8 graphs in; what the bytes cost, or an error where that is too much, out.

The names of one news corpus are 60 to 230: two that flip are a point or more, either way. They are told, and held as
what they are parts of, all names in news.
"""

from __future__ import annotations

from collections.abc import Mapping

POINTS, CORRELATION = 0.5, 0.005  # most that a score may lose; `_r` names correlations, the others are percentages
PARTS = frozenset({"gum_news_names_f1", "re3d_names_f1", "meantime_names_f1"})
SLIP = 4  # times as much a score may lie under the model that is there already: other seeds move them by half of that


class AgreementError(Exception):
    """The model that would ship is worse than it may be."""


def limit(score: str) -> float:
    """Return how much a score may lose."""
    return CORRELATION if score.endswith("_r") else POINTS


def losses(whole: Mapping[str, float], packed: Mapping[str, float]) -> dict[str, float]:
    """Return what each score loses from float to int8: the largest loss against what it may lose first, parts last."""
    found = {score: round(whole[score] - packed[score], 4) for score in whole}
    return dict(sorted(found.items(), key=lambda item: (item[0] in PARTS, -item[1] / limit(item[0]))))


def agree(whole: Mapping[str, float], packed: Mapping[str, float]) -> None:
    """Raise where int8 loses too much of any score."""
    lost = losses(whole, packed)
    over = [score for score, loss in lost.items() if score not in PARTS and loss > limit(score) + 1e-9]
    if over:
        told = "; ".join(f"{score} {whole[score]} -> {packed[score]}" for score in over)
        raise AgreementError(
            f"int8 loses more than {POINTS} points, or {CORRELATION} of a correlation: {told}. The model in place was "
            "left alone. Another checkpoint (--epoch) may fall better; else keep the layer's graph in float."
        )


def hold(old: Mapping[str, float], new: Mapping[str, float]) -> None:
    """Raise where a score lies far under that of the model which is in place."""
    both = old.keys() & new.keys() - PARTS
    slipped = [score for score in old if score in both and old[score] - new[score] > SLIP * limit(score)]
    if slipped:
        told = "; ".join(f"{score} {old[score]} -> {new[score]}" for score in slipped)
        raise AgreementError(
            f"the model in place is better: {told}. It was left alone; --replace ships this one all the same."
        )
