"""The measure of time expressions, on an example worked out by hand."""

import pytest
from eval import timex
from eval.timex import Timex

BODY = (
    'Smith &amp; Co left on <TIMEX3 tid="t1" type="DATE" value="2020-01-02">Thursday</TIMEX3> at '
    '<TIMEX3 tid="t2" type="TIME" value="2020-01-02T12:00">noon</TIMEX3>, after '
    '<TIMEX3 tid="t3" type="DURATION" value="P2W">two weeks</TIMEX3> and since '
    '<TIMEX3 tid="t4" type="DATE" value="2019">early 2019</TIMEX3>, and call '
    '<TIMEX3 tid="t5" type="SET" value="XXXX-WXX-5">every Friday</TIMEX3>.'
)
DOCUMENT = (
    '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2020-01-03" functionInDocument="CREATION_TIME">3 January'
    f"</TIMEX3></DCT><TEXT>{BODY}</TEXT></TimeML>"
)
PLAIN = "Smith & Co left on Thursday at noon, after two weeks and since early 2019, and call every Friday."
# Right in all; right in span alone, twice; right in type alone, inside the marked words; and one that nobody marked.
ANSWERS = (
    ("Thursday", "DATE", "2020-01-02"),
    ("noon", "DATE", "2020-01-02"),
    ("two weeks", "DATE", "2019-12-20"),
    ("2019", "DATE", "2018"),
    ("call", "DATE", "2020-01-03"),
)


def answered(words, kind, value):
    start = PLAIN.index(words)
    return Timex(start, start + len(words), kind, value, words)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.tml").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_a_document_gives_its_text_its_creation_time_and_the_places_of_what_is_marked(folder):
    text, created, marked = timex.load(folder / "one.tml")
    assert (text, created) == (PLAIN, "2020-01-03")
    assert [(one.words, one.type) for one in marked] == [
        ("Thursday", "DATE"), ("noon", "TIME"), ("two weeks", "DURATION"), ("early 2019", "DATE"),
        ("every Friday", "SET"),
    ]  # fmt: skip
    assert [text[one.start : one.end] for one in marked] == [one.words for one in marked]


def test_scores_are_those_worked_out_by_hand(folder, monkeypatch):
    monkeypatch.setattr(timex, "_parser", lambda: timex.plain)
    monkeypatch.setattr(timex, "predict", lambda *_: [answered(*one) for one in ANSWERS])
    # Five are marked and five given, so that each right one adds 2 / (5 + 5): three spans agree, four share a
    # character, two of those four agree in type ("Thursday", "2019") and one in value ("Thursday").
    assert timex.run(folder) == {
        "strict_f1": 60.0,
        "relaxed_f1": 80.0,
        "type_f1": 40.0,
        "value_f1": 20.0,
        "relaxed_precision": 80.0,
        "relaxed_recall": 80.0,
        "gold": 5,
    }


def test_two_answers_inside_one_marked_phrase_count_once_and_the_equal_span_is_taken():
    marked = [answered("early 2019", "DATE", "2019")]
    inside, same = answered("2019", "DATE", "2019"), answered("early 2019", "DATE", "2019-01")
    assert timex.pairs(marked, [inside, same]) == [(marked[0], same)]
    assert timex.pairs(marked, [inside]) == [(marked[0], inside)]


def test_a_measure_over_nothing_is_nought():
    assert timex.f1(0, 0, 0) == 0.0
