"""The synthetic reports re-read from their bytes, and the same seed makes the same ones."""

import hashlib
from itertools import islice

import pytest
from bench import generate as made
from bench.passages import sources
from bench.retell import Change, Episode

from dateline.records import Basis
from dateline.store.spans import refusal, report_refusal


@pytest.fixture(scope="module")
def readings():
    return list(made.generate(40))


@pytest.fixture(scope="module")
def plans():
    return list(islice(made.plans(0), 2000))


def test_every_report_is_what_its_bytes_say_and_every_mention_re_reads(readings):
    for one in readings:
        assert report_refusal(one.report, one.raw, hashlib.sha256(one.raw).hexdigest()) is None
        assert [why for mention in one.mentions if (why := refusal(one.report, mention))] == []
        assert len({mention.id for mention in one.mentions}) == len(one.mentions) > 0
    assert len({one.report.id for one in readings}) == len(readings)


def test_a_seed_makes_the_same_reports_and_more_of_them_begin_with_these(readings):
    assert list(made.generate(5)) == readings[:5]
    assert list(made.generate(2, seed=1)) != readings[:2]


def test_processes_make_the_same_reports(readings):
    assert list(made.generate(20, processes=2)) == readings[:20]


def test_no_sentence_of_the_stories_is_printed_again(readings):
    known = {
        line.strip() for source in sources() for account in source.accounts for line in account.head.text.split(". ")
    }
    told = {line.strip() for one in readings for line in one.report.text.split(". ")}
    assert not {line for line in told & known if len(line) > 60}


def test_mentions_name_the_words_and_events_of_their_own_report(readings):
    for one in readings:
        ids = {mention.id for mention in one.mentions}
        assert {other for mention in one.mentions for other in mention.same_as} <= ids
        assert {link.mention for mention in one.mentions for link in mention.times if link.mention} <= ids


def test_a_report_without_a_date_dates_nothing_by_itself(readings):
    undated = [one for one in readings if one.report.published is None]
    assert undated
    assert all(mention.when.basis is Basis.UNKNOWN for one in undated for mention in one.mentions)


def test_an_act_changes_in_the_words_and_in_the_record():
    change = Change(Episode(saga=0, number=0, source=0, alike=0, day=made.FIRST), seed=0)
    told = {mention.act: mention.trigger.of(text).lower() for text, mention in sources()[0].told}
    regular = {act: word for act, word in told.items() if word.startswith(act) and word.isalpha()}
    changed = {act: word for act, word in regular.items() if act in change.acts}
    assert len(changed) > 5
    for act, word in changed.items():
        assert len(change.words[word]) == len(word)
        assert change.words[word][:-1].startswith(change.acts[act].lemma[:2])


def test_an_episode_that_repeats_another_has_its_words_on_other_days():
    first = Episode(saga=3, number=0, source=1, alike=0, day=made.FIRST)
    one, other = (Change(episode, seed=0) for episode in (first, first._replace(number=1, day=made.FIRST + 2)))
    apart = Change(first._replace(number=2, alike=2), seed=0)
    assert (one.words, one.ids, one.days + 2) == (other.words, other.ids, other.days)
    assert apart.words != one.words


def test_reports_arrive_in_the_order_of_publication_but_for_a_few(plans):
    newest = made.FIRST - 1
    late = 0
    for plan in plans:
        late += plan.day < newest
        newest = max(newest, plan.day)
    assert 0.01 < late / len(plans) < 0.06


def test_sagas_are_of_very_different_sizes(plans):
    sagas = [plan.passages[0][0].saga for plan in plans]
    sizes = sorted(sagas.count(saga) for saga in set(sagas))
    assert sizes[len(sizes) // 2] <= 5
    assert sizes[-1] >= 100


def test_a_copy_prints_the_passages_of_the_first_from_their_beginning(plans):
    by_name = {plan.name: plan for plan in plans}
    copies = [plan for plan in plans if plan.wording != plan.name and plan.wording in by_name]
    assert copies
    for copy in copies:
        assert by_name[copy.wording].passages[: len(copy.passages)] == copy.passages
