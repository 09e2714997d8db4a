"""Mentions as extracted in; the same mentions with their time, their place and the identities of who takes part out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from dateline.records import ActorKind, Link, Mention, Parsed, Participant, Problem, Report, Result
from dateline.resolve import when
from dateline.resolve.context import Context
from dateline.resolve.linked import linked
from dateline.resolve.scene import Scene
from dateline.resolve.speakers import Speakers
from dateline.resolve.titles import Titles
from dateline.resolve.where import locate

T = TypeVar("T")


def resolve(report: Report, parsed: Parsed, mentions: Sequence[Mention]) -> Result[Mention]:
    """Fill each mention's interval of time, its place in the gazetteer and the link of each participant."""
    context = Context(report, parsed)
    titles, scene = Titles(context), Scene(context)
    speakers = Speakers(context, titles, scene)
    dates, problems = when.dates(report, parsed, mentions)
    found: list[Mention] = []
    odd: dict[tuple[str, str], Problem] = {}
    for mention in mentions:
        place, problem = locate(mention, scene)
        if problem is not None:
            odd.setdefault((problem.code, problem.message), problem)
        on = dates[mention.id].earliest
        roles = tuple(
            replace(
                one, link=linked(one, context, titles=titles, scene=scene, kind=mention.kind, act=mention.act, on=on)
            )
            for one in mention.roles
        )
        for one in roles:
            if one.link is not None and (doubt := _doubt(one, one.link, report)) is not None:
                odd.setdefault((doubt.code, doubt.message), doubt)
        times = when.measured(parsed, mention.times)
        found.append(
            replace(
                mention,
                times=times,
                when=dates[mention.id],
                where=place,
                roles=roles,
                attribution=speakers.of(mention.attribution),
                carriers=speakers.carriers,
            )
        )
    return Result(_shared(found), (*problems, *odd.values()))


def _doubt(one: Participant, link: Link, report: Report) -> Problem | None:
    """Return the problem of a name that several countries bear, where nothing in the report tells which."""
    if link.kind is not ActorKind.STATE or link.country is not None:
        return None
    rivals = " or ".join(rival.name for rival in link.runners_up)
    message = f'"{link.target.name}" may mean {rivals}; the report does not tell which, so it is neither.'
    return Problem(
        code="resolve/ambiguous-actor",
        stage="resolve",
        message=message,
        report=report.id,
        path=report.path,
        span=one.span,
    )


def _shared(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Carry what one mention tells of an identity, country, sector and parents, to its report's other mentions."""
    links = [one.link for mention in mentions for one in mention.roles if one.link]
    country = _first((one.target.id, one.country) for one in links)
    sector = _first((one.target.id, one.sector) for one in links)
    above = _first((one.target.id, one.parents or None) for one in links)

    def fill(link: Link | None) -> Link | None:
        if link is None or (link.country and link.sector and link.parents):
            return link
        id_ = link.target.id
        return replace(
            link,
            country=link.country or country.get(id_),
            sector=link.sector or sector.get(id_),
            parents=link.parents or above.get(id_, ()),
        )

    return tuple(replace(m, roles=tuple(replace(one, link=fill(one.link)) for one in m.roles)) for m in mentions)


def _first(pairs: Iterable[tuple[str, T | None]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for id_, value in pairs:
        if value is not None:
            found.setdefault(id_, value)
    return found
