"""Text that no one should have sent: any Unicode, no stop for pages, a word without end. Offsets stay exact."""

from __future__ import annotations

import tracemalloc
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.parsed import report

from dateline.parse import Parser
from dateline.parse.inputs import WINDOW, to_pieces
from dateline.parse.segments import segment
from dateline.read import read
from dateline.records import Format, Report, Span

ODD = "\ud800\udfff\x00\x1b\u200f\u202e\u200d\ufeff\u00ad\u0301\ufe0f\U0001f469\ufb01"
ANYTHING = st.characters() | st.sampled_from(ODD)
PROSE = st.sampled_from(
    ". ' \" - ! ? \n \r\n U.S. Roe said &amp; &shy; &#65; â€™ <b> </b> ﬁ 3.5 @a p.m. [1]".split(" ")
)
TEXT = st.lists(ANYTHING | PROSE | st.text(ANYTHING), max_size=40).map("".join)


@cache
def parser() -> Parser:
    return Parser.load()


def check_offsets(given_report: Report, tokens: list[tuple[str, Span]]) -> None:
    for text, span in tokens:
        assert span.end <= len(given_report.text)
        assert given_report.words(span) == text
    assert all(left.end <= right.start for (_, left), (_, right) in pairwise(tokens))


@settings(deadline=None, max_examples=200)
@given(TEXT)
def test_tokens_slice_back_in_any_text(text: str) -> None:
    given_report = report(text)
    tokens = [(block.text[a:b], block.span(a, b)) for block, cut in segment(given_report) for a, b in cut]
    assert all(span.of(text) == word for word, span in tokens)
    check_offsets(given_report, tokens)


@settings(deadline=None, max_examples=100)
@given(TEXT, st.sampled_from(Format))
def test_tokens_slice_back_in_any_file(text: str, kind: Format) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    for given_report in read(raw, path="made-by-hand.txt", format=kind).items:
        tokens = [(block.text[a:b], block.span(a, b)) for block, cut in segment(given_report) for a, b in cut]
        check_offsets(given_report, tokens)


@settings(deadline=None, max_examples=25)
@given(TEXT)
def test_model_reads_any_text(text: str) -> None:
    given_report = report(text)
    parsed = parser().parse(given_report).items[0]
    check_offsets(given_report, list(zip(parsed.tokens.text, parsed.tokens.span, strict=True)))
    assert [i for s in parsed.sentences for i in range(s.first, s.last)] == list(range(len(parsed.tokens)))


def test_sentence_of_three_thousand_words_is_read_in_parts() -> None:
    text = "The convoy " + "passed the village and left " * 600 + "."
    result = parser().parse(report(text))
    parsed = result.items[0]
    assert [p.code for p in result.problems] == ["parse/long-sentence"]
    assert "3003 words" in result.problems[0].message
    assert "".join(parsed.tokens.text) == text.replace(" ", "")
    assert len(parsed.sentences) < 20


@pytest.mark.parametrize(
    "unit", ["the convoy passed ", "x", "a.", '"', "\U0001f525", "e\u0301", "\ud800\x00"], ids=ascii
)
def test_line_of_two_hundred_thousand_characters_fits_the_window(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    end = read_so_far = 0
    for block, cut in parser()._sentences(report(text), []):
        assert len(cut) <= WINDOW
        assert block.span(*cut[0]).start >= end
        end = block.span(*cut[-1]).end
        if read_so_far < 1000:
            pieces = to_pieces(parser()._model.tokenizer, [[block.text[a:b] for a, b in cut]])
            assert len(pieces[0].ids) <= WINDOW
        read_so_far += len(cut)
    assert end <= len(text)


def test_line_of_two_hundred_thousand_characters_takes_bounded_memory() -> None:
    given_report = report(("the convoy passed; " * 20_000)[:200_000])
    tracemalloc.start()
    count = sum(len(cut) for _, cut in segment(given_report))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 40_000
    assert peak < 60e6
