"""Make a database's worth of reports and mentions: the project's own stories in, resampled ones without a model out.

Measuring growth needs a hundred thousand reports that look like news to the merging. A pile is made of sagas, as a war,
a campaign or a trial is: most have a few reports, some hundreds over months. A saga is a row of episodes, a day or so
apart. An episode tells one of our own stories (`eval/stories`, `examples/iraq-2020`) as the stages read it once, of
other people, acts, words and days; now and then it repeats the episode before it on another day, as the raids of one
war do. Reports arrive in the order of publication, but for a few that come late.

Kept of a story: its paragraphs with all spans, roles, attributions, modalities and order links, and common words.

Drawn anew for each episode, at the same length so that spans still lie on their words:
- acts: other verbs, as often as they stand in texts, of the kind that the lexicon gives them, many of them the saga's;
- names, and the ids of persons, bodies and places: many from the saga's cast, some from one that all sagas share;
- countries: mostly the saga's own, else from a list in which few are common; they are those of states and organs too;
- rarer words: some stay, some are the saga's, the others are drawn as often as they stand in texts;
- days, counts, and vectors: turned for the episode, with a part that an act has in all stories (`bench.telling`).

Drawn anew for each report: which paragraphs it tells, in which words (more of the rarer ones change), which
participants and times it leaves out, what it tells again of its episode and of earlier ones (background), its outlet,
whether another prints it again, whole or cut, with small edits, and whether it is dated.

The numbers below, in `bench.retell` and in `bench.telling` were set so that the scores of pairs spread as in a pile of
real reports: docs/decisions/0014-ledger-and-growth.md, `python -m bench.pile`. The texts say nothing and are no news.
"""

from __future__ import annotations

import hashlib
import heapq
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import count as numbers
from itertools import islice
from multiprocessing import get_context

from bench.passages import sources
from bench.retell import WORD, Change, Episode, rarer
from bench.telling import Telling
from dateline.read.sketch import prints, sketch
from dateline.records import Carrier, Format, Mention, Report, SourceKind, Told
from dateline.store import Reading

FIRST = date(2010, 1, 1).toordinal()
BEFORE = 150  # days that sagas run before the first report
SAGAS = 0.8  # new sagas a day; with what follows, about 27 reports a day
LONG = 0.7  # exponent of the number of a saga's episodes (Pareto): the less, the longer
LONGEST = 300
GAP = 1.0  # days between two episodes of a saga, on average
AGAIN = 0.15  # chance that an episode repeats the one before: the next raid, the next march
MANY = 2.5  # exponent of the number of an episode's reports
MOST = 12
COPIES = 0.25  # share of reports that another outlet prints again
CUT = 0.3  # share of copies that leave out the end
LEFT_OUT = 0.1  # share of its source's passages that a report leaves out
AGAIN_TOLD = 0.6  # chance that a report takes up what an earlier report of its episode told
TAKEN_UP = 4  # passages that it takes up, at most
BACKGROUND = 0.7  # chance that a report takes up earlier episodes of its saga
UNDATED = 0.04  # share of reports without a date
LATE = 0.03  # share of reports that arrive days or weeks after their publication
DELAY = 20  # days, on average
OUTLETS = 200

Place = tuple[Episode, int, int]  # an episode, one of its source's accounts, one of the passages of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one report is to tell."""

    name: str
    wording: str  # the name of the report that it prints again, or its own
    day: int  # of publication, ordinal
    outlet: int
    dated: bool
    passages: tuple[Place, ...]
    edits: int = 0  # words that a copy changes


def generate(count: int, *, seed: int = 0, processes: int = 1) -> Iterator[Reading]:
    """Give so many readings as they arrive; the same seed gives the same ones, and more of them begin with these."""
    planned = islice(plans(seed), count)
    tell = partial(told, seed=seed)
    if processes == 1:
        yield from map(tell, planned)
        return
    sources()  # read once, before the processes part
    with get_context("fork").Pool(processes) as pool:
        yield from pool.imap(tell, planned, chunksize=16)


def plans(seed: int) -> Iterator[Plan]:
    """Give plans of reports without end, in the order in which they arrive."""
    draw = random.Random(f"{seed} plans")  # noqa: S311  nothing here is secret
    coming: list[tuple[int, float, str, Plan]] = []
    begun = 0.0
    saga = 0
    for day in numbers(FIRST - BEFORE):
        begun += SAGAS
        while saga < begun:
            for plan, arrives in _saga(saga, day, seed):
                heapq.heappush(coming, (arrives, draw.random(), plan.name, plan))
            saga += 1
        while coming and coming[0][0] <= day:
            arrives, _, _, plan = heapq.heappop(coming)
            if arrives >= FIRST:
                yield plan


