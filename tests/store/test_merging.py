"""What merging keeps: rows go in, and lookups by any of them give back what stands, no more."""

import re
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import judgements, records, report_of

from dateline.errors import StoreError
from dateline.records import (
    ActorKind,
    Candidate,
    Event,
    Judgement,
    Link,
    Maker,
    Mention,
    Participant,
    Redirect,
    Role,
    Span,
    Turn,
    Verdict,
)
from dateline.store import Placed, Reading, Run, Store

RUN = Run(started="2026-03-01T00:00:00+00:00", version="0.1.0")
FIRST, SECOND, THIRD = (report_of(text) for text in ("Miners struck.", "Rebels shelled the port.", "Dockers died."))
MOST = 2


@contextmanager
def opened():
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        yield store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


@pytest.fixture
def rows(store):
    with store.merging() as (rows, _):
        yield rows


def mention(report, act="act", start=0):
    span = Span(start, start + 4)
    return Mention(
        id=f"m{report.id[1:]}-{start}", report=report.id, sentence=0, trigger=span, clause=span, act=act, kind="ASSAULT"
    )


def read(store, told, *mentions, again=False):
    raw, report = told
    kept = store.write(Reading(raw=raw, report=report, mentions=mentions), run=RUN, again=again)
    assert kept.new
    return report


def placed(number, report="r1", place=0, *, text=None):
    return Placed(number, f"m{number}", report, place, text or report, 0, b"\x01", None)


def place(rows, *placed):
    rows.place([(report, "2026-03-01", b"") for report in sorted({one.report for one in placed})], placed)


# --- reports and mentions ---------------------------------------------------------------------------------------------


def test_reports_wait_in_the_order_in_which_they_were_first_read_until_they_are_done(store):
    ids = [read(store, one).id for one in (SECOND, FIRST, THIRD)]
    with store.merging() as (rows, _):
        assert rows.waiting(9) == ids
        assert rows.waiting(2) == ids[:2]
        rows.done(ids[:1])
        assert rows.waiting(9) == ids[1:]


def test_a_report_that_is_read_again_waits_again_and_is_merged_as_it_is_read_now(store):
    report = FIRST[1]
    old, new = mention(report, "old"), mention(report, "new")
    read(store, FIRST, old)
    with store.merging() as (rows, _):
        rows.done([report.id])
        ((number, _),) = rows.read([report.id])[report.id]
    read(store, FIRST, new, again=True)
    with store.merging() as (rows, _):
        assert rows.waiting(9) == [report.id]
        (told,) = rows.read([report.id])[report.id]
        assert told[1] == new
        assert rows.mentions([number, told[0]]) == {number: old, told[0]: new}


def test_mentions_are_read_in_the_order_of_their_ids_and_a_report_without_any_is_told_too(store):
    report, bare = FIRST[1], SECOND[1]
    told = [mention(report, start=start) for start in (7, 0)]
    read(store, FIRST, *told)
    read(store, SECOND)
    with store.merging() as (rows, _):
        found = rows.read([report.id, bare.id])
        assert [one for _, one in found[report.id]] == sorted(told, key=lambda one: one.id)
        assert found[bare.id] == []
        assert rows.reports([bare.id, "r0"]) == {bare.id: bare}


def test_reports_arrived_when_they_were_first_read_not_when_they_were_read_again(store):
    told = sorted((FIRST, SECOND), key=lambda one: one[1].id, reverse=True)
    ids = [read(store, one).id for one in told]
    with store.merging() as (rows, _):
        before = rows.arrived(ids)
    read(store, told[0], again=True)
    with store.merging() as (rows, _):
        assert list(rows.arrived(ids).items()) == list(before.items())
        assert list(before) == ids


def test_reports_wait_once_more_behind_those_that_wait_already(store):
    ids = [read(store, one).id for one in (SECOND, FIRST, THIRD)]
    with store.merging() as (rows, _):
        rows.done(ids[:2])
        rows.wait(ids[1:])
        assert rows.waiting(9) == [ids[2], ids[1]]


def test_an_actor_is_told_of_by_the_reports_that_were_read_so_in_their_order(store):
    for one in sorted((FIRST, SECOND), key=lambda one: one[1].id, reverse=True):
        link = Link(target=Candidate(id="state:RUR", name="Ruritania", score=1.0, reason=""), kind=ActorKind.STATE)
        span = Span(0, len(one[1].text.split()[0]))
        named = Participant(role=Role.BY, span=span, name=span.of(one[1].text), rule="subject", link=link)
        read(store, one, replace(mention(one[1]), roles=(named,)))
    with store.merging() as (rows, _):
        assert list(rows.telling_of("state:RUR")) == sorted((FIRST[1].id, SECOND[1].id))
        assert list(rows.telling_of("state:ZEN")) == []


