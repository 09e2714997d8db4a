"""Review: pairs of mentions that rule and model are least sure of, one after another, and what people judged."""

from __future__ import annotations

from dataclasses import dataclass

from dateline import timeline
from dateline.records import Maker, Mention, Report, Verdict
from dateline.store import Judged, Store
from dateline.store.kept import unsure
from dateline.timeline import Quote
from dateline.web import judging
from dateline.web.facets import printed_by, title_of
from dateline.web.paint import paint
from dateline.web.record import Record
from dateline.web.rows import Row

SHOWN = 20  # pairs in one queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One mention of a pair, as it is told."""

    mention: Mention
    report: Report
    outlet: str
    quote: Quote
    when: str
    event: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A pair to judge, and what rule or model says of it."""

    number: int
    same: bool
    score: float
    reason: str
    sides: tuple[Side, Side]


def review_page(record: Record, store: Store, *, page: int, common: dict[str, object]) -> str:
    """Return the queue of unsure pairs and the ledger of what people judged."""
    judged = {frozenset((one.judgement.left, one.judgement.right)) for one in store.judgements(by=Maker.PERSON)}
    found = unsure(store, limit=SHOWN + len(judged), skip=(max(1, page) - 1) * SHOWN)
    open_ = [one for one in found if frozenset((one.judgement.left, one.judgement.right)) not in judged][:SHOWN]
    return paint(
        "review.html",
        questions=questions(record, open_, store),
        page=max(1, page),
        more=len(open_) == SHOWN,
        acts=[(act, record.row_of(act.left), record.row_of(act.right)) for act in judging.acts(store)],
        set_right=set_right(record, store),
        who_is_who=[(act, known(record, act.left), known(record, act.right)) for act in judging.actor_acts(store)],
        **common,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRightRow:
    """What a person set right, with the words of the first mention and its event, where it is in one."""

    act: judging.SetRight
    words: str
    event: Row | None


def set_right(record: Record, store: Store) -> list[SetRightRow]:
    """Return what people set right, the latest first."""
    acts = list(judging.set_right_acts(store))
    mentions = {one.id: one for one in store.mentions({act.mentions[0] for act in acts})}
    reports = {one.id: one for one in store.reports({one.report for one in mentions.values()})}
    rows = []
    for act in acts:
        mention = mentions.get(act.mentions[0])
        words = reports[mention.report].words(mention.clause) if mention else act.mentions[0]
        rows.append(SetRightRow(act=act, words=words, event=record.row_of(act.mentions[0])))
    return rows


def known(record: Record, id_: str) -> str:
    """Return what an actor or a report is called."""
    if id_ in record.reports:
        return title_of(record.reports[id_])
    return record.links[id_].target.name if id_ in record.links else record.former_names.get(id_, id_)


def questions(record: Record, found: list[Judged], store: Store) -> list[Question]:
    """Lay out pairs; one whose report was read anew since is left out."""
    ids = {id_ for one in found for id_ in (one.judgement.left, one.judgement.right)}
    mentions = record.mentions(store, ids)
    reports = {report.id: report for report in store.reports({mention.report for mention in mentions.values()})}

    def side(id_: str) -> Side:
        mention = mentions[id_]
        report = reports[mention.report]
        return Side(
            mention=mention,
            report=report,
            outlet=printed_by(report),
            quote=timeline.quote(report, mention),
            when=timeline.date_words(mention.when),
            event=record.row_of(id_),
        )

    return [
        Question(
            number=one.number,
            same=one.judgement.verdict is Verdict.SAME,
            score=one.judgement.score,
            reason=one.judgement.reason,
            sides=(side(one.judgement.left), side(one.judgement.right)),
        )
        for one in found
        if {one.judgement.left, one.judgement.right} <= mentions.keys()
    ]
