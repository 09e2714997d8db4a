"""Reports of a mixed pile are grouped by story, whatever their order, and never all pairs of them."""

from dataclasses import replace
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import mention, report
from tests.merge.test_meetings import made
from tests.merge.test_meetings import piles as text_piles

from dateline.merge import cells, meetings, merge
from dateline.merge.meetings import Moment, Text, text
from dateline.merge.stories import StoryPile, Telling, enter, settle, storylines, update

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


def test_an_event_is_of_the_story_that_tells_it_most_and_of_the_earlier_where_both_tell_it_as_often():
    moments = [Moment(f"2021-05-0{day}", f"r{day}") for day in (3, 2, 1)]
    homes = {"r1": "s1", "r2": "s1", "r3": "s3"}
    told = [("e2", "r3"), ("e1", "r3"), ("e1", "r1"), ("e2", "r3"), ("e2", "r2")]
    first, second = storylines(moments, homes, {}, [Telling(event, of, opening=True) for event, of in told])
    assert (first.id, first.reports, first.events, first.main) == ("s1", ("r1", "r2"), ("e1",), "e1")
    assert (second.id, second.reports, second.events, second.main) == ("s3", ("r3",), ("e2",), "e2")


def test_one_more_text_changes_its_own_story_alone():
    shelf = StoryPile()
    texts = [text(one, one.text) for one in pile()]
    found = update(shelf, texts[1:], ())
    changed = update(shelf, texts[:1], ())
    assert {ids for ids in found.values() if ids not in changed.values()} >= {tuple(one.id for one in texts[3:5])}
    assert set(changed) == {"s" + texts[0].id[1:], "s" + texts[1].id[1:]}
    assert changed["s" + texts[1].id[1:]] == ()


def test_a_story_has_no_more_texts_than_a_cell():
    texts = [Text(Moment("2021-05-04", f"r{place:03}"), {"a": 0.7, "b": 0.7}, ("a", "b")) for place in range(300)]
    found = update(StoryPile(), texts, ())
    assert 2 < max(map(len, found.values())) <= cells.MOST


def grown(texts, kept, chance):
    """Let texts come in any order, in batches, and those that are not kept go; return the stories in the end."""
    shelf, found, left, here = StoryPile(), {}, chance.sample(texts, len(texts)), set()
    while left or len(here) > len(kept):
        size = chance.randint(1, 3)
        batch, left = left[:size], left[size:]
        gone = [one.id for one in texts if one.id in here and one not in kept and chance.random() < 0.5]
        found |= update(shelf, batch, gone)
        here = (here | {one.id for one in batch}) - set(gone)
    return {story: ids for story, ids in found.items() if ids}


@given(text_piles(), st.randoms(), st.integers(1, 4), st.integers(2, 6))
@settings(deadline=None, max_examples=100)
def test_a_pile_that_grows_and_shrinks_is_as_one_made_anew(texts, chance, neighbours, most):
    with patch.object(meetings, "NEIGHBOURS", neighbours), patch.object(cells, "MOST", most):
        kept = texts[: chance.randint(1, len(texts))]
        assert grown(texts, kept, chance) == update(StoryPile(), kept, ())


@given(text_piles(), st.randoms(), st.integers(1, 4), st.integers(2, 6))
@settings(deadline=None, max_examples=100)
def test_texts_that_are_all_entered_and_then_settled_are_on_the_stories_that_they_grow_into(
    texts, chance, neighbours, most
):
    with patch.object(meetings, "NEIGHBOURS", neighbours), patch.object(cells, "MOST", most):
        shelf, left = StoryPile(), chance.sample(texts, len(texts))
        while left:
            enter(shelf, left[:2])
            left = left[2:]
        while left := [one.id for one in texts if not shelf.stories(one.id)]:
            settle(shelf, left[: chance.randint(1, 3)])
        told = update(StoryPile(), texts, ())
        assert {one.id: shelf.stories(one.id)[one.id] for one in texts} == {
            id_: story for story, ids in told.items() for id_ in ids
        }


@pytest.mark.parametrize("seed", range(20))
def test_so_is_a_crowd_whose_cells_are_cut_small(seed):
    chance = Random(seed)  # noqa: S311 - made alike each time
    words = [f"word{number}" for number in range(15)]
    texts = [made(f"r{n:02}", {word: chance.uniform(1, 4) for word in chance.sample(words, 5)}) for n in range(80)]
    with patch.object(meetings, "NEIGHBOURS", 4), patch.object(cells, "MOST", 3):
        assert grown(texts, texts[:66], chance) == update(StoryPile(), texts[:66], ())


@given(text_piles(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_a_text_that_is_read_again_takes_its_new_place(texts, chance):
    shelf = StoryPile()
    found = update(shelf, texts, ())
    old = chance.choice(texts)
    new = Text(Moment("2021-05-09", old.id), {"word1": 0.7, "word2": 0.7}, ("word1", "word2"))
    found |= update(shelf, [new], [old.id])
    anew = update(StoryPile(), [new if one is old else one for one in texts], ())
    assert {story: ids for story, ids in found.items() if ids} == anew


@given(st.lists(st.sampled_from(pile()), min_size=1), st.randoms())
@settings(deadline=None, max_examples=40)
def test_order_and_repetition_change_nothing(some, chance):
    assert merge(chance.sample(some, len(some)) + some, ()).storylines == merge(some, ()).storylines


@given(st.lists(st.sampled_from(pile()), unique_by=lambda one: one.id))
@settings(deadline=None, max_examples=40)
def test_every_report_is_on_one_story(some):
    told = [id_ for one in merge(some, ()).storylines for id_ in one.reports]
    assert sorted(told) == sorted(one.id for one in some)
