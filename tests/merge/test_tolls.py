"""What is counted of an event over time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.merge.build import day, mention, report

from dateline.merge import merge
from dateline.merge.tolls import compatible
from dateline.records import Number, Span


def told(text, published, *numbers):
    """Return a report and its mention of the same blast, with numbers."""
    made = report(text, published=published, outlet=f"Paper of {published}")
    return made, mention(made, "explosion", "explode", when=day("2021-05-03"), numbers=numbers, tense="")


def number(low, high=None, *, what="killed", group="", **others):
    return Number(span=Span(0, 3), low=low, high=high if high is not None else low, what=what, group=group, **others)


def tolls(*stories):
    reports, mentions = zip(*stories, strict=True)
    (event,) = merge(reports, mentions).events
    return event.tolls


def test_a_toll_that_rises_is_one_series_by_the_day_it_was_told():
    (toll,) = tolls(
        told("The explosion in Strelsau harbour on 3 May killed 12.", "2021-05-03", number(12)),
        told("The explosion in Strelsau harbour on 3 May killed 21.", "2021-05-05", number(21)),
        told("The explosion in Strelsau harbour on 3 May has killed 17.", "2021-05-04", number(17)),
    )
    assert toll.words() == "killed 12 → 17 → 21"
    assert [one.day for one in toll.told] == [date(2021, 5, n) for n in (3, 4, 5)]


def test_groups_and_parts_are_told_apart_and_never_added_up():
    found = tolls(
        told(
            "The explosion in Strelsau harbour on 3 May.",
            "2021-05-03",
            number(12, group="soldier"),
            number(3, group="policeman"),
            number(2, group="child", of=Span(0, 3)),
        )
    )
    assert [toll.words() for toll in found] == [
        "killed 12 (soldier)",
        "killed 3 (policeman)",
        "killed 2 (of them, child)",
    ]


def test_what_was_told_earlier_stands_first_in_the_series():
    (toll,) = tolls(
        told("The explosion in Strelsau harbour on 3 May.", "2021-05-04", number(21), number(17, earlier=True))
    )
    assert toll.words() == "killed 17 → 21"


def test_accounts_of_one_day_keep_the_bounds_that_both_allow_else_all_they_span():
    stories = [
        told("The explosion in Strelsau harbour on 3 May, some say.", "2021-05-04", number(10, 20)),
        told("The explosion in Strelsau harbour on 3 May, others say.", "2021-05-04", number(12)),
    ]
    assert [toll.words() for toll in tolls(*stories)] == ["killed 12"]
    stories[1] = told("The explosion in Strelsau harbour on 3 May, others say.", "2021-05-04", number(40))
    assert [toll.words() for toll in tolls(*stories)] == ["killed 10–40"]


GROUPS = st.sampled_from(["", "people", "soldier", "child"])
NUMBERS = st.builds(
    lambda low, more, group, approximate: number(low, low + more, group=group, approximate=approximate),
    st.integers(0, 50),
    st.integers(0, 9),
    GROUPS,
    st.booleans(),
)


@given(NUMBERS, NUMBERS)
def test_two_numbers_are_compatible_both_ways_round(one, other):
    assert compatible(one, other) is compatible(other, one)


@given(NUMBERS)
def test_a_number_is_compatible_with_itself(one):
    assert compatible(one, one)


def test_a_group_cannot_be_more_than_everybody():
    everybody, soldiers, more = number(12, group="people"), number(9, group="soldier"), number(15, group="soldier")
    assert compatible(everybody, soldiers)
    assert not compatible(everybody, more)
