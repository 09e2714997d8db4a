"""What is kept of copies and stories: rows go in, and lookups by any of them give back what stands, no more."""

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import records

from dateline.records import Copy, Event
from dateline.store import Placed, Store

DAYS = ("2026-03-01", "2026-03-02T08:00", "9")


@contextmanager
def opened():
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        yield store


@pytest.fixture
def rows():
    with opened() as store, store.merging() as (_, rows):
        yield rows


def put(rows, *texts):
    for text in texts:
        rows.put_text(text, "2026", f"record of {text}", ["port", "siege"])


# --- copies -----------------------------------------------------------------------------------------------------------


def test_the_places_of_a_print_are_told_in_order_and_of_that_print_alone(rows):
    for place in ("c", "a", "b"):
        rows.bucket([1, 2], place)
    rows.bucket([2], "d")
    assert rows.first([1], 9) == {1: ["a", "b", "c"]}
    assert rows.first([2, 1], 2) == {1: ["a", "b"], 2: ["a", "b"]}
    assert rows.after(1, "a") == ["b", "c"]
    assert rows.after(2, "bb") == ["c", "d"]
    assert rows.after(3, "") == []


def test_a_place_that_is_put_twice_stands_once_and_is_gone_at_one_go(rows):
    rows.bucket([1, 2], "a")
    rows.bucket([1], "a")
    assert rows.first([1], 9) == {1: ["a"]}
    rows.unbucket([1, 3], "a")
    assert rows.first([1, 2], 9) == {1: [], 2: ["a"]}


@given(records(Copy))
@settings(deadline=None, max_examples=20)
def test_copies_come_back_by_report_and_first_and_replace_what_was_kept(told):
    one, other, of_another = (replace(told, report=report, first=first) for report, first in ("ra", "rb", "sa"))
    with opened() as store:
        with store.merging() as (_, rows):
            rows.put_copies({"s": [of_another], "r": [other, one]})
            assert rows.copies(["s", "r", "t"]) == [one, other, of_another]
            assert sorted(rows.takers("a")) == ["r", "s"]
            rows.put_copies({"r": [other]})
            assert rows.copies(["r", "s"]) == [other, of_another]
            assert rows.takers("a") == ["s"]
            rows.put_copies({"r": []})
        assert store.chronology().copies == (of_another,)


# --- texts and links --------------------------------------------------------------------------------------------------


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.tuples(st.sampled_from(DAYS), st.frozensets(st.sampled_from("pqr"))), max_size=6
    ),
    st.tuples(st.sampled_from(DAYS), st.sampled_from("abcdef")),
    st.integers(0, 4),
)
@settings(deadline=None, max_examples=60)
def test_the_texts_beside_a_moment_are_the_nearest_of_their_word_ties_by_id(texts, moment, count):
    with opened() as store, store.merging() as (_, rows):
        for id_, (published, words) in texts.items():
            rows.put_text(id_, published, "{}", words)
        for word in "pqr":
            told = sorted((published, id_) for id_, (published, words) in texts.items() if word in words)
            before = [one for one in reversed(told) if one < moment][:count]
            after = [one for one in told if one > moment][:count]
            assert rows.beside(word, moment, count, later=False) == [id_ for _, id_ in before]
            assert rows.beside(word, moment, count, later=True) == [id_ for _, id_ in after]


def test_a_text_takes_the_place_of_one_of_its_id(rows):
    assert rows.text("a") is None
    put(rows, "a")
    assert rows.text("a") == "record of a"
    assert rows.texts(["a", "b"]) == {"a"}
    rows.drop_text("a", "2026", ["port", "siege"])
    rows.put_text("a", "2027", "another", ["strike"])
    assert rows.text("a") == "another"
    assert rows.beside("strike", ("2026", ""), 9, later=True) == ["a"]
    assert rows.beside("port", ("2026", ""), 9, later=True) == []


def test_texts_wait_in_order_of_time_until_they_are_in_a_cell(rows):
    for day, id_ in enumerate("cab", start=1):
        rows.put_text(id_, f"2026-01-0{day}", "{}", ["port"])
    rows.settle((), [{"a": "s1"}])
    assert rows.every_text() == ["c", "a", "b"]
    assert rows.unsettled("abc") == ["b", "c"]


