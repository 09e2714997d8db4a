"""A database in, the actors in it out, with what a person says of who is who."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dateline.errors import OptionsError
from dateline.records import ActorJudgement, Link, Verdict
from dateline.resources import actors
from dateline.resources.places import key
from dateline.run.told import mentions
from dateline.store import Store


@dataclass(frozen=True, slots=True)
class Found:
    """An actor of a database, with how many participants it is."""

    link: Link
    times: int


def present(store: Store) -> list[Found]:
    """Return the actors of a database, those told most often first."""
    links: dict[str, Link] = {}
    times: Counter[str] = Counter()
    for mention in mentions(store):
        for one in mention.roles:
            if one.link is not None:
                id_ = one.link.target.id
                links.setdefault(id_, one.link)
                times[id_] += 1
    return [Found(links[id_], times[id_]) for id_ in sorted(times, key=lambda id_: (-times[id_], id_))]


def meant(store: Store, asked: str) -> str:
    """Return the id that a person means by an actor's id or name; raise where it is none or several."""
    found = present(store)
    own = {actor.id: actor for actor in store.register()}
    if asked in own or any(one.link.target.id == asked for one in found):
        return asked
    named = {one.link.target.id for one in found if key(one.link.target.name) == key(asked)}
    named |= {actor.id for actor in own.values() if key(asked) in map(key, (actor.name, *actor.aliases))}
    if len(named) == 1:
        return named.pop()
    if named:
        raise OptionsError(f"{asked!r} may be any of {', '.join(sorted(named))}. Give the id.")
    known = actors.known(asked)
    if known is not None:
        return known.id
    names = {one.link.target.name: one.link.target.id for one in found}
    near = get_close_matches(asked, names, n=1)
    hint = f"Did you mean {near[0]!r} ({names[near[0]]})?" if near else "List them with: dateline actors list"
    raise OptionsError(f"no actor {asked!r} here. {hint}")


def judgement(store: Store, actor: str, other: str, *, same: bool) -> ActorJudgement:
    """Return the judgement that an actor is another, or that it is someone else in a report."""
    left = meant(store, actor)
    right = meant(store, other) if same else _report(store, other)
    if left == right:
        raise OptionsError(f"{actor!r} and {other!r} are one actor already, {left}.")
    return ActorJudgement(left=left, right=right, verdict=Verdict.SAME if same else Verdict.DIFFERENT)


def _report(store: Store, asked: str) -> str:
    found = {report.id for report in store.reports() if asked in {report.id, report.path, Path(report.path).name}}
    if len(found) != 1:
        raise OptionsError(f"{asked!r} names {len(found)} reports here. Give a report's id or whole path.")
    return found.pop()
