"""Acts of one sort in one report: several events told in a row, or one told again."""

from pathlib import Path

import pytest
from eval.pairs import lay_out, over, told_by
from tests.cases import load

from dateline.merge import merge
from dateline.parse import Parser
from dateline.records import Span

CASES = Path(__file__).parent / "cases" / "roundups.jsonl"


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def marked(day, words):
    """Return a report's text without its brackets, and the words that stood in them."""
    told = lay_out(day, words)
    spans = [told.trigger]
    while "[" in told.text:
        start, end = told.text.index("["), told.text.index("]") - 1
        spans.append(Span(start, end))
        told = told._replace(text=told.text.replace("[", "", 1).replace("]", "", 1))
    return told.text, spans


@pytest.mark.parametrize("row", load(CASES))
def test_one_report_tells_one_event_or_two(row, parser):
    text, spans = marked(row["day"], row["words"])
    report, mentions = told_by(text, path="roundup.txt", parser=parser)
    asked = {one.id for span in spans if (one := over(span, mentions))}
    assert len(asked) == len(spans) == 2
    events = merge([report], mentions).events
    assert any(asked <= set(event.mentions) for event in events) == row["same"]
