import pytest
from eval.gate import check

PINS = {"corpus_sha256": "same", "floors": {"mean.found": 0.9, "mean.extra": 0.3}}


def test_scores_at_their_floors_pass():
    assert check(PINS, {"mean.found": 0.9, "mean.extra": 0.3}, "same") == []


@pytest.mark.parametrize("scores", [{"mean.found": 0.8, "mean.extra": 0.3}, {"mean.found": 0.9, "mean.extra": 0.4}])
def test_a_score_on_the_wrong_side_fails(scores):
    assert len(check(PINS, scores, "same")) == 1


def test_floors_of_other_stories_fail():
    assert "stories changed" in check(PINS, {"mean.found": 1.0, "mean.extra": 0.0}, "other")[0]


def test_a_floor_without_a_score_fails():
    assert check(PINS, {"mean.found": 1.0}, "same") == ["mean.extra has a floor and no score"]
