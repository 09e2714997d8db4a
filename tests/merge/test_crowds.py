"""Piles that would blow up where all is compared with all: the work is counted in calls, never timed."""

import sys
from dataclasses import replace

import pytest
from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.records import ActorKind, Role

FEW, MANY = 120, 240


def copies(number):
    """One report that so many outlets print."""
    text = (
        "Rebels shelled the market of Zenda on Monday. "
        "The army said that soldiers arrested nine men near the old bridge of Zenda afterwards."
    )
    for n in range(number):
        of = report(text, published=f"2021-05-{4 + n % 20:02}", outlet=f"Paper {n}")
        yield (
            of,
            mention(
                of, "shelled", "shell", party(of, "Rebels", Role.BY, ActorKind.ARMED_GROUP), when=day("2021-05-03")
            ),
        )
        yield of, mention(of, "arrested", "arrest", said_by="the army")


def war(number):
    """A day on which everything happens to the same two actors, told by so many texts of their own."""
    for n in range(number):
        of = report(
            f"Ruritania shelled Borduria near village {n} at dawn on Monday, people there said. "
            f"Nobody could say what number {n * 7} of the list meant.",
            published="2021-05-04",
            outlet=f"Paper {n % 50}",
        )
        yield (
            of,
            mention(
                of,
                "shelled",
                "shell",
                party(of, "Ruritania", Role.BY, ActorKind.STATE, id_="state:RUR", country="RUR"),
                party(of, "Borduria", Role.TO, ActorKind.STATE, id_="state:BOR", country="BOR"),
                when=day(f"2021-05-{3 + n % 3:02}"),
            ),
        )


def calls(pile):
    """Return the chronology and how many calls of functions of the merging it took."""
    told = list(pile)
    reports, mentions = [of for of, _ in told], [one for _, one in told]
    counted = 0

    def count(frame, event, _):
        nonlocal counted
        counted += event == "call" and "/dateline/merge/" in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        made = merge(reports, mentions)
    finally:
        sys.setprofile(before)
    return made, counted


@pytest.mark.parametrize("pile", [copies, war])
def test_twice_the_reports_are_about_twice_the_work(pile):
    (few, work), (many, more) = calls(pile(FEW)), calls(pile(MANY))
    assert more < 2.6 * work
    for made, number in ((few, FEW), (many, MANY)):
        told = sum(len(event.mentions) for event in made.events)
        assert told == len(list(pile(number))), "nothing is lost"


def test_copies_of_one_report_are_one_text_and_each_event_once():
    made, _ = calls(copies(FEW))
    assert [(event.texts, event.outlets) for event in made.events] == [(1, FEW), (1, FEW)]
    assert not made.disagreements


def test_reports_with_one_id_and_other_texts_are_told_and_their_order_changes_nothing():
    first, one = next(copies(1))
    second, other = next(war(1))
    twin, told = replace(second, id=first.id), replace(other, id=one.id, report=first.id, trigger=one.trigger)
    made = merge([first, twin], [one, told])
    assert [problem.code for problem in made.problems] == ["merge/same-id"]
    assert made == merge([twin, first], [told, one])
    assert len(made.events) == 1
