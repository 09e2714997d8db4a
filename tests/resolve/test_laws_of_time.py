"""What holds of every form, every report's day and every year: no form raises, none says more than it knows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests import edtf as reader
from tests.resolve.forms import COUNTRIES, FEASTS, FORMS, NUMERIC, ZONES

from dateline.parse.times import read as words_read
from dateline.records import Stretch, edtf
from dateline.resolve.when import reckoning
from dateline.resolve.when.calendar import one_day, unit_of
from dateline.resolve.when.country import Home
from dateline.resolve.when.feasts import turns_of
from dateline.resolve.when.lengths import shifted
from dateline.resolve.when.read import read
from dateline.resolve.when.value import Anchor, Direction, Value
from dateline.resources.feasts import feasts

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
NEAR = st.dates(date(1600, 1, 1), date(2400, 1, 1))
DIRECTIONS = st.sampled_from([None, *Direction])
HOMES = st.lists(st.sampled_from(COUNTRIES).map(lambda code: Home(code, "x")), max_size=2).map(tuple)
STRETCHES = st.builds(
    lambda one, two: Stretch(*sorted((one, two))) if one and two else Stretch(one, two),
    st.none() | DAYS,
    st.none() | DAYS,
)
WORDS = st.sampled_from(
    "on in the last next early late of 5 31st 2020 1398 5780 January May Thursday week two ago after a.m. 7:15"
    " (00:00 GMT) ET EST Moscow time local noon , . - Christmas Day Independence Kenya's Canadian Thanksgiving Ramadan"
    " Eid al-Fitr Muharram Bahman Nisan Ginbot Old Style ( ) 9/11 45 AH B.E. Reiwa year calendar Iranian month"
    " Easter Lent".split(" ")
)


@st.composite
def anchors(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> Anchor:
    day = draw(st.none() | days)
    return Anchor(
        day=day,
        month=draw(st.none() | days.map(lambda one: unit_of(one, "M"))) if day is None else None,
        told=draw(st.none() | days.map(one_day) | days.map(lambda one: unit_of(one, "Q"))),
        lead=draw(st.none() | days.map(one_day)),
        event=draw(st.none() | days.map(one_day)),
        direction=draw(DIRECTIONS),
        homes=draw(HOMES),
    )


def sound(value: Value) -> None:
    """Check what holds of any value: its days are some, it says how it got there, and its EDTF names those days."""
    days = value.days
    assert not days.empty
    assert value.lacks or value.steps
    assert not (value.lacks and days != Stretch())
    assert value.approximate or not (value.edtf or "").endswith("~")
    if value.edtf is None:
        return
    first, last = reader.days(value.edtf)
    if value.approximate:
        assert days.earliest is None or first is None or days.earliest <= first
        assert days.last is None or last is None or last <= days.last
    else:
        assert (first, last or date.max) == (days.earliest, days.last or date.max)


@settings(deadline=None, max_examples=600)
@given(st.one_of(FORMS, NUMERIC), anchors())
def test_every_form_has_a_sound_value_from_any_day(form: str, anchor: Anchor) -> None:
    sound(read(form, anchor))


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=12).map(" ".join), anchors())
def test_whatever_the_grammar_reads_has_a_sound_value(text: str, anchor: Anchor) -> None:
    for found in words_read(text):
        sound(read(found.form, anchor))


@settings(deadline=None)
@given(st.one_of(FORMS, NUMERIC))
def test_without_a_day_nothing_is_dated_but_what_tells_its_own_year(form: str) -> None:
    value = read(form, Anchor())
    relative = ("weekday", "unit", "weekend", "overnight", "offset", "period", "ref", "time", "duration", "set")
    assert value.days == Stretch() or not form.startswith(relative)
    if "XXXX" in form.split(maxsplit=1)[0] and not any(part.startswith("year:") for part in form.split()):
        assert value.days == Stretch()


# --- monotone in the anchor -------------------------------------------------------------------------------------------

BY_DAYS = (
    "unit:D shift:-1|unit:D shift:0|unit:D shift:1|unit:D shift:-1 tod:NI|offset:-3D anchor:now|offset:+10D anchor:now"
    "|offset:-2W anchor:now mod:nearly|offset:-XD anchor:now|offset:-5H anchor:now|period:3D dir:past"
    "|period:XW dir:next|overnight:1|ref:PAST|ref:PRESENT|ref:FUTURE"
).split("|")
BY_WEEKS = (
    "weekday:4|weekday:2 dir:next|weekday:7 dir:last|weekday:1 dir:this|weekday:3 week:-1|weekday:5 tod:EV|weekend:1"
    "|unit:W shift:-1|unit:W shift:2|unit:W shift:0 part:early|unit:K shift:-1|unit:F shift:1|weekday:6 time:10:00"
).split("|")
IN_ORDER = (
    "unit:M shift:-1|unit:Q shift:-5|unit:Y shift:1|unit:E shift:0|unit:C shift:-1|offset:-2M anchor:now"
    "|offset:+3Y anchor:now|period:2M dir:past|weekday:4|weekend:1|unit:W shift:-1"
).split("|")
MIDDLE = st.dates(date(200, 1, 1), date(9000, 1, 1))


def moved(days: Stretch, by: timedelta) -> Stretch:
    return Stretch(days.earliest and days.earliest + by, days.latest and days.latest + by)


@settings(deadline=None)
@given(st.sampled_from(BY_DAYS), MIDDLE, st.integers(-30_000, 30_000), DIRECTIONS)
def test_moving_the_report_by_days_moves_what_is_told_from_its_day(
    form: str, day: date, by: int, way: Direction | None
) -> None:
    here, there = (read(form, Anchor(day=day + timedelta(days=n), direction=way)).days for n in (0, by))
    assert there == moved(here, timedelta(days=by))


@settings(deadline=None)
@given(st.sampled_from(BY_WEEKS), MIDDLE, st.integers(-4_000, 4_000), DIRECTIONS)
def test_moving_the_report_by_weeks_moves_what_is_told_from_its_week(
    form: str, day: date, by: int, way: Direction | None
) -> None:
    here, there = (read(form, Anchor(day=day + timedelta(weeks=n), direction=way)).days for n in (0, by))
    assert there == moved(here, timedelta(weeks=by))


@settings(deadline=None)
@given(st.sampled_from(IN_ORDER), MIDDLE, st.integers(0, 30_000), DIRECTIONS)
def test_a_later_report_never_tells_of_earlier_units(form: str, day: date, by: int, way: Direction | None) -> None:
    here, there = (read(form, Anchor(day=day + timedelta(days=n), direction=way)).days for n in (0, by))
    assert here.earliest is not None
    assert here.earliest <= there.earliest


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(FEASTS), NEAR, st.integers(0, 2_000), st.sampled_from(Direction), HOMES)
def test_a_later_report_never_tells_of_an_earlier_feast(
    name: str, day: date, by: int, way: Direction, homes: tuple[Home, ...]
) -> None:
    values = [read(f"holiday:{name}", Anchor(day=day + timedelta(days=n), direction=way, homes=homes)) for n in (0, by)]
    here, there = (value.days.earliest for value in values)
    assume(here is not None and there is not None and not any(value.doubts for value in values))
    assert here <= there


# --- EDTF ------------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.none() | DAYS, st.none() | DAYS, st.booleans())
def test_days_written_as_edtf_are_read_back(first: date | None, last: date | None, about: bool) -> None:
    if first and last:
        first, last = sorted((first, last))
    text = edtf(first, last, approximate=about)
    if text is None:
        assert first is last is None
    else:
        assert reader.days(text) == (first, last)
        assert not (first and last) or ("~" in text) == about


@settings(deadline=None, max_examples=300)
@given(FORMS, anchors())
def test_the_days_of_any_value_are_read_back_from_their_edtf(form: str, anchor: Anchor) -> None:
    days = read(form, anchor).days
    text = edtf(days.earliest, days.last)
    if text is not None:
        assert reader.days(text) == (days.earliest, days.last)


# --- the algebra of stretches -----------------------------------------------------------------------------------------


def within(inner: Stretch, outer: Stretch) -> bool:
    low = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    return low and (outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest))


@given(STRETCHES, STRETCHES, STRETCHES)
def test_meet_is_commutative_associative_and_idempotent(one: Stretch, two: Stretch, three: Stretch) -> None:
    assert one.meet(two) == two.meet(one)
    assert one.meet(two).meet(three) == one.meet(two.meet(three))
    assert one.meet(one) == one.meet(Stretch()) == one


@given(STRETCHES, STRETCHES, STRETCHES)
def test_meet_is_the_greatest_stretch_within_both(one: Stretch, two: Stretch, three: Stretch) -> None:
    met = one.meet(two)
    assert within(met, one)
    assert within(met, two)
    assert within(three, met) == (within(three, one) and within(three, two))
    assert within(one.meet(three), two.meet(three)) or not within(one, two)


@given(STRETCHES, st.integers(0, 500), st.integers(0, 500))
def test_widening_grows_and_adds_up(one: Stretch, more: int, again: int) -> None:
    assert within(one, one.widened(more))
    assert one.widened(more).widened(again) == one.widened(more + again)
    assert within(one.widened(more), one.widened(more + again))


@settings(deadline=None)
@given(
    st.sampled_from("+-"), st.integers(0, 200), st.sampled_from("HDWFMQYE"), st.sampled_from(["", " mod:approx"]),
    st.dates(date(2100, 1, 1), date(7000, 1, 1)), st.integers(1, 400),
)  # fmt: skip
def test_a_distance_there_and_back_covers_home(
    sign: str, count: int, unit: str, mod: str, day: date, size: int
) -> None:
    home = Stretch(day, day + timedelta(days=size))
    form = f"offset:{sign}{count}{unit}{mod}"
    back = shifted(form, shifted(form, home), back=True).widened(3 if unit in "MQYE" else 0)  # months differ in length
    assert within(home, back)


# --- clocks ----------------------------------------------------------------------------------------------------------

PLACES = {
    "ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago", "MT": "America/Denver",
    "UK": "Europe/London", "Moscow": "Europe/Moscow",
}  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.dates(date(1884, 1, 1), date(2100, 1, 1)), st.times(), st.sampled_from(sorted(PLACES)))
def test_an_offset_is_the_zones_own_and_none_is_told_over_a_change_of_clocks(day: date, clock: time, name: str) -> None:
    moment, zone = datetime.combine(day, clock.replace(second=0, microsecond=0, fold=0)), ZoneInfo(PLACES[name])
    value = read(f"date:{moment.date()} time:{moment:%H:%M} zone:{name}", Anchor())
    found = datetime.fromisoformat(value.edtf or "")
    offsets = {moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
    assert value.days == one_day(moment.date())
    if len(offsets) == 1 and not offsets.copy().pop().total_seconds() % 60:
        assert found.utcoffset() in offsets
        assert ("UTC day" in {step.rule for step in value.steps}) == (
            (found.replace(tzinfo=None) - found.utcoffset()).date() != moment.date()
        )
    else:
        assert found.utcoffset() is None


@settings(deadline=None)
@given(st.integers(2007, 2036), st.integers(0, 59))
def test_the_clocks_of_the_united_states_change_on_two_sundays(year: int, minute: int) -> None:
    march = next(date(year, 3, day) for day in range(8, 15) if date(year, 3, day).isoweekday() == 7)
    november = next(date(year, 11, day) for day in range(1, 8) if date(year, 11, day).isoweekday() == 7)
    for day, skipped in ((march, "02"), (november, "01")):
        at = {
            hour: read(f"date:{day} time:{hour}:{minute:02} zone:ET", Anchor()).edtf for hour in ("00", skipped, "05")
        }
        assert at[skipped] == f"{day}T{skipped}:{minute:02}:00"
        assert {at["00"][19:], at["05"][19:]} == {"-05:00", "-04:00"}


@settings(deadline=None, max_examples=200)
@given(DAYS, st.times(), st.sampled_from(ZONES), st.sampled_from([*ZONES, ""]), st.times(), HOMES)
def test_two_clocks_of_one_moment_never_raise(
    day: date, clock: time, zone: str, other: str, beside: time, homes: tuple[Home, ...]
) -> None:
    form = f"date:{day} time:{clock:%H:%M} zone:{zone}" + (f" as:{beside:%H:%M}/{other}" if other else "")
    value = read(form, Anchor(homes=homes))
    sound(value)
    assert value.days == one_day(day)


# --- feasts and calendars ---------------------------------------------------------------------------------------------

RULES = sorted({feast.rule for name in FEASTS for feast in feasts(name)})


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(RULES), st.integers(1, 9999))
def test_a_feast_begins_in_its_year_or_is_not_known(rule: str, year: int) -> None:
    for days in turns_of(rule, year):
        assert days.closed
        assert not days.empty
        assert abs(days.earliest.year - year) <= rule.startswith("quds")


def first(rule: str, year: int) -> date:
    (days,) = turns_of(rule, year)
    assert days.earliest is not None
    return days.earliest


@settings(deadline=None)
@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    easter = first("easter 0", year)
    assert easter.isoweekday() == first("eastern 0", year).isoweekday() == 7
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
    assert first("easter -46", year).isoweekday() == 3  # Ash Wednesday
    assert first("easter 39", year).isoweekday() == 4  # Ascension
    assert first("advent", year).isoweekday() == 7


@pytest.mark.parametrize("rule", ["easter 0", "eastern 0", "easter 50"])
def test_easter_before_the_reform_is_not_known(rule: str) -> None:
    assert turns_of(rule, 1582) == ()


@settings(deadline=None)
@given(st.integers(1, 9990))
def test_the_hebrew_year_keeps_its_feasts_off_the_days_that_its_rules_forbid(year: int) -> None:
    for days in turns_of("hebrew 01-15", year):
        assert days.earliest.isoweekday() not in {1, 3, 5}
    for days in turns_of("hebrew 07-01", year):
        assert days.earliest.isoweekday() not in {7, 3, 5}


@settings(deadline=None)
@given(st.integers(1900, 2099))
def test_feasts_of_the_moon_begin_with_a_new_one(year: int) -> None:
    assert date(year, 1, 21) <= first("chinese 0", year) <= date(year, 2, 21)
    for days in turns_of("islamic 09", year):
        moon = reckoning.first_moon(days.earliest - timedelta(days=5), hours=3)
        assert 0 <= (days.earliest - moon).days <= 3
    if 1950 <= year < 2050:
        assert date(year, 10, 18) <= first("diwali", year) <= date(year, 11, 17)


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_national_days_fall_on_their_weekdays(year: int) -> None:
    thanksgiving = first("nth 11 4 4", year)
    assert (thanksgiving.isoweekday(), 22 <= thanksgiving.day <= 28) == (4, True)
    election = first("after 11-02 2", year)
    assert (election.isoweekday(), 2 <= election.day <= 8) == (2, True)
    last = first("nth 5 1 -1", year)
    assert (last.isoweekday(), last.day >= 25) == (1, True)


CALENDARS = {
    "islamic": (reckoning.islamic, 12, 9600), "persian": (reckoning.persian, 12, 9300),
    "hebrew": (reckoning.hebrew, 13, 9999), "coptic": (reckoning.coptic, 13, 9700),
    "ethiopian": (reckoning.ethiopian, 13, 9900), "julian": (reckoning.julian, 12, 9990),
}  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(CALENDARS)), st.integers(1, 9999), st.integers(1, 13))
def test_the_months_of_a_calendar_follow_one_another_without_a_gap(name: str, year: int, month: int) -> None:
    reckon, months, last_year = CALENDARS[name]
    if name == "hebrew":
        months, order = (13 if reckoning.hebrew_leap(year) else 12), [*range(7, 14), *range(1, 7)]
        assume(3762 <= year < last_year and month <= months and month != 6)
        after = (year, 1) if month == months else (year, month + 1)
        assert order.index(month) < 13
    else:
        assume((1 if name != "ethiopian" else 277) < year < last_year and month <= months)
        after = (year + 1, 1) if month == months else (year, month + 1)
    assume(name != "islamic" or after[0] not in {1343, 1501})  # where the official table begins and ends
    length = next(day for day in range(31, 0, -1) if _exists(reckon, year, month, day))
    assert reckon(year, month, length) + timedelta(days=1) == reckon(*after, 1)


def _exists(reckon: object, year: int, month: int, day: int) -> bool:
    try:
        reckon(year, month, day)
    except ValueError:
        return False
    return True


def test_leap_days_are_told_only_of_leap_years() -> None:
    assert read("date:2024-02-29", Anchor()).days == one_day(date(2024, 2, 29))
    assert read("date:2023-02-29", Anchor()).lacks == read("date:1900-02-29", Anchor()).lacks == "date"
