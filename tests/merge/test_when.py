"""An event's time from its mentions' times: the laws that hold whatever they are."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge.when import intersect
from dateline.records import Precision, When

BASE = date(2021, 3, 1)


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, size = draw(st.integers(0, 20)), draw(st.integers(1, 12))
    earliest = BASE + timedelta(start) if draw(st.booleans()) else None
    latest = BASE + timedelta(start + size) if draw(st.booleans()) else None
    known = bool(earliest or latest)
    return When(
        earliest=earliest,
        latest=latest,
        precision=Precision.INTERVAL if known else Precision.UNKNOWN,
        edtf=draw(st.sampled_from([None, f"{earliest}~"])) if known else None,
        bounded=draw(st.booleans()) if known else False,
    )


def days(day: int, size: int = 1, **fields: object) -> When:
    start = BASE + timedelta(day)
    return When(earliest=start, latest=start + timedelta(size), precision=Precision.INTERVAL, **fields)  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.lists(whens(), max_size=6), st.randoms())
def test_order_changes_nothing(found: list[When], rng: object) -> None:
    one, disputed, _ = intersect(found)
    other, again, _ = intersect(rng.sample(found, len(found)))  # type: ignore[attr-defined]
    assert ((one.earliest, one.latest), disputed) == ((other.earliest, other.latest), again)


@settings(deadline=None)
@given(st.lists(whens(), min_size=1, max_size=6))
def test_never_narrower_than_the_mentions_support(found: list[When]) -> None:
    one, _, _ = intersect(found)
    starts = [when.earliest for when in found if when.earliest]
    ends = [when.latest for when in found if when.latest]
    assert one.earliest is None or one.earliest in starts
    assert one.latest is None or one.latest in ends


@settings(deadline=None)
@given(whens(), st.integers(1, 4))
def test_telling_it_again_changes_nothing(when: When, times: int) -> None:
    assert intersect([when] * times) == (when, False, ())


@settings(deadline=None)
@given(st.lists(whens(), max_size=6))
def test_accounts_part_the_firm_times_and_do_not_overlap(found: list[When]) -> None:
    one, disputed, accounts = intersect(found)
    assert disputed == (len(accounts) > 1)
    places = [place for account in accounts for place in account]
    assert len(places) == len(set(places))
    if disputed:
        assert all(one.may_equal(found[place]) for place in accounts[0])
        assert not any(one.may_equal(found[place]) for account in accounts[1:] for place in account)


def test_vague_times_narrow_each_other() -> None:
    one, disputed, _ = intersect([days(0, 10), days(5, 20)])
    assert (one.earliest, one.last_day, one.edtf, disputed) == (
        date(2021, 3, 6),
        date(2021, 3, 10),
        "2021-03-06/2021-03-10",
        False,
    )


def test_the_account_of_most_mentions_stands_and_the_other_is_kept() -> None:
    one, disputed, accounts = intersect([days(3), days(4), days(4)])
    assert (one.earliest, disputed, accounts) == (date(2021, 3, 5), True, ((1, 2), (0,)))


def test_a_guess_from_a_telling_yields_without_a_dispute() -> None:
    one, disputed, _ = intersect([days(3), days(9, edtf="2021-03-10~")])
    assert (one.earliest, disputed) == (date(2021, 3, 4), False)


def test_a_mere_bound_narrows_what_is_open() -> None:
    one, _, _ = intersect([days(0, 30), When(latest=BASE + timedelta(5), bounded=True, precision=Precision.INTERVAL)])
    assert (one.last_day, one.bounded) == (date(2021, 3, 5), True)
