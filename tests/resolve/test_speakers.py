"""Who tells it: each source of a chain as an actor, and the outlet and agency before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.parsed import parsed

from dateline.records import Attribution, Hop, Mention, SourceKind, Span, Told
from dateline.resolve import resolve

ROWS = """
Kenya's kenya PROPN NNP 2 nmod:poss
army army NOUN NN 3 nsubj
said say VERB VBD 0 root
rebels rebel NOUN NNS 5 nsubj
fled flee VERB VBD 3 ccomp
. . PUNCT . 3 punct
"""
TEXT = "Kenya's army said rebels fled."


def resolved(*, name: str, kind: SourceKind, **told: Told) -> Mention:
    report, tree = parsed(TEXT, ROWS, entities=[("Kenya's", "geopolitical", "name", None)])
    report = replace(report, **told)
    start = TEXT.index("fled")
    mention = Mention(
        id=f"m{report.id[1:]}-{start}",
        report=report.id,
        sentence=0,
        trigger=Span(start, start + 4),
        clause=Span(18, 29),
        act="flee",
        kind="",
        attribution=Attribution(hops=(Hop(name=name, kind=kind, span=Span(0, 12), cue=Span(13, 17)),)),
    )
    return resolve(report, tree, [mention]).items[0]


def test_a_source_is_the_actor_that_its_words_name() -> None:
    (hop,) = resolved(name="Kenya's army", kind=SourceKind.OFFICIAL).attribution.hops
    assert hop.link is not None
    assert (hop.link.target.id, hop.link.country) == ("organ:KEN:MIL:army", "KEN")
    assert "state:KEN" in hop.link.parents


def test_an_agency_is_its_line_in_the_register() -> None:
    (hop,) = resolved(name="AFP", kind=SourceKind.AGENCY).attribution.hops
    assert hop.link is not None
    assert hop.link.target.id == "outlet:afp.com"


@pytest.mark.parametrize(
    ("told", "chain"),
    [
        ({}, []),
        ({"outlet": "The Vale Ledger"}, [("The Vale Ledger", SourceKind.OUTLET, "outlet:vale-ledger")]),
        (
            {"agency": "Reuters", "outlet": "The Vale Ledger"},
            [
                ("The Vale Ledger", SourceKind.OUTLET, "outlet:vale-ledger"),
                ("Reuters", SourceKind.AGENCY, "outlet:reuters.com"),
            ],
        ),
    ],
)
def test_the_outlet_stands_before_the_agency_it_credits(
    told: dict[str, str], chain: list[tuple[str, str, str]]
) -> None:
    heads = {field: Told(value=value, rule="by hand") for field, value in told.items()}
    carriers = resolved(name="Kenya's army", kind=SourceKind.OFFICIAL, **heads).carriers
    assert [(c.name, c.kind, c.link.target.id if c.link else None) for c in carriers] == chain
