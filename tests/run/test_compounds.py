"""Sides joined by "and": each a participant with its own identity, of one event, from the sentence to the exports."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load

from dateline.export.build import build
from dateline.export.codes import codes
from dateline.export.csv import to_csv
from dateline.merge import merge
from dateline.records import Role
from dateline.run.pipeline import Draft, carry

CASES = Path(__file__).parent / "cases"
STATES = {
    "Chile": "state:CHL", "Ecuador": "state:ECU", "Kenya": "state:KEN", "Norway": "state:NOR", "Peru": "state:PER",
    "Sweden": "state:SWE", "Uganda": "state:UGA", "Zambia": "state:ZMB",
}  # fmt: skip
ARMIES = {"Chilean": "CHL", "Kenyan": "KEN", "Norwegian": "NOR", "Peruvian": "PER", "Swedish": "SWE", "Ugandan": "UGA"}


def told(text):
    draft = carry(Draft(path="sides.txt", raw=text.encode()))
    assert draft.report is not None
    return draft.report, draft.mentions


def sides(mention, *roles):
    return {one.name: one.link.target.id for one in mention.roles if one.role in roles}


def the(mentions, report, trigger):
    (one,) = (mention for mention in mentions if report.words(mention.trigger) == trigger)
    return one


@pytest.mark.parametrize("case", load(CASES / "compounds.jsonl"))
def test_each_conjunct_is_a_side_of_one_event(case):
    report, mentions = told(case["text"])
    mention = the(mentions, report, case["trigger"])
    by, to = sides(mention, Role.BY), sides(mention, Role.TO, Role.WITH)
    assert by == case["by"]
    if case.get("some") != "by":
        assert to == case["to"]
    if "modality" in case:
        assert mention.modality == case["modality"]
    chronology = merge([report], mentions)
    (event,) = (event for event in chronology.events if mention.id in event.mentions)
    told_once = [(one.role, one.link.target.id) for one in event.participants]
    assert sorted(told_once) == sorted((one.role, one.link.target.id) for one in mention.roles)
    document = build([report], mentions, chronology=chronology)
    (item,) = (item for item in document.events if item.id == event.id)
    (row,) = (row for row in csv.DictReader(io.StringIO(to_csv(document))) if row["id"] == event.id)
    assert len(item.by) == len(by)
    assert row["by"] == "; ".join(item.by)
    assert len([code for code in codes(mentions, report.text) if code.mention == mention.id]) <= 1


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(STATES)), min_size=2, max_size=4, unique=True),
    st.sampled_from(["{} condemned the attack.", "The attack was condemned by {}."]),
)
def test_however_many_states_are_joined_each_acts_once(names, sentence):
    joined = f"{', '.join(names[:-1])} and {names[-1]}"
    report, mentions = told(sentence.format(joined))
    assert sides(the(mentions, report, "condemned"), Role.BY) == {name: STATES[name] for name in names}


@settings(max_examples=15, deadline=None)
@given(st.permutations(sorted(ARMIES)).map(lambda names: names[:2]))
def test_the_order_of_owners_changes_no_side(names):
    found = []
    for one, other in (names, reversed(names)):
        report, mentions = told(f"{one} and {other} troops attacked rebels on Tuesday.")
        found.append(sides(the(mentions, report, "attacked"), Role.BY))
    assert found[0] == found[1] == {f"{name} troops": f"organ:{ARMIES[name]}:MIL" for name in names}
