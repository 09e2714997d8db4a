"""Reports, mentions and people's judgements in, the chronology out: each event once.

The order is: copies of one text, pairs worth comparing, their scores, what must and cannot be joined, groups, events,
what dates events by one another, disagreements, storylines. All of it is a pure function of its input as a set:
neither order nor repetition changes anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from dateline.merge import disagreements, framing, people, rules, score, trees
from dateline.merge.answers import Answer, answers, denials
from dateline.merge.candidates import candidates
from dateline.merge.cluster import Clusters, Pair, cluster
from dateline.merge.events import event, told_order
from dateline.merge.facts import Facts, Prose, facts
from dateline.merge.families import copies, texts
from dateline.merge.features import Pairs
from dateline.merge.lifecycle import lifecycle
from dateline.merge.meetings import moment, text
from dateline.merge.order import ordered
from dateline.merge.stories import StoryPile, Telling, storylines, update
from dateline.merge.support import Support
from dateline.merge.twice import twice
from dateline.records import (
    Chronology,
    Disagreement,
    Event,
    Field,
    Judgement,
    Maker,
    Mention,
    Problem,
    Report,
    Storyline,
    Verdict,
    family_of,
)

__all__ = ["merge"]

UNSCORED = 0.05  # probability of a pair that no block key brought together
NEAR_MISS = 0.25  # a pair that was not joined is kept as a judgement from this probability on
UNSURE = (0.35, 0.65)  # between them a model's answer is right about as often as not; a person may settle it
PERSON, RULE = 2.0, 1.0  # which must-links are tied first


def merge(reports: Sequence[Report], mentions: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> Chronology:
    """Group mentions into events."""
    by_id, twins = _once(reports)
    # Where two texts share an id, which of their mentions counts must not depend on their order either.
    among = sorted(mentions, key=repr, reverse=True) if twins else mentions
    told = [mention for _, mention in sorted({mention.id: mention for mention in among}.items())]
    copied = copies(by_id.values())
    family = texts(copied, told)
    prose = {id_: Prose(report) for id_, report in sorted(by_id.items())}
    found = facts(told, prose)
    weighing = _Weighing(found, prose, family, tuple(judgements))
    clusters = weighing.clusters()
    events, differences = _events(weighing, clusters, by_id, prose, family)
    return Chronology(
        events=events,
        disagreements=differences,
        judgements=weighing.judgements(clusters),
        copies=copied,
        problems=(*twins, *people.contradictions(judgements), *weighing.problems(clusters)),
        storylines=_storylines(by_id, prose, family_of(copied), events, told),
    )


def _storylines(
    reports: dict[str, Report],
    prose: dict[str, Prose],
    families: dict[str, str],
    events: Sequence[Event],
    mentions: Sequence[Mention],
) -> tuple[Storyline, ...]:
    texts = [text(one, prose[one.id].text) for one in reports.values() if one.id not in families]
    stories = {id_: story for story, ids in update(StoryPile(), texts, ()).items() for id_ in ids}
    told = {one.id: one for one in mentions}
    tellings = [
        Telling(event.id, told[id_].report, told[id_].sentence <= 1) for event in events for id_ in event.mentions
    ]
    return storylines(map(moment, reports.values()), stories, families, tellings)


def _once(reports: Sequence[Report]) -> tuple[dict[str, Report], tuple[Problem, ...]]:
    """Return each report by its id, and those whose id another text has too: the one with the least checksum counts."""
    by_id: dict[str, Report] = {}
    problems = []
    for report in sorted(reports, key=lambda report: (report.id, report.sha256)):
        first = by_id.setdefault(report.id, report)
        if first.sha256 != report.sha256:
            message = f"{report.path}: left out, since {first.path} has its id {report.id} and other bytes"
            problems.append(
                Problem(code="merge/same-id", stage="merge", message=message, report=report.id, path=report.path)
            )
    return by_id, tuple(dict.fromkeys(problems))


class _Made(NamedTuple):
    """An answer about a pair, before it is told in words."""

    verdict: Verdict
    score: float
    rule: str  # "" where the model answers
    flip: Pair  # that would turn it, were it judged the other way


class _Weighing:
    """All pairs that were compared, with what was found of each."""

    def __init__(
        self, found: list[Facts], prose: dict[str, Prose], family: dict[str, str], judgements: tuple[Judgement, ...]
    ) -> None:
        self.found = found
        self.place = {one.id: i for i, one in enumerate(found)}
        self.people: dict[Pair, Judgement] = {
            (self.place[left], self.place[right]): one
            for (left, right), one in people.people(judgements).items()
            if left in self.place and right in self.place
        }
        pairs = list(candidates(found))
        features = Pairs(prose)
        self.rows = {pair: features.row(found[pair[0]], found[pair[1]]) for pair in pairs}
        odds = score.probabilities(np.array([self.rows[pair] for pair in pairs], dtype=np.float64))
        self.scores: dict[Pair, float] = dict(zip(pairs, odds.tolist(), strict=True))
        self.must: dict[Pair, tuple[float, str]] = {}
        self.cannot: dict[Pair, str] = {}
        for i, j in [*pairs, *self._tied()]:
            left, right = found[i], found[j]
            if why := rules.cannot(left, right):
                self.cannot[i, j] = why
            elif why := rules.must(left, right, copies=family[left.id] == family[right.id]):
                self.must[i, j] = (RULE, why)
        for pair, one in self.people.items():
            self.must.pop(pair, None)
            self.cannot.pop(pair, None)
            if one.verdict is Verdict.SAME:
                self.must[pair] = (PERSON, one.reason)
            else:
                self.cannot[pair] = one.reason

    def _tied(self) -> list[Pair]:
        """Return the pairs that a report itself ties, which no block key need bring together."""
        tied = {
            (min(i, j), max(i, j))
            for i, one in enumerate(self.found)
            for other in one.mention.same_as
            if (j := self.place.get(other, i)) != i
        }
        return sorted(tied - self.rows.keys())

    def scored(self) -> dict[tuple[str, str], float]:
        """Return the scores of the mentions that were compared."""
        return {(self.found[i].id, self.found[j].id): score for (i, j), score in self.scores.items()}

    def alike(self, left: str, right: str) -> float:
        """Return how surely two mentions are one event: 1 where a rule or a person ties them, else their score."""
        i, j = sorted((self.place[left], self.place[right]))
        return 1.0 if (i, j) in self.must else self.scores.get((i, j), 0.0)

    def clusters(self) -> Clusters:
        """Group the mentions; what people judged is tied or parted before any rule."""
        person = {pair for pair, one in self.people.items() if one.verdict is Verdict.SAME}
        hard = {pair for pair in self.cannot if pair in self.people}
        first = cluster(
            len(self.found),
            {},
            must=dict.fromkeys(person, PERSON),
            cannot=frozenset(hard),
            threshold=1.0,
            unscored=0.0,
        )
        home = {i: group for group in first.groups for i in group}
        # A rule parts what people have joined from a third only where it parts all of it: a person who says that two
        # accounts with other dates are one event has settled that the date does not tell them apart.
        rules_apart = {
            (i, j)
            for i, j in self.cannot
            if home[i] is not home[j] and all((min(a, b), max(a, b)) in self.cannot for a in home[i] for b in home[j])
        }
        return cluster(
            len(self.found),
            self.scores,
            must={pair: rank for pair, (rank, _) in self.must.items()},
            cannot=frozenset(rules_apart | hard),
            threshold=trees.load().threshold,
            unscored=UNSCORED,
        )

    def judgements(self, clusters: Clusters) -> tuple[Judgement, ...]:
        """Return why groups were joined, and for each mention the nearest pair that was not."""
        made: dict[Pair, _Made] = {}
        for join in clusters.joins:
            rule = self.must[join.pair][1] if join.must else ""
            made[join.pair] = _Made(Verdict.SAME, join.weight, rule, join.worst)
        for pair, parted in self._near_misses(clusters).items():
            made.setdefault(pair, _Made(Verdict.DIFFERENT, self.scores[pair], self.cannot.get(pair, ""), parted))
        weighed = sorted(pair for pair, one in made.items() if not one.rule and pair in self.rows)
        rows = np.array([self.rows[pair] for pair in weighed], dtype=np.float64)
        words = dict(zip(weighed, score.reasons(rows), strict=True))
        kept = {pair: self._judgement(pair, one, words.get(pair, "")) for pair, one in made.items()}
        kept |= self.people
        return tuple(kept[pair] for pair in sorted(kept))

    def _near_misses(self, clusters: Clusters) -> dict[Pair, Pair]:
        """Return the nearest pair of each mention that was not joined, with the pair that stands between the groups."""
        home = {i: group for group in clusters.groups for i in group}
        between: dict[tuple[tuple[int, ...], tuple[int, ...]], Pair] = {}
        for i, j in sorted(self.cannot, reverse=True):
            between[home[i], home[j]] = between[home[j], home[i]] = (i, j)
        nearest: dict[int, Pair] = {}
        for pair in sorted(self.scores, key=lambda pair: (-self.scores[pair], pair)):
            near = self.scores[pair] >= NEAR_MISS or (pair in self.cannot and self.rows[pair][0])
            if near and home[pair[0]] is not home[pair[1]]:
                for i in pair:
                    nearest.setdefault(i, pair)
        return {(i, j): between.get((home[i], home[j]), (i, j)) for i, j in nearest.values()}

    def _judgement(self, pair: Pair, made: _Made, reason: str) -> Judgement:
        doubt = made.score >= UNSURE[0] if made.verdict is Verdict.DIFFERENT else made.score < UNSURE[1]
        flip = pair if pair in self.cannot or pair in self.must else made.flip
        return Judgement(
            left=self.found[pair[0]].id,
            right=self.found[pair[1]].id,
            verdict=made.verdict,
            by=Maker.RULE if made.rule else Maker.MODEL,
            score=round(made.score, 4),
            threshold=None if made.rule else trees.load().threshold,
            unsure=not made.rule and doubt,
            flip=(self.found[flip[0]].id, self.found[flip[1]].id),
            features=score.features(self.rows.get(pair, ())),
            reason=made.rule or reason,
        )

    def problems(self, clusters: Clusters) -> tuple[Problem, ...]:
        """Return the judgements of people that cannot all hold."""
        return tuple(
            Problem(
                code="merge/contradiction",
                stage="merge",
                message=(
                    f"{self.found[i].id} and {self.found[j].id} were judged the same, yet other judgements keep their "
                    "events apart; they stay apart until one judgement is undone"
                ),
                report=self.found[i].report,
                span=self.found[i].mention.trigger,
            )
            for i, j in sorted(clusters.broken)
            if (i, j) in self.people
        )


def _events(
    weighing: _Weighing, clusters: Clusters, reports: dict[str, Report], prose: dict[str, Prose], family: dict[str, str]
) -> tuple[tuple[Event, ...], tuple[Disagreement, ...]]:
    found = weighing.found
    facts_of: dict[str, list[Facts]] = {}
    built: list[Event] = []
    differences: list[Disagreement] = []
    for group in clusters.groups:
        told = sorted((found[i] for i in group), key=lambda one: told_order(one, reports))
        id_ = "e" + told[0].id[1:]
        framed = framing.framings(told, prose, reports, family)
        differ = [*disagreements.within(id_, told, families=family), *framing.disagreements(id_, framed)]
        fields: list[Field] = [one.field for one in differ]
        made = event(told, reports=reports, prose=prose, families=family, disputed=fields)
        built.append(replace(made, framings=framed))
        facts_of[id_] = told
        differences += differ
    mentions = {one.id: one.mention for one in found}
    dated, contradicted = ordered(built, mentions, reports=reports, alike=weighing.alike)
    answered = answers(dated, facts_of, prose, weighing.scored())
    built = sorted(_with_lifecycles(dated, facts_of, answered, reports), key=lambda one: one.order)
    differences += [*twice(built, facts_of, family), *denials(built, answered)]
    joined = {one.events for one in differences if one.field is Field.WHEN}
    differences += [one for one in contradicted if one.events not in joined and one.events[::-1] not in joined]
    support = Support(mentions, reports, family)
    built = [support.event(one) for one in built]
    by_id = {one.id: one for one in built}
    differences = [support.disagreement(one, by_id) for one in differences]
    order = {one.id: place for place, one in enumerate(built)}
    differences.sort(key=lambda one: (order[one.events[0]], one.field, one.events))
    return tuple(built), tuple(differences)


def _with_lifecycles(
    events: Sequence[Event],
    facts_of: dict[str, list[Facts]],
    answered: Sequence[Answer],
    reports: dict[str, Report],
) -> list[Event]:
    """Give each event its phases, with those of the events that answer it."""
    answering: dict[str, dict[str, list[Facts]]] = {one.id: {} for one in events}
    for answer in answered:
        told = facts_of[answer.event]
        answering[answer.about][answer.event] = [one for one in told if one.id in answer.mentions]
    return [replace(one, lifecycle=lifecycle(facts_of[one.id], answering[one.id], reports)) for one in events]
