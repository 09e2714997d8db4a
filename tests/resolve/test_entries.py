"""A chronicle tells by day: what stands in an entry is of the day that heads it."""

from pathlib import Path

import pytest
from tests.cases import load

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.resolve import resolve

CASES = Path(__file__).parent / "cases" / "entries.jsonl"


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.parametrize("row", load(CASES))
def test_what_stands_in_an_entry_is_of_its_day(row, parser):
    report = read(row["text"].encode(), path="timeline.txt").items[0]
    parsed = parser.parse(report).items[0]
    mentions = resolve(report, parsed, extract(report, parsed).items).items
    told = {one.trigger.of(report.text): one.when.edtf for one in mentions}
    assert {word: told.get(word) for word in row["days"]} == row["days"]