def test_gists_are_kept_replaced_and_taken_out(store):
    with store.merging() as (rows, _):
        rows.put_gists([("e1", "one"), ("e2", "two")], ())
        rows.put_gists([("e2", "other")], ["e1"])
        assert dict(rows.gists(["e1", "e2"])) == {"e2": "other"}


def test_clearing_forgets_what_was_made_and_lets_every_report_wait(store):
    report = read(store, FIRST, mention(FIRST[1]))
    with store.merging() as (rows, likeness):
        ((number, told),) = rows.read([report.id])[report.id]
        rows.done([report.id])
        rows.name([("path a", report.id)])
        place(rows, placed(number, report.id))
        rows.block([(7, number)], MOST)
        rows.keep_pairs([(number, 9, 0.5, 0, False)], ())
        likeness.put_text(report.id, "2026", "{}", ["port"])
        rows.clear()
        assert rows.waiting(9) == [report.id]
        assert rows.merged([report.id]) == set()
        assert rows.members([7], MOST) == {}
        assert list(rows.pairs([number, 9])) == []
        assert likeness.texts([report.id]) == set()
        assert rows.mentions([number]) == {number: told}


# --- versions ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("123456")), max_size=8), st.sampled_from("123456"))
@settings(deadline=None, max_examples=30)
def test_kin_are_all_that_are_reached_over_shared_names(names, asked):
    reached = {asked}
    for _ in names:
        shared = {name for name, report in names if report in reached}
        reached |= {report for name, report in names if name in shared}
    with opened() as store, store.merging() as (rows, _):
        rows.name(names)
        rows.name(names)
        assert rows.kin([asked]) == reached


def test_the_older_versions_of_reports_are_replaced_for_those_named_alone(rows):
    rows.age(["r1", "r2"], {"r1": "r2"})
    rows.age(["r3", "r4"], {"r3": "r4"})
    rows.age(["r1", "r2", "r5"], {"r1": "r5", "r2": "r5"})
    assert rows.older(["r1", "r2", "r3", "r4", "r5"]) == {"r1": "r5", "r2": "r5", "r3": "r4"}


# --- what is merged ---------------------------------------------------------------------------------------------------


def test_mentions_are_found_by_each_column_in_the_order_of_their_reports(rows):
    told = [placed(3, "r1", 0), placed(1, "r1", 1), placed(2, "r2", 0, text="r1")]
    place(rows, *reversed(told))
    assert list(rows.placed("report", ["r2", "r1"])) == told
    assert list(rows.placed("mention", [2, 3])) == [told[0], told[2]]
    assert list(rows.placed("id", ["m1"])) == [told[1]]
    assert list(rows.retold(["r1"])) == [told[2]]
    assert list(rows.told(["r1"])) == [("r1", 3), ("r1", 1)]


def test_a_merged_report_is_told_as_it_was_read_then(store):
    report = read(store, FIRST)
    with store.merging() as (rows, likeness):
        rows.place([(report.id, "2026-03-01", b"columns")], [])
        assert list(likeness.every_moment()) == [("2026-03-01", report.id)]
        assert rows.merged([report.id, "r0"]) == {report.id}
        assert list(rows.columns([report.id])) == [(report.id, b"columns")]
    later = replace(report, path="moved.txt")
    read(store, (FIRST[0], later), again=True)
    with store.merging() as (rows, _):
        assert rows.formerly([report.id]) == [report]
        assert rows.reports([report.id]) == {report.id: later}
        rows.displace([report.id])
        assert rows.merged([report.id]) == set()
        assert rows.formerly([report.id]) == []


def test_mentions_are_at_home_in_events_once_they_are_settled(rows):
    place(rows, placed(1), placed(2, place=1), placed(3, "r2"))
    assert rows.homes([1, 2, 3]) == {}
    rows.settle({1: "e1", 3: "e1"})
    assert rows.homes([1, 2, 3]) == {1: "e1", 3: "e1"}
    assert rows.home(["m1", "m2"]) == {"m1": "e1"}
    rows.settle({3: "e3"})
    assert rows.homes([1, 3]) == {1: "e1", 3: "e3"}
    rows.displace(["r1"])
    assert rows.homes([1, 3]) == {3: "e3"}
    assert list(rows.placed("report", ["r1", "r2"])) == [placed(3, "r2")._replace(event="e3")]


