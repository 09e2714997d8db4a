"""A shelf, reports that come and go and what people judge in; what changes of the chronology out.

All that merging makes depends on little around it. So what new reports change is found and made anew, and nothing else:
the pairs of their mentions, the cells that these pairs change, the events of those cells and of what orders tie to
them, and what these events have to do with others. A rebuild takes all reports in first, and then settles cell by
cell. The law: any reports, in any order, one by one or many at a time, make one chronology.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from dateline.merge import relating, rules, trees
from dateline.merge.answers import Answer, denial
from dateline.merge.deciding import Decided, decide
from dateline.merge.desk import Desk
from dateline.merge.gist import Gist
from dateline.merge.judging import judgements
from dateline.merge.lifecycle import lifecycle
from dateline.merge.making import Made, make
from dateline.merge.mention_cells import Cells, Links
from dateline.merge.pairing import Arrival, Meeting, meet
from dateline.merge.shelf import Met, Pair, Shelf, pair_of
from dateline.merge.support import Support
from dateline.records import Disagreement, Event, Field, Judgement, Problem, Verdict

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people judge of pairs of mentions, ids in order, and of what is new, what held before: None for nothing."""

    now: Mapping[Ids, Judgement]
    before: Mapping[Ids, Judgement | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a shelf is to hold now."""

    events: Mapping[str, Event]  # made anew, or with another lifecycle
    before: Mapping[str, Event]  # that were here, of the mentions that were looked at
    gists: Mapping[str, Gist]  # of those made anew
    homes: Mapping[int, str]  # the events of mentions
    answers: Mapping[str, Answer | None]  # by who asks
    renewed: frozenset[str]  # events all of whose disagreements are among these
    parted: frozenset[tuple[str, str, Field]]  # pairs of other events, ids in order, whose disagreements are as well
    disagreements: tuple[Disagreement, ...]
    contradicted: tuple[Disagreement, ...]  # by orders; told where the same events are not one act told for two days
    judged: frozenset[str]  # mentions all of whose judgements by rule and model are among these
    judgements: tuple[Judgement, ...]
    decided: frozenset[str]  # mentions all of whose problems are among these
    problems: Mapping[Ids, Problem]  # the judgements of people that cannot all hold


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is to be made anew, and in the place of what."""

    decided: Sequence[Decided]
    people: Mapping[Pair, Verdict]
    groups: Sequence[tuple[int, ...]]  # of those that cells were grouped in, those that are not what they were
    judged: AbstractSet[int]  # mentions of groups that may be judged otherwise than before
    new: AbstractSet[int] | None = None  # mentions that came; None where there was nothing before
    gone_ids: Collection[str] = ()
    before: Mapping[str, Event] = field(default_factory=dict)
    turned: Sequence[Pair] = ()  # pairs that came or went without their mentions
    gone: Collection[int] = ()


def update(shelf: Shelf, told: Sequence[Arrival], gone: Collection[str], judged: Judged) -> Changes:
    """Take reports in and others out, and work out what that changes."""
    out = sorted(chain.from_iterable(shelf.told(gone).values()))
    lost = shelf.ids(out).values()
    beside = shelf.events(set(shelf.homes(out).values()))
    meeting = meet(shelf, told, gone)
    left = shelf.numbers({id_ for event in beside.values() for id_ in event.mentions}).values()
    graph = _Graph(shelf, meeting, judged)
    affected = graph.closure({*graph.ends, *left})
    decided = decide(shelf, graph.now.of(affected), graph.people)
    groups, before = _changed(shelf, decided, beside, {*meeting.new, *graph.judged})
    touched = {*chain.from_iterable(groups), *graph.met, *graph.cut_anew(affected)}
    return _made(
        shelf,
        judged,
        _Work(
            decided=decided,
            people=graph.people,
            groups=groups,
            judged={i for one in decided for group in one.groups if not touched.isdisjoint(group) for i in group},
            new=meeting.new,
            gone_ids=lost,
            before=before,
            turned=graph.turned,
            gone=meeting.gone,
        ),
    )


def settle(shelf: Shelf, mentions: Collection[int], judged: Judged) -> Changes:
    """Make the events of the cells that some mentions are in, once `meet` has taken in all reports.

    None of those events may have been made before. Cells that are settled one after the other, in any order, come to
    what `update` makes: what the later ones have to do with the earlier is looked at then.
    """
    people = _numbered({pair: one.verdict for pair, one in judged.now.items()}, _known(shelf, judged.now))
    cells = Cells(lambda asked: _links(asked, shelf.pairs(asked), people), trees.load().threshold).of(mentions)
    decided = decide(shelf, cells, people)
    groups = [group for one in decided for group in one.groups]
    here = set(chain.from_iterable(cells))
    return _made(shelf, judged, _Work(decided=decided, people=people, groups=groups, judged=here))


def _made(shelf: Shelf, judged: Judged, work: _Work) -> Changes:
    """Make events, and what they have to do with others."""
    desk = Desk(shelf)
    desk.same = {pair for pair, one in judged.now.items() if one.verdict is Verdict.SAME}
    before = work.before
    made = make(desk, [*work.groups, *_tied(shelf, work.groups)])
    home = {desk.number[one.id]: id_ for id_, facts in made.facts_of.items() for one in facts}
    around = relating.Neighbours(desk, made, home, before.keys() - made.events.keys())
    loosened = around.apart(work.turned, work.gone)
    answers = relating.answered(around, {*made.events, *chain.from_iterable(loosened)})
    asked = {*answers, *before}
    replaced = {one.asker: one for one in shelf.answers(asked) if one.asker in asked}
    answers = {**dict.fromkeys(replaced), **answers}
    twice = relating.told_twice(around, made.events, loosened)
    contradicted = relating.contradicted(around, made.events, loosened)
    events = _living(around, made, answers, replaced)
    between = _between(answers, replaced, twice, contradicted, around)
    support = Support({one.id: one.mention for one in desk.facts.values()}, desk.reports, desk.families)
    events = {id_: support.event(one) if id_ in made.events else one for id_, one in events.items()}
    known = around.events | events
    differ = [*made.differences, *filter(None, between.values())]
    renewed = frozenset({*before, *made.events})
    return Changes(
        events=events,
        before=before,
        gists={id_: around.gists[id_] for id_ in made.events},
        homes=home,
        answers=answers,
        renewed=renewed,
        parted=frozenset(key for key in between if renewed.isdisjoint(key[:2])),
        disagreements=tuple(support.disagreement(one, known) for one in differ),
        contradicted=tuple(support.disagreement(one, known) for one in made.contradicted),
        judged=frozenset({*work.gone_ids, *shelf.ids(work.judged).values()}),
        judgements=tuple(judgements(desk, work.decided, work.judged, home, work.people.keys(), work.new)),
        decided=frozenset({*work.gone_ids, *shelf.ids(_mentions(work.decided)).values()}),
        problems={pair: problem for one in work.decided for pair, problem in _broken(desk, one)},
    )


def _mentions(decided: Iterable[Decided]) -> list[int]:
    return [number for one in decided for group in one.groups for number in group]


def _changed(
    shelf: Shelf, decided: Iterable[Decided], beside: Mapping[str, Event], touched: Collection[int]
) -> tuple[list[tuple[int, ...]], dict[str, Event]]:
    """Return the groups that are not what they were, and the events that are no more, or no more what they were."""
    groups = [group for one in decided for group in one.groups]
    homes = shelf.homes({number for group in groups for number in group})
    before = {**shelf.events(set(homes.values())), **beside}
    same = set()
    changed = []
    for group in groups:
        own = {homes.get(number) for number in group}
        event = before.get(next(iter(own)) or "") if len(own) == 1 else None
        if event and len(event.mentions) == len(group) and not any(number in touched for number in group):
            same.add(event.id)
        else:
            changed.append(group)
    return changed, {id_: event for id_, event in before.items() if id_ not in same}


class _Graph:
    """The likely pairs of mentions as they were and as they are."""

    def __init__(self, shelf: Shelf, meeting: Meeting, judged: Judged) -> None:
        self.shelf, self.meeting = shelf, meeting
        numbers = _known(shelf, (*judged.now, *judged.before))
        self.people = _numbered({pair: one.verdict for pair, one in judged.now.items()}, numbers)
        then = {pair: one.verdict for pair, one in judged.now.items() if pair not in judged.before}
        then |= {pair: one.verdict for pair, one in judged.before.items() if one is not None}
        here = {id_: number for id_, number in numbers.items() if number not in meeting.new}
        lost: dict[int, list[Met]] = defaultdict(list)
        for (i, j), met in meeting.lost.items():
            lost[i].append(met._replace(other=j))
            lost[j].append(met._replace(other=i))
        threshold = trees.load().threshold
        people, people_then, then_of = self.people, _numbered(then, here), partial(_pairs_then, shelf, meeting, lost)
        self.now = Cells(lambda asked: _links(asked, shelf.pairs(asked), people), threshold)
        self.then = Cells(lambda asked: _links(asked, then_of(asked), people_then), threshold)
        self.judged = {numbers[id_] for pair in judged.before for id_ in pair if id_ in numbers}
        pairs = (pair_met for many in (meeting.kept, meeting.lost) for pair_met in many.items())
        linked = (pair for pair, met in pairs if _sure(met, threshold))
        again = (pair for pair in meeting.kept if meeting.new.isdisjoint(pair))
        self.turned = (*meeting.lost, *again)  # pairs that came or went without their mentions
        turned = (pair[:1] for pair in self.turned if meeting.gone.isdisjoint(pair))
        ends = chain.from_iterable((*linked, *turned))
        self.ends = {*meeting.new, *self.judged, *ends}.difference(meeting.gone)
        paired = chain.from_iterable(chain(meeting.kept, meeting.lost))
        self.met = set(paired).difference(meeting.gone)  # that pairs came to, or went from

    def closure(self, ends: Collection[int]) -> frozenset[int]:
        """Return the mentions of all cells, as they were and as they are, that hold some mention or follow from it."""
        seen: set[int] = set()
        todo = set(ends)
        while todo:
            found = set(chain.from_iterable(self.now.of(todo)))
            found.update(chain.from_iterable(self.then.of(todo - self.meeting.new)))
            seen |= todo
            todo = found - seen - self.meeting.gone
        return frozenset(seen)

    def cut_anew(self, mentions: Collection[int]) -> set[int]:
        """Return the mentions of cells that are more than they were with what is new, or less by more than is gone."""
        found: set[int] = set()
        for cell in self.now.of(mentions):
            then = {self.then.home[number] for number in cell - self.meeting.new}
            if len(then) > 1 or not all(one - self.meeting.gone <= cell for one in then):
                found |= cell
        return found


def _pairs_then(
    shelf: Shelf, meeting: Meeting, lost: Mapping[int, Sequence[Met]], asked: Collection[int]
) -> dict[int, list[Met]]:
    """Return the pairs that mentions had before some came and others went."""
    kept = shelf.pairs(asked)
    return {
        one: [*(met for met in kept.get(one, ()) if pair_of(one, met.other) not in meeting.kept), *lost.get(one, ())]
        for one in asked
    }


def _sure(met: Met, threshold: float) -> float:
    """Return how surely a pair links its two: 0 where it does not."""
    if met.score < threshold and not met.rule:
        return 0.0
    if rules.ties(met.rule):
        return 1.0
    return met.score if met.score >= threshold and not rules.parts(met.rule) else 0.0


def _links(
    asked: Collection[int], pairs: Mapping[int, Iterable[Met]], people: Mapping[Pair, Verdict]
) -> dict[int, Links]:
    """Return the links of mentions; what people judge of a pair goes before what it looks like."""
    threshold = trees.load().threshold
    found: dict[int, dict[int, float]] = {
        one: {met.other: sure for met in pairs.get(one, ()) if (sure := _sure(met, threshold))} for one in asked
    }
    for (i, j), verdict in people.items():
        for one, other in ((i, j), (j, i)):
            if one in found:
                found[one].pop(other, None)
                if verdict is Verdict.SAME:
                    found[one][other] = 1.0
    return dict(found)


def _known(shelf: Shelf, pairs: Iterable[Ids]) -> Mapping[str, int]:
    return shelf.numbers({id_ for pair in pairs for id_ in pair})


def _numbered(judged: Mapping[Ids, Verdict], numbers: Mapping[str, int]) -> dict[Pair, Verdict]:
    return {
        pair_of(numbers[left], numbers[right]): verdict
        for (left, right), verdict in judged.items()
        if left in numbers and right in numbers
    }


def _tied(shelf: Shelf, groups: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the mentions of the events that orders tie to the events of groups, and to one another."""
    seen = set(chain.from_iterable(groups))
    edge = set(seen)
    found = []
    while edge:
        others = set(chain.from_iterable(shelf.ties(edge).values())) - seen
        events = shelf.events(set(shelf.homes(others).values()))
        edge = set()
        for _, event in sorted(events.items()):
            group = tuple(shelf.numbers(event.mentions).values())
            found.append(group)
            edge.update(group)
        seen |= edge
    return found


def _living(
    around: relating.Neighbours,
    made: Made,
    answers: Mapping[str, Answer | None],
    replaced: Mapping[str, Answer],
) -> dict[str, Event]:
    """Return the events made, and those that are answered otherwise than before, with their phases."""
    told = [one for one in answers.values() if one]
    about = {one.about for one in told} | {one.about for one in replaced.values()}
    here = around.look({*made.events, *about})
    ids = {event.id for event in here}
    told += [one for one in around.desk.shelf.answers(ids) if one.asker not in answers and one.about in ids]
    answering: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for one in sorted(told, key=lambda one: (one.event, one.asker)):
        answering[one.about].setdefault(one.event, []).extend(one.mentions)
    around.read(event for many in answering.values() for event in many)
    found = dict(made.events)
    for event in here:
        others = {
            other: [one for one in around.facts_of[other] if one.id in mentions]
            for other, mentions in answering[event.id].items()
        }
        if others or event.id not in made.events:
            around.read([event.id])
            phases = lifecycle(around.facts_of[event.id], others, around.desk.reports)
            if phases != event.lifecycle:
                found[event.id] = replace(event, lifecycle=phases)
    return found


def _between(
    answers: Mapping[str, Answer | None],
    replaced: Mapping[str, Answer],
    twice: Mapping[Ids, Disagreement | None],
    contradicted: Mapping[tuple[str, str, Field], Disagreement | None],
    around: relating.Neighbours,
) -> dict[tuple[str, str, Field], Disagreement | None]:
    """Return what two events share of disagreements, None for what they do no longer."""
    found: dict[tuple[str, str, Field], Disagreement | None] = {}
    for one in replaced.values():
        found[_shared(one.about, one.event, Field.MODALITY)] = None
    found |= {_shared(*pair, Field.WHEN): differ for pair, differ in twice.items()}
    found |= {_shared(*key): differ for key, differ in contradicted.items()}
    for asked in answers.values():
        if asked:
            found[_shared(asked.about, asked.event, Field.MODALITY)] = denial(asked, around.events)
    return found


def _shared(one: str, other: str, field: Field) -> tuple[str, str, Field]:
    return min(one, other), max(one, other), field


def _broken(desk: Desk, decided: Decided) -> Iterable[tuple[Ids, Problem]]:
    """Return the judgements of people in a cell that cannot all hold."""
    desk.lay(chain.from_iterable(decided.broken))
    for pair in decided.broken:
        left, right = sorted(desk.of(pair), key=lambda one: one.id)
        message = (
            f"{left.id} and {right.id} were judged the same, yet other judgements keep their events apart; "
            "they stay apart until one judgement is undone"
        )
        yield (
            (left.id, right.id),
            Problem(
                code="merge/contradiction",
                stage="merge",
                message=message,
                report=left.report,
                span=left.mention.trigger,
            ),
        )
