"""What accounts differ on, from the reports' words to the record: claims that cannot all be true, and no others."""

from pathlib import Path

import pytest
from tests.cases import load

from dateline import run


@pytest.mark.parametrize("case", load(Path(__file__).parent / "cases" / "disagreements.jsonl"))
def test_claims_that_cannot_all_be_true_are_a_disagreement_and_others_are_none(case, tmp_path):
    for number, text in enumerate(case["reports"]):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    chronology = run.build([str(tmp_path)]).chronology
    found = {(one.field.value, tuple(account.value for account in one.values)) for one in chronology.disagreements}
    if case["field"] is None:
        assert not found
    else:
        assert (case["field"], tuple(case["values"])) in found
        (one,) = (one for one in chronology.disagreements if one.field == case["field"])
        assert all(account.outlets and account.origins and account.first_told for account in one.values)
    if "tolls" in case:
        assert case["tolls"] in [[toll.words() for toll in event.tolls] for event in chronology.events]
