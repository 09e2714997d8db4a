"""The clause around a time says whether it looks back or ahead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases import load
from tests.parsed import parsed

from dateline.resolve.when.tense import direction

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", load(CASES / "tenses.jsonl"))
def test_the_clause_gives_the_direction(case: dict[str, Any]) -> None:
    _, tree = parsed(case["text"], "\n".join(case["rows"]), times=[(case["time"], "DATE", "weekday:1")])
    assert direction(tree, tree.times[0]) == case["direction"]
