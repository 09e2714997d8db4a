"""A database in, its chronology out: as it stands, or made anew as it stood at a moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dateline.records import Chronology, Copy, Mention, Report, Storyline
from dateline.run.anchors import Anchors, anchored, corrections, moved
from dateline.run.moment import Moment, published
from dateline.run.refresh import refresh
from dateline.run.story import Story
from dateline.run.told import coded, corrected
from dateline.run.versions import versions
from dateline.store import Contents, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A chronology and what it was made from."""

    chronology: Chronology
    reports: tuple[Report, ...]  # older versions too
    mentions: tuple[Mention, ...]  # of reports that count
    older: dict[str, str]  # the newest version of each report that has one
    anchors: Anchors
    places: dict[str, str]  # mentions that stand in the place of those that people judged
    notes: tuple[str, ...] = ()  # what was left out, in words


def kept(store: Store) -> Chronology:
    """Return the database's chronology, brought up to date where what it rests on has changed."""
    refresh(store)
    return store.chronology()


def whole(store: Store) -> Chronology:
    """Return the same with its storylines, which take a look at every mention."""
    found = kept(store)
    return replace(found, storylines=storylines(store, found.copies))


def storylines(store: Store, copies: Sequence[Copy]) -> tuple[Storyline, ...]:
    """Return the storylines of the events kept, `copies` being those among the reports."""
    from dateline.run.likeness import stories

    return stories(store, copies)


def load(store: Store, moment: Moment | None = None) -> Story:
    """Return all that a database holds, as it stands or as it stood at a moment."""
    if moment:
        then = story(at(store, moment))
        told = coded(tuple(then.mentions.values()), store.codebooks())
        return replace(then, mentions={one.id: one for one in told})
    chronology = whole(store)
    contents = corrected(store.contents())
    older = versions(contents.reports, contents.arrived)
    mentions = tuple(one for one in contents.mentions if one.report not in older)
    mentions = coded(mentions, store.codebooks())
    return Story(
        reports=contents.reports,
        mentions={one.id: one for one in mentions},
        chronology=chronology,
        problems=store.problems(),
        older=older,
    )


def at(store: Store, moment: Moment) -> Merged:
    """Return the chronology as it stood at a moment; nothing of it is kept."""
    contents = store.contents(known=moment.as_known)
    if moment.as_of is None:
        return merged(contents)
    left, notes = published(contents, moment.as_of)
    return replace(merged(left), notes=notes)


def story(made: Merged) -> Story:
    """Return the story of a chronology and what it was made from."""
    return Story(
        reports=made.reports,
        mentions={mention.id: mention for mention in made.mentions},
        chronology=made.chronology,
        older=made.older,
    )


def merged(contents: Contents) -> Merged:
    """Merge what a database holds: each report in its newest version, people's judgements on what is read now."""
    from dateline.merge import merge

    older = versions(contents.reports, contents.arrived)
    # What people call no event is still read, so that what else was judged of it is not lost.
    anchors = Anchors(contents.mentions, contents.former, reports=contents.reports, newer=older)
    here = {report.id[1:] for report in contents.reports}
    judged = [one for one in contents.judgements if _told_in((one.left, one.right), here)]
    places, problems = anchored(judged, anchors)
    _, lost = corrections([one for one in contents.corrections if _told_in((one.mention,), here)], anchors)
    contents = corrected(contents)
    reports = [report for report in contents.reports if report.id not in older]
    mentions = tuple(mention for mention in contents.mentions if mention.report not in older)
    chronology = merge(reports, mentions, moved(judged, places))
    return Merged(
        chronology=replace(chronology, problems=(*problems, *lost, *chronology.problems)),
        reports=contents.reports,
        mentions=mentions,
        older=older,
        anchors=anchors,
        places=places,
    )


def _told_in(mentions: Sequence[str], reports: Collection[str]) -> bool:
    return all(id_[1:].partition("-")[0] in reports for id_ in mentions)
