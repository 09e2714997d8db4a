"""Who acts and who is acted on, as the shipped model's trees give them."""

import pytest

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Role


@pytest.fixture(scope="module")
def parser():
    return Parser.load(None)


@pytest.mark.parametrize(
    ("text", "trigger", "by", "to"),
    [
        ("Gunmen killed two guards at the harbour hospital.", "killed", ["Gunmen"], ["two guards"]),
        ("Rebels fired rockets at the harbour hospital.", "fired", ["Rebels"], ["harbour hospital"]),
        ("The minister's death shocked the town.", "death", [], ["minister"]),
        ("Rebels blew up a bus.", "blew", ["Rebels"], ["bus"]),
        (
            "The ministers of the two countries, Ann Roe and Bo Ek, met in Oslo.",
            "met",
            ["Ann Roe", "Bo Ek"],
            [],
        ),
    ],
)
def test_sides_are_those_of_the_sentence(text, trigger, by, to, parser):
    report = read(text.encode(), path="sentence.txt").items[0]
    mentions = extract(report, parser.parse(report).items[0]).items
    (one,) = (mention for mention in mentions if trigger in mention.trigger.of(text))
    assert by == [who.name for who in one.roles if who.role is Role.BY]
    assert to == [who.name for who in one.roles if who.role is Role.TO]
