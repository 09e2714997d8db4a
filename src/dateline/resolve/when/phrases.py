"""One event and a phrase that belongs to it in, the event's days narrowed by what the phrase means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.records import (
    Basis,
    Mention,
    Modality,
    Order,
    Parsed,
    Precision,
    Problem,
    Report,
    Step,
    Stretch,
    TimeLink,
)
from dateline.resolve.when.draft import Draft, is_ahead, problem, shown
from dateline.resolve.when.expressions import CLOCKS, LACKS
from dateline.resolve.when.read import read
from dateline.resolve.when.value import Anchor, Value

_BESIDE = frozenset({Order.BEFORE, Order.AFTER})
_OF_DAY = re.compile(r"\b(?:tod|time):")  # "before dawn on Sunday" is still told of that day
_TOLD_IN_FULL = re.compile(r"date:\d{4}-\d\d-\d\d")
_NOT_NOW = frozenset({"ref:PAST", "ref:FUTURE"})  # say no more than that an event was or will be


def tie(report: Report, parsed: Parsed, draft: Draft, link: TimeLink, value: Value, problems: list[Problem]) -> None:
    """Narrow an event by one of its expressions."""
    assert link.expression is not None  # noqa: S101  (the caller's choice of links)
    expression = parsed.times[link.expression]
    words = " ".join(expression.span.of(report.text).split())
    if value.lacks in LACKS and not expression.form.startswith(CLOCKS):
        draft.unread = expression.span
        draft.steps += [Step("phrase", f'"{words}" ({link.rule})'), Step("not worked out", LACKS[value.lacks][1])]
    if value.days == Stretch():
        return
    if _looks_elsewhere(expression.form, draft.mention) and link.order is Order.AT:
        return
    if _still_ahead(report, draft, link, value, expression.form) and link.order is Order.AT:
        value = _year_before(expression.form, value)
    if _still_ahead(report, draft, link, value, expression.form):
        why = f"it lies after the report's day, {report.day}, so it is not of what is told as done"
        draft.steps += [Step("phrase", f'"{words}" ({link.rule})'), Step("left aside", why)]
        return
    order = Order.AT if link.order in _BESIDE and _OF_DAY.search(expression.form) else link.order
    days = _by_order(order, value.days, whole="part:end" in expression.form)
    met = draft.days.meet(days)
    if met.empty:
        message = f'"{words}" does not fit with another time told of the same event; the first is kept'
        problems.append(problem(report, "time/contradiction", message, expression.span))
        return
    draft.steps += [Step("phrase", f'"{words}" ({link.rule})'), *value.steps]
    if order is not Order.AT:
        draft.steps.append(Step(f"{order.value} it", shown(days)))
    finer = _size(met) < _size(draft.days)
    draft.days = met
    if expression.form not in _NOT_NOW:
        draft.basis = Basis.PHRASE
    elif draft.basis is Basis.UNKNOWN:
        draft.basis = Basis.REPORT
    if draft.phrase is None or finer:
        draft.phrase = expression.span
        at = order is Order.AT and met == value.days
        draft.precision = value.precision if at else Precision.INTERVAL
        draft.edtf = value.edtf if at else None
        draft.approximate = value.approximate and at
        draft.exact = at and value.days.closed and not value.approximate


def _still_ahead(report: Report, draft: Draft, link: TimeLink, value: Value, form: str) -> bool:
    """Say whether a day to come cannot be of what is told as done: "extended the truce to May 3", "shut until Friday".

    A date told in full is kept all the same: that it is odd is told as a problem.
    """
    mention, first = draft.mention, value.days.earliest
    done = mention.modality is Modality.ASSERTED and mention.tense in {"past", "perfect"}
    if not done or report.day is None or first is None or first <= report.day:
        return False
    return link.order is Order.UNTIL or (link.order is Order.AT and not _TOLD_IN_FULL.match(form))


def _year_before(form: str, value: Value) -> Value:
    """Read a date without a year as the one of the year before: "collapsed in June", told in May."""
    if not form.startswith("date:XXXX") or "year:" in form or value.days.earliest is None:
        return value
    year = value.days.earliest.year - 1
    before = read(f"{form} year:{year}", Anchor())
    return before if before.lacks else replace(before, steps=(Step("told as done", f"so it is that of {year}"),))


def _looks_elsewhere(form: str, mention: Mention) -> bool:
    """Say whether a vague word cannot be of this event: "announced a laptop, on sale now", "said it would end soon"."""
    if form in {"ref:PRESENT", "ref:FUTURE"}:
        return mention.tense == "past" and not is_ahead(mention)
    return form == "ref:PAST" and is_ahead(mention)


def _by_order(order: Order, days: Stretch, *, whole: bool = False) -> Stretch:
    """Return where an event lies that stands so to days; an event after a day may still fall on it.

    "Before the end of May" leaves the last days of May inside: `whole`.
    """
    if order is Order.AT:
        return days
    if order in {Order.AFTER, Order.SINCE}:
        return Stretch(days.earliest, None)
    return Stretch(None, days.earliest if order is Order.BEFORE and not whole else days.latest)


def _size(days: Stretch) -> int:
    low, high = days.earliest or date.min, days.latest or date.max
    return (high - low).days
