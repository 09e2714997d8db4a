"""Sentences of PETRARCH2's unit records, read by the whole pipeline: who does what to whom.

The sentences are openeventdata/petrarch2's (MIT, cases/LICENSE-PETRARCH2). Its codes are those of a test dictionary
("to restore diplomatic ties" is 064 there, "to welcome" 041), so that the types are ours, after PLOVER's manual; the
sides are the records' own where those are right.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases import load

from dateline.export.codes import codes
from dateline.run.pipeline import Draft, extract, parse, read, resolve

CASES = Path(__file__).parent / "cases"


def among(wanted, sides):
    return all(any(name in side.name for side in sides) for name in wanted)


@pytest.mark.parametrize("case", load(CASES / "petrarch.jsonl"))
def test_a_record_is_coded_with_its_sides(case):
    draft = resolve(extract(parse(read(Draft(path="record.txt", raw=case["text"].encode())))))
    found = codes(draft.mentions, case["text"])
    fitting = [one for one in found if one.type == case["type"]]
    assert any(among(case["by"], one.actors) and among(case["to"], one.recipients) for one in fitting) or (
        not case["type"] and not found
    )
