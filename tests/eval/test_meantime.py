"""Gold mentions of MEANTIME are read with the instances that reports share."""

from __future__ import annotations

from pathlib import Path

from eval.coref import run
from eval.meantime import documents

TOKENS = "".join(
    f'<token t_id="{number}" sentence="{number // 4}" number="0">{word}</token>'
    for number, word in enumerate(("Rebels", "shelled", "Lima", ".", "They", "fled", "."), 1)
)


def write(folder: Path, name: str, instance: str) -> None:
    (folder / "intra_cross-doc_annotation").mkdir(exist_ok=True)
    (folder / "list_instances.csv").write_text("")
    (folder / "intra_cross-doc_annotation" / name).write_text(
        f"""<Document>{TOKENS.replace("Rebels", name[0] * 2)}<Markables>
<EVENT_MENTION m_id="10"><token_anchor t_id="2"/></EVENT_MENTION>
<EVENT_MENTION m_id="11"><token_anchor t_id="6"/></EVENT_MENTION>
<EVENT m_id="20" instance_id="{instance}"/>
<TIMEX3 m_id="90" type="DATE" value="2021-03-02" functionInDocument="CREATION_TIME"/></Markables><Relations>
<REFERS_TO><source m_id="10"/><target m_id="20"/></REFERS_TO></Relations></Document>"""
    )


def test_a_mention_of_no_instance_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "1_Lima.xml", "ASS1")
    (one,) = documents(tmp_path)
    assert [(gold.span.of(one.report.text), gold.event) for gold in one.gold] == [("shelled", "ASS1")]
    assert one.report.published is not None


def test_an_instance_of_two_reports_is_one_event(tmp_path: Path) -> None:
    write(tmp_path, "1_Lima.xml", "ASS1")
    write(tmp_path, "2_Lima.xml", "ASS1")
    assert run(tmp_path)["same_lemma"]["conll_f1"] == 100.0
