"""A title without a name is the one person whom the report calls so, and what it was read as before stays beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases import load
from tests.resolve.reports import context, span

from dateline.records import Participant, Role
from dateline.resolve.linked import linked
from dateline.resolve.titles import Titles

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", load(CASES / "bearers.jsonl"))
def test_a_title_is_its_one_bearer(case):
    report = context(case["text"], case["entities"])
    told = Participant(role=Role.BY, span=span(case["text"], case["name"]), name=case["name"], rule="by hand")
    found = linked(told, report, titles=Titles(report))
    assert found is not None
    assert found.target.id == case["id"]
    assert next((rival.id for rival in found.runners_up), None) == case["runner_up"]


def test_the_bearer_of_a_title_has_a_reason_that_quotes_the_report():
    text = "The Chadian General Jane Roe left. Later the general met."
    report = context(text, [["Jane Roe", "person"]])
    told = Participant(role=Role.BY, span=span(text, "the general"), name="the general", rule="by hand")
    found = linked(told, report, titles=Titles(report))
    assert "Chadian General" in found.target.reason
    assert found.parents == ("organ:TCD:MIL", "state:TCD")