def _saga(saga: int, day: int, seed: int) -> Iterator[tuple[Plan, int]]:
    """Give the reports of a saga with the days on which they arrive."""
    draw = random.Random(f"{seed} saga {saga}")  # noqa: S311
    episodes: list[Episode] = []
    for number in range(min(int(draw.paretovariate(LONG)), LONGEST)):
        if episodes and draw.random() < AGAIN:
            episodes.append(episodes[-1]._replace(number=number, day=day))
        else:
            episodes.append(Episode(saga, number, draw.randrange(len(sources())), number, day))
        for place in range(min(int(draw.paretovariate(MANY)), MOST)):
            plan = _report(f"{saga}.{number}.{place}", episodes, draw, number + place)
            yield plan, _arrival(plan, draw)
            if draw.random() < COPIES:
                again = _copy(plan, draw)
                yield again, _arrival(again, draw)
        day += int(draw.expovariate(1 / GAP))


def _report(name: str, episodes: Sequence[Episode], draw: random.Random, turn: int) -> Plan:
    episode = episodes[-1]
    accounts = sources()[episode.source].accounts
    account = turn % len(accounts)
    known = range(len(accounts[account].passages))
    kept = [place for place in known if place == 0 or draw.random() >= LEFT_OUT]
    passages = [(episode, account, place) for place in kept]
    if account and draw.random() < AGAIN_TOLD:
        passages += _told_before(episode, draw.randrange(account), draw)
    if len(episodes) > 1 and draw.random() < BACKGROUND:
        earlier = episodes[max(-2 - int(draw.expovariate(0.5)), -len(episodes))]
        passages += _told_before(earlier, draw.randrange(len(sources()[earlier.source].accounts)), draw)
    return Plan(
        name=name,
        wording=name,
        day=episode.day + accounts[account].day,
        outlet=draw.randrange(OUTLETS),
        dated=draw.random() >= UNDATED,
        passages=tuple(passages),
    )


def _told_before(episode: Episode, account: int, draw: random.Random) -> list[Place]:
    """Return a few passages in a row that an earlier report told first."""
    known = len(sources()[episode.source].accounts[account].passages)
    count = draw.randint(1, TAKEN_UP)
    first = draw.randrange(max(1, known - count + 1))
    return [(episode, account, place) for place in range(first, min(first + count, known))]


def _copy(plan: Plan, draw: random.Random) -> Plan:
    kept = len(plan.passages)
    if draw.random() < CUT:
        kept = max(1, kept * 2 // 3)
    return replace(
        plan,
        name=f"{plan.name}c",
        day=plan.day + draw.randrange(2),
        outlet=draw.randrange(OUTLETS),
        passages=plan.passages[:kept],
        edits=draw.randint(1, 4),
    )


def _arrival(plan: Plan, draw: random.Random) -> int:
    late = draw.random() < LATE
    return plan.day + (1 + int(draw.expovariate(1 / DELAY)) if late else 0)


def told(plan: Plan, *, seed: int) -> Reading:
    """Return the report of a plan, with its mentions."""
    published = date.fromordinal(plan.day) if plan.dated else None
    tellings = {
        episode: Telling(
            change(episode, seed),
            random.Random(f"{seed} {plan.wording} {episode.number}"),  # noqa: S311
            published=published,
            own=episode == plan.passages[0][0],
        )
        for episode in dict.fromkeys(episode for episode, _, _ in plan.passages)
    }
    parts = [
        (tellings[episode], sources()[episode.source].accounts[account].passages[place])
        for episode, account, place in plan.passages
    ]
    texts = [telling.text(passage.text) for telling, passage in parts]
    # Two outlets may print one text to the letter: what follows the prose tells their bytes apart.
    text = "\n\n".join([*texts, f"[{plan.outlet} {plan.name}]"])
    if plan.edits:
        text = _edited(text, plan, frozenset(word for telling, passage in parts for word in telling.named(passage)))
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    outlet = f"Outlet {plan.outlet}"
    report = Report(
        id="r" + digest[:16],
        sha256=digest,
        path=f"{digest[:12]}.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=text,
        outlet=Told(value=outlet, rule="generated"),
        published=Told(value=published.isoformat(), rule="generated") if published else None,
        sketch=sketch(text),
        prints=prints(text),
    )
    mentions: list[Mention] = []
    carriers = (Carrier(name=outlet, kind=SourceKind.OUTLET),)
    start = sentence = 0
    for (telling, passage), words in zip(parts, texts, strict=True):
        found = telling.mentions(passage, report=report.id, start=start, sentence=sentence)
        mentions += [replace(one, carriers=carriers) for one in found]
        start += len(words) + 2
        sentence += passage.sentences
    return Reading(raw=raw, report=report, mentions=tuple(mentions))


def _edited(text: str, plan: Plan, named: frozenset[str]) -> str:
    """Return a text with some words changed that name nobody and tell no event."""
    draw = random.Random(plan.name)  # noqa: S311
    free = [match for match in WORD.finditer(text) if len(match[0]) > 3 and match[0].lower() not in named]
    for match in draw.sample(free, min(plan.edits, len(free))):
        text = text[: match.start()] + rarer(draw, len(match[0])) + text[match.end() :]
    return text


@lru_cache(maxsize=256)
def change(episode: Episode, seed: int) -> Change:
    """Return what an episode makes of its source."""
    return Change(episode, seed)
