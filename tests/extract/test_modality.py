"""Is it done: modality, its words and polarity, by construction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases import load
from tests.parsed import parsed, phrase_tokens

from dateline.extract.modality import modality
from dateline.extract.signatures import table
from dateline.records import Attribution, Hop, Modality, SourceKind, Span

CASES = Path(__file__).parent / "cases"
TOLD = Attribution(hops=(Hop(name="Jane Roe", kind=SourceKind.OTHER, span=Span(0, 1), cue=Span(0, 1)),))


@pytest.mark.parametrize("case", load(CASES / "modality.jsonl"))
def test_modality_of_each_event(case: dict[str, Any]) -> None:
    report, tree = parsed(case["text"], case["rows"])
    for word, wanted in case["modality"].items():
        token = phrase_tokens(tree.tokens, report.text, word)[0]
        found = modality(tree, token, TOLD if case.get("told") else None)
        assert found.modality == wanted, word
        assert found.negated == (word in case.get("negated", ())), word
        if word in case.get("cue", {}):
            assert found.stance.cues[0].of(report.text) == case["cue"][word]


def test_every_signature_is_well_formed() -> None:
    effects = {"+", "-", "o", *Modality}
    signatures = [*table("noun").values(), *table("adjective").values()]
    signatures += [signature for keys in table("verb").values() for signature in keys.values()]
    for signature in signatures:
        positive, slash, negative = signature.partition("/")
        assert slash
        assert {positive, negative} <= effects, signature
