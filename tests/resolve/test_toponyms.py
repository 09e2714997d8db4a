"""Names of places in a text: which are found, how they are named, and where they stand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.resolve.reports import context

from dateline.resolve import home, toponyms

WORDS = ("Lagos", "Kenya", "Kenyan", "State", "County", "of", "the", "Street", "Paris", "US", "said", "Laurel", "in")
KINDS = ("geopolitical", "organisation", "person", "facility", "nationality", "location", "event")


@pytest.mark.parametrize("case", load(Path(__file__).parent / "cases" / "toponyms.jsonl"))
def test_the_names_of_places_are_found(case):
    found = toponyms.find(context(case["text"], case["entities"]))
    assert [[one.span.of(case["text"]), one.form.value] for one in found] == case["found"]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.data())
def test_toponyms_stand_in_order_inside_the_text_and_share_no_character(words, data):
    text = " ".join(f"{word}{number}" if word == "said" else word for number, word in enumerate(words))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    phrase = " ".join(text.split()[first:last])
    found = toponyms.find(context(text, [[phrase, data.draw(st.sampled_from(KINDS))]]))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("outlet", "country", "named"),
    [
        ("Reuters", "GBR", ()),
        ("nation.co.ke", "KEN", ()),
        ("lagosherald.com.ng", "NGA", ("Lagos",)),
        ("kansascity.com", "", ("Kansas City",)),
        ("The Nairobi Times", "", ("Nairobi",)),
        ("Arkansas Democrat-Gazette", "", ("Arkansas",)),
        ("example.tv", "", ()),
        ("The Monitor", "", ()),
        ("", "", ()),
    ],
)
def test_an_outlet_is_at_home_in_its_country_and_in_the_place_of_its_name(outlet, country, named):
    assert (home.country(outlet), home.places_in(outlet)) == (country, named)
