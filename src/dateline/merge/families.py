"""What reports have taken from one another: reports in, their copyings and the text of each mention out.

Reports that share prints (`read.sketch`) meet in buckets, as in locality-sensitive hashing (Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3): each report meets the first few of a bucket only, and is compared with a
few of those it shares most with. So ten thousand copies cost ten thousand comparisons or little more, whatever the
order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from dateline.merge.credits import credited, printed_by
from dateline.merge.passages import Comparison, Taken, Words, compare, spans, words
from dateline.records import Copy, Mention, Passage, Relation, Report, Span

FIRST = 6  # reports of a bucket that the later ones meet
MOST = 8  # earlier reports that one is compared with
PRINTS = 2  # prints that two reports must share to be compared, or half of all where one has few
COPY = 0.6  # share of a report's own words from which it is a copy
REWRITTEN = 0.8  # the same where nothing of its first sentences is taken
OPENING = 3  # sentences or lines
PARTLY = 0.15  # from which it is one in part
CREDITED = 0.75  # both are lower by this factor where a credit says the same
STANDING = 60  # words of a passage that many reports may end with, such as background
LAST = 2 / 3  # how far down in both reports it stands
FLASH = 0.5  # share of the first report that is taken whole into a longer one, which is a copy in part
KEPT = 512  # reports whose words are kept at hand
UNDATED = "9"  # later than all dates


class Place(NamedTuple):
    """Where a report stands among copies: who came first."""

    day: str
    secondhand: bool  # credits another
    time: str
    id: str


class Head(NamedTuple):
    """What a report's head and foot tell of its text: when it was published, whom it credits, who printed it."""

    place: Place
    credits: frozenset[str]
    printer: str  # "" where it does not tell


def copies(reports: Iterable[Report]) -> tuple[Copy, ...]:
    """Return what each report has taken from those before it, a line for each family it draws on.

    Publication decides who came first; on one day, who credits nobody; then the hour, and where nothing tells, the id.
    """
    by_id = {report.id: report for report in reports}
    heads = sorted(_head(report) for report in by_id.values())
    ordered = [by_id[head.place.id] for head in heads]
    read: Callable[[int], Words] = lru_cache(maxsize=KEPT)(lambda i: words(ordered[i]))
    found: dict[str, list[Copy]] = {}
    family: dict[str, str] = {}
    for later, early in enumerate(candidates(ordered)):
        taken: list[tuple[int, Copy]] = []
        for one in early:
            forward = compare(read(later), read(one))
            if forward.taken:
                first = ordered[one].id
                text = partial(_text, found[first], first)
                back = compare(read(one), read(later))
                taken.append((one, _copy(heads[later], heads[one], forward, back, text=text, family=family[first])))
            if forward.share == 1.0:
                break
        taken.sort(key=lambda pair: (-pair[1].share, pair[0]))
        id_ = ordered[later].id
        found[id_] = _kept(copy for _, copy in taken)
        family[id_] = next((one.family for one in found[id_] if one.relation is Relation.COPY), id_)
    return tuple(one for report in ordered for one in sorted(found[report.id], key=lambda copy: copy.first))


