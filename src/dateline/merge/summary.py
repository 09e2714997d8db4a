"""An event's line: a mention and its report in, the clause's own words out.

In the editor's brackets stand, as words of the same report, who a pronoun stands for ("He [Jane Roe] resigned") and who
acts where the clause leaves it to another ("[Jane Roe] called an election").
"""

from __future__ import annotations

import re

from dateline.records import Mention, Report, Role, Span

PRONOUNS = frozenset("he she it they him her them who which that we i".split())


def summary(mention: Mention, report: Report) -> str:
    """Return the words of the clause that tells the mention, as a person reads them."""
    at = mention.clause.start
    acting = [one for one in mention.roles if one.role is Role.BY]
    left_out = acting and not any(mention.clause.covers(one.span) for one in acting)
    parts = [f"[{acting[0].name}]"] if left_out else []
    for one in sorted(mention.roles, key=lambda one: one.span.start):
        words = report.words(one.span)
        inside = mention.clause.covers(one.span) and one.span.start >= at
        if inside and words.lower() in PRONOUNS and one.name.lower() != words.lower():
            parts += (report.words(Span(at, one.span.end)), f"[{one.name}]")
            at = one.span.end
    if at < mention.clause.end:
        parts.append(report.words(Span(at, mention.clause.end)))
    return re.sub(r"\] (?=[,.;:!?’'])", "]", " ".join(part for part in parts if part))
