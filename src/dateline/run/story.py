"""What the reports tell, held together: reports, mentions and their chronology, and what to ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dateline import timeline
from dateline.errors import OptionsError
from dateline.records import Chronology, Event, Judgement, Mention, Problem, Report, Verdict
from dateline.run.told import coded
from dateline.timeline import Entry, Quote, StoryEntry


@dataclass(frozen=True, kw_only=True)
class Story:
    """Reports, every mention of an event in them, and the events that these are merged into."""

    reports: tuple[Report, ...]
    mentions: Mapping[str, Mention]
    chronology: Chronology
    problems: tuple[Problem, ...] = ()
    older: Mapping[str, str] = field(default_factory=dict)  # the newest version of each report that has a newer one

    def timeline(
        self,
        *,
        who: str | Iterable[str] = (),
        where: str | Iterable[str] = (),
        kind: str | Iterable[str] = (),
        code: str | Iterable[str] = (),
        start: date | str | None = None,
        end: date | str | None = None,
        story: str | None = None,
    ) -> list[Entry]:
        """Return the events in order of time, of one story or of all.

        See `timeline.Options` for what each filter lets through, and `stories` for the ids of stories.
        """
        options = timeline.Options(
            who=_several(who),
            where=_several(where),
            kinds=tuple(kind.upper() for kind in _several(kind)),
            codes=_several(code),
            start=timeline.day_of(start) if isinstance(start, str) else start,
            end=timeline.day_of(end, last=True) if isinstance(end, str) else end,
        )
        chosen = set(timeline.story(self.chronology.storylines, story).events) if story else None
        events = [event for event in self.chronology.events if chosen is None or event.id in chosen]
        return timeline.select(events, self.mentions, options)

    def stories(self) -> list[StoryEntry]:
        """Return the stories that the reports tell, those with the most reports first."""
        return timeline.stories(
            self.chronology.storylines, self.chronology.events, {report.id: report for report in self.reports}
        )

    def coded(self, *paths: str) -> Story:
        """Return the story with the types that the codebooks at paths give its mentions; see docs/codebooks.md."""
        from dateline.run.codebook import load_codebook

        told = coded(tuple(self.mentions.values()), [load_codebook(str(path)) for path in paths])
        return replace(self, mentions={mention.id: mention for mention in told})

    def find(self, event: str) -> Event:
        """Return the event that an id means, whole or cut short, its own or a mention's."""
        return timeline.find(self.chronology.events, event)

    def report(self, identity: str) -> Report:
        """Return a report by its id."""
        for report in self.reports:
            if report.id == identity:
                return report
        raise OptionsError(f"no report {identity!r} in this story.")

    def quote(self, mention: Mention) -> Quote:
        """Return the sentence that tells a mention."""
        return timeline.quote(self.report(mention.report), mention)

    def judgements(self, event: Event) -> tuple[Judgement, ...]:
        """Return why the event's mentions were joined: live judgements of one event between two of them."""
        mentions = set(event.mentions)
        return tuple(
            j
            for j in self.chronology.judgements
            if j.verdict is Verdict.SAME and j.undone is None and {j.left, j.right} <= mentions
        )

    def chosen(self, policy: str | None) -> Story:
        """Return the story with the values that a policy chooses where accounts differ; see `timeline.Policy`."""
        if policy is None:
            return self
        known = [one.value for one in timeline.Policy]
        if policy not in known:
            raise OptionsError(f"no policy is called {policy!r}. Use one of {', '.join(known)}.")
        return replace(self, chronology=timeline.chosen(self.chronology, self.mentions, timeline.Policy(policy)))

    def export(self, form: str = "json", *, text: bool = True) -> str:
        """Return the chronology in one of `export.FORMATS`: json, jsonl or csv; without `text`, no words of reports."""
        from dateline import export

        if form not in export.FORMATS:
            raise OptionsError(f"no format is called {form!r}. Use one of {', '.join(export.FORMATS)}.")
        document = export.build(
            self.reports,
            tuple(self.mentions.values()),
            chronology=self.chronology,
            problems=self.problems,
            older=self.older,
        )
        return export.FORMATS[form](document if text else export.without_text(document))


def _several(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
