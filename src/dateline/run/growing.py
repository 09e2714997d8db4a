"""A transaction in which events are made: reports that wait in, the rows that they change out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dateline.merge import Arrival, families, stories, update
from dateline.merge.facts import Prose
from dateline.merge.meetings import text
from dateline.records import Copy, family_of
from dateline.run.likeness import Copied, Storied
from dateline.run.redirects import redirects
from dateline.run.said import Said, anchors
from dateline.run.shelf import Kept
from dateline.run.versions import names, versions
from dateline.store import Likeness, Merging

BATCH = 400  # reports that are merged at one go


class Growing:
    """The events of a database while they are brought up to date."""

    def __init__(self, rows: Merging, likeness: Likeness) -> None:
        self.rows = rows
        self.likeness = likeness
        self.said = Said(rows)

    def begin(self, by: str) -> None:
        """Say who makes the events where none were ever made."""
        if self.rows.value("merged_by") is None:
            self._sign(by)

    def outdated(self, by: str) -> bool:
        """Say whether all events are to be made anew: another version made them, or who is who has changed."""
        return (self.rows.value("merged_by"), self.rows.value("actors")) != (by, self.said.actors)

    def rebuild(self, by: str) -> None:
        """Make all events anew."""
        before = self.rows.told_by()
        self.rows.clear()
        self._sign(by)
        while not self.advance(follow=False):
            pass
        told = {id_ for many in before.values() for id_ in many}
        self.rows.put_judgements((), told - self.rows.home(told).keys())
        self._follow(before)

    def advance(self, *, follow: bool = True) -> bool:
        """Merge some of the reports that wait, and what people said since; say whether none are left."""
        waiting = self.rows.waiting(BATCH)
        come, gone = self._turn([*waiting, *self.said.touched()])
        self.said = Said(self.rows)  # what people said of an older version is said of the newest
        shelf = Kept(self.rows, self.said.lay)
        copies = self._copies(shelf, come, gone)
        # What stands in other words than before is merged anew.
        again = {id_ for id_ in copies if id_ not in gone and shelf.told([id_])}
        come, gone = sorted({*come, *again}), sorted({*gone, *again})
        changes = update(shelf, self._arrivals(shelf, come), gone, self.said.judged())
        shelf.apply(changes)
        self.rows.put_judgements(changes.judgements, changes.judged)
        self._stories(shelf, come, gone)
        if follow:
            self._follow({event.id: event.mentions for event in changes.before.values()})
        self.said.keep()
        self.rows.done(waiting)
        left = bool(self.rows.waiting(1))
        if not left:
            self.rows.put("merged_revision", self.rows.value("revision") or "0")
        return not left

    def _sign(self, by: str) -> None:
        self.rows.put("merged_by", by)
        self.rows.put("actors", self.said.actors)

    def _turn(self, reports: Collection[str]) -> tuple[list[str], list[str]]:
        """Return the ids of reports that come in, and of those that go out: older versions, and those read anew."""
        heads = self.rows.reports(reports)
        self.rows.name((name, report.id) for report in heads.values() for name in names(report))
        kin = self.rows.kin(reports)
        every = heads if kin <= heads.keys() else self.rows.reports(kin)
        newest = versions(every.values(), self.rows.arrived(kin))
        self.rows.age(kin, newest)
        merged = self.rows.merged(kin)
        come = {id_ for id_ in kin if id_ not in newest and (id_ in heads or id_ not in merged)}
        gone = {id_ for id_ in merged if id_ in newest or id_ in heads}
        return sorted(come), sorted(gone)

    def _copies(self, shelf: Kept, come: Sequence[str], gone: Sequence[str]) -> Mapping[str, tuple[Copy, ...]]:
        """Return what reports have taken whose copies are others now."""
        copied = Copied(self.likeness, shelf.reports)
        new, old = shelf.reports(come).values(), self.rows.formerly(gone)
        for report in old:
            copied.drop(report)
        for report in new:
            copied.put(report)
        found = families.update(copied, new, old)
        self.likeness.put_copies(found)
        return found

    def _arrivals(self, shelf: Kept, come: Sequence[str]) -> list[Arrival]:
        reports = shelf.reports(come)
        copies = self.likeness.copies(come)
        arrivals = []
        for id_, many in self.rows.read(come).items():
            shelf.fresh[id_] = {mention.id: number for number, mention in many}
            told = self.said.lay(mention for _, mention in many)
            arrivals.append(Arrival(reports[id_], told, families.texts(copies, told)))
        return sorted(arrivals, key=lambda one: one.report.id)

    def _stories(self, shelf: Kept, come: Sequence[str], gone: Sequence[str]) -> None:
        """Find out which stories the texts that came and went are on; copies go with the first of their text."""
        copies = family_of(self.likeness.copies(come))
        reports = shelf.reports(come)
        new = [text(reports[id_], Prose(reports[id_]).text) for id_ in come if id_ not in copies]
        stories.update(Storied(self.likeness), new, self.likeness.texts({*come, *gone}))

    def _follow(self, before: Mapping[str, Sequence[str]]) -> None:
        """Keep where events went that are no more what they were."""
        home = self.rows.home({id_ for many in before.values() for id_ in many})
        gone = {id_ for many in before.values() for id_ in many if id_ not in home}
        found = anchors(self.rows, gone) if gone else None
        after = {id_: found.of(id_) for id_ in gone} if found else {}
        home |= self.rows.home({id_ for id_ in after.values() if id_})
        self.rows.redirect(redirects(before, home, after))
