"""A title without a name is the one person whom the report calls so, and what it was read as before stays beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.cases import load
from tests.resolve.reports import context, span

from dateline.records import Participant, Role, Told
from dateline.resolve import persons
from dateline.resolve.linked import linked
from dateline.resolve.scene import Scene
from dateline.resolve.titles import Titles
from dateline.resources import actors, countries
from dateline.resources.actors import holders

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", load(CASES / "bearers.jsonl"))
def test_a_title_is_its_one_bearer(case):
    report = context(case["text"], case["entities"])
    told = Participant(role=Role.BY, span=span(case["text"], case["name"]), name=case["name"], rule="by hand")
    found = linked(told, report, titles=Titles(report), scene=Scene(report))
    assert found is not None
    assert found.target.id == case["id"]
    assert next((rival.id for rival in found.runners_up), None) == case["runner_up"]


def test_the_bearer_of_a_title_has_a_reason_that_quotes_the_report():
    text = "The Chadian General Jane Roe left. Later the general met."
    report = context(text, [["Jane Roe", "person"]])
    told = Participant(role=Role.BY, span=span(text, "the general"), name="the general", rule="by hand")
    found = linked(told, report, titles=Titles(report), scene=Scene(report))
    assert "Chadian General" in found.target.reason
    assert found.parents == ("organ:TCD:MIL", "state:TCD")


@pytest.mark.parametrize("case", load(CASES / "holders.jsonl"))
def test_the_register_says_who_was_in_office_on_a_day(case):
    report = context(case["text"], case.get("entities", ()))
    day = date.fromisoformat(case["on"]) if "on" in case else None
    report.report = replace(report.report, published=Told(value=case["on"], rule="by hand") if day else None)
    told = Participant(
        role=Role.BY, span=span(case["text"], case.get("name_at", case["name"])), name=case["name"], rule="by hand"
    )
    found = linked(told, report, titles=Titles(report), scene=Scene(report), on=day)
    wanted = case["id"] if ":" in case["id"] or case["id"] == "place" else persons.identity(case["id"])
    assert (found.target.id.partition(":")[0] if wanted == "place" else found.target.id) == wanted
    assert list(found.parents) == case["parents"]


def test_who_held_an_office_keeps_the_office_beside():
    report = context("The Kenyan president met.")
    told = Participant(
        role=Role.BY,
        span=span("The Kenyan president met.", "Kenyan president"),
        name="Kenyan president",
        rule="by hand",
    )
    found = linked(told, report, titles=Titles(report), scene=Scene(report), on=date(2015, 3, 1))
    assert [rival.id for rival in found.runners_up] == ["organ:KEN:GOV:president"]
    assert "2015-03-01" in found.target.reason


def test_a_great_city_keeps_the_person_beside():
    report = context("Osaka met.", [["Osaka", "person"]])
    told = Participant(role=Role.BY, span=span("Osaka met.", "Osaka"), name="Osaka", rule="by hand")
    assert [rival.id for rival in linked(told, report, titles=Titles(report), scene=Scene(report)).runners_up] == [
        "person:osaka"
    ]


@pytest.mark.parametrize(("names", "term"), holders.heads(), ids=lambda value: str(value)[:60])
def test_every_term_in_the_register_runs_forward_and_has_an_office_with_a_body(names, term):
    assert date.fromisoformat(term.first) <= date.fromisoformat(term.last)
    assert all(len(name.split()) <= 5 and name == name.strip() for name in names)
    kind, home, *_ = term.office.split(":")
    assert kind in {"organ", "org", "group"}
    assert home in countries.countries() if kind == "organ" else actors.parent(term.office) is not None
