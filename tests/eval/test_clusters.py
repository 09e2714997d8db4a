from __future__ import annotations

import pytest
from eval import clusters

# The example of Luo (2005), figure 1, that the CoNLL scorer's own tests use: one cluster of 5, one of 2, one of 5.
GOLD = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]
LUMPED = [{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}]


def test_muc_of_the_worked_example():
    found = clusters.muc([frozenset(one) for one in GOLD], [frozenset(one) for one in LUMPED])
    assert (found.recall, found.precision) == (pytest.approx(100), pytest.approx(90))


def test_b_cubed_of_the_worked_example():
    found = clusters.b_cubed([frozenset(one) for one in GOLD], [frozenset(one) for one in LUMPED])
    assert found.recall == pytest.approx(100)
    assert found.precision == pytest.approx(100 * (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)


def test_ceaf_matches_one_to_one():
    found = clusters.ceaf_e([frozenset(one) for one in GOLD], [frozenset(one) for one in LUMPED])
    best = 1 + 2 * 5 / (5 + 7)
    assert (found.recall, found.precision) == (pytest.approx(100 * best / 3), pytest.approx(100 * best / 2))


def test_lea_of_the_papers_example():
    # Moosavi and Strube (2016), section 3: key {a,b,c}, {d,e,f,g}; response {a,b}, {c,d}, {f,g,h,i}.
    gold = [frozenset("abc"), frozenset("defg")]
    found = clusters.lea(gold, [frozenset("ab"), frozenset("cd"), frozenset("fghi")])
    assert found.recall == pytest.approx(100 * (3 * 1 / 3 + 4 * 1 / 6) / 7)
    assert found.precision == pytest.approx(100 * (2 * 1 + 2 * 0 + 4 * 1 / 6) / 8)


def test_a_perfect_answer_scores_a_hundred_with_singletons():
    scores = clusters.score([{1, 2}, {3}], [{3}, {2, 1}])
    assert scores.pop("false_bridges") == 0
    assert set(scores.values()) == {100.0}


def test_a_cluster_that_holds_two_events_is_a_false_bridge():
    assert clusters.score(GOLD, LUMPED)["false_bridges"] == 0.5


def test_a_mention_that_only_the_system_has_costs_precision_alone():
    found = clusters.b_cubed([frozenset({1, 2})], [frozenset({1, 2}), frozenset({9})])
    assert (found.recall, found.precision) == (pytest.approx(100), pytest.approx(200 / 3))