def test_a_link_is_seen_from_both_of_its_texts_and_replaced(rows):
    rows.link("a", "b", 0.25)
    rows.link("c", "a", 0.5)
    rows.link("b", "a", 0.75)
    assert set(rows.links("ab")) == {("a", "b", 0.75), ("a", "c", 0.5), ("b", "a", 0.75)}
    rows.unlink("b", "a")
    assert set(rows.links("ab")) == {("a", "c", 0.5)}


def test_a_dropped_text_is_found_by_no_word_and_no_link_and_others_are(rows):
    put(rows, "a", "b", "c")
    rows.link("a", "b", 0.5)
    rows.link("b", "c", 0.5)
    rows.drop_text("a", "2026", ["port", "siege"])
    assert rows.beside("port", ("2026", ""), 9, later=True) == ["b", "c"]
    assert set(rows.links("abc")) == {("b", "c", 0.5), ("c", "b", 0.5)}


# --- stories ----------------------------------------------------------------------------------------------------------


def test_the_texts_of_a_cell_are_told_with_their_stories(rows):
    put(rows, "a", "b", "c", "d")
    assert rows.stories("a") == {}
    rows.settle([], [{"a": "sa", "b": "sb"}, {"c": "sc"}])
    assert rows.stories("a") == rows.stories("b") == {"a": "sa", "b": "sb"}
    assert rows.stories("c") == {"c": "sc"}
    assert rows.stories("d") == rows.stories("e") == {}
    assert rows.every_story() == {"a": "sa", "b": "sb", "c": "sc", "d": None}


def test_cells_that_are_settled_anew_leave_the_others_as_they_are(rows):
    put(rows, "a", "b", "c")
    rows.settle([], [{"a": "sa", "b": "sa"}, {"c": "sc"}])
    rows.settle([], [{"a": "sa"}, {"b": "sb"}])
    assert [rows.stories(text) for text in "abc"] == [{"a": "sa"}, {"b": "sb"}, {"c": "sc"}]


def test_a_new_cell_is_none_of_those_that_stand_when_the_last_is_gone(rows):
    put(rows, "a", "b", "c")
    rows.settle([], [{"a": "sa"}, {"b": "sb"}])
    rows.settle(["b"], [{"c": "sc"}])
    assert [rows.stories(text) for text in "abc"] == [{"a": "sa"}, {}, {"c": "sc"}]


def test_the_cell_of_a_dropped_text_is_told_until_it_is_settled(rows):
    put(rows, "a", "b")
    rows.settle([], [{"a": "sa", "b": "sa"}])
    rows.drop_text("a", "2026", ["port", "siege"])
    assert rows.stories("a") == rows.stories("b") == {"a": "sa", "b": "sa"}
    rows.settle(["a"], [{"b": "sb"}])
    assert (rows.stories("a"), rows.stories("b")) == ({}, {"b": "sb"})
    assert rows.texts(["a", "b"]) == {"b"}


def test_a_text_that_comes_anew_keeps_its_cell_until_it_is_settled(rows):
    put(rows, "a", "b")
    rows.settle([], [{"a": "sa", "b": "sa"}])
    rows.drop_text("a", "2026", ["port", "siege"])
    put(rows, "a")
    assert rows.stories("a") == {"a": "sa", "b": "sa"}


@given(st.lists(records(Event), min_size=2, max_size=2))
@settings(deadline=None, max_examples=10)
def test_tellings_come_in_the_order_of_events_and_of_their_mentions(told):
    first, second = (replace(one, id=id_) for one, id_ in zip(told, ("e1", "e2"), strict=True))
    order = [one.id for one in sorted((first, second), key=lambda one: one.order)]
    with opened() as store, store.merging() as (rows, likeness):
        rows.put_events([first, second], ())
        for number, event in ((1, "e1"), (3, "e2"), (2, "e1"), (4, None)):
            placed = Placed(number, f"m{number}", f"r{number}", 0, f"r{number}", number % 2, b"", event)
            rows.place([(f"r{number}", "2026", b"")], [placed])
        tellings = {"e1": [("e1", "r1", 1), ("e1", "r2", 0)], "e2": [("e2", "r3", 1)]}
        assert list(likeness.every_telling()) == [row for id_ in order for row in tellings[id_]]
