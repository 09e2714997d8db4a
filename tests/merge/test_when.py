"""An event's time from its mentions' times: the laws that hold whatever they are."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge.when import intersect, put_together
from dateline.records import Basis, Precision, When

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
    one, other = intersect(found), intersect(rng.sample(found, len(found)))  # type: ignore[attr-defined]
    assert (one.when.days, one.firm, one.sure) == (other.when.days, other.firm, other.sure)
    assert len(one.accounts) == len(other.accounts)


@settings(deadline=None)
@given(st.lists(whens(), min_size=1, max_size=6))
def test_never_narrower_than_the_mentions_support(found: list[When]) -> None:
    one = intersect(found).when
    starts = [when.earliest for when in found if when.earliest]
    ends = [when.latest for when in found if when.latest]
    assert one.earliest is None or one.earliest in starts
    assert one.latest is None or one.latest in ends


@settings(deadline=None)
@given(whens(), st.integers(1, 4))
def test_telling_it_again_changes_nothing(when: When, times: int) -> None:
    common = intersect([when] * times)
    assert (common.when, common.accounts, common.yielded) == (when, (), ())


@settings(deadline=None)
@given(st.lists(whens(), max_size=6))
def test_accounts_part_the_firm_times_and_do_not_overlap(found: list[When]) -> None:
    common = intersect(found)
    places = [place for account in common.accounts for place in account]
    assert len(places) == len(set(places))
    assert len(common.accounts) != 1
    if common.accounts:
        one = common.when
        assert all(one.may_equal(found[place]) for place in common.accounts[0])
        assert not any(one.may_equal(found[place]) for account in common.accounts[1:] for place in account)
    # Whichever account is right, what is sure holds it.
    assert all(not common.sure.meet(found[place].days).empty for place in places)
    assert common.firm.meet(common.sure) == common.firm


def test_vague_times_narrow_each_other() -> None:
    common = intersect([days(0, 10), days(5, 20)])
    one = common.when
    assert (one.earliest, one.last_day, one.edtf) == (date(2021, 3, 6), date(2021, 3, 10), "2021-03-06/2021-03-10")
    assert (common.first, common.last, common.accounts) == ((1,), (0,), ())


def test_the_account_of_most_mentions_stands_and_the_other_is_kept() -> None:
    common = intersect([days(3), days(4), days(4)])
    assert (common.when.earliest, common.accounts) == (date(2021, 3, 5), ((1, 2), (0,)))


def test_a_guess_from_a_telling_yields_without_a_dispute() -> None:
    common = intersect([days(3), days(9, edtf="2021-03-10~")])
    assert (common.when.earliest, common.accounts, common.yielded) == (date(2021, 3, 4), (), (1,))


def test_a_mere_bound_narrows_what_is_open() -> None:
    common = intersect([days(0, 30), When(latest=BASE + timedelta(5), bounded=True, precision=Precision.INTERVAL)])
    assert (common.when.last_day, common.when.bounded, common.fixed) == (date(2021, 3, 5), True, False)


def told_by(day: int, **fields: object) -> When:
    """Return what a report's own day says of an event told as done."""
    return When(
        latest=BASE + timedelta(day + 1),
        bounded=True,
        precision=Precision.INTERVAL,
        basis=Basis.REPORT,
        edtf=f"/{BASE + timedelta(day)}",
        **fields,  # type: ignore[arg-type]
    )


def test_background_told_again_keeps_its_old_date() -> None:
    old, again = days(3, basis=Basis.PHRASE, edtf="2021-03-04"), days(19, 2, edtf="2021-03-20~", basis=Basis.NEWS)
    common = intersect([old, again, told_by(20)])
    assert (common.when, common.yielded, common.accounts) == (old, (1,), ())


def test_a_later_telling_does_not_date_what_an_early_report_tells_as_done() -> None:
    early, late = told_by(4), days(19, 2, edtf="2021-03-20~", basis=Basis.NEWS)
    common = intersect([late, early])
    assert (common.when, common.yielded) == (early, (0,))


def test_a_retelling_bounded_by_its_report_is_no_account() -> None:
    phrase = days(9, basis=Basis.PHRASE, edtf="2021-03-10")
    common = intersect([phrase, told_by(4)])
    assert (common.when, common.accounts, common.yielded) == (phrase, (), (1,))


def test_the_basis_is_that_of_what_gives_an_end() -> None:
    year = days(0, 300, basis=Basis.PHRASE, edtf="2021")
    news = days(3, 2, basis=Basis.NEWS, edtf="2021-03-05~")
    one = intersect([year, news, told_by(3)]).when
    assert (one.edtf, one.basis, one.bounded, one.precision) == ("2021-03-04~", Basis.NEWS, True, Precision.DAY)
    bound = intersect([year, told_by(20)]).when
    assert (bound.basis, bound.bounded, bound.last_day) == (Basis.PHRASE, True, date(2021, 3, 21))


def test_what_two_accounts_have_in_common_may_be_a_whole_month() -> None:
    one = intersect(
        [days(0, 60), When(earliest=date(2021, 2, 1), latest=date(2021, 4, 1), edtf="2021-02/2021-03")]
    ).when
    assert (one.edtf, one.precision) == ("2021-03", Precision.MONTH)


def test_it_is_said_who_gave_which_end_and_who_was_left_aside() -> None:
    whens = [days(0, 10), days(5, 20), days(25, edtf="2021-03-26"), days(28, edtf="2021-03-29~")]
    names = ["m1", "m2", "m3", "m4"]
    steps = put_together(intersect(whens), whens, names)
    assert [(step.rule, step.detail) for step in steps] == [
        ("first day", "2021-03-06, from m2"),
        ("last day", "2021-03-10, from m1"),
        ("another account", "2021-03-26, from m3"),
        ("left aside", "2021-03-29~, which no phrase tells, from m4"),
    ]
    assert put_together(intersect(whens[:1] * 2), whens[:1] * 2, names[:2]) == ()
