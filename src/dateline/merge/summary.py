"""An event's line: a mention and its report in, the clause's own words out.

In the editor's brackets stand, as words of the same report, who a pronoun stands for ("He [Jane Roe] resigned") and who
acts where the clause leaves it to another ("[Jane Roe] called an election"). Dots stand for the words before a clause
that does not stand by itself: "… the capital to vote", "… Jane Roe can win it" behind an "if".
"""

from __future__ import annotations

import re

from dateline.records import Mention, Report, Role, Span

# Words that a clause which reads as a sentence may stand behind; "if" and "whether" are none, since they leave it open.
BEFORE = frozenset(
    """that and but or nor yet so as when while where because since although though until after before said says say
    saying added""".split()
)
NEAR = 40  # letters looked at before a clause
PRONOUNS = frozenset("he she it they him her them who which that we i".split())


def summary(mention: Mention, report: Report) -> str:
    """Return the words of the clause that tells the mention, as a person reads them."""
    at = mention.clause.start
    acting = [one for one in mention.roles if one.role is Role.BY]
    left_out = acting and not any(mention.clause.covers(one.span) for one in acting)
    parts = [f"[{acting[0].name}]"] if left_out else ["…"] if _hangs(mention, report) else []
    for one in sorted(mention.roles, key=lambda one: one.span.start):
        words = report.words(one.span)
        inside = mention.clause.covers(one.span) and one.span.start >= at
        if inside and words.lower() in PRONOUNS and one.name.lower() != words.lower():
            parts += (report.words(Span(at, one.span.end)), f"[{one.name}]")
            at = one.span.end
    if at < mention.clause.end:
        parts.append(report.words(Span(at, mention.clause.end)))
    return re.sub(r"\] (?=[,.;:!?’'])", "]", " ".join(part for part in parts if part))


def _hangs(mention: Mention, report: Report) -> bool:
    """Say whether the clause hangs on the word before it: no mark of punctuation, and no word that opens one."""
    at = mention.clause.start
    above = max((one.span.end for one in report.furniture if not one.inline and one.span.end <= at), default=0)
    before = report.text[max(above, at - NEAR) : at]
    # A capital behind a line's end begins a sentence or a title; anything else there is a line that was broken.
    word = re.search(r"\w+\Z", before.rstrip(" ") if report.text[at].isupper() else before.rstrip())
    return word is not None and word.group().lower() not in BEFORE
