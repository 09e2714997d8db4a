"""Times in words, and sentences as a person reads them."""

from datetime import date

import pytest
from hypothesis import given, settings
from tests.strategies import readings, report_of, whens

from dateline.records import Event, Furniture, FurnitureKind, Mention, Modality, Phase, PhaseTold, Repair, Span, When
from dateline.timeline import date_words, quote, reality_words


def days(first, last, **others):
    return When(earliest=first, latest=last, **others)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(), "undated"),
        (days(date(2024, 5, 3), date(2024, 5, 4)), "3 May 2024"),
        (days(date(2024, 5, 3), date(2024, 5, 4), edtf="2024-05-03~"), "about 3 May 2024"),
        (days(date(2024, 5, 3), date(2024, 5, 9)), "3–8 May 2024"),
        (days(date(2024, 5, 3), date(2024, 6, 2), bounded=True), "within 3 May – 1 Jun 2024"),
        (days(date(2023, 12, 30), date(2024, 1, 3)), "30 Dec 2023 – 2 Jan 2024"),
        (days(date(2024, 2, 1), date(2024, 3, 1)), "Feb 2024"),
        (days(date(2023, 1, 1), date(2024, 1, 1)), "2023"),
        (days(date(1990, 1, 1), date(2000, 1, 1)), "1990–1999"),
        (days(date(2024, 2, 1), date(2024, 5, 1)), "Feb–Apr 2024"),
        (days(date(2023, 12, 1), date(2024, 2, 1), bounded=True), "within Dec 2023–Jan 2024"),
        (days(None, date(2024, 5, 4), bounded=True), "by 3 May 2024"),
        (days(date(2024, 5, 3), None), "from 3 May 2024"),
    ],
)
def test_a_time_in_the_shortest_words(when, words):
    assert date_words(when) == words


@given(whens())
@settings(deadline=None)
def test_every_time_has_words(when):
    assert date_words(when)


def mention(report, word, clause):
    start, first = report.text.index(word), report.text.index(clause)
    return Mention(
        id=f"m{report.id[1:]}-{start}",
        report=report.id,
        sentence=0,
        trigger=Span(start, start + len(word)),
        clause=Span(first, first + len(clause)),
        act="strike",
        kind="",
    )


def test_a_quote_is_the_sentence_around_the_clause():
    _, report = report_of("Rain fell. On Monday dockers struck, said Ana Silva. Ships waited.")
    found = quote(report, mention(report, "struck", "dockers struck"))
    assert (found.before, found.trigger, found.after) == ("On Monday dockers ", "struck", ", said Ana Silva.")


def test_a_quote_leaves_furniture_out_and_reads_repairs():
    text = "SHARE THIS\nDockers &amp; sailors struck\nAdvertisement\non Monday."
    at = text.index("Advertisement")
    _, report = report_of(
        text,
        furniture=(
            Furniture(span=Span(0, 10), kind=FurnitureKind.SHARING, reason="list"),
            Furniture(span=Span(at, at + 13), kind=FurnitureKind.ADVERTISEMENT, reason="list"),
        ),
        repairs=(Repair(span=Span(19, 24), text="&", reason="character entity"),),
    )
    assert str(quote(report, mention(report, "struck", text[11:]))) == "Dockers & sailors struck on Monday."


def test_a_sentence_too_long_to_see_its_ends_is_quoted_by_its_clause():
    text = "and " * 200 + "dockers struck" + " and" * 200
    _, report = report_of(text)
    assert str(quote(report, mention(report, "struck", "dockers struck"))) == "dockers struck"


@given(readings())
@settings(deadline=None, max_examples=40)
def test_every_mention_can_be_quoted(reading):
    _, report, mentions = reading
    for told in mentions:
        assert quote(report, told).trigger == " ".join(told.trigger.of(report.text).split())


def told(*phases, modality=Modality.ASSERTED, when=None, last=date(2024, 5, 2)):
    """Return an event told in these phases, one a day from 1 May."""
    return Event(
        id="e00-1",
        mentions=("m00-1",),
        kind="",
        mode="",
        when=when or When(),
        where=None,
        participants=(),
        modality=modality,
        disputed=(),
        outlets=1,
        texts=1,
        origins=1,
        first_told=last,
        last_told=last,
        summary="",
        summary_of="m00-1",
        lifecycle=tuple(
            PhaseTold(phase=phase, day=date(2024, 5, number), by=(), report="r00", mentions=("m00-1",))
            for number, phase in enumerate(phases, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("phases", "words"),
    [
        ((Phase.PLANNED, Phase.REPORTED), ""),
        ((Phase.CLAIMED,), "claimed"),
        ((Phase.CLAIMED, Phase.CONFIRMED), ""),
        ((Phase.CLAIMED, Phase.DENIED), "claimed, denied"),
        ((Phase.REPORTED, Phase.DENIED), "told, denied"),
        ((Phase.DENIED, Phase.CONFIRMED), ""),
        ((Phase.REPORTED, Phase.CORRECTED), "told, corrected"),
    ],
)
def test_what_is_not_told_as_plain_fact_is_marked(phases, words):
    assert reality_words(told(*phases)) == words


def test_a_denial_from_before_the_act_is_no_denial_of_it():
    when = When(earliest=date(2024, 5, 2), latest=date(2024, 5, 3))
    assert reality_words(told(Phase.DENIED, Phase.REPORTED, when=when)) == ""


def test_a_plan_is_marked_as_announced_or_unheard_once_its_day_has_passed():
    when = When(earliest=date(2024, 5, 5), latest=date(2024, 5, 6))
    plan = told(Phase.ANNOUNCED, modality=Modality.PLANNED, when=when)
    assert reality_words(plan) == "announced"
    assert reality_words(plan, date(2024, 5, 5)) == "announced"
    assert reality_words(plan, date(2024, 5, 6)) == "unheard"
