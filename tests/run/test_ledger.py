"""What a person says outranks rules and model, outlives reading again, and is never lost silently."""

from dataclasses import replace

import pytest
from tests.merge.build import day, mention
from tests.run.news import RUN, keep, news, shelling

from dateline import run
from dateline.errors import OptionsError, StoreError
from dateline.records import Maker, Span, Turn, Verdict
from dateline.store import Reading, Store

MONDAY, TUESDAY, FRIDAY = "2021-05-03", "2021-05-04", "2021-05-07"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def events(store):
    return {frozenset(event.mentions) for event in run.kept(store).events}


@pytest.fixture
def two(store):
    """Two shellings of places far apart in all that is told of them."""
    return (
        shelling(store, "Zenda", TUESDAY, "Zenda Post", when=day(MONDAY)),
        shelling(store, "Klow", "2021-05-08", "Klow Herald", when=day(FRIDAY)),
    )


def test_two_events_that_a_person_calls_one_are_one_until_that_is_undone(store, two):
    one, other = two
    assert events(store) == {frozenset({one.id}), frozenset({other.id})}
    number, told = run.ledger.judge(store, "e" + one.id[1:], other.id, same=True, reason="one raid", person="Ana")
    assert [(j.verdict, j.person, j.reason) for j in told] == [(Verdict.SAME, "Ana", "one raid")]
    assert events(store) == {frozenset({one.id, other.id})}
    store.undo(number)
    assert events(store) == {frozenset({one.id}), frozenset({other.id})}
    (kept,) = store.judgements(undone=True, by=Maker.PERSON)
    assert kept.judgement.undone


def test_all_mentions_of_two_events_are_judged_one_at_one_go(store, two):
    more = shelling(store, "Zenda", TUESDAY, "Paper", when=day(MONDAY))
    run.ledger.judge(store, two[0].id, more.id, same=True)
    number, told = run.ledger.judge(store, f"e{two[0].id[1:]}", f"e{two[1].id[1:]}", same=True)
    whole = {two[0].id, two[1].id, more.id}
    assert {id_ for one in told for id_ in (one.left, one.right)} == whole
    assert events(store) == {frozenset(whole)}
    assert {one.act for one in store.judgements(by=Maker.PERSON) if one.judgement in told} == {number}
    assert store.undo(number) == len(told) == 2
    assert frozenset({two[1].id}) in events(store)


def test_a_mention_judged_out_of_its_event_is_of_none_of_the_others(store):
    told = [shelling(store, "Zenda", TUESDAY, f"Paper {n}", when=day(MONDAY)) for n in range(3)]
    run.ledger.judge(store, told[0].id, told[1].id, same=True)
    run.ledger.judge(store, told[0].id, told[2].id, same=True)
    (whole,) = events(store)
    run.ledger.judge(store, told[2].id, "e" + told[0].id[1:], same=False)
    assert events(store) == {frozenset({told[2].id}), whole - {told[2].id}}


def test_a_judgement_outlives_reading_again(store, two):
    run.ledger.judge(store, two[0].id, two[1].id, same=True)
    for one in two:
        (report,) = store.reports([one.report])
        keep(store, store.raw(report.id), report, replace(one, made_by="a later version"), again=True)
    assert events(store) == {frozenset(one.id for one in two)}


def test_a_judgement_follows_a_trigger_that_an_upgrade_moves(store, two):
    one, other = two
    run.ledger.judge(store, one.id, other.id, same=True)
    (report,) = store.reports([one.report])
    wider = Span(one.trigger.start - len("rebels "), one.trigger.end)
    moved = replace(one, id=f"m{report.id[1:]}-{wider.start}", trigger=wider)
    keep(store, store.raw(report.id), report, moved, again=True)
    assert events(store) == {frozenset({moved.id, other.id})}
    (held,) = (j for j in run.kept(store).judgements if j.by is Maker.PERSON)
    assert {held.left, held.right} == {moved.id, other.id}
    assert store.judgements(by=Maker.PERSON)[0].judgement.left in {one.id, other.id}, "the ledger keeps what was said"


def test_a_judgement_on_a_mention_that_is_read_no_more_is_told_and_counts_again_once_it_is(store, two):
    one, other = two
    run.ledger.judge(store, one.id, other.id, same=True, person="Ana")
    (report,) = store.reports([one.report])
    keep(store, store.raw(report.id), report, again=True)
    (problem,) = run.kept(store).problems
    assert run.View(store).problems() == (problem,)
    assert problem.code == "run/lost-judgement"
    assert "by Ana" in problem.message
    assert "“shelled” in Zenda Post.txt" in problem.message
    keep(store, store.raw(report.id), report, one, again=True)
    assert not run.kept(store).problems
    assert events(store) == {frozenset({one.id, other.id})}


