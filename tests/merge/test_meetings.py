"""Texts are linked where they are alike and meet, by the pile alone, however it grew; and each meets few."""

from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import report

from dateline.merge import meetings
from dateline.merge.facts import Prose
from dateline.merge.meetings import NEIGHBOURS, UNDATED, Moment, Text, TextPile, come, go, likeness, text
from dateline.records import Told

VOCABULARY = [f"word{number}" for number in range(7)]
PIT = {"mine": 1, "pasco": 1}


def made(id_, words, *, published=UNDATED):
    length = sum(weight**2 for weight in words.values()) ** 0.5
    return Text(Moment(published, id_), {word: weight / length for word, weight in words.items()}, tuple(words))


def links(pile, texts):
    return {one.id: dict(pile.links([one.id])[one.id]) for one in texts}


def grown(texts):
    pile = TextPile()
    for one in texts:
        come(pile, one)
    return pile


@st.composite
def piles(draw):
    days = st.sampled_from(("2021-05-04", "2021-05-05", "2021-05-06T09:00", UNDATED))
    words = st.dictionaries(st.sampled_from(VOCABULARY), st.sampled_from((1, 2, 4)), min_size=2, max_size=5)
    told = draw(st.lists(st.tuples(days, words), min_size=1, max_size=20))
    return [made(f"r{number:02}", words, published=day) for number, (day, words) in enumerate(told)]


def test_texts_are_linked_by_two_words_and_not_by_one():
    texts = [made("r1", PIT), made("r2", PIT), made("r3", {"mine": 1, "opera": 1})]
    pile = grown(texts)
    assert {id_: set(near) for id_, near in links(pile, texts).items()} == {"r1": {"r2"}, "r2": {"r1"}, "r3": set()}


def test_a_text_that_comes_between_two_parts_them_and_brings_them_together_when_it_goes():
    first, between, last = (made(f"r{number}", PIT) for number in range(3))
    with patch.object(meetings, "NEIGHBOURS", 1):
        pile = grown([first, last])
        assert pile.links(["r0"])["r0"].keys() == {"r2"}
        assert come(pile, between) == {"r0", "r1", "r2"}
        assert pile.links(["r0"])["r0"].keys() == {"r1"}
        assert go(pile, between) == {"r0", "r2"}
        assert pile.links(["r0"])["r0"].keys() == {"r2"}


def test_no_text_meets_more_than_its_neighbours_in_a_crowd():
    texts = [made(f"r{number:03}", dict.fromkeys(VOCABULARY, 1)) for number in range(300)]
    pile = grown(texts)
    assert max(map(len, links(pile, texts).values())) == 2 * NEIGHBOURS


def test_what_is_told_in_like_words_long_after_counts_less():
    words = {"mine": 1.0}
    assert likeness(words, words, 400) < 0.6 < likeness(words, words, -3) < likeness(words, words, None)


def test_the_words_of_the_title_count_as_those_of_the_opening():
    plain = report("A report of some length about many things, and " * 8 + "the mine.")
    titled = replace(plain, title=Told(value="The mine", rule="test"))
    weight = [text(one, Prose(one).text).words["min"] for one in (plain, titled)]
    assert weight[0] < weight[1]


@given(piles(), st.randoms(), st.integers(1, 4))
@settings(deadline=None, max_examples=200)
def test_links_depend_on_the_pile_alone(texts, chance, neighbours):
    with patch.object(meetings, "NEIGHBOURS", neighbours):
        kept = texts[: chance.randint(1, len(texts))]
        pile = grown(chance.sample(texts, len(texts)))
        for one in chance.sample(texts, len(texts)):
            if one not in kept:
                go(pile, one)
        assert links(pile, kept) == links(grown(kept), kept)
