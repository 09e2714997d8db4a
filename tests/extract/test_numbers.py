"""Tolls, crowds and amounts as the shipped model's trees give them; laws on any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.parsed import parsed

from dateline.extract import extract
from dateline.extract.quantities import Quantities, value
from dateline.extract.tree import Tree
from dateline.parse import Parser
from dateline.read import read

CASES = Path(__file__).parent / "cases"
WORDS = st.sampled_from(
    """12 15 3-1 2.5 1,200 one twenty - hundred thousand million a half dozen dozens of few several the and or to
    between at least up than more about killed wounded people soldiers soldier $ 5 percent from nobody no casualties
    toll rose , including three them were in , . % years old""".split()
)


@pytest.fixture(scope="module")
def parser():
    return Parser.load(None)


def numbers_of(parser, text):
    report = read(text.encode(), path="sentence.txt").items[0]
    mentions = extract(report, parser.parse(report).items[0]).items
    return report, [(mention, number) for mention in mentions for number in mention.numbers]


@pytest.mark.parametrize("case", load(CASES / "numbers.jsonl"))
def test_numbers_are_those_of_the_sentence_and_stand_with_their_act(case, parser):
    told = [
        (one["act"], one["what"], one["low"], one["high"], one.get("unit", ""), one.get("group", ""))
        for one in case["numbers"]
    ]
    _, found = numbers_of(parser, case["text"])
    assert sorted(map(str, told)) == sorted(
        str((mention.act, n.what, n.low, n.high, n.unit, n.group)) for mention, n in found
    )
    for flag, given_ in (("approximate", "approximate"), ("earlier", "earlier"), ("part", "of")):
        wanted = sorted(one["low"] for one in case["numbers"] if one.get(flag))
        assert wanted == sorted(n.low for _, n in found if getattr(n, given_))


def test_a_part_names_the_number_that_it_is_part_of(parser):
    report, found = numbers_of(parser, "Twelve civilians, including three children, were killed.")
    whole, part = (number for _, number in found)
    assert (report.words(part.of), report.words(part.counted)) == ("Twelve", "children")
    assert whole.of is None


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_any_words_give_bounds_in_order_and_words_that_re_read(parser, text):
    report, found = numbers_of(parser, text)
    for _, number in found:
        assert number.low >= 0
        assert number.high is None or number.low <= number.high
        assert number.what
        for span in filter(None, (number.span, number.counted, number.of)):
            assert span.of(report.text).strip()
        assert number.of is None or number.of.end <= number.span.start


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_no_word_is_read_into_two_numbers_of_one_act(parser, text):
    _, found = numbers_of(parser, text)
    for mention, number in found:
        others = [one for other, one in found if other is mention and one is not number]
        assert not any(one.span.overlaps(number.span) for one in others)


@given(st.integers(0, 999_999_999))
def test_digits_and_digits_with_commas_tell_the_same_number(number):
    assert value(str(number)) == value(f"{number:,}") == number


@given(st.integers(1, 99), st.sampled_from([(100, "hundred"), (1_000, "thousand"), (1_000_000, "million")]))
def test_a_scale_multiplies_what_stands_before_it(number, scale):
    assert value(f"{number} {scale[1]}") == number * scale[0]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("12 to 15", 12, 15),
        ("two or three", 2, 3),
        ("two to three million", 2_000_000, 3_000_000),
        ("hundreds of thousands", 100_000, None),
        ("a few hundred", 100, None),
        ("half a million", 500_000, 500_000),
        ("twenty - one", 21, 21),
    ],
)
def test_ranges_and_compounds_are_one_number(words, low, high):
    rows = "\n".join(f"{word} {word} NUM CD {n and 1} {'dep' if n else 'root'}" for n, word in enumerate(words.split()))
    _, tree = parsed(words, rows)
    (one,) = Quantities(Tree(tree)).all()
    assert (one.low, one.high) == (low, high)
