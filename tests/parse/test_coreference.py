"""Who refers to whom in a report, on trees built by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases import load
from tests.parsed import parsed, phrase_tokens

from dateline.parse.entities import find_entities

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", load(CASES / "coreference.jsonl"))
def test_mentions_of_one_thing_are_one_chain(case: dict[str, Any]) -> None:
    _, grammar = parsed(case["text"], case["rows"])
    names = [(*phrase_tokens(grammar.tokens, case["text"], phrase), kind) for phrase, kind in case["names"]]
    found = find_entities(grammar.tokens, grammar.sentences, names)
    by_head = {mention.head: mention for mention in found}

    def chain(phrase: str) -> int | None:
        first, last = phrase_tokens(grammar.tokens, case["text"], phrase)
        return next((by_head[i].chain for i in range(first, last) if i in by_head), None)

    for group in case.get("same", ()):
        assert len({chain(phrase) for phrase in group}) == 1, group
        assert chain(group[0]) is not None
    for left, right in case.get("different", ()):
        assert chain(left) is None or chain(left) != chain(right)
