"""Events that date one another across reports: what an order binds, what it leaves alone, what is a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.merge.events import when
from dateline.merge.order import ordered
from dateline.records import (
    ActorKind,
    Basis,
    Disagreement,
    Event,
    Field,
    Mention,
    Modality,
    Order,
    Precision,
    Report,
    Role,
    TimeLink,
    When,
)

ONE = report("The general was killed. Iran replied. Parliament met.", published="2020-01-20", outlet="One")
TWO = report("The killing of the general. The reply of Iran.", published="2020-01-08", outlet="Two")
AFTER = {"order": Order.AFTER, "rule": '"after"'}
THIRD, SEVENTH = day("2020-01-03"), day("2020-01-07")


def told(of: Report, word: str, time: When = When(), *links: TimeLink, **fields: object) -> Mention:  # noqa: B008
    return mention(of, word, word, times=links, when=time, **fields)


def event(*mentions: Mention, modality: Modality = Modality.ASSERTED) -> Event:
    first = min(mentions, key=lambda one: one.id)
    return Event(
        id="e" + first.id[1:],
        mentions=tuple(one.id for one in mentions),
        kind="",
        mode="",
        when=when(mentions),
        where=None,
        participants=(),
        modality=modality,
        disputed=(),
        outlets=1,
        texts=1,
        origins=1,
        first_told=None,
        last_told=None,
        summary=f"what {first.act} tells",
        summary_of=first.id,
    )


def run(
    *events: tuple[Mention, ...], alike: Mapping[str, float] | None = None
) -> tuple[list[Event], tuple[Disagreement, ...]]:
    mentions = {one.id: one for group in events for one in group}
    found, disputes = ordered(
        [event(*group) for group in events],
        mentions,
        reports={of.id: of for of in (ONE, TWO)},
        alike=lambda left, right: min((alike or {}).get(left, 1.0), (alike or {}).get(right, 1.0)),
    )
    return list(found), disputes


def strike(time: When = When(), **fields: object) -> Mention:  # noqa: B008
    """Return the killing as report 1 tells it."""
    return told(ONE, "killed", time, **fields)


def reply(*links: TimeLink, time: When = When(), **fields: object) -> Mention:  # noqa: B008
    return told(ONE, "replied", time, *links, **fields)


def to_strike(order: Order = Order.AFTER, rule: str = '"after"', days: tuple[int, int] | None = None) -> TimeLink:
    return TimeLink(order=order, mention=strike().id, rule=rule, days=days)


KILLING = told(TWO, "killing", THIRD)


def ends(event_: Event) -> tuple[str, str]:
    return str(event_.when.earliest or ""), str(event_.when.last_day or "")


def test_a_day_told_by_another_report_bounds_what_is_only_told_as_after_it() -> None:
    (killed, replied), disputes = run((strike(), KILLING), (reply(to_strike()),))
    assert ends(killed) == ("2020-01-03", "2020-01-03")
    assert ends(replied) == ("2020-01-03", "")
    assert (replied.when.basis, replied.when.bounded, replied.when.edtf) == (Basis.ORDER, True, "2020-01-03/")
    assert disputes == ()
    step = replied.when.steps[-1]
    assert step.rule == "order of events"
    assert step.detail == (
        f'after {killed.id} “{killed.summary}”, 2020-01-03; so from 2020-01-03 ("after", in {reply().id})'
    )


def test_an_order_binds_both_its_events() -> None:
    (killed, _), _ = run((strike(),), (reply(to_strike()), told(TWO, "reply", SEVENTH)))
    assert ends(killed) == ("", "2020-01-07")


def test_a_distance_is_counted_from_the_other_reports_day() -> None:
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike(days=(11, 14))),))
    assert ends(replied) == ("2020-01-14", "2020-01-17")
    assert "11 to 14 days after" in replied.when.steps[-1].detail
    (killed, _), _ = run((strike(),), (reply(to_strike(days=(4, 4))), told(TWO, "reply", SEVENTH)))
    assert ends(killed) == ("2020-01-03", "2020-01-03")
    assert (killed.when.precision, killed.when.basis) == (Precision.DAY, Basis.ORDER)
    assert "4 days before" in killed.when.steps[-1].detail


def test_at_the_time_of_gives_both_ends_and_before_the_last() -> None:
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike(Order.AT, "told with")),))
    assert ends(replied) == ("2020-01-03", "2020-01-03")
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike(Order.BEFORE, '"before"')),))
    assert ends(replied) == ("", "2020-01-03")


def test_an_event_was_over_when_it_was_first_told_as_done() -> None:
    """Report 2, of 8 January, tells the reply: what came before it cannot be later."""
    (killed, replied), _ = run((strike(),), (reply(to_strike()), told(TWO, "reply")))
    assert ends(killed) == ("", "2020-01-08")
    assert killed.when.basis is Basis.REPORT
    assert not replied.when.known


def test_what_follows_from_one_order_binds_by_the_next() -> None:
    met = told(ONE, "met", When(), TimeLink(mention=reply().id, **AFTER))
    found, _ = run((met,), (reply(to_strike(days=(2, 3))),), (strike(), KILLING))
    assert [ends(one) for one in found] == [
        ("2020-01-05", ""),
        ("2020-01-05", "2020-01-06"),
        ("2020-01-03", "2020-01-03"),
    ]


def test_a_phrases_days_are_never_moved_but_an_open_end_is_given() -> None:
    january = When(earliest=date(2020, 1, 1), latest=date(2020, 2, 1), edtf="2020-01", basis=Basis.PHRASE)
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike(), time=january),))
    assert replied.when.edtf == "2020-01"
    by_tenth = When(latest=date(2020, 1, 11), edtf="/2020-01-10", basis=Basis.PHRASE)
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike(), time=by_tenth),))
    assert (ends(replied), replied.when.basis) == (("2020-01-03", "2020-01-10"), Basis.PHRASE)


def test_what_is_dated_to_its_telling_is_narrowed_and_stays_about() -> None:
    about = When(earliest=date(2020, 1, 2), latest=date(2020, 1, 4), edtf="2020-01-03~", basis=Basis.NEWS)
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike(), time=about),))
    assert (replied.when.edtf, replied.when.basis) == ("2020-01-03~", Basis.NEWS)
    assert replied.when.earliest == date(2020, 1, 3)


def test_a_soft_time_that_an_order_excludes_is_left_as_it_is() -> None:
    about = replace(day("2020-01-01"), edtf="2020-01-01~", basis=Basis.NEWS)
    (killed, replied), disputes = run((strike(), KILLING), (reply(to_strike(), time=about),))
    assert (replied.when.edtf, disputes) == ("2020-01-01~", ())
    assert killed.disputed == replied.disputed == ()


def test_phrases_that_an_order_excludes_are_a_dispute_of_both_events() -> None:
    (killed, replied), disputes = run((strike(), told(TWO, "killing", SEVENTH)), (reply(to_strike(), time=THIRD),))
    assert (ends(killed)[0], ends(replied)[0]) == ("2020-01-07", "2020-01-03")
    assert killed.disputed == replied.disputed == (Field.WHEN,)
    (one,) = disputes
    assert (one.events, one.field) == ((replied.id, killed.id), Field.WHEN)
    assert [(value.value, value.mentions) for value in one.values] == [
        ("2020-01-03", (reply().id,)),
        ("after 2020-01-07", (reply().id,)),
    ]


def test_a_report_that_contradicts_itself_makes_no_dispute() -> None:
    """`resolve` has told the problem."""
    _, disputes = run((strike(SEVENTH), told(TWO, "killing", SEVENTH)), (reply(to_strike(), time=THIRD),))
    assert disputes == ()


def test_a_narrative_binds_nothing_beyond_its_report() -> None:
    for rule in ("narrative order", "narrative order, the same party", 'one act after "killed"'):
        (_, replied), _ = run((strike(), KILLING), (reply(to_strike(rule=rule)),))
        assert not replied.when.known


def test_a_plan_comes_after_what_it_waits_for_and_binds_nothing_done() -> None:
    plan = reply(to_strike(), modality=Modality.PLANNED)
    (_, planned), _ = run((strike(), KILLING), (plan,))
    assert ends(planned) == ("2020-01-03", "")
    (_, done), _ = run((strike(), KILLING), (plan, told(TWO, "reply")))
    assert not done.when.known
    (killed, _), _ = run((strike(),), (replace(plan, when=SEVENTH),))
    assert not killed.when.known
    (_, planned), _ = run((strike(), KILLING), (reply(to_strike(days=(7, 7)), modality=Modality.PLANNED),))
    assert not planned.when.known


def test_what_is_denied_or_told_as_not_done_binds_nothing() -> None:
    for fields in ({"modality": Modality.DENIED}, {"negated": True}):
        (killed, replied), _ = run((strike(),), (reply(to_strike(), time=SEVENTH, **fields),))
        assert not killed.when.known
        (killed, replied), _ = run((strike(**fields), KILLING), (reply(to_strike()),))
        assert not replied.when.known


def test_a_mention_of_another_account_binds_nothing() -> None:
    second = told(TWO, "general", THIRD)
    (_, replied), _ = run((strike(SEVENTH), KILLING, second), (reply(to_strike()),))
    assert not replied.when.known


def test_where_accounts_differ_only_what_all_of_them_allow_is_bound() -> None:
    """The killing of the 3rd or, by another mention, the 7th: the reply came on the 3rd or later."""
    (_, replied), _ = run((strike(), told(TWO, "killing", SEVENTH), told(TWO, "general", THIRD)), (reply(to_strike()),))
    assert ends(replied) == ("2020-01-03", "")


def test_a_mention_that_is_hardly_the_same_event_binds_nothing() -> None:
    (_, replied), _ = run((strike(), KILLING), (reply(to_strike()),), alike={strike().id: 0.6})
    assert not replied.when.known


def test_orders_that_exclude_one_another_are_left_out_and_the_rest_holds() -> None:
    back = TimeLink(order=Order.AFTER, mention=reply().id, rule="x", days=(3, 5))
    killed, replied = strike(), reply(to_strike(days=(2, 2)))
    later = told(TWO, "reply", When(), TimeLink(mention=KILLING.id, **AFTER))
    found, _ = run((replace(killed, times=(back,)), KILLING), (replied, later))
    assert [ends(one) for one in found] == [("2020-01-03", "2020-01-03"), ("2020-01-03", "")]
    old = TimeLink(mention=told(ONE, "met", THIRD).id, **AFTER)
    found, _ = run((replace(killed, times=(back, old)),), (replied,), (told(ONE, "met", THIRD),))
    assert [ends(one) for one in found] == [("2020-01-03", ""), ("", ""), ("2020-01-03", "2020-01-03")]


def test_merging_dates_events_by_one_another_and_keeps_the_dispute() -> None:
    first = report("Ruritania shelled Goma. Syldavia arrested him after that.", published="2021-05-20", outlet="One")
    second = report("Ruritania shelled Goma.", published="2021-05-21", outlet="Two")

    def told_of(of: Report, **fields: object) -> Mention:
        by = party(of, "Ruritania", Role.BY, ActorKind.STATE, id_="state:RUR", country="RUR")
        return mention(of, "shelled", "shell", by, **fields)

    def chronology(shelled: When, arrested: When):
        link = TimeLink(mention=told_of(first).id, **AFTER)
        arrest = mention(first, "arrested", "arrest", times=(link,), when=arrested)
        mentions = [told_of(first), told_of(second, when=shelled), arrest]
        found = merge([first, second], mentions)
        return found, {event.summary_of: event for event in found.events}[arrest.id]

    found, arrest = chronology(day("2021-05-06"), When())
    assert len(found.events) == 2
    assert ends(arrest) == ("2021-05-06", "")
    found, arrest = chronology(day("2021-05-06"), day("2021-05-04"))
    assert all(event.disputed == (Field.WHEN,) for event in found.events)
    (dispute,) = found.disagreements
    assert [value.value for value in dispute.values] == ["2021-05-04", "after 2021-05-06"]
