"""Reports of a mixed pile are grouped by story, whatever their order, and never all pairs of them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import mention, report

from dateline.merge import merge, stories
from dateline.merge.facts import Prose
from dateline.records import Told

MINE = (
    "Twelve miners died when a gallery collapsed in the San Isidro zinc mine in Pasco. Rescuers reached eight others.",
    "The collapse of a gallery at the zinc mine of San Isidro killed twelve. Pasco's governor visited the rescuers.",
    "Pasco mourns the miners of San Isidro. The gallery collapsed after warnings about cracks, the miners' union said.",
)
VOTE = (
    "Ruritania's parliament voted down the budget of premier Rassendyll, who called an election for October.",
    "Premier Rassendyll of Ruritania called an October election after parliament threw out his budget.",
)
OPERA = ("The opera of Klow opened its season with a tenor who had lost his voice and mimed the whole second act.",)


def pile(days=("2021-05-04", "2021-05-06", "2021-05-09")):
    return [report(text, published=day) for of in (MINE, VOTE, OPERA) for text, day in zip(of, days, strict=False)]


def grouped(reports):
    return {frozenset(one.reports) for one in merge(reports, ()).storylines}


def test_reports_on_one_story_are_together_and_others_apart():
    reports = pile()
    ids = [one.id for one in reports]
    assert grouped(reports) == {frozenset(ids[:3]), frozenset(ids[3:5]), frozenset(ids[5:])}


def test_the_main_event_is_the_one_that_most_openings_tell():
    reports = pile()[:3]
    told = [
        mention(reports[0], "died", "die"),
        mention(reports[0], "reached", "reach", sentence=1),
        mention(reports[1], "visited", "visit", sentence=2),
    ]
    chronology = merge(reports, told)
    (one,) = chronology.storylines
    assert one.main == "e" + told[0].id[1:]
    assert set(one.events) == {event.id for event in chronology.events}


def test_copies_stay_with_the_first_of_their_text_and_weigh_as_one():
    reports = [*pile(), *(replace(pile()[0], id=f"r{number:016x}") for number in range(50))]
    assert max(map(len, grouped(reports))) == 53


def test_reports_without_a_date_are_grouped_by_their_words():
    reports = [replace(one, published=None) for one in pile()]
    assert len(grouped(reports)) == 3


def test_what_is_told_in_like_words_long_after_counts_less():
    one, other = (stories.Group({"mine": 1.0}, 1, days=day, dated=1) for day in (0, 400))
    near = stories.Group({"mine": 1.0}, 1, days=3, dated=1)
    assert stories.alike(one, other) < 0.6 < stories.alike(one, near)


def test_the_words_of_the_title_count_as_those_of_the_opening():
    plain = report("A report of some length about many things, and " * 8 + "the mine.")
    titled = replace(plain, title=Told(value="The mine", rule="test"))
    weight = [stories.vector(one, Prose(one).text)["min"] for one in (plain, titled)]
    assert weight[0] < weight[1]


def test_no_text_is_compared_with_more_than_a_few():
    words = {f"word{place}": 1.0 for place in range(40)}
    vectors = [dict(words) for _ in range(300)]
    assert len(list(stories.edges(vectors))) <= 300 * stories.EDGES


@given(st.lists(st.sampled_from(pile()), min_size=1), st.randoms())
@settings(deadline=None, max_examples=40)
def test_order_and_repetition_change_nothing(some, chance):
    assert merge(chance.sample(some, len(some)) + some, ()).storylines == merge(some, ()).storylines


@given(st.lists(st.sampled_from(pile()), unique_by=lambda one: one.id))
@settings(deadline=None, max_examples=40)
def test_every_report_is_on_one_story(some):
    told = [id_ for one in merge(some, ()).storylines for id_ in one.reports]
    assert sorted(told) == sorted(one.id for one in some)
