"""A transaction in which events are made: reports that wait in, the rows that they change out."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.merge import Arrival, Changes, Judged, enter, families, pair_up, settle, stories, update
from dateline.merge.facts import Prose
from dateline.merge.meetings import Text, text
from dateline.records import Copy, Report, family_of
from dateline.run.likeness import Copied, Storied
from dateline.run.progress import Progress, Tell
from dateline.run.redirects import redirects
from dateline.run.said import Said, anchors
from dateline.run.shelf import Kept
from dateline.run.versions import names, versions
from dateline.store import Likeness, Merging

BATCH = 400  # reports that are merged at one go
AGAIN = 3  # reports that cost as much to take in as one to take out and in again
CHUNK = 12_000  # mentions whose cells are settled at one go


class Growing:
    """The events of a database while they are brought up to date."""

    def __init__(self, rows: Merging, likeness: Likeness, tell: Tell) -> None:
        self.rows = rows
        self.tell = tell
        self.likeness = likeness
        self.said = Said(rows)

    def go_on(self, by: str, *, anew: bool = False) -> None:
        """Make all events anew where that is asked or needed, else those that some of the waiting reports change."""
        if self.rows.value("merged_by") is None:
            self.rows.put("merged_by", by)
        if anew or self.outdated(by):
            self.rebuild(by)
        else:
            self.advance()

    def outdated(self, by: str) -> bool:
        """Say whether all events are to be made anew.

        They are where another version made them, where the user's own register has changed, and where more is to be
        merged than there is, since making all anew costs less a report. To take a report out and in again costs more.
        """
        if self.rows.value("merged_by") != by or self.said.everywhere:
            return True
        due = self.rows.waiting_count() + AGAIN * len(self.said.touched())
        return due > BATCH and due > self.rows.merged_count()

    def rebuild(self, by: str) -> None:
        """Make all events anew: who copies whom first, then the pairs of all mentions, then the events cell by cell."""
        self.rows.remember()
        self.rows.clear()
        self.rows.put("merged_by", by)
        self._whole_reports()
        self.said = Said(self.rows)  # what people said of an older version is said of the newest
        for come in self._batches("taking mentions in", self.rows.newest()):
            self._enter(come)
        for mentions in self._chunks("comparing mentions"):
            pair_up(self._shelf(), mentions)
        judged = replace(self.said.judged(), before={})
        for mentions in self._chunks("making events"):
            self._settle(mentions, judged)
        moved = self.rows.moved()
        self.rows.forget()
        told = {id_ for many in moved.values() for id_ in many}
        self.rows.put_judgements((), told - self.rows.home(told).keys())
        self._follow(moved)
        self._finish()

    def advance(self) -> None:
        """Merge some of the reports that wait, and what people said since."""
        self.rows.wait(self.said.touched())
        self.said.keep_laid()
        waiting = self.rows.waiting(BATCH)
        self.tell(Progress(done=0, total=len(waiting), what="merging"))
        come, gone = self._turn(waiting)
        self.said = Said(self.rows)  # what people said of an older version is said of the newest
        shelf = self._shelf()
        come, gone = self._likeness(shelf, come, gone)
        changes = update(shelf, self._arrivals(shelf, come), gone, self.said.judged())
        self._apply(shelf, changes)
        self._follow({event.id: event.mentions for event in changes.before.values()})
        self.rows.done(waiting)
        self._finish()

    def _batches(self, what: str, reports: Sequence[str]) -> Iterator[Sequence[str]]:
        """Give reports some hundreds at a time, and collect what each time leaves: nobody else does (see `refresh`)."""
        for start in range(0, len(reports), BATCH):
            self.tell(Progress(done=start, total=len(reports), what=what))
            yield reports[start : start + BATCH]
            gc.collect()

    def _chunks(self, what: str) -> Iterator[Sequence[int]]:
        """Give mentions that have no event yet some thousands at a time, in the order of their numbers."""
        last, done, total = -1, 0, self.rows.placed_count()
        while mentions := self.rows.unsettled(last, CHUNK):
            self.tell(Progress(done=done, total=total, what=what))
            yield mentions
            last, done = mentions[-1], done + len(mentions)
            gc.collect()

    def _enter(self, come: Sequence[str]) -> None:
        shelf = self._shelf()
        enter(shelf, self._arrivals(shelf, come))

    def _settle(self, mentions: Collection[int], judged: Judged) -> None:
        shelf = self._shelf()
        self._apply(shelf, settle(shelf, mentions, judged))

    def _shelf(self) -> Kept:
        return Kept(self.rows, self.said.lay)

    def _apply(self, shelf: Kept, changes: Changes) -> None:
        shelf.apply(changes)
        self.rows.put_judgements(changes.judgements, changes.judged)

    def _finish(self) -> None:
        self.said.keep()
        if not self.rows.waiting(1):
            self.rows.put("merged_revision", self.rows.value("revision") or "0")

    def _whole_reports(self) -> None:
        """Find the versions, copies and stories of all reports."""
        every = self.rows.waiting(None)
        for some in self._batches("looking for versions", every):
            self._name(self.rows.reports(some).values())
        for some in self._batches("looking for copies", every):
            kin = self.rows.kin(some)
            newest = self._age(kin, self.rows.reports(kin))
            self._copies(self._shelf(), [id_ for id_ in some if id_ not in newest], ())
        for some in self._batches("linking reports", self.rows.newest()):
            stories.enter(Storied(self.likeness), self._texts(self._shelf(), some))
        for some in self._batches("looking for stories", self.likeness.every_text()):
            stories.settle(Storied(self.likeness), self.likeness.unsettled(some))
        self.rows.done(every)

    def _turn(self, reports: Collection[str]) -> tuple[list[str], list[str]]:
        """Return the ids of reports that come in, and of those that go out: older versions, and those read anew."""
        heads = self.rows.reports(reports)
        self._name(heads.values())
        kin = self.rows.kin(reports)
        newest = self._age(kin, heads if kin <= heads.keys() else self.rows.reports(kin))
        merged = self.rows.merged(kin)
        come = {id_ for id_ in kin if id_ not in newest and (id_ in heads or id_ not in merged)}
        gone = {id_ for id_ in merged if id_ in newest or id_ in heads}
        return sorted(come), sorted(gone)

    def _name(self, reports: Iterable[Report]) -> None:
        self.rows.name((name, report.id) for report in reports for name in names(report))

    def _age(self, kin: Collection[str], reports: Mapping[str, Report]) -> Mapping[str, str]:
        """Find out which of some reports are older versions of which."""
        newest = versions(reports.values(), self.rows.arrived(kin))
        self.rows.age(kin, newest)
        return newest

    def _likeness(self, shelf: Kept, come: Collection[str], gone: Collection[str]) -> tuple[list[str], list[str]]:
        """Find the copies and stories of reports; return with them those that stand in other words than before."""
        again = self._copies(shelf, come, gone).keys() - {*come, *gone}
        all_come, all_gone = sorted({*come, *again}), sorted({*gone, *again})
        self._stories(shelf, all_come, all_gone)
        return all_come, all_gone

    def _copies(self, shelf: Kept, come: Collection[str], gone: Collection[str]) -> Mapping[str, tuple[Copy, ...]]:
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
        """Find out which stories the texts that came and went are on."""
        stories.update(Storied(self.likeness), self._texts(shelf, come), self.likeness.texts({*come, *gone}))

    def _texts(self, shelf: Kept, reports: Sequence[str]) -> list[Text]:
        """Return the texts of reports; copies have none and go with the first of theirs."""
        copies = family_of(self.likeness.copies(reports))
        found = shelf.reports(reports)
        return [text(found[id_], Prose(found[id_]).text) for id_ in reports if id_ not in copies]

    def _follow(self, before: Mapping[str, Sequence[str]]) -> None:
        """Keep where events went that are no more what they were."""
        home = self.rows.home({id_ for many in before.values() for id_ in many})
        gone = {id_ for many in before.values() for id_ in many if id_ not in home}
        found = anchors(self.rows, gone) if gone else None
        after = {id_: found.of(id_) for id_ in gone} if found else {}
        home |= self.rows.home({id_ for id_ in after.values() if id_})
        self.rows.redirect(redirects(before, home, after))
