"""Which words tell an event, who takes part and where: from trees made by hand."""

from pathlib import Path

import pytest
from tests.cases import load
from tests.parsed import parsed

from dateline.extract import extract
from dateline.extract.quantities import value
from dateline.records import Role

CASES = Path(__file__).parent / "cases"


def found(case):
    report, tree = parsed(
        case["text"],
        case["rows"],
        entities=case["entities"],
        predicates=case["predicates"],
        times=case.get("times", ()),
    )
    return report, extract(report, tree).items


@pytest.mark.parametrize("case", load(CASES / "events.jsonl"))
def test_mentions_are_those_of_the_case(case):
    report, mentions = found(case)
    assert [act["trigger"] for act in case["acts"]] == [mention.trigger.of(report.text) for mention in mentions]
    for act, mention in zip(case["acts"], mentions, strict=True):
        assert act["act"] == mention.act
        assert act.get("kind", mention.kind) == mention.kind
        assert act.get("tense", mention.tense) == mention.tense
        assert act.get("modality", "asserted") == mention.modality
        assert act.get("said_by", []) == [hop.name for hop in mention.attribution.hops]
        for side in (Role.BY, Role.TO):
            names = [one.name for one in mention.roles if one.role is side]
            assert act.get(side.value, names) == names
        assert act.get("line") in {None, mention.clause.of(report.text)}
        assert act.get("place") == (mention.place.of(report.text) if mention.place else None) or "place" not in act
        numbers = [[number.low, number.high, number.what] for number in mention.numbers]
        assert act.get("numbers", numbers) == numbers


@pytest.mark.parametrize("case", load(CASES / "events.jsonl"))
def test_every_span_of_a_mention_re_reads(case):
    report, mentions = found(case)
    for mention in mentions:
        assert mention.clause.covers(mention.trigger)
        for one in mention.roles:
            assert one.span.of(report.text).strip()
            assert one.name in report.text


@pytest.mark.parametrize(
    ("words", "number"),
    [("1,200", 1200), ("twenty-two", 22), ("three hundred", 300), ("2.5 million", 2_500_000), ("dozens", 12)],
)
def test_numbers_are_read_from_words_and_digits(words, number):
    assert value(words) == number


def test_a_word_that_is_no_number_has_no_value():
    assert value("many") is None
