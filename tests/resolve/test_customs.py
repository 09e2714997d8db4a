"""What depends on a country's customs: the order of day and month, feasts, clocks and other calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases import load
from tests.parsed import parsed

from dateline.records import Told
from dateline.resolve.when import values
from dateline.resolve.when.calendar import one_day
from dateline.resolve.when.country import Home, homes, of_place
from dateline.resolve.when.read import read
from dateline.resolve.when.value import Anchor, Direction

CASES = Path(__file__).parent / "cases"
ROWS = """
It it PRON PRP 2 nsubj
fell fall VERB VBD 0 root
on on ADP IN 4 case
04/05/2020 04/05/2020 NUM CD 2 obl
. . PUNCT . 2 punct
"""
TEXT = "It fell on 04/05/2020."


def anchor(case: dict[str, Any]) -> Anchor:
    day, told = case.get("day"), case.get("told")
    return Anchor(
        day=date.fromisoformat(day) if day else None,
        told=one_day(date.fromisoformat(told)) if told else None,
        direction=Direction(case["direction"]) if case.get("direction") else None,
        homes=tuple(Home(code, "as the case says") for code in case.get("homes", ())),
    )


@pytest.mark.parametrize("case", load(CASES / "customs.jsonl"))
def test_form_and_country_give_the_days(case: dict[str, Any]) -> None:
    value = read(case["form"], anchor(case))
    assert [str(end) if end else None for end in (value.days.earliest, value.days.last)] == case["days"]
    assert value.lacks == case.get("lacks", "")
    assert [code for code, _ in value.doubts] == case.get("doubts", [])
    assert value.approximate == case.get("approximate", False)
    if "edtf" in case:
        assert value.edtf == case["edtf"]
    told = "; ".join(f"{step.rule}: {step.detail}" for step in value.steps)
    for words in case.get("steps", ()):
        assert words in told


def test_a_reports_countries_are_its_outlets_and_then_its_datelines() -> None:
    report, _ = parsed(TEXT, ROWS)
    report = replace(report, outlet=Told(value="The Guardian", rule="x"), dateline_place=Told(value="LIMA", rule="x"))
    assert [home.code for home in homes(report)] == ["GBR", "PER"]
    assert homes(replace(report, outlet=Told(value="Gulf Ledger", rule="x"), dateline_place=None)) == ()


def test_an_agency_stands_in_for_an_outlet_that_is_not_known() -> None:
    report, _ = parsed(TEXT, ROWS)
    assert [home.code for home in homes(replace(report, agency=Told(value="AP", rule="x")))] == ["USA"]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("NAIROBI", "KEN"),
        ("WASHINGTON", "USA"),
        ("LONDON, Ontario", "CAN"),
        ("ATLANTA, Georgia", "USA"),
        ("TBILISI, Georgia", "GEO"),
        ("Sacramento, Calif.", "USA"),
        ("CONGO", None),
        ("ABOARD THE VESSEL", None),
        ("", None),
    ],
)
def test_the_country_of_a_dateline(place: str, code: str | None) -> None:
    assert of_place(place) == code


def problems(form: str, *, published: str | None = "2020-06-01", outlet: str = "") -> list[str]:
    report, tree = parsed(TEXT, ROWS, times=[("04/05/2020", "DATE", form)], published=published)
    if outlet:
        report = replace(report, outlet=Told(value=outlet, rule="x"))
    found = values(report, tree)[1]
    assert all(problem.span is not None for problem in found)
    return [problem.code for problem in found]


def test_an_order_that_nothing_tells_is_a_problem_and_a_known_outlet_settles_it() -> None:
    form = "date:2020-04-05 or:2020-05-04"
    assert problems(form) == ["time/ambiguous"]
    assert problems(form, outlet="The Guardian") == []


def test_a_date_after_publication_told_as_past_is_a_problem() -> None:
    assert problems("date:2020-06-02") == ["time/after-publication"]
    assert problems("date:2020-06-01") == []
    assert problems("date:2021") == ["time/after-publication"]


def test_a_date_that_something_past_was_due_on_may_be_to_come() -> None:
    text, rows = TEXT.replace("on", "due"), ROWS.replace("on on ADP IN 4 case", "due due ADJ JJ 4 amod")
    report, tree = parsed(text, rows, times=[("04/05/2020", "DATE", "date:2020-06-02")], published="2020-06-01")
    assert values(report, tree)[1] == ()


def test_impossible_dates_are_problems_and_not_guessed() -> None:
    assert problems("date:2020-02-31") == ["time/impossible"]
    assert problems("date:XXXX-02-30") == ["time/impossible"]


def test_a_weekday_that_disagrees_is_a_contradiction() -> None:
    assert problems("date:2020-05-04 weekday:3") == ["time/contradiction"]


def test_a_report_without_a_day_leaves_relative_times_relative() -> None:
    text = TEXT.replace("fell", "fell Thursday")
    rows = ROWS.replace("on on", "Thursday Thursday PROPN NNP 2 obl\non on").replace("4 case", "5 case")
    times = [("Thursday", "DATE", "weekday:4"), ("04/05/2020", "DATE", "date:2020-04-05")]
    report, tree = parsed(text, rows, times=times)
    read_, found = values(report, tree)
    assert (read_[0].lacks, read_[0].timex) == ("day", "XXXX-WXX-4")
    assert [problem.code for problem in found] == ["time/no-anchor"]
