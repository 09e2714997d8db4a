"""When each event happened: by its phrase, by its telling, by the order of events, and not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.parsed import parsed, phrase_tokens

from dateline.records import (
    Attribution,
    Basis,
    Hop,
    Mention,
    Modality,
    Order,
    Parsed,
    Report,
    SourceKind,
    TimeLink,
    Told,
    When,
)
from dateline.resolve.when import dates, measured

ROWS = """
Police police NOUN NNS 2 nsubj
said say VERB VBD 0 root
Thursday Thursday PROPN NNP 2 obl
rebels rebel NOUN NNS 5 nsubj
stormed storm VERB VBD 2 ccomp
Goma Goma PROPN NNP 5 obj
after after ADP IN 9 case
the the DET DT 9 det
raid raid NOUN NN 5 obl
in in ADP IN 11 case
March March PROPN NNP 9 nmod
. . PUNCT . 2 punct
"""
TEXT = "Police said Thursday rebels stormed Goma after the raid in March."
TIMES = [("Thursday", "DATE", "weekday:4"), ("March", "DATE", "date:XXXX-03")]


def mention(report: Report, tree: Parsed, word: str, **fields: Any) -> Mention:
    token = phrase_tokens(tree.tokens, report.text, word)[0]
    span = tree.tokens.span[token]
    return Mention(id=word, report=report.id, sentence=0, trigger=span, clause=span, act=word, kind="", **fields)


def run(
    *mentions: tuple[str, dict[str, Any]], published: str | None = "2021-03-19"
) -> tuple[dict[str, When], list[str]]:
    report, tree = parsed(TEXT, ROWS, times=TIMES, published=published)
    found, problems = dates(report, tree, [mention(report, tree, word, **fields) for word, fields in mentions])
    return found, [problem.code for problem in problems]


def test_a_phrase_of_its_own_dates_an_event() -> None:
    found, problems = run(("raid", {"times": (TimeLink(order=Order.AT, expression=1, rule="x"),)}))
    assert (found["raid"].edtf, found["raid"].bounded, problems) == ("2021-03", False, [])
    assert [step.rule for step in found["raid"].steps] == ["phrase", "looks back"]


def test_news_is_dated_to_its_telling_give_or_take() -> None:
    found, _ = run(("stormed", {"tense": "past", "attribution": Attribution(told=0)}))
    assert (found["stormed"].edtf, found["stormed"].earliest) == ("2021-03-18~", date(2021, 3, 17))


def test_background_in_what_is_told_is_only_before_the_telling() -> None:
    found, _ = run(("raid", {"attribution": Attribution(told=0)}))
    assert (found["raid"].earliest, found["raid"].latest, found["raid"].bounded) == (None, date(2021, 3, 19), True)


def test_the_reports_day_is_only_a_bound_and_says_so() -> None:
    found, _ = run(("stormed", {"tense": "past"}))
    assert (found["stormed"].earliest, found["stormed"].latest) == (None, date(2021, 3, 20))
    assert found["stormed"].bounded
    assert "report's day" in found["stormed"].steps[-1].detail


def test_plans_lie_ahead() -> None:
    found, _ = run(("stormed", {"modality": Modality.PLANNED, "tense": "future"}))
    assert (found["stormed"].earliest, found["stormed"].latest) == (date(2021, 3, 19), None)


def test_without_a_day_a_weekday_stays_unknown_and_is_a_problem() -> None:
    at = (TimeLink(order=Order.AT, expression=0, rule="x"),)
    found, problems = run(("stormed", {"tense": "past", "times": at}), published=None)
    assert not found["stormed"].known
    assert problems == ["time/no-anchor", "time/no-anchor"]


def test_order_narrows_what_no_phrase_dates() -> None:
    found, _ = run(
        ("stormed", {"tense": "past", "times": (TimeLink(order=Order.AFTER, mention="raid", rule="after"),)}),
        ("raid", {"times": (TimeLink(order=Order.AT, expression=1, rule="x"),)}),
    )
    assert (found["stormed"].earliest, found["stormed"].latest) == (date(2021, 3, 1), date(2021, 3, 20))


def test_a_distance_is_counted_from_the_earlier_event_to_the_later_whichever_the_word() -> None:
    times = [("Thursday", "DATE", "date:2021-03-18"), ("March", "DURATION", "offset:{}2D anchor:event")]
    for sign in "+-":  # "stormed two days after the raid", "the raid, two days before they stormed"
        told = [times[0], (*times[1][:2], times[1][2].format(sign))]
        report, tree = parsed(TEXT, ROWS, times=told, published="2021-03-19")
        day = TimeLink(order=Order.AT, expression=0, rule="x")
        later = TimeLink(order=Order.AFTER, mention="raid", expression=1, rule="x")
        stormed = mention(report, tree, "stormed", tense="past", times=(day, later))
        found, _ = dates(report, tree, [stormed, mention(report, tree, "raid")])
        assert (found["raid"].earliest, found["raid"].last_day) == (date(2021, 3, 16), date(2021, 3, 16))
        assert [link.days for link in measured(tree, stormed.times)] == [None, (2, 2)]


def test_a_cycle_of_order_words_ends() -> None:
    found, _ = run(
        ("stormed", {"tense": "past", "times": (TimeLink(order=Order.AFTER, mention="raid", rule="after"),)}),
        ("raid", {"times": (TimeLink(order=Order.AFTER, mention="stormed", rule="after"),)}),
    )
    assert found["raid"].latest == found["stormed"].latest == date(2021, 3, 20)


def test_an_order_that_dates_contradict_is_a_problem_and_changes_nothing() -> None:
    found, problems = run(
        ("raid", {"times": (TimeLink(order=Order.AT, expression=0, rule="x"),)}),
        (
            "stormed",
            {
                "tense": "past",
                "times": (
                    TimeLink(order=Order.BEFORE, expression=1, rule="x"),
                    TimeLink(order=Order.AFTER, mention="raid", rule="after"),
                ),
            },
        ),
    )
    assert found["raid"].edtf == "2021-03-18"
    assert "time/order" in problems


def test_mentions_of_one_event_share_what_their_words_say() -> None:
    found, _ = run(
        ("raid", {"times": (TimeLink(order=Order.AT, expression=1, rule="x"),)}),
        ("stormed", {"tense": "past", "same_as": ("raid",)}),
    )
    assert found["stormed"].earliest == date(2021, 3, 1)


def test_a_report_without_a_day_leans_on_no_other_day_that_it_tells() -> None:
    times = [("Thursday", "DATE", "weekday:4"), ("March", "DATE", "date:2021-03-20")]
    report, tree = parsed(TEXT, ROWS, times=times, published=None)
    at = (TimeLink(order=Order.AT, expression=0, rule="x"),)
    found, problems = dates(report, tree, [mention(report, tree, "stormed", tense="past", times=at)])
    assert not found["stormed"].known
    assert [problem.code for problem in problems] == ["time/no-anchor"]


def test_a_headlines_present_is_news_of_the_day() -> None:
    rows = "# title\nRebels rebel NOUN NNS 2 nsubj\nseize seize VERB VBP 0 root\nGoma Goma PROPN NNP 2 obj"
    report, tree = parsed("Rebels seize Goma", rows, published="2021-03-19")
    found, _ = dates(report, tree, [mention(report, tree, "seize", tense="past")])
    assert (found["seize"].earliest, found["seize"].latest, found["seize"].bounded) == (
        date(2021, 3, 17),
        date(2021, 3, 20),
        True,
    )


def test_a_day_that_is_over_dates_the_deciding_not_the_plan() -> None:
    plan = (
        TimeLink(order=Order.AT, expression=0, rule="x"),
        TimeLink(order=Order.AFTER, mention="raid", rule='complement of "raid"'),
    )
    found, _ = run(("raid", {}), ("stormed", {"modality": Modality.PLANNED, "times": plan}))
    assert found["raid"].edtf == "2021-03-18"
    assert found["stormed"].latest is None


def test_a_plan_with_a_last_day_begins_with_the_report() -> None:
    times = [("Thursday", "DATE", "weekday:4"), ("March", "DATE", "date:2021-03-25")]
    report, tree = parsed(TEXT, ROWS, times=times, published="2021-03-19")
    due = (TimeLink(order=Order.UNTIL, expression=1, rule="x"),)
    found, _ = dates(report, tree, [mention(report, tree, "raid", modality=Modality.PLANNED, times=due)])
    assert (found["raid"].earliest, found["raid"].latest) == (date(2021, 3, 19), date(2021, 3, 26))


def test_a_time_of_day_beside_an_order_word_is_still_of_its_day() -> None:
    times = [("Thursday", "DATE", "weekday:4 tod:MO"), ("March", "DATE", "date:XXXX-03")]
    report, tree = parsed(TEXT, ROWS, times=times, published="2021-03-19")
    dawn = (TimeLink(order=Order.BEFORE, expression=0, rule="x"),)
    found, _ = dates(report, tree, [mention(report, tree, "stormed", tense="past", times=dawn)])
    assert (found["stormed"].earliest, found["stormed"].latest) == (date(2021, 3, 18), date(2021, 3, 19))


def test_what_had_been_done_is_only_before_its_telling_unless_it_is_announced() -> None:
    rows = ROWS.replace("after after ADP IN 9 case", "had have AUX VBD 5 aux")
    times = [("Thursday", "DATE", "weekday:4")]
    report, tree = parsed(TEXT.replace("after", "had"), rows, times=times, published="2021-03-19")
    cue = tree.tokens.span[1]
    hop = Hop(name="Police", kind=SourceKind.OFFICIAL, span=tree.tokens.span[0], cue=cue)
    told = mention(report, tree, "stormed", tense="past", attribution=Attribution(hops=(hop,), told=0))
    found, _ = dates(report, tree, [told])
    assert (found["stormed"].earliest, found["stormed"].latest) == (None, date(2021, 3, 19))
    report, tree = parsed(
        TEXT.replace("after", "had"), rows.replace("said say", "said announce"), times=times, published="2021-03-19"
    )
    found, _ = dates(report, tree, [told])
    assert found["stormed"].edtf == "2021-03-18~"


def test_what_a_party_does_next_stays_near_and_what_it_acts_upon_too() -> None:
    day = (TimeLink(order=Order.AT, expression=0, rule="x"),)
    times = [("Thursday", "DATE", "date:2021-02-04")]
    report, tree = parsed(TEXT, ROWS, times=times, published="2021-03-19")
    for rule, low, high in (
        ('one act after "raid"', date(2021, 2, 4), date(2021, 2, 6)),
        ("narrative order, the same party", date(2021, 2, 4), date(2021, 2, 7)),
    ):
        next_ = (TimeLink(order=Order.AFTER, mention="raid", rule=rule),)
        raid = mention(report, tree, "raid", times=day)
        found, _ = dates(report, tree, [raid, mention(report, tree, "stormed", tense="past", times=next_)])
        assert (found["stormed"].earliest, found["stormed"].latest, found["stormed"].bounded) == (low, high, True)
    after = (*day, TimeLink(order=Order.AFTER, mention="raid", rule='"after", told as new'))
    stormed = mention(report, tree, "stormed", tense="past", times=after)
    found, _ = dates(report, tree, [stormed, mention(report, tree, "raid")])
    assert (found["raid"].earliest, found["raid"].latest, found["raid"].bounded) == (
        date(2021, 2, 1),
        date(2021, 2, 5),
        True,
    )


def test_a_plan_does_not_bind_the_same_event_told_as_done() -> None:
    plan = {"modality": Modality.POSSIBLE, "same_as": ("stormed",)}
    found, _ = run(("raid", plan), ("stormed", {"tense": "past"}))
    assert found["stormed"].earliest is None


def test_words_are_read_from_the_day_that_the_dateline_tells() -> None:
    report, tree = parsed(TEXT, ROWS, times=TIMES, published="2021-03-19")
    filed = replace(report, written=Told(value="2021-03-17", rule="the dateline's day"))
    tied = {"times": (TimeLink(order=Order.AT, expression=0, rule="x"),), "tense": "past"}
    found, _ = dates(filed, tree, [mention(filed, tree, "stormed", **tied)])
    assert found["stormed"].earliest == date(2021, 3, 11)
    assert "Wednesday 2021-03-17, as its dateline tells" in found["stormed"].steps[1].detail


def one(
    form: str, order: Order = Order.AT, published: str | None = "2021-03-19", **fields: Any
) -> tuple[When, list[str]]:
    """Date an event told as done by one phrase of a given form."""
    report, tree = parsed(TEXT, ROWS, times=[("Thursday", "DATE", form)], published=published)
    tied = {"times": (TimeLink(order=order, expression=0, rule="x"),), "tense": "past"} | fields
    found, problems = dates(report, tree, [mention(report, tree, "stormed", **tied)])
    return found["stormed"], [problem.code for problem in problems]


def test_what_a_phrase_does_not_tell_nothing_else_tells_in_its_place() -> None:
    for form, published, code in (
        ("date:2021-02-31", "2021-03-19", "time/impossible"),
        ("weekday:4", None, "time/no-anchor"),
        ("offset:-2D anchor:told", "2021-03-19", "time/no-anchor"),
        ("holiday:independence-day", "2021-03-19", "time/ambiguous"),
    ):
        when, problems = one(form, published=published)
        assert (when.earliest, problems) == (None, [code])
        assert when.basis in {Basis.REPORT, Basis.UNKNOWN}
        assert when.phrase is not None
        assert [step.rule for step in when.steps][:2] == ["phrase", "not worked out"]


def test_a_date_without_a_year_is_over_where_its_event_is_told_as_done() -> None:
    when, _ = one("date:XXXX-04")
    assert (when.earliest, when.last_day) == (date(2020, 4, 1), date(2020, 4, 30))
    planned, _ = one("date:XXXX-04", modality=Modality.PLANNED)
    assert planned.earliest == date(2021, 4, 1)


def test_a_day_to_come_does_not_date_what_is_done() -> None:
    for form, order in (("weekday:1 dir:next", Order.AT), ("weekday:1 dir:next", Order.UNTIL)):
        when, _ = one(form, order)
        assert (when.earliest, when.last_day, when.basis) == (None, date(2021, 3, 19), Basis.REPORT)
        assert "left aside" in [step.rule for step in when.steps]


def test_a_date_told_in_full_is_kept_though_it_lies_ahead() -> None:
    when, _ = one("date:2031-03-03")
    assert when.earliest == date(2031, 3, 3)


def test_vague_words_date_nothing_that_they_cannot_be_of() -> None:
    for form in ("ref:PRESENT", "ref:FUTURE"):
        assert one(form)[0].basis is Basis.REPORT
    assert one("ref:PAST", modality=Modality.PLANNED)[0].latest is None
    assert one("ref:PAST")[0].basis is Basis.REPORT


def test_a_month_of_publication_bounds_what_is_done_by_its_last_day() -> None:
    when, _ = one("ref:PAST", published="2021-03")
    assert (when.earliest, when.last_day, when.basis) == (None, date(2021, 3, 31), Basis.REPORT)
