"""Datelines, furniture and dates as lines in files."""

from pathlib import Path

import pytest
from tests.cases import load

from dateline.read import read
from dateline.records import FurnitureKind, Span

CASES = Path(__file__).parent / "cases"
HEAD = {"crawler", "dateline", "byline", "timestamp"}


def report_of(text):
    return read(text.encode(), path="report.txt").items[0]


def prose(report):
    return report.words(Span(0, len(report.text)))


@pytest.mark.parametrize("case", load(CASES / "datelines.jsonl"))
def test_a_dateline_gives_place_and_press_and_leaves_the_prose(case):
    report = report_of(case["text"])
    found = {
        "place": report.dateline_place and report.dateline_place.value,
        "outlet": report.outlet and report.outlet.value,
        "agency": report.agency and report.agency.value,
    }
    assert found == {name: case.get(name) for name in found}
    assert prose(report) == case["prose"]


@pytest.mark.parametrize("case", load(CASES / "furniture.jsonl"))
def test_furniture_is_set_aside_with_its_kind_and_prose_is_not(case):
    report = report_of(case["text"])
    assert prose(report) == case["prose"]
    kinds = {mark.kind.value for mark in report.furniture}
    assert set(case["kinds"]) <= kinds
    assert all(mark.reason for mark in report.furniture)


@pytest.mark.parametrize("case", load(CASES / "published.jsonl"))
def test_the_publication_date_comes_from_the_report_or_not_at_all(case):
    result = read(case["text"].encode(), path="report.txt")
    assert (result.items[0].published and result.items[0].published.value) == case["published"]
    assert [problem.code for problem in result.problems] == case["problems"]


def test_a_files_name_may_hold_the_date():
    report = read(b"The dam broke on Monday.", path="in/2021-05-03-dam.txt").items[0]
    assert (report.published.value, report.published.span) == ("2021-05-03", None)


def test_the_title_is_told_and_stays_prose():
    report = report_of(
        "Home\nWorld\nDam breaks after three days of rain\nBy Jane Roe\nThe dam broke on Monday, officials said."
    )
    assert report.title.value == "Dam breaks after three days of rain"
    assert report.byline.value == "Jane Roe"
    assert not any(mark.span.overlaps(report.title.span) for mark in report.furniture)
    assert {mark.kind for mark in report.furniture} == {FurnitureKind.NAVIGATION, FurnitureKind.BYLINE}


@pytest.mark.parametrize(
    ("head", "published", "written"),
    [
        ("date 2021-05-05\nLIMA, May 3 (AFP) - ", "2021-05-05", "2021-05-03"),
        ("date 2021-01-02\nLIMA, Dec. 30 (AFP) - ", "2021-01-02", "2020-12-30"),
        ("date 2021-05-05\nLIMA, May 5 (AFP) - ", "2021-05-05", None),
        ("date 2021-05-05\nLIMA, March 3 (AFP) - ", "2021-05-05", None),
        ("LIMA, May 3 (AFP) - ", None, None),
    ],
)
def test_a_dateline_a_few_days_older_tells_when_a_report_was_written(head, published, written):
    report = report_of(f"{head}The dam broke on Monday, officials said.")
    told = [one and one.value for one in (report.published, report.written)]
    assert told == [published, written]
    assert (report.written_on and report.written_on.isoformat()) == (written or published)