def test_two_people_who_contradict_each_other_are_told_and_the_later_holds(store, two):
    one, other = two
    run.ledger.judge(store, one.id, other.id, same=True, person="Ana")
    number, _ = run.ledger.judge(store, one.id, other.id, same=False, person="Bo")
    assert len(events(store)) == 2
    (problem,) = run.kept(store).problems
    assert problem.code == "merge/contradiction"
    assert "Ana" in problem.message
    assert "Bo" in problem.message
    store.undo(number)
    assert len(events(store)) == 1
    assert not run.kept(store).problems


def test_one_person_who_thinks_again_contradicts_nobody(store, two):
    run.ledger.judge(store, two[0].id, two[1].id, same=True, person="Ana")
    run.ledger.judge(store, two[0].id, two[1].id, same=False, person="Ana")
    assert len(events(store)) == 2
    assert not run.kept(store).problems


def test_an_event_merged_away_can_be_judged_by_its_old_id(store, two):
    one, other = two
    run.ledger.judge(store, one.id, other.id, same=True)
    run.refresh(store)
    third = shelling(store, "Strelsau", "2021-06-20", "Strelsau Star", when=day("2021-06-19"))
    run.ledger.judge(store, "e" + other.id[1:], third.id, same=True)
    assert events(store) == {frozenset({one.id, other.id, third.id})}


def test_a_merge_and_a_split_leave_a_redirect_from_the_old_id(store, two):
    one, other = two
    number, _ = run.ledger.judge(store, one.id, other.id, same=True)
    whole = run.View(store).chronology.events[0]
    (went,) = store.redirects()
    assert (went.old, went.new, went.turn) == ("e" + other.id[1:], (whole.id,), Turn.MERGED)
    assert went.made
    found, said = run.View(store).find("e" + other.id[1:])
    assert (found.id, said) == (whole.id, (went,))
    store.undo(number)
    run.refresh(store)
    assert run.View(store).find("e" + other.id[1:])[1] == (), "it is back under its own id"
    split = store.redirects()[-1]
    assert (split.old, split.turn) == (whole.id, Turn.SPLIT)
    assert set(split.new) == {"e" + one.id[1:], "e" + other.id[1:]}


def test_an_event_whose_trigger_moved_is_found_by_the_id_it_had(store, two):
    one = two[0]
    (report,) = store.reports([one.report])
    wider = Span(one.trigger.start - len("rebels "), one.trigger.end)
    moved = replace(one, id=f"m{report.id[1:]}-{wider.start}", trigger=wider)
    keep(store, store.raw(report.id), report, moved, again=True)
    found, went = run.View(store).find("e" + one.id[1:])
    assert found.mentions == (moved.id,)
    assert went[0].turn is Turn.MERGED


def test_an_event_that_no_reading_tells_any_more_leaves_a_redirect_to_nowhere(store, two):
    (report,) = store.reports([two[0].report])
    keep(store, store.raw(report.id), report, again=True)
    (went,) = store.redirects()
    assert (went.old, went.new, went.turn) == ("e" + two[0].id[1:], (), Turn.GONE)
    with pytest.raises(OptionsError, match="no event"):
        run.View(store).find("e" + two[0].id[1:])


def test_making_events_anew_without_a_change_leaves_no_redirect(store, two):
    run.refresh(store, anew=True)
    assert store.redirects() == ()


def test_a_judgement_of_the_model_is_not_undone_by_hand(store):
    told = [shelling(store, "Zenda", TUESDAY, f"Paper {n}", when=day(MONDAY)) for n in range(2)]
    found = [one for one in store.judgements() if one.judgement.by is not Maker.PERSON]
    assert found
    assert told
    with pytest.raises(StoreError, match="nothing was undone"):
        store.undo(found[0].number)


def test_an_event_is_not_judged_against_itself(store, two):
    for same in (True, False):
        with pytest.raises(OptionsError, match="already"):
            run.ledger.judge(store, two[0].id, two[0].id, same=same)


def test_a_report_with_the_id_of_another_is_refused_and_told(store, monkeypatch):
    raw, report = news("Rebels shelled Zenda.")
    keep(store, raw, report, mention(report, "shelled", "shell"))
    other, twin = news("Rebels shelled Klow.")
    twin = replace(twin, id=report.id)
    monkeypatch.setattr("dateline.store.store.report_refusal", lambda *_: None)  # as a true collision would pass
    kept = store.write(Reading(raw=other, report=twin), run=RUN)
    assert [problem.code for problem in kept.problems] == ["store/same-id"]
    assert store.raw(report.id) == raw
    assert store.problems() == kept.problems
