"""What changed between two records, in words."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from tests.merge.build import day
from tests.merge.test_laws import judged
from tests.timeline.test_select import event

from dateline.merge import merge
from dateline.records import (
    Account,
    Chronology,
    Disagreement,
    Field,
    Modality,
    Participant,
    Role,
    Span,
    Toll,
    TollTold,
)
from dateline.timeline import changes


def record(*events, disagreements=()):
    return Chronology(events=events, disagreements=disagreements, judgements=(), copies=())


def said(before, after):
    return {(one.sort, one.words.rpartition("): ")[2]) for one in changes(before, after)}


def toll(*numbers):
    told = tuple(TollTold(low=n, high=n, day=date(2021, 5, 3), mentions=()) for n in numbers)
    return Toll(what="killed", told=told)


ONE = replace(event("e0001-1"), when=day("2021-05-03"), mentions=("m0001-1",), summary="Rebels shelled Zenda")
TWO = replace(event("e0002-1"), when=day("2021-05-04"), mentions=("m0002-1",), summary="Rebels shelled Klow")


def test_a_new_event_and_one_that_is_gone():
    (new,) = changes(record(ONE), record(ONE, TWO))
    assert new.words == "new: e0002-1 “Rebels shelled Klow” (4 May 2021)"
    assert [one.sort for one in changes(record(ONE, TWO), record(ONE))] == ["gone"]


def test_a_date_that_moves_narrows_comes_or_goes():
    week = replace(ONE, when=day("2021-05-01", days=7))
    bare = replace(ONE, when=replace(ONE.when, earliest=None, latest=None))
    assert said(record(ONE), record(replace(ONE, when=day("2021-05-09")))) == {
        ("dated", "moved: 3 May 2021 → 9 May 2021")
    }
    assert said(record(week), record(ONE)) == {("dated", "dated more closely: 1–7 May 2021 → 3 May 2021")}
    assert said(record(bare), record(ONE)) == {("dated", "dated 3 May 2021, undated before")}
    assert said(record(ONE), record(bare)) == {("dated", "undated now, 3 May 2021 before")}


def test_a_toll_that_rises_is_told_with_what_it_was():
    then, now = replace(ONE, tolls=(toll(12),)), replace(ONE, tolls=(toll(12, 17),))
    assert said(record(then), record(now)) == {("counted", "count: killed 12 → 17, before killed 12")}


def test_a_plan_that_is_told_as_done_and_an_act_that_comes_to_be_denied():
    plan, denied = replace(ONE, modality=Modality.PLANNED), replace(ONE, modality=Modality.DENIED)
    assert said(record(plan), record(ONE)) == {("told as", "planned → asserted")}
    assert said(record(ONE), record(denied)) == {("told as", "asserted → denied")}


def test_who_did_it_is_told_once_it_is_known():
    rebels = Participant(role=Role.BY, span=Span(0, 6), name="Rebels", rule="test")
    assert said(record(ONE), record(replace(ONE, participants=(rebels,)))) == {("sides", "by Rebels")}


def test_events_that_turn_out_to_be_one_or_two():
    both = replace(ONE, mentions=(*ONE.mentions, *TWO.mentions))
    assert [one.sort for one in changes(record(ONE, TWO), record(both))] == ["merged"]
    (split,) = changes(record(both), record(ONE, TWO))
    assert (split.sort, set(split.events)) == ("split", {ONE.id, TWO.id})


def test_another_id_for_the_same_event_is_no_change():
    early = replace(ONE, id="e0000-1", mentions=("m0000-1", *ONE.mentions))
    assert changes(record(ONE), record(early)) == ()


def test_disputes_that_open_and_that_are_settled():
    values = (Account(value="3 May", mentions=ONE.mentions), Account(value="4 May", mentions=TWO.mentions))
    dispute = Disagreement(events=(ONE.id,), field=Field.WHEN, values=values)
    quiet, loud = record(ONE), record(ONE, disagreements=(dispute,))
    (opened,) = changes(quiet, loud)
    assert opened.words.startswith("accounts differ on when, 3 May / 4 May: e0001-1")
    assert [one.sort for one in changes(loud, quiet)] == ["settled"]
    assert changes(loud, loud) == ()


@given(judged())
@settings(deadline=None, max_examples=20)
def test_nothing_changes_from_a_record_to_itself_and_all_is_new_from_none(pile):
    reports, mentions, ledger = pile
    chronology = merge(reports, mentions, ledger)
    assert changes(chronology, chronology) == ()
    empty = Chronology(events=(), disagreements=(), judgements=(), copies=())
    new = [one for one in changes(empty, chronology) if one.sort == "new"]
    assert [one.events[0] for one in new] == [one.id for one in chronology.events]
    assert {one.sort for one in changes(chronology, empty)} <= {"gone", "settled"}
