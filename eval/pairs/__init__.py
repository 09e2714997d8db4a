"""Measure merging on hard pairs of our own: two short dated reports and a trigger in each in, the share told right out.

`*.jsonl` of the folder (`eval/pairs/` unless told otherwise), a pair a line: `label`, `sort` (recurrence, anniversary,
toll, planned, sides), `same`, and `left` and `right`, each a report's day and its words with the trigger in brackets.
Each pair is read as two reports, and merged as any others. A pair is right where both triggers are found as events,
one or two as `same` says; a trigger that is not found makes it wrong. `same_lemma` is the baseline that joins whatever
is told by one lemma. The pairs are about invented events and were written before any answer was seen.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.extract import extract
from dateline.merge import merge
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Mention, Report, Span
from dateline.resolve import resolve

HERE = Path(__file__).parent


class Answer(NamedTuple):
    """What merging makes of a pair."""

    right: bool
    found: str  # "joined", "parted", or "not found" where a trigger is no mention of ours
    one_lemma: bool


class Told(NamedTuple):
    """One report of a pair, laid out like a scraped page, with the trigger asked for."""

    text: str
    trigger: Span


def lay_out(day: str, words: str) -> Told:
    """Take the brackets out, and put a crawler's date line before the words.

    >>> told = lay_out("2021-03-03", "Rebels [shelled] Sarab.")
    >>> told.text.splitlines(), told.trigger.of(told.text)
    (['date 2021-03-03', '', 'Rebels shelled Sarab.'], 'shelled')
    """
    head = f"date {day}\n\n"
    before, _, rest = words.partition("[")
    trigger, _, after = rest.partition("]")
    start = len(head) + len(before)
    return Told(f"{head}{before}{trigger}{after}\n", Span(start, start + len(trigger)))


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Score each file apart; with `out`, keep the labels of the pairs told wrong."""
    found: dict[str, Any] = {}
    parser = Parser.load()
    for path in sorted(data.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        answers = [answer(row, parser) for row in rows]
        found[path.stem] = figures(rows, answers)
        if out is not None:
            wrong = [f"{row['label']}\t{one.found}" for row, one in zip(rows, answers, strict=True) if not one.right]
            (out / f"{path.stem}.tsv").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return found


def figures(rows: Sequence[dict[str, Any]], answers: Sequence[Answer]) -> dict[str, Any]:
    """Return the share told right, in all and by sort, with the baseline's."""
    sorts: dict[str, list[bool]] = defaultdict(list)
    for row, one in zip(rows, answers, strict=True):
        sorts[row["sort"]].append(one.right)
    lemma = [one.one_lemma == row["same"] for row, one in zip(rows, answers, strict=True)]
    return {
        "right": _share([one.right for one in answers]),
        "same_lemma": _share(lemma),
        "not_found": sum(one.found == "not found" for one in answers),
        "pairs": len(rows),
        **{sort: _share(right) for sort, right in sorted(sorts.items())},
    }


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4)


def answer(row: dict[str, Any], parser: Parser) -> Answer:
    """Return whether a pair is told right, what is wrong, and whether its lemmas are one."""
    reports, mentions, asked = [], [], []
    for side in ("left", "right"):
        told = lay_out(*row[side])
        report, found = told_by(told.text, path=f"{side}.txt", parser=parser)
        reports.append(report)
        mentions += found
        asked.append(over(told.trigger, found))
    left, right = asked
    if left is None or right is None:
        return Answer(False, "not found", False)
    events = merge(reports, mentions).events
    same = any({left.id, right.id} <= set(event.mentions) for event in events)
    return Answer(same == row["same"], "joined" if same else "parted", left.act == right.act)


def told_by(text: str, *, path: str, parser: Parser) -> tuple[Report, Sequence[Mention]]:
    """Read a text as a report, and return it with its mentions."""
    report = read(text.encode(), path=path).items[0]
    parsed = parser.parse(report).items[0]
    return report, resolve(report, parsed, extract(report, parsed).items).items


def over(trigger: Span, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that overlaps the trigger most."""
    found = [m for m in mentions if m.trigger.overlaps(trigger)]
    shared = {m.id: min(m.trigger.end, trigger.end) - max(m.trigger.start, trigger.start) for m in found}
    return max(found, key=lambda m: (shared[m.id], m.id), default=None)
