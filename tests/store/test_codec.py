"""Law 8: encoding then decoding gives back the same record, for every record there is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import records

from dateline import records as all_records
from dateline.errors import StoreError
from dateline.records import Chronology, Event, Judgement, Mention, Parsed, Problem, Report, Span
from dateline.store.codec import decode, encode, squeeze, unsqueeze


@pytest.mark.parametrize(
    "kind", [Report, Parsed, Mention, Judgement, Event, Chronology, Problem], ids=lambda k: k.__name__
)
@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_record_comes_back_as_it_went(kind, data):
    record = data.draw(records(kind))
    assert decode(kind, encode(record)) == record


@given(st.binary())
@settings(deadline=None)
def test_bytes_come_back_as_they_went(raw):
    assert unsqueeze(squeeze(raw)) == raw


def test_a_record_that_breaks_its_own_rule_is_refused_with_the_next_step():
    with pytest.raises(StoreError, match=r"(?s)stored span.*dateline verify"):
        decode(Span, '{"start": 4, "end": 2}')


def test_a_record_of_another_kind_is_refused():
    with pytest.raises(StoreError, match="stored report"):
        decode(all_records.Report, '{"id": "r1"}')
