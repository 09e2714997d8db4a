"""A report's time expressions in, their values out, in the order of the text: later ones may lean on earlier ones."""

from __future__ import annotations

import re
from datetime import date

from dateline.records import Parsed, Problem, Report, Span, Stretch, TimeExpression
from dateline.resolve.when.calendar import unit_of
from dateline.resolve.when.country import homes
from dateline.resolve.when.entries import headings
from dateline.resolve.when.paragraphs import paragraphs
from dateline.resolve.when.read import read
from dateline.resolve.when.relative import is_quarter
from dateline.resolve.when.tense import direction
from dateline.resolve.when.value import Anchor, Direction, Value

_DATING = ("date:", "weekday:", "unit:", "weekend:", "holiday:", "calendar:", "range:", "offset:", "overnight:")
_MOMENT = re.compile(r"offset:[+-][\dX.]+[HNS]\b.*anchor:told")
_OTHER_RESULTS = re.compile(r"duration:(?:[369]|12)M\b|period:(?:[369]|12)M\b|duration:1Y\b")
_COMPARED = re.compile(r"offset:-[\d.]+Y anchor:told")
_YEARLESS = re.compile(r"(?:date|range):XXXX(?!.*\byear:)")
_YEAR = re.compile(r"date:\d{4}")
_AT = frozenset("on in at during since".split())
CLOCKS = ("time:", "tod:")  # without a day beside them they date nothing, which is no problem
LACKS = {
    "day": ("time/no-anchor", "the report's own day is not known, so that this cannot be dated"),
    "told": ("time/no-anchor", "no time was told before that this could be measured from"),
    "date": ("time/impossible", "there is no such date"),
    "country": ("time/ambiguous", "other countries keep it on other days, and the report's country does not tell"),
}


def values(report: Report, parsed: Parsed) -> tuple[tuple[Value, ...], tuple[Problem, ...]]:
    """Work out every expression of a report, one value each, with what could not be worked out."""
    out: list[Value] = []
    problems: list[Problem] = []
    told: Stretch | None = None
    month = published_in(report)
    day = report.written_on
    countries = homes(report)
    lead: Stretch | None = None
    results: Stretch | None = None
    compared: tuple[str, Stretch | None] = ("", None)
    place, last = paragraphs(report, parsed), -1
    heads = {one.expression: one for one in headings(report, parsed).values()}
    year = ""  # that heads what follows: "- 2020 -"
    entry: date | None = None  # the first day of the entry before
    for index, expression in enumerate(parsed.times):
        number = parsed.tokens.sentence[expression.first]
        before = told
        if _MOMENT.match(expression.form) and number != last:
            before = None  # "minutes earlier" is measured from what stands beside it
        if expression.form == compared[0]:
            before = compared[1]  # what "a year earlier" is told of twice is compared with the same year
        near = last >= 0 and place[number] == place[last]
        way = None if index in heads else direction(parsed, expression)  # chronicles tell what is past in the present
        anchor = Anchor(
            day=day,
            filed=report.written is not None,
            month=month,
            told=before,
            lead=None if near else lead,
            results=results,
            direction=way,
            homes=countries,
        )
        form = expression.form
        if _YEARLESS.match(form):
            form += year or (_near_entry(form, entry) if entry and index in heads else "")
        value = read(form, anchor)
        out.append(value)
        if index in heads:
            entry = value.days.earliest if value.days.closed else entry
            if heads[index].alone:
                year = f" year:{form[-4:]}" if _YEAR.fullmatch(form) else ""
        words = " ".join(expression.span.of(report.text).split())
        lacking = value.lacks in LACKS and not expression.form.startswith(CLOCKS)
        odd = [*value.doubts, *([LACKS[value.lacks]] if lacking else ())]
        if not odd and (clash := _weekday_clash(expression.form, value)):
            odd.append(("time/contradiction", clash))
        if late := _after_publication(report, parsed, expression, value, way):
            odd.append(("time/after-publication", late))
        problems += [_problem(report, code, f'"{words}": {message}', expression.span) for code, message in odd]
        if value.days.closed and expression.form.startswith(_DATING) and "anchor:event" not in expression.form:
            told, last = value.days, number
            lead = lead or told
            compared = (expression.form, before) if _COMPARED.match(expression.form) else ("", None)
        results = _results(expression, value, anchor)
    return tuple(out), tuple(problems)


def _near_entry(form: str, before: date) -> str:
    """Return the year of a day that heads an entry without one: the nearest to the entry before."""

    def far(year: int) -> int:
        first = read(f"{form} year:{year}", Anchor()).days.earliest
        return abs((first - before).days) if first else date.max.toordinal()

    return f" year:{min((before.year, before.year + 1, before.year - 1), key=far)}"


def _after_publication(
    report: Report, parsed: Parsed, expression: TimeExpression, value: Value, way: Direction | None
) -> str | None:
    """Say where a date told in full, as the time of what is past, lies after the report's day."""
    start, form = value.days.earliest, expression.form
    if not form.startswith("date:") or "XXXX" in form or "fiscal:" in form or value.doubts or way is not Direction.PAST:
        return None
    if report.day is None or start is None or start <= report.day or not _stands_at(parsed, expression):
        return None
    return f"told as past, but it begins on {start}, after the report's day, {report.day}; kept as told"


def _results(expression: TimeExpression, value: Value, anchor: Anchor) -> Stretch | None:
    """Return the quarter that what follows may tell results of, or the year where nine months or a year are told.

    An older quarter than the one told before only stands beside it to be compared.
    """
    before, days = anchor.results, value.days
    if _OTHER_RESULTS.match(expression.form) and anchor.day:
        return unit_of(anchor.day, "Y")
    if not expression.form.startswith(("date:", "results:")) or not is_quarter(days):
        return before
    if anchor.day is None or (days.latest or anchor.day) > anchor.day:
        return before
    if before and is_quarter(before) and days.earliest and before.earliest and days.earliest < before.earliest:
        return before
    return days


def _stands_at(parsed: Parsed, expression: TimeExpression) -> bool:
    """Say whether an expression tells when: "died on May 3", "died May 3", not "due May 3", "by 1992", "for 2021"."""
    before = expression.first - 1
    if before < 0 or parsed.tokens.sentence[before] != parsed.tokens.sentence[expression.first]:
        return True
    return parsed.tokens.text[before].lower() in _AT or parsed.tokens.upos[before] == "VERB"


def _problem(report: Report, code: str, message: str, span: Span) -> Problem:
    return Problem(
        code=code,
        stage="resolve",
        message=message,
        report=report.id,
        path=report.path,
        span=span,
    )


def published_in(report: Report) -> Stretch | None:
    """Return the month or year of a report whose date is told less finely than a day."""
    if report.published is None or len(report.published.value) >= 10:
        return None
    parts = report.published.value.split("-")
    if not all(part.isdigit() for part in parts) or not parts[0]:
        return None
    return unit_of(date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, 1), "M" if len(parts) > 1 else "Y")


def _weekday_clash(form: str, value: Value) -> str | None:
    """Say where a date and the weekday beside it do not agree."""
    if not form.startswith("date:") or " weekday:" not in form or not value.days.earliest:
        return None
    told = int(form.split(" weekday:")[1].split(maxsplit=1)[0])
    if value.days.earliest.isoweekday() == told:
        return None
    return f"{value.days.earliest} is a {value.days.earliest:%A}, another weekday is told beside it"
