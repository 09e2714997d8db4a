"""The runs that make a model: two seeds, then one that learns from both."""

from __future__ import annotations

import argparse

from training.plan import runs


def test_the_last_run_begins_with_the_first_and_learns_from_both() -> None:
    given = argparse.Namespace(work="w", seed=4, epochs=3, begin="", teacher=[], rate=1.0, every=1)
    first, second, last = runs(given)
    assert first.seed != second.seed
    assert last.begin == f"{first.work}/epoch-3.pt"
    assert last.teacher == [f"{first.work}/epoch-3.pt", f"{second.work}/epoch-3.pt"]
    assert last.work == "w"
    assert given.begin == ""
