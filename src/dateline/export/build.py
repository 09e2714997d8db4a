"""Reports, mentions and a chronology in, the document that is exported out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.export import document as d
from dateline.records import (
    Attribution,
    Candidate,
    Carrier,
    Chronology,
    Copy,
    Disagreement,
    Event,
    EventCode,
    Framing,
    Hop,
    Mention,
    Number,
    Origin,
    Participant,
    PhaseTold,
    Problem,
    Report,
    Role,
    Span,
    Stance,
    Told,
    Toll,
    When,
    Where,
    event_codes,
    family_of,
    last_told,
)
from dateline.resources import kinds

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def build(
    reports: Sequence[Report],
    mentions: Sequence[Mention],
    *,
    chronology: Chronology,
    problems: Sequence[Problem] = (),
    older: Mapping[str, str] | None = None,
    today: date | None = None,
) -> d.Document:
    """Return the document; events and disagreements come in the chronology's order, reports by path.

    `older` gives for each report that has newer versions the newest. A plan whose date has passed by `today`, else by
    the last report's day, is one that was not heard of since.
    """
    texts = {report.id: report for report in reports}
    told = {mention.id: mention for mention in mentions}
    today = today or last_told(chronology.events)
    family = family_of(chronology.copies)
    return d.Document(
        version=d.VERSION,
        reports=tuple(
            _report(report, family.get(report.id, report.id), (older or {}).get(report.id))
            for report in sorted(reports, key=lambda r: (r.path, r.id))
        ),
        copies=tuple(_copy(copy) for copy in chronology.copies),
        stories=tuple(
            d.StoryItem(id=one.id, reports=one.reports, events=one.events, main=one.main)
            for one in chronology.storylines
        ),
        events=tuple(event(e, told, texts, today=today) for e in chronology.events),
        disagreements=tuple(_disagreement(disagreement, told) for disagreement in chronology.disagreements),
        problems=tuple(
            d.ProblemItem(code=p.code, stage=p.stage, message=p.message, report=p.report, path=p.path)
            for p in (*problems, *chronology.problems)
        ),
    )


def event(
    event: Event, mentions: Mapping[str, Mention], reports: Mapping[str, Report], *, today: date | None
) -> d.EventItem:
    """Return one event with its mentions in the order of their ids; `today` is the day by which plans are due."""
    unheard = event.unheard_since(today) if today else None
    told = [mentions[identity] for identity in event.mentions]
    return d.EventItem(
        id=event.id,
        kind=event.kind,
        mode=event.mode,
        contexts=_in_order(context for one in told for context in _contexts(one, reports[one.report])),
        cameo=kinds.cameo(event.kind, event.mode),
        summary=event.summary,
        by=names(event, Role.BY),
        to=names(event, Role.TO, Role.WITH),
        about=names(event, Role.ABOUT),
        where=event.where.name if event.where else None,
        place=_place(event.where),
        when=_when(event.when, reports[mentions[event.summary_of].report] if event.summary_of in mentions else None),
        modality=event.modality,
        outlets=event.outlets,
        texts=event.texts,
        origins=event.origins,
        origin_tree=tuple(_origin(origin) for origin in event.origin_tree),
        lifecycle=tuple(_phase(step, reports[step.report]) for step in event.lifecycle),
        framings=tuple(_framing(framing) for framing in event.framings),
        unheard_since=unheard.isoformat() if unheard else None,
        first_told=event.first_told.isoformat() if event.first_told else None,
        last_told=event.last_told.isoformat() if event.last_told else None,
        disputed=tuple(event.disputed),
        tolls=tuple(_toll(toll) for toll in event.tolls),
        codes=tuple(_code(one) for one in event_codes(told)),
        actors=tuple(_actor(participant) for participant in event.participants),
        mentions=tuple(_mention(mention, reports[mention.report]) for mention in told),
    )


def _toll(toll: Toll) -> d.TollItem:
    return d.TollItem(
        what=toll.what,
        unit=toll.unit,
        group=toll.group,
        part=toll.part,
        words=toll.words(),
        told=tuple(
            d.TollStep(low=one.low, high=one.high, day=one.day.isoformat() if one.day else None, mentions=one.mentions)
            for one in toll.told
        ),
    )


def _origin(origin: Origin) -> d.OriginItem:
    return d.OriginItem(
        name=origin.name,
        kind=origin.kind,
        routes=tuple(
            d.RouteItem(through=one.through, outlet=one.outlet, report=one.report, mentions=one.mentions)
            for one in origin.routes
        ),
    )


def _phase(step: PhaseTold, report: Report) -> d.PhaseItem:
    return d.PhaseItem(
        phase=step.phase,
        day=step.day.isoformat() if step.day else None,
        by=step.by,
        report=step.report,
        mentions=step.mentions,
        cues=tuple(_range(cue, report) for cue in step.cues),
        event=step.event,
    )


def _framing(framing: Framing) -> d.FramingItem:
    return d.FramingItem(
        of=framing.of,
        plain=framing.plain,
        wordings=tuple(
            d.WordingItem(stand=one.stand, words=one.words, users=one.users, mentions=one.mentions)
            for one in framing.wordings
        ),
    )


def names(event: Event, *roles: Role) -> tuple[str, ...]:
    """Return the names on these sides, each once."""
    return tuple(dict.fromkeys(p.name for p in event.participants if p.role in roles))


def _report(report: Report, family: str, newest: str | None) -> d.ReportItem:
    return d.ReportItem(
        id=report.id,
        path=report.path,
        sha256=report.sha256,
        format=report.format,
        encoding=report.encoding,
        language=report.language,
        published=_told(report.published),
        address=_told(report.address),
        newest=newest,
        title=_told(report.title),
        outlet=_told(report.outlet),
        agency=_told(report.agency),
        byline=_told(report.byline),
        dateline_place=_told(report.dateline_place),
        family=family,
        furniture=tuple(
            d.SetAside(start=f.span.start, end=f.span.end, kind=f.kind, reason=f.reason) for f in report.furniture
        ),
    )


def _copy(copy: Copy) -> d.CopyItem:
    return d.CopyItem(
        report=copy.report,
        first=copy.first,
        family=copy.family,
        relation=copy.relation,
        share=copy.share,
        order=copy.order,
        credit=copy.credit,
        passages=tuple(
            d.PassageItem(here=_stretch(one.span), there=_stretch(one.of), text=one.text, edited=one.edited)
            for one in copy.passages
        ),
        added=tuple(map(_stretch, copy.added)),
        left_out=tuple(map(_stretch, copy.left_out)),
    )


def _stretch(span: Span) -> d.Stretch:
    return d.Stretch(start=span.start, end=span.end)


def _mention(mention: Mention, report: Report) -> d.MentionItem:
    return d.MentionItem(
        id=mention.id,
        report=mention.report,
        start=mention.trigger.start,
        end=mention.trigger.end,
        trigger=mention.trigger.of(report.text),
        quote=report.words(mention.clause),
        act=mention.act,
        kind=mention.kind,
        mode=mention.mode,
        kind_rule=mention.kind_rule,
        kind_score=mention.kind_score,
        kind_runner_up=mention.kind_runner_up,
        kind_runner_up_score=mention.kind_runner_up_score,
        contexts=_contexts(mention, report),
        said_by=tuple(hop.name for hop in mention.attribution.hops),
        attribution=_sources(mention.attribution, report),
        content=_range(mention.attribution.content, report) if mention.attribution.content else None,
        carriers=tuple(_carrier(carrier) for carrier in mention.carriers),
        modality=mention.modality,
        modality_cue=next((_range(span, report) for span in mention.stance.cues), None),
        by_narrator=_stance(mention.by_narrator, report),
        by_source=_stance(mention.by_source, report) if mention.by_source else None,
        negated=mention.negated,
        correction=_range(mention.correction, report) if mention.correction else None,
        actors=tuple(_actor(participant) for participant in mention.roles),
        when=_when(mention.when, report),
        where=_place(mention.where),
        numbers=tuple(_number(number, report) for number in mention.numbers),
        codes=tuple(_code(one) for one in event_codes([mention])),
        corrected=tuple(
            d.CorrectionItem(
                field=one.field,
                value=one.value,
                before=one.before,
                reason=one.reason,
                person=one.person,
                made=one.made,
            )
            for one in mention.corrected
        ),
        score=mention.score,
    )


def _stance(stance: Stance, report: Report) -> d.StanceItem:
    return d.StanceItem(
        certainty=stance.certainty,
        polarity=stance.polarity,
        cues=tuple(_range(span, report) for span in stance.cues),
    )


def _number(number: Number, report: Report) -> d.NumberItem:
    return d.NumberItem(
        what=number.what,
        low=number.low,
        high=number.high,
        unit=number.unit,
        group=number.group,
        approximate=number.approximate,
        earlier=number.earlier,
        phrase=_range(number.span, report),
        counted=_range(number.counted, report) if number.counted else None,
        of=_range(number.of, report) if number.of else None,
    )


def _code(one: EventCode) -> d.CodeItem:
    code = one.code
    return d.CodeItem(
        codebook=code.codebook,
        type=code.type,
        score=code.score,
        reason=code.reason,
        runner_up=_candidate(code.runner_up) if code.runner_up else None,
        mentions=one.mentions,
    )


def _contexts(mention: Mention, report: Report) -> tuple[str, ...]:
    sectors = {one.link.sector for one in mention.roles if one.link and one.link.sector}
    words = WORD.findall(report.words(mention.clause).lower())
    return kinds.contexts(words, kind=mention.kind, mode=mention.mode, sectors=sectors)


def _in_order(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))


def _sources(attribution: Attribution, report: Report) -> tuple[d.Source, ...]:
    return tuple(_source(hop, report) for hop in attribution.hops)


def _source(hop: Hop, report: Report) -> d.Source:
    return d.Source(
        name=hop.name,
        kind=hop.kind,
        source=_range(hop.span, report),
        cue=_range(hop.cue, report),
        hedge=_range(hop.hedge, report) if hop.hedge else None,
        reason=_range(hop.reason, report) if hop.reason else None,
        id=hop.link.target.id if hop.link else None,
        known_as=hop.link.target.name if hop.link else None,
        country=hop.link.country if hop.link else None,
        parents=hop.link.parents if hop.link else (),
    )


def _carrier(carrier: Carrier) -> d.CarrierItem:
    return d.CarrierItem(
        name=carrier.name,
        kind=carrier.kind,
        id=carrier.link.target.id if carrier.link else None,
        known_as=carrier.link.target.name if carrier.link else None,
        country=carrier.link.country if carrier.link else None,
    )


def _disagreement(disagreement: Disagreement, mentions: Mapping[str, Mention]) -> d.DisagreementItem:
    return d.DisagreementItem(
        events=disagreement.events,
        field=disagreement.field,
        values=tuple(
            d.Value(
                value=account.value,
                mentions=tuple(
                    d.MentionRef(report=told.report, start=told.trigger.start, end=told.trigger.end)
                    for told in (mentions[identity] for identity in account.mentions)
                ),
                outlets=account.outlets,
                origins=account.origins,
                first_told=account.first_told.isoformat() if account.first_told else None,
                last_told=account.last_told.isoformat() if account.last_told else None,
                of_parties=account.of_parties,
            )
            for account in disagreement.values
        ),
    )


def _actor(participant: Participant) -> d.Actor:
    link = participant.link
    return d.Actor(
        role=participant.role,
        name=participant.name,
        rule=participant.rule,
        start=participant.span.start,
        end=participant.span.end,
        id=link.target.id if link else None,
        known_as=link.target.name if link else None,
        kind=link.kind if link else None,
        country=link.country if link else None,
        sector=link.sector if link else None,
        parents=link.parents if link else (),
    )


def _when(when: When, report: Report | None) -> d.WhenItem:
    phrase = when.phrase if report and when.phrase and when.phrase.end <= len(report.text) else None
    return d.WhenItem(
        earliest=when.earliest.isoformat() if when.earliest else None,
        latest=when.last_day.isoformat() if when.last_day else None,
        edtf=when.edtf,
        precision=when.precision,
        bounded=when.bounded,
        basis=when.basis,
        phrase=_range(phrase, report) if phrase and report else None,
        steps=tuple(d.StepItem(rule=step.rule, detail=step.detail) for step in when.steps),
    )


def _place(where: Where | None) -> d.Place | None:
    if where is None:
        return None
    return d.Place(
        name=where.name,
        id=where.id,
        country=where.country,
        latitude=where.latitude,
        longitude=where.longitude,
        radius_km=where.radius,
        precision=where.precision,
        reason=where.reason,
        runners_up=tuple(_candidate(candidate) for candidate in where.runners_up),
    )


def _candidate(candidate: Candidate) -> d.Candidate:
    return d.Candidate(id=candidate.id, name=candidate.name, score=candidate.score, reason=candidate.reason)


def _range(span: Span, report: Report) -> d.Range:
    return d.Range(start=span.start, end=span.end, text=span.of(report.text))


def _told(told: Told | None) -> str | None:
    return told.value if told else None
