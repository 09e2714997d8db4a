"""Speech that no one should have printed so: quotations without an end or inside others, transcripts, live blogs."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract import extract
from dateline.extract.attribution import Attributed, attribute
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Parsed, Problem, Report, SourceKind


@cache
def parser() -> Parser:
    return Parser.load()


def parsed(text: str) -> tuple[Report, Parsed]:
    (report,) = read(text.encode(), path="made-by-hand.txt").items
    return report, parser().parse(report).items[0]


def told(text: str) -> dict[str, str]:
    """Return what each source is found to tell."""
    report, grammar = parsed(text)
    found: dict[str, str] = {}
    for one in attribute(report, grammar):
        if one.telling and one.hop.name:
            words = " ".join(grammar.tokens.text[i] for i in sorted(one.content))
            found[one.hop.name] = f"{found.get(one.hop.name, '')} {words}".strip()
    return found


def problems(text: str) -> list[Problem]:
    return list(extract(*parsed(text)).problems)


OPEN = (
    "“The bridge is gone, said the mayor of Sorvik on Monday.\n\nA ferry will start on Tuesday, and the road is closed."
)
WHOLE = (
    "“We left the town at dawn with two carts. The soldiers came an hour later and burned the mill. Nobody had told us "
    "that the bridge was mined. My uncle stayed behind, since he would not leave his cows, and we never saw him again. "
    "In the spring the river took what was left of the houses.”"
)


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    assert all("ferry" not in words for words in told(OPEN).values())
    (problem,) = problems(OPEN)
    assert problem.code == "extract/open-quote"
    assert problem.span is not None
    assert problem.span.of(OPEN) == "“"


def test_a_quotation_that_the_next_paragraph_opens_again_is_none_the_worse() -> None:
    assert problems("“We never wanted this war.\n\n“They opened fire on our boats in May,” Hale said.") == []


def test_a_report_that_is_one_quotation_is_marked() -> None:
    assert [problem.code for problem in problems(WHOLE)] == ["extract/all-quoted"]


def test_marks_inside_a_quotation_belong_to_it() -> None:
    text = "“The clerk told me ‘the seal is gone’ and I wept,” the widow said. The seal was found on Friday."
    (words,) = [words for name, words in told(text).items() if "widow" in name]
    assert "the seal is gone" in words
    assert "Friday" not in words


def test_single_marks_quote_and_genitives_do_not() -> None:
    found = told("‘We will keep the miners’ fund open,’ said Ada Brandt.")
    assert "fund open" in found["Ada Brandt"]


def test_each_turn_of_a_transcript_is_its_speaker_s() -> None:
    found = told(
        "Q: When did you last see the ship?\nA: It vanished from our screens at nine.\nQ: And then?\nA: It sank."
    )
    assert "vanished" in found["A"]
    assert "sank" in found["A"]
    assert "vanished" not in found["Q"]


def test_one_label_makes_no_transcript() -> None:
    assert told("Weather: It will rain all week.\nThe mayor opened the fair on Sunday.").keys() <= {"Weather"}


def test_an_entry_of_a_live_blog_stays_with_its_own_source() -> None:
    found = told(
        "14:05 Police say the door was blown open.\n14:20 The square has been cleared.\n14:31 Trains run again."
    )
    (words,) = found.values()
    assert "blown" in words
    assert "cleared" not in words


def test_what_a_letter_to_the_editor_tells_is_its_writer_s() -> None:
    found = told(
        "Sir, On Saturday the council felled the last elm on Mill Lane. It told us in March that it would not."
    )
    assert all("felled" not in words for words in found.values())


@pytest.mark.parametrize("text", ["Iran said two men fled.", "Kenya denied that its soldiers had crossed the river."])
def test_a_source_that_is_also_a_place_speaks_as_a_state(text: str) -> None:
    report, grammar = parsed(text)
    (one,) = [one for one in attribute(report, grammar) if one.telling]
    assert one.hop.kind is SourceKind.OFFICIAL


PIECES = st.sampled_from(
    [
        *"“ ” ‘ ’ \" ' « » : – , . ? \n \n\n Q: A: 14:05 ROE:".split(" "),
        "said", "told", "according to", "citing", "as quoted by", "reportedly", "that", "the mayor", "Hale", "Iran",
        "officials", "who asked not to be named because", "anonymity", "fled", "a report", "per", "Sir,", "he",
    ]
)  # fmt: skip


def check(one: Attributed, report: Report, grammar: Parsed) -> None:
    assert one.content <= set(range(len(grammar.tokens)))
    assert not set(one.cue) & one.content
    spans = [one.hop.span, one.hop.cue, *filter(None, (one.hop.hedge, one.hop.reason))]
    assert all(span.end <= len(report.text) and span.of(report.text).strip() for span in spans)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map(" ".join))
def test_who_tells_is_answered_for_any_text(text: str) -> None:
    for report in read(text.encode("utf-8", "replace"), path="made-by-hand.txt").items:
        for grammar in parser().parse(report).items:
            for one in attribute(report, grammar):
                check(one, report, grammar)
            extract(report, grammar)
