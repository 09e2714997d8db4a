"""The law of growth: reports come and go, people judge and think again, and the chronology is that of one rebuild."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import day, mention, party, report

from dateline.merge import (
    Arrival,
    Judged,
    deciding,
    enter,
    making,
    mention_cells,
    merge,
    pair_up,
    pairing,
    settle,
    update,
)
from dateline.merge.families import copies, texts
from dateline.merge.memory import Memory
from dateline.records import (
    ActorKind,
    Judgement,
    Maker,
    Mention,
    Modality,
    Number,
    Order,
    PlacePrecision,
    Polarity,
    Report,
    Role,
    Span,
    Stance,
    TimeLink,
    Verdict,
    When,
    Where,
)

WORDS = {
    "shelled": "shell",
    "bombed": "bomb",
    "resumed": "resume",
    "halted": "halt",
    "permitted": "permit",
    "banned": "ban",
    "killed": "kill",
    "sank": "sink",
    "torpedoed": "torpedo",
}
THEMES = (
    ("shelled", "bombed"), ("resumed", "halted"), ("permitted", "banned"), ("sank", "torpedoed"),
    ("killed", "shelled", "halted"),
)  # fmt: skip
PLACES = {"Zenda": 50.0, "Klow": 44.0}  # with their latitudes
SIDES = {"Ruritania": "RUR", "Syldavia": "SYL"}
FIRST = date(2021, 5, 3)
HOW = ("told", "told", "told", "planned", "denied", "corrected", "not until")
OPENINGS = (
    "A clerk at the harbour office keeps the list of all such things since the war, page after page.",
    "Nobody in the capital would say more, and the queue before the ticket hall grew by the hour.",
    "It rained on the parade that day, as old people in the valley had said it would in spring.",
    "Two bakers closed early while their neighbours looked for candles, bread and dry wood.",
    "Markets fell at noon; the bank's governor was seen at lunch with his brother and a dog.",
    "Schools stay shut until teachers know which bridges still carry buses across the river.",
    "An orchestra played on in the dark theatre for those who had no other place to go.",
)
TURNS = ("come", "come", "go", "again", "swap", "judge", "judge", "judge", "undo")
Pile = dict[str, tuple[Report, tuple[Mention, ...]]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One act as a report tells it."""

    word: str
    by: str
    to: str
    days: int | None  # after the first day, None where no day is told
    how: str
    toll: int
    after: bool  # what the report told just before
    place: str = ""

    @property
    def text(self) -> str:
        denied, corrected = ("Denied: " * (self.how == "denied"), "Correction: " * (self.how == "corrected"))
        return f"{corrected}{denied}{self.by} {self.word} {self.to}."


def clauses(words: Sequence[str]) -> st.SearchStrategy[list[Clause]]:
    """Return what one report tells, mostly of one side against the other."""
    sides = st.sampled_from((("Ruritania", "Syldavia"),) * 3 + (("Syldavia", "Ruritania"),))
    return st.lists(
        st.builds(
            lambda word, sides, *rest: Clause(word, *sides, *rest),
            st.sampled_from(words),
            sides,
            st.sampled_from((None, 0, 0, 2, 12)),
            st.sampled_from(HOW),
            st.sampled_from((0, 0, 4, 9)),
            st.booleans(),
            st.sampled_from(("", "", "", *PLACES)),
        ),
        min_size=1,
        max_size=3,
    )


def telling(opening: str, outlet: int, told: Sequence[Clause]) -> tuple[Report, tuple[Mention, ...]]:
    """Return a report and what it tells."""
    text = " ".join((opening, *(clause.text for clause in told)))
    of = report(text, published=str(FIRST + timedelta(days=14 + outlet)), outlet=f"Outlet {outlet}")
    seen: Counter[str] = Counter()
    mentions: list[Mention] = []
    at = len(opening) + 1
    for clause in told:
        seen[clause.word] += 1
        when = When() if clause.days is None else day(str(FIRST + timedelta(days=clause.days)))
        cue = Span(at, at + len("Denied"))
        number = Number(span=cue, low=clause.toll, high=clause.toll, what="killed", group="person")
        times = (TimeLink(order=Order.UNTIL, expression=0, rule="x"),) * (clause.how == "not until")
        if clause.after and mentions:
            times += (TimeLink(order=Order.AFTER, mention=mentions[-1].id, rule="x", days=(0, 3)),)
        fields = {
            "denied": {
                "modality": Modality.DENIED,
                "negated": True,
                "by_narrator": Stance(polarity=Polarity.NEGATIVE, cues=(cue,)),
                "said_by": "the army",
            },
            "planned": {"modality": Modality.PLANNED},
            "corrected": {"correction": Span(at, at + len("Correction:"))},
            "not until": {"negated": True},
        }.get(clause.how, {})
        sides = [
            party(of, name, role, ActorKind.STATE, id_=f"state:{SIDES[name]}", country=SIDES[name])
            for name, role in ((clause.by, Role.BY), (clause.to, Role.TO))
        ]
        numbers = (number,) if clause.toll else ()
        if clause.place:
            fields["where"] = Where(
                span=cue, name=clause.place, id=clause.place, country="RUR", precision=PlacePrecision.PLACE,
                latitude=PLACES[clause.place], longitude=20.0,
            )  # fmt: skip
        one = mention(
            of, clause.word, WORDS[clause.word], *sides, nth=seen[clause.word],
            when=when, times=times, numbers=numbers, **fields,
        )  # fmt: skip
        mentions.append(one)
        at += len(clause.text) + 1
    return of, tuple(sorted(mentions, key=lambda one: one.id))


