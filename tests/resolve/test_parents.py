"""Whose an actor is: identities to the organs and states that they are part of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import load
from tests.resolve.reports import context, span

from dateline.records import Participant, Role
from dateline.resolve.actors import identify
from dateline.resolve.parents import parents, serves
from dateline.resolve.titles import Titles
from dateline.resources import actors, countries

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", load(CASES / "parents.jsonl"))
def test_an_actor_is_part_of_its_organ_and_state(case):
    text, name = case["text"], case["name"]
    report = context(text, case.get("entities", ()))
    told = Participant(role=Role.BY, span=span(text, case.get("name_at", name)), name=name, rule="by hand")
    found = identify(told, report)
    assert found is not None
    above = parents(found, Titles(report), words=report.words(told.span))
    assert list(above) == case["parents"]


STATES = st.sampled_from([c for c in countries.countries().values() if c.adjectives])


@given(STATES, st.sampled_from(sorted(actors.offices())))
def test_whoever_holds_a_states_office_leads_up_to_that_state(country, office):
    above = serves(f"{country.adjectives[0]} {office}")
    shared = len(countries.by_adjective(country.adjectives[0])) > 1
    assert shared or above is not None
    assert shared or above[-1] == f"state:{country.alpha3}"


@given(st.from_regex(r"(organ|org|group|noun|people|person|state):[a-zA-Z]{1,3}(:[a-z]{1,3}){0,4}", fullmatch=True))
def test_a_lineage_ends_and_never_returns(identity):
    chain = actors.lineage(identity)
    assert len(chain) == len(set(chain))
    assert actors.parent(chain[-1]) is None
