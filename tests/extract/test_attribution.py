"""Who tells an event: chains by construction, and the laws of attribution on any tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.parsed import parsed, phrase_tokens

from dateline.extract.attribution import attribute, chain
from dateline.extract.modality import modality
from dateline.records import Parsed, Report, SourceKind

CASES = Path(__file__).parent / "cases"


def build(case: dict[str, Any]) -> tuple[Report, Parsed]:
    return parsed(case["text"], case["rows"], entities=case.get("entities", ()), times=case.get("times", ()))


@pytest.mark.parametrize("case", load(CASES / "attribution.jsonl"))
def test_chain_runs_from_the_narrator_to_the_event(case: dict[str, Any]) -> None:
    report, tree = build(case)
    attributed = attribute(report, tree)
    for word, names in case["said_by"].items():
        token = phrase_tokens(tree.tokens, report.text, word)[0]
        assert [hop.name for hop in chain(attributed, token).hops] == names, word
    for word, index in case.get("told", {}).items():
        token = phrase_tokens(tree.tokens, report.text, word)[0]
        assert chain(attributed, token).told == index


SAYS = """
Troops troops NOUN NNS 2 nsubj
fled flee VERB VBD 5 ccomp
, , PUNCT , 2 punct
{name} {name} PROPN NNP 5 nsubj
reported report VERB VBD 0 root
. . PUNCT . 5 punct
"""


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Interfax", SourceKind.AGENCY), ("Kommersant", SourceKind.OUTLET), ("Marigold", SourceKind.OTHER)],
)
def test_the_register_says_who_is_an_agency_or_an_outlet(name: str, kind: SourceKind) -> None:
    report, tree = parsed(f"Troops fled, {name} reported.", SAYS.format(name=name))
    (hop,) = chain(attribute(report, tree), 1).hops
    assert (hop.name, hop.kind) == (name, kind)


WORDS = [
    "said",
    "that",
    "“",
    "”",
    "officials",
    "citing",
    "report",
    "according",
    "to",
    "fled",
    "he",
    "will",
    ":",
    "–",
    ",",
    "to",
    "until",
    "if",
    "statement",
    "quoted",
    "as",
    "by",
    "who",
    "not",
]
UPOS = ["VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADP", "SCONJ", "AUX", "ADJ", "PART"]
RELS = [
    "nsubj",
    "ccomp",
    "parataxis",
    "advcl",
    "obl",
    "obj",
    "case",
    "mark",
    "acl",
    "acl:relcl",
    "conj",
    "xcomp",
    "punct",
]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Report, Parsed]:
    """Any tree at all, cycles included: a model may draw what no grammar allows."""
    n = draw(st.integers(1, 14))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=n, max_size=n))
    rows = [
        f"{word} {word} {draw(st.sampled_from(UPOS))} {draw(st.sampled_from(['VBD', 'VB', 'VBG', 'VBN', 'NN', 'MD']))} "
        f"{draw(st.integers(0, n))} {draw(st.sampled_from(RELS))}"
        for word in words
    ]
    title = "# title\n" if draw(st.booleans()) else ""
    return parsed(" ".join(words), title + "\n".join(rows))


@settings(deadline=None, max_examples=300)
@given(trees())
def test_no_tree_is_too_odd(built: tuple[Report, Parsed]) -> None:
    report, tree = built
    attributed = attribute(report, tree)
    for one in attributed:
        assert not set(one.cue) & one.content
        assert one.background <= one.content
        assert one.hop.cue.end <= len(report.text)
    for token in range(len(tree.tokens)):
        attribution = chain(attributed, token)
        assert all(hop.name for hop in attribution.hops)
        modality(tree, token, attribution)
