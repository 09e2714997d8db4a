"""What the table of taggers makes of a tool's answers; no other tagger is loaded."""

from datetime import date, datetime

import pytest
from bench import alone, peers, taggers
from eval.timex import Timex, as_report


def test_a_cleaned_text_has_no_line_breaks_inside_paragraphs_and_knows_where_it_stood():
    text = "\n  They left\n   last week.\n\n\n He stayed."
    clean, places = peers.cleaned(text)
    assert clean == "They left last week.\n\nHe stayed."
    start = clean.index("last week")
    assert text[places[start] : places[start + len("last week") - 1] + 1] == "last week"
    assert all(clean[i] == text[place] for i, place in enumerate(places[:-1]) if not clean[i].isspace())


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("on Thursday night,", "Thursday night"),
        (" since 1998 and", "1998"),
        ("Monday.", "Monday"),
        ("at 5 p.m.", "5 p.m."),
        ("Jan.", "Jan."),
        ("of the", ""),
    ],
)
def test_signal_words_and_punctuation_at_the_edges_are_no_part_of_an_answer(given, left):
    found = peers.trimmed(given, (0, len(given)), "DATE", "")
    assert (found.words if found else "") == left
    if found:
        assert given[found.start : found.end] == left


@pytest.mark.parametrize(
    ("grain", "told"),
    [
        ("year", ("DATE", "1999")),
        ("quarter", ("DATE", "1999-Q1")),
        ("month", ("DATE", "1999-01")),
        ("week", ("DATE", "1998-W53")),
        ("day", ("DATE", "1999-01-01")),
        ("part_of_day", ("TIME", "1999-01-01TNI")),
        ("minute", ("TIME", "1999-01-01T20:30")),
    ],
)
def test_a_moment_is_told_no_finer_than_its_grain(grain, told):
    assert peers.at_grain(datetime.fromisoformat("1999-01-01T20:30"), grain) == told


def test_the_moment_of_telling_is_now_only_where_no_day_is_meant():
    now = datetime.fromisoformat("1999-01-01")
    assert peers.at_grain(now, "second", now) == ("DATE", "PRESENT_REF")
    assert peers.at_grain(now, "day", now) == ("DATE", "1999-01-01")


@pytest.mark.parametrize(("count", "unit", "told"), [(3, "day", "P3D"), (72, "hour", "PT72H"), (2, "quarter", "P2Q")])
def test_lengths_are_told_as_timex3_tells_them(count, unit, told):
    assert peers.length(count, unit) == told


def test_of_answers_that_overlap_the_longest_is_kept():
    short, long, later = Timex(0, 4, "", "", ""), Timex(2, 9, "", "", ""), Timex(9, 12, "", "", "")
    assert peers.kept([short, later, None, long]) == [long, later]


def test_a_text_on_which_a_tool_fails_counts_as_nothing_found():
    def broken(text, created):
        raise IndexError(text)

    one = taggers.Text("one.tml", "On Monday.", date(2020, 1, 3), [Timex(3, 9, "DATE", "2019-12-30", "Monday")])
    failed = []
    assert taggers._told(broken, one, *peers.cleaned(one.text), failed) == []
    assert failed == ["one.tml"]
    assert set(taggers.scored([one], [[]]).values()) == {0.0}


def test_every_tool_says_how_to_install_it():
    assert all(peer.packages and peer.module for peer in peers.PEERS.values())


def test_time_alone_makes_each_step_again_for_every_report(stand_in_steps):
    made, calls = stand_in_steps
    before = len(made)
    alone.again(calls)
    assert made[before:] == made[:before] == ["find", "link", "dates"]


@pytest.fixture
def stand_in_steps(monkeypatch):
    """Run the stages on one report whose parser is `plain`, and keep the names of the steps that were made."""
    import importlib

    from eval.timex import plain

    from dateline.records import Result
    from dateline.run import pipeline

    class Plain:
        def parse(self, report):
            return Result((plain(report),))

    made = []

    def noted(step, name):
        def call(*args, **more):
            made.append(name)
            return step(*args, **more)

        return call

    for module_name, name in alone.TIME:
        module = importlib.import_module(module_name)
        monkeypatch.setattr(module, name, noted(getattr(module, name), name))
    monkeypatch.setattr(pipeline, "parser", lambda *_: Plain())
    return made, alone.of_reports([as_report("The talks ended on Thursday.", "2020-01-03", "one.txt")])
