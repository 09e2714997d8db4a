"""What holds for any bytes and any text."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read import read
from dateline.read.sketch import sketch
from dateline.records import Format, Span

WORDS = st.sampled_from(
    "LAGOS (AP) — By Jane Roe, 16 Jan, 2020 06:41 Published: READ MORE: © REUTERS/Name Advertisement Share Tweet "
    "Home World Menu icon searchicon The dam broke on Monday. &amp; â€™ <b> </b> <p> </p> date 2020-01-16 \n \r\n . , "
    "[Photo/AFP] (left) Comments (3) \u00ad \ufeff \U0001f600 ﬁre Copyright 2020".split(" ")
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)
PAGE = """<!DOCTYPE html><html><head><title>Dam breaks | Valley Post</title><meta property="article:published_time"
content="2021-05-03T06:41:00Z"></head><body><nav><a href="/">Home</a> <a>World</a></nav><article><h1>Dam breaks</h1>
<p>The dam <b>broke</b> on Monday, officials &amp; villagers said, after three days of heavy rain in the valley.</p>
<p>Nobody was hurt, they said, since the mayor had told all to leave on Sunday.</p></article></body></html>"""


def holds(raw, path="report.txt", **options):
    first, second = read(raw, path=path, **options), read(raw, path=path, **options)
    assert first == second
    for report in first.items:
        spans = [mark.span for mark in report.furniture]
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
        assert all(span.end <= len(report.text) for span in spans)
        assert all(repair.span.end <= len(report.text) for repair in report.repairs)
        report.text.encode("utf-8")
        for told in (report.title, report.outlet, report.agency, report.byline):
            if told and told.span and report.format is Format.TEXT:
                assert told.value == " ".join(told.span.of(report.text).split())
    return first


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_break_reading(raw):
    holds(raw)
    holds(raw, format=Format.HTML)


@settings(deadline=None, max_examples=120)
@given(TEXTS)
def test_spans_are_sorted_apart_and_inside_for_any_text(text):
    holds(text.encode())


@settings(deadline=None, max_examples=25)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.integers(0, len(PAGE)))
def test_no_page_breaks_reading(text, at):
    holds((PAGE[:at] + text + PAGE[at:]).encode(), path="page.html")


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_text_survives_decoding_character_for_character(text, encoding):
    raw = ("date 2020-01-16 \r\n" + text).encode(encoding)
    for report in read(raw, path="report.txt").items:
        assert report.text == raw.decode(report.encoding)
        if encoding != "utf-8":
            assert report.text == "date 2020-01-16 \r\n" + text


def test_mutated_pages_never_break_reading():
    draw = random.Random(7)  # noqa: S311  no secret
    for _ in range(20):
        raw = bytearray(PAGE.encode())
        for _ in range(draw.randrange(1, 30)):
            raw[draw.randrange(len(raw))] = draw.randrange(256)
        holds(bytes(raw), path="page.html")


def test_sketches_of_copies_agree_and_of_others_do_not():
    prose = " ".join(f"word{i % 97} of{i % 31}" for i in range(300))
    copy, other = prose + " and one more sentence", " ".join(f"thing{i}" for i in range(300))
    same = [a == b for a, b in zip(sketch(prose), sketch(copy), strict=True)]
    assert sum(same) > 0.8 * len(same)
    assert not any(a == b for a, b in zip(sketch(prose), sketch(other), strict=True))
    assert sketch("too short") == ()


def test_an_articles_words_are_read_from_the_page_as_received():
    report = holds(PAGE.encode(), path="page.html").items[0]
    assert report.text == PAGE
    prose = report.words(Span(0, len(report.text)))
    assert "The dam broke on Monday, officials & villagers said" in prose
    assert "Home" not in prose
    assert report.published.value == "2021-05-03T06:41"
    assert report.title.value == "Dam breaks"
    assert report.title.span.of(PAGE) == "Dam breaks"
