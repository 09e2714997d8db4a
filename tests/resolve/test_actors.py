"""Who takes part: words in their report to one identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.cases import load
from tests.resolve.reports import context, span

from dateline.records import Participant, Role
from dateline.resolve.actors import identify
from dateline.resources import actors, countries

CASES = Path(__file__).parent / "cases"


def answer(name, *, text=None, name_at=None, entities=(), role="by", kind="", act="", chain=None):
    text = text or f"{name} met."
    told = Participant(role=Role(role), span=span(text, name_at or name), name=name, rule="by hand", chain=chain)
    return identify(told, context(text, entities), kind=kind, act=act)


@pytest.mark.parametrize("case", load(CASES / "actors.jsonl"))
def test_an_actor_is_identified(case):
    more = {k: case[k] for k in ("text", "name_at", "entities", "role", "act", "chain") if k in case}
    found = answer(case["name"], kind=case.get("kind_of_act", ""), **more)
    if case["id"] is None:
        assert found is None
    else:
        assert found is not None
        assert (found.target.id, found.kind, found.country, found.sector) == (
            case["id"],
            case["kind"],
            case["country"],
            case["sector"],
        )


def test_a_name_of_two_countries_is_neither_where_nothing_tells_which():
    found = answer("Congo")
    assert (found.target.id, found.country) == ("name:congo", None)
    assert "2 countries and nothing tells which" in found.target.reason
    assert {rival.id: rival.score for rival in found.runners_up} == {"state:COD": 0.5, "state:COG": 0.5}


def test_the_country_of_a_shared_name_keeps_its_rival():
    found = answer("Congo", text="Congo met Goma.", entities=[["Congo", "geopolitical"], ["Goma", "geopolitical"]])
    assert found.target.id == "state:COD"
    assert [rival.id for rival in found.runners_up] == ["state:COG"]


def test_spellings_of_a_name_are_one_person():
    groups = [
        ("Mohamed Abdelaziz", "Muhammad Abd al-Aziz"),
        ("Viktor Yushchenko", "Victor Yuschenko"),
        ("Hassan Sheikh", "Hasan Shaikh"),
    ]
    assert [actors.person_key(a) == actors.person_key(b) for a, b in groups] == [False, True, True]


def test_an_organ_leads_up_to_its_state():
    assert actors.lineage("organ:KEN:MIL:army") == ("organ:KEN:MIL:army", "organ:KEN:MIL", "state:KEN")


@pytest.mark.parametrize("country", [c for c in countries.countries().values() if c.adjectives], ids=lambda c: c.alpha3)
def test_every_country_is_found_by_its_name_and_adjective(country):
    assert country.alpha3 in countries.by_name(country.name)
    for adjective in country.adjectives:
        assert country.alpha3 in countries.by_adjective(adjective)


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.sampled_from([c for c in countries.countries().values() if c.adjectives]))
def test_any_state_has_an_army_by_adjective_and_by_possession(country):
    by_adjective = answer(f"{country.adjectives[0]} army")
    by_name = answer(f"{country.name}'s army")
    for found in (by_adjective, by_name):
        ids = {found.target.id, *(rival.id for rival in found.runners_up)}
        shared = len(countries.by_adjective(country.adjectives[0])) > 1
        assert shared or f"organ:{country.alpha3}:MIL:army" in ids


@hypothesis_settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_any_words_get_an_answer_or_none_and_never_an_error(words):
    words = " ".join(words.split()) or "x"
    told = Participant(role=Role.BY, span=span("x y", "x"), name=words, rule="by hand")
    found = identify(told, context("x y"))
    assert found is None or ":" in found.target.id
