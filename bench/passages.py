"""Our own stories in, passages out: paragraphs of prose with the mentions in them, as the stages read them once.

What is told in a passage hangs on no other: spans count from its start, a mention's id is the place of its trigger, and
who is named elsewhere in the report is named by the words that stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.merge.facts import Prose
from dateline.records import Mention, Report, Span
from dateline.run.pipeline import Draft, carry
from dateline.store import refusal
from dateline.store.spans import spans

ROOT = Path(__file__).parent.parent
STORIES = (*sorted((ROOT / "eval" / "stories").iterdir()), ROOT / "examples" / "iraq-2020")
WIDTH = 384  # of a mention's vector
PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A paragraph and what it tells."""

    text: str
    mentions: tuple[Mention, ...]
    vectors: NDArray[np.float32]  # of the mentions, each of length 1, or 0 where a mention has none
    sentences: int


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """One report of a story."""

    day: int  # of publication, from the story's first
    head: Report  # what the passages were read from, with its text
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One of our own stories."""

    accounts: tuple[Account, ...]
    first: int  # ordinal of the day on which its first report was published

    @property
    def told(self) -> Iterator[tuple[str, Mention]]:
        """Give each mention with the text that its spans lie in."""
        for account in self.accounts:
            for passage in account.passages:
                yield from ((passage.text, mention) for mention in passage.mentions)


@cache
def sources() -> tuple[Source, ...]:
    """Read our own stories once."""
    found = []
    for folder in STORIES:
        paths = sorted(path for path in folder.glob("*") if path.suffix in {".txt", ".html"})
        drafts = [carry(Draft(path=str(path), raw=path.read_bytes())) for path in paths]
        told = [(draft.report, draft.mentions) for draft in drafts if draft.report and draft.report.day]
        if told:
            first = min(report.day.toordinal() for report, _ in told if report.day)
            accounts = tuple(
                Account(report.day.toordinal() - first, report, tuple(_passages(report, mentions)))
                for report, mentions in told
                if report.day
            )
            found.append(Source(accounts, first))
    return tuple(found)


def _passages(report: Report, mentions: tuple[Mention, ...]) -> Iterator[Passage]:
    text = Prose(report).text
    cuts = [match.span() for match in PARAGRAPH.finditer(text)]
    cuts += [(one.span.start, one.span.end) for one in report.furniture if not one.inline]
    at = 0
    for start, end in sorted([*cuts, (len(text), len(text))]):
        if start > at and text[at:start].strip():
            yield _passage(report, text[at:start], at, mentions)
        at = max(at, end)


def _passage(report: Report, text: str, start: int, mentions: tuple[Mention, ...]) -> Passage:
    inside = Span(start, start + len(text))
    alone = replace(report, text=text, furniture=(), repairs=())
    kept = []
    for one in mentions:
        bare = replace(one, carriers=())  # who printed it is told in the report's head
        if all(inside.covers(span) for _, span in spans(bare)):
            moved = shifted(bare, -start)
            told = next((one for one in (moved, _by_own_words(moved, text)) if _stands(one, alone)), None)
            kept += [told] if told else []
    ids = {one.id: str(one.trigger.start) for one in kept}
    first = min((one.sentence for one in kept), default=0)
    found = tuple(
        replace(
            one,
            id=ids[one.id],
            sentence=one.sentence - first,
            times=tuple(replace(time, mention=ids.get(time.mention or "")) for time in one.times),
            same_as=tuple(ids[other] for other in one.same_as if other in ids),
        )
        for one in kept
    )
    return Passage(text, found, _vectors(found), max((one.sentence for one in found), default=0) + 1)


def _stands(mention: Mention, report: Report) -> bool:
    return refusal(report, replace(mention, id=f"m{report.id[1:]}-{mention.trigger.start}")) is None


def _by_own_words(mention: Mention, text: str) -> Mention:
    """Name who takes part by the words that stand here, where the full name stands elsewhere in the report."""
    hops = tuple(replace(hop, name=hop.span.of(text)) for hop in mention.attribution.hops)
    return replace(
        mention,
        roles=tuple(replace(party, name=party.span.of(text)) for party in mention.roles),
        attribution=replace(mention.attribution, hops=hops),
    )


def _vectors(mentions: Sequence[Mention]) -> NDArray[np.float32]:
    rows = np.zeros((len(mentions), WIDTH), dtype=np.float32)
    for place, one in enumerate(mentions):
        if one.vector:
            rows[place] = np.frombuffer(one.vector, dtype=np.int8)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)


def shifted(value: Any, by: int) -> Any:  # noqa: ANN401  records of any sort
    """Return a record with all its spans moved."""
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, tuple):
        return tuple(shifted(one, by) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: shifted(getattr(value, one.name), by) for one in fields(value)})
    return value