@st.composite
def piles(draw) -> Pile:
    """Return reports that tell the same few acts; some have the very words of others."""
    words = draw(st.sampled_from(THEMES))
    drawn: list[tuple[str, list[Clause]]] = []
    for own in OPENINGS[: draw(st.integers(2, len(OPENINGS)))]:
        again = bool(drawn) and draw(st.integers(0, 3)) == 0
        opening, told = draw(st.sampled_from(drawn)) if again else (own, draw(clauses(words)))
        drawn.append((opening, told[: draw(st.integers(1, 3))] if again else told))
    found = [telling(opening, outlet, told) for outlet, (opening, told) in enumerate(drawn)]
    return {of.id: (of, mentions) for of, mentions in found}


class Pool:
    """A shelf, and the reports that it was given: what is told anew where its words are another's now."""

    def __init__(self) -> None:
        self.shelf = Memory(())
        self.here: Pile = {}
        self.texts: dict[str, str] = {}
        self.judged: dict[Pair, Judgement] = {}

    def change(self, come: Pile, gone: Iterable[str] = (), judged: dict[Pair, Judgement] | None = None) -> None:
        """Take reports in and others out, and what people judge now; a report that comes again was read again."""
        now = self.judged if judged is None else judged
        before = {
            pair: self.judged.get(pair)
            for pair in now.keys() | self.judged.keys()
            if now.get(pair) != self.judged.get(pair)
        }
        left = {id_: told for id_, told in self.here.items() if id_ not in gone and id_ not in come}
        here = {**left, **come}
        told = [one for _, mentions in here.values() for one in mentions]
        text = texts(copies(of for of, _ in here.values()), told)
        again = {
            id_: (of, mentions)
            for id_, (of, mentions) in left.items()
            if any(text[one.id] != self.texts[one.id] for one in mentions)
        }
        out = {*gone, *again, *(self.here.keys() & come.keys())}
        arrivals = [Arrival(of, mentions, text) for of, mentions in {**come, **again}.values()]
        self.shelf.apply(update(self.shelf, arrivals, sorted(out), Judged(now=now, before=before)))
        self.here, self.texts, self.judged = here, text, dict(now)

    def state(self) -> dict[str, object]:
        """Return all that the shelf holds, by ids."""
        shelf = self.shelf
        ids = shelf.ids([number for many in shelf.told(self.here).values() for number in many])
        pairs = {
            frozenset((ids[number], ids[met.other])): (met.score, met.rule, met.by_key)
            for number, many in shelf.pairs(ids).items()
            for met in many
        }
        return {
            "events": shelf.held,
            "homes": {ids[number]: event for number, event in shelf.homes(ids).items()},
            "disagreements": shelf.disagreements,
            "contradicted": shelf.contradicted,
            "judgements": shelf.judgements,
            "problems": shelf.problems,
            "answers": {one.asker: one for one in shelf.answers(shelf.held)},
            "pairs": pairs,
        }


def rebuilt(pool: Pool) -> Pool:
    """Return the same reports and judgements, all taken in at one go."""
    whole = Pool()
    whole.change(dict(sorted(pool.here.items())), judged=pool.judged)
    return whole


def in_steps(pool: Pool, size: int) -> Pool:
    """Return the same, entered, then paired, then settled, some at a time."""
    made = Pool()
    made.here, made.texts, made.judged = pool.here, pool.texts, pool.judged
    told = [Arrival(of, mentions, pool.texts) for of, mentions in pool.here.values()]
    for start in range(0, len(told), size):
        enter(made.shelf, told[start : start + size])
    numbers = sorted(made.shelf.numbers([one.id for arrival in told for one in arrival.mentions]).values())
    for start in range(0, len(numbers), size):
        pair_up(made.shelf, numbers[start : start + size])
    while left := [number for number in numbers if not made.shelf.homes([number])]:
        made.shelf.apply(settle(made.shelf, left[:size], Judged(now=pool.judged, before={})))
    return made


