"""The synthetic reports re-read from their bytes, and the same seed makes the same ones."""

import hashlib

import pytest
from bench import generate as made
from bench.growth import exponents

from dateline.store.spans import refusal, report_refusal


@pytest.fixture(scope="module")
def readings():
    return list(made.generate(12))


def test_every_report_is_what_its_bytes_say_and_every_mention_re_reads(readings):
    for one in readings:
        assert report_refusal(one.report, one.raw, hashlib.sha256(one.raw).hexdigest()) is None
        assert all(refusal(one.report, mention) is None for mention in one.mentions)
        assert one.mentions
    assert len({one.report.id for one in readings}) == len(readings)


def test_a_seed_makes_the_same_reports_and_more_of_them_begin_with_these(readings):
    assert list(made.generate(5)) == readings[:5]
    assert list(made.generate(2, seed=1)) != readings[:2]


def test_no_sentence_of_the_stories_is_printed_again(readings):
    known = {line.strip() for source in made.sources() for report in source.reports for line in report.text.split(". ")}
    told = {line.strip() for one in readings for line in one.report.text.split(". ")}
    assert not {line for line in told & known if len(line) > 60}


def test_an_exponent_is_the_slope_on_logarithmic_scales():
    rows = [{"reports": 10, "add": 2.0}, {"reports": 20, "add": 4.0}, {"reports": 40, "add": 4.0}]
    assert exponents(rows, "add") == [1.0, 0.0]
