"""Score how reports are told apart as copies of one text, copies in part, and texts of their own.

`pairs.jsonl`: a line for each pair with its `label` (copy, partly, independent), its two sides `left` and `right`, and
a `split` where the set has parts. A side has its `text`, or the `path` of a file under the folder or the one above it,
and may have `published`, `outlet` and `agency`; one with `edits` is that text as other desks would print it (edits.py,
with its `seed`).

All reports of a part are read together, as one pile. `f1` is the mean of the three classes. An account is a
paragraph of the later report; `origin_exact` is the share of accounts credited to the text that they are from,
where the set knows (sides with edits), and else the share of pairs whose number of texts is right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from dateline.merge.families import copies
from dateline.records import Copy, Relation, Report, Span, family_of
from eval.copies.sides import Accounts, report

HERE = Path(__file__).parent
LABELS = ("copy", "partly", "independent")
FIRST = date(2021, 3, 1)  # day of a left side that tells none; a right side that tells none is two days later


class Pair(NamedTuple):
    """One labelled pair, and the paragraphs of its later report with whether they are the first's."""

    id: str
    split: str
    label: str
    left: Report
    right: Report
    accounts: Accounts = ()


def run(data: Path = HERE, out: Path | None = None) -> dict[str, Any]:
    """Score the pairs of a folder."""
    by_split: dict[str, list[Pair]] = defaultdict(list)
    for pair in load(data):
        by_split[pair.split].append(pair)
    scores: dict[str, Any] = {}
    answers: list[dict[str, Any]] = []
    for split, pairs in by_split.items():
        found = copies([side for pair in pairs for side in (pair.left, pair.right)])
        told = [relation(pair.left, pair.right, found) for pair in pairs]
        gold = [pair.label for pair in pairs]
        scores[split] = f1(gold, told) | {
            "origin_exact": _exact(pairs, told, found),
            "pairs": len(pairs),
        }
        answers += [{"id": p.id, "label": p.label, "told": t} for p, t in zip(pairs, told, strict=True)]
    if out is not None:
        lines = "".join(json.dumps(answer) + "\n" for answer in answers)
        (out / "copies.jsonl").write_text(lines, encoding="utf-8")
    whole = f1([a["label"] for a in answers], [a["told"] for a in answers])
    total = sum(one["pairs"] for one in scores.values())
    exact = sum(one["origin_exact"] * one["pairs"] for one in scores.values()) / max(1, total)
    return whole | {"origin_exact": round(exact, 4), "pairs": total} | (scores if len(scores) > 1 else {})


def load(data: Path) -> Iterator[Pair]:
    """Read the pairs of a folder."""
    for line in (data / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        left, _ = report(row["left"], data, FIRST)
        right, accounts = report(row["right"], data, (left.day or FIRST) + timedelta(days=2))
        yield Pair(str(row["id"]), row.get("split", "all"), row["label"], left, right, accounts)


def relation(left: Report, right: Report, found: tuple[Copy, ...]) -> str:
    """Say what two reports are to one another."""
    home = family_of(found)
    ours = {home.get(left.id, left.id), home.get(right.id, right.id)}
    if len(ours) == 1:
        return "copy"
    for copy in found:
        between = {home.get(copy.report, copy.report), copy.family} == ours
        if between and copy.report in {left.id, right.id} and copy.relation is Relation.PARTLY:
            return "partly"
    return "independent"


def f1(gold: list[str], told: list[str]) -> dict[str, Any]:
    """Return the F1 of each class and their mean; a class that the set lacks is left out."""
    scores = {}
    for label in LABELS:
        if label in gold:
            right = sum(g == t == label for g, t in zip(gold, told, strict=True))
            scores[label] = round(2 * right / (gold.count(label) + told.count(label)), 4)
    return {"f1": round(sum(scores.values()) / len(scores), 4), "by_class": scores}


def _exact(pairs: list[Pair], told: list[str], found: tuple[Copy, ...]) -> float:
    right = total = 0
    for pair, answer in zip(pairs, told, strict=True):
        if not pair.accounts:
            total += 1
            right += (answer == "copy") == (pair.label == "copy")
            continue
        theirs = _taken(pair, found)
        for paragraph, is_taken in pair.accounts:
            at = pair.right.text.find(paragraph)
            total += 1
            right += is_taken == any(span.start <= at + len(paragraph) // 2 < span.end for span in theirs)
    return round(right / max(1, total), 4)


def _taken(pair: Pair, found: tuple[Copy, ...]) -> list[Span]:
    """Return what of the later report counts as the first's text; all of it where it is a copy."""
    home = family_of(found)
    first = home.get(pair.left.id, pair.left.id)
    if home.get(pair.right.id) == first:
        return [Span(0, len(pair.right.text))]
    lines = [copy for copy in found if copy.report == pair.right.id]
    return [passage.span for copy in lines for passage in copy.passages if passage.text in {first, pair.left.id}]
