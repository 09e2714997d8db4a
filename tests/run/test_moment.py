"""Two clocks: what was published by a day, and what the database had read by then; and reports in several versions."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import day, mention
from tests.merge.test_laws import judged
from tests.run.news import keep, news, shelling

from dateline import run
from dateline.errors import OptionsError
from dateline.records import Number, Span
from dateline.run.merged import merged
from dateline.run.moment import published
from dateline.run.versions import versions
from dateline.store import Contents, Store

FERRY = "A ferry sank off Zenda on 3 May with many people on board, the harbour master of Zenda told the paper. "


@pytest.fixture
def clock(monkeypatch):
    """Set the instant at which things are written."""

    def set_to(instant):
        monkeypatch.setattr("dateline.store.database.now", lambda: instant)
        monkeypatch.setattr("dateline.store.ledger.now", lambda: instant)

    set_to("2021-06-01T12:00:00+00:00")
    return set_to


@pytest.fixture
def store(tmp_path, clock):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def told(store, as_of=None, as_known=None):
    view = run.View(store, run.moment(as_of, as_known))
    return {id_ for event in view.chronology.events for id_ in event.mentions}


def ferry(store, text, dead, *, published, outlet="Zenda Post", **head):
    raw, report = news(FERRY + text, published=published, outlet=outlet, **head)
    at = report.text.index(dead)
    count = Number(span=Span(at, at + len(dead)), low=int(dead), high=int(dead), what="killed")
    one = mention(report, "sank", "sink", when=day("2021-05-03"), numbers=(count,))
    keep(store, raw, report, one)
    return one


def test_as_of_a_day_only_what_was_published_by_then_is_told(store):
    early = shelling(store, "Zenda", "2021-05-04", "Zenda Post")
    late = shelling(store, "Klow", "2021-05-09", "Klow Herald")
    assert told(store, "2021-05-03") == set()
    assert told(store, "2021-05-04") == told(store, "2021-05-08") == {early.id}
    assert told(store, "2021-05") == told(store) == {early.id, late.id}


def test_a_report_without_a_date_is_left_out_until_it_was_read_and_that_is_said(store):
    one = shelling(store, "Zenda", None, "Zenda Post")
    view = run.View(store, run.moment("2021-05-31"))
    assert view.chronology.events == ()
    assert "1 report without a date" in view.notes[0]
    assert told(store, "2021-06-01") == {one.id}, "what was read on 1 June had been published by then"
    assert run.View(store, run.moment("2021-06-01")).notes == ()


def test_a_report_whose_month_alone_is_told_counts_from_its_last_day(store):
    one = shelling(store, "Zenda", "2021-02", "Zenda Post")
    assert told(store, "2021-02-27") == set()
    assert told(store, "2021-02-28") == {one.id}


def test_as_known_a_day_only_what_was_read_by_then_is_told(store, clock):
    one = shelling(store, "Zenda", "2021-05-04", "Zenda Post")
    clock("2021-06-03T09:00:00+00:00")
    other = shelling(store, "Klow", "2021-05-03", "Klow Herald")
    assert told(store, as_known="2021-05-31") == set()
    assert told(store, as_known="2021-06-02") == {one.id}
    assert told(store, as_known="2021-06-03T08:59") == {one.id}
    assert told(store, as_known="2021-06-03") == {one.id, other.id}
    assert told(store, as_of="2021-05-03", as_known="2021-06-02") == set()


def test_as_known_a_day_judgements_and_readings_stand_as_they_did_then(store, clock):
    one = shelling(store, "Zenda", "2021-05-04", "Zenda Post", when=day("2021-05-03"))
    other = shelling(store, "Klow", "2021-05-09", "Klow Herald", when=day("2021-05-08"))
    clock("2021-06-03T09:00:00+00:00")
    number, _ = run.ledger.judge(store, one.id, other.id, same=True)
    clock("2021-06-05T09:00:00+00:00")
    store.undo(number)
    (report,) = store.reports([one.report])
    keep(store, store.raw(report.id), report, again=True)
    events = {
        known: len(run.View(store, run.moment(None, known)).chronology.events)
        for known in ("2021-06-02", "2021-06-04", "2021-06-06")
    }
    assert events == {"2021-06-02": 2, "2021-06-04": 1, "2021-06-06": 1}
    assert told(store, as_known="2021-06-06") == {other.id}
    assert told(store, as_known="2021-06-04") == {one.id, other.id}


def test_an_edited_report_counts_once_and_its_older_version_counts_as_of_its_day(store):
    old = ferry(store, "At least 3 were dead.", "3", published="2021-05-04T08:00", path="ferry.html")
    new = ferry(store, "At least 7 were dead.", "7", published="2021-05-06T08:00", path="ferry.html")
    (event,) = run.kept(store).events
    assert (event.mentions, event.outlets, event.texts) == ((new.id,), 1, 1)
    assert [toll.words() for toll in event.tolls] == ["killed 7"]
    assert told(store, "2021-05-05") == {old.id}
    assert len(store.reports()) == 2
    assert run.load(store).older == {old.report: new.report}


def test_a_judgement_on_an_older_version_holds_for_the_newer(store):
    old = ferry(store, "At least 3 were dead.", "3", published="2021-05-04", path="ferry.html")
    other = shelling(store, "Klow", "2021-05-09", "Klow Herald", when=day("2021-05-03"))
    run.ledger.judge(store, old.id, other.id, same=True)
    new = ferry(store, "At least 7 were dead.", "7", published="2021-05-06", path="ferry.html")
    (event,) = run.kept(store).events
    assert set(event.mentions) == {new.id, other.id}


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        ({"path": "a.html"}, {"path": "b.html"}, False),
        ({"path": "-"}, {"path": "-"}, False),
        ({"address": "https://www.zenda.example/ferry/"}, {"address": "http://zenda.example/ferry#top"}, True),
        ({"address": "https://zenda.example/"}, {"address": "https://zenda.example/"}, False),
        ({"address": "https://zenda.example/x?id=1"}, {"address": "https://zenda.example/x?id=2"}, False),
    ],
)
def test_versions_are_told_by_address_or_path(store, first, second, linked):
    first, second = ({"path": f"{n}.html"} | head for n, head in enumerate((first, second)))
    ferry(store, "At least 3 were dead.", "3", published="2021-05-04", **first)
    ferry(store, "At least 7 were dead.", "7", published="2021-05-06", **second)
    assert bool(run.load(store).older) is linked


def test_another_report_under_the_same_path_is_no_version(store):
    ferry(store, "At least 3 were dead.", "3", published="2021-05-04", path="report.txt")
    shelling(store, "Klow", "2021-05-09", "Klow Herald", path="report.txt")
    assert not run.load(store).older


def test_versions_without_a_date_follow_the_order_in_which_they_came():
    (_, one), (_, two), (_, three) = (news(FERRY + more, path="x") for more in ("One.", "Two.", "Three."))
    arrived = dict.fromkeys((two.id, three.id, one.id), "")
    assert versions([one, two, three], arrived) == {two.id: one.id, three.id: one.id}


def test_ten_thousand_versions_of_one_report_are_one_report():
    reports = [replace(news(FERRY, path="x")[1], id=f"r{n:016x}") for n in range(10_000)]
    assert len(versions(reports, dict.fromkeys((one.id for one in reports), ""))) == 9_999


@given(judged(), st.integers(0, 8))
@settings(deadline=None, max_examples=20)
def test_as_of_a_day_is_what_a_database_without_the_later_reports_would_hold(pile, days):
    reports, mentions, ledger = pile
    until = date(2021, 5, 19 + days)
    contents = Contents(revision=0, reports=reports, mentions=mentions, judgements=ledger)
    early = tuple(one for one in reports if one.day <= until)
    without = Contents(
        revision=0,
        reports=early,
        mentions=tuple(one for one in mentions if one.report in {report.id for report in early}),
        judgements=ledger,
    )
    assert merged(published(contents, until)[0]).chronology == merged(without).chronology


@pytest.mark.parametrize("asked", ["yesterday", "2021-05-03T25:00"])
def test_a_moment_that_is_none_is_told(asked):
    with pytest.raises(OptionsError, match="Write it as"):
        run.moment(None, asked)
