"""The picture over time shows each dated event once, whole or in shares."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.density import BINS, density
from dateline.web.facets import DAYLESS

DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 4000)) | st.none(), max_size=30)


def arrays(spans):
    first = [DAYLESS if span is None else span[0] for span in spans]
    last = [DAYLESS if span is None else sum(span) for span in spans]
    return np.array(first, dtype=np.int32), np.array(last, dtype=np.int32)


@given(SPANS)
def test_bars_hold_every_event_inside_once(spans):
    first, last = arrays(spans)
    found = density(first, last, start=date(1900, 1, 1), end=date(2120, 1, 1))
    dated = sum(span is not None for span in spans)
    if not dated:
        assert found is None
        return
    assert found.before == found.after == 0
    assert found.undated == len(spans) - dated
    assert sum(bar.may for bar in found.bars) == pytest.approx(dated, abs=0.01 * len(found.bars))
    assert sum(bar.sure for bar in found.bars) <= dated
    assert all(bar.sure <= bar.may + 0.01 for bar in found.bars)


@given(SPANS.filter(any))
def test_bars_stand_side_by_side_and_are_few(spans):
    found = density(*arrays(spans))
    assert len(found.bars) <= BINS + 1
    for before, after in zip(found.bars, found.bars[1:], strict=False):
        assert (after.first - before.last).days == 1
        assert after.left == pytest.approx(before.left + before.width)
    assert found.bars[0].left == 0
    assert found.bars[-1].left + found.bars[-1].width == pytest.approx(1)


def test_the_picture_runs_over_the_year_of_the_reports_not_the_decades_they_look_back_on():
    told = [date(2020, 1 + n % 12, 1 + n % 28).toordinal() for n in range(300)]
    background = [date(1960 + n * 2, 1, 1).toordinal() for n in range(20)]
    days = np.array([*background, *told], dtype=np.int32)
    found = density(days, days)
    assert found.first.year == 2020
    assert (found.before + found.after) / len(days) <= 0.1


def test_a_far_day_is_counted_beside_the_picture_not_in_it():
    days = [date(2020, 1, day).toordinal() for day in range(1, 31)] * 4 + [date(1950, 1, 1).toordinal()]
    found = density(np.array(days, dtype=np.int32), np.array(days, dtype=np.int32))
    assert (found.first, found.before) == (date(2020, 1, 1), 1)
