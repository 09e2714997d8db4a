"""Ids as a person types them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timeline.test_select import event

from dateline.errors import OptionsError
from dateline.timeline import find, short_ids

HASHES = st.integers(0, 16**16 - 1).map(lambda number: f"{number:016x}")
IDS = st.tuples(HASHES | st.sampled_from(["00000000000000aa", "00000000000000ab"]), st.integers(0, 99)).map(
    lambda pair: f"e{pair[0]}-{pair[1]}"
)


@given(st.lists(IDS, unique=True, min_size=1, max_size=8))
@settings(deadline=None)
def test_every_short_id_finds_its_own_event(identities):
    events = [event(identity) for identity in identities]
    short = short_ids(events)
    assert [find(events, short[e.id]) for e in events] == events
    assert [find(events, e.id) for e in events] == events


def test_the_id_of_any_mention_finds_the_event_even_as_an_event():
    joined = replace(event("e0123456789abcdef-4"), mentions=("m0123456789abcdef-4", "mfedcba9876543210-17"))
    events = [joined, event("e1111111111111111-4")]
    for asked in ("mfedcba9876543210-17", "efedcba9876543210-17", "fedc-17", "fedc"):
        assert find(events, asked) == joined


def test_an_ambiguous_id_names_what_it_may_be():
    events = [event("e0123456789abcdef-4"), event("e0123456789abcdef-44")]
    assert find(events, "e0123-4") == events[0]
    with pytest.raises(OptionsError, match=r"any of 2 events \(e0123-4, e0123-44\)"):
        find(events, "e01")


@pytest.mark.parametrize("asked", ["", "e", "eggs", "e99", "e0-1-2"])
def test_an_id_of_nothing_says_where_to_look(asked):
    with pytest.raises(OptionsError, match="dateline show"):
        find([event("e0123456789abcdef-4")], asked)
