"""Measure event coreference across reports: ECB+ or MEANTIME in, CoNLL, LEA and false bridges out.

`gold`: gold mentions, each topic apart. `own`: our own mentions, each topic apart, scored against the gold of validated
sentences. `unknown_topics`: gold mentions, all topics in one pile. `own_unknown_topics`: our own mentions in one pile.
The cheap baselines, with gold mentions: `same_lemma`, one lemma in one topic is one event; `same_lemma_alike`, the same
where the reports are alike too, by the cosine of their words; `same_lemma_unknown_topics`, one lemma is one event
wherever it is told. Train topics of ECB+ are left out. MEANTIME is one pile of dated reports: `gold` and `same_lemma`.
With `--worst 10` the ten groups of `gold` that join most, and the ten events of which it parts most, are shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.extract import clauses, extract
from dateline.extract.attribution import attribute, chain
from dateline.extract.entities import Entities
from dateline.extract.events import told_by
from dateline.extract.modality import modality
from dateline.extract.numbers import Numbers
from dateline.extract.roles import Roles
from dateline.extract.stance import stances
from dateline.extract.tree import Tree
from dateline.merge import merge
from dateline.merge.facts import Prose, subject
from dateline.merge.groups import Groups
from dateline.parse import Parser
from dateline.records import Mention, Parsed, Span
from dateline.resolve import resolve
from eval import clusters, ecbplus, meantime
from eval.worst import account
from eval.worst import worst as worst_of

Group = list[str]
ALIKE = 0.25  # cosine of two reports' weighted words, best for the baseline on train topics


def run(data: Path, out: Path | None = None, *, worst: int = 0) -> dict[str, Any]:
    """Score our merging on every topic of a folder that is not a train topic; show so many of the worst groups."""
    parser = Parser.load()
    if any(data.rglob("list_instances.csv")):
        return _one_pile(meantime.documents(data), parser, out, worst)
    documents = ecbplus.development(ecbplus.documents(data))
    parsed = {one.report.id: parsed_of(one, parser) for one in documents}
    given = {one.report.id: given_mentions(one, parsed[one.report.id]) for one in documents}
    own = {one.report.id: own_mentions(one, parsed[one.report.id]) for one in documents}
    events = {mention.id: gold.event for found in given.values() for mention, gold in found}
    lemmas = {mention.id: mention.act for found in given.values() for mention, _ in found}
    gold = grouped(events)
    by_topic = [found for _, found in ecbplus.topics(documents)]
    given_only = {id_: [mention for mention, _ in found] for id_, found in given.items()}
    topic_of = {m.id: one.topic for one in documents for m in given_only[one.report.id]}
    runs = {
        "gold": merged(by_topic, given_only),
        "own": named(merged(by_topic, own), own, given),
        "unknown_topics": merged([documents], given_only),
        "own_unknown_topics": named(merged([documents], own), own, given),
        "same_lemma": grouped({id_: f"{topic_of[id_]} {lemma}" for id_, lemma in lemmas.items()}),
        "same_lemma_alike": [group for found in by_topic for group in lemma_alike(found, given_only)],
        "same_lemma_unknown_topics": grouped(lemmas),
    }
    return _scored(gold, runs, out) | _worst(gold, runs["gold"], documents, given_only, worst)


def _one_pile(documents: Sequence[ecbplus.Document], parser: Parser, out: Path | None, worst: int) -> dict[str, Any]:
    """Score gold mentions of dated reports, all in one pile."""
    given = {one.report.id: gold_mentions(one, parser) for one in documents}
    pairs = [pair for found in given.values() for pair in found]
    mentions = {id_: [mention for mention, _ in found] for id_, found in given.items()}
    runs = {
        "gold": merged([documents], mentions),
        "same_lemma": grouped({mention.id: mention.act for mention, _ in pairs}),
        "same_lemma_alike": lemma_alike(documents, mentions),
    }
    gold = grouped({mention.id: one.event for mention, one in pairs})
    return _scored(gold, runs, out) | _worst(gold, runs["gold"], documents, mentions, worst)


def _worst(
    gold: list[Group],
    system: list[Group],
    documents: Sequence[ecbplus.Document],
    mentions: dict[str, list[Mention]],
    count: int,
) -> dict[str, list[str]]:
    if not count:
        return {}
    told = {mention.id: account(mention, one.report) for one in documents for mention in mentions[one.report.id]}
    return worst_of(gold, system, told, count)


def _scored(gold: list[Group], runs: dict[str, list[Group]], out: Path | None) -> dict[str, dict[str, float]]:
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, found in {**runs, "key": gold}.items():
            (out / f"{name}.json").write_text(json.dumps(sorted(map(sorted, found)), indent=0), encoding="utf-8")
    return {name: clusters.score(gold, found) for name, found in runs.items()}


def lemma_alike(documents: Sequence[ecbplus.Document], mentions: dict[str, list[Mention]]) -> list[Group]:
    """Join mentions of one lemma, chained through reports whose words are alike."""
    prose = {one.report.id: Prose(one.report) for one in documents}
    by_act: dict[str, list[Mention]] = {}
    for one in documents:
        for mention in mentions[one.report.id]:
            by_act.setdefault(mention.act, []).append(mention)
    groups = []
    for told in by_act.values():
        sets = Groups(mention.id for mention in told)
        for left, right in combinations(told, 2):
            if left.report == right.report or subject(prose[left.report], prose[right.report]) >= ALIKE:
                sets.join(left.id, right.id)
        groups += grouped({mention.id: sets.of(mention.id) for mention in told})
    return groups


def parsed_of(document: ecbplus.Document, parser: Parser) -> Parsed:
    """Parse one report."""
    return parser.parse(document.report).items[0]


def gold_mentions(document: ecbplus.Document, parser: Parser) -> list[tuple[Mention, ecbplus.Gold]]:
    """Return the gold mentions of a report as our records."""
    return given_mentions(document, parsed_of(document, parser))


def given_mentions(document: ecbplus.Document, parsed: Parsed) -> list[tuple[Mention, ecbplus.Gold]]:
    """Make mentions of gold triggers, with everything else as our own stages see it."""
    report = document.report
    tree = Tree(parsed)
    entities = Entities(report, parsed, tree)
    attributed = attribute(report, parsed)
    vectors = {predicate.token: predicate.vector for predicate in parsed.predicates}
    told = [(act, gold) for gold in document.gold if (act := told_by(tree, gold.span)) is not None]
    roles, places = Roles(parsed, tree, entities), clauses.Places(parsed, tree, entities)
    numbers = Numbers(tree, entities, [act for act, _ in told])
    pairs = []
    for act, gold in told:
        attribution = chain(attributed, act.token)
        reality = modality(parsed, act.token, attribution)
        stance = stances(tree, reality, attribution)
        mention = Mention(
            id=f"m{report.id[1:]}-{gold.span.start}",
            report=report.id,
            sentence=parsed.tokens.sentence[act.token],
            trigger=gold.span,
            clause=clauses.words(tree, act),
            act=act.lemma,
            kind=act.kind.type,
            mode=act.kind.mode,
            roles=roles.of(act),
            modality=reality.modality,
            by_narrator=stance.by_narrator,
            by_source=stance.by_source,
            negated=reality.negated,
            attribution=attribution,
            numbers=numbers.of(act),
            tense=clauses.tense(tree, act),
            place=places.of(act),
            vector=vectors.get(act.token, b""),
        )
        pairs.append((mention, gold))
    known = {m.id: m for m in resolve(report, parsed, tuple(m for m, _ in pairs)).items}
    return [(known[mention.id], gold) for mention, gold in pairs]


def own_mentions(document: ecbplus.Document, parsed: Parsed) -> list[Mention]:
    """Return what our own stages find in a report, inside its validated sentences."""
    found = extract(document.report, parsed).items
    inside = [m for m in found if any(span.overlaps(m.trigger) for span in document.validated)]
    kept = {mention.id for mention in inside}
    known = resolve(document.report, parsed, tuple(inside)).items
    return [replace(m, same_as=tuple(id_ for id_ in m.same_as if id_ in kept)) for m in known]


def grouped(event_of: dict[str, str]) -> list[Group]:
    """Turn names of events into groups of mentions."""
    groups: dict[str, Group] = {}
    for id_, event in event_of.items():
        groups.setdefault(event, []).append(id_)
    return list(groups.values())


def merged(piles: Iterable[Sequence[ecbplus.Document]], mentions: dict[str, list[Mention]]) -> list[Group]:
    """Merge each pile of reports apart and return the events' mentions."""
    groups: list[Group] = []
    for pile in piles:
        told = [mention for one in pile for mention in mentions[one.report.id]]
        groups += [list(event.mentions) for event in merge([one.report for one in pile], told).events]
    return groups


def named(
    groups: Sequence[Group],
    own: dict[str, list[Mention]],
    given: dict[str, list[tuple[Mention, ecbplus.Gold]]],
) -> list[Group]:
    """Give each of our mentions the name of the gold mention it overlaps, one to one, the greatest overlap first."""
    name: dict[str, str] = {}
    for report, found in own.items():
        overlaps = sorted(
            (-_overlap(mine.trigger, theirs.trigger), mine.id, theirs.id)
            for mine in found
            for theirs, _ in given[report]
            if mine.trigger.overlaps(theirs.trigger)
        )
        taken: set[str] = set()
        for _, mine_id, theirs_id in overlaps:
            if mine_id not in name and theirs_id not in taken:
                name[mine_id] = theirs_id
                taken.add(theirs_id)
    return [[name.get(id_, f"own {id_}") for id_ in group] for group in groups]


def _overlap(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)
