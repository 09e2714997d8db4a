"""Places as written to places of the gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.resolve.reports import context, span

from dateline.records import Mention, Span
from dateline.resolve.scene import Scene
from dateline.resolve.where import locate
from dateline.resources import countries, places

CASES = Path(__file__).parent / "cases"


def mention(text, place=None):
    return Mention(
        id="m0123456789abcdef-0",
        report="r0123456789abcdef",
        sentence=0,
        trigger=Span(0, 1),
        clause=Span(0, len(text)),
        act="happen",
        kind="",
        place=span(text, place) if place else None,
    )


def scene(text, entities=(), dateline=None):
    return Scene(context(text, entities, dateline))


@pytest.mark.parametrize("case", load(CASES / "places.jsonl"))
def test_a_place_is_found(case):
    text = case["text"]
    found, problem = locate(mention(text, case["place"]), scene(text, case.get("entities", ()), case.get("dateline")))
    assert (found.id, found.country, found.precision) == (case["id"], case["country"], case["precision"])
    assert (found.latitude is not None) == case["point"]
    assert (problem is None) == (case["precision"] is not None)


def test_no_place_told_is_no_place_even_with_a_dateline():
    text = "A bridge fell on Monday."
    assert locate(mention(text), scene(text, dateline="Lima, Peru")) == (None, None)


def test_a_place_behind_a_locative_word_is_taken_where_none_was_given():
    text = "A bridge fell in Arequipa on Monday."
    found, _ = locate(mention(text), scene(text, [["Arequipa", "geopolitical"]]))
    assert (found.name, found.country) == ("Arequipa", "PER")


def test_rivals_are_kept_with_their_reasons():
    text = "A fire in Valencia."
    found, _ = locate(mention(text, "Valencia"), scene(text))
    assert any("ESP" in rival.name for rival in found.runners_up)
    assert all(rival.reason for rival in found.runners_up)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(countries.countries().values())))
def test_a_country_never_has_a_point(country):
    text = f"Rain fell in {country.name}."
    found, _ = locate(mention(text, country.name), scene(text))
    assert found.precision == "place" or found.latitude is None


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name):
    once = places.key(name)
    assert places.key(once) == once


@pytest.mark.parametrize("name", ["1 decembrie", "Zyzzx", "", "Nairobi", "Łódź", "10 de abril"])
def test_the_gazetteer_is_searched_from_end_to_end(name):
    assert bool(places.find(name)) == (name not in {"Zyzzx", ""})