@contextmanager
def limits(most: int, crowd: int):
    """Make cells overflow and keys crowded where little is told."""
    with ExitStack() as stack:
        for module in (mention_cells, deciding, making):
            stack.enter_context(patch.object(module, "MOST", most))
        stack.enter_context(patch.object(pairing, "CROWD", crowd))
        yield


def verdict(pair: Pair, word: Verdict) -> Judgement:
    return Judgement(left=pair[0], right=pair[1], verdict=word, by=Maker.PERSON, score=1.0, made="2021-07-01")


def triangle(one: str, other: str, third: str) -> dict[Pair, Judgement]:
    """Return judgements that cannot all hold."""
    said = (((one, other), Verdict.SAME), ((other, third), Verdict.SAME), ((one, third), Verdict.DIFFERENT))
    return {pair: verdict(pair, word) for pair, word in ((tuple(sorted(two)), word) for two, word in said)}


def play(data: st.DataObject, pile: Pile) -> Pool:
    """Let reports come and go, be read again and be judged, as drawn, until all that are left have come."""
    pool = Pool()
    ids = sorted(one.id for _, mentions in pile.values() for one in mentions)
    ids = data.draw(st.permutations(ids))[:3]  # few, so that judgements contradict one another
    if len(ids) == 3 and data.draw(st.booleans()):
        pool.change({}, judged=triangle(*ids))
    outside = data.draw(st.permutations(sorted(pile)))
    for turn in range(12):
        what = data.draw(st.sampled_from(TURNS))
        here = st.sampled_from(sorted(pool.here)) if pool.here else st.nothing()
        if what == "judge" and len(ids) > 1:
            left, right = sorted(data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)))
            one = verdict((left, right), data.draw(st.sampled_from(Verdict)))
            pool.change({}, judged={**pool.judged, (left, right): one})
        elif what == "undo" and pool.judged:
            pair = data.draw(st.sampled_from(sorted(pool.judged)))
            pool.change({}, judged={key: one for key, one in pool.judged.items() if key != pair})
        elif what == "go" and pool.here:
            gone = data.draw(here)
            pool.change({}, [gone])
            outside.append(gone)
        elif what == "again" and pool.here:  # as it was, with a mention less, or with another modality
            of, mentions = pile[data.draw(here)]
            first, *rest = mentions
            plan = replace(first, modality=Modality.PLANNED)
            pool.change({of.id: (of, data.draw(st.sampled_from((mentions, tuple(rest), (plan, *rest)))))})
        else:
            batch = [outside.pop(0) for _ in range(data.draw(st.integers(1, 3))) if outside]
            gone = [data.draw(here)] if what == "swap" and pool.here else []
            pool.change({id_: pile[id_] for id_ in batch}, gone)
            outside += gone
        if not outside and turn > 6:
            break
    return pool


def differ(pool: Pool) -> list[str]:
    """Name what is not as a rebuild makes it."""
    now, then = pool.state(), rebuilt(pool).state()
    return [name for name in now if now[name] != then[name]]


@given(piles(), st.data())
@settings(deadline=None, max_examples=60)
def test_however_a_pile_grew_its_chronology_is_that_of_one_rebuild(pile, data):
    assert differ(play(data, pile)) == []


@given(piles(), st.sampled_from(((2, 2), (3, 3), (4, 2), (4, 5), (300, 3), (3, 32))), st.data())
@settings(deadline=None, max_examples=90)
def test_the_same_holds_where_keys_are_crowded_and_cells_overflow(pile, limit, data):
    with limits(*limit):
        assert differ(play(data, pile)) == []


@given(piles(), st.sampled_from(((300, 32), (3, 3), (4, 2))), st.integers(1, 4), st.data())
@settings(deadline=None, max_examples=40)
def test_a_rebuild_in_steps_makes_what_one_at_one_go_makes(pile, limit, size, data):
    with limits(*limit):
        pool = play(data, pile)
        now, then = in_steps(pool, size).state(), rebuilt(pool).state()
        assert [name for name in now if now[name] != then[name]] == []


