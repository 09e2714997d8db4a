import pytest
from training.agree import AgreementError, agree, hold, losses

FLOAT = {"las": 90.4, "names_f1": 75.0, "happened_r": 0.81}


def test_int8_may_lose_half_a_point_and_gain_any():
    agree(FLOAT, {"las": 89.9, "names_f1": 77.0, "happened_r": 0.805})


@pytest.mark.parametrize(("score", "value"), [("las", 89.89), ("happened_r", 0.804)])
def test_a_score_that_loses_more_is_named_with_both_figures(score, value):
    with pytest.raises(AgreementError, match=rf"{score} {FLOAT[score]} -> {value}\. The model in place was left alone"):
        agree(FLOAT, FLOAT | {score: value})


def test_the_worst_loss_comes_first_correlations_on_their_own_scale():
    assert list(losses(FLOAT, {"las": 90.1, "names_f1": 75.2, "happened_r": 0.806})) == [
        "happened_r",
        "las",
        "names_f1",
    ]


def test_a_model_far_under_the_one_in_place_is_held_back():
    hold(FLOAT, {"las": 89.0, "names_f1": 74.0, "happened_r": 0.80})
    with pytest.raises(AgreementError, match=r"the model in place is better: las 90\.4 -> 12\.0"):
        hold(FLOAT, {"las": 12.0, "names_f1": 75.0, "happened_r": 0.81})


def test_the_few_names_of_one_news_corpus_are_held_through_all_names_in_news():
    whole = {"news_names_f1": 77.4, "meantime_names_f1": 83.3}
    agree(whole, {"news_names_f1": 77.0, "meantime_names_f1": 81.0})
    assert list(losses(whole, {"news_names_f1": 77.0, "meantime_names_f1": 81.0})) == list(whole)
    with pytest.raises(AgreementError, match=r"news_names_f1 77\.4 -> 76\.8"):
        agree(whole, {"news_names_f1": 76.8, "meantime_names_f1": 83.3})
