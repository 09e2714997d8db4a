"""What passes on a page is what passes `dateline show`, and addresses say what is asked."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import run, timeline
from dateline.errors import OptionsError
from dateline.store import Store
from dateline.web.filters import Asked, Shown, parted, passing, read
from dateline.web.record import Keeper


@pytest.fixture(scope="module")
def opened(made):
    with Store.open(made) as store:
        yield store, Keeper(made).now(store), {m.id: m for m in run.mentions(store)}


@pytest.mark.parametrize(
    "options",
    [
        {"who": ("Iraq",)},
        {"who": ("US",)},
        {"who": ("Soleimani",)},
        {"who": ("state:IRQ", "parliament")},
        {"where": ("Baghdad",)},
        {"where": ("IRQ",)},
        {"kinds": ("ASSAULT", "SUPPORT")},
        {"start": date(2020, 1, 3), "end": date(2020, 1, 5)},
        {"end": date(2019, 12, 31)},
        {"who": ("Iran",), "kinds": ("THREATEN",), "start": date(2020, 1, 1)},
        {"who": ("nobody of that name",)},
    ],
)
def test_a_page_lists_what_show_lists(opened, options):
    store, record, mentions = opened
    shown = timeline.select([entry.event for entry in record.entries], mentions, timeline.Options(**options))
    asked = Asked(**{"kind" if name == "kinds" else name: value for name, value in options.items()})
    listed = [record.entries[at].event.id for at in passing(record, asked, store)]
    assert listed == [entry.event.id for entry in shown]
    assert bool(listed) is (options != {"who": ("nobody of that name",)})


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("modality", lambda event, value: event.modality == value),
        ("kind", lambda event, value: (event.kind or "none") == value),
        ("disputed", lambda event, value: value in {field.value for field in event.disputed}),
    ],
)
def test_every_choice_of_a_filter_finds_just_its_events(opened, name, holds):
    store, record, _ = opened
    for value, count in record.facets[name].counts():
        asked = Asked(disputed=True) if name == "disputed" else Asked(**{name: (value,)})
        events = [record.entries[at].event for at in passing(record, asked, store)]
        mine = [event for event in events if holds(event, value)]
        assert len(mine) == count
        assert name == "disputed" or mine == events


@pytest.mark.parametrize("name", ["outlet", "story", "source"])
def test_outlets_stories_and_sources_pass_the_events_they_tell(opened, name):
    store, record, mentions = opened
    value, count = record.facets[name].counts()[0]
    found = passing(record, Asked(**{name: (value,)}), store)
    assert 0 < len(found) == count < len(record.entries)
    if name == "source":
        told = [mentions[id_] for id_ in record.entries[found[0]].event.mentions]
        assert value in {hop.name for mention in told for hop in mention.attribution.hops}


def test_words_find_the_events_told_with_all_of_them(opened):
    store, record, _ = opened
    lines = [record.entries[at].line for at in passing(record, Asked(q="parliament voting"), store)]
    assert any("voted" in line for line in lines)
    assert len(passing(record, Asked(q='"xyzzy plugh"'), store)) == 0


def test_planned_and_told_are_two_parts_of_the_whole(opened):
    store, record, _ = opened
    parts = parted(record, passing(record, Asked(), store))
    assert sorted([*parts[Shown.TOLD], *parts[Shown.AHEAD]]) == list(parts[Shown.ALL])
    assert len(parts[Shown.AHEAD])


WORDS = st.text(min_size=1, max_size=6).map(str.strip).filter(bool)


@given(
    st.builds(
        Asked,
        q=WORDS | st.just(""),
        who=st.lists(WORDS, max_size=2, unique=True).map(tuple),
        outlet=st.lists(WORDS, max_size=2, unique=True).map(tuple),
        modality=st.sampled_from([(), ("denied",), ("planned", "possible")]),
        disputed=st.booleans(),
        start=st.none() | st.dates(date(1000, 1, 1), date(2000, 1, 1)),
        end=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        top=st.integers(0, 99),
        as_of=st.none() | st.dates(date(1000, 1, 1), date(2100, 1, 1)),
        as_known=st.sampled_from(["", "2026", "2026-11-25T09:30"]),
        policy=st.none() | st.sampled_from(timeline.Policy),
        shown=st.sampled_from(Shown),
    )
)
def test_an_address_says_just_what_is_asked(asked):
    assert read(parse_qs(asked.query())) == asked


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"from": ["yesterday"]}, "is no date"),
        ({"from": ["2020-02"], "to": ["2020-01"]}, "Swap the two days"),
        ({"modality": ["plan"]}, "Did you mean planned"),
        ({"shown": ["some"]}, "no part of a chronology"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_next_step(given_, words):
    with pytest.raises(OptionsError, match=words):
        read(given_)
