"""Places as written to places of the gazetteer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.resolve.reports import context, span

from dateline.records import Mention, PlacePrecision, Span, Told, Where
from dateline.resolve.scene import Scene
from dateline.resolve.senses import senses
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


def scene(text, entities=(), dateline=None, outlet=None):
    made = context(text, entities, dateline)
    if outlet:
        made.report = replace(made.report, outlet=Told(value=outlet, rule="by hand"))
    return Scene(made)


@pytest.mark.parametrize("case", load(CASES / "places.jsonl"))
def test_a_place_is_found(case):
    text = case["text"]
    found, problem = locate(
        mention(text, case["place"]), scene(text, case.get("entities", ()), case.get("dateline"), case.get("outlet"))
    )
    assert (found.id, found.country, found.precision) == (case["id"], case["country"], case["precision"])
    assert (found.latitude is not None) == case["point"]
    told = case.get("problem", None if case["precision"] else "resolve/unknown-place")
    assert (problem.code if problem else None) == told


@pytest.mark.parametrize("case", load(CASES / "origins.jsonl"))
def test_where_somebody_comes_from_is_not_where_it_happened(case):
    found, _ = locate(mention(case["text"]), scene(case["text"], case["entities"]))
    assert (found.name if found else None) == case["place"]


def test_a_name_in_doubt_reaches_as_far_as_its_rival_and_says_so():
    text = "A march in Valencia."
    found, problem = locate(mention(text, "Valencia"), scene(text))
    assert 6000 < found.radius < 8000
    assert found.reason.startswith("in doubt: Valencia, VEN or Valencia, ESP")
    assert "Valencia, VEN or Valencia, ESP" in problem.message


def test_what_happened_near_a_place_may_be_farther_from_it():
    inside, near = "A fire in Kitwe town.", "A fire near Kitwe town."
    one, other = (locate(mention(text, "Kitwe"), scene(text))[0] for text in (inside, near))
    assert other.radius == one.radius + 25.0


def test_the_larger_a_place_the_farther_it_reaches():
    text = "Rain in Nairobi, Goma, Kenya, Texas and Laurel County."
    reach = [locate(mention(text, name), scene(text))[0].radius for name in ("Goma", "Nairobi", "Texas", "Kenya")]
    assert reach == sorted(reach)
    assert all(km > 0 for km in reach)


def test_a_region_has_neither_a_point_nor_a_radius():
    text = "Rain in the Sahel."
    found, _ = locate(mention(text, "Sahel"), scene(text))
    assert (found.latitude, found.longitude, found.radius) == (None, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": 91.0, "longitude": 0.0},
        {"latitude": 0.0, "longitude": -180.5},
        {"latitude": 1.0},
        {"radius": -1.0},
        {"latitude": 1.0, "longitude": 1.0, "precision": PlacePrecision.COUNTRY},
        {"latitude": float("nan"), "longitude": 0.0},
    ],
)
def test_a_place_that_is_nowhere_on_earth_cannot_be_built(wrong):
    with pytest.raises(ValueError, match=r"."):
        Where(span=Span(0, 1), name="x", **wrong)


def test_coordinates_out_of_range_in_the_gazetteer_are_none(monkeypatch):
    odd = places.Place("1", "Oddville", 95.0, 10.0, "KE", "05", 10, "city")
    monkeypatch.setattr(places, "find", lambda _: (odd,))
    assert [sense.point for sense in senses("Oddville in no test but this")] == [None]


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
