"""The day that a report's lead tells outright: what its headline and the same party's further acts are told with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateline.records import Mention, Modality, Parsed, Report, Role, plus
from dateline.resolve.when.clauses import is_main, verb_of
from dateline.resolve.when.draft import Draft

FRESH = 7  # days: a lead's event older than this dates no news
SENTENCES = 3  # that may be the lead: a page's name may stand before it


@dataclass(frozen=True, slots=True)
class Lead:
    """The day of the lead's main event, as an expression of its own gives it, and who acts in it."""

    day: date
    sentence: int
    parties: frozenset[str]


def lead(report: Report, parsed: Parsed, drafts: Mapping[str, Draft]) -> Lead | None:
    """Return the first event that a main clause of the first sentences dates to one fresh day."""
    if report.day is None:
        return None
    inside = [one for one in drafts.values() if not parsed.sentences[one.mention.sentence].title]
    first = sorted({one.mention.sentence for one in inside})[:SENTENCES]
    for draft in sorted(inside, key=lambda one: one.mention.trigger.start):
        mention, day = draft.mention, draft.days.earliest
        if mention.sentence not in first or mention.modality is not Modality.ASSERTED or not draft.exact or day is None:
            continue
        verb = verb_of(parsed, mention)
        fresh = plus(report.day, -FRESH) <= day <= report.day and draft.days.last == day
        if fresh and verb is not None and is_main(parsed, verb):
            return Lead(day, mention.sentence, parties(mention))
    return None


def parties(mention: Mention) -> frozenset[str]:
    """Return who acts: chains of the report, and names where a mention stands in none."""
    acting = [one for one in mention.roles if one.role is Role.BY]
    return frozenset(str(one.chain) if one.chain is not None else one.name.casefold() for one in acting)
