"""Measure disagreements on cases of our own: short dated reports with marked triggers in, what is told to differ out.

`*.jsonl` of the folder (`eval/differences/` unless told otherwise), a case a line: `label`, `sort`, `differ`, the
fields on one of which the marked acts differ (none where all reports can hold), and `reports`, each a day and words
with the trigger in brackets. The reports of a case are read and merged as any others. A difference is found where one
of its fields is told to differ between the marked acts; it is false where the reports can all hold and anything but
their wording is told to differ. `besides` counts, for each case that differs, what else is told to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.merge import merge
from dateline.parse import Parser
from dateline.records import Disagreement, Field, Mention
from eval.pairs import lay_out, over, told_by

HERE = Path(__file__).parent


class Answer(NamedTuple):
    """What merging says of a case."""

    fields: tuple[str, ...]  # on which it finds the marked acts to differ
    besides: int  # disagreements that were not asked for
    triggers: int  # how many of the marked acts are no mention of ours


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Score each file apart; with `out`, keep what is told wrong."""
    found: dict[str, Any] = {}
    parser = Parser.load()
    for path in sorted(data.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        answers = [answer(row, parser) for row in rows]
        found[path.stem] = figures(rows, answers)
        if out is not None:
            wrong = [
                "\t".join((row["sort"], row["label"], " ".join(one.fields) or "-"))
                for row, one in zip(rows, answers, strict=True)
                if not right(row, one)
            ]
            (out / f"{path.stem}.tsv").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return found


def right(row: dict[str, Any], one: Answer) -> bool:
    """Say whether a case is told right."""
    return bool(set(row["differ"]) & set(one.fields)) if row["differ"] else not one.besides


def figures(rows: Sequence[dict[str, Any]], answers: Sequence[Answer]) -> dict[str, Any]:
    """Return the share of differences found, of cases with false ones, and both by sort."""
    sorts: dict[str, list[bool]] = defaultdict(list)
    told = list(zip(rows, answers, strict=True))
    for row, one in told:
        sorts[row["sort"]].append(right(row, one))
    differ = [one for row, one in told if row["differ"]]
    return {
        "found": _share([right(row, one) for row, one in told if row["differ"]]),
        "false": _share([not right(row, one) for row, one in told if not row["differ"]]),
        "besides": round(sum(one.besides for one in differ) / len(differ), 4) if differ else 0.0,
        "not_found": sum(one.triggers for one in answers),
        "cases": len(rows),
        **{sort: _share(each) for sort, each in sorted(sorts.items())},
    }


def _share(told: Sequence[bool]) -> float:
    return round(sum(told) / len(told), 4) if told else 0.0


def answer(row: dict[str, Any], parser: Parser) -> Answer:
    """Return on what the marked acts of a case are told to differ."""
    reports, mentions = [], []
    marked: list[Mention | None] = []
    for number, (day, words) in enumerate(row["reports"]):
        told = lay_out(day, words)
        report, found = told_by(told.text, path=f"{number}.txt", parser=parser)
        reports.append(report)
        mentions += found
        marked.append(over(told.trigger, found))
    chronology = merge(reports, mentions)
    asked = {one.id for one in marked if one}
    events = {event.id for event in chronology.events if asked & set(event.mentions)}
    differ = [one for one in chronology.disagreements if one.field is not Field.FRAMING or "framing" in row["differ"]]
    wanted = {one.field.value for one in differ if one.field.value in row["differ"] and _of(one, events)}
    besides = sum(one.field.value not in row["differ"] for one in differ)
    return Answer(tuple(sorted(wanted)), besides, sum(one is None for one in marked))


def _of(differ: Disagreement, events: set[str]) -> bool:
    """Say whether a disagreement is on marked acts, and told by two reports."""
    told = {mention.partition("-")[0] for value in differ.values for mention in value.mentions}
    return not events.isdisjoint(differ.events) and len(told) > 1
