"""What a person sets right of an account is laid over what was read, which stays beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cases
from tests.edtf import days as days_written
from tests.resolve.test_corrected import link, mention

from dateline.errors import OptionsError
from dateline.records import (
    Basis,
    Correctable,
    Correction,
    Modality,
    PlacePrecision,
    Polarity,
    Role,
    Span,
    Stance,
    When,
    Where,
)
from dateline.resolve.set_right import check, people, set_right

CASES = Path(__file__).parent / "cases" / "set_right.jsonl"
READ = replace(
    mention("r1"),
    when=When(earliest=date(2020, 5, 1), latest=date(2020, 5, 2), edtf="2020-05-01", basis=Basis.PHRASE),
    where=Where(span=Span(4, 9), name="Klow", id="7", precision=PlacePrecision.PLACE),
    kind="ASSAULT",
    mode="aerial",
    kind_score=0.9,
    kind_runner_up="COERCE",
    kind_runner_up_score=0.1,
)


KLOW = mention("r1", ("x:2", "Klow")).roles[0]


def said(field, value="", *, of=READ, person="Ana", reason="a slip", made="2026-11-25T09:30:00+00:00"):
    return Correction(mention=of.id, field=Correctable(field), value=value, reason=reason, person=person, made=made)


@pytest.mark.parametrize("case", cases.load(CASES))
def test_a_value_is_taken_or_refused_with_what_to_write(case):
    field, value = Correctable(case["field"]), case["value"]
    if "error" in case:
        with pytest.raises(OptionsError) as refused:
            check(field, value)
        assert [part for part in case["error"] if part not in str(refused.value)] == []
        return
    check(field, value)
    if "names" in case:
        assert list(people(field, value)) == case["names"]
        return
    (laid,) = set_right([READ], [said(field, value)])
    if "days" in case:
        assert [str(day) if day else None for day in (laid.when.earliest, laid.when.latest)] == case["days"]
    elif "place" in case:
        assert [laid.where.id, laid.where.country] == case["place"]
    elif "kind" in case:
        assert [laid.kind, laid.mode] == case["kind"]
    else:
        assert laid.modality == case["modality"]


def test_a_day_says_who_said_so_why_and_what_was_read_before():
    (laid,) = set_right([READ], [said("when", "2020-05-03")])
    assert (laid.when.edtf, laid.when.basis, laid.when.bounded) == ("2020-05-03", Basis.PERSON, False)
    assert [(step.rule, step.detail) for step in laid.when.steps[:2]] == [
        ("a person said so", "a slip, by Ana, 2026-11-25"),
        ("read before that", "2020-05-01"),
    ]
    assert [(one.field, one.value, one.before) for one in laid.corrected] == [
        (Correctable.WHEN, "2020-05-03", "2020-05-01")
    ]


def test_a_place_keeps_the_one_that_was_read_as_its_first_runner_up():
    (laid,) = set_right([READ], [said("where", "Erbil")])
    assert (laid.where.name, laid.where.span) == ("Erbil", READ.where.span)
    assert laid.where.latitude is not None
    assert laid.where.reason == "a person said so: a slip, by Ana, 2026-11-25"
    assert laid.where.runners_up[0].name == "Klow"


def test_a_place_that_no_words_tell_stands_by_the_act():
    (laid,) = set_right([replace(READ, where=None)], [said("where", "Erbil")])
    assert laid.where.span == READ.trigger
    assert laid.corrected[0].before == "no place"


def test_a_kind_is_no_longer_what_the_coder_weighed():
    (laid,) = set_right([READ], [said("kind", "none")])
    assert (laid.kind, laid.mode, laid.kind_score, laid.kind_runner_up) == ("", "", None, "")
    assert laid.kind_rule.startswith("a person said so")
    assert laid.corrected[0].before == "ASSAULT/aerial"


def test_what_a_person_calls_done_is_denied_by_nobody():
    denied = replace(READ, modality=Modality.DENIED, negated=True, by_narrator=Stance(polarity=Polarity.NEGATIVE))
    (laid,) = set_right([denied], [said("modality", "asserted", of=denied)])
    assert (laid.modality, laid.negated, laid.stance.polarity) == (Modality.ASSERTED, False, Polarity.POSITIVE)


def test_who_is_on_a_side_says_who_said_so_and_keeps_whom_was_read_as_a_runner_up():
    read = replace(READ, roles=(*mention("r1", ("x:1", "Rebels")).roles, replace(KLOW, role=Role.TO)))
    iran = replace(said("by", "Iran", of=read), who=(link("state:IRN", "Iran"),))
    (laid,) = set_right([read], [iran])
    assert [(one.role, one.name) for one in laid.roles] == [(Role.TO, "Klow"), (Role.BY, "Iran")]
    by = laid.roles[1]
    assert (by.span, by.rule) == (read.roles[0].span, "a person said so")
    assert (by.link.target.id, by.link.target.reason) == ("state:IRN", "a person said so: a slip, by Ana, 2026-11-25")
    assert [one.id for one in by.link.runners_up] == ["x:1"]
    assert laid.corrected[0].before == "Rebels"


def test_a_side_that_no_words_tell_stands_by_the_act_and_nobody_is_nobody():
    two = replace(said("to", "Iran; Iraq"), who=(link("state:IRN", "Iran"), link("state:IRQ", "Iraq")))
    (laid,) = set_right([READ], [two])
    assert [(one.role, one.name, one.span) for one in laid.roles] == [
        (Role.TO, "Iran", READ.trigger),
        (Role.TO, "Iraq", READ.trigger),
    ]
    assert laid.corrected[0].before == "nobody"
    (none,) = set_right([laid], [said("to", "none")])
    assert none.roles == ()


def test_the_last_word_on_a_field_holds_and_fields_are_apart():
    told = [said("when", "2020-05-03"), said("kind", "PROTEST"), said("when", "2020-05-04", person="Bo")]
    (laid,) = set_right([READ], told)
    assert (laid.when.edtf, laid.kind) == ("2020-05-04", "PROTEST")
    assert {(one.field, one.person, one.before) for one in laid.corrected} == {
        (Correctable.WHEN, "Bo", "2020-05-01"),
        (Correctable.KIND, "Ana", "ASSAULT/aerial"),
    }


def test_what_a_person_calls_no_event_is_left_out_whatever_else_they_said():
    other = mention("r2")
    assert set_right([READ, other], [said("not-an-event"), said("when", "2020-05-03")]) == (other,)


def test_nothing_said_changes_nothing():
    assert set_right([READ], []) == (READ,)


DAY = st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 1, 1))


@given(st.tuples(DAY, DAY))
def test_an_interval_is_written_again_as_it_was_given(ends):
    first, last = sorted(ends)
    (laid,) = set_right([READ], [said("when", f"{first}/{last}")])
    assert (laid.when.earliest, laid.when.last_day) == (first, last)
    assert days_written(laid.when.edtf) == (first, last)
