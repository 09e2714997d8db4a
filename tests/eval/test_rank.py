from eval import rank


def test_average_precision_is_one_where_the_right_ones_come_first_and_falls_as_they_come_later():
    right = {"a": True, "b": False, "c": True, "d": False}
    assert rank.average_precision(["a", "c", "b", "d"], right) == 1.0
    assert rank.average_precision(["c", "a", "d", "b"], right) == 1.0
    assert rank.average_precision(["b", "a", "d", "c"], right) == 0.5
    assert rank.average_precision(["b"], {"b": False}) == 0.0