# --- block keys -------------------------------------------------------------------------------------------------------


@given(st.lists(st.dictionaries(st.integers(0, 9), st.frozensets(st.integers(0, 3), min_size=1), max_size=5)))
@settings(deadline=None, max_examples=60)
def test_the_members_of_a_key_are_told_exactly_while_they_are_few_and_as_too_many_else(steps):
    """Each step puts mentions under their keys; one that is there already goes first."""
    keys_of = {}
    with opened() as store, store.merging() as (rows, _):
        for step in steps:
            rows.unblock([(key, one) for one in step if one in keys_of for key in keys_of.pop(one)])
            _check_members(rows, keys_of)
            rows.block([(key, one) for one, keys in step.items() for key in keys], MOST)
            keys_of |= step
            _check_members(rows, keys_of)


def _check_members(rows, keys_of):
    members = defaultdict(set)
    for one, keys in keys_of.items():
        for key in keys:
            members[key].add(one)
    found = {key: many for key, many in rows.members(range(4), MOST).items() if len(many)}
    assert found.keys() == members.keys()
    for key, many in members.items():
        # Of a crowd no more are told than show that it is one, however large it is.
        assert len(found[key]) == MOST + 1 if len(many) > MOST else sorted(found[key]) == sorted(many)


def test_a_crowded_key_that_is_small_again_is_told_exactly(rows):
    rows.block([(7, one) for one in range(4)], MOST)
    assert len(rows.members([7], MOST)[7]) > MOST
    rows.unblock([(7, 0), (7, 2)])
    assert rows.members([7], MOST) == {7: [1, 3]}
    rows.block([(7, 5)], MOST)
    assert len(rows.members([7], MOST)[7]) > MOST


@pytest.mark.parametrize("key", [-(2**63), 2**63 - 1])
def test_keys_as_large_as_sixty_four_bits_are_told_apart(rows, key):
    rows.block([(key, 1), (0, 2)], MOST)
    assert rows.members([key], MOST) == {key: [1]}


# --- pairs and ties ---------------------------------------------------------------------------------------------------


def test_a_pair_is_seen_from_both_of_its_mentions(rows):
    rows.keep_pairs([(1, 2, 0.75, 3, True), (1, 3, 0.5, 0, False)], ())
    assert list(rows.pairs([1])) == [(1, 2, 0.75, 3, 1), (1, 3, 0.5, 0, 0)]
    assert list(rows.pairs([2])) == [(2, 1, 0.75, 3, 1)]


def test_a_pair_that_is_kept_again_is_replaced_and_one_that_is_lost_is_gone_from_both(rows):
    rows.keep_pairs([(1, 2, 0.75, 3, True), (1, 3, 0.5, 0, False)], ())
    rows.keep_pairs([(2, 1, 0.25, 0, False)], [(3, 1)])
    assert list(rows.pairs([1, 2, 3])) == [(1, 2, 0.25, 0, 0), (2, 1, 0.25, 0, 0)]


def test_a_tie_is_seen_from_both_of_its_mentions(rows):
    rows.tie([(1, 2), (3, 1)])
    assert sorted(rows.ties([1])) == [(1, 2), (1, 3)]
    assert list(rows.ties([3])) == [(3, 1)]


def test_pairs_and_ties_of_a_report_are_gone_with_it_and_those_of_others_stay(rows):
    place(rows, placed(1), placed(2, place=1), placed(3, "r2"), placed(4, "r2", 1))
    rows.keep_pairs([(1, 2, 0.5, 0, False), (2, 3, 0.5, 0, False), (3, 4, 0.5, 0, False)], ())
    rows.tie([(1, 2), (1, 3), (3, 4)])
    rows.displace(["r1"])
    assert list(rows.pairs([1, 2, 3, 4])) == [(3, 4, 0.5, 0, 0), (4, 3, 0.5, 0, 0)]
    assert list(rows.ties([1, 2, 3, 4])) == [(3, 4), (4, 3)]


# --- events -----------------------------------------------------------------------------------------------------------


@given(st.lists(records(Event), min_size=2, max_size=2), records(Event))
@settings(deadline=None, max_examples=20)
def test_an_event_takes_the_place_of_one_of_its_id_and_others_are_taken_out(told, other):
    first, second = (replace(one, id=id_) for one, id_ in zip(told, ("e1", "e2"), strict=True))
    anew = replace(other, id="e2")
    with opened() as store:
        with store.merging() as (rows, _):
            rows.put_events([first, second], ())
            assert rows.events(["e1", "e2", "e3"]) == {"e1": first, "e2": second}
            rows.put_events([anew], ())
            assert rows.events(["e1", "e2"]) == {"e1": first, "e2": anew}
        assert store.events() == tuple(sorted((first, anew), key=lambda one: one.order))
        with store.merging() as (rows, _):
            rows.put_events([], ["e1", "e3"])
        assert store.events() == (anew,)


