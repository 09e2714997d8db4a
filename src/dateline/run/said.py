"""What people say that events rest on, brought to the mentions that are read now: judgements, corrections, actors."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from dateline.merge import Judged
from dateline.merge.people import contradictions, people
from dateline.records import Correction, Judgement, Link, Mention
from dateline.resolve.corrected import Corrections, known_links
from dateline.resolve.corrected import corrected as linked
from dateline.resolve.set_right import set_right
from dateline.run.anchors import Anchors, anchored, corrections, moved
from dateline.store import Merging
from dateline.store.codec import decode, encode

CORRECTED = "corrected"  # key of the corrections that events were last made with
Ids = tuple[str, str]


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

    @property
    def actors(self) -> str:
        """Return what stands for all that people say of actors: where it changes, so may every mention."""
        return hashlib.sha256(encode(self._actors).encode()).hexdigest()

    def lay(self, mentions: Iterable[Mention]) -> Sequence[Mention]:
        """Lay what people say over mentions; what they call no event is left out."""
        told = tuple(mentions)
        said = [one for mention in told for one in self.corrections.get(mention.id, ())]
        if said:
            told = set_right(told, said)
        if self._actors != Corrections():
            reports = self.rows.reports({mention.report for mention in told}) if self._actors.register else {}
            days = {id_: report.day for id_, report in reports.items()}
            told = linked(told, self._actors, days=days, known=self._known)
        return told

    def touched(self) -> set[str]:
        """Return the reports of which something was set right, or is no longer, since events were last made."""
        before = self._corrected()
        now = {id_: encode(many) for id_, many in self.corrections.items()}
        changed = {id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_)}
        return {"r" + id_[1:].partition("-")[0] for id_ in changed}

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
        self.rows.put(CORRECTED, encode({id_: encode(many) for id_, many in self.corrections.items()}))
        self.rows.put("places", encode(self.places))
        self.rows.put("problems", encode(self.problems))

    def _judged(self) -> list[Judgement]:
        return [decode(Judgement, record) for record in self.rows.judged()]

    def _corrected(self) -> dict[str, str]:
        kept = self.rows.value(CORRECTED)
        return decode(dict[str, str], kept) if kept else {}

    @cached_property
    def _known(self) -> dict[str, Link]:
        """Return the first link to each identity, of all mentions; nothing but who is who as people say needs them."""
        if not any(one.verdict == "same" for one in self._actors.judgements):
            return {}
        apart = Corrections(
            register=self._actors.register,
            judgements=tuple(one for one in self._actors.judgements if one.verdict == "different"),
        )
        days = {id_: report.day for id_, report in self.rows.every_report().items()}
        return known_links(linked(self.rows.every_mention(), apart, days=days), self._actors.register)


def anchors(rows: Merging, mentions: Iterable[str]) -> Anchors:
    """Return what finds the mentions that stand in the place of some."""
    wanted = set(mentions)
    reports = {"r" + id_[1:].partition("-")[0] for id_ in wanted}
    newer = rows.older(reports)
    near = {*reports, *newer.values()}
    live = [mention for many in rows.read(near).values() for _, mention in many]
    former = rows.former(wanted - {mention.id for mention in live})
    return Anchors(live, former, reports=rows.reports(near).values(), newer=newer)
