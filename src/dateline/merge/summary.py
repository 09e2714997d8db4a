"""An event's line: a mention and its report in, the clause's own words out.

A pronoun among the participants is followed by who it stands for, in the editor's brackets: "He [Jane Roe] resigned".
Both are words of the report.
"""

from __future__ import annotations

import re

from dateline.records import Mention, Report, Span

PRONOUNS = frozenset("he she it they him her them who which that we i".split())


def summary(mention: Mention, report: Report) -> str:
    """Return the words of the clause that tells the mention, as a person reads them."""
    at = mention.clause.start
    parts: list[str] = []
    for one in sorted(mention.roles, key=lambda one: one.span.start):
        words = report.words(one.span)
        inside = mention.clause.covers(one.span) and one.span.start >= at
        if inside and words.lower() in PRONOUNS and one.name.lower() != words.lower():
            parts += (report.words(Span(at, one.span.end)), f"[{one.name}]")
            at = one.span.end
    if at < mention.clause.end:
        parts.append(report.words(Span(at, mention.clause.end)))
    return re.sub(r"\] (?=[,.;:!?’'])", "]", " ".join(part for part in parts if part))