@given(records(Event))
@settings(deadline=None, max_examples=5)
def test_events_are_remembered_of_which_a_mention_is_elsewhere_now(event):
    kept = {"e1": ("m2", "m1"), "e2": ("m3",), "e3": ("m4",)}
    with opened() as store, store.merging() as (rows, _):
        place(rows, placed(1), placed(2, place=1), placed(3, "r2"), placed(4, "r3"))
        rows.put_events([replace(event, id=id_, mentions=mentions) for id_, mentions in kept.items()], ())
        rows.settle({1: "e1", 2: "e1", 3: "e2", 4: "e3"})
        rows.remember()
        assert rows.moved() == {}
        rows.settle({1: "e2"})
        rows.displace(["r3"])
        assert rows.moved() == {"e1": ("m2", "m1"), "e3": ("m4",)}
        rows.forget()
        rows.remember()


def test_an_answer_is_found_by_each_of_its_events_and_once(rows):
    rows.put_answers([("e1", "e1", "e2", "first"), ("e3", "e4", "e3", "second")], ())
    assert [rows.answers([event]) for event in ("e1", "e2", "e3", "e4", "e5")] == [
        ["first"], ["first"], ["second"], ["second"], [],
    ]  # fmt: skip
    assert rows.answers(["e1", "e2", "e3"]) == ["first", "second"]


def test_answers_replace_all_that_their_askers_had(rows):
    rows.put_answers([("e1", "e1", "e2", "first"), ("e3", "e4", "e3", "second")], ())
    rows.put_answers([("e1", "e5", "e1", "other")], ["e1"])
    assert (rows.answers(["e2"]), rows.answers(["e5"])) == ([], ["other"])
    rows.put_answers([], ["e1"])
    assert rows.answers(["e1", "e3"]) == ["second"]


DIFFER = [
    ("e1", "", "when"),
    ("e1", "e2", "when"),
    ("e1", "e2", "status"),
    ("e2", "e3", "status"),
    ("e4", "e3", "when"),
]


@pytest.mark.parametrize(
    ("events", "pairs", "left"),
    [
        ((), (), DIFFER),
        (("e1",), (), DIFFER[3:]),
        (("e2",), (), [DIFFER[0], DIFFER[4]]),
        (("e3",), (), DIFFER[:3]),
        ((), [("e1", "e2", "when")], [DIFFER[0], *DIFFER[2:]]),
        ((), [("e2", "e1", "status")], [*DIFFER[:2], *DIFFER[3:]]),
        ((), [("e3", "e4", "when")], DIFFER[:4]),
        ((), [("e1", "e3", "when"), ("e2", "e3", "when")], DIFFER),
        (("e1",), [("e2", "e3", "status")], DIFFER[4:]),
    ],
)
def test_disagreements_are_replaced_by_event_and_by_pair_either_way_round(rows, events, pairs, left):
    rows.put_disagreements([(*one, "{}") for one in DIFFER], (), ())
    new = ("e8", "e9", "when")
    rows.put_disagreements([(*new, "{}")], events, pairs)
    found = rows._run("SELECT first, second, field FROM disagreement").fetchall()
    assert sorted(found) == sorted([*left, new])


def test_what_cannot_all_hold_is_replaced_on_the_mentions_named_on_either_side(rows):
    rows.put_contradictions([("m1", "m2", "a"), ("m3", "m4", "b"), ("m5", "m6", "c")], ())
    rows.put_contradictions([("m1", "m7", "d")], ["m1", "m4"])
    assert sorted(rows._run("SELECT record FROM contradiction").fetchall()) == [("c",), ("d",)]


def test_what_people_judged_when_events_were_made_is_replaced_whole(rows):
    rows.put_judged([("m1", "m2", "a"), ("m3", "m4", "b")])
    rows.put_judged([("m1", "m2", "c")])
    assert rows.judged() == ["c"]


@given(judgements(by=Maker.PERSON), judgements(by=Maker.MODEL))
@settings(deadline=None, max_examples=10)
def test_only_what_people_judged_is_what_people_say(person, model):
    person, model = replace(person, undone=None), replace(model, undone=None)
    with opened() as store:
        store.judge(person)
        with store.merging() as (rows, _):
            rows.put_judgements([model], [model.left])
            assert rows.judgements() == (person,)


