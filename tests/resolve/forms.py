"""Forms of the small language of times, as wide as the grammar can write them, for tests of what holds of all."""

from __future__ import annotations

from hypothesis import strategies as st

from dateline.resources.calendars import ERAS
from dateline.resources.feasts import names
from dateline.resources.zones import abbreviations

FEASTS = sorted(set(names().values()))
COUNTRIES = "USA GBR CAN KEN ISR GRC RUS IND CHN IRN JPN THA ETH".split()
ZONES = [*abbreviations(), "local", "Moscow", "UK", "Russian", "GMT+3", "UTC-11:30", "GMT+23", "Nowhere", "Baghdad"]

YEARS = st.integers(1, 9999).map(lambda year: f"{year:04}")
SPARSE = st.one_of(st.just("XXXX"), YEARS)
MONTHS = st.integers(1, 12).map(lambda month: f"{month:02}")
DAYS = st.integers(1, 31).map(lambda day: f"{day:02}")
CLOCKS = st.one_of(
    st.times().map(lambda time: f"{time:%H:%M}"), st.sampled_from(["24:00", "12:00", "00:00", "02:30", "01:30"])
)
UNITS = st.sampled_from("SNHDWFMQYECK")
COUNTS = st.one_of(st.just("X"), st.integers(0, 9999).map(str), st.sampled_from(["0.5", "1.5", "2.25"]))
OFTEN = st.sampled_from(["", "", ""])


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


DATES = st.one_of(
    SPARSE.filter(lambda year: year != "XXXX"),
    _joined(SPARSE, st.just("-"), MONTHS),
    _joined(SPARSE, st.just("-"), MONTHS, st.just("-"), DAYS),
    _joined(SPARSE, st.sampled_from(["-SP", "-SU", "-FA", "-WI", "-Q1", "-Q4", "-H1", "-H2"])),
    st.integers(0, 999).map(lambda decade: f"{decade:03}X"),
    st.integers(0, 99).map(lambda century: f"{century:02}XX"),
)
DAY_DATES = _joined(SPARSE, st.just("-"), MONTHS, st.just("-"), DAYS)
CALENDARS = st.one_of(
    _joined(
        st.sampled_from(["islamic/", "persian/", "hebrew/", "ethiopian/", "coptic/", "julian/"]),
        SPARSE, st.just("-"), st.integers(1, 13).map(lambda month: f"{month:02}"),
        st.one_of(st.just(""), _joined(st.just("-"), DAYS)),
    ),
    _joined(st.sampled_from(["islamic/", "persian/", "hebrew/", "coptic/", "buddhist/", "minguo/"]), YEARS),
    _joined(st.sampled_from([f"{era.lower()}/" for era in ERAS]), st.integers(0, 99).map(lambda year: f"{year:04}")),
    _joined(st.just("buddhist/"), YEARS, st.just("-"), MONTHS, st.just("-"), DAYS),
)  # fmt: skip
BASES = st.one_of(
    DATES.map("date:{}".format),
    _joined(st.just("range:"), DAY_DATES, st.just("/"), DAY_DATES),
    st.integers(1, 7).map("weekday:{}".format),
    _joined(st.just("unit:"), st.sampled_from("DWMQYECK"), st.just(" shift:"), st.integers(-9999, 9999).map(str)),
    st.sampled_from(["weekend:1", "overnight:1", "ref:PAST", "ref:PRESENT", "ref:FUTURE", "ref:TOLD", "set:1W"]),
    _joined(st.just("offset:"), st.sampled_from("+-"), COUNTS, UNITS),
    _joined(st.just("period:"), COUNTS, UNITS),
    _joined(st.just("duration:"), COUNTS, UNITS),
    st.sampled_from(FEASTS).map("holiday:{}".format),
    CALENDARS.map("calendar:{}".format),
    _joined(st.just("calendar:gregorian/"), DAY_DATES, st.just(" julian:"), MONTHS, st.just("-"), DAYS),
    CLOCKS.map("time:{}".format),
)
MODIFIERS = st.lists(
    st.one_of(
        st.sampled_from(["now", "told", "event"]).map("anchor:{}".format),
        st.sampled_from("last this next same following previous past".split()).map("dir:{}".format),
        st.sampled_from("early mid late start end earlier later half1 half2".split()).map("part:{}".format),
        st.sampled_from("approx nearly less more atleast atmost".split()).map("mod:{}".format),
        st.one_of(st.sampled_from(["-1", "+0", "+1", "told"]), YEARS).map("year:{}".format),
        st.sampled_from(["week:-1", "week:0", "week:+1", "fiscal:1", "each:1", "to:3", "weekday:4", "tod:MO"]),
        st.sampled_from(COUNTRIES).map("country:{}".format),
        CLOCKS.map("time:{}".format),
        st.sampled_from(ZONES).map("zone:{}".format),
        _joined(st.just("as:"), CLOCKS.filter(lambda clock: clock != "24:00"), st.just("/"), st.sampled_from(ZONES)),
    ),
    max_size=4,
    unique_by=lambda text: text.split(":")[0],
)


def _form(base: str, modifiers: list[str]) -> str:
    told = {part.split(":")[0] for part in base.split()}
    return " ".join([base, *(one for one in modifiers if one.split(":")[0] not in told)])


FORMS = st.builds(_form, BASES, MODIFIERS)
NUMERIC = st.dates().map(
    lambda day: (
        f"date:{day.year:04}-{min(day.month, 12):02}-{min(day.day, 12):02}"
        f" or:{day.year:04}-{min(day.day, 12):02}-{min(day.month, 12):02}"
    )
)
