"""How an event's reality changed as it was told: its mentions and what answers them in, dated phases out.

Each phase comes from the words of a mention and of its chain alone, so that nothing depends on what arrived before. A
denial or a correction that is told as an event of its own is a step in the life of the event that it answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.merge.facts import Facts
from dateline.merge.origins import HEDGE, outlet, printed_by
from dateline.merge.tolls import compatible, group
from dateline.merge.words import WORD, stem
from dateline.records import Hop, Link, Mention, Modality, Number, Phase, PhaseTold, Polarity, Report, Role, Span

PHASES = list(Phase)
DAY = len("2020-01-03")
NOT_DONE = {
    Modality.PLANNED: Phase.PLANNED,
    Modality.POSSIBLE: Phase.POSSIBLE,
    Modality.CONDITIONAL: Phase.CONDITIONAL,
    Modality.DEMANDED: Phase.DEMANDED,
    Modality.DENIED: Phase.DENIED,
}


@dataclass(frozen=True, slots=True)
class _Step:
    """What one mention tells the event to be."""

    phase: Phase
    by: tuple[str, ...]
    mention: Mention
    cues: tuple[Span, ...]
    event: str | None


@cache
def _cues() -> dict[str, Phase]:
    text = (files("dateline.resources") / "modality" / "phases.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {stem(word): Phase(name) for name, words in rows for word in words.split()}


def lifecycle(
    found: Sequence[Facts], answers: Mapping[str, Sequence[Facts]], reports: Mapping[str, Report]
) -> tuple[PhaseTold, ...]:
    """Return the phases of an event in the order of telling.

    `answers` are the mentions of other events that deny this one, set it right, or tell its plan as done, by event.
    """
    told: list[tuple[Mention, str | None]] = [(one.mention, None) for one in found]
    told += [(one.mention, event) for event, others in answers.items() for one in others]
    steps = [_step(mention, reports[mention.report], event) for mention, event in told]
    steps += _lowered(found, reports)
    grouped: dict[tuple[Phase, tuple[str, ...], str, str | None], list[_Step]] = defaultdict(list)
    for step in steps:
        grouped[step.phase, step.by, step.mention.report, step.event].append(step)
    made = [
        PhaseTold(
            phase=phase,
            day=reports[report].day,
            by=by,
            report=report,
            mentions=tuple(sorted({step.mention.id for step in each})),
            cues=tuple(sorted({cue for step in each for cue in step.cues}, key=lambda cue: (cue.start, cue.end))),
            event=event,
        )
        for (phase, by, report, event), each in grouped.items()
    ]
    return tuple(sorted(made, key=lambda step: _order(step, reports[step.report])))


def _order(step: PhaseTold, report: Report) -> tuple[str, int, str, tuple[str, ...], str, str]:
    told = report.published.value if report.published else "9"
    return told[:DAY], PHASES.index(step.phase), told, step.by, step.report, step.event or ""


def _step(mention: Mention, report: Report, event: str | None) -> _Step:
    agency = (report.agency.value,) if report.agency and report.outlet else ()
    by = (printed_by(report), *agency, *(hop.name for hop in mention.attribution.hops))
    phase, cues = _phase(mention, report)
    return _Step(phase, by, mention, cues, event)


def _phase(mention: Mention, report: Report) -> tuple[Phase, tuple[Span, ...]]:
    """Return the phase that a mention's words put its event in, and the words."""
    hops = mention.attribution.hops
    if mention.correction is not None:
        return Phase.CORRECTED, (mention.correction,)
    if mention.by_source is not None and mention.by_narrator.polarity is Polarity.NEGATIVE:
        return Phase.DENIED, mention.by_narrator.cues  # "falsely claimed"
    said = [(phase, cue) for cue in (hop.cue for hop in hops) if (phase := _told_by(report.words(cue)))]
    if mention.modality is Modality.PLANNED:
        announced = [cue for phase, cue in said if phase is Phase.ANNOUNCED]
        announced += [cue for cue in mention.stance.cues if _told_by(report.words(cue)) is Phase.ANNOUNCED]
        own = [hop.cue for hop in hops if _acts(hop, mention)]
        if announced or own:
            return Phase.ANNOUNCED, (*announced, *own)
    if mention.modality is not Modality.ASSERTED:
        return NOT_DONE[mention.modality], mention.stance.cues
    confirmed = [(phase, cue) for phase, cue in said if phase is Phase.CONFIRMED or _acts(hops[-1], mention)]
    if confirmed:  # what another did is not announced but claimed
        return confirmed[-1][0], (confirmed[-1][1],)
    if hops:
        return Phase.CLAIMED, tuple(hop.cue for hop in hops if hop.name != HEDGE) or (hops[0].cue,)
    return Phase.REPORTED, mention.stance.cues


def _told_by(cue: str) -> Phase | None:
    words = WORD.findall(cue)
    negated = any(word.casefold() in {"not", "never", "t", "neither", "nor"} for word in words)
    return None if negated else next((phase for word in words if (phase := _cues().get(stem(word)))), None)


def _acts(hop: Hop, mention: Mention) -> bool:
    """Say whether the source is who acts, or one is part of the other: a plan in one's own words is an announcement."""
    words = set(map(stem, WORD.findall(hop.name)))
    for one in mention.roles:
        others = set(map(stem, WORD.findall(one.name)))
        if one.role is Role.BY and (
            _within(hop.link, one.link) or (others and words and (words <= others or others <= words))
        ):
            return True
    return False


def _within(left: Link | None, right: Link | None) -> bool:
    """Say whether two actors are one, or one is part of the other: a ministry and its state, a state and its army."""
    if left is None or right is None:
        return False
    return left.target.id in {right.target.id, *right.parents} or right.target.id in left.parents


def _lowered(found: Sequence[Facts], reports: Mapping[str, Report]) -> list[_Step]:
    """Return the corrections of a toll: one told with what it was before, or a lower one later by the same outlet."""
    steps = []
    for one in found:
        wholes = [number for number in one.mention.numbers if number.of is None]
        for number in wholes:
            before = [other for other in wholes if other.earlier and _of_one(number, other)]
            if not number.earlier and any(_below(number, other) for other in before):
                steps.append(_corrected(one, number, reports))
        if one.mention.modality is Modality.ASSERTED:
            steps += [
                _corrected(one, number, reports)
                for number in wholes
                if not number.earlier and any(_earlier(one, number, other, reports) for other in found)
            ]
    return steps


def _earlier(one: Facts, number: Number, other: Facts, reports: Mapping[str, Report]) -> bool:
    """Say whether another mention, of an earlier report by the same outlet, has a higher toll of the same."""
    if not other.told[:10] < one.told[:10] or outlet(reports[one.report]) != outlet(reports[other.report]):
        return False
    if one.mention.attribution.hops != () and _voice(one) != _voice(other):
        return False  # another's figure takes nothing back
    return any(
        _of_one(number, higher) and _below(number, higher)
        for higher in other.mention.numbers
        if higher.of is None and not higher.earlier
    )


def _voice(one: Facts) -> str:
    hops = one.mention.attribution.hops
    return hops[-1].name.casefold() if hops else ""


def _of_one(number: Number, other: Number) -> bool:
    return (number.what, number.unit, group(number)) == (other.what, other.unit, group(other))


def _below(number: Number, other: Number) -> bool:
    high = number.high
    return high is not None and high < other.low and not compatible(number, other)


def _corrected(one: Facts, number: Number, reports: Mapping[str, Report]) -> _Step:
    step = _step(one.mention, reports[one.report], None)
    return _Step(Phase.CORRECTED, step.by, one.mention, (number.span,), None)
