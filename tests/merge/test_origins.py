"""Who stands behind an event is counted by who they are, not by how they spell it."""

from __future__ import annotations

import pytest
from tests.merge.build import report

from dateline.merge.origins import counts
from dateline.records import Mention, Span


def told(**heads: str) -> tuple[int, int]:
    """Count outlets and origins of one event that two texts tell, each with its outlet and agency."""
    reports = [report(f"Rebels shelled the port, text {name}.", **head) for name, head in heads.items()]
    mentions = [
        Mention(
            id=f"m{one.id[1:]}-7",
            report=one.id,
            sentence=0,
            trigger=Span(7, 14),
            clause=Span(0, 23),
            act="shell",
            kind="",
        )
        for one in reports
    ]
    found = counts(mentions, {one.id: one for one in reports}, {one.id: one.report for one in mentions})
    return found.outlets, found.origins


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"outlet": "AFP"}, {"outlet": "Agence France-Presse"}, (1, 1)),
        ({"agency": "Reuters"}, {"agency": "Thomson Reuters"}, (1, 1)),
        ({"outlet": "Harbour Times"}, {"outlet": "Gulf Ledger"}, (2, 2)),
        (
            {"outlet": "Harbour Times", "agency": "AFP"},
            {"outlet": "Gulf Ledger", "agency": "Agence France-Presse"},
            (2, 1),
        ),
    ],
)
def test_names_of_one_press_are_one_outlet_and_one_origin(one, other, expected) -> None:
    assert told(one=one, other=other) == expected
