"""Mentions and what a person says of their actors in, the same mentions with these identities out.

Nothing stored changes: the links that the rules made stay as they are, and what is said of them is laid over them each
time that events are made. What a link was before stands first among its runners-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dateline.records import SAID, ActorJudgement, Candidate, Hop, Link, Mention, OwnActor, Participant, Verdict
from dateline.resolve import phrase
from dateline.resources import actors
from dateline.resources.places import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a person says of actors: their register, and their live judgements, oldest first."""

    register: tuple[OwnActor, ...] = ()
    judgements: tuple[ActorJudgement, ...] = ()


def corrected(
    mentions: Iterable[Mention],
    corrections: Corrections,
    *,
    days: Mapping[str, date | None],
    known: Mapping[str, Link] | None = None,
) -> tuple[Mention, ...]:
    """Lay corrections over the mentions' actors; `days` are those of the reports, by id.

    `known` are the links to the identities that others are joined with, where these are not all mentions there are.
    """
    told = tuple(mentions)
    if corrections.register:
        own = _Register(corrections.register)
        told = tuple(_relinked(m, partial(own.link, mention=m, day=days.get(m.report))) for m in told)
    apart = told_apart(corrections.judgements)
    if apart:
        told = tuple(_relinked(m, partial(_apart, report=m.report, apart=apart)) for m in told)
    home = homes(corrections.judgements)
    if home:
        links = known_links(told, corrections.register) if known is None else known
        told = tuple(_relinked(m, partial(_joined, homes=home, known=links)) for m in told)
    return told


def _relinked(mention: Mention, link: Callable[[Participant | Hop], Link | None]) -> Mention:
    """Give each participant and each source its link anew."""
    roles = tuple(replace(one, link=link(one)) for one in mention.roles)
    hops = tuple(replace(one, link=link(one)) for one in mention.attribution.hops)
    if roles == mention.roles and hops == mention.attribution.hops:
        return mention
    return replace(mention, roles=roles, attribution=replace(mention.attribution, hops=hops))


class _Register:
    """A user's own register, by name and by id."""

    def __init__(self, register: Iterable[OwnActor]) -> None:
        self.by_id = {actor.id: actor for actor in register}
        self.by_name: dict[str, list[OwnActor]] = {}
        for actor in self.by_id.values():
            for name in (actor.name, *actor.aliases):
                self.by_name.setdefault(key(name), []).append(actor)

    def link(self, one: Participant | Hop, *, mention: Mention, day: date | None) -> Link | None:
        """Return the link to the actor of the register that a participant or a source names, or the one it has."""
        on = mention.when.earliest or day
        for name in self._called(one):
            for actor in self.by_name.get(key(name), ()):
                if (actor.first and (on is None or on < actor.first)) or (
                    actor.last and (on is None or on > actor.last)
                ):
                    continue
                reason = f'"{name}" is in your own register'
                return _laid(own_link(actor, self.by_id), one.link, reason)
        return one.link

    @staticmethod
    def _called(one: Participant | Hop) -> Iterable[str]:
        yield one.name
        yield phrase.read(one.name).text
        if one.link is not None:
            yield one.link.target.name
            yield one.link.target.id


def own_link(actor: OwnActor, register: Mapping[str, OwnActor]) -> Link:
    """Return the link to an actor of a user's register, with what stands above it there and in ours."""
    above: list[str] = []
    at = actor.parent
    while at is not None and at not in above and at != actor.id:
        above.append(at)
        at = register[at].parent if at in register else actors.parent(at)
    target = Candidate(id=actor.id, name=actor.name, score=1.0, reason="")
    return Link(target=target, kind=actor.kind, country=actor.country, sector=actor.sector, parents=tuple(above))


def _laid(new: Link, old: Link | None, reason: str) -> Link:
    before = (old.target, *old.runners_up) if old and old.target.id != new.target.id else old.runners_up if old else ()
    return replace(new, target=replace(new.target, reason=reason), runners_up=before)


def told_apart(judgements: Iterable[ActorJudgement]) -> frozenset[tuple[str, str]]:
    """Return the actors that are someone else of that name in a report: actor, report."""
    return frozenset((one.left, one.right) for one in judgements if one.verdict is Verdict.DIFFERENT)


def _apart(one: Participant | Hop, *, report: str, apart: frozenset[tuple[str, str]]) -> Link | None:
    link = one.link
    if link is None or (link.target.id, report) not in apart or (isinstance(one, Participant) and one.rule == SAID):
        return link  # whom a person named is nobody who was read
    target = replace(link.target, id=apart_in(link.target.id, report))
    return _laid(replace(link, target=target), link, f"a person told it apart in this report; {link.target.reason}")


def apart_in(actor: str, report: str) -> str:
    """Return the id of who is called as an actor is in a report and is someone else."""
    return f"{actor}@{report}"


def homes(judgements: Iterable[ActorJudgement]) -> dict[str, str]:
    """Return whom each joined actor is known as: the right side of the last judgement that reaches it."""
    home: dict[str, str] = {}

    def find(id_: str) -> str:
        while id_ in home:
            id_ = home[id_]
        return id_

    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            left, right = find(judgement.left), find(judgement.right)
            if left != right:
                home[left] = right
    return {id_: find(id_) for id_ in home}


def known_links(mentions: Sequence[Mention], register: Iterable[OwnActor]) -> dict[str, Link]:
    """Return the first link to each identity: of a user's register, then as told."""
    own = {actor.id: actor for actor in register}
    found = {id_: own_link(actor, own) for id_, actor in own.items()}
    for mention in mentions:
        links = (*(one.link for one in mention.roles), *(hop.link for hop in mention.attribution.hops))
        for link in filter(None, links):
            found.setdefault(link.target.id, link)
    return found


def _joined(one: Participant | Hop, *, homes: Mapping[str, str], known: Mapping[str, Link]) -> Link | None:
    link = one.link
    if link is None or link.target.id not in homes:
        return link
    home = homes[link.target.id]
    new = known.get(home) or replace(link, target=replace(link.target, id=home))
    return _laid(new, link, f"a person said that {link.target.name} is the same; {link.target.reason}")
