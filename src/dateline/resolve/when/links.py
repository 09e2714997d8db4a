"""Events that date one another: drafts in, their ends narrowed by the order that the report tells, to a fixed point.

Interval constraint propagation on the ends alone (after Allen 1983). A narrowing that would leave no day is left undone
and becomes a Problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.records import Basis, Modality, Order, Parsed, Precision, Problem, Report, Step, Stretch, TimeLink, plus
from dateline.resolve.when.draft import AHEAD, Draft, problem, shown
from dateline.resolve.when.lengths import apart, shifted

_NEXT = 2  # days within which a sentence on the same party, with no time of its own, moves on
_SOON = 3  # days from what is told as new to what a party does after it
_AT_ONCE = 1  # day between events told "shortly" after one another
_ROUNDS = 12  # chains of order links in a report are shorter; cycles stop here


def measured(parsed: Parsed, links: Sequence[TimeLink]) -> tuple[TimeLink, ...]:
    """Return the links with the days that an expression between two events tells."""
    return tuple(
        link
        if link.mention is None or link.expression is None
        else replace(link, days=apart(parsed.times[link.expression].form))
        for link in links
    )


def propagate(report: Report, parsed: Parsed, drafts: Mapping[str, Draft], problems: list[Problem]) -> None:
    """Narrow events by their order until nothing changes."""
    ties = [
        (draft, drafts[link.mention], link)
        for draft in drafts.values()
        for link in draft.mention.times
        if link.mention in drafts and link.mention is not None
    ]
    same = [(draft, drafts[other]) for draft in drafts.values() for other in draft.mention.same_as if other in drafts]
    refused: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        changed = False
        for draft, other, link in ties:
            for target, days, step in _told_by(parsed, draft, other, link):
                changed |= _narrow(report, target, days, step, refused, problems, (draft, other))
        for draft, other in same:
            step = Step("same event", "told of the same event in this report")
            changed |= _narrow(report, draft, _firm(other), step, refused, problems, (draft, other))
            changed |= _narrow(report, other, _firm(draft), step, refused, problems, (other, draft))
        if not changed:
            return


def _firm(draft: Draft) -> Stretch:
    """Return what an event's own words say of its time: neither a guess from the telling nor a plan binds another."""
    guessed = draft.bounded and (draft.approximate or draft.mention.modality in AHEAD)
    return Stretch() if guessed else draft.days


def _told_by(parsed: Parsed, draft: Draft, other: Draft, link: TimeLink) -> list[tuple[Draft, Stretch, Step]]:
    """Return what a link says of both its events."""
    name, own = other.mention.act, draft.mention.act
    if link.expression is not None:
        form = parsed.times[link.expression].form
        if draft.mention.modality in AHEAD:
            return []  # what is planned so long after another event is measured from the planning
        # The link stands at the later event; "two days before the vote" is counted back from it.
        back = form.startswith("offset:-")
        return [
            (draft, shifted(form, other.days, back=back), Step("distance", f'{link.rule} "{name}"')),
            (other, shifted(form, draft.days, back=not back), Step("distance", f'"{own}" is {link.rule} it')),
        ]
    if link.rule.startswith("one act after") or "the same party" in link.rule:
        return _moving_on(draft, other, link)
    if link.order in {Order.AFTER, Order.SINCE}:
        out = [(draft, Stretch(other.days.earliest, None), Step("after", f'{link.rule}: not before "{name}"'))]
        if not link.rule.startswith("narrative") and not _ahead(draft):
            before = Stretch(None, draft.days.latest)
            step = Step("before", f'{link.rule}: not after "{own}"')
            if link.rule.endswith("told as new") and _on_a_day(draft) and draft.days.earliest and not other.phrase:
                before = before.meet(Stretch(plus(draft.days.earliest, -_SOON), None))
                step = Step("shortly before", f'{link.rule}: at most {_SOON} days before "{own}"')
            out.append((other, before, step))
        near = _AT_ONCE if link.rule.endswith(", soon") else _SOON if link.rule.endswith("told as new") else None
        if near and _on_a_day(other) and other.days.last:
            step = Step("shortly after", f'{link.rule}: at most {near} day(s) after "{name}"')
            out.append((draft, Stretch(None, plus(other.days.last, near + 1)), step))
        if near == _AT_ONCE and _on_a_day(draft) and draft.days.earliest:
            step = Step("shortly before", f'{link.rule}: at most {near} day(s) before "{own}"')
            out.append((other, Stretch(plus(draft.days.earliest, -near), None), step))
        return out
    if link.order in {Order.BEFORE, Order.UNTIL}:
        return [
            (draft, Stretch(None, other.days.latest), Step("before", f'{link.rule}: not after "{name}"')),
            (other, Stretch(draft.days.earliest, None), Step("after", f'{link.rule}: not before "{own}"')),
        ]
    return [
        (draft, _firm(other), Step("at the time of", f'{link.rule} "{name}"')),
        (other, _firm(draft), Step("at the time of", f'{link.rule} "{own}"')),
    ]


def _moving_on(draft: Draft, other: Draft, link: TimeLink) -> list[tuple[Draft, Stretch, Step]]:
    """Keep near its day what a party does next: "The army shelled the town on Monday and burned its market"."""
    if draft.phrase is not None:
        return []
    one = link.rule.startswith("one act")
    days = 1 if one else _NEXT
    near = one or _on_a_day(other)
    last = other.days.last if near else None
    step = Step("moves on", f"{link.rule}: not before it, nor more than {days} day(s) after" if near else link.rule)
    return [(draft, Stretch(other.days.earliest, plus(last, days + 1) if last else None), step)]


def _on_a_day(draft: Draft) -> bool:
    return draft.exact and draft.precision in {Precision.DAY, Precision.MINUTE}


def _ahead(draft: Draft) -> bool:
    return draft.mention.modality is not Modality.ASSERTED


def _narrow(
    report: Report,
    draft: Draft,
    days: Stretch,
    step: Step,
    refused: set[tuple[str, str]],
    problems: list[Problem],
    pair: tuple[Draft, Draft],
) -> bool:
    """Narrow one event; say whether that changed it."""
    if days == Stretch() or _on_a_day(draft):
        _clash(report, draft, days, refused, problems, pair)
        return False
    met = draft.days.meet(days)
    if met == draft.days:
        return False
    if met.empty:
        _clash(report, draft, days, refused, problems, pair)
        return False
    draft.days, draft.bounded = met, draft.bounded or draft.phrase is None
    if draft.basis in {Basis.UNKNOWN, Basis.REPORT}:
        source = pair[1] if draft is pair[0] else pair[0]
        draft.basis = Basis.REPORT if source.basis in {Basis.UNKNOWN, Basis.REPORT} else Basis.ORDER
    draft.steps.append(Step(step.rule, f"{step.detail}; so {shown(met)}"))
    if draft.phrase is not None or draft.approximate:
        draft.edtf = None
    if not draft.approximate:
        draft.precision = Precision.INTERVAL
    return True


def _clash(
    report: Report,
    draft: Draft,
    days: Stretch,
    refused: set[tuple[str, str]],
    problems: list[Problem],
    pair: tuple[Draft, Draft],
) -> None:
    key = tuple(sorted((pair[0].mention.id, pair[1].mention.id)))
    if days == Stretch() or not draft.days.meet(days).empty or key in refused:
        return
    refused.add((key[0], key[1]))
    message = f'"{pair[0].mention.act}" and "{pair[1].mention.act}" are told in an order that their dates contradict'
    problems.append(problem(report, "time/order", message, pair[0].mention.trigger))
