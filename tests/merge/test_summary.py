from dataclasses import replace

import pytest

from dateline.merge.summary import summary
from dateline.records import Format, Furniture, FurnitureKind, Mention, Participant, Report, Role, Span

TEXT = "Jane Roe resigned on Friday and called an election. She left the capital."


def report(text=TEXT):
    return Report(
        id="r0123456789abcdef",
        sha256="0" * 64,
        path="a.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
    )


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(trigger, clause, who):
    return Mention(
        id=f"m0123456789abcdef-{span(trigger).start}",
        report=report().id,
        sentence=0,
        trigger=span(trigger),
        clause=span(clause),
        act=trigger,
        kind="",
        roles=(Participant(role=Role.BY, span=span(who), name="Jane Roe", rule="subject"),),
    )


def test_a_clause_with_its_subject_is_shown_as_it_stands():
    assert (
        summary(mention("resigned", "Jane Roe resigned on Friday", "Jane Roe"), report())
        == "Jane Roe resigned on Friday"
    )


def test_a_pronoun_is_followed_by_who_it_stands_for():
    told = mention("left", "She left the capital", "She")
    assert summary(told, report()) == "She [Jane Roe] left the capital"


def test_a_clause_without_its_subject_is_led_by_who_acts():
    told = mention("called", "called an election", "Jane Roe")
    assert summary(told, report()) == "[Jane Roe] called an election"


@pytest.mark.parametrize(
    ("text", "clause", "line"),
    [
        ("She asked the capital to vote.", "the capital to vote", "… the capital to vote"),
        ("If the capital can vote, it will.", "the capital can vote", "… the capital can vote"),
        ("Nobody knows whether the capital will vote.", "the capital will vote", "… the capital will vote"),
        ("She said that the capital will vote.", "the capital will vote", "the capital will vote"),
        ("On Friday, the capital will vote.", "the capital will vote", "the capital will vote"),
        ("She left.\nThe capital will vote.", "The capital will vote", "The capital will vote"),
        ("She asked\nthe capital to vote.", "the capital to vote", "… the capital to vote"),
        ("A title\nThe capital will vote.", "The capital will vote", "The capital will vote"),
        ("“the capital will vote”, she said.", "the capital will vote", "the capital will vote"),
        ("the capital will vote", "the capital will vote", "the capital will vote"),
    ],
)
def test_dots_stand_before_a_clause_that_hangs_on_the_words_before_it(text, clause, line):
    start = text.index(clause)
    told = replace(mention("left", "She left the capital", "She"), clause=Span(start, start + len(clause)), roles=())
    assert summary(told, report(text)) == line


def test_no_dots_stand_behind_furniture():
    text, start = "date 2020 Rain fell", len("date 2020 ")
    line = Furniture(span=Span(0, start), kind=FurnitureKind.CRAWLER, reason="test")
    told = replace(mention("left", "She left the capital", "She"), clause=Span(start, len(text)), roles=())
    assert summary(told, report(text)) == "… Rain fell"
    assert summary(told, replace(report(text), furniture=(line,))) == "Rain fell"
