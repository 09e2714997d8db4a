"""What people say that events rest on, brought to the mentions that are read now: judgements, corrections, actors."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import merge as in_order

from dateline.merge import Judged
from dateline.merge.people import contradictions, people
from dateline.records import Correction, Judgement, Link, Mention, Verdict
from dateline.resolve.corrected import Corrections, apart_in, homes, known_links, own_link, told_apart
from dateline.resolve.corrected import corrected as linked
from dateline.resolve.set_right import set_right
from dateline.run.anchors import Anchors, anchored, corrections, moved
from dateline.store import Merging
from dateline.store.codec import decode, encode

CORRECTED = "corrected"  # key of the corrections that events were last made with
WHO = "who"  # key of who was who then
Ids = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who is who as people say, as far as that changes mentions."""

    register: str  # stands for the user's own register: where it changes, so may every mention
    apart: frozenset[Ids] = frozenset()  # who is someone else of that name: actor, report
    homes: Mapping[str, str] = field(default_factory=dict)  # whom each joined actor is known as
    known: Mapping[str, Link] = field(default_factory=dict)  # the links to those

    def moved(self, before: Who) -> set[str]:
        """Return the actors that are known as others than before."""
        both = self.homes.keys() | before.homes.keys()
        return {id_ for id_ in both if self._as(id_) != before._as(id_)}

    def _as(self, id_: str) -> tuple[str, Link | None]:
        home = self.homes.get(id_, id_)
        return home, self.known.get(home)


class Said:
    """All of it, as it stands in one transaction."""

    def __init__(self, rows: Merging) -> None:
        self.rows = rows
        judged, right = rows.judgements(), rows.corrections()
        named = {id_ for one in judged for id_ in (one.left, one.right)} | {one.mention for one in right}
        # What people call no event is still read, so that what else was judged of it is not lost.
        self.anchors = anchors(rows, named)
        self.places, lost = anchored(judged, self.anchors)
        self.judgements = moved(judged, self.places)
        kept, unset = corrections(right, self.anchors)
        self.corrections: dict[str, list[Correction]] = defaultdict(list)
        for one in kept:
            self.corrections[one.mention].append(one)
        self.problems = (*lost, *unset, *contradictions(self.judgements))
        self._actors = Corrections(register=rows.register(), judgements=rows.actor_judgements())

    @cached_property
    def who(self) -> Who:
        """Return who is who as people say."""
        homes_ = homes(self._actors.judgements)
        return Who(
            register=hashlib.sha256(encode(self._actors.register).encode()).hexdigest(),
            apart=told_apart(self._actors.judgements),
            homes=homes_,
            known={home: link for home in {*homes_.values()} if (link := self._known(home))},
        )

    @cached_property
    def _who_then(self) -> Who:
        kept = self.rows.value(WHO)
        return decode(Who, kept) if kept else Who(register=self.who.register)

    @property
    def everywhere(self) -> bool:
        """Say whether any mention may be another than when events were last made: the user's own register is."""
        own = {actor.id for actor in self._actors.register}
        return self._who_then.register != self.who.register or not own.isdisjoint(self.who.moved(self._who_then))

    def lay(self, mentions: Iterable[Mention]) -> Sequence[Mention]:
        """Lay what people say over mentions; what they call no event is left out."""
        told = tuple(mentions)
        said = [one for mention in told for one in self.corrections.get(mention.id, ())]
        if said:
            told = set_right(told, said)
        return self._linked(told, self._actors, self.who.known) if self._actors != Corrections() else told

    def _linked(
        self, mentions: Sequence[Mention], actors: Corrections, known: Mapping[str, Link] | None = None
    ) -> Sequence[Mention]:
        reports = self.rows.reports({mention.report for mention in mentions}) if actors.register else {}
        days = {id_: report.day for id_, report in reports.items()}
        return linked(mentions, actors, days=days, known=known)

    def touched(self) -> set[str]:
        """Return the reports whose mentions are others by what people say than when events were last made."""
        before = self._corrected()
        now = {id_: encode(many) for id_, many in self.corrections.items()}
        changed = {id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_)}
        found = {_report(id_) for id_ in changed}
        apart = self.who.apart ^ self._who_then.apart
        found.update(report for _, report in apart)
        if moved := self.who.moved(self._who_then):
            renamed = {apart_in(*pair): pair[1] for pair in self.who.apart | self._who_then.apart}
            found.update(renamed[id_] for id_ in moved & renamed.keys())
            found.update(report for id_ in moved for report in self.rows.telling_of(id_))
            found.update(map(_report, self.corrections))  # whom a person set there, the reading does not tell
        return found

    def judged(self) -> Judged:
        """Return what people judge of pairs, and what of it is new since events were last made."""
        now = people(self.judgements)
        then = {(one.left, one.right): one for one in self._judged()}
        before = {pair: then.get(pair) for pair in now.keys() | then.keys() if now.get(pair) != then.get(pair)}
        return Judged(now=now, before=before)

    def keep(self) -> None:
        """Keep what events are made with."""
        now = people(self.judgements)
        self.rows.put_judged((*pair, encode(one)) for pair, one in now.items())
        self.keep_laid()
        self.rows.put("places", encode(self.places))
        self.rows.put("problems", encode(self.problems))

    def keep_laid(self) -> None:
        """Keep what is laid over mentions, once all that it touches waits to be merged."""
        self.rows.put(CORRECTED, encode({id_: encode(many) for id_, many in self.corrections.items()}))
        self.rows.put(WHO, encode(self.who))

    def _judged(self) -> list[Judgement]:
        return [decode(Judgement, record) for record in self.rows.judged()]

    def _corrected(self) -> dict[str, str]:
        kept = self.rows.value(CORRECTED)
        return decode(dict[str, str], kept) if kept else {}

    def _known(self, actor: str) -> Link | None:
        """Return the first link to an actor: of the user's register, then as told."""
        own = {one.id: one for one in self._actors.register}
        if actor in own:
            return own_link(own[actor], own)
        reports = {apart_in(*pair): pair[1] for pair in told_apart(self._actors.judgements)}
        told = [reports[actor]] if actor in reports else self.rows.telling_of(actor)
        for report in in_order(told, sorted({*map(_report, self.corrections)})):
            mentions = set_right([one for _, one in self.rows.read([report])[report]], self._of(report))
            links = known_links(self._linked(mentions, self._apart), ())
            if actor in links:
                return links[actor]
        return None

    @cached_property
    def _apart(self) -> Corrections:
        """Return who is who without whom people join."""
        parted = tuple(one for one in self._actors.judgements if one.verdict is Verdict.DIFFERENT)
        return replace(self._actors, judgements=parted)

    def _of(self, report: str) -> list[Correction]:
        return [one for id_, many in self.corrections.items() if _report(id_) == report for one in many]


def _report(mention: str) -> str:
    """Return the report that a mention's id is of."""
    return "r" + mention[1:].partition("-")[0]


def anchors(rows: Merging, mentions: Iterable[str]) -> Anchors:
    """Return what finds the mentions that stand in the place of some."""
    wanted = set(mentions)
    reports = set(map(_report, wanted))
    newer = rows.older(reports)
    near = {*reports, *newer.values()}
    live = [mention for many in rows.read(near).values() for _, mention in many]
    former = rows.former(wanted - {mention.id for mention in live})
    return Anchors(live, former, reports=rows.reports(near).values(), newer=newer)
