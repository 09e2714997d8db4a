"""Gold triggers become mentions by the stages that read reports."""

from __future__ import annotations

import hashlib

from eval.coref import gold_mentions
from eval.ecbplus import Document, Gold

from dateline.parse import Parser
from dateline.records import Format, Report, Span

TEXT = "Rebels shelled the port of Lima on Monday and killed 12 dockers."


def test_a_gold_trigger_is_told_with_its_participants_numbers_and_place() -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    report = Report(
        id=f"r{digest[:16]}",
        sha256=digest,
        path="1_1ecb.xml",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=TEXT,
    )
    gold = tuple(
        Gold(report.id, Span(TEXT.index(word), TEXT.index(word) + len(word)), event)
        for word, event in (("shelled", "one"), ("killed", "two"))
    )
    found = gold_mentions(Document(1, report, gold, (Span(0, len(TEXT)),)), Parser.load())
    told = {mention.trigger.of(TEXT): mention for mention, _ in found}
    assert [one.event for _, one in found] == ["one", "two"]
    assert [participant.name for participant in told["shelled"].roles][:1] == ["Rebels"]
    assert [(number.low, number.high) for number in told["killed"].numbers] == [(12, 12)]
