from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge import trees


@st.composite
def models(draw):
    """Return a model in its stored form, of trees of one depth that ask three features, and rows to run through it."""
    depth, count = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    cuts = st.sampled_from((-0.5, 0.0, 0.3, 1.0, 1e9))
    inner, leaves = 2**depth - 1, 2**depth
    model = {
        "features": ["a", "b", "c"],
        "bias": draw(st.sampled_from((0.0, -2.05))),
        "split": draw(_lists(count, inner, st.integers(0, 2))),
        "cut": draw(_lists(count, inner, cuts)),
        "leaf": draw(_lists(count, leaves, st.integers(-99999, 99999).map(lambda part: part / trees.PARTS))),
        "threshold": 0.5,
    }
    rows = draw(st.lists(st.lists(st.sampled_from((-1.0, 0.0, 0.3, 2.0)), min_size=3, max_size=3), max_size=20))
    return model, np.array(rows, dtype=np.float32).reshape(-1, 3)


def _lists(rows, columns, values):
    return st.lists(st.lists(values, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


def walked(model, row):
    total = model["bias"]
    for split, cut, leaf in zip(model["split"], model["cut"], model["leaf"], strict=True):
        node = 0
        while node < len(split):
            node = 2 * node + 1 + int(row[split[node]] >= np.float32(cut[node]))
        total += leaf[node - len(split)]
    return total


@given(models())
@settings(deadline=None)
def test_all_trees_at_once_say_what_walking_each_says(told):
    model, rows = told
    assert trees.of(model)(rows) == pytest.approx([walked(model, row) for row in rows])


def test_a_row_weighs_the_same_in_any_batch():
    model = trees.load()
    rows = np.random.default_rng(0).uniform(-1, 7, (trees.BATCH + 3, len(model.features))).astype(np.float32)
    together = model(rows)
    assert [model(rows[i : i + 1])[0] for i in (0, 1, trees.BATCH - 1, trees.BATCH, trees.BATCH + 2)] == [
        together[i] for i in (0, 1, trees.BATCH - 1, trees.BATCH, trees.BATCH + 2)
    ]
