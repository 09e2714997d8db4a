"""How words hang on predicates: by the lowest of three governors, and by the branch that holds them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.parse.paths import LEVELS, count, paths

RELATIONS = 5
# "[root] Rebels said troops fled the town": said is the root, fled its clause (relation 4).
HEAD = np.array([[0, 2, 0, 4, 2, 6, 4]])
RELATION = np.array([[0, 1, 0, 1, 4, 2, 3]])


def of(predicate: int) -> list[int]:
    found: list[int] = paths(HEAD, RELATION, np.array([0]), np.array([predicate]), relations=RELATIONS)[0].tolist()
    return found


def test_the_words_of_a_branch_share_its_relation() -> None:
    fled = of(4)
    assert fled[4] == 1
    assert fled[3] == 1 + 1 + 1
    assert fled[5] == fled[6] == 1 + 1 + 3


def test_words_above_the_predicate_hang_on_its_governor() -> None:
    fled = of(4)
    assert fled[2] == 1 + (RELATIONS + 1)
    assert fled[1] == 1 + (RELATIONS + 1) + 1 + 1


def test_the_root_has_no_path() -> None:
    assert of(2)[0] == 0


def test_no_predicates_give_no_lines() -> None:
    empty = np.zeros(0, np.int64)
    assert paths(HEAD, RELATION, empty, empty, relations=RELATIONS).shape == (0, 7)


@settings(deadline=None)
@given(st.lists(st.integers(0, 8), min_size=8, max_size=8), st.integers(1, 8))
def test_any_heads_give_numbers_in_range_even_in_a_circle(heads: list[int], predicate: int) -> None:
    head = np.array([[0, *heads]])
    found = paths(head, head % RELATIONS, np.array([0]), np.array([predicate]), relations=RELATIONS)
    assert found.min() >= 0
    assert found.max() < count(RELATIONS) == 1 + LEVELS * (RELATIONS + 1)
    assert found[0, predicate] == 1
