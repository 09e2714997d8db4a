"""What kind a source is, how it hedges, why it goes unnamed, and which words are its cue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.test_odd_speech import parsed

from dateline.extract.attribution import Attributed, attribute
from dateline.extract.source_kinds import kind
from dateline.records import Parsed, Report


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Interior Ministry", "official"),
        ("a spokesman for the army", "official"),
        ("rebel commander", "party"),
        ("the president's lawyer", "party"),
        ("the boy's father", "victim"),
        ("two witnesses", "witness"),
        ("fishermen", "witness"),
        ("Agnes Lind, an economist at the University of Sorvik", "expert"),
        ("rights group", "expert"),
        ("a leaked memo", "document"),
        ("AFP", "agency"),
        ("a diplomat", "official"),
        ("the Orbis news agency", "agency"),
        ("The Gulf Ledger", "outlet"),
        ("state television", "outlet"),
        ("users of the forum", "social media"),
        ("people familiar with the talks", "unnamed"),
        ("an unnamed diplomat", "unnamed"),
        ("Marigold", "other"),
        ("spokeswoman", "official"),
    ],
)
def test_the_noun_that_a_source_turns_on_says_what_it_is(words: str, expected: str) -> None:
    assert kind(words) == expected


def test_a_person_is_no_outlet_of_the_same_name() -> None:
    assert kind("Jo Guardian", person=True) == "other"


def tellings(text: str) -> tuple[Report, Parsed, list[Attributed]]:
    report, grammar = parsed(text)
    return report, grammar, [one for one in attribute(report, grammar) if one.telling and one.hop.name]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "The raid failed, said two aides who spoke on condition of anonymity because they may not brief the press.",
            "because they may not brief the press",
        ),
        ("Two executives, none of whom wanted to be named for fear of a suit, said it failed.", "for fear of a suit"),
        (
            "The raid failed, an official said. The official was not authorised to speak to reporters.",
            "not authorised to speak to reporters",
        ),
        ("The raid failed, a diplomat said on condition of anonymity.", None),
    ],
)
def test_who_may_not_be_named_is_unnamed_and_the_reason_is_kept(text: str, reason: str | None) -> None:
    report, _, (one, *_) = tellings(text)
    assert one.hop.kind == "unnamed"
    assert (one.hop.reason.of(report.text) if one.hop.reason else None) == reason


def test_who_is_named_beside_an_unnamed_source_stays_named() -> None:
    _, _, (one, *_) = tellings("Mayor Elin Marsh said the bridge was closed.")
    assert (one.hop.kind, one.hop.reason) == ("official", None)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The army claimed that rebels fled.", "claimed"),
        ("The minister reportedly said that she had resigned.", "reportedly"),
        ("There were unconfirmed reports that four inmates had escaped.", "unconfirmed"),
        ("The general is said to have fled.", "is said"),
        ("The army said that rebels fled.", None),
    ],
)
def test_the_word_that_leaves_it_open_is_kept(text: str, hedge: str | None) -> None:
    report, _, found = tellings(text)
    hop = found[-1].hop
    assert (hop.hedge.of(report.text) if hop.hedge else None) == hedge


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Students burned ballots: witnesses", "witnesses", "Students burned ballots"),
        ("Navy resumes drills in the strait – reports", "reports", "Navy resumes drills in the strait"),
        ("Iran: two dead in refinery fire", "Iran", "two dead in refinery fire"),
    ],
)
def test_a_headline_names_its_source_at_either_end(text: str, source: str, content: str) -> None:
    report, grammar = parsed(text)
    grammar = replace(grammar, sentences=tuple(replace(one, title=True) for one in grammar.sentences))
    (one,) = [one for one in attribute(report, grammar) if one.telling]
    assert (one.hop.name, " ".join(grammar.tokens.text[i] for i in sorted(one.content))) == (source, content)


@pytest.mark.parametrize("text", ["War in Dorvan: president fled in disguise", "Exclusive: president fled in disguise"])
def test_a_heading_before_a_colon_is_no_source(text: str) -> None:
    report, grammar = parsed(text)
    grammar = replace(grammar, sentences=tuple(replace(one, title=True) for one in grammar.sentences))
    assert [one for one in attribute(report, grammar) if one.telling] == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Hale called for a boycott.", "called for"),
        ("Hale went on to say that the fleet had sailed.", "went on to say"),
        ("Hale is critical of the plan.", "is critical of"),
        ("Brandt voiced support for the strike.", "voiced support for"),
    ],
)
def test_a_cue_has_the_words_that_belong_to_it(text: str, cue: str) -> None:
    report, grammar = parsed(text)
    found = [" ".join(grammar.tokens.text[i] for i in one.cue) for one in attribute(report, grammar)]
    assert cue in found


def test_an_attitude_tells_no_event() -> None:
    report, grammar = parsed("Hale condemned the shelling of the port.")
    (one,) = attribute(report, grammar)
    assert not one.telling
