"""Words find the reports and mentions that hold them, by their stems, whatever is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import report_of

from dateline.records import Mention, Span
from dateline.store import Reading, Run, Store, search

RUN = Run(started="2026-11-25T00:00:00+00:00", version="test")


def keep(store, text, *, again=False):
    raw, report = report_of(text)
    trigger = Span(text.index(" ") + 1, text.index(" ", text.index(" ") + 1))
    mention = Mention(
        id=f"m{report.id[1:]}-{trigger.start}",
        report=report.id,
        sentence=0,
        trigger=trigger,
        clause=Span(0, len(text.partition(".")[0])),
        act="x",
        kind="",
    )
    store.write(Reading(raw=raw, report=report, mentions=(mention,)), run=RUN, again=again)
    return report.id, mention.id


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def test_stems_and_marks_over_letters_do_not_matter_and_all_words_must_be_there(store):
    one, mention = keep(store, "Dockers strikes at Málaga. The mayor left.")
    other, _ = keep(store, "Pilots struck at Faro. Strike funds are low.")
    assert search.index(store) == 2
    assert set(search.reports(store, "striking")) == {one, other}
    assert search.reports(store, "striking malaga") == (one,)
    assert search.mentions(store, "STRIKE") == {mention}, "only the clause of the other's mention counts"
    assert search.mentions(store, "mayor") == frozenset()


def test_a_phrase_in_quotation_marks_stands_as_it_is(store):
    one, _ = keep(store, "Envoys met in Oslo. The peace talks ended.")
    keep(store, "Envoys met in Rome. The talks on peace ended.")
    search.index(store)
    assert search.reports(store, '"peace talks"') == search.reports(store, "“peace talks”") == (one,)


def test_what_comes_later_is_indexed_then_and_an_older_reading_is_found_no_more(store):
    assert search.indexed(store)
    one, _ = keep(store, "Rebels shelled Aden. Night fell.")
    assert not search.indexed(store)
    assert search.reports(store, "rebels") == ()
    search.index(store)
    assert search.reports(store, "rebels") == (one,)
    keep(store, "Rebels shelled Aden. Night fell.", again=True)
    search.index(store)
    assert search.reports(store, "rebels") == (one,)
    assert len(search.mentions(store, "rebels")) == 1
    assert search.index(store) == 0


def test_hits_are_marked_where_they_stand():
    text = "Strikes hit. \ue000\0 A strike hit the port"
    (hits,) = search.marked([text], "strike port")
    assert [text[start:end] for start, end in hits] == ["Strikes", "strike", "port"]


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_nothing_typed_is_an_operator_or_breaks(words, text):
    for start, end in search.marked([text], words)[0]:
        assert text[start:end].strip()


@pytest.mark.parametrize("words", ["", " ", '"', "* ^ ( )", 'a" OR "b', "NEAR(x y)", "x:y", "-x", "\0"])
def test_odd_queries_are_answered(store, words):
    keep(store, "Rebels shelled Aden. Night fell.")
    search.index(store)
    assert search.reports(store, words) == ()
    assert search.mentions(store, words) == frozenset()
