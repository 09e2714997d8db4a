"""A database in, the actors in it out, with what a person says of who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dateline.errors import OptionsError
from dateline.records import ActorJudgement, Link, Verdict
from dateline.resources.places import key
from dateline.run.moment import instant
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
    people = _People(store)
    found = people.meant(asked)
    if found is None:
        raise OptionsError(f"no actor {asked!r} here. {people.near(asked)}")
    return found.target.id


def named(store: Store, names: Iterable[str]) -> tuple[Link, ...]:
    """Return whom a person names, by id or name; a name that nobody bears is an actor of its own. Raise for several."""
    from dateline.resolve.named import unregistered

    people = _People(store)
    return tuple(people.meant(name) or unregistered(name) for name in names)


class _People:
    """Who may be named: the actors of a database, the user's own register, the registers that ship with Dateline."""

    def __init__(self, store: Store) -> None:
        self._here = {one.link.target.id: one.link for one in present(store)}
        self._own = {actor.id: actor for actor in store.register()}

    def meant(self, asked: str) -> Link | None:
        """Return whom an id or a name means, None for nobody; raise for several."""
        from dateline.resolve.named import registered

        if asked in self._own or asked in self._here:
            return self._link(asked)
        ids: Set[str] = {id_ for id_, link in self._here.items() if key(link.target.name) == key(asked)}
        ids = ids | {actor.id for actor in self._own.values() if key(asked) in map(key, (actor.name, *actor.aliases))}
        listed = {link.target.id: link for link in registered(asked)} if not ids else {}
        ids = ids or listed.keys()
        if len(ids) > 1:
            raise OptionsError(f"{asked!r} may be any of {', '.join(sorted(ids))}. Give the id.")
        return next((listed.get(id_) or self._link(id_) for id_ in ids), None)

    def near(self, asked: str) -> str:
        """Say what to write in the place of a name that nobody bears."""
        names = {link.target.name: id_ for id_, link in self._here.items()}
        near = get_close_matches(asked, names, n=1)
        return f"Did you mean {near[0]!r} ({names[near[0]]})?" if near else "List them with: dateline actors list"

    def _link(self, id_: str) -> Link:
        from dateline.resolve.corrected import own_link

        return own_link(self._own[id_], self._own) if id_ in self._own else self._here[id_]


def judgement(
    store: Store, actor: str, other: str, *, same: bool, reason: str = "", person: str = ""
) -> ActorJudgement:
    """Return the judgement that an actor is another, or that it is someone else in a report."""
    left = meant(store, actor)
    right = meant(store, other) if same else _report(store, other)
    if left == right:
        raise OptionsError(f"{actor!r} and {other!r} are one actor already, {left}.")
    return ActorJudgement(
        left=left,
        right=right,
        verdict=Verdict.SAME if same else Verdict.DIFFERENT,
        reason=reason,
        person=person,
        made=instant(),
    )


def _report(store: Store, asked: str) -> str:
    found = {report.id for report in store.reports() if asked in {report.id, report.path, Path(report.path).name}}
    if len(found) != 1:
        raise OptionsError(f"{asked!r} names {len(found)} reports here. Give a report's id or whole path.")
    return found.pop()
