"""Forms become values by rules that can be checked by hand on a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load

from dateline.records import Stretch
from dateline.resolve.when.calendar import months_on, one_day, unit_of
from dateline.resolve.when.lengths import apart, shifted
from dateline.resolve.when.read import read
from dateline.resolve.when.reckoning import easter
from dateline.resolve.when.value import Anchor, Direction

CASES = Path(__file__).parent / "cases"
MOVING = (
    "unit:D shift:-1|unit:D shift:1|offset:-3D anchor:now|offset:-2W anchor:now mod:nearly|period:3D dir:past"
    "|overnight:1|offset:+10D anchor:now|ref:PRESENT"
).split("|")
FORMS = MOVING + (
    "weekday:4|weekday:2 dir:next|weekday:7 dir:last part:early|date:XXXX-02-29|date:XXXX-01 part:late|date:2020"
    "|date:199X|date:19XX|date:XXXX-Q3|date:XXXX-SU dir:last|date:XXXX-12-31 weekday:3|range:XXXX-12-30/XXXX-12-31"
    "|unit:W shift:1|unit:Q shift:-5|unit:C shift:-1|unit:Y shift:0 part:later|weekend:1|holiday:easter-monday"
    "|holiday:thanksgiving|offset:-9999Y anchor:now|offset:+XE anchor:now|period:XC dir:next|duration:2W|set:1W"
    "|time:19:15|weekday:5 time:24:00|date:2020-02-31|ref:FUTURE|ref:TOLD|offset:+2W anchor:event"
    "|offset:-1Y anchor:told|date:2020-04-05 or:2020-05-04|nonsense:1|date:XXXX-05 nth:-1W"
    "|date:2021 nth:-1M|weekday:2 dir:last away:-1D|holiday:christmas away:+XY|results:-4|results:+0 unit:Q year:2018"
    "|weekday:7 dir:coming|date:XXXX-12-31 in:W|range:XXXX-12-30/XXXX-01-02|period:12M dir:next to:18"
).split("|")
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
DIRECTIONS = st.sampled_from([None, *Direction])


def _day(text: str | None) -> Stretch | None:
    return one_day(date.fromisoformat(text)) if text else None


@pytest.mark.parametrize("case", load(CASES / "values.jsonl"))
def test_form_and_anchor_give_the_days(case: dict[str, Any]) -> None:
    day = case.get("day")
    anchor = Anchor(
        day=date.fromisoformat(day) if day else None,
        told=_day(case.get("told")),
        direction=Direction(case["direction"]) if case.get("direction") else None,
    )
    value = read(case["form"], anchor)
    days = [str(end) if end else None for end in (value.days.earliest, value.days.last)]
    assert days == case["days"]
    assert value.lacks == case.get("lacks", "")
    if "timex" in case:
        assert value.timex == case["timex"]
    if "edtf" in case:
        assert value.edtf == case["edtf"]


@settings(deadline=None)
@given(st.sampled_from(FORMS), DAYS, DIRECTIONS, st.none() | DAYS)
def test_reading_is_total(form: str, day: date, direction: Direction | None, told: date | None) -> None:
    value = read(form, Anchor(day=day, direction=direction, told=one_day(told) if told else None))
    assert not value.days.empty
    assert value.lacks or value.steps


@settings(deadline=None)
@given(st.sampled_from(FORMS))
def test_without_a_day_nothing_is_anchored_to_one(form: str) -> None:
    value = read(form, Anchor())
    told_whole = form.startswith(("date:2", "date:1", "duration", "set"))
    assert told_whole or value.lacks


@settings(deadline=None)
@given(st.sampled_from(MOVING), st.dates(date(120, 1, 1), date(9000, 1, 1)), st.integers(-40_000, 40_000), DIRECTIONS)
def test_moving_the_report_moves_relative_days_as_much(form: str, day: date, by: int, way: Direction | None) -> None:
    step = timedelta(days=by)
    here, there = (read(form, Anchor(day=at, direction=way)).days for at in (day, day + step))
    assert here.earliest is None or there.earliest == here.earliest + step
    assert here.latest is None or there.latest == here.latest + step


@settings(deadline=None)
@given(st.integers(1, 7), st.dates(date(100, 1, 1), date(9000, 1, 1)), DIRECTIONS)
def test_a_weekday_is_that_weekday_and_within_a_week(number: int, day: date, way: Direction | None) -> None:
    found = read(f"weekday:{number}", Anchor(day=day, direction=way)).days.earliest
    assert found is not None
    assert found.isoweekday() == number
    assert (found >= day) if way is Direction.FUTURE else (found <= day)
    assert abs((found - day).days) < 7


@settings(deadline=None)
@given(st.sampled_from("DWMQYEC"), st.dates(date(1200, 1, 1), date(8500, 1, 1)), st.integers(-9, 9))
def test_units_follow_one_another(unit: str, day: date, shift: int) -> None:
    assert unit_of(day, unit, shift).latest == unit_of(day, unit, shift + 1).earliest


@settings(deadline=None)
@given(
    st.sampled_from(["offset:+2W", "offset:-3D", "offset:+1M mod:approx", "offset:+XD", "offset:+2W mod:nearly"]), DAYS
)
def test_going_a_distance_and_back_comes_home(form: str, day: date) -> None:
    home = shifted(form, shifted(form, one_day(day)), back=True)
    assert home.earliest is None or home.earliest <= day
    assert home.last is None or home.last >= day or home.last.year == 9999


@settings(deadline=None)
@given(
    st.sampled_from("DWFKMQYECHNS"),
    st.sampled_from(["", " mod:nearly", " mod:more", " mod:approx"]),
    st.sampled_from(["X", "1", "2", "7", "11", "1.5"]),
    st.dates(date(3000, 1, 1), date(7000, 1, 1)),
)
def test_the_days_of_a_distance_hold_it_from_any_day(unit: str, mod: str, number: str, day: date) -> None:
    for sign in "+-":
        form = f"offset:{sign}{number}{unit}{mod} anchor:event"
        told, days = shifted(form, one_day(day)), apart(form)
        assert days
        assert told.earliest
        assert told.last
        reached = sorted(abs((end - day).days) for end in (told.earliest, told.last))
        assert 0 <= days[0] <= reached[0] <= reached[1] <= days[1]


def test_leap_days_and_short_months() -> None:
    assert months_on(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert read("date:XXXX-02-29", Anchor(day=date(2021, 5, 1), direction=Direction.PAST)).days == one_day(
        date(2020, 2, 29)
    )
    assert easter(2024) == date(2024, 3, 31)


def test_a_time_of_day_in_a_new_paragraph_is_of_the_day_told_last_or_first() -> None:
    last, first = one_day(date(2021, 8, 16)), one_day(date(2021, 8, 17))
    assert read("time:12:00", Anchor(told=last, lead=first)).days == Stretch(date(2021, 8, 16), date(2021, 8, 18))
    assert read("time:12:00", Anchor(told=last, lead=one_day(date(2021, 5, 1)))).days == last


def test_a_week_is_told_give_or_take_a_day() -> None:
    found = shifted("offset:+1W anchor:told", one_day(date(2021, 8, 16)))
    assert found == Stretch(date(2021, 8, 22), date(2021, 8, 25))


def test_the_following_day_is_not_counted_from_a_month() -> None:
    month = Stretch(date(2021, 12, 1), date(2022, 1, 1))
    assert read("unit:D shift:1 anchor:told", Anchor(told=month)).lacks == "told"
