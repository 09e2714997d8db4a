"""Every outlet of which a source tells the owner is in the register, and has that source."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest

from dateline.resources import outlets

LINES = files("dateline.resources.outlets").joinpath("ownership.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("row", list(csv.DictReader(LINES, delimiter="\t")), ids=lambda row: row["domain"])
def test_an_owner_is_told_of_a_known_outlet_with_a_source(row):
    found = outlets.identify(row["domain"])
    assert found is not None
    assert found.source == row["source"] != ""
    assert found.owner or found.state_controlled is not None
    assert all(address.startswith("http") for address in found.address.split(" "))
    assert date.fromisoformat(row["seen"])


def test_of_an_outlet_without_a_source_nothing_is_told():
    found = outlets.identify("Yonhap")
    assert (found.owner, found.state_controlled, found.source) == ("", None, "")
