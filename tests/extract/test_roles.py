"""Who acts and who is acted on, as the shipped model's trees give them."""

from pathlib import Path

import pytest
from tests.cases import load

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Role

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def parser():
    return Parser.load(None)


@pytest.mark.parametrize("case", load(CASES / "roles.jsonl"))
def test_sides_are_those_of_the_sentence(case, parser):
    report = read(case["text"].encode(), path="sentence.txt").items[0]
    mentions = extract(report, parser.parse(report).items[0]).items
    (one,) = (mention for mention in mentions if case["trigger"] in mention.trigger.of(report.text))
    assert case["by"] == [who.name for who in one.roles if who.role is Role.BY]
    assert case["to"] == [who.name for who in one.roles if who.role is Role.TO]
