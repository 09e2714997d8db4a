"""A database and a moment in, what the commands ask of it out: read piece by piece where it stands as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dateline import timeline
from dateline.errors import OptionsError
from dateline.records import Account, Chronology, Event, Field, Mention, Problem, Redirect, Report, Storyline, Turn
from dateline.run.merged import Merged, at, kept, storylines
from dateline.run.moment import NOW, Moment
from dateline.run.told import coded, mentions
from dateline.store import Store
from dateline.timeline import Policy


@dataclass(frozen=True)
class View:
    """A chronology, and the reports and mentions under it; with a moment, as it stood then."""

    store: Store
    moment: Moment = NOW
    policy: Policy | None = None  # which values to show of those that differ

    @cached_property
    def _then(self) -> Merged | None:
        return at(self.store, self.moment) if self.moment else None

    @cached_property
    def chronology(self) -> Chronology:
        """Return the events and where accounts of them differ."""
        found = self._then.chronology if self._then else kept(self.store)
        if self.policy is None:
            return found
        told = {one.id: one for one in self.mentions(timeline.needed(found))}
        return timeline.chosen(found, told, self.policy)

    @cached_property
    def storylines(self) -> tuple[Storyline, ...]:
        """Return the storylines that the events are of."""
        return self._then.chronology.storylines if self._then else storylines(self.store, self.chronology.copies)

    def values(self, event: Event) -> dict[Field, tuple[Account, ...]]:
        """Return for each field of an event the distinct values told, with who stands behind each."""
        from dateline.merge.families import texts
        from dateline.merge.values import values

        mentions = self.mentions(event.mentions)
        reports = {report.id: report for report in self.reports({one.report for one in mentions})}
        families = texts(self.chronology.copies, mentions)
        # A text may be that of a report which is read as telling nothing of this event.
        named = set(families.values()) - reports.keys()
        return values(event, mentions, reports | {one.id: one for one in self.reports(named)}, families)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return in words what the moment leaves out."""
        return self._then.notes if self._then else ()

    def mentions(self, ids: Iterable[str] | None = None) -> tuple[Mention, ...]:
        """Return the mentions that count, all of them or those named."""
        if self._then is None:
            return mentions(self.store, ids)
        wanted = None if ids is None else set(ids)
        told = coded(self._then.mentions, self.store.codebooks())
        return tuple(one for one in told if wanted is None or one.id in wanted)

    def reports(self, ids: Iterable[str] | None = None) -> tuple[Report, ...]:
        """Return the reports, all of them or those named."""
        if self._then is None:
            return self.store.reports(ids)
        wanted = None if ids is None else set(ids)
        return tuple(one for one in self._then.reports if wanted is None or one.id in wanted)

    def counts(self) -> tuple[int, int]:
        """Return how many reports and mentions there are, those of older versions among them."""
        if self._then is None:
            return len(self.store.report_ids()), len(self.store.mention_ids())
        return len(self._then.reports), len(self._then.mentions)

    def problems(self) -> tuple[Problem, ...]:
        """Return what could not be made out of the reports there are, and the judgements that cannot be kept to."""
        found = self.store.problems()
        if self._then is not None:
            there = {report.id for report in self._then.reports}
            found = tuple(one for one in found if one.report is None or one.report in there)
        return (*found, *self.chronology.problems)

    def find(self, asked: str) -> tuple[Event, tuple[Redirect, ...]]:
        """Return the event that an id means, one that it had before too, with where that one went."""
        events, redirects = self.chronology.events, self.store.redirects()
        here = {event.id: event for event in events}
        # An event that was merged and came back, since a judgement was undone, has gone nowhere.
        went = tuple(one for one in timeline.went(redirects, asked) if one.turn is Turn.SPLIT or one.old not in here)
        try:
            return timeline.find(events, asked), went
        except OptionsError:
            after = [here[id_] for id_ in timeline.followed(redirects, asked) if id_ in here]
            if not after:
                raise
            return after[0], went