def test_where_events_went_is_kept_in_order(store):
    told = [Redirect(old=old, new=("e2",), turn=Turn.MERGED) for old in ("e1", "e3")]
    for one in told:
        with store.merging() as (rows, _):
            rows.redirect([one])
            rows.redirect([])
    assert [replace(one, made="") for one in store.redirects()] == told
    assert all(one.made for one in store.redirects())


# --- all of it --------------------------------------------------------------------------------------------------------


def waiting(rows, likeness):
    rows.waiting(9)


def arrived(rows, likeness):
    rows.arrived(["r1"])


def retold(rows, likeness):
    list(rows.retold(["r1"]))


def reports(rows, likeness):
    rows.reports(["r1"])
    rows.read(["r1"])
    rows.former(["m1"])
    rows.formerly(["r1"])
    rows.mentions([1])
    rows.done(["r1"])
    rows.name([("path a", "r1")])
    rows.kin(["r1"])
    rows.age(["r1"], {"r1": "r2"})
    rows.older(["r1"])


def mentions(rows, likeness):
    place(rows, placed(1))
    for column, asked in (("mention", 1), ("id", "m1"), ("report", "r1")):
        list(rows.placed(column, [asked]))
    list(rows.told(["r1"]))
    list(rows.columns(["r1"]))
    rows.merged(["r1"])
    rows.settle({1: "e1"})
    rows.homes([1])
    rows.home(["m1"])
    rows.displace(["r1"])


def pairs(rows, likeness):
    rows.block([(7, 1)], 0)
    rows.block([(7, 2)], 0)
    rows.members([7, 8], 0)
    rows.unblock([(7, 1)])
    rows.keep_pairs([(1, 2, 0.5, 0, False)], [(1, 3)])
    list(rows.pairs([1]))
    rows.tie([(1, 2)])
    list(rows.ties([1]))


def events(rows, likeness):
    rows.events(["e1"])
    rows.put_events([], ["e1"])
    rows.put_answers([("e1", "e1", "e2", "{}")], ["e1"])
    rows.answers(["e1"])
    rows.put_disagreements([("e1", "", "when", "{}")], ["e1"], [("e2", "e3", "when")])
    rows.put_contradictions([("m1", "m2", "{}")], ["m1"])
    held = Judgement(left="m1", right="m2", verdict=Verdict.SAME, by=Maker.MODEL, score=0.9)
    rows.put_judgements([held], ["m1"])
    rows.put_judgements([], ["m2"])


def copies(rows, likeness):
    likeness.bucket([1], "a")
    likeness.first([1], 9)
    likeness.after(1, "a")
    likeness.unbucket([1], "a")
    likeness.put_copies({"r1": []})
    likeness.copies(["r1"])
    likeness.takers("r1")


def stories(rows, likeness):
    likeness.put_text("r1", "2026", "{}", ["port"])
    likeness.text("r1")
    likeness.texts(["r1"])
    for later in (False, True):
        likeness.beside("port", ("2026", "r1"), 9, later=later)
    likeness.link("r1", "r2", 0.5)
    list(likeness.links(["r1"]))
    likeness.unlink("r1", "r2")
    likeness.stories("r1")
    likeness.drop_text("r1", "2026", ["port"])
    likeness.settle(["r1"], [{"r2": "s1"}])


@pytest.mark.parametrize(
    "use",
    [
        waiting, arrived, retold, reports, mentions, pairs, events, copies, stories,
    ],
)  # fmt: skip
def test_nothing_that_is_asked_of_a_few_reads_a_table_from_end_to_end(store, use):
    asked = []
    with store.merging() as (rows, likeness):
        driver = rows._connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        use(rows, likeness)
        driver.set_trace_callback(None)
        told = [one for one in dict.fromkeys(asked) if re.match("SELECT|INSERT|UPDATE|DELETE", one)]
        plans = {one: [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {one}")] for one in told}
    assert told
    lists = (
        "json_each",
        "asked",
        "firsts",
        "CONSTANT",
        "waiting",
    )  # what was asked for itself, and a list that is read in order
    scanned = {
        one: [step for step in plan if step.startswith("SCAN") and step.split()[1] not in lists]
        for one, plan in plans.items()
    }
    assert {one: steps for one, steps in scanned.items() if steps} == {}


def test_a_file_that_cannot_be_used_is_named_while_events_are_made(store):
    def broken():
        with store.merging() as (rows, _):
            rows._run("DROP TABLE placed")
            rows.homes([1])

    with pytest.raises(StoreError, match="dateline verify"):
        broken()
