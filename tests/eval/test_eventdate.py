"""Gold dates are read from each layout, and intervals are scored as worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from eval.eventdate import Document, Gold, Score, documents

from dateline.records import Basis, Span, When

TOKENS = "".join(
    f'<token t_id="{number}" sentence="{sentence}" number="0">{word}</token>'
    for number, (sentence, word) in enumerate([(0, "Dam"), (0, "bursts"), (1, "It"), (1, "fell"), (1, "Monday")], 1)
)
STAMPS = """<TIMEX3 m_id="90" type="DATE" value="2021-03-02" functionInDocument="CREATION_TIME"/>
<TIMEX3 m_id="91" type="DATE" value="2021-03-01" functionInDocument="NONE"><token_anchor t_id="5"/></TIMEX3>"""


@pytest.fixture
def meantime(tmp_path: Path) -> Path:
    folder = tmp_path / "intra_cross-doc_annotation"
    folder.mkdir()
    (tmp_path / "list_instances.csv").write_text(
        "#ID\tTYPE\nOTH1\tEVENT\tOTHER\tburst\t\t\t\t2021-03-XX\nOTH2\tEVENT\tOTHER\tfell\t\t\t\tXXXX-XX-XX\n"
    )
    (folder / "1_Dam.xml").write_text(
        f"""<Document doc_id="1">{TOKENS}<Markables>
<EVENT_MENTION m_id="10"><token_anchor t_id="2"/></EVENT_MENTION>
<EVENT_MENTION m_id="11"><token_anchor t_id="4"/></EVENT_MENTION>
<EVENT m_id="20" instance_id="OTH1"/><EVENT m_id="21" instance_id="OTH2"/>{STAMPS}</Markables><Relations>
<REFERS_TO><source m_id="10"/><target m_id="20"/></REFERS_TO>
<REFERS_TO><source m_id="11"/><target m_id="21"/></REFERS_TO>
<TLINK reltype="IS_INCLUDED"><source m_id="11"/><target m_id="91"/></TLINK>
<TLINK reltype="BEFORE"><source m_id="10"/><target m_id="91"/></TLINK>
</Relations></Document>"""
    )
    return tmp_path


def told(document: Document) -> list[tuple[str, str]]:
    return [(gold.span.of(document.text), gold.date) for gold in document.gold]


def test_meantime_dates_by_instance_and_else_by_link(meantime: Path) -> None:
    (document,) = documents(meantime)
    assert (document.created, told(document)) == ("2021-03-02", [("bursts", "2021-03"), ("fell", "2021-03-01")])


def test_timelines_date_the_triggers_that_they_name(tmp_path: Path) -> None:
    for name in ("reports", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "reports" / "1_Dam.xml").write_text(f"<Document>{TOKENS}<Markables>{STAMPS}</Markables></Document>")
    (tmp_path / "gold" / "dam.txt").write_text("dam\n0\tXXXX-XX-XX\t1-0-bursts\n1\t2021-03-01\t1-1-fell\n")
    (document,) = documents(tmp_path)
    assert told(document) == [("fell", "2021-03-01")]


def test_timeml_dates_by_link_to_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(
        """<DCT><TIMEX3 tid="t0" type="DATE" value="2021-03-02" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
<TEXT>The dam <EVENT eid="e1" class="O">burst</EVENT> &amp; <EVENT eid="e2" class="O">fell</EVENT>
<TIMEX3 tid="t1" type="DATE" value="2021-03-01">Monday</TIMEX3>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1"/><MAKEINSTANCE eventID="e2" eiid="ei2"/>
<TLINK relType="BEFORE" eventInstanceID="ei1" relatedToTime="t0"/>
<TLINK relType="IS_INCLUDED" eventInstanceID="ei2" relatedToTime="t1"/>"""
    )
    (document,) = documents(tmp_path)
    assert told(document) == [("fell", "2021-03-01")]


def test_a_month_is_answered_by_the_month_and_met_by_a_day_of_it() -> None:
    score, document = Score(), Document("a", "It fell.", "2021-03-02", ())
    gold = Gold(Span(3, 7), "2021-03")
    march = {"earliest": date(2021, 3, 1), "latest": date(2021, 4, 1), "basis": Basis.PHRASE}
    for when in (
        When(**march),  # exact, and 31 days wide
        When(**march | {"latest": date(2021, 3, 2)}),  # overlaps; one day wide
        When(earliest=date(2021, 4, 1), latest=date(2021, 4, 2), basis=Basis.NEWS),  # wrong; one day wide
        When(latest=date(2021, 4, 1), basis=Basis.REPORT, bounded=True),  # a fallback, though it reaches over March
        When(),
    ):
        score.add(document, gold, when)
    figures = score.figures()
    assert (figures["exact"], figures["overlap"], figures["fallback"], figures["undated"]) == (0.2, 0.4, 0.2, 0.2)
    assert (figures["width_days"], figures["events"], figures["same_day"]) == (11.0, 5, 0.0)