@given(piles())
@settings(deadline=None, max_examples=15)
def test_reports_that_came_one_by_one_make_what_merge_makes(pile):
    pool = Pool()
    for id_, told in pile.items():
        pool.change({id_: told})
    whole = merge([of for of, _ in pile.values()], [one for _, mentions in pile.values() for one in mentions])
    assert {one.id: one for one in whole.events} == pool.shelf.held
    assert {(one.events, one.field): one for one in whole.disagreements} == {
        (one.events, one.field): one for one in pool.shelf.differences()
    }
    assert {(one.left, one.right): one for one in whole.judgements} == pool.shelf.judgements


def test_judgements_that_cannot_all_hold_are_told_while_others_come_and_go_around_them():
    pool = Pool()
    acts = [Clause("shelled", "Ruritania", "Syldavia", 0, "told", 0, after=False)]
    pile = [telling(OPENINGS[n], n, acts) for n in range(4)]
    pool.change({of.id: (of, many) for of, many in pile[:3]}, judged=triangle(*(many[0].id for _, many in pile[:3])))
    (problem,) = pool.shelf.problems.values()
    of, many = pile[3]
    pool.change({of.id: (of, many)})
    assert list(pool.shelf.problems.values()) == [problem]
    assert differ(pool) == []
    pool.change({}, [of.id])
    assert list(pool.shelf.problems.values()) == [problem]
    assert differ(pool) == []
    pool.change({}, judged={})
    assert not pool.shelf.problems


def test_what_goes_leaves_nothing():
    pool = Pool()
    acts = [Clause("resumed", "Ruritania", "Syldavia", days, "told", 4, after=True) for days in (0, 2)]
    told = {of.id: (of, many) for of, many in (telling(OPENINGS[n], n, acts) for n in range(3))}
    pool.change(told)
    assert pool.shelf.held
    pool.change({}, list(told))
    assert not any(pool.state().values())


class Counting(Memory):
    """A shelf that counts what is asked of it."""

    def __init__(self) -> None:
        super().__init__(())
        self.asked: Counter[str] = Counter()

    def mentions(self, numbers):
        self.asked["mentions"] += len(set(numbers))
        return super().mentions(numbers)

    def columns(self, numbers):
        self.asked["columns"] += len(numbers)
        return super().columns(numbers)

    def pairs(self, numbers):
        self.asked["pairs"] += len(set(numbers))
        return super().pairs(numbers)

    def members(self, keys, most):
        found = super().members(keys, most)
        self.asked["members"] += sum(map(len, found.values()))
        return found

    def events(self, ids):
        self.asked["events"] += len(set(ids))
        return super().events(ids)


def village(number: int, outlet: str = "Post") -> tuple[Report, tuple[Mention, ...]]:
    """Return a report of an act by and on nobody else; even numbers are of one day."""
    of = report(f"Baron{number} shelled Village{number}, said Clerk{number}.", published="2021-05-20", outlet=outlet)
    sides = (
        party(of, f"Baron{number}", Role.BY, ActorKind.PERSON),
        party(of, f"Village{number}", Role.TO, ActorKind.OTHER),
    )
    return of, (mention(of, "shelled", "shell", *sides, when=day("2021-05-03")),)


def asked(size: int, come: Sequence[tuple[Report, tuple[Mention, ...]]], gone: Sequence[str] = ()) -> Counter[str]:
    """Return what a pile of reports on other things is asked where one more comes or goes."""
    pool = Pool()
    pool.shelf = Counting()
    pool.change({of.id: (of, many) for of, many in map(village, range(size))})
    pool.shelf.asked.clear()
    pool.change({of.id: (of, many) for of, many in come}, gone)
    return pool.shelf.asked


@pytest.mark.parametrize(
    ("come", "gone"),
    [([village(1, "Herald")], []), ([], [village(1)[0].id]), ([village(1000)], [])],
    ids=["told again", "gone", "new"],
)
def test_what_comes_or_goes_is_as_much_work_in_a_large_pile_as_in_a_small_one(come, gone):
    few, many = asked(40, come, gone), asked(160, come, gone)
    assert few, "something is asked"
    for what, count in many.items():
        assert count <= few[what] + 4, what


def test_a_judgement_is_as_much_work_in_a_large_pile_as_in_a_small_one():
    counts = []
    for size in (40, 160):
        pool = Pool()
        pool.shelf = Counting()
        pool.change({of.id: (of, many) for of, many in map(village, range(size))})
        pool.shelf.asked.clear()
        left, right = sorted(village(number)[1][0].id for number in (1, 2))
        pool.change({}, judged={(left, right): verdict((left, right), Verdict.SAME)})
        assert len(pool.shelf.held) == size - 1
        counts.append(pool.shelf.asked)
    assert all(count <= counts[0][what] + 4 for what, count in counts[1].items())
