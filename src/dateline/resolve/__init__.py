"""Mentions as extracted in; the same mentions with their time, their place and the identities of who takes part out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import Mention, Parsed, Problem, Report, Result
from dateline.resolve import when
from dateline.resolve.actors import link
from dateline.resolve.context import Context
from dateline.resolve.where import locate


def resolve(report: Report, parsed: Parsed, mentions: Sequence[Mention]) -> Result[Mention]:
    """Fill each mention's interval of time, its place in the gazetteer and the link of each participant."""
    context = Context(report, parsed)
    dates, problems = when.dates(report, parsed, mentions)
    found: list[Mention] = []
    odd: dict[tuple[str, str], Problem] = {}
    for mention in mentions:
        place, problem = locate(mention, context)
        if problem is not None:
            odd.setdefault((problem.code, problem.message), problem)
        roles = tuple(
            replace(one, link=link(one, context, kind=mention.kind, act=mention.act)) for one in mention.roles
        )
        found.append(replace(mention, when=dates[mention.id], where=place, roles=roles))
    return Result(tuple(found), (*problems, *odd.values()))