def candidates(ordered: Sequence[Report]) -> list[list[int]]:
    """Return for each report the earlier ones to compare it with, by their places, the likeliest first."""
    prints = [np.frombuffer(report.prints, dtype="<u4") for report in ordered]
    sizes = np.array([len(one) for one in prints], dtype=np.int64)
    found: list[list[int]] = [[] for _ in ordered]
    if not sizes.sum():
        return found
    values, owners = np.concatenate(prints), np.repeat(np.arange(len(ordered)), sizes)
    order = np.argsort(values, kind="stable")  # a bucket keeps the order of its reports
    values, owners = values[order], owners[order]
    at = np.arange(len(values))
    start = np.maximum.accumulate(np.where(np.r_[True, values[1:] != values[:-1]], at, 0))
    pairs: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    for nth in range(FIRST):
        meet = np.flatnonzero(at - start > nth)
        pairs.append(owners[meet] * len(ordered) + owners[start[meet] + nth])
    met, shared = np.unique(np.concatenate(pairs), return_counts=True)
    later, early = np.divmod(met, len(ordered))
    enough = shared >= np.minimum(PRINTS, (np.minimum(sizes[later], sizes[early]) + 1) // 2)
    later, early, shared = later[enough], early[enough], shared[enough]
    for i in np.lexsort((early, -shared, later)).tolist():
        if len(found[later[i]]) < MOST:
            found[later[i]].append(int(early[i]))
    return found


def texts(copied: Iterable[Copy], mentions: Iterable[Mention]) -> dict[str, str]:
    """Return for each mention the id of the report whose text tells it: of copied words, the first that had them."""
    of: Mapping[str, list[Copy]] = _by_report(copied)
    return {
        mention.id: _text(of.get(mention.report, ()), mention.report, mention.trigger.start) for mention in mentions
    }


def _by_report(copied: Iterable[Copy]) -> dict[str, list[Copy]]:
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copied:
        found[copy.report].append(copy)
    return found


def _text(copied: Iterable[Copy], report: str, at: int) -> str:
    """Return whose text stands at an offset; other sources than the family it belongs to come first."""
    whole = report
    inside = []
    for copy in copied:
        if copy.relation is Relation.COPY:
            whole = copy.family
        inside += [passage.text for passage in copy.passages if passage.span.start <= at < passage.span.end]
    return min((text for text in inside if text != whole), default=whole)


def _head(report: Report) -> Head:
    told = report.published.value if report.published else UNDATED
    credits_, printer = credited(report), printed_by(report)
    place = Place(day=told[:10], secondhand=bool(credits_ - {printer}), time=told[10:] or UNDATED, id=report.id)
    return Head(place=place, credits=credits_, printer=printer)


def _copy(
    later: Head, first: Head, forward: Comparison, back: Comparison, *, text: Callable[[int], str], family: str
) -> Copy:
    credit = min(later.credits & (first.credits | {first.printer}), default="")
    return Copy(
        report=later.place.id,
        first=first.place.id,
        family=family,
        relation=_relation(forward, back, CREDITED if credit else 1.0),
        share=round(forward.share, 4),
        passages=_passages(forward.taken, text),
        added=spans(forward.rest),
        left_out=spans(back.rest),
        order=_order(first.place, later.place),
        credit=credit,
    )


def _relation(forward: Comparison, back: Comparison, factor: float) -> Relation:
    if forward.share >= (COPY * factor if _opens(forward) else REWRITTEN):
        return Relation.COPY
    if (forward.share >= PARTLY * factor or back.share >= FLASH) and not _standing(forward, back):
        return Relation.PARTLY
    return Relation.PASSAGE


def _opens(side: Comparison) -> bool:
    """Say whether something of a report's first sentences is taken."""
    opening = sorted(unit.first for unit in (*side.rest, *(one.unit for one in side.taken)))[:OPENING]
    return any(one.unit.first in opening for one in side.taken)


def _standing(forward: Comparison, back: Comparison) -> bool:
    """Say whether all that is shared is one short passage near the end of both reports."""
    for side in (forward, back):
        if not side.taken:
            return False
        first, last = side.taken[0].unit.first, side.taken[-1].unit.last
        whole = last - first == sum(one.unit.last - one.unit.first for one in side.taken)
        if not whole or last - first > STANDING or first < LAST * side.length:
            return False
    return True


def _passages(taken: Sequence[Taken], text: Callable[[int], str]) -> tuple[Passage, ...]:
    """Return what is taken, units that follow on one another in both reports as one passage."""
    found: list[Passage] = []
    last: Taken | None = None
    for one in taken:
        whose = text(one.of.span.start)
        on = last is not None and last.unit.last == one.unit.first and last.of.last == one.of.first
        if on and (found[-1].text, found[-1].edited) == (whose, one.edited):
            span, of = Span(found[-1].span.start, one.unit.span.end), Span(found[-1].of.start, one.of.span.end)
            found[-1] = Passage(span=span, of=of, text=whose, edited=one.edited)
        else:
            found.append(Passage(span=one.unit.span, of=one.of.span, text=whose, edited=one.edited))
        last = one
    return tuple(found)


def _kept(taken: Iterable[Copy]) -> list[Copy]:
    """Return the lines that tell of words not told of before, the largest share first; one alone makes a copy."""
    kept: list[Copy] = []
    known: list[Span] = []
    for one in taken:
        spans_ = [passage.span for passage in one.passages]
        if all(any(other.covers(span) for other in known) for span in spans_):
            continue
        second = kept and one.relation is Relation.COPY
        kept.append(replace(one, relation=Relation.PARTLY) if second else one)
        known += spans_
    return kept


def _order(first: Place, later: Place) -> str:
    if first.day != later.day:
        return "published earlier" if later.day != UNDATED else "the other has no date"
    if first.secondhand != later.secondhand:
        return "the other credits whom it has the text from"
    if first.time != later.time:
        return "published earlier that day" if later.time != UNDATED else "the other tells no hour"
    return "nothing tells which came first; by id"
