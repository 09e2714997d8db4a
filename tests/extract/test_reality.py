"""Is it done, and who commits to it: whole sentences as the shipped model reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cases import load

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Certainty, Mention, Modality, Polarity, Report

CASES = Path(__file__).parent / "cases"
WORDS = st.sampled_from(
    """rebels the army port may might will would not never no denied said that if unless failed to managed refused
    attack shelled bombed killed killing plan there is evidence yet apparently was been whether ? , . " called for
    reportedly vowed abandoned reports were false nothing whom stop""".split()
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load(None)


def told(parser: Parser, text: str) -> tuple[Report, tuple[Mention, ...]]:
    report = read(text.encode(), path="sentence.txt").items[0]
    return report, extract(report, parser.parse(report).items[0]).items


@pytest.mark.parametrize("case", load(CASES / "reality.jsonl"))
def test_narrator_and_source_commit_to_what_the_words_say(case: dict[str, Any], parser: Parser) -> None:
    report, mentions = told(parser, case["text"])
    found = {
        mention.trigger.of(report.text): [
            mention.modality.value,
            mention.by_narrator.code(),
            mention.by_source.code() if mention.by_source else None,
            sorted(cue.of(report.text) for cue in mention.stance.cues),
        ]
        for mention in mentions
    }
    assert case["reality"].items() <= found.items()


@given(st.lists(WORDS, min_size=1, max_size=25))
@example(["were", "not", "to", "said", "?"])
@settings(deadline=None, max_examples=60)
def test_any_words_have_a_stance_that_fits_their_modality(words: list[str]) -> None:
    report, mentions = told(Parser.load(None), " ".join(words))
    for mention in mentions:
        assert (mention.by_source is None) or mention.attribution.hops
        assert len(set(mention.stance.cues)) == len(mention.stance.cues)
        assert all(cue.of(report.text).strip() for cue in mention.stance.cues)
        if mention.modality is Modality.DENIED:
            assert mention.stance.polarity is Polarity.NEGATIVE
        if mention.modality in {Modality.CONDITIONAL, Modality.DEMANDED}:
            assert mention.stance.certainty is Certainty.UNKNOWN
        if mention.modality not in {Modality.ASSERTED, Modality.DENIED}:
            assert mention.stance.cues
