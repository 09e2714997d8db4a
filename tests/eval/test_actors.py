"""Gold entities are read from MEANTIME's layout, and groupings are scored as worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval.actors import documents, figures

WORDS = ("Ana", "Silva", "left", ".", "Harbour", "Board", "and", "she", "met")
TOKENS = "".join(f'<token t_id="{n}" sentence="0" number="{n}">{word}</token>' for n, word in enumerate(WORDS, 1))


def mention(number: int, *tokens: int) -> str:
    anchors = "".join(f'<token_anchor t_id="{token}"/>' for token in tokens)
    return f'<ENTITY_MENTION m_id="{number}">{anchors}</ENTITY_MENTION>'


@pytest.fixture
def meantime(tmp_path: Path) -> Path:
    folder = tmp_path / "intra_cross-doc_annotation"
    folder.mkdir()
    (tmp_path / "list_instances.csv").write_text("#ID\tTYPE\tCLASS\nPER1\tENTITY\tPER\nORG1\tENTITY\tORG\n")
    (folder / "1_Board.xml").write_text(
        f"""<Document doc_id="1">{TOKENS}<Markables>
{mention(1, 1, 2)}{mention(2, 5, 6)}{mention(3, 8)}{mention(4, 9)}
<ENTITY m_id="20" instance_id="PER1" ent_type="PER"/><ENTITY m_id="21" instance_id="ORG1" ent_type="ORG"/>
</Markables><Relations>
<REFERS_TO><source m_id="1"/><source m_id="3"/><target m_id="20"/></REFERS_TO>
<REFERS_TO><source m_id="2"/><target m_id="21"/></REFERS_TO>
</Relations></Document>"""
    )
    return tmp_path


def test_a_mention_has_its_words_and_its_instance(meantime: Path) -> None:
    (document,) = documents(meantime)
    told = [(gold.span.of(document.text), gold.instance, gold.kind) for gold in document.gold]
    assert told == [("Ana Silva", "PER1", "PER"), ("Harbour Board", "ORG1", "ORG"), ("she", "PER1", "PER")]


def test_figures_are_those_worked_out_by_hand() -> None:
    # Gold: {1, 3} {2} in one report and {1} of the same person in another; system: {1, 3, 2} and {1} apart.
    key = {("a", "1"): "PER1", ("a", "3"): "PER1", ("a", "2"): "PRO1", ("b", "1"): "PER1"}
    answer = {("a", "1"): "x", ("a", "3"): "x", ("a", "2"): "x", ("b", "1"): "y"}
    found = figures(key, answer, {name: value[:3] for name, value in key.items()})
    # Precision: 2/3 + 2/3 + 1/3 + 1 over 4; recall: 2/3 + 2/3 + 1 + 1/3 over 4.
    assert (found["precision"], found["recall"], found["f1"]) == (66.67, 66.67, 66.67)
    # Within: recall is whole; precision as before.
    assert found["within_f1"] == 80.0
    # Without the product: precision 1, recall 2/3 + 2/3 + 1/3 over 3.
    assert found["acting_f1"] == 71.43


def test_what_is_missed_costs_recall_alone() -> None:
    key = {("a", "1"): "PER1", ("a", "2"): "PER1"}
    found = figures(key, {("a", "1"): "x"}, dict.fromkeys(key, "PER"))
    assert (found["precision"], found["recall"]) == (100.0, 25.0)
