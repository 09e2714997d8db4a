"""A transaction in which events are made: reports that wait in, the rows that they change out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dateline.merge import Arrival, update
from dateline.merge.families import texts
from dateline.records import Mention
from dateline.run.redirects import redirects
from dateline.run.said import Said, anchors
from dateline.run.shelf import Kept
from dateline.run.versions import names, versions
from dateline.store import Merging

BATCH = 400  # reports that are merged at one go


class Growing:
    """The events of a database while they are brought up to date."""

    def __init__(self, rows: Merging) -> None:
        self.rows = rows
        self.said = Said(rows)

    def outdated(self, by: str) -> bool:
        """Say whether all events are to be made anew: another version made them, or who is who has changed."""
        return (self.rows.value("merged_by"), self.rows.value("actors")) != (by, self.said.actors)

    def rebuild(self, by: str) -> None:
        """Make all events anew."""
        before = self.rows.told_by()
        self.rows.clear()
        self.rows.put("merged_by", by)
        self.rows.put("actors", self.said.actors)
        while not self.advance(follow=False):
            pass
        self._follow(before)

    def advance(self, *, follow: bool = True) -> bool:
        """Merge some of the reports that wait, and what people said since; say whether none are left."""
        waiting = self.rows.waiting(BATCH)
        come, gone = self._turn([*waiting, *self.said.touched()])
        shelf = Kept(self.rows, self.said.lay)
        changes = update(shelf, self._arrivals(shelf, come), gone, self.said.judged())
        shelf.apply(changes)
        self.rows.put_judgements(changes.judgements, changes.judged)
        if follow:
            self._follow({event.id: event.mentions for event in changes.before.values()})
        self.said.keep()
        self.rows.done(waiting)
        left = bool(self.rows.waiting(1))
        if not left:
            self.rows.put("merged_revision", self.rows.value("revision") or "0")
        return not left

    def _turn(self, reports: Collection[str]) -> tuple[list[str], list[str]]:
        """Return which reports come in, in the order of their ids, and which go out: older versions, and those read anew."""
        heads = self.rows.reports(reports)
        self.rows.name((name, report.id) for report in heads.values() for name in names(report))
        kin = self.rows.kin(reports)
        every = heads if kin <= heads.keys() else self.rows.reports(kin)
        newest = versions(every.values(), self.rows.arrived(kin))
        before = self.rows.older(kin)
        self.rows.age(kin, newest)
        merged = self.rows.merged(kin)
        come = {id_ for id_ in kin if id_ not in newest and (id_ in heads or id_ not in merged)}
        gone = {id_ for id_ in merged if id_ in newest or id_ in heads}
        return sorted(come), sorted(gone)

    def _arrivals(self, shelf: Kept, come: Sequence[str]) -> list[Arrival]:
        reports = shelf.reports(come)
        read = self.rows.read(come)
        told: dict[str, Sequence[Mention]] = {}
        for report, many in read.items():
            shelf.fresh[report] = {mention.id: number for number, mention in many}
            told[report] = self.said.lay(mention for _, mention in many)
        return [Arrival(reports[id_], told[id_], texts((), told[id_])) for id_ in come]

    def _follow(self, before: Mapping[str, Sequence[str]]) -> None:
        """Keep where events went that are no more what they were."""
        home = self.rows.home({id_ for many in before.values() for id_ in many})
        gone = {id_ for many in before.values() for id_ in many if id_ not in home}
        found = anchors(self.rows, gone) if gone else None
        after = {id_: found.of(id_) for id_ in gone} if found else {}
        home |= self.rows.home({id_ for id_ in after.values() if id_})
        self.rows.redirect(redirects(before, home, after))
