"""Mentions that are no longer read as they were in, the mentions that stand in their place out.

A mention's id is its report and the place of its trigger, so an upgrade that reads another word as the trigger, or a
newer version of the report, gives another id. What people judged holds on to the words: in the same report to those
that overlap, in a newer version to a clause in nearly the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from dateline.errors import OptionsError
from dateline.records import Correction, Judgement, Mention, Problem, Report, Span, Verdict

LIKE = 0.8  # share of the letters of two clauses that are the same from which one is the other's newer version


class Anchors:
    """Finds the live mention that stands in the place of one that is read no more."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        former: Iterable[Mention],
        *,
        reports: Iterable[Report],
        newer: Mapping[str, str],
    ) -> None:
        self._live: dict[str, list[Mention]] = defaultdict(list)
        self._former = {mention.id: mention for mention in former}
        for mention in mentions:
            if mention.report in newer:
                self._former[mention.id] = mention
            else:
                self._live[mention.report].append(mention)
        self._texts = {report.id: report for report in reports}
        self._ids = {mention.id for told in self._live.values() for mention in told}
        self._newer = newer

    def of(self, id_: str) -> str | None:
        """Return the id of the mention that stands in the place of one; its own where it is read still."""
        if id_ in self._ids:
            return id_
        old = self._former.get(id_)
        if old is None:
            return None
        after = self._newer.get(old.report)
        return self._in_version(old, after) if after else self._in_report(old)

    def words(self, id_: str) -> str:
        """Say a mention in its report's words, as far as they are known."""
        mention = self._former.get(id_)
        report = self._texts.get(mention.report) if mention else None
        return f"{id_} (“{report.words(mention.trigger)}” in {report.path})" if mention and report else id_

    def _in_report(self, old: Mention) -> str | None:
        near = [
            (_shared(old.trigger, one.trigger), one.act == old.act, _shared(old.clause, one.clause), one.id)
            for one in self._live[old.report]
        ]
        fit = [found for found in near if found[0] or (found[1] and found[2])]
        return max(fit, key=lambda found: (*found[:3], found[3]))[3] if fit else None

    def _in_version(self, old: Mention, report: str) -> str | None:
        before, after = self._texts.get(old.report), self._texts.get(report)
        if before is None or after is None:
            return None
        words = before.words(old.clause)
        near = [
            (SequenceMatcher(None, words, after.words(one.clause), autojunk=False).ratio(), one.id)
            for one in self._live[report]
            if one.act == old.act
        ]
        best = max(near, default=(0.0, ""))
        return best[1] if best[0] >= LIKE else None


def anchored(judgements: Iterable[Judgement], anchors: Anchors) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the mentions that people's judgements are now about by those they named, and what can be no more."""
    moved: dict[str, str] = {}
    problems = []
    for one in judgements:
        ends = {id_: anchors.of(id_) for id_ in (one.left, one.right)}
        lost = [id_ for id_, now in ends.items() if now is None]
        if lost:
            problems.append(
                _lost(one, " and ".join(anchors.words(id_) for id_ in lost) + " no longer read as an event")
            )
        elif ends[one.left] == ends[one.right] and one.verdict is Verdict.DIFFERENT:
            problems.append(_lost(one, f"{one.left} and {one.right} now read as one mention, {ends[one.left]}"))
        moved |= {id_: now for id_, now in ends.items() if now not in (None, id_)}
    return moved, tuple(problems)


def moved(judgements: Iterable[Judgement], places: Mapping[str, str]) -> tuple[Judgement, ...]:
    """Return judgements on the mentions that stand in the place of those they named."""
    found = []
    for one in judgements:
        left, right = sorted((places.get(one.left, one.left), places.get(one.right, one.right)))
        if left != right:
            found.append(one if (left, right) == (one.left, one.right) else replace(one, left=left, right=right))
    return tuple(found)


def corrections(made: Iterable[Correction], anchors: Anchors) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """Return what people set right, on the mentions that stand in the place of those they named, and what is lost."""
    from dateline.resolve.set_right import check

    kept = []
    problems = []
    for one in made:
        now = anchors.of(one.mention)
        if now is None:
            problems.append(_unset(one, f"{anchors.words(one.mention)} no longer read as an event"))
            continue
        try:
            check(one.field, one.value)
        except OptionsError as error:  # a place that an upgrade's gazetteer does not know any more
            problems.append(_unset(one, str(error).rstrip(".")))
        else:
            kept.append(one if now == one.mention else replace(one, mention=now))
    return tuple(kept), tuple(problems)


def _unset(correction: Correction, why: str) -> Problem:
    who = f" by {correction.person}" if correction.person else ""
    return Problem(
        code="run/lost-judgement",
        stage="run",
        message=f"the judgement{who} that {correction.mention} is {correction.field} {correction.value}".rstrip()
        + f" cannot be kept to: {why}. It stays in the ledger; judge anew, or take it back: dateline judge list",
        report="r" + correction.mention[1:].partition("-")[0],
    )


def _lost(judgement: Judgement, why: str) -> Problem:
    who = f" by {judgement.person}" if judgement.person else ""
    return Problem(
        code="run/lost-judgement",
        stage="run",
        message=f"the judgement{who} that {judgement.left} and {judgement.right} are {judgement.verdict} cannot be "
        f"kept to: {why}. It stays in the ledger; judge anew, or take it back: dateline judge list",
        report="r" + judgement.left[1:].partition("-")[0],
    )


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))
