"""Which value is shown where accounts differ is chosen when asking, and only then."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import day, mention, report
from tests.merge.test_laws import judged
from tests.timeline.test_select import event

from dateline.merge import merge
from dateline.records import Account, Chronology, Disagreement, Field, Modality, Number, Span, Toll, TollTold
from dateline.timeline import Policy, chosen, needed

EARLY = report("Rebels shelled Zenda on 3 May.", published="2021-05-04", outlet="Zenda Post")
LATE = report("Rebels shelled Zenda on 6 May.", published="2021-05-08", outlet="Klow Herald")
THIRD = mention(EARLY, "shelled", "shell", when=day("2021-05-03"))
SIXTH = mention(LATE, "shelled", "shell", when=day("2021-05-06"))
MENTIONS = {one.id: one for one in (THIRD, SIXTH)}
ONE = replace(event("e0001-1"), mentions=(THIRD.id, SIXTH.id), when=THIRD.when)


def account(value, of, origins, told, **others):
    told = date(2021, 5, told)
    return Account(value=value, mentions=(of.id,), origins=origins, first_told=told, last_told=told, **others)


def record(one, field, *accounts):
    differ = Disagreement(events=(one.id,), field=field, values=accounts)
    return Chronology(events=(one,), disagreements=(differ,), judgements=(), copies=())


def under(policy, one, field, *accounts):
    (found,) = chosen(record(one, field, *accounts), MENTIONS, policy).events
    return found


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (None, "2021-05-03"),
        (Policy.MOST_ORIGINS, "2021-05-06"),
        (Policy.LATEST, "2021-05-06"),
        (Policy.EARLIEST, "2021-05-03"),
        (Policy.LOWEST, "2021-05-03"),
        (Policy.HIGHEST, "2021-05-06"),
        (Policy.NO_PARTIES, "2021-05-06"),
    ],
)
def test_the_day_shown(policy, shown):
    accounts = (
        account("2021-05-03", THIRD, ("post",), 4, of_parties=True),
        account("2021-05-06", SIXTH, ("herald", "witness"), 8),
    )
    assert under(policy, ONE, Field.WHEN, *accounts).when.edtf == shown


def test_a_day_before_which_it_was_not_done_is_shown_as_that():
    accounts = (account("2021-05-03", THIRD, ("a",), 4), account("not until 2021-05-06", SIXTH, ("b", "c"), 8))
    found = under(Policy.MOST_ORIGINS, ONE, Field.WHEN, *accounts).when
    assert (found.earliest, found.latest, found.edtf) == (date(2021, 5, 6), None, "2021-05-06/")


def test_what_is_shown_stays_where_no_account_has_more_behind_it():
    accounts = (account("2021-05-06", SIXTH, ("b",), 8), account("2021-05-03", THIRD, ("a",), 4))
    assert under(Policy.MOST_ORIGINS, ONE, Field.WHEN, *accounts).when == THIRD.when


def test_where_only_the_parties_speak_what_is_shown_stays():
    accounts = (
        account("2021-05-03", THIRD, ("a",), 4, of_parties=True),
        account("2021-05-06", SIXTH, ("b",), 8, of_parties=True),
    )
    assert under(Policy.NO_PARTIES, ONE, Field.WHEN, *accounts).when == THIRD.when


def test_whether_it_is_so():
    accounts = (account("asserted", THIRD, ("a", "b"), 4), account("denied", SIXTH, ("c",), 8))
    assert under(Policy.LATEST, ONE, Field.MODALITY, *accounts).modality is Modality.DENIED
    assert under(Policy.MOST_ORIGINS, ONE, Field.MODALITY, *accounts).modality is Modality.ASSERTED
    assert under(Policy.LOWEST, ONE, Field.MODALITY, *accounts).modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy.LATEST, "killed 15"),
        (Policy.EARLIEST, "killed 12"),
        (Policy.LOWEST, "killed 12"),
        (Policy.HIGHEST, "killed 17"),
        (Policy.MOST_ORIGINS, "killed 17"),
        (Policy.NO_PARTIES, "killed 12 → 17"),
    ],
)
def test_a_toll(policy, words):
    told = tuple(
        TollTold(low=n, high=n, day=date(2021, 5, at), mentions=(), origins=origins, of_parties=n == 15)
        for n, at, origins in ((12, 4, 1), (17, 5, 3), (15, 6, 2))
    )
    one = replace(ONE, tolls=(Toll(what="killed", told=told),))
    (found,) = chosen(replace(record(one, Field.WHEN), disagreements=()), {}, policy).events
    assert found.tolls[0].words() == words


def test_counts_of_one_day_that_differ_are_chosen_from():
    counted = {
        id_: replace(MENTIONS[id_], numbers=(Number(span=Span(0, 6), low=n, high=n, what="casualty"),))
        for id_, n in ((THIRD.id, 80), (SIXTH.id, 0))
    }
    both = TollTold(low=0, high=80, day=date(2021, 5, 4), mentions=(THIRD.id, SIXTH.id), origins=3)
    one = replace(ONE, tolls=(Toll(what="casualty", told=(both,)),))
    accounts = (account("0 casualty", SIXTH, ("army",), 4), account("80 casualty", THIRD, ("a", "b"), 4))
    shown = {
        policy: chosen(record(one, Field.NUMBER, *accounts), counted, policy).events[0].tolls[0].words()
        for policy in (None, Policy.LOWEST, Policy.HIGHEST, Policy.MOST_ORIGINS)
    }
    assert list(shown.values()) == ["casualty ≤80", "casualty 0", "casualty 80", "casualty 80"]


@given(judged(), st.sampled_from(Policy))
@settings(deadline=None, max_examples=25)
def test_a_policy_shows_only_what_some_mention_tells_and_changes_no_event_without_a_dispute(pile, policy):
    reports, mentions, ledger = pile
    chronology = merge(reports, mentions, ledger)
    told = {one.id: one for one in mentions if one.id in needed(chronology)}
    after = chosen(chronology, told, policy)
    for before, now in zip(chronology.events, after.events, strict=True):
        whens = {told[id_].when.edtf for id_ in before.mentions if id_ in told}
        assert now.when.edtf in whens | {before.when.edtf}
        assert before.disputed or now == before
    assert replace(after, events=chronology.events) == chronology
